//! One record of an archive: which hold pages, and how.

use crate::io::source::http::{Head, Response};
use crate::io::source::{Item, Page, Part};
use crate::record::{Code, PageError};

pub(super) use crate::io::source::http::end_of_head;

/// Media types of pages. A page without one is looked at.
const PAGES: [&str; 3] = ["", "text/html", "application/xhtml+xml"];

/// What the head of a record says.
#[derive(Clone, Debug)]
pub(super) struct RecordHead {
    kind: String,
    pub(super) url: Option<String>,
    /// Of the block, in bytes; `None` where it is missing or no number.
    pub(super) length: Option<u64>,
    /// The media type that the crawler found the page to be of.
    identified: String,
    head: Head,
}

impl RecordHead {
    /// Reads the head of a record, version line included.
    pub(super) fn of(bytes: &[u8]) -> RecordHead {
        let head = Head::of(bytes);
        let text = |name: &str| head.value(name).unwrap_or_default().to_ascii_lowercase();
        // Angle brackets stood around the address by the first edition of the standard.
        let url = head.value("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        RecordHead {
            kind: text("warc-type"),
            url: url.filter(|url| !url.is_empty()),
            length: head.value("content-length").and_then(|length| length.parse().ok()),
            identified: text("warc-identified-payload-type"),
            head,
        }
    }

    /// Whether a record of this type holds what a server or another source gave; others are about the crawl.
    pub(super) fn holds_page(&self) -> bool {
        matches!(self.kind.as_str(), "response" | "resource" | "conversion")
    }

    fn is_http(&self) -> bool {
        self.kind == "response" && matches!(self.head.media_type().as_str(), "application/http" | "")
    }

    /// Whether what is said to be of a media type is looked at.
    fn check(&self, media_type: &str) -> Result<(), PageError> {
        let is_page = |media_type: &str| PAGES.contains(&media_type);
        if is_page(media_type) || !self.identified.is_empty() && is_page(&self.identified) {
            return Ok(());
        }
        Err(PageError::new(Code::MediaType, format!("of the media type {media_type}, which is no page")))
    }
}

/// The page of a record.
pub(super) fn item(id: String, head: RecordHead, block: Vec<u8>) -> Item {
    Item::of(id, Part::Entry, move |id| {
        let (charset, html) = if head.is_http() { response(&head, &block) } else { resource(&head, block) };
        Page { id, url: head.url, charset, html }
    })
}

type Unpacked = (Option<String>, Result<Vec<u8>, PageError>);

fn response(record: &RecordHead, block: &[u8]) -> Unpacked {
    let response = Response::of(block);
    let status = response.status;
    let html = if (200..300).contains(&status) {
        record.check(&response.head.media_type()).and_then(|()| response.page())
    } else {
        Err(PageError::new(Code::HttpStatus, format!("the server answered with status {status}")))
    };
    (response.head.charset(), html)
}

fn resource(record: &RecordHead, block: Vec<u8>) -> Unpacked {
    (record.head.charset(), record.check(&record.head.media_type()).map(|()| block))
}
