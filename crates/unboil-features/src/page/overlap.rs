//! How much each block says what the title or description says, or what another block says.

use std::collections::HashSet;

use rustc_hash::{FxHashMap, FxHashSet};
use unboil_html::Document;

use super::Texts;
use crate::words;

/// Blocks of at least this many tokens are no title.
const TITLE_TOKENS: usize = 60;

/// Stands for tokens that no block has.
const UNHEARD: u32 = u32::MAX;

/// One block's overlaps, as shares of 0 to 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct BlockOverlap {
    /// Jaccard similarity with the title or `og:title`, the larger.
    pub(crate) title: f64,
    /// Share of the block's distinct tokens that stand in either title.
    pub(crate) in_title: f64,
    /// Which of the title's first distinct tokens it has, as bits.
    pub(crate) of_title: u64,
    /// Share of the block's token triples that stand in the description.
    pub(crate) description: f64,
    /// Other blocks with the same text.
    pub(crate) copies: u32,
    /// The first block with the same text, which may be itself.
    pub(crate) first_copy: usize,
}

/// The overlaps of each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlap {
    pub(crate) list: Vec<BlockOverlap>,
    /// Distinct tokens of the title, and at most 64.
    pub(crate) title_tokens: u32,
}

impl Overlap {
    pub(crate) fn of(document: &Document, texts: &Texts) -> Overlap {
        let head = document.head();
        let mut words = vec![Word::default(); texts.distinct_tokens()];
        let title_tokens = [(0, &head.title), (1, &head.og_title)]
            .map(|(which, title)| mark_title(title, which, texts, &mut words));
        let description = head.description.to_lowercase();
        let description: Vec<u32> =
            words::tokens(&description).map(|token| texts.id(token).unwrap_or(UNHEARD)).collect();
        let triples: FxHashSet<&[u32]> = description.windows(3).collect();
        for triple in &triples {
            if let Some(word) = words.get_mut(triple[0] as usize) {
                word.begins_triple = true;
            }
        }
        let (copies, copies_of) = copies(texts);
        let mut heads = Heads { words, title_tokens, triples };
        let list = texts.list.iter().zip(copies_of).enumerate().map(|(index, (block, number))| {
            let same = &copies[number as usize];
            let own = heads.overlap(index as u32, texts.tokens(block));
            BlockOverlap { copies: same.count - 1, first_copy: same.first, ..own }
        });
        Overlap { list: list.collect(), title_tokens: title_tokens[0].min(u64::BITS) }
    }
}

/// Marks the words of one of the titles; the number of its distinct tokens.
fn mark_title(title: &str, which: usize, texts: &Texts, words: &mut [Word]) -> u32 {
    let title = title.to_lowercase();
    let mut unheard: HashSet<&str> = HashSet::new();
    let mut distinct = 0;
    for token in words::tokens(&title) {
        let Some(id) = texts.id(token) else {
            distinct += u32::from(unheard.insert(token));
            continue;
        };
        let word = &mut words[id as usize];
        if std::mem::replace(&mut word.in_title[which], true) {
            continue;
        }
        if which == 0 {
            word.title_bit = 1_u64.checked_shl(distinct).unwrap_or(0);
        }
        distinct += 1;
    }
    distinct
}

/// The blocks of each distinct text, and the number of that of each block.
fn copies(texts: &Texts) -> (Vec<Copies>, Vec<u32>) {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    numbers.reserve(texts.list.len());
    let mut copies: Vec<Copies> = Vec::with_capacity(texts.list.len());
    let mut copies_of = Vec::with_capacity(texts.list.len());
    for (index, block) in texts.list.iter().enumerate() {
        let number = *numbers.entry(texts.lower(block)).or_insert(copies.len() as u32);
        if number as usize == copies.len() {
            copies.push(Copies { first: index, count: 0 });
        }
        copies[number as usize].count += 1;
        copies_of.push(number);
    }
    (copies, copies_of)
}

/// What blocks are held against: the titles and the description.
struct Heads<'a> {
    /// The page's tokens, by their numbers.
    words: Vec<Word>,
    /// Distinct tokens of each title.
    title_tokens: [u32; 2],
    /// The token triples of the description.
    triples: FxHashSet<&'a [u32]>,
}

impl Heads<'_> {
    /// The overlap of a block, each of which is asked for once, with all but other blocks.
    fn overlap(&mut self, block: u32, tokens: &[u32]) -> BlockOverlap {
        let (mut distinct, mut shared, mut of_title, mut described, mut both) = (0, 0, 0, 0, [0; 2]);
        for (at, token) in tokens.iter().enumerate() {
            let word = &mut self.words[*token as usize];
            if word.begins_triple {
                let is_described = tokens.get(at..at + 3).is_some_and(|triple| self.triples.contains(triple));
                described += u32::from(is_described);
            }
            if word.last_block == block + 1 {
                continue;
            }
            word.last_block = block + 1;
            distinct += 1;
            if word.in_title == [false; 2] {
                continue;
            }
            shared += 1;
            of_title |= word.title_bit;
            both[0] += u32::from(word.in_title[0]);
            both[1] += u32::from(word.in_title[1]);
        }
        let title = |which: usize| jaccard(distinct, self.title_tokens[which], both[which]);
        BlockOverlap {
            title: if tokens.len() < TITLE_TOKENS { title(0).max(title(1)) } else { 0.0 },
            in_title: f64::from(shared) / f64::from(distinct.max(1)),
            of_title,
            description: f64::from(described) / tokens.len().saturating_sub(2).max(1) as f64,
            ..BlockOverlap::default()
        }
    }
}

/// What is known of one of the page's tokens.
#[derive(Clone, Copy, Default)]
struct Word {
    in_title: [bool; 2],
    /// The bit of a token of the title.
    title_bit: u64,
    /// Whether three tokens of the description begin with it.
    begins_triple: bool,
    /// One more than the last block in which it was seen.
    last_block: u32,
}

/// Blocks of one text: the first, and their number.
struct Copies {
    first: usize,
    count: u32,
}

/// Of two sets of these sizes, by what they share.
fn jaccard(a: u32, b: u32, both: u32) -> f64 {
    if both == 0 { 0.0 } else { f64::from(both) / f64::from(a + b - both) }
}
