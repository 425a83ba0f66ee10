//! An input that is opened, and looked at to tell what it holds.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

use flate2::read::MultiGzDecoder;

use super::{FORMATS, Fields, Format, Progress, format_of_name};
use crate::io::inputs::Input;
use crate::record::{Code, MAX_PAGE_BYTES, PageError};

/// What an input begins with is looked at this far, in bytes.
const HEAD: usize = 64 << 10;

/// How an input is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// Not at all.
    Plain,
    /// gzip, of one member or many.
    Gzip,
    /// Zstandard, of one frame or many.
    Zstd,
}

/// An input that is opened.
pub(super) struct Opened {
    /// The input's name, which ids begin with.
    pub(super) id: String,
    /// Where it lies, unless it is standard input.
    pub(super) path: Option<PathBuf>,
    /// How it is packed.
    pub(super) packing: Packing,
    /// Its first bytes, unpacked.
    pub(super) head: Vec<u8>,
    /// All its bytes, as they are.
    pub(super) raw: Box<dyn Read + Send>,
}

impl Packing {
    /// That of bytes which begin so. Zstandard may begin with a frame that is skipped, such as a dictionary.
    fn of(head: &[u8]) -> Packing {
        match head {
            [0x1f, 0x8b, ..] => Packing::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Packing::Zstd,
            _ => Packing::Plain,
        }
    }

    /// What `raw` unpacks to.
    pub(super) fn unpacked<'r>(self, raw: impl Read + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
        Ok(match self {
            Packing::Plain => Box::new(raw),
            Packing::Gzip => Box::new(MultiGzDecoder::new(raw)),
            Packing::Zstd => Box::new(zstd::Decoder::new(raw)?),
        })
    }
}

impl Opened {
    /// Opens an input and reads its first bytes.
    ///
    /// # Errors
    /// A file that is missing or cannot be read.
    pub(super) fn open(input: &Input, progress: &Progress) -> Result<Opened, PageError> {
        let (path, mut raw): (_, Box<dyn Read + Send>) = match input {
            Input::Stdin => (None, Box::new(io::stdin())),
            Input::File(path) => {
                (Some(path.clone()), Box::new(File::open(path).map_err(|e| open_error(&e))?))
            }
        };
        let mut first = Vec::new();
        let read = raw.by_ref().take(HEAD as u64).read_to_end(&mut first);
        read.map_err(|error| PageError::new(Code::Unreadable, format!("cannot be read: {error}")))?;
        progress.advance(first.len());
        let packing = Packing::of(&first);
        let head = head_of(packing, &first);
        let rest = Counted { raw, progress: progress.clone() };
        Ok(Opened { id: input.id(), path, packing, head, raw: Box::new(Cursor::new(first).chain(rest)) })
    }

    /// What the input holds: told by its content; by its name where the content is of no kind that can be told, for
    /// nothing else looks like an archive or a table.
    pub(super) fn format(&self, fields: &Fields) -> &'static Format {
        let [.., page] = &FORMATS;
        let by_content = FORMATS.iter().find(|format| (format.begins)(&self.head, fields));
        let name = self.path.as_ref().and_then(|path| path.file_name()).unwrap_or_default();
        by_content.or_else(|| format_of_name(&name.to_string_lossy())).unwrap_or(page)
    }

    /// The input's bytes, unpacked.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub(super) fn unpacked(self) -> io::Result<Box<dyn Read + Send>> {
        self.packing.unpacked(self.raw)
    }

    /// The code of an error while [`Opened::unpacked`] is read.
    pub(super) fn damage(&self) -> Code {
        if self.packing == Packing::Plain { Code::Unreadable } else { Code::Damaged }
    }
}

/// The first bytes of an input whose first bytes as they are, are known: damage comes out later.
fn head_of(packing: Packing, first: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(unpacked) = packing.unpacked(first) {
        let _ = unpacked.take(HEAD as u64).read_to_end(&mut head);
    }
    head
}

/// All that a reader gives.
///
/// # Errors
/// `code` where it fails; that of a page that is too large.
pub(super) fn read_page(reader: impl Read, code: Code) -> Result<Vec<u8>, PageError> {
    let mut bytes = Vec::new();
    let read = reader.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| PageError::new(code, format!("cannot be read: {error}")))?;
    if bytes.len() > MAX_PAGE_BYTES { Err(PageError::too_large()) } else { Ok(bytes) }
}

fn open_error(error: &io::Error) -> PageError {
    match error.kind() {
        io::ErrorKind::NotFound => PageError::new(Code::NotFound, "no such file"),
        _ => PageError::new(Code::Unreadable, format!("cannot be opened: {error}")),
    }
}

struct Counted {
    raw: Box<dyn Read + Send>,
    progress: Progress,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.raw.read(buffer)?;
        self.progress.advance(read);
        Ok(read)
    }
}
