//! An input that is opened, and looked at to tell what it holds.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

use super::{FORMATS, Format, Progress, foreign, format_of_name};
use crate::io::inputs::Input;
use crate::record::{Code, MAX_PAGE_BYTES, PageError};
use crate::signature::Packing;

/// What an input begins with is looked at this far, in bytes.
const HEAD: usize = 64 << 10;

/// An input that is opened.
pub(super) struct Opened {
    /// The input's name, which ids begin with.
    pub(super) id: String,
    /// Where it lies, unless it is standard input.
    pub(super) path: Option<PathBuf>,
    /// How it is packed.
    pub(super) packing: Packing,
    /// Its first bytes, as they are, with room for the rest of a file that may be a page.
    first: Vec<u8>,
    rest: Counted,
}

impl Opened {
    /// Opens an input and reads its first bytes.
    ///
    /// # Errors
    /// A file that is missing or cannot be read.
    pub(super) fn open(input: &Input, progress: &Progress) -> Result<Opened, PageError> {
        let unreadable = |error| PageError::new(Code::Unreadable, format!("cannot be read: {error}"));
        let (path, bytes, raw): (_, _, Box<dyn Read + Send>) = match input {
            Input::Stdin => (None, 0, Box::new(io::stdin())),
            Input::File(path) => {
                let file = File::open(path).map_err(|error| open_error(&error))?;
                let bytes = file.metadata().map_or(0, |metadata| metadata.len());
                (Some(path.clone()), bytes, Box::new(file))
            }
        };
        let room = if bytes > MAX_PAGE_BYTES as u64 { HEAD } else { bytes as usize };
        let mut first = Vec::with_capacity(room);
        let mut rest = Counted { raw, progress: progress.clone() };
        rest.append_to(&mut first, HEAD).map_err(unreadable)?;
        Ok(Opened { id: input.id(), path, packing: Packing::of(&first), first, rest })
    }

    /// What the input holds: told by its content; by its name where the content is of no kind that can be told, for
    /// nothing else looks like an archive or a table.
    ///
    /// # Errors
    /// A file that holds pages in a way that is not read.
    pub(super) fn format(&self) -> Result<&'static Format, PageError> {
        let [.., page] = &FORMATS;
        let head = head_of(self.packing, &self.first);
        if let Some(format) = FORMATS.iter().find(|format| (format.begins)(&head)) {
            return Ok(format);
        }
        let name = self.path.as_ref().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy();
        match foreign::by_content(&head).or_else(|| foreign::by_name(&name, &head)) {
            Some(refusal) => Err(refusal),
            None => Ok(format_of_name(&name).unwrap_or(page)),
        }
    }

    /// The input's bytes, unpacked.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub(super) fn unpacked(self) -> io::Result<Box<dyn Read + Send>> {
        self.packing.unpacked(self.raw())
    }

    /// The input's bytes, as they are.
    pub(super) fn raw(self) -> impl Read + Send {
        Cursor::new(self.first).chain(self.rest)
    }

    /// All of the input as a page, unpacked.
    ///
    /// # Errors
    /// A page that is too large, or that cannot be read to its end.
    pub(super) fn page(self) -> Result<Vec<u8>, PageError> {
        let code = self.damage();
        if self.packing != Packing::Plain {
            let unpacked =
                self.unpacked().map_err(|error| PageError::new(Code::Unreadable, error.to_string()));
            return read_page(unpacked?, code);
        }
        let Opened { first: mut bytes, mut rest, .. } = self;
        let left = MAX_PAGE_BYTES + 1 - bytes.len();
        let read = rest.append_to(&mut bytes, left);
        whole_page(read.map(|()| bytes), code)
    }

    /// The code of an error while [`Opened::unpacked`] is read.
    pub(super) fn damage(&self) -> Code {
        if self.packing == Packing::Plain { Code::Unreadable } else { Code::Damaged }
    }
}

/// The first bytes of an input, unpacked, by its first bytes as they are: damage comes out later.
fn head_of(packing: Packing, first: &[u8]) -> Cow<'_, [u8]> {
    if packing == Packing::Plain {
        return first.into();
    }
    let mut head = Vec::new();
    if let Ok(unpacked) = packing.unpacked(first) {
        let _ = unpacked.take(HEAD as u64).read_to_end(&mut head);
    }
    head.into()
}

/// All that a reader gives.
///
/// # Errors
/// `code` where it fails; that of a page that is too large.
pub(super) fn read_page(reader: impl Read, code: Code) -> Result<Vec<u8>, PageError> {
    let mut bytes = Vec::new();
    let read = reader.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut bytes);
    whole_page(read.map(|_| bytes), code)
}

fn whole_page(read: io::Result<Vec<u8>>, code: Code) -> Result<Vec<u8>, PageError> {
    let bytes = read.map_err(|error| PageError::new(code, format!("cannot be read: {error}")))?;
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

impl Counted {
    /// Appends what is left, up to a number of bytes: without the zeroed buffer that [`Read::read`] would need.
    fn append_to(&mut self, bytes: &mut Vec<u8>, limit: usize) -> io::Result<()> {
        let read = self.raw.by_ref().take(limit as u64).read_to_end(bytes)?;
        self.progress.advance(read);
        Ok(())
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.raw.read(buffer)?;
        self.progress.advance(read);
        Ok(read)
    }
}
