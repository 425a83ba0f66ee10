//! How far a run is with its inputs.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Inputs without pages that are told one by one.
const MAX_TOLD: usize = 20;

/// How far inputs are read, and what of them is no page.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    bytes: AtomicU64,
    passed_over: AtomicU64,
    empty: Mutex<Vec<String>>,
}

impl Progress {
    /// The bytes read so far of all inputs, as they lie on the disk.
    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// The files of folders that were passed over so far, for their names are not those of pages.
    pub fn passed_over(&self) -> u64 {
        self.0.passed_over.load(Ordering::Relaxed)
    }

    /// What of the inputs was read to its end and held no page, a sentence each; the first of them where there are many.
    pub fn empty(&self) -> Vec<String> {
        self.0.empty.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn advance(&self, bytes: usize) {
        self.0.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// Counts files that are passed over.
    pub(in crate::io) fn pass_over(&self, files: usize) {
        self.0.passed_over.fetch_add(files as u64, Ordering::Relaxed);
    }

    /// The items, where there is none of which a sentence tells so.
    pub(in crate::io) fn telling<I: Iterator>(
        &self,
        items: I,
        sentence: String,
    ) -> impl Iterator<Item = I::Item> + use<I> {
        Telling { items, progress: self.clone(), sentence: Some(sentence) }
    }
}

/// Items that are told where there is none.
struct Telling<I> {
    items: I,
    progress: Progress,
    /// What is to be told; `None` behind the first item.
    sentence: Option<String>,
}

impl<I: Iterator> Iterator for Telling<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        let item = self.items.next();
        if let (Some(sentence), None) = (self.sentence.take(), &item) {
            let mut empty = self.progress.0.empty.lock().unwrap_or_else(PoisonError::into_inner);
            if empty.len() < MAX_TOLD {
                empty.push(sentence);
            }
        }
        item
    }
}
