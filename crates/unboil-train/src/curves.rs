//! How a model's probabilities do over labelled blocks: precision by recall, reliability, histogram.

use unboil_infer::sigmoid;

use crate::score::{Bin, calibration_error, reliability};
use crate::{Example, PageResult};

/// Bars of the histogram.
const BARS: usize = 20;
/// Steps of recall at which the curve is told.
const STEPS: usize = 100;

/// A point of the curve of precision by recall.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Point {
    /// Share of the content that is kept, 0 to 1.
    pub recall: f64,
    /// Share of what is kept that is content, 0 to 1.
    pub precision: f64,
}

/// A model's probabilities over labelled blocks, each block counting once.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Curves {
    /// Number of labelled blocks.
    pub blocks: usize,
    /// Those that are content.
    pub content: usize,
    /// Precision by recall as the threshold falls: at most a point for each hundredth of recall. Empty where nothing is
    /// content.
    pub precision_recall: Vec<Point>,
    /// Area under that curve by steps, 0 to 1; `None` where nothing is content.
    pub average_precision: Option<f64>,
    /// Blocks by tenths of their probability.
    pub bins: Vec<Bin>,
    /// Expected calibration error: mean distance of probability and share of content in these, by blocks.
    pub calibration_error: f64,
    /// Blocks of the content and of the boilerplate by twentieths of their probability.
    pub histogram: Vec<(usize, usize)>,
}

impl Curves {
    /// The curves over examples and their results.
    pub fn of<'a>(pages: impl Iterator<Item = (&'a Example, &'a PageResult)>) -> Curves {
        let blocks = pages.flat_map(|(example, result)| {
            let pairs = result.log_odds.iter().zip(&example.measured.labels);
            pairs.filter_map(|(z, truth)| truth.map(|truth| (*z, truth)))
        });
        Curves::of_blocks(blocks.collect())
    }

    /// Of blocks of (log-odds, whether it is content).
    fn of_blocks(mut blocks: Vec<(f64, bool)>) -> Curves {
        blocks.sort_by(|a, b| b.0.total_cmp(&a.0));
        let bins = reliability(blocks.iter().copied());
        let (precision_recall, average_precision) = precision_recall(&blocks);
        let mut histogram = vec![(0, 0); BARS];
        for (z, truth) in &blocks {
            let bar = &mut histogram[((sigmoid(*z) * BARS as f64) as usize).min(BARS - 1)];
            *(if *truth { &mut bar.0 } else { &mut bar.1 }) += 1;
        }
        Curves {
            blocks: blocks.len(),
            content: blocks.iter().filter(|(_, truth)| *truth).count(),
            precision_recall,
            average_precision,
            calibration_error: calibration_error(&bins),
            bins,
            histogram,
        }
    }
}

/// The curve over blocks in falling order, those of one score taken together, and the area under it.
fn precision_recall(blocks: &[(f64, bool)]) -> (Vec<Point>, Option<f64>) {
    let content = blocks.iter().filter(|(_, truth)| *truth).count();
    let (mut points, mut area): (Vec<Point>, f64) = (Vec::new(), 0.0);
    if content == 0 {
        return (points, None);
    }
    let (mut kept, mut right, mut last) = (0, 0, 0.0);
    for tied in blocks.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        kept += tied.len();
        right += tied.iter().filter(|(_, truth)| *truth).count();
        let point = Point { recall: right as f64 / content as f64, precision: right as f64 / kept as f64 };
        area += (point.recall - last) * point.precision;
        let is_new_step = (point.recall * STEPS as f64) as usize > (last * STEPS as f64) as usize;
        if points.is_empty() || is_new_step {
            points.push(point);
        }
        last = point.recall;
    }
    (points, Some(area))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_of_a_few_blocks() {
        let curves =
            Curves::of_blocks(vec![(-2.0, false), (3.0, true), (1.0, false), (0.0, true), (0.0, false)]);
        assert_eq!((curves.blocks, curves.content), (5, 2));
        let points: Vec<(f64, f64)> =
            curves.precision_recall.iter().map(|p| (p.recall, p.precision)).collect();
        assert_eq!(points, [(0.5, 1.0), (1.0, 0.5)]);
        assert!((curves.average_precision.unwrap() - 0.75).abs() < 1e-12);
        assert_eq!(curves.histogram[10], (1, 1));
        assert_eq!(curves.histogram.iter().map(|(a, b)| a + b).sum::<usize>(), 5);
        assert!((curves.bins[9].content - 1.0).abs() < 1e-12);
    }

    #[test]
    fn without_content_there_is_no_curve() {
        let curves = Curves::of_blocks(vec![(1.0, false)]);
        assert!(curves.precision_recall.is_empty() && curves.average_precision.is_none());
        assert!(Curves::of_blocks(Vec::new()).calibration_error.abs() < 1e-12);
    }
}
