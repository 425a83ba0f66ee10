//! Requests that get no record.

use std::time::Duration;

use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::record::{Code, PageError};

/// Why a request gets no record: a status, a code for machines, and a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Failure {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Failure {
        Failure { status, code, message: message.into() }
    }

    pub(super) fn not_found(path: &str) -> Failure {
        let message = format!("there is nothing at {path}; see /openapi.json");
        Failure::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    pub(super) fn method_not_allowed(method: &Method, path: &str) -> Failure {
        let message = format!("{path} does not take {method}; the header Allow says what it takes");
        Failure::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
    }

    pub(super) fn parameter(message: impl Into<String>) -> Failure {
        Failure::new(StatusCode::BAD_REQUEST, "bad_parameter", message)
    }

    pub(super) fn bad_form() -> Failure {
        Failure::new(StatusCode::BAD_REQUEST, "bad_form", "the form has no field `html`")
    }

    /// A body of a media type that is not taken here, and what to do.
    pub(super) fn media_type(media: &str, way_out: &str) -> Failure {
        let message = format!("a body of the media type `{media}` is not taken here; {way_out}");
        Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", message)
    }

    pub(super) fn content_coding(coding: &str) -> Failure {
        let message = format!("the body is packed as `{coding}`; send it unpacked");
        Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_coding", message)
    }

    pub(super) fn cut_short() -> Failure {
        Failure::new(StatusCode::BAD_REQUEST, "cut_short", "the body ends before its end")
    }

    pub(super) fn too_large(limit: usize) -> Failure {
        let message = format!("the body has more than {limit} bytes, which --max-body of the server sets");
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message)
    }

    pub(super) fn body_took_too_long(limit: Duration) -> Failure {
        let message =
            format!("the body took more than {} s, which --timeout of the server sets", limit.as_secs_f64());
        Failure::new(StatusCode::REQUEST_TIMEOUT, "timed_out", message)
    }

    pub(super) fn extraction_took_too_long(limit: Duration) -> Failure {
        let message =
            format!("the page took more than {} s, which --timeout of the server sets", limit.as_secs_f64());
        Failure::new(StatusCode::REQUEST_TIMEOUT, "timed_out", message)
    }

    pub(super) fn busy() -> Failure {
        let message = "all of --concurrency, --queue or --max-memory of the server is taken; try again later";
        Failure::new(StatusCode::SERVICE_UNAVAILABLE, "busy", message)
    }

    pub(super) fn internal() -> Failure {
        let message = "the extraction failed, which is a mistake in unboil; please report the page";
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }

    /// A page that can give no text.
    pub(super) fn page(error: PageError) -> Failure {
        Failure::new(status_of(error.code), error.code.as_str(), error.message)
    }
}

/// The status of a page that ended so.
pub(super) fn status_of(code: Code) -> StatusCode {
    if code == Code::Internal { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::UNPROCESSABLE_ENTITY }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let body = json!({"error": {"code": self.code, "message": self.message}}).to_string();
        let mut response =
            (self.status, [(header::CONTENT_TYPE, "application/json")], body + "\n").into_response();
        let headers = response.headers_mut();
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            // What is left of the body would be taken for the next request.
            StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        response
    }
}
