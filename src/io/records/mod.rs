//! Where the records of a run go.

mod journal;
mod table;
mod texts;

use std::io::Write;

use anyhow::Result;
use serde::Deserialize;

pub use self::journal::{Begun, Journal, Run};
use self::table::RecordTable;
pub use self::table::{COLUMNS, Kind};
pub use self::texts::TextFolder;

use super::Output;
use crate::record::{Code, Status};

/// How records are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFormat {
    /// As JSON, one a line.
    Lines,
    /// As a Parquet table.
    Table,
}

/// Where the records of a run go, as lines of JSON.
pub enum RecordFile {
    /// To a file or stream, as they are.
    Lines(Output),
    /// To a Parquet table.
    Table(Box<RecordTable>),
    /// To a file that a later run can go on with.
    Journal(Journal),
    /// To a folder, their texts alone.
    Texts(TextFolder),
}

/// What is read of a record that was written.
#[derive(Debug, Deserialize)]
pub struct Kept {
    /// The page's id.
    pub id: String,
    /// What became of it.
    pub status: Status,
    /// Why there is no text.
    pub error: Option<KeptError>,
}

/// The part of an error that is read again.
#[derive(Debug, Deserialize)]
pub struct KeptError {
    /// The code.
    pub code: Code,
}

impl RecordFile {
    /// Records in a format, to an output that is whole or not there.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn create(output: Output, format: RecordFormat) -> Result<RecordFile> {
        Ok(match format {
            RecordFormat::Lines => RecordFile::Lines(output),
            RecordFormat::Table => RecordFile::Table(Box::new(RecordTable::create(output)?)),
        })
    }

    /// Writes a record: a line with its end.
    ///
    /// # Errors
    /// When the disk is full or the reader has gone.
    pub fn write(&mut self, line: &[u8]) -> Result<()> {
        match self {
            RecordFile::Lines(output) => Ok(output.write_all(line)?),
            RecordFile::Table(table) => table.write(line),
            RecordFile::Journal(journal) => journal.write(line),
            RecordFile::Texts(folder) => folder.write(line),
        }
    }

    /// Finishes the file: only now does it take its name. `is_lost` says whether whole inputs could not be read, for
    /// later runs to tell again.
    ///
    /// # Errors
    /// When the rest cannot be written; a file of that name is then as it was.
    pub fn finish(self, is_lost: bool) -> Result<()> {
        match self {
            RecordFile::Lines(output) => Ok(output.finish()?),
            RecordFile::Table(table) => table.finish(),
            RecordFile::Journal(journal) => journal.finish(is_lost),
            RecordFile::Texts(_) => Ok(()),
        }
    }

    /// Ends a run that was interrupted: keeps what a later run can go on with, and what went down a stream; the rest is
    /// as if it had never been.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn interrupt(self) -> Result<()> {
        match self {
            RecordFile::Table(_) | RecordFile::Texts(_) => Ok(()),
            RecordFile::Lines(output) => Ok(output.interrupt()?),
            RecordFile::Journal(mut journal) => journal.sync(),
        }
    }
}
