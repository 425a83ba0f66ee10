//! How far a run is, on a terminal.

use std::io::{IsTerminal, stderr};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use unboil::io::Inputs;
use unboil::io::source::Progress;

use crate::cli::say;

/// A line on standard error, where that is a terminal: the share of the inputs that is read and
/// the time left, where they can be told, and the rate.
pub(super) struct Meter {
    bar: ProgressBar,
    read: Progress,
    begun: Instant,
    records: u64,
}

impl Meter {
    /// Shows how far the reading of inputs is.
    pub(super) fn new(inputs: &Inputs, read: &Progress) -> Meter {
        // The sizes of millions of files are only asked for where somebody looks.
        let (bar, line) = match stderr().is_terminal().then(|| inputs.bytes()) {
            None => (ProgressBar::hidden(), ""),
            Some(None) => (ProgressBar::no_length(), "{spinner} {msg}"),
            Some(Some(bytes)) => (ProgressBar::new(bytes), "{bar:24} {percent:>3} %  {msg}  {eta} left"),
        };
        bar.set_style(ProgressStyle::with_template(line).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Meter { bar, read: read.clone(), begun: Instant::now(), records: 0 }
    }

    /// Counts a record.
    pub(super) fn advance(&mut self) {
        self.records += 1;
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_position(self.read.bytes());
        self.bar.set_message(format!("{} pages, {:.0}/s", self.records, self.rate()));
    }

    /// Prints a line without disturbing the bar.
    pub(super) fn print(&self, line: &str) {
        self.bar.suspend(|| say(line));
    }

    /// Records a second, since the beginning.
    pub(super) fn rate(&self) -> f64 {
        self.records as f64 / self.begun.elapsed().as_secs_f64().max(1e-3)
    }

    /// Removes the line.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
