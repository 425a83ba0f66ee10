//! Requests with a whole page.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use bytes::Bytes;
use unboil_infer::{ClassifiedPage, ExtractOptions, Extractor};
use url::form_urlencoded;

use super::app::App;
use super::body::{Kept, refuse_codings};
use super::failure::{Failure, status_of};
use super::lines;
use super::parameters::{Endpoint, Wanted};
use crate::io::source::charset_of;
use crate::record::{BlockRecord, RawPage, Record, Status, classified};
use crate::report::{POLICY, block_page};

/// The media type of a line of JSON for each page or block.
pub(super) const LINES: &str = "application/x-ndjson";
/// What else JSON Lines are called, which have no registered name.
const OTHER_LINES: [&str; 8] = [
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/json-lines",
    "application/x-json-lines",
    "text/jsonl",
];
/// What a form of files is sent as.
const MULTIPART: &str = "multipart/form-data";
/// What the policy of the page for people adds to that of all such pages: it sends its form here alone.
const FORM_POLICY: &str = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The record of a page, or those of a stream of pages.
pub(super) async fn extract(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    let (head, body) = request.into_parts();
    let wanted = Wanted::of(Endpoint::Extract, head.uri.query())?;
    let content_type = content_type(&head.headers);
    if is_lines(media_type(&content_type)) {
        refuse_codings(&head.headers)?;
        return Ok(([(header::CONTENT_TYPE, LINES)], lines::records(app, wanted, body)).into_response());
    }
    let page = app.read(&head.headers, body).await?;
    let charset = charset_of(&content_type);
    let ((status, code), line) =
        app.answer(page, move |app, html| record(app, &wanted, charset.as_deref(), html)).await?;
    app.metrics.page(status);
    Ok((code, [(header::CONTENT_TYPE, "application/json")], line).into_response())
}

fn record(app: &App, wanted: &Wanted, charset: Option<&str>, html: &[u8]) -> ((Status, StatusCode), Vec<u8>) {
    let page = RawPage { id: &wanted.id, url: wanted.url.as_deref(), charset, html, truncated: false };
    let mut extractor = Extractor::new(&app.model, wanted.options(&app.model));
    let record = Record::holding(&wanted.contents, &page, &mut extractor);
    let mut line = Vec::new();
    record.write_json(&mut line);
    let code = record.error.map_or(StatusCode::OK, |error| status_of(error.code));
    ((record.status, code), line)
}

/// The blocks of a page, one a line.
pub(super) async fn classify(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    let (head, body) = request.into_parts();
    let wanted = Wanted::of(Endpoint::Classify, head.uri.query())?;
    let content_type = content_type(&head.headers);
    let media = media_type(&content_type);
    if is_lines(media) {
        return Err(Failure::media_type(media, "send one page at a time, or a stream of them to /extract"));
    }
    let page = app.read(&head.headers, body).await?;
    let charset = charset_of(&content_type);
    let (found, lines) =
        app.answer(page, move |app, html| blocks(app, &wanted, charset.as_deref(), html)).await?;
    app.count(found)?;
    Ok(([(header::CONTENT_TYPE, LINES)], lines).into_response())
}

fn blocks(
    app: &App,
    wanted: &Wanted,
    charset: Option<&str>,
    html: &[u8],
) -> (Result<Status, Failure>, Vec<u8>) {
    let page = RawPage { charset, html, ..RawPage::default() };
    answered(app, &page, wanted.options(&app.model), |found| BlockRecord::lines(&wanted.id, found))
}

/// What is made of the blocks of a page, and its status.
fn answered(
    app: &App,
    page: &RawPage,
    options: ExtractOptions,
    make: impl FnOnce(&ClassifiedPage) -> Vec<u8>,
) -> (Result<Status, Failure>, Vec<u8>) {
    let mut extractor = Extractor::new(&app.model, options);
    let made = classified(page, &mut extractor, |found| (Status::of_labels(&found.labels), make(found)));
    match made {
        Ok((status, answer)) => (Ok(status), answer),
        Err(error) => (Err(Failure::page(error)), Vec::new()),
    }
}

/// The page to paste HTML into.
pub(super) async fn form() -> Response {
    for_people(block_page(None))
}

/// The blocks of what was pasted, in colours.
pub(super) async fn show(State(app): State<Arc<App>>, request: Request) -> Result<Response, Failure> {
    let (head, body) = request.into_parts();
    let content_type = content_type(&head.headers);
    let media = media_type(&content_type);
    if media.eq_ignore_ascii_case(MULTIPART) {
        let way_out = "send the form as application/x-www-form-urlencoded, or the page itself to /extract";
        return Err(Failure::media_type(media, way_out));
    }
    let body = app.read(&head.headers, body).await?;
    let (found, page) = app.answer(body, shown).await?;
    app.count(found)?;
    Ok(for_people(page))
}

fn shown(app: &App, form: &[u8]) -> (Result<Status, Failure>, Vec<u8>) {
    let Some((_, html)) = form_urlencoded::parse(form).find(|(name, _)| name == "html") else {
        return (Err(Failure::bad_form()), Vec::new());
    };
    // Browsers send forms in the encoding of the page that has them.
    let page = RawPage { charset: Some("utf-8"), html: html.as_bytes(), ..RawPage::default() };
    answered(app, &page, ExtractOptions::default(), |found| block_page(Some((&html, found))).into_bytes())
}

fn for_people(page: impl Into<Bytes>) -> Response {
    let page: Bytes = page.into();
    ([(header::CONTENT_SECURITY_POLICY, format!("{POLICY}; {FORM_POLICY}"))], Html(page)).into_response()
}

fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE);
    value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default()
}

/// The media type that a `Content-Type` begins with.
fn media_type(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// Whether a media type is one of JSON Lines.
fn is_lines(media: &str) -> bool {
    std::iter::once(&LINES).chain(&OTHER_LINES).any(|lines| media.eq_ignore_ascii_case(lines))
}

impl App {
    /// What work makes of a body, in a slot: anything, and an answer, which takes the body's memory until it is sent, and
    /// more where it is larger.
    async fn answer<T: Send + 'static>(
        self: &Arc<App>,
        body: Kept,
        work: impl FnOnce(&App, &[u8]) -> (T, Vec<u8>) + Send + 'static,
    ) -> Result<(T, Bytes), Failure> {
        let slot = self.slots.take(body.bytes.len()).await.map_err(|_| Failure::busy())?;
        self.work(slot, move |app| {
            let (found, answer) = work(app, &body.bytes);
            Ok((found, body.answered_by(answer, &app.memory)?))
        })
        .await
        .and_then(|answered| answered)
        .inspect_err(|_| self.metrics.page(Status::Error))
    }

    /// Counts a page by what became of it.
    fn count(&self, found: Result<Status, Failure>) -> Result<(), Failure> {
        self.metrics.page(*found.as_ref().unwrap_or(&Status::Error));
        found.map(drop)
    }
}
