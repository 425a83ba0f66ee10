//! Training and judging models, by the same code as the command line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Deserialize;
use unboil::Model;
use unboil::features::Schema;
use unboil::infer::ModelBody;
use unboil::io::{load, probe, read_lines, read_model, sets_of, write_file};
use unboil::results::{Compared, Competitors, evaluated};
use unboil::train::{Options, Training};

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
    fn resolve(self, base: Option<ModelBody>) -> Options {
        let default = Options::default();
        Options {
            seed: self.seed.unwrap_or(default.seed),
            folds: self.folds.unwrap_or(default.folds),
            lambdas: self.lambdas,
            second_lambdas: self.second_lambdas,
            set_weights: self.weight,
            licences: self.licence,
            min_found: self.min_found.unwrap_or(default.min_found),
            shift: self.shift,
            doubt: self.doubt,
            length: self.length,
            augment: self.augment.unwrap_or(default.augment),
            base,
            columns: self.columns,
            second_stage: !self.one_stage,
            leave_one_set_out: self.leave_one_set_out,
            curve: self.curve,
            ablate: self.ablate,
            tolerance: self.tolerance,
            command: self.command,
        }
    }
}

/// Trains a model and writes its file: see the package. `options` are JSON.
#[pyfunction]
#[pyo3(signature = (data, output, base, options))]
pub(crate) fn train(
    py: Python<'_>,
    data: Vec<PathBuf>,
    output: PathBuf,
    base: Option<Rival>,
    options: &str,
) -> PyResult<PyModel> {
    let options: TrainOptions =
        serde_json::from_str(options).map_err(|error| PyValueError::new_err(error.to_string()))?;
    let schema = Schema::full().without(&options.without);
    let schema =
        schema.map_err(|family| PyValueError::new_err(format!("there is no feature family `{family}`")))?;
    let trained = py.detach(|| fit(&data, &output, &schema, base.as_ref(), options));
    trained.map(|training| PyModel::new(training.model)).map_err(|error| exception(&error))
}

fn fit(
    data: &[PathBuf],
    output: &PathBuf,
    schema: &Schema,
    base: Option<&Rival>,
    options: TrainOptions,
) -> Result<Training> {
    let file = base.and_then(|base| if let Rival::File(path) = base { Some(path) } else { None });
    probe([output], data.iter().chain(file))?;
    let base = base.map(|base| match base {
        Rival::File(path) => read_model(path).map(|model| model.body().clone()),
        Rival::Model(model) => Ok(model.get().model.body().clone()),
    });
    let options = options.resolve(base.transpose()?);
    let lines = read_lines(data)?;
    options.check(schema, &sets_of(&lines))?;
    let examples = load(lines, schema, &|| ())?;
    let training = unboil::train::train(&examples, schema, &options, &|_| ())?;
    write_file(output, &training.model.to_bytes())?;
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

/// What a model, or another competitor, is given as.
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
