//! The text of each block: how much, how dense, how punctuated.

use std::ops::Range;

use unboil_html::{AttrName, Block, Blocks, Document, NodeId};

use super::characters::Characters;
use super::figures::has_numeric_date;
use super::sentences::ends_sentence;
use super::vocabulary::Vocabulary;
use crate::words::{CJK_EXTRA_WIDTH, count_words, first_eight, push_lower};

/// Blocks shorter than this count as this many words, so that shares are never of nothing.
const MIN_WORDS: f64 = 0.6;
/// A line of text, in characters, for text density.
const LINE: f64 = 80.0;
/// Blocks of at least this many words ...
const LONG_WORDS: f64 = 12.0;
/// ... with less than this share of them linked are long text.
const LONG_LINKS: f64 = 0.5;
/// A block is a link from this share of linked words on.
const LINKED: f64 = 0.8;

/// What is known of one block's text. Shares are of the block's words or characters.
#[derive(Clone, Debug, Default)]
pub(crate) struct BlockText {
    /// The text in lower case and its tokens, as ranges of the page's: see [`Texts::lower`] and [`Texts::tokens`].
    pub(crate) lower: Range<u32>,
    pub(crate) tokens: Range<u32>,
    pub(crate) words: f64,
    pub(crate) linked: f64,
    /// Linked words ÷ words.
    link_density: f64,
    pub(crate) bold: f64,
    /// Words to a line of 80 characters.
    pub(crate) density: f64,
    pub(crate) sentence_ends: f64,
    pub(crate) commas: f64,
    pub(crate) links: f64,
    pub(crate) images: f64,
    pub(crate) ends_sentence: bool,
    pub(crate) ends_colon: bool,
    pub(crate) ends_ellipsis: bool,
    /// Whether it has characters of a script without spaces between words.
    pub(crate) has_unspaced: bool,
    pub(crate) has_separator: bool,
    /// Whether it has a digit from 0 to 9.
    pub(crate) has_digit: bool,
    /// Whether the text in lower case is all ASCII.
    pub(crate) is_ascii: bool,
    pub(crate) has_numeric_date: bool,
}

impl BlockText {
    pub(crate) fn link_density(&self) -> f64 {
        self.link_density
    }

    /// Whether the block is a link, as titles of other pages are.
    pub(crate) fn is_linked(&self) -> bool {
        self.link_density >= LINKED
    }

    pub(crate) fn is_long(&self) -> bool {
        self.words >= LONG_WORDS && self.link_density < LONG_LINKS
    }
}

/// The texts of a page's blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    pub(crate) list: Vec<BlockText>,
    /// The texts of the blocks in lower case, one after the other, and the ids of their tokens.
    lower: String,
    tokens: Vec<u32>,
    token_starts: Vec<u32>,
    vocabulary: Vocabulary,
}

impl Texts {
    pub(crate) fn of(document: &Document, blocks: &Blocks) -> Texts {
        let bytes: usize = blocks.iter().map(|block| blocks.text(block).len()).sum();
        let mut texts = Texts {
            list: Vec::with_capacity(blocks.len()),
            lower: String::with_capacity(bytes + bytes / 8),
            tokens: Vec::with_capacity(bytes / 4),
            token_starts: Vec::with_capacity(bytes / 4),
            vocabulary: Vocabulary::of_text(bytes),
        };
        let lower = &mut texts.lower;
        let push = |block: &Block| {
            let text = blocks.text(block);
            if text.is_ascii() {
                lower.push_str(text);
            } else {
                push_lower(lower, text);
            }
            lower.len() as u32
        };
        let ends: Vec<u32> = blocks.iter().map(push).collect();
        // ASCII all at once, which is faster for short texts.
        lower.make_ascii_lowercase();
        // So that eight bytes can be read from where any token starts.
        lower.push_str("        ");
        let mut start = 0;
        for (block, end) in blocks.iter().zip(ends) {
            let measured = texts.measure(document, blocks, block, start..end);
            texts.list.push(measured);
            start = end;
        }
        texts
    }

    /// The text of a block in lower case.
    pub(crate) fn lower(&self, block: &BlockText) -> &str {
        &self.lower[block.lower.start as usize..block.lower.end as usize]
    }

    /// The text of a block in lower case, without what stands before its first token.
    pub(crate) fn lower_from_first_token(&self, block: &BlockText) -> &str {
        let first =
            self.token_starts.get(block.tokens.start as usize).map_or(block.lower.end, |start| *start);
        &self.lower[first.min(block.lower.end) as usize..block.lower.end as usize]
    }

    /// The ids of a block's tokens in lower case, in order; the same token has the same id throughout the page.
    pub(crate) fn tokens(&self, block: &BlockText) -> &[u32] {
        &self.tokens[block.tokens.start as usize..block.tokens.end as usize]
    }

    /// The ids of a block's tokens, and where each starts, counted as [`BlockText::lower`] is.
    pub(crate) fn placed_tokens(&self, block: &BlockText) -> impl Iterator<Item = (u32, usize)> {
        let range = block.tokens.start as usize..block.tokens.end as usize;
        let starts = self.token_starts[range.clone()].iter().map(|start| *start as usize);
        self.tokens[range].iter().copied().zip(starts)
    }

    /// The first eight bytes of the distinct tokens, in the order of their ids: see [`first_eight`].
    pub(crate) fn heads(&self) -> impl Iterator<Item = u64> {
        let lower = self.lower.as_bytes();
        self.vocabulary.iter().map(|range| first_eight(lower, range.start, range.end))
    }

    /// Number of distinct tokens; their ids are below it.
    pub(crate) fn distinct_tokens(&self) -> usize {
        self.vocabulary.len()
    }

    /// The token of an id.
    pub(super) fn token(&self, id: u32) -> &str {
        self.vocabulary.token(&self.lower, id)
    }

    /// The id of a token in lower case, if it stands in the page.
    pub(crate) fn id(&self, token: &str) -> Option<u32> {
        self.vocabulary.get(token)
    }

    /// Measures a block whose text in lower case stands at a range of the page's, and adds its tokens.
    fn measure(
        &mut self,
        document: &Document,
        blocks: &Blocks,
        block: &Block,
        range: Range<u32>,
    ) -> BlockText {
        let text = blocks.text(block);
        let tokens_start = self.tokens.len();
        let place = range.start as usize..range.end as usize;
        let characters = self.read(place.clone());
        let lower = &self.lower[place];
        let tokens = tokens_start as u32..self.tokens.len() as u32;
        let words = characters.words(tokens.len()).max(MIN_WORDS);
        let (linked, bold, links) = run_shares(document, blocks, block);
        let is_ascii = text.is_ascii();
        let chars = if is_ascii { text.len() } else { text.chars().count() };
        let width = chars as f64 + characters.cjk as f64 * CJK_EXTRA_WIDTH;
        let last = text.chars().next_back().unwrap_or(' ');
        BlockText {
            words,
            linked: linked * words,
            link_density: linked * words / words,
            bold: bold * words,
            density: if width > LINE {
                let lines = (width / LINE).floor();
                words * (lines * LINE / width) / lines
            } else {
                words
            },
            sentence_ends: f64::from(characters.sentence_ends),
            commas: f64::from(characters.commas),
            links: f64::from(links),
            images: f64::from(block.images),
            ends_sentence: ends_sentence(text),
            ends_colon: matches!(last, ':' | '：'),
            ends_ellipsis: match last {
                '…' => true,
                '.' => text.ends_with("..."),
                ']' => text.ends_with("[…]"),
                _ => false,
            },
            has_unspaced: characters.has_unspaced(),
            has_separator: characters.has_separator,
            has_digit: characters.first_digit.is_some(),
            is_ascii: is_ascii || lower.is_ascii(),
            has_numeric_date: characters.first_digit.is_some_and(|first| has_numeric_date(lower, first)),
            lower: range,
            tokens,
        }
    }

    /// Reads the text that stands in lower case at a range of the page's.
    fn read(&mut self, range: Range<usize>) -> Characters {
        let lower = self.lower.as_bytes();
        Characters::of(&self.lower[range.clone()], |token| {
            let token = range.start + token.start..range.start + token.end;
            self.token_starts.push(token.start as u32);
            self.tokens.push(self.vocabulary.add(lower, token));
        })
    }
}

/// Share of words in links, share in bold, and number of links. In headings, links within the page do not count: they name
/// the place of the heading, or lead back to the top.
fn run_shares(document: &Document, blocks: &Blocks, block: &Block) -> (f64, f64, u32) {
    let runs = blocks.runs(block);
    let is_heading = document.tag(block.owner).heading_level().is_some();
    let leads_away = |link: &NodeId| {
        !is_heading || !document.attr(*link, AttrName::Href).is_some_and(|href| href.starts_with('#'))
    };
    if let [run] = runs {
        let linked = run.link.is_some_and(|link| leads_away(&link));
        return (f64::from(u8::from(linked)), f64::from(u8::from(run.bold)), u32::from(linked));
    }
    if runs.iter().all(|run| run.link.is_none() && !run.bold) {
        return (0.0, 0.0, 0);
    }
    let (mut all, mut linked, mut bold, mut links, mut last) = (0.0, 0.0, 0.0, 0, None);
    for run in runs {
        let words = count_words(blocks.run_text(run));
        all += words;
        bold += if run.bold { words } else { 0.0 };
        if let Some(link) = run.link.filter(leads_away) {
            linked += words;
            links += u32::from(last != Some(link));
            last = Some(link);
        }
    }
    let all = if all > 0.0 { all } else { 1.0 };
    (linked / all, bold / all, links)
}
