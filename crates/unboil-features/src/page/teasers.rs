//! Teasers: texts that each stand under a linked line of their own, one after the other, as lists of other articles have
//! them; the paragraphs of a text follow each other without.

use super::{Texts, Totals};

/// A linked line is a title from this many words on.
const TITLE_WORDS: f64 = 3.0;
/// A linked line of at least this many words is a text that is itself a link.
const LINKED_TEXT: f64 = 25.0;

/// Fewer texts than this are no row.
pub(crate) const ROW: f64 = 3.0;

/// The row of texts that a block is part of, or leads to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Teaser {
    /// Texts in the row, each under a linked line; 0 where the block is part of no such row.
    pub(crate) texts: f64,
    /// Words of the mean text, and share of the texts that end with an ellipsis.
    pub(crate) words: f64,
    pub(crate) cut: f64,
    /// Words of text without such lines before the row, and on the whole page.
    pub(crate) before: f64,
    pub(crate) other: f64,
}

/// The row of each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Teasers {
    pub(crate) list: Vec<Teaser>,
}

/// A row that is being read.
#[derive(Default)]
struct Row {
    first: usize,
    end: usize,
    texts: f64,
    words: f64,
    cut: f64,
    before: f64,
}

impl Teasers {
    pub(crate) fn of(texts: &Texts, totals: &Totals) -> Teasers {
        let mut list = vec![Teaser::default(); texts.list.len()];
        let mut rows: Vec<Row> = Vec::new();
        // The first linked line since the last text, and whether the last text was part of the last row.
        let (mut title, mut is_open) = (None, false);
        let mut other = 0.0;
        for (index, block) in texts.list.iter().enumerate() {
            let is_linked = block.is_linked();
            let is_text = totals.is_plain[index] || (is_linked && block.words >= LINKED_TEXT);
            if !is_text {
                if is_linked && block.words >= TITLE_WORDS && title.is_none() {
                    title = Some(index);
                }
                continue;
            }
            let start = if is_linked { Some(title.unwrap_or(index)) } else { title };
            title = None;
            let Some(start) = start else {
                other += block.words;
                is_open = false;
                continue;
            };
            if !is_open {
                rows.push(Row { first: start, before: other, ..Row::default() });
            }
            is_open = true;
            if let Some(row) = rows.last_mut() {
                row.end = index + 1;
                row.texts += 1.0;
                row.words += block.words;
                row.cut += f64::from(u8::from(block.ends_ellipsis));
            }
        }
        // A lone text under a linked line is text like any other.
        let mut lone = 0.0;
        for row in &mut rows {
            row.before += lone;
            if row.texts < ROW {
                lone += row.words;
            }
        }
        other += lone;
        for row in rows {
            list[row.first..row.end].fill(Teaser {
                texts: row.texts,
                words: row.words / row.texts,
                cut: row.cut / row.texts,
                before: row.before,
                other,
            });
        }
        Teasers { list }
    }
}
