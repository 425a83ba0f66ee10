//! What users decide for themselves, as conventions differ: whether titles and comments are content, and which side to
//! favour.

use serde::{Deserialize, Serialize};
use unboil_features::Outline;

use crate::{Label, OperatingPoint, PageScores, decide};

/// A page whose probability of any main content is smaller is taken to have none: it is better to keep a notice than to
/// lose a short text, so nothing has to be more than eleven times as likely.
const LEAST_PRESENCE: f64 = 0.08;

/// Whether a page is taken to have no main content, by the probability that it has any.
pub fn is_without_content(presence: f64) -> bool {
    presence < LEAST_PRESENCE
}

/// Whether a part of pages is content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Choice {
    /// As the model has it.
    #[default]
    Auto,
    /// Always content.
    On,
    /// Never.
    Off,
}

/// Which mistake to avoid rather.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Favor {
    /// Only what is surely content.
    Strict,
    /// Less boilerplate.
    Precision,
    /// Neither.
    Balanced,
    /// Less content lost.
    Recall,
    /// All that may be content.
    Generous,
}

impl Favor {
    /// Every step, from strict to generous.
    pub const ALL: [Favor; 5] =
        [Favor::Strict, Favor::Precision, Favor::Balanced, Favor::Recall, Favor::Generous];

    /// The operating point that is this much off `own`: one by expected F1, for a threshold has no side.
    pub fn of(self, own: OperatingPoint) -> OperatingPoint {
        let step = match self {
            Favor::Strict => -2.0,
            Favor::Precision => -1.0,
            Favor::Balanced => 0.0,
            Favor::Recall => 1.0,
            Favor::Generous => 2.0,
        };
        own.at_shift(own.shift() + step)
    }
}

/// How the blocks of a page are labelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExtractOptions {
    /// The model's own where not given.
    pub operating_point: Option<OperatingPoint>,
    /// The heading of the page.
    pub title: Choice,
    /// Parts for comments: their plain text with [`Choice::On`], all of them with [`Choice::Off`].
    pub comments: Choice,
}

impl ExtractOptions {
    /// Labels the blocks of a page by its scores, at `point` unless the options have their own. A page that has no main
    /// content by its presence has no heading or comments either, and rows of facts are labelled as wholes; at a threshold,
    /// neither counts.
    pub fn label(&self, scores: &PageScores, outline: &Outline, point: OperatingPoint) -> Vec<Label> {
        let point = self.operating_point.unwrap_or(point);
        if scores.presence.is_some_and(is_without_content)
            && !matches!(point, OperatingPoint::Threshold { .. })
        {
            return vec![Label::Boilerplate; outline.len()];
        }
        let mut labels = match point {
            OperatingPoint::Threshold { .. } => decide(&scores.log_odds, &outline.words, point),
            OperatingPoint::ExpectedF1 { .. } => {
                decide(&with_whole_rows(&scores.log_odds, outline), &outline.words, point)
            }
        };
        for (block, label) in labels.iter_mut().enumerate().filter(|(block, _)| outline.is_comment[*block]) {
            match self.comments {
                Choice::On if outline.is_plain[block] => *label = Label::Content,
                Choice::Off => *label = Label::Boilerplate,
                Choice::On | Choice::Auto => {}
            }
        }
        if let Some(label) = outline.heading.and_then(|heading| labels.get_mut(heading)) {
            match self.title {
                Choice::On => *label = Label::Content,
                Choice::Off => *label = Label::Boilerplate,
                Choice::Auto => {}
            }
        }
        labels
    }
}

/// The log-odds of the blocks, those of a row of facts all alike: their mean by words. A price without what it is the price
/// of is worth less than either both or none.
fn with_whole_rows(log_odds: &[f64], outline: &Outline) -> Vec<f64> {
    let mut log_odds = log_odds.to_vec();
    for row in &outline.rows {
        let words = &outline.words[row.clone()];
        let sum: f64 = log_odds[row.clone()].iter().zip(words).map(|(z, words)| z * words).sum();
        log_odds[row.clone()].fill(sum / words.iter().sum::<f64>());
    }
    log_odds
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the labels of a heading and a paragraph that are both likely content, on a page of this presence.
    #[track_caller]
    fn check(presence: f64, options: ExtractOptions, expected: Label) {
        let outline = Outline {
            words: vec![4.0, 40.0],
            is_comment: vec![false; 2],
            heading: Some(0),
            ..Outline::default()
        };
        let scores = PageScores { log_odds: vec![2.0, 2.0], presence: Some(presence) };
        assert_eq!(options.label(&scores, &outline, OperatingPoint::shifted(0.0)), [expected; 2]);
    }

    #[test]
    fn a_page_without_content_has_no_heading_either() {
        let default = ExtractOptions::default();
        let titled = ExtractOptions { title: Choice::On, ..default };
        check(0.1, default, Label::Content);
        check(0.05, default, Label::Boilerplate);
        check(0.05, titled, Label::Boilerplate);
    }

    #[test]
    fn rows_of_facts_are_labelled_as_wholes() {
        let outline = Outline {
            words: vec![40.0, 1.0, 2.0],
            rows: std::iter::once(1..3).collect(),
            is_comment: vec![false; 3],
            ..Outline::default()
        };
        let check = |row: [f64; 2], expected: Label| {
            let scores = PageScores::from(vec![3.0, row[0], row[1]]);
            let labels = ExtractOptions::default().label(&scores, &outline, OperatingPoint::shifted(0.0));
            assert_eq!(labels[1..], [expected; 2], "{row:?}");
        };
        check([3.0, 0.5], Label::Content);
        check([3.0, -6.0], Label::Boilerplate);
        let threshold = OperatingPoint::Threshold { probability: 0.5 };
        let scores = PageScores::from(vec![3.0, 3.0, -6.0]);
        let labels = ExtractOptions::default().label(&scores, &outline, threshold);
        assert_eq!(labels[1..], [Label::Content, Label::Boilerplate]);
    }

    #[test]
    fn a_threshold_keeps_what_reaches_it_on_any_page() {
        let point = OperatingPoint::Threshold { probability: 0.5 };
        check(0.1, ExtractOptions { operating_point: Some(point), ..Default::default() }, Label::Content);
    }
}
