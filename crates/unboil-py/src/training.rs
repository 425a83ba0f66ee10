//! Training and judging models, by the same code as the command line.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Deserialize;
use unboil::Model;
use unboil::features::Schema;
use unboil::io::{Output, load, read_lines};
use unboil::results::{Compared, Competitors, evaluated};
use unboil::train::{ADAPTING, Options, Training};

use crate::error::exception;
use crate::extract::loads;
use crate::model::PyModel;

/// The options of `unboil train`, by the same names, and the command line that they stand for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrainOptions {
    command: String,
    #[serde(default)]
    weight: BTreeMap<String, f64>,
    #[serde(default)]
    licence: BTreeMap<String, String>,
    folds: Option<usize>,
    seed: Option<u64>,
    min_found: Option<f64>,
    #[serde(default, rename = "lambda")]
    lambdas: Vec<f64>,
    #[serde(default, rename = "second_lambda")]
    second_lambdas: Vec<f64>,
    shift: Option<f64>,
    #[serde(default)]
    doubt: f64,
    #[serde(default)]
    length: f64,
    augment: Option<f64>,
    columns: Option<usize>,
    tolerance: Option<f64>,
    #[serde(default)]
    one_stage: bool,
    #[serde(default)]
    leave_one_set_out: bool,
    #[serde(default)]
    curve: bool,
    #[serde(default)]
    ablate: bool,
    #[serde(default)]
    without: Vec<String>,
}

impl TrainOptions {
    fn resolve(self, base: Option<&Model>) -> Result<Options> {
        let default = Options::default();
        let usual = if base.is_some() { ADAPTING.to_vec() } else { default.lambdas };
        Ok(Options {
            seed: self.seed.unwrap_or(default.seed),
            folds: self.folds.unwrap_or(default.folds),
            lambdas: if self.lambdas.is_empty() { usual } else { self.lambdas },
            second_lambdas: self.second_lambdas,
            set_weights: self.weight,
            licences: self.licence,
            min_found: self.min_found.unwrap_or(default.min_found),
            shift: self.shift,
            doubt: self.doubt,
            length: self.length,
            augment: self.augment.unwrap_or(default.augment),
            base: base.map(|model| model.body().clone()),
            columns: self.columns,
            second_stage: !self.one_stage,
            leave_one_set_out: self.leave_one_set_out,
            curve: self.curve,
            ablate: self.ablate,
            tolerance: self.tolerance,
            command: self.command,
        })
    }
}

/// Trains a model and writes its file: see the package. `options` are JSON.
#[pyfunction]
#[pyo3(signature = (data, output, base, options))]
pub(crate) fn train(
    py: Python<'_>,
    data: Vec<PathBuf>,
    output: PathBuf,
    base: Option<&Bound<'_, PyModel>>,
    options: &str,
) -> PyResult<PyModel> {
    let options: TrainOptions =
        serde_json::from_str(options).map_err(|error| PyValueError::new_err(error.to_string()))?;
    let base = base.map(|model| &*model.get().model);
    let schema = Schema::full().without(&options.without);
    let schema =
        schema.map_err(|family| PyValueError::new_err(format!("there is no feature family `{family}`")))?;
    let trained = py.detach(|| fit(&data, &output, &schema, options.resolve(base)?));
    trained.map(|training| PyModel::new(training.model)).map_err(|error| exception(&error))
}

fn fit(data: &[PathBuf], output: &Path, schema: &Schema, options: Options) -> Result<Training> {
    let lines = read_lines(data)?;
    for set in options.set_weights.keys().chain(options.licences.keys()) {
        ensure!(lines.iter().any(|line| line.set == *set), "no label file is named `{set}`");
    }
    let examples = load(lines, schema, &|| ())?;
    let training = unboil::train::train(&examples, schema, &options, &|_| ())?;
    let mut file = Output::open(Some(output))?;
    file.write_all(&training.model.to_bytes())?;
    file.finish()?;
    Ok(training)
}

/// What `unboil evaluate --json` writes.
#[pyfunction]
#[pyo3(signature = (model, data))]
pub(crate) fn evaluate<'py>(
    py: Python<'py>,
    model: Option<&Bound<'py, PyModel>>,
    data: Vec<PathBuf>,
) -> PyResult<Bound<'py, PyAny>> {
    let model = PyModel::of(model);
    let json = py.detach(|| {
        let examples = load(read_lines(&data)?, Schema::full(), &|| ())?;
        let evaluation = unboil::train::evaluate(model, &examples);
        Ok(serde_json::to_vec(&evaluated(model, &evaluation, &examples))?)
    });
    loads(py, &json.map_err(|error| exception(&error))?)
}

/// What a competitor is given as.
#[derive(FromPyObject)]
pub(crate) enum Rival {
    Model(Py<PyModel>),
    File(PathBuf),
}

/// What `unboil compare --json` writes.
#[pyfunction]
#[pyo3(signature = (competitors, data, seed))]
pub(crate) fn compare<'py>(
    py: Python<'py>,
    competitors: Vec<(Option<String>, Rival)>,
    data: Vec<PathBuf>,
    seed: u64,
) -> PyResult<Bound<'py, PyAny>> {
    let json = py.detach(|| {
        let mut named = Competitors::default();
        for (name, given) in &competitors {
            match given {
                Rival::File(path) => named.add_file(name.as_deref(), path)?,
                Rival::Model(model) => {
                    let model = &model.get().model;
                    let name = name.clone().unwrap_or_else(|| model.sha256()[..12].to_owned());
                    named.add_model(name, Model::clone(model))?;
                }
            }
        }
        let examples = load(read_lines(&data)?, Schema::full(), &|| ())?;
        Ok(serde_json::to_vec(&Compared::of(named, &examples, &[], seed)?.json(&examples))?)
    });
    loads(py, &json.map_err(|error| exception(&error))?)
}
