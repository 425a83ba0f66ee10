//! Segments that a text has and has not.

use super::{PrecisionRecall, words_of};
use crate::Match;

/// Segments of fewer words that are whole blocks are looked for as lines of their own: as a part of a longer line, a
/// word such as "Home" is in any article.
const MIN_SEGMENT_WORDS: usize = 8;

/// Segments that were and were not extracted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SegmentCounts {
    /// Segments of the content that were extracted.
    pub kept: u32,
    /// Segments of the content that were not.
    pub missed: u32,
    /// Segments of the boilerplate that were extracted.
    pub wrong: u32,
}

impl SegmentCounts {
    /// Counts the segments of an extracted text. White space counts as one space, and case matters.
    pub(super) fn of(text: &str, must: &[String], must_not: &[String], matching: Match) -> SegmentCounts {
        let whole = spaced(text);
        let lines: Vec<String> = text.lines().map(spaced).collect();
        let is_there = |segment: &&String| {
            let sought = spaced(segment);
            if matching == Match::Block && words_of(&sought).count() < MIN_SEGMENT_WORDS {
                lines.contains(&sought)
            } else {
                whole.contains(&sought)
            }
        };
        let kept = must.iter().filter(is_there).count() as u32;
        let wrong = must_not.iter().filter(is_there).count() as u32;
        SegmentCounts { kept, missed: must.len() as u32 - kept, wrong }
    }

    /// Precision, recall and F1; 0 where there is nothing to divide by, but all 1 where no segment was to be extracted and
    /// none was.
    pub fn precision_recall(&self) -> PrecisionRecall {
        if *self == SegmentCounts::default() {
            return PrecisionRecall::PERFECT;
        }
        let ratio = |part: u32, rest: u32| f64::from(part) / f64::from((part + rest).max(1));
        PrecisionRecall::of(ratio(self.kept, self.wrong), ratio(self.kept, self.missed))
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
