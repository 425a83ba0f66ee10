//! What became of the pages of a run.

use std::collections::BTreeMap;

use unboil::io::source::Part;
use unboil::record::{Code, Status};

/// Errors that are printed one by one; the others stand in the records alone.
const MAX_PRINTED: u64 = 20;

/// Counts by status and code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    by_status: BTreeMap<Status, u64>,
    by_code: BTreeMap<Code, u64>,
    /// Inputs that could not be read to their end, or not at all.
    lost_inputs: u64,
}

impl Tally {
    /// Counts a record of a part of an input.
    pub(super) fn count(&mut self, status: Status, code: Option<Code>, part: Part) {
        *self.by_status.entry(status).or_default() += 1;
        if let Some(code) = code {
            *self.by_code.entry(code).or_default() += 1;
        }
        self.lost_inputs += u64::from(status == Status::Error && part != Part::Entry);
    }

    /// Whether an input could not be read to its end, or no page of any.
    pub(super) fn is_lost(&self) -> bool {
        let errors = self.by_status.get(&Status::Error).copied().unwrap_or(0);
        self.lost_inputs > 0 || (errors > 0 && errors == self.records())
    }

    /// All records.
    pub(super) fn records(&self) -> u64 {
        self.by_status.values().sum()
    }

    /// What to print of a page that was counted: the first errors one by one.
    pub(super) fn complaint(&self, status: Status, error: &str) -> Option<String> {
        let errors = self.by_status.get(&Status::Error).copied().unwrap_or(0);
        let more = if errors == MAX_PRINTED { " (further errors are not printed)" } else { "" };
        (status == Status::Error && errors <= MAX_PRINTED).then(|| format!("{error}{more}"))
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let records = self.records();
        write!(f, "{records} {}", if records == 1 { "record" } else { "records" })?;
        for (index, (status, count)) in self.by_status.iter().enumerate() {
            write!(f, "{} {count} {}", if index == 0 { ":" } else { "," }, status.as_str())?;
            let is_of_status = |code: &Code| match status {
                Status::Skipped => code.is_skip(),
                Status::Error => !code.is_skip(),
                Status::Ok | Status::Empty => false,
            };
            let codes: Vec<String> = self
                .by_code
                .iter()
                .filter(|(code, _)| is_of_status(code))
                .map(|(code, count)| format!("{count} {}", code.as_str()))
                .collect();
            if !codes.is_empty() {
                write!(f, " ({})", codes.join(", "))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_by_status_and_code() {
        let mut tally = Tally::default();
        assert_eq!(tally.to_string(), "0 records");
        tally.count(Status::Ok, None, Part::Whole);
        assert_eq!(tally.to_string(), "1 record: 1 ok");
        for code in [Code::Damaged, Code::CutShort, Code::Damaged] {
            tally.count(Status::Error, Some(code), Part::Entry);
        }
        tally.count(Status::Skipped, Some(Code::MediaType), Part::Entry);
        tally.count(Status::Error, Some(Code::NotFound), Part::Whole);
        let expected =
            "6 records: 1 ok, 1 skipped (1 media_type), 4 error (1 not_found, 2 damaged, 1 cut_short)";
        assert_eq!(tally.to_string(), expected);
        assert_eq!(tally.lost_inputs, 1);
        tally.count(Status::Error, Some(Code::CutShort), Part::Rest);
        assert_eq!(tally.lost_inputs, 2);
    }
}
