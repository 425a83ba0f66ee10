//! Streams of pages: a record for each line, in order, while further lines are read.

use std::convert::Infallible;
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use bytes::Bytes;
use http_body_util::BodyExt;
use http_body_util::channel::{Channel, Sender};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use unboil_infer::Extractor;

use super::app::App;
use super::body::Kept;
use super::failure::Failure;
use super::parameters::Wanted;
use crate::io::Input;
use crate::io::source::{Fields, Page, place_in};
use crate::record::{Code, PageError, Record};
use crate::signature::without_mark;

/// A line, or why it could not be read; and its number, from 1.
struct Line {
    number: usize,
    bytes: Result<Kept, PageError>,
}

/// The lines of a body.
struct Lines {
    app: Arc<App>,
    body: Body,
    /// What is read and not yet part of a line.
    rest: Bytes,
    number: usize,
    is_over: bool,
}

/// The records of the lines of a body. As long as a record is not read, no more lines are than can be worked on.
pub(super) fn records(app: Arc<App>, wanted: Wanted, body: Body) -> Body {
    let (records, channel) = Channel::<Bytes>::new(1);
    tokio::spawn(answer(app, Arc::new(wanted), body, records));
    Body::new(channel)
}

async fn answer(app: Arc<App>, wanted: Arc<Wanted>, body: Body, mut records: Sender<Bytes, Infallible>) {
    let _in_flight = app.metrics.requests.enter();
    let (begun, mut results) = mpsc::channel::<JoinHandle<Bytes>>(app.limits.concurrency);
    let reading = async {
        let mut lines = Lines { app: Arc::clone(&app), body, rest: Bytes::new(), number: 0, is_over: false };
        // A place for the result first: without one the line would wait in memory.
        while let Ok(place) = begun.reserve().await {
            let Some(line) = lines.next().await else { break };
            place.send(tokio::spawn(record(Arc::clone(&app), Arc::clone(&wanted), line)));
        }
        drop(begun);
    };
    let writing = async {
        while let Some(result) = results.recv().await {
            let Ok(record) = result.await else { break };
            if records.send_data(record).await.is_err() {
                break;
            }
        }
        // Whoever reads is told that nobody listens any more.
        drop(results);
    };
    tokio::join!(reading, writing);
}

/// The record of a line, whatever happens.
async fn record(app: Arc<App>, wanted: Arc<Wanted>, line: Line) -> Bytes {
    // As of a line of standard input.
    let place = place_in(&Input::Stdin.id(), line.number);
    // What the record of a page needs that takes too long, by its id and address.
    let known = Arc::new(OnceLock::new());
    let bytes = line.bytes.as_ref().map_or(0, |line| line.bytes.len());
    let slot = app.slots.wait(bytes).await;
    let (asked, tell, name) = (Arc::clone(&wanted), Arc::clone(&known), place.clone());
    let work = move |app: &App| {
        let mut taken = Kept::nothing();
        let mut page = match line.bytes {
            Ok(line) => {
                let page = Page::of_line(&line.bytes, name, &Fields::default());
                taken = line;
                page
            }
            Err(error) => Page::lost(name, None, error),
        };
        page.url = page.url.or_else(|| asked.url.clone());
        let _ = tell.set((page.id.clone(), page.url.clone()));
        let record = page.record(&asked.contents, &mut Extractor::new(&app.model, asked.options(&app.model)));
        (record.status, taken, line_of(&record))
    };
    let (status, line) = match app.work(slot, work).await {
        Ok((status, taken, line)) => (status, taken.answered_in_order(line, &app.memory)),
        Err(failure) => {
            let code = if failure.code == Code::TimedOut.as_str() { Code::TimedOut } else { Code::Internal };
            let (id, url) = known.get().cloned().unwrap_or((place, wanted.url.clone()));
            let extractor = Extractor::new(&app.model, wanted.options(&app.model));
            let error = PageError::new(code, failure.message);
            let record = Record::without_text(&id, url.as_deref(), error, &extractor);
            (record.status, line_of(&record).into())
        }
    };
    app.metrics.page(status);
    line
}

fn line_of(record: &Record) -> Vec<u8> {
    let mut line = Vec::new();
    record.write_json(&mut line);
    line
}

impl Lines {
    /// The next line that is not empty. After what could not be read to its end there is none.
    async fn next(&mut self) -> Option<Line> {
        while !self.is_over {
            self.number += 1;
            let bytes = self.line().await;
            let is_empty = matches!(&bytes, Ok(line) if line.bytes.trim_ascii().is_empty());
            if !is_empty {
                return Some(Line { number: self.number, bytes });
            }
        }
        None
    }

    /// All up to the next end of line, or the body's.
    async fn line(&mut self) -> Result<Kept, PageError> {
        let (app, limit) = (Arc::clone(&self.app), self.app.limits.body);
        let (mut line, mut is_too_large) = (Kept::nothing(), false);
        while let Some(part) = self.part().await? {
            is_too_large |= line.bytes.len() + part.len() > limit;
            if is_too_large {
                line = Kept::nothing();
            } else if timeout(app.limits.time, app.memory.push(&mut line, &part)).await.is_err() {
                self.is_over = true;
                let failure = Failure::busy();
                return Err(PageError::new(Code::TimedOut, failure.message));
            }
            if part.ends_with(b"\n") {
                break;
            }
        }
        if is_too_large {
            let message =
                format!("the line has more than {limit} bytes, which --max-body of the server sets");
            return Err(PageError::new(Code::TooLarge, message));
        }
        if self.number == 1 {
            line.bytes.drain(..line.bytes.len() - without_mark(&line.bytes).len());
        }
        Ok(line)
    }

    /// What comes next of a line; `None` where the body ends.
    async fn part(&mut self) -> Result<Option<Bytes>, PageError> {
        while self.rest.is_empty() {
            match timeout(self.app.limits.time, self.body.frame()).await {
                Ok(Some(Ok(frame))) => self.rest = frame.into_data().unwrap_or_default(),
                Ok(None) => {
                    self.is_over = true;
                    return Ok(None);
                }
                Ok(Some(Err(_))) => {
                    self.is_over = true;
                    let message = "the body ends before its end; what came before is answered";
                    return Err(PageError::new(Code::CutShort, message));
                }
                Err(_) => {
                    self.is_over = true;
                    let failure = Failure::body_took_too_long(self.app.limits.time);
                    return Err(PageError::new(Code::TimedOut, failure.message));
                }
            }
        }
        let end = memchr::memchr(b'\n', &self.rest).map_or(self.rest.len(), |end| end + 1);
        Ok(Some(self.rest.split_to(end)))
    }
}
