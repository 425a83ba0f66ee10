//! What users decide for themselves, as conventions differ: whether titles and comments are content, and which side to
//! favour.

use serde::{Deserialize, Serialize};
use unboil_features::Outline;

use crate::{Label, OperatingPoint, decide};

/// Whether a part of pages is content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Labels the blocks of a page by their calibrated log-odds, one a block of the outline, at `point` unless the
    /// options have their own.
    pub fn label(&self, log_odds: &[f64], outline: &Outline, point: OperatingPoint) -> Vec<Label> {
        let mut labels = decide(log_odds, &outline.words, self.operating_point.unwrap_or(point));
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
