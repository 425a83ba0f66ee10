//! Intervals by resampling. Source: Efron 1979, "Bootstrap methods: another look at the jackknife".

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The seed of intervals, unless another is asked for.
pub const BOOTSTRAP_SEED: u64 = 1;

/// Resamples of an interval, and the share of them that lies in it.
const RESAMPLES: usize = 400;
const CONFIDENCE: f64 = 0.95;

/// Fewer things have no interval: even where all of them fall to one side, that is chance more often than one time in
/// twenty, 2 · ½ⁿ.
const LEAST: usize = 6;

/// The interval of a statistic of `count` things, given the places of the drawn ones. The same for the same things; `None`
/// for fewer than [`LEAST`], which do not tell how they vary.
pub(crate) fn bootstrap_interval(
    count: usize,
    mut statistic: impl FnMut(&[usize]) -> f64,
) -> Option<(f64, f64)> {
    let every: Vec<usize> = (0..count).collect();
    let found = statistic(&every);
    let resampled = resample(count, RESAMPLES, (BOOTSTRAP_SEED, 0), statistic);
    interval(count, widened(count, found, resampled.into_iter()))
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

/// The 95 % interval of a statistic of so many things by its resamples, which are [`widened`]; `None` for fewer than
/// [`LEAST`] things.
pub(crate) fn interval(count: usize, mut resampled: Vec<f64>) -> Option<(f64, f64)> {
    let last = resampled.len().checked_sub(1).filter(|_| count >= LEAST)?;
    resampled.sort_by(f64::total_cmp);
    let at = |share: f64| resampled[((share * resampled.len() as f64) as usize).min(last)];
    Some((at((1.0 - CONFIDENCE) / 2.0), at((1.0 + CONFIDENCE) / 2.0)))
}

/// Resamples of a statistic that was found on so many things, as far from it as they have to be: those of a few things vary
/// less than the things do, and how much is not known. Source: Hesterberg 2015, "What teachers should know about the
/// bootstrap", whose factor for a mean, √(n / (n − 1)) · t ÷ z, this is.
pub(crate) fn widened(count: usize, found: f64, resampled: impl Iterator<Item = f64>) -> Vec<f64> {
    let factor = if count > 1 { small_sample(count as f64 - 1.0) } else { 1.0 };
    resampled.map(|value| found + factor * (value - found)).collect()
}

/// The factor by degrees of freedom. Student's t is by the expansion in Abramowitz & Stegun 1964, 26.7.5.
fn small_sample(freedom: f64) -> f64 {
    const Z: f64 = 1.959_963_985;
    let [third, fifth, seventh] = [3, 5, 7].map(|power| Z.powi(power));
    let terms = [
        (third + Z) / 4.0,
        (5.0 * fifth + 16.0 * third + 3.0 * Z) / 96.0,
        (3.0 * seventh + 19.0 * fifth + 17.0 * third - 15.0 * Z) / 384.0,
    ];
    let t = Z + terms[0] / freedom + terms[1] / freedom.powi(2) + terms[2] / freedom.powi(3);
    ((freedom + 1.0) / freedom).sqrt() * t / Z
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
        let is_told = |count: usize| bootstrap_interval(count, mean).is_some();
        assert_eq!([0, 1, 5, 6, 7].map(is_told), [false, false, false, true, true]);
    }

    #[test]
    fn intervals_of_few_things_hold_the_truth_as_often_as_they_say() {
        let check = |count: usize| {
            let trials = 1000;
            // Of twelve even numbers the sum is nearly normal, and its mean is 0.
            let mut random = ChaCha8Rng::seed_from_u64(7);
            let mut even = || f64::from(random.next_u32()) / f64::from(u32::MAX) - 0.5;
            let mut holds = || {
                let values: Vec<f64> = (0..count).map(|_| (0..12).map(|_| even()).sum()).collect();
                let mean = |drawn: &[usize]| drawn.iter().map(|&at| values[at]).sum::<f64>() / count as f64;
                bootstrap_interval(count, mean).is_some_and(|(low, high)| low <= 0.0 && high >= 0.0)
            };
            let share = (0..trials).filter(|_| holds()).count() as f64 / f64::from(trials);
            assert!((0.91..0.985).contains(&share), "{count}: {share}");
        };
        [6, 8, 12, 30].into_iter().for_each(check);
    }

    #[test]
    fn factors_are_those_of_students_distribution() {
        let check = |count: usize, t: f64| {
            let expected = (count as f64 / (count as f64 - 1.0)).sqrt() * t / 1.959_964;
            assert!((small_sample(count as f64 - 1.0) - expected).abs() < 0.003, "{count}");
        };
        check(6, 2.570_582);
        check(11, 2.228_139);
        check(101, 1.983_972);
    }
}
