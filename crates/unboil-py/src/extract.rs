//! One page at a time.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use unboil::Extractor;
use unboil::record::{BlockRecord, RawPage, classified};

use crate::model::PyModel;
use crate::options::Options;
use crate::page::Given;

/// The record of a page: see the package.
#[pyfunction]
#[pyo3(signature = (html, *, id="", url=None, charset=None, model=None, **options))]
pub(crate) fn extract<'py>(
    py: Python<'py>,
    html: &Bound<'py, PyAny>,
    id: &str,
    url: Option<&str>,
    charset: Option<&str>,
    model: Option<&Bound<'py, PyModel>>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (given, options, model) = (Given::page(html)?, Options::of(options)?, PyModel::of(model));
    let line = py.detach(|| {
        let beside = RawPage { id, url, charset, ..RawPage::default() };
        let mut extractor = Extractor::new(model, options.labelling(model));
        let mut line = Vec::new();
        given.record(beside, &options.contents(), &mut extractor).write_json(&mut line);
        line
    });
    loads(py, &line)
}

/// The blocks of a page: see the package.
#[pyfunction]
#[pyo3(signature = (html, *, id="", charset=None, model=None, **options))]
pub(crate) fn classify<'py>(
    py: Python<'py>,
    html: &Bound<'py, PyAny>,
    id: &str,
    charset: Option<&str>,
    model: Option<&Bound<'py, PyModel>>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (given, options, model) = (Given::page(html)?, Options::of(options)?, PyModel::of(model));
    let blocks = py.detach(|| {
        let page =
            given.raw(RawPage { id, charset, ..RawPage::default() }).map_err(|(_, error)| error.clone())?;
        let mut extractor = Extractor::new(model, options.labelling(model));
        classified(&page, &mut extractor, |found| {
            serde_json::to_vec(&BlockRecord::all(page.id, found).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    let blocks = blocks.map_err(|error: unboil::record::PageError| PyValueError::new_err(error.message))?;
    Ok(loads(py, &blocks)?.cast_into::<PyList>()?.into_any())
}

/// JSON as Python has it.
pub(crate) fn loads<'py>(py: Python<'py>, json: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}
