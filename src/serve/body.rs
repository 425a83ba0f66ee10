//! Bodies and lines in memory, of which there is so much.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Body as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::app::App;
use super::failure::Failure;

/// The bytes that all bodies and lines may take together.
pub(super) struct Memory {
    free: Arc<Semaphore>,
    all: usize,
}

/// Bytes that are held, and what they take of the memory.
pub(super) struct Kept {
    pub(super) bytes: Vec<u8>,
    taken: Taken,
}

/// A part of the memory, until it is dropped.
#[derive(Default)]
pub(super) struct Taken(Option<OwnedSemaphorePermit>);

/// An answer, which takes its memory until the client has it.
struct Answer {
    bytes: Vec<u8>,
    _taken: Taken,
}

impl AsRef<[u8]> for Answer {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Memory {
    pub(super) fn new(bytes: usize) -> Memory {
        let all = bytes.min(Semaphore::MAX_PERMITS);
        Memory { free: Arc::new(Semaphore::new(all)), all }
    }

    /// The bytes that are taken.
    pub(super) fn used(&self) -> usize {
        self.all - self.free.available_permits()
    }

    /// Adds to what is kept, if there is room.
    fn push_now(&self, kept: &mut Kept, part: &[u8]) -> Result<(), Failure> {
        let permit = Arc::clone(&self.free).try_acquire_many_owned(permits(part));
        kept.push(part, permit.map_err(|_| Failure::busy())?);
        Ok(())
    }

    /// Adds to what is kept, as soon as there is room.
    pub(super) async fn push(&self, kept: &mut Kept, part: &[u8]) {
        // Only a semaphore that is closed gives none, and nothing closes it.
        if let Ok(permit) = Arc::clone(&self.free).acquire_many_owned(permits(part)).await {
            kept.push(part, permit);
        }
    }
}

/// Parts are as large as what a connection reads at once.
fn permits(part: &[u8]) -> u32 {
    u32::try_from(part.len()).unwrap_or(u32::MAX)
}

impl Kept {
    pub(super) fn nothing() -> Kept {
        Kept { bytes: Vec::new(), taken: Taken::default() }
    }

    fn push(&mut self, part: &[u8], permit: OwnedSemaphorePermit) {
        // Doubling, as vectors grow of themselves, could take twice the memory that is counted.
        if self.bytes.capacity() - self.bytes.len() < part.len() {
            self.bytes.reserve_exact(part.len().max(self.bytes.len() / 4));
        }
        self.bytes.extend_from_slice(part);
        match &mut self.taken.0 {
            Some(taken) => taken.merge(permit),
            none => *none = Some(permit),
        }
    }

    /// Drops the bytes for an answer to them, which takes their part of the memory until it is sent.
    pub(super) fn answered_by(self, bytes: Vec<u8>) -> Bytes {
        Bytes::from_owner(Answer { bytes, _taken: self.taken })
    }
}

impl App {
    /// The whole body of a request.
    ///
    /// # Errors
    /// A body that is packed, too large, too slow or cut, or that finds no room.
    pub(super) async fn read(&self, headers: &HeaderMap, body: Body) -> Result<Kept, Failure> {
        refuse_codings(headers)?;
        let limit = self.limits.body;
        if body.size_hint().lower() > limit as u64 {
            return Err(Failure::too_large(limit));
        }
        let reading = self.read_within(limit, body);
        timeout(self.limits.time, reading)
            .await
            .unwrap_or_else(|_| Err(Failure::body_took_too_long(self.limits.time)))
    }

    async fn read_within(&self, limit: usize, mut body: Body) -> Result<Kept, Failure> {
        let mut kept = Kept::nothing();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| Failure::cut_short())?;
            let Ok(part) = frame.into_data() else { continue };
            if kept.bytes.len() + part.len() > limit {
                return Err(Failure::too_large(limit));
            }
            self.memory.push_now(&mut kept, &part)?;
        }
        Ok(kept)
    }
}

/// Bodies are taken as they are.
pub(super) fn refuse_codings(headers: &HeaderMap) -> Result<(), Failure> {
    let coding =
        headers.get(header::CONTENT_ENCODING).map(|coding| String::from_utf8_lossy(coding.as_bytes()));
    match coding {
        Some(coding) if !coding.eq_ignore_ascii_case("identity") => Err(Failure::content_coding(&coding)),
        _ => Ok(()),
    }
}
