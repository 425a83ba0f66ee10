//! How good an extraction is: word F1 of a page, segments of a page, and measures over blocks.

mod blocks;
mod precision_recall;
mod segments;
mod words;

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use unboil_infer::Label;

pub use self::blocks::Bin;
pub(crate) use self::blocks::{auc, block_scores, calibration_error, reliability};
pub use self::precision_recall::PrecisionRecall;
pub use self::segments::SegmentCounts;
pub(crate) use self::words::{words_in, words_of};
use crate::{Example, Gold};

/// The score of one page.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum PageScore {
    /// Words as bags, against the whole gold: precision is words in both ÷ words extracted, recall words in both ÷ words of
    /// the gold. All 1 for no text against an empty gold; all 0 where either is empty.
    Words(PrecisionRecall),
    /// Segments.
    Segments(SegmentCounts),
    /// The gold labels nothing of the page, so that nothing can be told: no mean counts it.
    Unknown,
}

/// Words extracted, words of the gold, and words in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overlap {
    chosen: u32,
    gold: u32,
    both: u32,
}

impl PageScore {
    /// Scores labels on a page: the text that they make of it. Pages with ranges for gold are scored by the words of
    /// their blocks.
    pub fn of(example: &Example, labels: &[Label]) -> PageScore {
        match &example.page.gold {
            _ if !example.is_judged() => PageScore::Unknown,
            Gold::Text(_) => PageScore::of_overlap(example.text.overlap(labels)),
            Gold::Blocks(_) => PageScore::of_overlap(labelled_overlap(example, labels)),
            Gold::Segments { .. } => PageScore::of_text(example, &example.text.render(labels)),
        }
    }

    /// Scores a text that any tool took out of the page. On a page with ranges for gold, the text stands for the blocks
    /// of whose words it holds at least half, in order.
    pub fn of_text(example: &Example, text: &str) -> PageScore {
        match &example.page.gold {
            _ if !example.is_judged() => PageScore::Unknown,
            Gold::Text(gold) => PageScore::of_overlap(Overlap::of(text, gold)),
            Gold::Blocks(_) => {
                PageScore::of_overlap(labelled_overlap(example, &example.text.labels_of(text)))
            }
            Gold::Segments { must, must_not, matching } => {
                PageScore::Segments(SegmentCounts::of(text, must, must_not, *matching))
            }
        }
    }

    fn of_overlap(Overlap { chosen, gold, both }: Overlap) -> PageScore {
        if chosen == 0 && gold == 0 {
            return PageScore::Words(PrecisionRecall::PERFECT);
        }
        let share = |all: u32| f64::from(both) / f64::from(all.max(1));
        PageScore::Words(PrecisionRecall::of(share(chosen), share(gold)))
    }

    /// Precision, recall and F1; all 1 where nothing can be told.
    pub fn precision_recall(&self) -> PrecisionRecall {
        match self {
            PageScore::Words(of_words) => *of_words,
            PageScore::Segments(counts) => counts.precision_recall(),
            PageScore::Unknown => PrecisionRecall::PERFECT,
        }
    }

    /// The page's F1, 0 to 1.
    pub fn f1(&self) -> f64 {
        self.precision_recall().f1
    }
}

impl Overlap {
    /// Counts the words of a text and its gold as bags.
    fn of(text: &str, gold: &str) -> Overlap {
        let (text, gold) = (text.to_lowercase(), gold.to_lowercase());
        let mut bag: HashMap<&str, u32> = HashMap::new();
        words_of(&gold).for_each(|word| *bag.entry(word).or_insert(0) += 1);
        Overlap::with_bag(words_of(&text), bag)
    }

    /// Counts words beside those of the gold: how often it has each.
    pub(crate) fn with_bag<W: Eq + Hash, S: BuildHasher>(
        words: impl Iterator<Item = W>,
        mut gold: HashMap<W, u32, S>,
    ) -> Overlap {
        let mut overlap = Overlap { gold: gold.values().sum(), ..Overlap::default() };
        for word in words {
            overlap.chosen += 1;
            if let Some(count) = gold.get_mut(&word).filter(|count| **count > 0) {
                *count -= 1;
                overlap.both += 1;
            }
        }
        overlap
    }
}

fn labelled_overlap(example: &Example, labels: &[Label]) -> Overlap {
    let mut overlap = Overlap::default();
    for ((label, truth), words) in
        labels.iter().zip(&example.measured.labels).zip(example.measured.outline.words())
    {
        let Some(truth) = truth else { continue };
        let words = words.round().max(1.0) as u32;
        let is_chosen = *label == Label::Content;
        overlap.chosen += if is_chosen { words } else { 0 };
        overlap.gold += if *truth { words } else { 0 };
        overlap.both += if is_chosen && *truth { words } else { 0 };
    }
    overlap
}

#[cfg(test)]
mod tests;
