//! Keyword arguments → what is extracted, and how.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::Deserialize;
use serde_json::Value;
use unboil::record::Contents;
use unboil::{AskedPoint, ExtractOptions, Favor, Format, Model, PartChoice, Probability, Repeats};

/// The keyword arguments that all ways to extract share: those of `unboil extract`, by the same names.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    format: Format,
    links: bool,
    images: bool,
    metadata: bool,
    favor: Option<Favor>,
    threshold: Option<Probability>,
    title: PartChoice,
    comments: PartChoice,
    repeats: Repeats,
    /// What `favor` and `threshold` come to.
    #[serde(skip)]
    asked: AskedPoint,
}

impl Default for Options {
    fn default() -> Options {
        let Contents { text, links, images, metadata } = Contents::default();
        let ExtractOptions { title, comments, repeats, .. } = ExtractOptions::default();
        Options {
            format: text,
            links,
            images,
            metadata,
            favor: None,
            threshold: None,
            title,
            comments,
            repeats,
            asked: AskedPoint::default(),
        }
    }
}

impl Options {
    /// Reads keyword arguments.
    ///
    /// # Errors
    /// `ValueError` for a name or a value that is none, `TypeError` for what is no plain value.
    pub(crate) fn of(arguments: Option<&Bound<'_, PyDict>>) -> PyResult<Options> {
        let Some(arguments) = arguments else { return Ok(Options::default()) };
        let json: String = arguments.py().import("json")?.call_method1("dumps", (arguments,))?.extract()?;
        let read = |value: Value| Options::deserialize(value).map_err(|error| error.to_string());
        let value: Value =
            serde_json::from_str(&json).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let options = read(value.clone()).map_err(|error| {
            // The argument that is to blame can be told by reading each alone.
            let arguments = value.as_object().into_iter().flatten();
            let blame = |(name, value): (&String, &Value)| {
                let alone = Value::from_iter([(name.clone(), value.clone())]);
                read(alone).err().map(|error| format!("{name}: {error}"))
            };
            PyValueError::new_err(arguments.filter_map(blame).next().unwrap_or(error))
        })?;
        let asked = AskedPoint::of(options.threshold, options.favor);
        let asked = asked.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Options { asked, ..options })
    }

    /// What records hold.
    pub(crate) fn contents(&self) -> Contents {
        Contents { text: self.format, links: self.links, images: self.images, metadata: self.metadata }
    }

    /// How blocks are labelled by a model.
    pub(crate) fn labelling(&self, model: &Model) -> ExtractOptions {
        ExtractOptions {
            operating_point: self.asked.instead_of(model.body().operating_point),
            title: self.title,
            comments: self.comments,
            repeats: self.repeats,
        }
    }
}
