//! Arguments of the commands that fit: which labelled pages, how they are weighed and dealt into folds.

use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::Result;
use unboil::io::{Labelled, read_lines};
use unboil_features::Schema;
use unboil_train::Options;

/// Which pages, their weights, folds and columns.
#[derive(clap::Args)]
pub(super) struct DataArgs {
    /// Label files, one set each: see data/README.md for the format.
    #[arg(required = true, value_name = "DATA.jsonl")]
    data: Vec<PathBuf>,
    /// Weight of a set as a whole, 1 unless given; a set is named by its file.
    /// A set of pages without content is best given 0: it then only teaches
    /// which pages have none.
    #[arg(long, value_name = "SET=NUMBER", value_parser = weight)]
    weight: Vec<(String, f64)>,
    /// Number of folds.
    #[arg(long, value_name = "N", default_value_t = Options::default().folds)]
    folds: usize,
    /// Seed of the folds, and of all that is drawn: altered copies, the parts of a curve.
    #[arg(long, value_name = "N", default_value_t = Options::default().seed)]
    seed: u64,
    /// Leave pages out of fitting of whose gold a smaller share is found.
    #[arg(long, value_name = "SHARE", default_value_t = Options::default().min_found)]
    min_found: f64,
    /// Leave out a family of features; repeatable. See `unboil inspect`.
    #[arg(long, value_name = "FAMILY")]
    without: Vec<String>,
}

/// Refuses names of sets that are given to an option twice.
pub(super) fn check_once<'a>(option: &str, sets: impl IntoIterator<Item = &'a String>) -> Result<()> {
    let mut given = HashSet::new();
    sets.into_iter().try_for_each(|set| {
        anyhow::ensure!(given.insert(set), "{option} is given twice for `{set}`; keep one");
        Ok(())
    })
}

impl DataArgs {
    /// The label files.
    pub(super) fn files(&self) -> &[PathBuf] {
        &self.data
    }

    /// The lines of the label files.
    pub(super) fn lines(&self) -> Result<Vec<Labelled>> {
        check_once("--weight", self.weight.iter().map(|(set, _)| set))?;
        read_lines(&self.data)
    }

    /// The columns that are not left out.
    pub(super) fn schema(&self) -> Result<Schema> {
        let without = Schema::full().without(&self.without);
        without.map_err(|family| anyhow::anyhow!("there is no feature family `{family}`"))
    }

    /// What these arguments say of a training; the rest as it is by default.
    pub(super) fn options(&self) -> Options {
        Options {
            seed: self.seed,
            folds: self.folds,
            set_weights: self.weight.iter().cloned().collect(),
            min_found: self.min_found,
            ..Options::default()
        }
    }
}

/// A set and what it is given, as in `SET=TEXT`.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| "write it as SET=TEXT".to_owned())?;
    Ok((name.to_owned(), value.to_owned()))
}

/// A set and its weight, as in `SET=NUMBER`: numbers have no `=`, and names of sets may.
fn weight(text: &str) -> Result<(String, f64), String> {
    let (name, value) = text.rsplit_once('=').ok_or_else(|| "write it as SET=NUMBER".to_owned())?;
    let value = value.parse().map_err(|_| format!("`{value}` is no number"))?;
    Ok((name.to_owned(), value))
}

/// At which point blocks are selected.
#[derive(clap::Args)]
pub(super) struct PointArgs {
    /// Select blocks by expected F1 with this shift of the log-odds, instead
    /// of the best shift out of fold: below 0 for precision, above for recall.
    #[arg(long, value_name = "LOG-ODDS", allow_hyphen_values = true)]
    pub(super) shift: Option<f64>,
    /// Shift by this much more on a page that is in doubt, times 1 less its
    /// largest expected F1.
    #[arg(long, value_name = "LOG-ODDS", allow_hyphen_values = true, default_value_t = 0.0)]
    pub(super) doubt: f64,
    /// Shift by this much more on a page of long content, times the logarithm
    /// of its expected words ÷ 400; by as much less on one of short content.
    #[arg(long, value_name = "LOG-ODDS", allow_hyphen_values = true, default_value_t = 0.0)]
    pub(super) length: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_named_before_the_last_sign_of_a_weight_and_the_first_of_a_text() {
        assert_eq!(weight("a=b=0.5"), Ok(("a=b".to_owned(), 0.5)));
        assert_eq!(pair("a=CC=BY"), Ok(("a".to_owned(), "CC=BY".to_owned())));
        assert!(weight("a=b").is_err() && weight("a").is_err() && pair("a").is_err());
    }
}
