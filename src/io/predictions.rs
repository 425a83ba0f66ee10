//! Files of predictions: what any other tool took out of pages.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;
use unboil_html::without_break_hints;
use unboil_train::{Prediction, read_id};

use super::json_lines;
use crate::record::Status;

/// A line of such a file. Other keys are left alone.
#[derive(Deserialize)]
struct Line {
    #[serde(deserialize_with = "read_id")]
    id: String,
    set: Option<String>,
    text: Option<String>,
    /// As in a record, which says why there is no text; other tools may mean something else by it.
    #[serde(default)]
    status: Value,
}

impl Line {
    /// The text, empty where a status says that there is none. `None` where nothing is said of the page: under another
    /// key, or as `null`, the text may have been lost.
    fn found(&self) -> Option<&str> {
        let is_told =
            [Status::Empty, Status::Skipped, Status::Error].iter().any(|s| self.status == s.as_str());
        self.text.as_deref().or(is_told.then_some(""))
    }
}

/// A line with what every one has to have.
#[derive(Deserialize)]
struct Id {
    #[serde(rename = "id", deserialize_with = "read_id")]
    _id: String,
}

/// Whether bytes are predictions and no model: their first line is a JSON object with an id.
pub(crate) fn are_predictions(bytes: &[u8]) -> bool {
    json_lines(bytes).next().is_some_and(|(_, line)| serde_json::from_slice::<Id>(line).is_ok())
}

/// Reads predictions, JSON Lines of `{"id", "text"}` with the page's `set` where that is needed to tell pages apart;
/// empty lines are skipped. A line without a text is no prediction, unless its `status` is that of a record without one.
///
/// # Errors
/// The first line that cannot be read, by `path` and number; a file none of whose lines is a prediction.
pub(crate) fn parse_predictions(path: &Path, bytes: &[u8]) -> Result<Vec<Prediction>> {
    let lines = json_lines(bytes);
    let read = lines.map(|(number, line)| prediction(format!("{}:{number}", path.display()), line));
    let predictions: Vec<Prediction> = read.filter_map(Result::transpose).collect::<Result<_>>()?;
    anyhow::ensure!(
        !predictions.is_empty(),
        "{}: no line has a text; what a tool took out of a page stands under the key `text`",
        path.display()
    );
    Ok(predictions)
}

fn prediction(place: String, line: &[u8]) -> Result<Option<Prediction>> {
    let line: Line = serde_json::from_slice(line)
        .with_context(|| format!("{place}: a prediction is one JSON object with id and text"))?;
    // As in gold and blocks.
    let text = line.found().map(|text| without_break_hints(text).into_owned());
    Ok(text.map(|text| Prediction { id: line.id, set: line.set, text, place }))
}
