//! unboil for Python: the extension module below `python/unboil`, which says what each function does.

#![allow(clippy::needless_pass_by_value, reason = "what comes from Python is made for the call")]

mod batch;
mod error;
mod extract;
mod model;
mod options;
mod page;
mod training;

/// The extension module.
#[pyo3::pymodule]
mod _unboil {
    #[pymodule_export]
    use super::batch::{columns, extract_columns};
    #[pymodule_export]
    use super::extract::{classify, extract};
    #[pymodule_export]
    use super::model::PyModel;
    #[pymodule_export]
    use super::page::{PyPage, PyPages, read_pages};
    #[pymodule_export]
    use super::training::{compare, evaluate, train};
}
