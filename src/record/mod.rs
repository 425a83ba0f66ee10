//! What becomes of one page: the same record, by the same bytes, wherever unboil runs.
//!
//! ```
//! use unboil::record::{RawPage, Record};
//! use unboil::{ExtractOptions, Extractor, Model};
//!
//! let mut extractor = Extractor::new(Model::builtin(), ExtractOptions::default());
//! let html = b"<title>Tides</title><p>The tide comes in twice a day, and on this coast it comes in fast: the water
//!     covers the sands in less than half an hour, so that walkers have to know the hour before they set out.";
//! let page = RawPage { id: "tides.html", html, ..RawPage::default() };
//! let record = Record::of(&page, &mut extractor);
//! let mut line = Vec::new();
//! record.write_json(&mut line);
//! assert!(line.starts_with(br#"{"id":"tides.html","status":"ok","title":"Tides","text":"The tide comes"#));
//! ```

mod binary;
mod blocks;
mod contents;
mod document;
mod page;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};
use unboil_infer::{ClassifiedPage, ExtractOptions, Extractor, Format, Label, Metadata};

pub use self::blocks::BlockRecord;
pub use self::contents::Contents;
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

    /// That of a page without text, by the reason why.
    pub fn of_error(code: Code) -> Status {
        if code.is_skip() { Status::Skipped } else { Status::Error }
    }

    /// That of a page that was read, by the labels of its blocks.
    pub fn of_labels(labels: &[Label]) -> Status {
        if labels.contains(&Label::Content) { Status::Ok } else { Status::Empty }
    }

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
    /// How the text is written, where that is not plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// WHATWG name of the encoding that the page was read in; empty for a page that was not read.
    pub encoding: &'static str,
    /// The probability that the page has main content at all, rounded to four digits, from a model that says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presence: Option<f64>,
    /// The probability that the word F1 of the text is at least .8, rounded to four digits, from a model that says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// How blocks were labelled, where that is not the default way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<ExtractOptions>,
    /// Whether the end of the page is missing: it came without, or a limit of the parser was reached.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
    /// What the page says of itself, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
}

impl Record {
    /// Extracts a page as plain text. Never fails: a page that is none gives a record that says so.
    pub fn of(page: &RawPage, extractor: &mut Extractor) -> Record {
        Record::holding(&Contents::default(), page, extractor)
    }

    /// Extracts what is asked for of a page. Never fails: a page that is none gives a record that says so.
    pub fn holding(contents: &Contents, page: &RawPage, extractor: &mut Extractor) -> Record {
        let options = *extractor.options();
        classified(page, extractor, |found| Record::of_classified(contents, page, found, &options))
            .unwrap_or_else(|error| Record::without_text(page.id, page.url, error, extractor))
    }

    /// The record of a page that cannot be read, or that is skipped.
    pub fn without_text(id: &str, url: Option<&str>, error: PageError, extractor: &Extractor) -> Record {
        Record {
            id: id.to_owned(),
            url: url.map(str::to_owned),
            status: Status::of_error(error.code),
            error: Some(error),
            title: String::new(),
            text: String::new(),
            format: None,
            encoding: "",
            presence: None,
            confidence: None,
            options: unusual(extractor.options()),
            truncated: false,
            metadata: None,
        }
    }

    fn of_classified(
        contents: &Contents,
        page: &RawPage,
        found: &ClassifiedPage,
        options: &ExtractOptions,
    ) -> Record {
        let text = found.render(page.html, contents.text, &contents.options(page.url));
        Record {
            id: page.id.to_owned(),
            url: page.url.map(str::to_owned),
            status: Status::of_labels(&found.labels),
            error: None,
            title: found.title().to_owned(),
            text,
            format: Some(contents.text).filter(|format| *format != Format::Text),
            encoding: found.encoding,
            presence: found.presence.map(rounded),
            confidence: found.confidence.map(rounded),
            options: unusual(options),
            truncated: page.truncated || found.document.truncated() || found.blocks.truncated(),
            metadata: contents.metadata.then(|| found.metadata(page.html, page.url)),
        }
    }

    /// Appends the record as a line of JSON, with its end of line.
    pub fn write_json(&self, line: &mut Vec<u8>) {
        // Room for most: few characters of a text are escaped.
        line.reserve(self.text.len() + self.text.len() / 16 + 512);
        push_line(line, self);
    }
}

/// Appends a record as a line of JSON, with its end of line.
fn push_line(lines: &mut Vec<u8>, record: &impl Serialize) {
    // Only a map with keys that are no strings, or a failing writer, could make this an error: there is neither.
    let _ = serde_json::to_writer(&mut *lines, record);
    lines.push(b'\n');
}

/// Classifies a page, and gives what is made of its blocks.
///
/// # Errors
/// Those of [`RawPage::check`]; [`Code::Internal`] where the page was not foreseen: a panic ends no more than its page.
pub fn classified<T>(
    page: &RawPage,
    extractor: &mut Extractor,
    make: impl FnOnce(&ClassifiedPage) -> T,
) -> Result<T, PageError> {
    page.check()?;
    guarded(|| make(extractor.classify_as(page.html, page.charset))).ok_or_else(|| {
        // What the extractor holds was left half done.
        extractor.forget();
        let message = "the extraction failed, which is a mistake in unboil; please report the page";
        PageError::new(Code::Internal, message)
    })
}

/// A probability with four digits.
fn rounded(probability: f64) -> f64 {
    (probability * 1e4).round() / 1e4
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
    use unboil_infer::{Model, PartChoice};

    use super::*;

    #[track_caller]
    fn check(page: &RawPage, options: ExtractOptions, expected: &str) {
        let mut line = Vec::new();
        let mut extractor = Extractor::new(Model::builtin(), options);
        Record::of(page, &mut extractor).write_json(&mut line);
        assert_eq!(String::from_utf8_lossy(&line), format!("{expected}\n"));
    }

    #[test]
    fn records_have_one_shape() {
        let usual = ExtractOptions::default();
        let page = RawPage { id: "a", html: b"<title>A</title>", ..RawPage::default() };
        let empty = r#"{"id":"a","status":"empty","title":"A","text":"","encoding":"UTF-8""#;
        let line = |extractor: &mut Extractor, page: &RawPage| {
            let mut line = Vec::new();
            Record::of(page, extractor).write_json(&mut line);
            String::from_utf8_lossy(&line).into_owned()
        };
        assert!(line(&mut Extractor::new(Model::builtin(), usual), &page).starts_with(empty));
        let options = ExtractOptions { title: PartChoice::Off, ..usual };
        check(
            &RawPage { id: "b\u{1b}", url: Some("http://b.example/"), html: b"%PDF-", ..RawPage::default() },
            options,
            concat!(
                r#"{"id":"b\u001b","url":"http://b.example/","status":"error","#,
                r#""error":{"code":"not_html","message":"not a web page but a PDF document; give HTML"},"#,
                r#""title":"","text":"","encoding":"","#,
                r#""options":{"operating_point":null,"title":"off","comments":"auto","repeats":"once"}}"#
            ),
        );
    }

    #[test]
    fn the_charset_of_the_transport_is_heard() {
        let mut extractor = Extractor::new(Model::builtin(), ExtractOptions::default());
        let page = RawPage { charset: Some("koi8-r"), html: b"<title>\xf0</title>", ..RawPage::default() };
        let record = Record::of(&page, &mut extractor);
        assert_eq!((record.title.as_str(), record.encoding), ("П", "KOI8-R"));
    }

    #[test]
    fn a_page_that_came_without_its_end_says_so() {
        let mut extractor = Extractor::new(Model::builtin(), ExtractOptions::default());
        for truncated in [false, true] {
            let page = RawPage { html: b"<p>text", truncated, ..RawPage::default() };
            assert_eq!(Record::of(&page, &mut extractor).truncated, truncated);
        }
    }

    #[test]
    fn records_hold_what_is_asked_for() {
        let contents = Contents { text: Format::Markdown, metadata: true, ..Contents::default() };
        let sentence = "The tide comes in <b>twice</b> a day, and walkers have to know the hour. ".repeat(4);
        let html = format!("<title>Tides</title><article><p>{sentence}<a href=b>More</a></article>");
        let page = RawPage { url: Some("https://a.example/"), html: html.as_bytes(), ..RawPage::default() };
        let mut extractor = Extractor::new(Model::builtin(), ExtractOptions::default());
        let record = Record::holding(&contents, &page, &mut extractor);
        assert!(record.text.contains("**twice**") && record.text.contains("[More](https://a.example/b)"));
        assert_eq!(record.format, Some(Format::Markdown));
        assert_eq!(
            record.metadata.and_then(|found| found.title).map(|title| title.value).as_deref(),
            Some("Tides")
        );
    }

    #[test]
    fn a_panic_ends_no_more_than_its_page() {
        assert_eq!(guarded(|| 1), Some(1));
        assert_eq!(guarded(|| panic!("a page that was not foreseen")), None::<u8>);
        let mut extractor = Extractor::new(Model::builtin(), ExtractOptions::default());
        let mut blocks = |html: &[u8], make: fn(&ClassifiedPage) -> usize| {
            classified(&RawPage { html, ..RawPage::default() }, &mut extractor, make).map_err(|e| e.code)
        };
        assert_eq!(blocks(b"<p>One", |_| panic!("a page that was not foreseen")), Err(Code::Internal));
        assert_eq!(blocks(b"<p>One<p>Two", |found| found.blocks.len()), Ok(2));
        assert_eq!(blocks(b"%PDF-", |found| found.blocks.len()), Err(Code::NotHtml));
    }
}
