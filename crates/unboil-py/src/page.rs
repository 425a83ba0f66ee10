//! Pages as they are given from Python, and as they are read from files.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyString};
use unboil::Extractor;
use unboil::io::Inputs;
use unboil::io::source::{Fields, Items, Page, Progress, items};
use unboil::record::{Code, Contents, PageError, RawPage, Record};

/// A page of a file. `error` says why it has no html, where it has none.
#[pyclass(name = "Page", module = "unboil", frozen)]
pub(crate) struct PyPage(pub(crate) Page);

#[pymethods]
impl PyPage {
    /// The path of its file; for what is in an archive or table `path#place`, or the id that stands there.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    /// Where it was fetched from, where the file says so.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// The charset that its transport names.
    #[getter]
    fn charset(&self) -> Option<&str> {
        self.0.charset.as_deref()
    }

    /// Its bytes, unpacked, or `None` where it cannot be read.
    #[getter]
    fn html<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.0.html.as_ref().ok().map(|html| PyBytes::new(py, html))
    }

    /// Why it cannot be read, as a pair of code and message.
    #[getter]
    fn error(&self) -> Option<(&'static str, &str)> {
        self.0.html.as_ref().err().map(|error| (error.code.as_str(), error.message.as_str()))
    }

    /// The length of its html in bytes, 0 where it has none.
    fn __len__(&self) -> usize {
        self.0.html.as_ref().map_or(0, Vec::len)
    }

    fn __bool__(&self) -> bool {
        true
    }

    fn __repr__(&self) -> String {
        let html = self.0.html.as_ref();
        let what =
            html.map_or_else(|error| error.code.as_str().to_owned(), |html| format!("{} bytes", html.len()));
        format!("<unboil.Page {}: {what}>", self.0.id)
    }
}

/// The pages of files, one after the other.
#[pyclass(name = "Pages", module = "unboil", frozen)]
pub(crate) struct PyPages(Mutex<Items>);

#[pymethods]
impl PyPages {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> Option<PyPage> {
        py.detach(|| {
            let item = self.0.lock().unwrap_or_else(PoisonError::into_inner).next();
            item.map(|item| PyPage(item.unpack()))
        })
    }
}

/// The pages of files and folders, in order: see the package.
#[pyfunction]
#[pyo3(signature = (paths, html_field, id_field, url_field))]
pub(crate) fn read_pages(
    paths: Vec<PathBuf>,
    html_field: String,
    id_field: String,
    url_field: String,
) -> PyPages {
    let inputs = Inputs { paths, ..Inputs::default() };
    let fields = Fields { html: html_field, id: id_field, url: url_field };
    PyPages(Mutex::new(Box::new(items(&inputs, &fields, &Progress::default()))))
}

/// A page as it was given from Python: it can be read while Python runs on.
pub(crate) enum Given {
    Bytes(PyBackedBytes),
    /// Text, as UTF-8.
    Text(PyBackedBytes),
    Page(Py<PyPage>),
    /// No page at all.
    None(PageError),
}

impl Given {
    /// A page of any type; what is no page says so.
    pub(crate) fn any(html: &Bound<'_, PyAny>) -> PyResult<Given> {
        if html.is_none() {
            return Ok(Given::None(PageError::new(Code::NoPage, "the page is null here")));
        }
        if let Ok(text) = html.cast::<PyString>() {
            // Half of a surrogate pair is no text in any encoding: the parser will see three bytes that are none.
            return Ok(Given::Text(text.call_method1("encode", ("utf-8", "surrogatepass"))?.extract()?));
        }
        if let Ok(page) = html.cast::<PyPage>() {
            return Ok(Given::Page(page.clone().unbind()));
        }
        Ok(html.extract().map_or_else(|_| Given::None(no_page(html)), Given::Bytes))
    }

    /// A page, or a `TypeError`.
    pub(crate) fn page(html: &Bound<'_, PyAny>) -> PyResult<Given> {
        match Given::any(html)? {
            Given::None(_) => Err(PyTypeError::new_err(no_page(html).message)),
            given => Ok(given),
        }
    }

    /// Its bytes and the charset that they are known to be in, or why there are none. What is said beside the page goes
    /// before what the page has from its file.
    pub(crate) fn raw<'a>(
        &'a self,
        beside: RawPage<'a>,
    ) -> Result<RawPage<'a>, (RawPage<'a>, &'a PageError)> {
        match self {
            Given::Bytes(html) => Ok(RawPage { html, ..beside }),
            Given::Text(html) => Ok(RawPage { html, charset: Some("utf-8"), ..beside }),
            Given::None(error) => Err((beside, error)),
            Given::Page(page) => {
                let Page { id, url, charset, html, truncated } = &page.get().0;
                let id = if beside.id.is_empty() { id } else { beside.id };
                let (url, charset) = (beside.url.or(url.as_deref()), beside.charset.or(charset.as_deref()));
                let page = RawPage { id, url, charset, html: &[], truncated: *truncated };
                html.as_ref().map(|html| RawPage { html, ..page }).map_err(|error| (page, error))
            }
        }
    }

    /// What becomes of it.
    pub(crate) fn record(&self, beside: RawPage, contents: &Contents, extractor: &mut Extractor) -> Record {
        match self.raw(beside) {
            Ok(page) => Record::holding(contents, &page, extractor),
            Err((page, error)) => Record::without_text(page.id, page.url, error.clone(), extractor),
        }
    }
}

fn no_page(html: &Bound<'_, PyAny>) -> PageError {
    let kind = html.get_type().name().map_or_else(|_| "another type".to_owned(), |name| name.to_string());
    PageError::new(Code::BadLine, format!("a page is str or bytes, not {kind}"))
}
