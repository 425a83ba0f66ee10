//! Many pages at a time.

use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde_json::Value;
use unboil::Extractor;
use unboil::io::records::{COLUMNS, Kind};
use unboil::ordered::Ordered;
use unboil::record::RawPage;

use crate::model::PyModel;
use crate::options::Options;
use crate::page::Given;

/// Whether somebody pressed Ctrl-C is asked after so many pages.
const ASKED: usize = 64;

/// What stands beside a page.
#[derive(FromPyObject)]
pub(crate) struct Beside(Option<String>, Option<String>, Option<String>);

/// The columns of a table of records: name, kind, whether there is always a value.
#[pyfunction]
pub(crate) fn columns() -> Vec<(&'static str, &'static str, bool)> {
    let kind = |kind| match kind {
        Kind::Text(_) | Kind::Json => "text",
        Kind::Number => "number",
        Kind::Flag => "flag",
    };
    COLUMNS.iter().map(|(name, _, of)| (*name, kind(*of), of.is_required())).collect()
}

/// The records of pages, a list a column; `beside` has id, url and charset of each page.
#[pyfunction]
#[pyo3(signature = (pages, beside, threads, model, options))]
pub(crate) fn extract_columns<'py>(
    py: Python<'py>,
    pages: Vec<Bound<'py, PyAny>>,
    beside: Vec<Beside>,
    threads: Option<usize>,
    model: Option<&Bound<'py, PyModel>>,
    options: &Bound<'py, PyDict>,
) -> PyResult<Vec<Bound<'py, PyList>>> {
    let (options, model) = (Options::of(Some(options))?, PyModel::of(model));
    if threads == Some(0) {
        return Err(PyValueError::new_err("threads: give at least 1"));
    }
    let pages = pages.iter().map(Given::any).collect::<PyResult<Vec<Given>>>()?;
    let rows = py.detach(|| records(&pages, &beside, threads, model, &options))?;
    COLUMNS.iter().map(|(_, place, kind)| column(py, &rows, place, *kind)).collect()
}

/// The records of pages as JSON, in their order.
fn records(
    pages: &[Given],
    beside: &[Beside],
    threads: Option<usize>,
    model: &unboil::Model,
    options: &Options,
) -> PyResult<Vec<Value>> {
    let contents = options.contents();
    let mut rows = Vec::with_capacity(pages.len());
    let done = AtomicUsize::new(0);
    let ordered = Ordered {
        threads: threads.unwrap_or_else(rayon::current_num_threads).min(pages.len()),
        begin: || Extractor::new(model, options.labelling(model)),
        work: |extractor: &mut Extractor, (page, Beside(id, url, charset)): (&Given, &Beside)| {
            let id = id.as_deref().unwrap_or_default();
            let (url, charset) = (url.as_deref(), charset.as_deref());
            let beside = RawPage { id, url, charset, ..RawPage::default() };
            serde_json::to_value(page.record(beside, &contents, extractor)).unwrap_or_default()
        },
        // All results are kept anyway.
        weigh: |_: &Value| 0,
    };
    ordered.run(pages.iter().zip(beside), |row| {
        rows.push(row);
        let is_asked = done.fetch_add(1, Ordering::Relaxed) % ASKED == ASKED - 1;
        if is_asked { interrupted() } else { Ok(()) }
    })?;
    Ok(rows)
}

/// `KeyboardInterrupt`, where somebody pressed Ctrl-C: only the main thread hears of it, and it is one of those that work.
fn interrupted() -> PyResult<()> {
    Python::attach(|py: Python<'_>| -> PyResult<()> { py.check_signals() })
}

/// A column, as the Parquet tables of the command line have it.
fn column<'py>(py: Python<'py>, rows: &[Value], place: &str, kind: Kind) -> PyResult<Bound<'py, PyList>> {
    let values = rows.iter().map(|row| row.pointer(place));
    match kind {
        Kind::Text(_) => PyList::new(py, values.map(|value| value?.as_str()).collect::<Vec<_>>()),
        Kind::Json => PyList::new(py, values.map(|value| Some(value?.to_string())).collect::<Vec<_>>()),
        Kind::Number => PyList::new(py, values.map(|value| value?.as_f64()).collect::<Vec<_>>()),
        Kind::Flag => {
            let flags = values.map(|value| value.and_then(Value::as_bool).unwrap_or(false));
            PyList::new(py, flags.collect::<Vec<_>>())
        }
    }
}
