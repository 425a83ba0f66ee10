//! Records that a later run can go on with: after a crash, a full disk, an interruption.
//!
//! Beside `OUT`, `OUT.partial` takes the records line by line, and `OUT.run` says what the run is: its parameters and
//! its model. `OUT` itself appears when all is done. `OUT.partial` is made before `OUT.run`, and becomes `OUT` in one
//! step; so whatever is there after a crash tells how far the run was.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Kept, RecordFormat, RecordTable};
use crate::io::Output;
use crate::io::write::{cannot_write, folder_of, followed};

/// Bytes that a power cut may take back.
const UNSYNCED: usize = 16 << 20;

/// What a run is: parameters by name. Two runs of the same inputs that agree in all give the same records.
pub type Run = Map<String, Value>;

/// What `OUT.run` holds.
#[derive(Deserialize, Serialize)]
struct State {
    run: Run,
    /// What the run came to; absent while it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    finished: Option<Finished>,
}

/// What a run came to.
#[derive(Clone, Copy, Deserialize, Serialize)]
struct Finished {
    /// The size of its file.
    bytes: u64,
    /// Whether whole inputs could not be read.
    is_lost: bool,
}

/// The records of a run that can be gone on with.
pub struct Journal {
    path: PathBuf,
    format: RecordFormat,
    run: Run,
    writer: BufWriter<File>,
    unsynced: usize,
}

/// How a run begins.
pub enum Begun {
    /// It goes on, or is new: [`Journal::replay`] tells.
    Open(Journal),
    /// It was finished before.
    Finished {
        /// Whether whole inputs could not be read then.
        is_lost: bool,
    },
}

impl Journal {
    /// Begins a run, or goes on with it.
    ///
    /// # Errors
    /// A run of other parameters, with their difference; another run that is under way; files that cannot be written.
    pub fn open(path: &Path, format: RecordFormat, run: Run) -> Result<Begun> {
        let path = followed(path);
        let (partial, state) = (beside(&path, ".partial"), beside(&path, ".run"));
        // Where there is neither a file of the run nor a part of one, it is as if it had never been.
        let known = if partial.exists() || path.exists() { read_state(&state)? } else { None };
        if let Some(known) = &known {
            let differences = differences(&known.run, &run);
            anyhow::ensure!(
                differences.is_empty(),
                "{} was begun by a run of other parameters: {}; give the same again, or remove {} and {} to begin anew",
                path.display(),
                differences.join("; "),
                partial.display(),
                state.display()
            );
            if !partial.exists()
                && let Some(is_lost) = how_finished(&path, known)?
            {
                return Ok(Begun::Finished { is_lost });
            }
        }
        let is_new = known.is_none() || !partial.exists();
        let mut options = OpenOptions::new();
        let file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&partial)
            .map_err(cannot_write(&partial))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => anyhow::bail!("{}: another run writes to it", partial.display()),
            // A file system without locks is no reason not to write to it.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        if is_new {
            file.set_len(0).map_err(cannot_write(&partial))?;
            write_state(&state, &State { run: run.clone(), finished: None })?;
        }
        Ok(Begun::Open(Journal { path, format, run, writer: BufWriter::new(file), unsynced: 0 }))
    }

    /// Goes through the records that were written, and cuts off what is not whole. Returns their number.
    ///
    /// # Errors
    /// The first of `each`; a file that cannot be read.
    pub fn replay(&mut self, mut each: impl FnMut(Kept) -> Result<()>) -> Result<u64> {
        let partial = beside(&self.path, ".partial");
        let file = self.writer.get_mut();
        let mut reader = BufReader::new(&*file);
        let (mut line, mut whole, mut records) = (Vec::new(), 0, 0);
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line).with_context(|| partial.display().to_string())?;
            // After a power cut the end of a file may hold anything.
            let kept = if line.ends_with(b"\n") { serde_json::from_slice(&line).ok() } else { None };
            let Some(kept) = kept else { break };
            each(kept)?;
            records += 1;
            whole += read as u64;
        }
        file.set_len(whole)
            .and_then(|()| file.seek(SeekFrom::Start(whole)))
            .map_err(cannot_write(&partial))?;
        Ok(records)
    }

    /// Writes a record: a line with its end.
    ///
    /// # Errors
    /// When the disk is full: what was written before is kept.
    pub fn write(&mut self, line: &[u8]) -> Result<()> {
        self.writer.write_all(line).map_err(cannot_write(&beside(&self.path, ".partial")))?;
        self.unsynced += line.len();
        if self.unsynced > UNSYNCED {
            self.sync()?;
        }
        Ok(())
    }

    /// Makes sure that what was written stays.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn sync(&mut self) -> Result<()> {
        self.unsynced = 0;
        let synced = self.writer.flush().and_then(|()| self.writer.get_ref().sync_data());
        Ok(synced.map_err(cannot_write(&beside(&self.path, ".partial")))?)
    }

    /// Finishes the file, which takes its name: in its format. `is_lost` says whether whole inputs could not be read.
    ///
    /// # Errors
    /// When the rest cannot be written; a later run can go on then.
    pub fn finish(mut self, is_lost: bool) -> Result<()> {
        self.sync()?;
        let partial = beside(&self.path, ".partial");
        // What the run came to is told before its file is there alone: another file of its name is not taken for it.
        match self.format {
            RecordFormat::Lines => {
                self.tell(&partial, is_lost)?;
                fs::rename(&partial, &self.path).map_err(cannot_write(&self.path))?;
            }
            RecordFormat::Table => {
                self.write_table()?;
                self.tell(&self.path, is_lost)?;
                fs::remove_file(&partial).map_err(cannot_write(&partial))?;
            }
        }
        sync_folder(&self.path);
        Ok(())
    }

    /// Writes down what the run came to, of which a file has the records.
    fn tell(&self, file: &Path, is_lost: bool) -> Result<()> {
        let bytes = fs::metadata(file).map_err(cannot_write(file))?.len();
        let state = State { run: self.run.clone(), finished: Some(Finished { bytes, is_lost }) };
        write_state(&beside(&self.path, ".run"), &state)
    }

    /// Writes the table of all records.
    fn write_table(&mut self) -> Result<()> {
        let mut table = RecordTable::create(Output::open(Some(&self.path))?)?;
        let file = self.writer.get_mut();
        file.seek(SeekFrom::Start(0))?;
        let (mut reader, mut line) = (BufReader::new(file), Vec::new());
        while reader.read_until(b'\n', &mut line)? > 0 {
            table.write(&line)?;
            line.clear();
        }
        table.finish()
    }
}

/// The file of a name that goes on with `ending`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

fn read_state(path: &Path) -> Result<Option<State>> {
    match fs::read(path) {
        Ok(bytes) => {
            let state = serde_json::from_slice(&bytes);
            let why = || format!("{}: is no record of a run; remove it to begin anew", path.display());
            state.map(Some).with_context(why)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{}: cannot be read", path.display())),
    }
}

fn write_state(path: &Path, state: &State) -> Result<()> {
    let mut output = Output::open(Some(path))?;
    serde_json::to_writer_pretty(&mut output, state)?;
    output.write_all(b"\n")?;
    Ok(output.finish()?)
}

/// Whether inputs were lost by a run without `OUT.partial`; `None` where it was not finished, or its file is gone since.
fn how_finished(path: &Path, state: &State) -> Result<Option<bool>> {
    let (Some(finished), Ok(metadata)) = (state.finished, fs::metadata(path)) else { return Ok(None) };
    anyhow::ensure!(
        finished.bytes == metadata.len(),
        "{}: was changed since its run was finished; remove it to run again",
        path.display()
    );
    Ok(Some(finished.is_lost))
}

/// Which parameters two runs differ in.
fn differences(before: &Run, now: &Run) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let value = |run: &Run, name: &str| run.get(name).unwrap_or(&Value::Null).to_string();
    let differing = names.into_iter().filter(|name| before.get(*name) != now.get(*name));
    differing.map(|name| format!("{name} was {}, is now {}", value(before, name), value(now, name))).collect()
}

/// A name is only as safe as its folder. Not every system can do this.
fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
}
