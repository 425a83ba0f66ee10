//! Pages from whatever holds them: one file and one entry of `FORMATS` a format.

mod foreign;
mod html;
mod http;
mod jsonl;
mod opened;
mod parquet;
mod progress;
mod warc;

pub(crate) use self::http::charset_of;
use self::opened::Opened;
pub use self::progress::Progress;

use super::inputs::{Input, InputError, Inputs, path_text};
use crate::record::{Code, Contents, PageError, RawPage, Record, guarded};
use crate::signature::without_mark;
use unboil_infer::Extractor;
use unboil_train::{without_packing, without_page_ending};

/// A page of an input: where it was, and its bytes, or why there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The path of a file; for what is in an archive or table `path#place`, or the id that stands there.
    pub id: String,
    /// Where it was fetched from, where the input says so.
    pub url: Option<String>,
    /// The charset that its transport names.
    pub charset: Option<String>,
    /// The page's bytes, unpacked.
    pub html: Result<Vec<u8>, PageError>,
    /// Whether they are known not to be all of it.
    pub truncated: bool,
}

/// Which part of an input a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it, or what would be in it: the input itself cannot be read.
    Whole,
    /// A record, row or line of it.
    Entry,
    /// All that was still to come: the input cannot be read from here on.
    Rest,
}

/// A page that is found, but not yet unpacked: that is for the thread that works on it.
pub struct Item {
    /// The page's id, where it can be told without unpacking.
    pub id: Option<String>,
    /// Which part of the input it is.
    pub part: Part,
    unpack: Box<dyn FnOnce() -> Page + Send>,
}

/// The pages of an input, in order.
pub type Items = Box<dyn Iterator<Item = Item> + Send>;

/// A kind of file that holds pages.
pub(super) struct Format {
    /// For messages.
    name: &'static str,
    /// How names of such files end, without `.gz` or `.zst`; a folder is searched for them.
    endings: &'static [&'static str],
    /// Whether an unpacked file that begins like this is of the format, whatever its name.
    begins: fn(&[u8]) -> bool,
    /// Its pages.
    items: fn(Opened, &Fields) -> Items,
}

/// What is read is told by content, the first that fits; by name where the content tells nothing; else it is of the last.
pub(super) static FORMATS: [Format; 4] = [warc::FORMAT, parquet::FORMAT, jsonl::FORMAT, html::FORMAT];

/// The fields of a JSON line, or the columns of a table, that hold a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The page itself.
    pub html: String,
    /// Its id: text or a number; `path#line` where there is none.
    pub id: String,
    /// Where it was fetched from; may be missing.
    pub url: String,
}

impl Default for Fields {
    fn default() -> Fields {
        Fields { html: "html".to_owned(), id: "id".to_owned(), url: "url".to_owned() }
    }
}

impl Item {
    /// An item that unpacks to the page of an id.
    fn of(id: String, part: Part, unpack: impl FnOnce(String) -> Page + Send + 'static) -> Item {
        let known = id.clone();
        Item { id: Some(known), part, unpack: Box::new(move || unpack(id)) }
    }

    /// A page that is lost: it can only be said why.
    fn lost(id: String, url: Option<String>, part: Part, error: PageError) -> Item {
        Item::of(id, part, move |id| Page::lost(id, url, error))
    }

    /// Unpacks the page. Never fails, nor panics: a page that cannot be unpacked says why.
    pub fn unpack(self) -> Page {
        let id = self.id.unwrap_or_default();
        guarded(self.unpack).unwrap_or_else(|| {
            let message = "it could not be unpacked, which is a mistake in unboil; please report it";
            Page::lost(id, None, PageError::new(Code::Internal, message))
        })
    }
}

impl Page {
    /// A page that cannot be read, and why.
    pub fn lost(id: String, url: Option<String>, error: PageError) -> Page {
        Page { id, url, charset: None, html: Err(error), truncated: false }
    }

    /// The page of a line of JSON Lines; `place` is its id where it has none itself.
    pub(crate) fn of_line(line: &[u8], place: String, fields: &Fields) -> Page {
        jsonl::page(line, place, fields)
    }

    /// What becomes of the page.
    pub fn record(&self, contents: &Contents, extractor: &mut Extractor) -> Record {
        match &self.html {
            Ok(html) => {
                let (url, charset) = (self.url.as_deref(), self.charset.as_deref());
                let page = RawPage { id: &self.id, url, charset, html, truncated: self.truncated };
                Record::holding(contents, &page, extractor)
            }
            Err(error) => Record::without_text(&self.id, self.url.as_deref(), error.clone(), extractor),
        }
    }
}

/// The endings by which files are found in folders, for messages.
pub fn endings() -> String {
    let endings: Vec<String> =
        FORMATS.iter().flat_map(|format| format.endings).map(|ending| format!(".{ending}")).collect();
    format!("{}, also packed as .gz or .zst", endings.join(", "))
}

/// The pages of one input.
pub(crate) fn items_of(input: &Input, fields: &Fields, progress: &Progress) -> Items {
    let items = opened_items(input, fields, progress);
    Box::new(progress.telling(items, format!("no pages in {}: it holds none", input.id())))
}

fn opened_items(input: &Input, fields: &Fields, progress: &Progress) -> Items {
    match Opened::open(input, progress) {
        Ok(opened) => match opened.format() {
            Ok(format) => (format.items)(opened, fields),
            Err(error) => Box::new(std::iter::once(Item::lost(opened.id, None, Part::Whole, error))),
        },
        Err(error) => Box::new(std::iter::once(Item::lost(input.id(), None, Part::Whole, error))),
    }
}

/// The bytes of an input that is one page, unpacked.
///
/// # Errors
/// A file that is missing, unreadable, too large, cut short, or no text; an archive or table of pages.
pub fn read(input: &Input) -> Result<Vec<u8>, PageError> {
    let opened = Opened::open(input, &Progress::default())?;
    let (format, [.., page]) = (opened.format()?, &FORMATS);
    if format.name != page.name {
        let message = format!("{}, which may hold many pages; one page is asked for", format.name);
        return Err(PageError::new(Code::WrongFormat, message));
    }
    let html = opened.page()?;
    RawPage { html: &html, ..RawPage::default() }.check()?;
    Ok(html)
}

/// The pages of all inputs, in order; each input is opened when it is its turn.
pub fn items(
    inputs: &Inputs,
    fields: &Fields,
    progress: &Progress,
) -> impl Iterator<Item = Item> + Send + use<> {
    let (fields, progress) = (fields.clone(), progress.clone());
    inputs.found(&progress).flat_map(move |input| match input {
        Ok(input) => items_of(&input, &fields, &progress),
        Err(InputError { path, error }) => {
            Box::new(std::iter::once(Item::lost(path_text(&path), None, Part::Whole, error)))
        }
    })
}

/// The format that a file's name tells of, packed or not.
pub(super) fn format_of_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| is_named(name, format.endings))
}

/// Whether a file's name ends so, packed or not.
fn is_named(name: &str, endings: &[&str]) -> bool {
    let name = without_packing(name).rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    name.is_some_and(|(_, found)| endings.iter().any(|ending| found.eq_ignore_ascii_case(ending)))
}

/// Whether bytes begin with a `<`, as pages do, and nothing that is packed or a table.
fn looks_like_markup(bytes: &[u8]) -> bool {
    without_mark(bytes).trim_ascii_start().starts_with(b"<")
}

/// Whether the text in the place of a page is the path of one instead, as in a label file: on one line, named as a page is,
/// and without any markup.
fn is_path(text: &str) -> bool {
    const LONGEST: usize = 4096;
    text.len() <= LONGEST && !text.contains(['<', '\n', '\r']) && is_page_name(text)
}

/// Says of a field or column that it holds a path.
fn no_markup(field: &str, path: &str) -> String {
    format!(
        "the field `{field}` holds `{path}`, the path of a page and not the page; give the files themselves, or their folder, \
        or put the HTML into the field"
    )
}

/// Whether a file is a page by its name, packed or not.
pub(super) fn is_page_name(name: &str) -> bool {
    let [.., page] = &FORMATS;
    format_of_name(name).is_some_and(|format| format.name == page.name)
}

/// A page's name without the endings that tell what it is and how it is packed.
pub(super) fn without_endings(name: &str) -> &str {
    without_page_ending(without_packing(name)).unwrap_or(name)
}

/// What stands behind `path#` for a place in a file.
pub(crate) fn place_in(path: &str, place: impl std::fmt::Display) -> String {
    format!("{path}#{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_formats() {
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(format_of_name(name).map(|format| format.name), expected, "{name}");
        };
        check("a.html", Some("HTML"));
        check("a.HTM.gz", Some("HTML"));
        check("CC-MAIN-2024.warc.gz", Some("WARC"));
        check("a.warc.zst", Some("WARC"));
        check("pages.ndjson", Some("JSON Lines"));
        check("pages.parquet", Some("Parquet"));
        check("a.txt", None);
        check("html", None);
        check(".html", None);
    }
}
