//! A page as it came, and why a page can give no text.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::binary::binary_kind;
use super::document::document_kind;
use crate::signature::Packing;

/// A page of more bytes than this, unpacked, is not read.
pub const MAX_PAGE_BYTES: usize = 64 << 20;

/// A page as it came: its bytes, and what is known of it beside them.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawPage<'a> {
    /// The page's name, which its record carries; may be empty.
    pub id: &'a str,
    /// Where the page was fetched from.
    pub url: Option<&'a str>,
    /// The charset that the transport names, such as that of an HTTP header; `utf-8` for a page that is text already.
    pub charset: Option<&'a str>,
    /// The page. Any bytes.
    pub html: &'a [u8],
    /// Whether they are not all of it, which its record then says.
    pub truncated: bool,
}

/// Why a page can give no text, for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Code {
    /// There is no such file.
    NotFound,
    /// The file cannot be opened or read.
    Unreadable,
    /// Larger than [`MAX_PAGE_BYTES`].
    TooLarge,
    /// Compressed data, an archive or a table is damaged here.
    Damaged,
    /// The input ends in the middle of the page.
    CutShort,
    /// An image, a program, a feed or the like.
    NotHtml,
    /// The file does not hold what its name says.
    WrongFormat,
    /// A line that is no JSON object with the page in it.
    BadLine,
    /// A row or line whose page is null.
    NoPage,
    /// The HTTP body is packed in a way that cannot be undone.
    ContentCoding,
    /// Skipped: the archive says that this is something else than a page.
    MediaType,
    /// Skipped: the server answered with an error or a redirection.
    HttpStatus,
    /// It took longer than a server lets a page take.
    TimedOut,
    /// A mistake in unboil.
    Internal,
}

impl Code {
    /// All codes, in the order of their documentation.
    pub const ALL: [Code; 14] = [
        Code::NotFound,
        Code::Unreadable,
        Code::TooLarge,
        Code::Damaged,
        Code::CutShort,
        Code::NotHtml,
        Code::WrongFormat,
        Code::BadLine,
        Code::NoPage,
        Code::ContentCoding,
        Code::MediaType,
        Code::HttpStatus,
        Code::TimedOut,
        Code::Internal,
    ];

    /// The code as it stands in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::NotFound => "not_found",
            Code::Unreadable => "unreadable",
            Code::TooLarge => "too_large",
            Code::Damaged => "damaged",
            Code::CutShort => "cut_short",
            Code::NotHtml => "not_html",
            Code::WrongFormat => "wrong_format",
            Code::BadLine => "bad_line",
            Code::NoPage => "no_page",
            Code::ContentCoding => "content_coding",
            Code::MediaType => "media_type",
            Code::HttpStatus => "http_status",
            Code::TimedOut => "timed_out",
            Code::Internal => "internal",
        }
    }

    /// Whether a page of this code is left out on purpose, which is no error.
    pub fn is_skip(self) -> bool {
        matches!(self, Code::MediaType | Code::HttpStatus)
    }
}

/// Why a page can give no text: a code for machines, and a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageError {
    /// For machines.
    pub code: Code,
    /// What is wrong and what to do.
    pub message: String,
}

impl PageError {
    /// An error of a code and a sentence.
    pub fn new(code: Code, message: impl Into<String>) -> PageError {
        PageError { code, message: message.into() }
    }

    /// That of a page of more than [`MAX_PAGE_BYTES`].
    pub fn too_large() -> PageError {
        let limit = MAX_PAGE_BYTES >> 20;
        PageError::new(Code::TooLarge, format!("larger than {limit} MiB; no page is, so it was not read"))
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PageError {}

impl RawPage<'_> {
    /// Holds the bytes to being a page's.
    ///
    /// # Errors
    /// Those of a page that is too large, or no text, or a text of another kind.
    pub fn check(&self) -> Result<(), PageError> {
        if self.html.len() > MAX_PAGE_BYTES {
            return Err(PageError::too_large());
        }
        let (kind, way_out) = match Packing::of(self.html) {
            Packing::Gzip => ("gzip data", "unpack it first"),
            Packing::Zstd => ("Zstandard data", "unpack it first"),
            Packing::Plain => match binary_kind(self.html).or_else(|| document_kind(self.html)) {
                Some(kind) => (kind, "give HTML"),
                None => return Ok(()),
            },
        };
        Err(PageError::new(Code::NotHtml, format!("not a web page but {kind}; {way_out}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_records_by_their_names() {
        for code in Code::ALL {
            assert_eq!(serde_json::to_value(code).ok(), Some(code.as_str().into()));
        }
    }
}
