//! Files of predictions: what any other tool took out of pages.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use unboil_html::without_break_hints;
use unboil_train::{Prediction, read_id};

use super::json_lines;

/// A line of such a file. Other keys are left alone.
#[derive(Deserialize)]
struct Line {
    #[serde(deserialize_with = "read_id")]
    id: String,
    set: Option<String>,
    /// A tool may write `null` for a page in which it found nothing.
    text: Option<String>,
}

/// A line with what every one has to have.
#[derive(Deserialize)]
struct Id {
    #[serde(rename = "id", deserialize_with = "read_id")]
    _id: String,
}

/// Whether bytes are predictions and no model: their first line is a JSON object with an id.
pub fn are_predictions(bytes: &[u8]) -> bool {
    json_lines(bytes).next().is_some_and(|(_, line)| serde_json::from_slice::<Id>(line).is_ok())
}

/// Reads predictions, JSON Lines of `{"id", "text"}` with the page's `set` where that is needed to tell pages apart;
/// empty lines are skipped.
///
/// # Errors
/// The first line that is no prediction, by `path` and number.
pub fn parse_predictions(path: &Path, bytes: &[u8]) -> Result<Vec<Prediction>> {
    json_lines(bytes).map(|(number, line)| prediction(format!("{}:{number}", path.display()), line)).collect()
}

fn prediction(place: String, line: &[u8]) -> Result<Prediction> {
    let line: Line = serde_json::from_slice(line)
        .with_context(|| format!("{place}: a prediction is one JSON object with id and text"))?;
    // As in gold and blocks.
    let text = without_break_hints(&line.text.unwrap_or_default()).into_owned();
    Ok(Prediction { id: line.id, set: line.set, text, place })
}
