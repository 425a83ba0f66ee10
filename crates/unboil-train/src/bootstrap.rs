//! Intervals by resampling. Source: Efron 1979, "Bootstrap methods: another look at the jackknife".

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Resamples of an interval, the share of them that lies in it, and the seed.
const RESAMPLES: usize = 400;
const CONFIDENCE: f64 = 0.95;
const SEED: u64 = 1;

/// The percentile interval of a statistic of `count` things, given the places of the drawn ones. The same for the same
/// things; `None` for fewer than two, which do not tell how they vary.
pub(crate) fn bootstrap_interval(count: usize, statistic: impl FnMut(&[usize]) -> f64) -> Option<(f64, f64)> {
    (count > 1).then(|| interval(resample(count, RESAMPLES, (SEED, 0), statistic)))
}

/// A statistic of each of so many resamples of `count` things, given the places of the drawn ones. What is to be drawn
/// independently of each other has one seed and numbers of its own.
pub(crate) fn resample<T>(
    count: usize,
    resamples: usize,
    (seed, number): (u64, u64),
    mut statistic: impl FnMut(&[usize]) -> T,
) -> Vec<T> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(number);
    let mut drawn = vec![0; count];
    let mut draw = |_| {
        drawn.iter_mut().for_each(|place| *place = (random.next_u64() % count.max(1) as u64) as usize);
        statistic(&drawn)
    };
    (0..resamples).map(&mut draw).collect()
}

/// The interval that holds 95 % of the values, of which there is at least one.
pub(crate) fn interval(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let last = values.len() - 1;
    let at = |share: f64| values[((share * values.len() as f64) as usize).min(last)];
    (at((1.0 - CONFIDENCE) / 2.0), at((1.0 + CONFIDENCE) / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_is_about_two_standard_errors_wide_on_each_side() {
        let values: Vec<f64> = (0..100).map(|value| f64::from(value % 10)).collect();
        let mean = |drawn: &[usize]| drawn.iter().map(|&at| values[at]).sum::<f64>() / drawn.len() as f64;
        let (low, high) = bootstrap_interval(values.len(), mean).unwrap();
        assert!((3.7..4.1).contains(&low) && (4.9..5.3).contains(&high), "{low} {high}");
        assert_eq!(bootstrap_interval(1, mean), None);
        assert_eq!(bootstrap_interval(0, |drawn| drawn.len() as f64), None);
    }
}
