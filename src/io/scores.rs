//! Files of scores: what a training writes of each page that it scored.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::{Output, json_lines, read_file, write_json_line};

/// A line of a file of scores.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ScoredLine {
    /// The page's id in its set.
    pub id: String,
    /// Name of the set.
    pub set: String,
    /// The chosen blocks as text.
    pub text: String,
    /// Calibrated log-odds, one a block, to four places.
    pub log_odds: Vec<f64>,
    /// The probability of any content; `None` where the model does not say.
    pub presence: Option<f64>,
}

/// Writes a file of scores, one page a line.
///
/// # Errors
/// Those of [`Output`].
pub fn write_scores(path: &Path, pages: impl IntoIterator<Item = ScoredLine>) -> Result<()> {
    let mut file = Output::open(Some(path))?;
    for mut page in pages {
        page.log_odds.iter_mut().for_each(|z| *z = (*z * 1e4).round() / 1e4);
        write_json_line(&mut file, &page)?;
    }
    Ok(file.finish()?)
}

/// Reads what [`write_scores`] wrote.
///
/// # Errors
/// A file that cannot be read; its first line that is none of a file of scores.
pub fn read_scores(path: &Path) -> Result<Vec<ScoredLine>> {
    let bytes = read_file(path)?;
    let page = |(number, line)| {
        serde_json::from_slice(line).with_context(|| {
            format!("{}:{number}: no line of scores, as `train --out-of-fold` writes them", path.display())
        })
    };
    json_lines(&bytes).map(page).collect()
}
