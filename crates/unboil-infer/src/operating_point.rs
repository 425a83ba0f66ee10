//! Operating points: those of models, and those that users ask for instead.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How probabilities become labels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum OperatingPoint {
    /// The blocks whose choice maximises the expected word F1 of the page, after `shift` is added to the log-odds:
    /// below 0 favours precision, above 0 recall. A choice of fewer than ten words is none. Source: Lewis 1995,
    /// "Evaluating and optimizing autonomous text classification systems", with words for documents; doubt is our own,
    /// see docs/experiments.md.
    ExpectedF1 {
        /// Added to the calibrated log-odds of each block.
        shift: f64,
        /// Added besides, times 1 less the largest F1 that the page can be expected to have without a shift: above 0, a
        /// page in doubt is taken more of than one whose parts are told apart.
        #[serde(default, skip_serializing_if = "is_zero")]
        doubt: f64,
        /// Added besides, times the logarithm of the words that are expected to be content, in units of 400: above 0,
        /// long content is taken more of than short, for what is kept wrongly does not grow with it.
        #[serde(default, skip_serializing_if = "is_zero")]
        length: f64,
    },
    /// The blocks of at least this probability, 0 to 1; what lies outside counts as the nearer end.
    Threshold {
        /// The least probability of content.
        probability: f64,
    },
}

impl fmt::Display for OperatingPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OperatingPoint::ExpectedF1 { shift, doubt, length } => {
                write!(f, "expected F1, shift {shift}")?;
                let more = [("doubt", doubt), ("length", length)];
                more.iter()
                    .filter(|(_, number)| !is_zero(number))
                    .try_for_each(|(name, number)| write!(f, ", {name} {number}"))
            }
            OperatingPoint::Threshold { probability } => write!(f, "threshold {probability}"),
        }
    }
}

fn is_zero(number: &f64) -> bool {
    *number == 0.0
}

impl OperatingPoint {
    /// What a shift may be, and what doubt and length may add to it.
    pub const SHIFTS: RangeInclusive<f64> = -20.0..=20.0;
    /// The same, as a part of a sentence.
    pub const SHIFTS_ARE: &str = "from -20 to 20";

    /// Expected F1 with a shift of the log-odds that is the same for all pages.
    pub fn shifted(shift: f64) -> OperatingPoint {
        OperatingPoint::ExpectedF1 { shift, doubt: 0.0, length: 0.0 }
    }

    /// The shift; 0 for a threshold.
    pub(crate) fn shift(self) -> f64 {
        if let OperatingPoint::ExpectedF1 { shift, .. } = self { shift } else { 0.0 }
    }

    /// The same at another shift; for a threshold, which has no side, expected F1 at it.
    pub fn at_shift(self, shift: f64) -> OperatingPoint {
        match self {
            OperatingPoint::ExpectedF1 { doubt, length, .. } => {
                OperatingPoint::ExpectedF1 { shift, doubt, length }
            }
            OperatingPoint::Threshold { .. } => OperatingPoint::shifted(shift),
        }
    }

    /// The point itself, where its numbers make sense: those of a shift within [`OperatingPoint::SHIFTS`], a
    /// probability within 0 to 1. Else `None`.
    pub(crate) fn checked(self) -> Option<OperatingPoint> {
        let fits = match self {
            OperatingPoint::ExpectedF1 { shift, doubt, length } => {
                [shift, doubt, length].iter().all(|number| OperatingPoint::SHIFTS.contains(number))
            }
            OperatingPoint::Threshold { probability } => Probability::try_from(probability).is_ok(),
        };
        fits.then_some(self)
    }
}

/// Which mistake to avoid rather.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[non_exhaustive]
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

/// A number from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub struct Probability(f64);

impl Probability {
    /// What it has to be, as a part of a sentence.
    pub const IS: &str = "a number from 0 to 1";
}

impl TryFrom<f64> for Probability {
    type Error = PointError;

    fn try_from(number: f64) -> Result<Probability, PointError> {
        if (0.0..=1.0).contains(&number) { Ok(Probability(number)) } else { Err(PointError::NoProbability) }
    }
}

impl FromStr for Probability {
    type Err = PointError;

    fn from_str(text: &str) -> Result<Probability, PointError> {
        text.parse::<f64>().map_err(|_| PointError::NoProbability)?.try_into()
    }
}

/// The operating point that a user asks for: one rule for all programs, whose parameters `threshold` and `favor` it has its
/// names from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum AskedPoint {
    /// None: the model's own.
    #[default]
    Own,
    /// Blocks of at least this probability.
    Threshold(Probability),
    /// One to a side of the model's own.
    Favor(Favor),
}

/// An operating point that cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PointError {
    /// A threshold that is no probability.
    #[error("give {}", Probability::IS)]
    NoProbability,
    /// Two of them.
    #[error("give favor or threshold, not both")]
    Both,
}

impl AskedPoint {
    /// What parameters ask for, of which one may be given.
    ///
    /// # Errors
    /// [`PointError::Both`] where both are.
    pub fn of(threshold: Option<Probability>, favor: Option<Favor>) -> Result<AskedPoint, PointError> {
        let threshold = threshold.map(AskedPoint::Threshold).unwrap_or_default();
        threshold.and(favor.map(AskedPoint::Favor).unwrap_or_default())
    }

    /// What is asked for by one parameter and another.
    ///
    /// # Errors
    /// [`PointError::Both`] where neither leaves the model its own.
    pub fn and(self, other: AskedPoint) -> Result<AskedPoint, PointError> {
        match (self, other) {
            (AskedPoint::Own, one) | (one, AskedPoint::Own) => Ok(one),
            _ => Err(PointError::Both),
        }
    }

    /// The point that is asked for instead of a model's own; `None` where that is kept.
    pub fn instead_of(self, own: OperatingPoint) -> Option<OperatingPoint> {
        match self {
            AskedPoint::Own => None,
            AskedPoint::Threshold(Probability(probability)) => {
                Some(OperatingPoint::Threshold { probability })
            }
            AskedPoint::Favor(favor) => Some(favor.of(own)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_probabilities() {
        let check = |text: &str, expected: Option<f64>| {
            assert_eq!(text.parse::<Probability>().ok(), expected.map(Probability), "{text}");
        };
        check("0", Some(0.0));
        check("0.25", Some(0.25));
        check("1", Some(1.0));
        ["1.5", "-0.1", "nan", "inf", "half", ""].into_iter().for_each(|text| check(text, None));
        assert_eq!(PointError::NoProbability.to_string(), "give a number from 0 to 1");
    }

    #[test]
    fn one_point_can_be_asked_for() {
        let own = OperatingPoint::ExpectedF1 { shift: 0.5, doubt: 1.0, length: 0.25 };
        let half = Probability(0.5);
        let check = |threshold, favor, expected: Result<Option<OperatingPoint>, PointError>| {
            assert_eq!(AskedPoint::of(threshold, favor).map(|asked| asked.instead_of(own)), expected);
        };
        check(None, None, Ok(None));
        check(Some(half), None, Ok(Some(OperatingPoint::Threshold { probability: 0.5 })));
        check(None, Some(Favor::Recall), Ok(Some(own.at_shift(1.5))));
        check(Some(half), Some(Favor::Balanced), Err(PointError::Both));
    }
}
