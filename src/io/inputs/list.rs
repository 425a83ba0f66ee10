//! Lists of files.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::{Destination, Found, Input, InputError, below};
use crate::io::source::Progress;
use crate::record::{Code, PageError};
use crate::signature::without_mark;

/// What a list names, one path a line.
pub(super) fn listed(
    list: PathBuf,
    output: Option<Destination>,
    progress: Progress,
) -> Box<dyn Iterator<Item = Found> + Send> {
    let opened: io::Result<Box<dyn BufRead + Send>> = match Input::of(&list) {
        Input::Stdin => Ok(Box::new(BufReader::new(io::stdin()))),
        Input::File(path) => File::open(path).map(|file| Box::new(BufReader::new(file)) as _),
    };
    let lost = move |error: &io::Error| Err(lost_list(&list, error));
    let reader = match opened {
        Ok(reader) => reader,
        Err(error) => return Box::new(std::iter::once(lost(&error))),
    };
    let lines = reader.split(b'\n').scan(false, |is_over, line| {
        let goes_on = !*is_over;
        *is_over = line.is_err();
        goes_on.then_some(line)
    });
    Box::new(lines.enumerate().flat_map(move |(number, line)| {
        match line.map(|line| path_of_line(number, &line)) {
            Ok(None) => Box::new(std::iter::empty()),
            Ok(Some(path)) => below(path, output.clone(), &progress),
            Err(error) => Box::new(std::iter::once(lost(&error))),
        }
    }))
}

pub(super) fn lost_list(list: &Path, error: &io::Error) -> InputError {
    let message = format!("the list of files cannot be read: {error}");
    InputError { path: list.to_owned(), error: PageError::new(Code::Unreadable, message) }
}

/// The path in a line of a list; `None` in an empty one.
fn path_of_line(number: usize, line: &[u8]) -> Option<PathBuf> {
    let line = if number == 0 { without_mark(line) } else { line };
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    (!line.trim_ascii().is_empty()).then(|| path_of_bytes(line))
}

#[cfg(unix)]
pub(super) fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
pub(super) fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_list_is_any_path() {
        let path = path_of_line(1, b"a b\xff.html\r").unwrap_or_default();
        assert_eq!(path.into_os_string().into_encoded_bytes(), b"a b\xff.html");
        assert_eq!(path_of_line(0, b"\xef\xbb\xbfa"), Some("a".into()));
        assert_eq!(path_of_line(0, b" \r"), None);
    }
}
