//! How good an extraction is: word F1 of a page, segments of a page, and measures over blocks.

mod blocks;

use unboil_features::tokens;
use unboil_html::Blocks;
use unboil_infer::Label;

pub(crate) use self::blocks::{auc, block_scores};
use crate::label::squeeze;
use crate::{Example, Gold, Match};

/// Segments of fewer words that are whole blocks are looked for as lines of their own: as a part of a longer line, a
/// word such as "Home" is in any article.
const MIN_SEGMENT_WORDS: usize = 8;

/// Segments that were and were not extracted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentCounts {
    /// Segments of the content that were extracted.
    pub kept: u32,
    /// Segments of the content that were not.
    pub missed: u32,
    /// Segments of the boilerplate that were extracted.
    pub wrong: u32,
}

/// The score of one page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PageScore {
    /// Words as bags, against the whole gold. All 1 for no text against an empty gold; all 0 where either is empty.
    Words {
        /// Words in both ÷ words extracted, 0 to 1.
        precision: f64,
        /// Words in both ÷ words of the gold, 0 to 1.
        recall: f64,
        /// Harmonic mean of the two.
        f1: f64,
    },
    /// Segments.
    Segments(SegmentCounts),
}

impl SegmentCounts {
    /// Precision, recall and F1; 0 where there is nothing to divide by.
    pub fn scores(&self) -> (f64, f64, f64) {
        let ratio = |part: u32, rest: u32| f64::from(part) / f64::from((part + rest).max(1));
        let (precision, recall) = (ratio(self.kept, self.wrong), ratio(self.kept, self.missed));
        (precision, recall, harmonic(precision, recall))
    }
}

impl PageScore {
    /// Scores labels on a page. Pages with ranges for gold are scored by the words of their blocks.
    pub fn of(example: &Example, labels: &[Label]) -> PageScore {
        let overlap = match &example.page.gold {
            Gold::Segments { must, must_not, matching } => {
                let counts = segments(example.text.blocks(), labels, must, must_not, *matching);
                return PageScore::Segments(counts);
            }
            Gold::Text(_) => example.text.overlap(labels),
            Gold::Blocks(_) => labelled_overlap(example, labels),
        };
        let (chosen, gold, both) = overlap;
        if chosen == 0 && gold == 0 {
            return PageScore::Words { precision: 1.0, recall: 1.0, f1: 1.0 };
        }
        let (precision, recall) =
            (f64::from(both) / f64::from(chosen.max(1)), f64::from(both) / f64::from(gold.max(1)));
        PageScore::Words { precision, recall, f1: harmonic(precision, recall) }
    }

    /// The page's F1, 0 to 1.
    pub fn f1(&self) -> f64 {
        match self {
            PageScore::Words { f1, .. } => *f1,
            PageScore::Segments(counts) => counts.scores().2,
        }
    }
}

/// The words of a lower-case text, as the metric counts them: runs of letters, digits and `_`, each CJK character one.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    tokens(text)
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

fn labelled_overlap(example: &Example, labels: &[Label]) -> (u32, u32, u32) {
    let (mut chosen, mut gold, mut both) = (0, 0, 0);
    for ((label, truth), words) in
        labels.iter().zip(&example.measured.labels).zip(&example.measured.outline.words)
    {
        let Some(truth) = truth else { continue };
        let words = words.round().max(1.0) as u32;
        let is_chosen = *label == Label::Content;
        chosen += if is_chosen { words } else { 0 };
        gold += if *truth { words } else { 0 };
        both += if is_chosen && *truth { words } else { 0 };
    }
    (chosen, gold, both)
}

fn segments(
    blocks: &Blocks,
    labels: &[Label],
    must: &[String],
    must_not: &[String],
    matching: Match,
) -> SegmentCounts {
    let chosen = blocks.iter().zip(labels).filter(|(_, label)| **label == Label::Content);
    let lines: Vec<String> = chosen.map(|(block, _)| squeeze(blocks.text(block))).collect();
    let whole = lines.concat();
    let is_there = |segment: &&String| {
        let sought = squeeze(segment);
        if matching == Match::Block && words_of(segment).count() < MIN_SEGMENT_WORDS {
            lines.contains(&sought)
        } else {
            whole.contains(&sought)
        }
    };
    let kept = must.iter().filter(is_there).count() as u32;
    let wrong = must_not.iter().filter(is_there).count() as u32;
    SegmentCounts { kept, missed: must.len() as u32 - kept, wrong }
}
