//! Errors of the library as exceptions: what cannot be read or written is an `OSError`, all else a `ValueError`.

use std::io;

use pyo3::PyErr;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::types::PyAnyMethods;

/// The exception that says what an error and its causes say.
pub(crate) fn exception(error: &anyhow::Error) -> PyErr {
    let message = format!("{error:#}");
    match error.chain().find_map(|cause| cause.downcast_ref::<io::Error>()) {
        None => PyValueError::new_err(message),
        Some(cause) => os_error(cause, message),
    }
}

/// The subclass of `OSError` for an error of the system, such as `FileNotFoundError`, with a message of our own.
fn os_error(cause: &io::Error, message: String) -> PyErr {
    pyo3::Python::attach(|py| match cause.raw_os_error() {
        Some(number) => match py.get_type::<PyOSError>().call1((number, message)) {
            Ok(exception) => PyErr::from_value(exception),
            Err(error) => error,
        },
        None => PyOSError::new_err(message),
    })
}
