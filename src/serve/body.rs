//! Bodies and lines in memory, of which there is so much.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Body as _;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};
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
        kept.push(part, self.take_now(part.len())?);
        Ok(())
    }

    /// Takes a number of bytes, if there is room.
    fn take_now(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Failure> {
        Arc::clone(&self.free).try_acquire_many_owned(permits(bytes)).map_err(|_| Failure::busy())
    }

    /// Adds to what is kept, as soon as there is room.
    pub(super) async fn push(&self, kept: &mut Kept, part: &[u8]) {
        // Only a semaphore that is closed gives none, and nothing closes it.
        if let Ok(permit) = self.take(part.len()).await {
            kept.push(part, permit);
        }
    }

    async fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit, AcquireError> {
        Arc::clone(&self.free).acquire_many_owned(permits(bytes)).await
    }
}

/// Bodies and answers are smaller than what cannot be counted so.
fn permits(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

impl Taken {
    fn with(mut self, permit: OwnedSemaphorePermit) -> Taken {
        match &mut self.0 {
            Some(taken) => taken.merge(permit),
            none => *none = Some(permit),
        }
        self
    }

    fn held_by(self, mut bytes: Vec<u8>) -> Bytes {
        bytes.shrink_to_fit();
        Bytes::from_owner(Answer { bytes, _taken: self })
    }
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
        self.taken = std::mem::take(&mut self.taken).with(permit);
    }

    /// Drops the bytes for an answer to them, which takes their part of the memory until it is sent, and more of it where
    /// it is larger.
    ///
    /// # Errors
    /// When there is no room for that.
    pub(super) fn answered_by(self, answer: Vec<u8>, memory: &Memory) -> Result<Bytes, Failure> {
        let permit = memory.take_now(self.more_for(&answer))?;
        Ok(self.taken.with(permit).held_by(answer))
    }

    /// As [`Kept::answered_by`], for the record of a line. Where there is no room for what is larger, that does not count:
    /// records go out in their order, and one that waited for what those behind it hold would wait for ever.
    pub(super) fn answered_in_order(self, answer: Vec<u8>, memory: &Memory) -> Bytes {
        match memory.take_now(self.more_for(&answer)) {
            Ok(permit) => self.taken.with(permit).held_by(answer),
            Err(_) => self.taken.held_by(answer),
        }
    }

    /// What an answer takes beyond what is taken.
    fn more_for(&self, answer: &[u8]) -> usize {
        let taken = self.taken.0.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        answer.len().saturating_sub(taken)
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
