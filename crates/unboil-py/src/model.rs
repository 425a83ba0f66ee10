//! The model.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use unboil::Model;
use unboil::io::read_model;

use crate::{error, extract};

/// A model: what `unboil train` makes, or the one that is built in. It never changes, and serves any number of threads.
#[pyclass(name = "Model", module = "unboil", frozen)]
pub(crate) struct PyModel {
    pub(crate) model: Arc<Model>,
}

impl PyModel {
    pub(crate) fn new(model: Model) -> PyModel {
        PyModel { model: Arc::new(model) }
    }

    /// A model, or the one that is built in.
    pub(crate) fn of<'a>(model: Option<&'a Bound<'_, PyModel>>) -> &'a Model {
        match model {
            Some(model) => &model.get().model,
            None => Model::builtin(),
        }
    }
}

#[pymethods]
impl PyModel {
    /// The model that is part of unboil.
    #[staticmethod]
    fn builtin() -> PyModel {
        PyModel::new(Model::builtin().clone())
    }

    /// Reads a model file of any format that was ever published; `default` is the model that is part of unboil.
    ///
    /// Raises OSError for a file that cannot be read, ValueError for one that is no model or fits no longer, with what
    /// differs and what to do.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<PyModel> {
        let model = py.detach(|| read_model(&path));
        model.map(|model| PyModel::new(model.into_owned())).map_err(|error| error::exception(&error))
    }

    /// Reads the bytes of a model file. Raises ValueError as `load` does.
    #[staticmethod]
    fn from_bytes(bytes: &[u8]) -> PyResult<PyModel> {
        Model::load(bytes).map(PyModel::new).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The bytes of the model's file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.model.to_bytes())
    }

    /// SHA-256 of the model's body, in hexadecimal: its identity.
    #[getter]
    fn sha256(&self) -> String {
        self.model.sha256()
    }

    /// What the model was trained on, how, and how well it did, as its file has it.
    #[getter]
    fn manifest<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        extract::loads(py, &serde_json::to_vec(&self.model.body().manifest).unwrap_or_default())
    }

    /// As `unboil.extract`, by this model.
    #[pyo3(signature = (html, *, id="", url=None, charset=None, **options))]
    fn extract<'py>(
        this: &Bound<'py, Self>,
        html: &Bound<'py, PyAny>,
        id: &str,
        url: Option<&str>,
        charset: Option<&str>,
        options: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        extract::extract(this.py(), html, id, url, charset, Some(this), options)
    }

    /// As `unboil.classify`, by this model.
    #[pyo3(signature = (html, *, id="", charset=None, **options))]
    fn classify<'py>(
        this: &Bound<'py, Self>,
        html: &Bound<'py, PyAny>,
        id: &str,
        charset: Option<&str>,
        options: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        extract::classify(this.py(), html, id, charset, Some(this), options)
    }

    /// Models pickle by content, so that every worker has the same one wherever it runs.
    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let make = this.get_type().getattr("from_bytes")?;
        Ok((make, (this.get().to_bytes(this.py()),)))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.model.sha256() == other.model.sha256()
    }

    fn __hash__(&self) -> u64 {
        u64::from_str_radix(&self.model.sha256()[..16], 16).unwrap_or_default()
    }

    fn __repr__(&self) -> String {
        let body = self.model.body();
        let sets: Vec<&str> = body.manifest.sets.iter().map(|set| set.name.as_str()).collect();
        format!("<unboil.Model {} trained on {}>", &self.model.sha256()[..12], sets.join(", "))
    }
}
