//! Labelled pages: the line format, and how gold becomes block labels.

mod align;
mod diff;
mod segments;

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use unboil_features::{count_words, tokens};
use unboil_html::{Blocks, without_break_hints};
use unboil_infer::Label;

pub use self::diff::{Piece, diff};
pub(crate) use self::segments::squeeze;
use crate::TrainError;

/// Blocks of which at least this share of the tokens is found in the gold text are content.
const CONTENT_SHARE: f64 = 0.5;

/// Where a page's HTML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageSource {
    /// A path, relative to the label file: `.html`, or `.gz` when compressed.
    Path(String),
    /// The HTML itself.
    Inline(String),
}

/// How the segments of a page are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// Each segment is a part of the page's text.
    #[default]
    Substring,
    /// Each segment is the whole text of a block.
    Block,
}

/// A labelled range of the page's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockRange {
    /// First byte, in the page decoded as UTF-8.
    #[serde(deserialize_with = "read_bytes")]
    pub start: usize,
    /// One past the last byte.
    #[serde(deserialize_with = "read_bytes")]
    pub end: usize,
    /// Whether its text is main content.
    pub label: Label,
}

/// What is known of a page's main content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gold {
    /// The whole main content as text: labels every block.
    Text(String),
    /// Ranges of the page: label the blocks in them.
    Blocks(Vec<BlockRange>),
    /// Segments that must and must not be extracted: label the blocks they stand in, and leave others unlabelled.
    Segments {
        /// Parts of the main content.
        must: Vec<String>,
        /// Parts of the boilerplate.
        must_not: Vec<String>,
        /// Whether segments are whole blocks.
        matching: Match,
    },
}

/// One line of a label file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledPage {
    /// Unique name of the page in its set.
    pub id: String,
    /// Its address; empty where unknown. Pages of one registrable domain stay in one fold.
    pub url: String,
    /// Language code; empty where unknown.
    pub lang: String,
    /// Kind of page, such as `article`; empty where unknown.
    pub page_type: String,
    /// The HTML.
    pub html: PageSource,
    /// The labels.
    pub gold: Gold,
}

/// An id as people write it.
#[derive(Deserialize)]
#[serde(untagged, expecting = "`id` is neither a text nor a whole number of 64 bits; write it as a text")]
enum Id {
    Text(String),
    Number(u64),
    Negative(i64),
}

/// Reads an id, a text or a whole number, as text.
///
/// # Errors
/// A value of another kind.
pub fn read_id<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    Id::deserialize(value).map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
        Id::Negative(number) => number.to_string(),
    })
}

/// What is wrong with the JSON of a single line, and in which column: serde_json counts lines as well, of which there is one.
pub fn error_of_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column", " at column")
}

/// Reads a place in a page, and says of what is none what it has to be.
fn read_bytes<'de, D: Deserializer<'de>>(value: D) -> Result<usize, D::Error> {
    struct Bytes;
    impl Visitor<'_> for Bytes {
        type Value = usize;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a whole number of bytes, 0 or more")
        }

        fn visit_u64<E: Error>(self, bytes: u64) -> Result<usize, E> {
            usize::try_from(bytes).map_err(|_| E::invalid_value(Unexpected::Unsigned(bytes), &self))
        }
    }
    value.deserialize_u64(Bytes)
}

#[derive(Deserialize)]
struct Line {
    #[serde(deserialize_with = "read_id")]
    id: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    page_type: Option<String>,
    html: String,
    text: Option<String>,
    blocks: Option<Vec<BlockRange>>,
    must: Option<Vec<String>>,
    must_not: Option<Vec<String>>,
    #[serde(default, rename = "match")]
    matching: Match,
}

impl LabelledPage {
    /// Reads one line of a label file. Keys that are not known are left alone.
    ///
    /// # Errors
    /// [`TrainError::Label`] with `file` and `line` when the line is no JSON object, lacks `id` or `html`, does not have
    /// exactly one kind of labels, or has a segment without text.
    pub fn parse(text: &str, file: &str, line: usize) -> Result<LabelledPage, TrainError> {
        let refuse = |reason: String| TrainError::Label { file: file.to_owned(), line, reason };
        if text.trim_start().starts_with('[') {
            return Err(refuse(
                "the line is a list; a line is one JSON object with id, html and labels".to_owned(),
            ));
        }
        let row: Line = serde_json::from_str(text).map_err(|error| {
            let what = error_of_line(&error);
            refuse(format!("{what}; a line is one JSON object with id, html and labels"))
        })?;
        if row.id.is_empty() {
            return Err(refuse("`id` is empty; every page needs a name of its own".to_owned()));
        }
        if row.id.chars().any(char::is_control) {
            let id: String = row.id.escape_default().collect();
            return Err(refuse(format!("the id `{id}` holds control characters; use plain ones")));
        }
        for (name, segments) in [("must", &row.must), ("must_not", &row.must_not)] {
            let place =
                segments.iter().flatten().position(|segment| squeeze(&as_in_blocks(segment)).is_empty());
            if let Some(place) = place {
                let number = place + 1;
                return Err(refuse(format!(
                    "segment {number} of `{name}` of page `{}` has no text, and so stands in every page; remove it",
                    row.id
                )));
            }
        }
        let segments = row.must.is_some() || row.must_not.is_some();
        let gold = match (row.text, row.blocks, segments) {
            (Some(text), None, false) => Gold::Text(as_in_blocks(text)),
            (None, Some(blocks), false) => Gold::Blocks(blocks),
            (None, None, true) => Gold::Segments {
                must: row.must.unwrap_or_default().into_iter().map(as_in_blocks).collect(),
                must_not: row.must_not.unwrap_or_default().into_iter().map(as_in_blocks).collect(),
                matching: row.matching,
            },
            (None, None, false) => {
                return Err(refuse(format!(
                    "page `{}` has no labels; add text, blocks, or must and must_not",
                    row.id
                )));
            }
            _ => return Err(refuse(format!("page `{}` has labels of several kinds; keep one", row.id))),
        };
        let html =
            if row.html.contains('<') { PageSource::Inline(row.html) } else { PageSource::Path(row.html) };
        let (lang, page_type) = (row.lang.unwrap_or_default(), row.page_type.unwrap_or_default());
        let url = row.url.unwrap_or_default();
        Ok(LabelledPage { id: row.id, url, lang, page_type, html, gold })
    }
}

/// A text as blocks would have it.
fn as_in_blocks(text: impl AsRef<str>) -> String {
    without_break_hints(text.as_ref()).into_owned()
}

/// Block labels: `None` where a block is not labelled.
pub(crate) struct BlockLabels {
    pub(crate) labels: Vec<Option<bool>>,
    /// Share of the gold that was found in the page, 0 to 1; 1 where there is none to find.
    pub(crate) found: f64,
    /// Words of content that the gold has and the page has not.
    pub(crate) missing_words: f64,
}

/// The share of a gold's parts that were found: 1 where there are none.
fn found_share(found: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { found as f64 / all as f64 }
}

/// Labels the blocks of a page by its gold.
pub(crate) fn label_blocks(blocks: &Blocks, gold: &Gold) -> BlockLabels {
    match gold {
        Gold::Text(gold) => by_alignment(blocks, gold),
        Gold::Blocks(ranges) => segments::by_ranges(blocks, ranges),
        Gold::Segments { must, must_not, matching } => {
            segments::by_segments(blocks, must, must_not, *matching)
        }
    }
}

fn by_alignment(blocks: &Blocks, text: &str) -> BlockLabels {
    let gold = text.to_lowercase();
    let gold: Vec<&str> = tokens(&gold).collect();
    let lower: Vec<String> = blocks.iter().map(|block| blocks.text(block).to_lowercase()).collect();
    let page: Vec<&str> = lower.iter().flat_map(|text| tokens(text)).collect();
    let matched = align::matched(&page, &gold);
    let mut at = 0;
    let labels = lower.iter().map(|text| {
        let count = tokens(text).count();
        let hits = matched[at..at + count].iter().filter(|hit| **hit).count();
        at += count;
        Some(count > 0 && hits as f64 >= CONTENT_SHARE * count as f64)
    });
    let labels = labels.collect();
    let found = found_share(matched.iter().filter(|hit| **hit).count(), gold.len());
    BlockLabels { labels, found, missing_words: count_words(text) * (1.0 - found) }
}

#[cfg(test)]
mod tests;
