//! What becomes of one page: the same record, by the same bytes, wherever unboil runs.
//!
//! ```
//! use unboil::record::{RawPage, Record, RecordOptions};
//! use unboil::{ExtractOptions, Extractor, Model};
//!
//! let mut extractor = Extractor::new(Model::builtin(), ExtractOptions::default());
//! let html = b"<title>Tides</title><p>The tide comes in twice a day, and on this coast it comes in fast: the water
//!     covers the sands in less than half an hour, so that walkers have to know the hour before they set out.";
//! let page = RawPage { id: "tides.html", html, ..RawPage::default() };
//! let record = Record::of(&page, &mut extractor, &RecordOptions::default());
//! let mut line = Vec::new();
//! record.write_json(&mut line);
//! assert!(line.starts_with(br#"{"id":"tides.html","status":"ok","title":"Tides","text":"The tide comes"#));
//! ```

mod page;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use unboil_infer::{ClassifiedPage, ExtractOptions, Extractor, Format, Metadata, RenderOptions};

pub use self::page::{Code, MAX_PAGE_BYTES, PageError, RawPage};

/// What became of a page, as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It has main content.
    Ok,
    /// It was read, and has none.
    Empty,
    /// It was left out on purpose; `error` says why.
    Skipped,
    /// It could not be read; `error` says why.
    Error,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 4] = [Status::Ok, Status::Empty, Status::Skipped, Status::Error];

    /// The status as it stands in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Empty => "empty",
            Status::Skipped => "skipped",
            Status::Error => "error",
        }
    }
}

/// What records hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RecordOptions {
    /// How the main content is written.
    pub content: Format,
    /// Whether links have their address, where the content is no plain text.
    pub links: bool,
    /// Whether there are images, where the content is no plain text.
    pub images: bool,
    /// Whether there is what the page says of itself.
    pub metadata: bool,
}

impl Default for RecordOptions {
    /// Plain text, no metadata.
    fn default() -> Self {
        RecordOptions { content: Format::Text, links: true, images: true, metadata: false }
    }
}

/// What became of one page. As JSON, the fields stand in this order; those that are `Option` are left out where there
/// is nothing to say, `truncated` where it is false.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record {
    /// The page's name, as given.
    pub id: String,
    /// Where it was fetched from, where that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether there is text.
    pub status: Status,
    /// Why there is none, for a page that was skipped or could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<PageError>,
    /// The page's title: empty where it has none.
    pub title: String,
    /// The main content: empty where there is none.
    pub text: String,
    /// How the main content is written, where it is no plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Format>,
    /// WHATWG name of the encoding that the page was read in; empty for a page that was not read.
    pub encoding: &'static str,
    /// The probability that the word F1 of the text is at least .8, rounded to four digits, from a model that says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// How blocks were labelled, where that is not the default way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<ExtractOptions>,
    /// Whether a limit of the parser was reached, so that the end of the page is missing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
    /// What the page says of itself, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
}

impl Record {
    /// Extracts a page. Never fails: a page that is none gives a record that says so.
    pub fn of(page: &RawPage, extractor: &mut Extractor, wanted: &RecordOptions) -> Record {
        if let Err(error) = page.check() {
            return Record::without_text(page.id, page.url, error, extractor);
        }
        let options = *extractor.options();
        guarded(|| {
            let found = extractor.classify_as(page.html, page.charset);
            Record::of_classified(page, found, &options, wanted)
        })
        .unwrap_or_else(|| {
            // What the extractor holds was left half done.
            extractor.forget();
            let message = "the extraction failed, which is a mistake in unboil; please report the page";
            let error = PageError::new(Code::Internal, message);
            Record::without_text(page.id, page.url, error, extractor)
        })
    }

    /// The record of a page that cannot be read, or that is skipped.
    pub fn without_text(id: &str, url: Option<&str>, error: PageError, extractor: &Extractor) -> Record {
        Record {
            id: id.to_owned(),
            url: url.map(str::to_owned),
            status: if error.code.is_skip() { Status::Skipped } else { Status::Error },
            error: Some(error),
            title: String::new(),
            text: String::new(),
            content: None,
            encoding: "",
            confidence: None,
            options: unusual(extractor.options()),
            truncated: false,
            metadata: None,
        }
    }

    fn of_classified(
        page: &RawPage,
        found: &ClassifiedPage,
        options: &ExtractOptions,
        wanted: &RecordOptions,
    ) -> Record {
        let &RecordOptions { content, links, images, metadata } = wanted;
        let text = found.render(page.html, content, &RenderOptions { url: page.url, links, images });
        Record {
            id: page.id.to_owned(),
            url: page.url.map(str::to_owned),
            status: if text.is_empty() { Status::Empty } else { Status::Ok },
            error: None,
            title: found.title().to_owned(),
            text,
            content: Some(content).filter(|content| *content != Format::Text),
            encoding: found.encoding,
            confidence: found.confidence.map(|confidence| (confidence * 1e4).round() / 1e4),
            options: unusual(options),
            truncated: found.document.truncated(),
            metadata: metadata.then(|| found.metadata(page.html, page.url)),
        }
    }

    /// Appends the record as a line of JSON, with its end of line.
    pub fn write_json(&self, line: &mut Vec<u8>) {
        // Only a map with keys that are no strings, or a failing writer, could make this an error: there is neither.
        let _ = serde_json::to_writer(&mut *line, self);
        line.push(b'\n');
    }
}

fn unusual(options: &ExtractOptions) -> Option<ExtractOptions> {
    Some(*options).filter(|options| *options != ExtractOptions::default())
}

/// The result of a computation, or `None` where it panicked: one page must not end a run of millions.
pub(crate) fn guarded<T>(compute: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(compute)).ok()
}

#[cfg(test)]
mod tests {
    use unboil_infer::{Choice, Model};

    use super::*;

    const PLAIN: RecordOptions =
        RecordOptions { content: Format::Text, links: true, images: true, metadata: false };

    #[track_caller]
    fn check(page: &RawPage, options: ExtractOptions, expected: &str) {
        let mut line = Vec::new();
        let mut extractor = Extractor::new(Model::builtin(), options);
        Record::of(page, &mut extractor, &PLAIN).write_json(&mut line);
        assert_eq!(String::from_utf8_lossy(&line), format!("{expected}\n"));
    }

    #[test]
    fn records_have_one_shape() {
        let usual = ExtractOptions::default();
        let page = RawPage { id: "a", html: b"<title>A</title>", ..RawPage::default() };
        let empty = r#"{"id":"a","status":"empty","title":"A","text":"","encoding":"UTF-8""#;
        let line = |extractor: &mut Extractor, page: &RawPage| {
            let mut line = Vec::new();
            Record::of(page, extractor, &PLAIN).write_json(&mut line);
            String::from_utf8_lossy(&line).into_owned()
        };
        assert!(line(&mut Extractor::new(Model::builtin(), usual), &page).starts_with(empty));
        let options = ExtractOptions { title: Choice::Off, ..usual };
        check(
            &RawPage { id: "b\u{1b}", url: Some("http://b.example/"), html: b"%PDF-", ..RawPage::default() },
            options,
            concat!(
                r#"{"id":"b\u001b","url":"http://b.example/","status":"error","#,
                r#""error":{"code":"not_html","message":"not a web page but a PDF document; give HTML, or gzip or "#,
                r#"Zstandard of HTML"},"title":"","text":"","encoding":"","#,
                r#""options":{"operating_point":null,"title":"off","comments":"auto"}}"#
            ),
        );
    }

    #[test]
    fn content_and_metadata_are_as_asked_for() {
        let html = b"<title>Tides</title><meta name=author content='Maud Perry'><h1>Tides</h1><p>The tide comes in <a
            href=/twice>twice a day</a>, and on this coast it comes in fast: the water covers the sands in less than half
            an hour, so that walkers have to know the hour before they set out, and <em>keep to it</em>.";
        let page = RawPage { id: "a", url: Some("http://a.example/x"), html, ..RawPage::default() };
        let mut extractor = Extractor::new(Model::builtin(), ExtractOptions::default());
        let mut record = |wanted: RecordOptions| {
            let mut line = Vec::new();
            Record::of(&page, &mut extractor, &wanted).write_json(&mut line);
            serde_json::from_slice::<serde_json::Value>(&line).unwrap()
        };
        let plain = record(PLAIN);
        assert!(plain["content"].is_null() && plain["metadata"].is_null());
        let markdown = record(RecordOptions { content: Format::Markdown, metadata: true, ..PLAIN });
        assert_eq!(markdown["content"], "markdown");
        assert!(
            markdown["text"].as_str().unwrap().contains("[twice a day](http://a.example/twice)"),
            "{markdown}"
        );
        assert_eq!(markdown["metadata"]["authors"]["value"][0], "Maud Perry");
    }

    #[test]
    fn the_charset_of_the_transport_is_heard() {
        let mut extractor = Extractor::new(Model::builtin(), ExtractOptions::default());
        let page = RawPage { charset: Some("koi8-r"), html: b"<title>\xf0</title>", ..RawPage::default() };
        let record = Record::of(&page, &mut extractor, &PLAIN);
        assert_eq!((record.title.as_str(), record.encoding), ("П", "KOI8-R"));
    }

    #[test]
    fn a_panic_ends_no_more_than_its_page() {
        assert_eq!(guarded(|| 1), Some(1));
        assert_eq!(guarded(|| panic!("a page that was not foreseen")), None::<u8>);
    }
}
