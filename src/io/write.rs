//! Output that is whole or not there at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Where results go: a stream, or a file that appears under its name only when it is finished.
pub enum Output {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A device or a pipe: it takes bytes as they come, and a file must not take its place.
    Stream(BufWriter<File>),
    /// A file being written beside its final place.
    File {
        /// What is written so far.
        writer: BufWriter<NamedTempFile>,
        /// Where it goes in the end.
        path: PathBuf,
    },
}

impl Output {
    /// Opens an output; standard output where there is no path. A link is followed to the file that it names.
    ///
    /// # Errors
    /// When the path's folder cannot be written to, or the path is a folder.
    pub fn open(path: Option<&Path>) -> io::Result<Output> {
        let Some(path) = path else { return Ok(Output::Stdout(BufWriter::new(io::stdout()))) };
        let cannot = |error: io::Error| {
            io::Error::new(error.kind(), format!("{}: cannot be written: {error}", path.display()))
        };
        if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
            let stream = OpenOptions::new().write(true).open(path).map_err(cannot)?;
            return Ok(Output::Stream(BufWriter::new(stream)));
        }
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = NamedTempFile::new_in(folder).map_err(cannot)?;
        Ok(Output::File { writer: BufWriter::new(file), path })
    }

    /// Finishes the output: only now does a file take its name.
    ///
    /// # Errors
    /// When the rest cannot be written; a file of that name is then as it was.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Output::Stdout(mut writer) => writer.flush(),
            Output::Stream(mut writer) => writer.flush(),
            Output::File { writer, path } => {
                let file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                let file = file.persist(&path).map_err(|error| error.error)?;
                set_usual_permissions(&file)
            }
        }
    }
}

/// Temporary files are for their owner alone; results are like any other file.
#[cfg(unix)]
fn set_usual_permissions(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(writer) => writer.write(bytes),
            Output::Stream(writer) => writer.write(bytes),
            Output::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(writer) => writer.flush(),
            Output::Stream(writer) => writer.flush(),
            Output::File { writer, .. } => writer.flush(),
        }
    }
}
