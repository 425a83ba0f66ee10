//! Pages from files, folders and standard input.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

/// A page of more bytes than this, unpacked, is not read.
const MAX_BYTES: u64 = 64 << 20;
/// Endings that a folder is searched for; `.gz` may follow.
const ENDINGS: [&str; 4] = ["html", "htm", "xhtml", "shtml"];
/// Looked at to tell a page from a binary file.
const SNIFFED: usize = 1024;

/// Where a page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// Why a page cannot be read: a code for machines, and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// `not_found`, `unreadable`, `too_large`, `damaged_gzip` or `not_html`.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

impl Input {
    /// The input's name: the path as given, or `-`.
    pub fn id(&self) -> String {
        match self {
            Input::File(path) => path.display().to_string(),
            Input::Stdin => "-".to_owned(),
        }
    }
}

/// The inputs that arguments name, in order: a folder stands for the pages below it, by name; `-`, or no argument at
/// all, for standard input.
///
/// # Errors
/// A folder that cannot be listed.
pub fn inputs(arguments: &[PathBuf]) -> io::Result<Vec<Input>> {
    if arguments.is_empty() {
        return Ok(vec![Input::Stdin]);
    }
    let mut inputs = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if argument.is_dir() {
            list(argument, &mut inputs)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", argument.display())))?;
        } else {
            inputs.push(Input::File(argument.clone()));
        }
    }
    Ok(inputs)
}

fn list(folder: &Path, inputs: &mut Vec<Input>) -> io::Result<()> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        // A link to a folder could lead back to this one.
        if path.is_dir() && !path.is_symlink() {
            list(&path, inputs)?;
        } else if path.is_file() && is_page(&path) {
            inputs.push(Input::File(path));
        }
    }
    Ok(())
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// The bytes of a page, unpacked when they are gzip.
///
/// # Errors
/// A file that is missing, unreadable, too large, cut short, or no text.
pub fn read(input: &Input) -> Result<Vec<u8>, ReadError> {
    let bytes = match input {
        Input::Stdin => limited(io::stdin().lock(), "unreadable")?,
        Input::File(path) => {
            let file = fs::File::open(path).map_err(|error| open_error(&error))?;
            limited(file, "unreadable")?
        }
    };
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        limited(MultiGzDecoder::new(bytes.as_slice()), "damaged_gzip")?
    } else {
        bytes
    };
    if let Some(kind) = binary_kind(&bytes) {
        let message = format!("not a web page but {kind}; give HTML, or gzip of HTML");
        return Err(ReadError { code: "not_html", message });
    }
    Ok(bytes)
}

fn limited(source: impl Read, code: &'static str) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let read = source.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    if let Err(error) = read {
        return Err(ReadError { code, message: format!("cannot be read: {error}") });
    }
    if bytes.len() as u64 > MAX_BYTES {
        let message = format!("larger than {} MiB; no page is, so it was not read", MAX_BYTES >> 20);
        return Err(ReadError { code: "too_large", message });
    }
    Ok(bytes)
}

fn open_error(error: &io::Error) -> ReadError {
    if error.kind() == io::ErrorKind::NotFound {
        return ReadError { code: "not_found", message: "no such file".to_owned() };
    }
    ReadError { code: "unreadable", message: format!("cannot be opened: {error}") }
}

/// What a file is that begins like no text: by its signature, or because it has many control characters.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 8] = [
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x7fELF", "a program"),
        (b"\x28\xb5\x2f\xfd", "Zstandard data"),
        (b"RIFF", "a RIFF file"),
    ];
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some(kind);
    }
    let sample = &bytes[..bytes.len().min(SNIFFED)];
    let is_utf16 =
        sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") || looks_like_utf16(sample);
    let is_control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = sample.iter().filter(is_control).count();
    (!is_utf16 && !sample.contains(&b'<') && controls * 10 > sample.len()).then_some("binary data")
}

fn looks_like_utf16(sample: &[u8]) -> bool {
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    zeros(0) * 4 > sample.len() || zeros(1) * 4 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_data_is_told_from_text() {
        let check = |bytes: &[u8], expected: Option<&str>| assert_eq!(binary_kind(bytes), expected);
        check(b"", None);
        check(b"<p>text", None);
        check("текст без разметки".as_bytes(), None);
        check(b"<\0p\0>\0a\0", None);
        check(b"%PDF-1.7", Some("a PDF document"));
        check(&[1, 2, 3, 4, 5, 200, 6, 7], Some("binary data"));
    }

    #[test]
    fn folders_are_searched_for_pages() {
        let check = |name: &str, expected: bool| assert_eq!(is_page(Path::new(name)), expected, "{name}");
        check("a.html", true);
        check("a.HTM.gz", true);
        check("a.txt", false);
        check("html", false);
    }
}
