//! Competitors as they are named on the command line.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;
use unboil::Model;
use unboil::io::{are_predictions, parse_predictions};
use unboil::report::Side;
use unboil_train::{Assigned, Example, PageResult, PageScore, Prediction, assign, evaluate};

/// A competitor that has not seen the pages.
pub(super) struct Source {
    name: String,
    kind: Kind,
}

enum Kind {
    Model(Box<Model>),
    Predictions(Vec<Prediction>),
}

/// A competitor with what it made of the pages.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) made: Made,
}

/// What a competitor made of the pages.
pub(super) enum Made {
    Model { model: Box<Model>, results: Vec<PageResult> },
    Predictions(Assigned),
}

/// Reads competitors. Files of predictions that are given one name are taken together.
pub(super) fn read_entries(arguments: &[PathBuf]) -> Result<Vec<Source>> {
    let mut sources: Vec<Source> = Vec::new();
    let mut stems = HashSet::new();
    for argument in arguments {
        let (name, path) = named(argument);
        let kind = read(path)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_free = name.is_some() || stems.insert(stem.clone());
        let name =
            name.map_or_else(|| if is_free { stem } else { path.display().to_string() }, str::to_owned);
        let earlier = sources.iter_mut().find(|source| source.name == name);
        match (earlier.map(|source| &mut source.kind), kind) {
            (None, kind) => sources.push(Source { name, kind }),
            (Some(Kind::Predictions(all)), Kind::Predictions(more)) => all.extend(more),
            _ => anyhow::bail!("two competitors are named `{name}`; name one of them, as in NAME=FILE"),
        }
    }
    Ok(sources)
}

/// The name and the path of an argument `NAME=FILE` or `FILE`.
fn named(argument: &Path) -> (Option<&str>, &Path) {
    let pair = argument.to_str().filter(|_| !argument.exists()).and_then(|text| text.split_once('='));
    pair.map_or((None, argument), |(name, path)| (Some(name), Path::new(path)))
}

fn read(path: &Path) -> Result<Kind> {
    if path.as_os_str() == "default" {
        return Ok(Kind::Model(Box::new(Model::builtin().clone())));
    }
    let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    if are_predictions(&bytes) {
        return Ok(Kind::Predictions(parse_predictions(path, &bytes)?));
    }
    let model = Model::load(&bytes).with_context(|| {
        format!("{}: neither a model nor predictions, JSON Lines of id and text", path.display())
    })?;
    Ok(Kind::Model(Box::new(model)))
}

impl Source {
    /// Shows it the pages.
    pub(super) fn enter(self, examples: &[Example]) -> Entry {
        let made = match self.kind {
            Kind::Model(model) => Made::Model { results: evaluate(&model, examples).pages, model },
            Kind::Predictions(predictions) => Made::Predictions(assign(examples, &predictions)),
        };
        Entry { name: self.name, made }
    }
}

impl Entry {
    /// One score an example.
    pub(super) fn scores(&self, examples: &[Example]) -> Vec<PageScore> {
        match &self.made {
            Made::Model { results, .. } => results.iter().map(|result| result.score).collect(),
            Made::Predictions(assigned) => {
                let pairs = examples.par_iter().zip(&assigned.texts);
                pairs.map(|(example, text)| PageScore::of_text(example, text)).collect()
            }
        }
    }

    pub(super) fn model(&self) -> Option<&Model> {
        match &self.made {
            Made::Model { model, .. } => Some(model),
            Made::Predictions(_) => None,
        }
    }

    /// What the page for people shows of it.
    pub(super) fn side(&self) -> Side<'_> {
        match &self.made {
            Made::Model { model, results } => Side::Model { model, results },
            Made::Predictions(assigned) => Side::Texts(&assigned.texts),
        }
    }
}
