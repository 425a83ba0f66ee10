//! Output that is whole or not there at all.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::is_standard_stream;

/// What standard output is called in messages.
const STDOUT: &str = "standard output";

/// Where results go: a stream, or a file that appears under its name only when it is finished.
pub enum Output {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A device or a pipe: it takes bytes as they come, and a file must not take its place.
    Stream {
        /// Where they go.
        writer: BufWriter<File>,
        /// Its name.
        path: PathBuf,
    },
    /// A file being written beside its final place.
    File {
        /// What is written so far.
        writer: BufWriter<NamedTempFile>,
        /// Where it goes in the end.
        path: PathBuf,
    },
}

impl Output {
    /// Opens an output; standard output where there is no path, or `-`. A link is followed to the file that it names,
    /// whether that is there or not.
    ///
    /// # Errors
    /// When the path's folder cannot be written to, or the path is a folder.
    pub fn open(path: Option<&Path>) -> io::Result<Output> {
        let Some(path) = path.filter(|path| !is_standard_stream(path)) else {
            return Ok(Output::Stdout(BufWriter::new(io::stdout())));
        };
        if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
            let stream = OpenOptions::new().write(true).open(path).map_err(cannot_write(path))?;
            return Ok(Output::Stream { writer: BufWriter::new(stream), path: path.to_owned() });
        }
        let path = followed(path);
        // Nobody who removes what is unfinished comes between a file and its entry.
        let mut unfinished = unfinished_files();
        let file = temporary_in(folder_of(&path)).map_err(cannot_write(&path))?;
        unfinished.insert(file.path().to_owned());
        drop(unfinished);
        if let Ok(replaced) = fs::metadata(&path) {
            file.as_file().set_permissions(replaced.permissions()).map_err(cannot_write(&path))?;
        }
        Ok(Output::File { writer: BufWriter::new(file), path })
    }

    /// Finds out whether an output can be opened, before the work whose result it is for; nothing is left behind.
    ///
    /// # Errors
    /// As [`Output::open`].
    pub fn probe(path: &Path) -> io::Result<()> {
        // A pipe that is opened and closed again would end its reader.
        let is_stream = fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
        if is_stream { Ok(()) } else { Output::open(Some(path)).map(drop) }
    }

    /// Finishes the output: only now, when the disk has it, does a file take its name. Whole even after a power cut.
    ///
    /// # Errors
    /// When the rest cannot be written; a file of that name is then as it was.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Output::File { writer, path } = &self {
            writer.get_ref().as_file().sync_all().map_err(cannot_write(path))?;
        }
        self.finish_unsynced()
    }

    /// Ends the output of work that was interrupted: what went down a stream stays, a file is as if it had never been.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn interrupt(self) -> io::Result<()> {
        match self {
            Output::File { .. } => Ok(()),
            stream => stream.finish(),
        }
    }

    /// As [`Output::finish`], for one of very many files: without waiting for the disk, which takes longer than all else.
    /// A power cut may leave a file empty that took its name within the last seconds.
    ///
    /// # Errors
    /// As [`Output::finish`].
    pub(super) fn finish_unsynced(self) -> io::Result<()> {
        match self {
            Output::File { writer, path } => keep(writer, &path).map_err(cannot_write(&path)),
            mut stream => stream.flush(),
        }
    }
}

/// Gives a file that is written its name.
fn keep(writer: BufWriter<NamedTempFile>, path: &Path) -> io::Result<()> {
    let file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    let unfinished = file.path().to_owned();
    let kept = file.persist(path).map(drop).map_err(|error| error.error);
    unfinished_files().remove(&unfinished);
    kept
}

/// Files that are written and have not got their names. One that could not be finished is gone by itself, and may stand
/// here none the less.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn unfinished_files() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what is written and not finished, for a program that ends at once. No file takes its name after that: what is
/// returned holds those that would.
pub fn remove_unfinished() -> impl Sized {
    let unfinished = unfinished_files();
    for file in unfinished.iter() {
        let _ = fs::remove_file(file);
    }
    unfinished
}

/// Says of an error which file could not be written.
pub(super) fn cannot_write(path: &Path) -> impl Fn(io::Error) -> io::Error + '_ {
    move |error| io::Error::new(error.kind(), format!("{}: cannot be written: {error}", path.display()))
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// Those of [`Output`].
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Output::open(Some(path))?;
    file.write_all(bytes)?;
    file.finish()
}

/// The folder that a file stands in: `.` for a bare name.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file that a path leads to; of a link to what is not there yet, its target.
pub(super) fn followed(path: &Path) -> PathBuf {
    let linked = || fs::read_link(path).map(|target| folder_of(path).join(target));
    fs::canonicalize(path).or_else(|_| linked()).unwrap_or_else(|_| path.to_owned())
}

/// A temporary file in a folder, with the permissions of any new file: those that a result has.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the user's mask takes away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(|error| without_name(folder, &error))
}

/// What kept a temporary file from being made, without its name, which tells nobody anything.
fn without_name(folder: &Path, error: &io::Error) -> io::Error {
    if !folder.exists() {
        return io::Error::new(error.kind(), format!("there is no folder {}", folder.display()));
    }
    let told = error.to_string();
    let cause = told.rsplit_once(" at path ").map_or(told.as_str(), |(cause, _)| cause);
    io::Error::new(error.kind(), cause)
}

/// An error of a file names it.
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(writer) => writer.write(bytes).map_err(cannot_write(Path::new(STDOUT))),
            Output::Stream { writer, path } => writer.write(bytes).map_err(cannot_write(path)),
            Output::File { writer, path } => writer.write(bytes).map_err(cannot_write(path)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(writer) => writer.flush().map_err(cannot_write(Path::new(STDOUT))),
            Output::Stream { writer, path } => writer.flush().map_err(cannot_write(path)),
            Output::File { writer, path } => writer.flush().map_err(cannot_write(path)),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_keeps_its_permissions() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a");
        let mode = || fs::metadata(&path).map(|found| found.permissions().mode() & 0o777);
        File::create(&path)?;
        // What the mask of this process gives to a file of its own.
        let usual = mode()?;
        fs::remove_file(&path)?;
        Output::open(Some(&path))?.finish()?;
        assert_eq!(mode()?, usual);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        Output::open(Some(&path))?.finish()?;
        assert_eq!(mode()?, 0o600);
        Ok(())
    }

    #[test]
    fn links_stay_links() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (link, target) = (folder.path().join("link"), folder.path().join("target"));
        std::os::unix::fs::symlink("target", &link)?;
        for text in ["not there before", "there before"] {
            write_file(&link, text.as_bytes())?;
            assert!(fs::symlink_metadata(&link)?.is_symlink());
            assert_eq!(fs::read_to_string(&target)?, text);
        }
        Ok(())
    }

    #[test]
    fn what_is_probed_is_as_it_was() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        Output::probe(&folder.path().join("a"))?;
        assert_eq!(fs::read_dir(folder.path())?.count(), 0);
        let missing = folder.path().join("none");
        let told = Output::probe(&missing.join("a")).map_err(|error| error.to_string()).unwrap_err();
        assert!(told.ends_with(&format!("there is no folder {}", missing.display())), "{told}");
        Ok(())
    }
}
