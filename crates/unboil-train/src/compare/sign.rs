//! The exact sign test. Source: Dixon & Mood 1946, "The statistical sign test"; for two outcomes a thing, as here, it is
//! the exact form of McNemar's test.

use std::f64::consts::LN_2;

/// The two-sided p-value of so many wins and losses, ties left out: the probability that a fair coin falls at least as
/// unevenly. 1 where there are none.
pub(super) fn sign_test(won: usize, lost: usize) -> f64 {
    let all = won + lost;
    // The logarithm of the number of ways to choose, from 0 chosen upwards, so that nothing overflows.
    let mut ways = 0.0;
    let mut tail = 0.0;
    for chosen in 0..=won.min(lost) {
        tail += (ways - all as f64 * LN_2).exp();
        ways += ((all - chosen) as f64 / (chosen + 1) as f64).ln();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_values_are_those_of_the_binomial_distribution() {
        let check = |won, lost, expected: f64| {
            let found = sign_test(won, lost);
            assert!((found - expected).abs() < 1e-9, "{won} {lost}: {found}");
        };
        check(0, 0, 1.0);
        check(5, 5, 1.0);
        check(0, 5, 2.0 / 32.0);
        check(1, 9, 22.0 / 1024.0);
        check(9, 1, 22.0 / 1024.0);
        // 2 · Σ C(1000, i) ÷ 2^1000 for i up to 460, in whole numbers.
        check(540, 460, 0.012_444_146_277);
    }
}
