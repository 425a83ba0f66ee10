//! Gates for continuous integration: the least difference that passes.

use std::str::FromStr;

use unboil_infer::Group;

use super::{Comparison, GroupRow, Standing};

/// What a gate looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GateMetric {
    /// F1.
    F1,
    /// The lower end of the 95 % interval of the difference in F1, which is above 0 where a gain is more than chance.
    F1Low,
    /// Precision.
    Precision,
    /// Recall.
    Recall,
}

/// A least difference of the second competitor to the first, such as `f1>=-0.002`, of all sets, of one
/// (`wcxb:f1>=-0.002`), or of a group of pages of one (`wcxb/page_type=forum:recall>=0`).
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// As it was written.
    pub text: String,
    set: Option<String>,
    /// `None` for what is no group, of which there are no pages.
    group: Option<Group>,
    measure: GateMetric,
    least: f64,
}

/// What a gate found.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Verdict {
    /// The difference that it looks at.
    pub difference: f64,
    /// Whether it is large enough.
    pub passed: bool,
}

/// A gate that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GateError {
    /// It cannot be read.
    #[error(
        "`{0}` is no gate; write it like `f1>=-0.002`, the least difference to the first competitor that passes, \
        with `SET:` or `SET/page_type=TYPE:` before it where it is meant for one set or group"
    )]
    Form(String),
    /// It names a group that there is not.
    #[error("the gate `{gate}` is for pages that there are not; there are {groups}")]
    NoSuchGroup {
        /// The gate.
        gate: String,
        /// The groups that there are.
        groups: String,
    },
    /// There is but one competitor.
    #[error("the gate `{0}` needs a second competitor, whose difference to the first it holds")]
    NoSecond(String),
    /// It looks at an interval that there is not.
    #[error(
        "the gate `{0}` looks at an interval, and sets of fewer than six sites have none; hold `f1` instead, or a larger set"
    )]
    NoInterval(String),
}

impl FromStr for Gate {
    type Err = GateError;

    fn from_str(text: &str) -> Result<Gate, GateError> {
        let refuse = || GateError::Form(text.to_owned());
        let (place, bound) =
            text.rsplit_once(':').map_or((None, text), |(place, bound)| (Some(place), bound));
        let (measure, least) = bound.split_once(">=").ok_or_else(refuse)?;
        let measure = match measure.trim() {
            "f1" => GateMetric::F1,
            "f1.low" => GateMetric::F1Low,
            "precision" => GateMetric::Precision,
            "recall" => GateMetric::Recall,
            _ => return Err(refuse()),
        };
        let least: f64 = least.trim().parse().map_err(|_| refuse())?;
        let (set, group) = match place.map(|place| place.split_once('/').ok_or(place)) {
            None => (None, Some(Group::All)),
            Some(Err(set)) => (Some(set), Some(Group::All)),
            Some(Ok((set, group))) => (Some(set), group.trim().parse().ok()),
        };
        let set = set.map(|set| set.trim().to_owned());
        let gate = Gate { text: text.to_owned(), set, group, measure, least };
        if least.is_finite() { Ok(gate) } else { Err(refuse()) }
    }
}

impl Comparison {
    /// Holds the second competitor to a gate.
    ///
    /// # Errors
    /// When there is no second competitor, no such group, or no interval.
    pub fn judge(&self, gate: &Gate) -> Result<Verdict, GateError> {
        let mut rows = std::iter::once(&self.overall).chain(&self.rows);
        let row = rows.find(|row| row.set == gate.set && Some(&row.group) == gate.group.as_ref());
        let row = row.ok_or_else(|| GateError::NoSuchGroup {
            gate: gate.text.clone(),
            groups: self.rows.iter().map(name).collect::<Vec<_>>().join(", "),
        })?;
        let [first, second, ..] = row.standings.as_slice() else {
            return Err(GateError::NoSecond(gate.text.clone()));
        };
        let difference = gate.measure.difference(first, second);
        let difference = difference.ok_or_else(|| GateError::NoInterval(gate.text.clone()))?;
        Ok(Verdict { difference, passed: difference >= gate.least })
    }
}

fn name(row: &GroupRow) -> String {
    let set = row.set.as_deref().unwrap_or_default();
    if row.is_all() { set.to_owned() } else { format!("{set}/{}", row.group) }
}

impl GateMetric {
    /// By how much the second is better; `None` where it takes an interval and there is none.
    fn difference(self, first: &Standing, second: &Standing) -> Option<f64> {
        match self {
            GateMetric::F1 => Some(second.mean.f1 - first.mean.f1),
            GateMetric::F1Low => {
                second.difference.and_then(|difference| difference.interval).map(|(low, _)| low)
            }
            GateMetric::Precision => Some(second.mean.precision - first.mean.precision),
            GateMetric::Recall => Some(second.mean.recall - first.mean.recall),
        }
    }
}
