//! One record of an archive: which hold pages, and how.

use crate::io::source::http::{Body, Head, Response};
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
    /// Whether the crawler kept a part of the page alone.
    truncated: bool,
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
            truncated: head.value("warc-truncated").is_some_and(|reason| !reason.is_empty()),
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
        let (charset, body) = if head.is_http() { response(&head, &block) } else { resource(&head, block) };
        let truncated = head.truncated || body.as_ref().is_ok_and(|body| body.is_cut);
        Page { id, url: head.url, charset, html: body.map(|body| body.bytes), truncated }
    })
}

type Unpacked = (Option<String>, Result<Body, PageError>);

fn response(record: &RecordHead, block: &[u8]) -> Unpacked {
    let response = Response::of(block);
    let status = response.status;
    let body = if (200..300).contains(&status) {
        record.check(&response.head.media_type()).and_then(|()| response.body())
    } else {
        Err(PageError::new(Code::HttpStatus, format!("the server answered with status {status}")))
    };
    (response.head.charset(), body)
}

fn resource(record: &RecordHead, block: Vec<u8>) -> Unpacked {
    let checked = record.check(&record.head.media_type());
    (record.head.charset(), checked.map(|()| Body { bytes: block, is_cut: false }))
}
