//! The order of a page's blocks by their log-odds, and the best choice of the first of them.

/// The blocks by their log-odds, the likeliest first; equals as they stand in the page. In time n log n.
pub fn likeliest_first(log_odds: &[f64]) -> impl Iterator<Item = usize> {
    // The block in the low bits of each key: no two keys are the same.
    let key = |(block, z): (usize, &f64)| u128::from(falling(*z)) << 64 | block as u128;
    let mut keys: Vec<u128> = log_odds.iter().enumerate().map(key).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u64 as usize)
}

/// A choice of the likeliest blocks of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestChoice {
    /// The least likely block that is chosen.
    pub last: usize,
    /// Words of the chosen blocks.
    pub words: f64,
    /// The expected F1, above 0.
    pub f1: f64,
}

/// The choice for which `2·E[chosen content] ÷ (chosen + E[content])`, in words, is largest, of equals the smallest: by the
/// blocks in their [order](likeliest_first), the words of each, and how many of those are expected to be content. `None` where
/// nothing is expected.
pub fn best_choice(order: &[usize], words: &[f64], content: &[f64]) -> Option<BestChoice> {
    let expected: f64 = content.iter().sum();
    let (mut hit, mut chosen) = (0.0, 0.0);
    let mut best: Option<BestChoice> = None;
    for &last in order {
        hit += content[last];
        chosen += words[last];
        let f1 = 2.0 * hit / (chosen + expected);
        if f1 > best.map_or(0.0, |best| best.f1) {
            best = Some(BestChoice { last, words: chosen, f1 });
        }
    }
    best
}

/// A number that is the smaller the larger another is, in the order of [`f64::total_cmp`].
fn falling(z: f64) -> u64 {
    let bits = z.to_bits();
    if z.is_sign_negative() { bits } else { !bits & (u64::MAX >> 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_all_numbers() {
        let z =
            [0.5, -0.0, 8.0, f64::NAN, 0.0, -3.0, 8.0, f64::NEG_INFINITY, -1e-300, f64::INFINITY, -f64::NAN];
        let mut order: Vec<usize> = (0..z.len()).collect();
        order.sort_by(|&a, &b| z[b].total_cmp(&z[a]).then(a.cmp(&b)));
        assert_eq!(likeliest_first(&z).collect::<Vec<_>>(), order);
    }

    #[test]
    fn the_best_choice_has_the_largest_expected_f1() {
        let words = [10.0, 30.0, 20.0];
        let check = |content: [f64; 3], expected: Option<(usize, f64, f64)>| {
            let found = best_choice(&[2, 0, 1], &words, &content);
            assert_eq!(found.map(|best| (best.last, best.words, best.f1)), expected);
        };
        check([10.0, 0.0, 20.0], Some((0, 30.0, 1.0)));
        check([5.0, 0.0, 20.0], Some((0, 30.0, 50.0 / 55.0)));
        check([0.0, 0.0, 20.0], Some((2, 20.0, 1.0)));
        check([0.0; 3], None);
        assert_eq!(best_choice(&[], &[], &[]), None);
    }
}
