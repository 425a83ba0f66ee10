//! Competitors as they are named: models, and what other tools made of the pages.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::*;
use unboil_infer::Model;
use unboil_train::{Assigned, Competitor, Example, PageResult, PageScore, Prediction, assign, evaluate};

use crate::io::{are_predictions, is_builtin, parse_predictions, read_file};
use crate::report::Side;

/// Competitors that have not seen the pages, each with a name of its own.
#[derive(Default)]
pub struct Competitors {
    sources: Vec<Source>,
    /// Names of files that were taken for names of competitors.
    stems: HashSet<String>,
}

struct Source {
    name: String,
    /// Whether the name was given, and not made of the file's.
    is_named: bool,
    kind: Kind,
}

enum Kind {
    Model(Box<Model>),
    Predictions(Vec<Prediction>),
}

/// A competitor with what it made of the pages.
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// What it made of them.
    pub made: Made,
}

/// What a competitor made of the pages.
pub enum Made {
    /// A model, and its results page by page.
    Model {
        /// The model.
        model: Box<Model>,
        /// One an example.
        results: Vec<PageResult>,
    },
    /// The texts of another tool.
    Predictions(Assigned),
}

impl Competitors {
    /// Adds a file: a model, `default` for the built-in one, or predictions. Files of predictions that are given one
    /// name are taken together. A file without a name has that of the file.
    ///
    /// # Errors
    /// A file that cannot be read or is neither; a name that is taken.
    pub fn add_file(&mut self, name: Option<&str>, path: &Path) -> Result<()> {
        let kind = read(path)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_free = name.is_some() || self.stems.insert(stem.clone());
        let is_named = name.is_some();
        let name =
            name.map_or_else(|| if is_free { stem } else { path.display().to_string() }, str::to_owned);
        self.add(Source { name, is_named, kind })
    }

    /// Adds what the command line names: `FILE` or `NAME=FILE`.
    ///
    /// # Errors
    /// As [`Competitors::add_file`].
    pub fn add_argument(&mut self, argument: &Path) -> Result<()> {
        let (name, path) = named(argument);
        self.add_file(name, path)
    }

    /// Adds a model.
    ///
    /// # Errors
    /// A name that is taken.
    pub fn add_model(&mut self, name: String, model: Model) -> Result<()> {
        self.add(Source { name, is_named: true, kind: Kind::Model(Box::new(model)) })
    }

    /// Shows all of them the pages.
    pub fn enter(self, examples: &[Example]) -> Vec<Entry> {
        self.sources.into_iter().map(|source| source.enter(examples)).collect()
    }

    fn add(&mut self, source: Source) -> Result<()> {
        let Some(earlier) = self.sources.iter_mut().find(|earlier| earlier.name == source.name) else {
            self.sources.push(source);
            return Ok(());
        };
        let are_named = earlier.is_named && source.is_named;
        match (&mut earlier.kind, source.kind) {
            (Kind::Predictions(all), Kind::Predictions(more)) if are_named => all.extend(more),
            _ => anyhow::bail!(
                "two competitors are named `{}`; name one of them otherwise, as in NAME=FILE",
                source.name
            ),
        }
        Ok(())
    }
}

/// The name and the path of an argument `NAME=FILE` or `FILE`.
fn named(argument: &Path) -> (Option<&str>, &Path) {
    let pair = argument.to_str().filter(|_| !argument.exists()).and_then(|text| text.split_once('='));
    pair.map_or((None, argument), |(name, path)| (Some(name), Path::new(path)))
}

fn read(path: &Path) -> Result<Kind> {
    if is_builtin(path) {
        return Ok(Kind::Model(Box::new(Model::builtin().clone())));
    }
    let bytes = read_file(path)?;
    if are_predictions(&bytes) {
        return Ok(Kind::Predictions(parse_predictions(path, &bytes)?));
    }
    let model = Model::load(&bytes).with_context(|| {
        format!("{}: neither a model nor predictions, JSON Lines of id and text", path.display())
    })?;
    Ok(Kind::Model(Box::new(model)))
}

impl Source {
    fn enter(self, examples: &[Example]) -> Entry {
        let made = match self.kind {
            Kind::Model(model) => Made::Model { results: evaluate(&model, examples).pages, model },
            Kind::Predictions(predictions) => Made::Predictions(assign(examples, &predictions)),
        };
        Entry { name: self.name, made }
    }
}

impl Entry {
    /// It with its scores, one an example.
    pub fn competitor(&self, examples: &[Example]) -> Competitor {
        Competitor { name: self.name.clone(), scores: self.scores(examples) }
    }

    fn scores(&self, examples: &[Example]) -> Vec<PageScore> {
        match &self.made {
            Made::Model { results, .. } => results.iter().map(|result| result.score).collect(),
            Made::Predictions(assigned) => {
                let pairs = examples.par_iter().zip(&assigned.texts);
                pairs.map(|(example, text)| PageScore::of_text(example, text)).collect()
            }
        }
    }

    /// The model, where it is one.
    pub fn model(&self) -> Option<&Model> {
        match &self.made {
            Made::Model { model, .. } => Some(model),
            Made::Predictions(_) => None,
        }
    }

    /// What the page for people shows of it.
    pub fn side(&self) -> Side<'_> {
        match &self.made {
            Made::Model { model, results } => Side::Model { model, results },
            Made::Predictions(assigned) => Side::Texts(&assigned.texts),
        }
    }
}
