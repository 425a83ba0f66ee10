//! How much each block says what the title or description says, or what another block says.

use rustc_hash::{FxHashMap, FxHashSet};
use unboil_html::Document;

use super::Texts;
use crate::words;

/// Blocks of at least this many tokens are no title.
const TITLE_TOKENS: usize = 60;

/// One block's overlaps, as shares of 0 to 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct BlockOverlap {
    /// Jaccard similarity with the title or `og:title`, the larger.
    pub(crate) title: f64,
    /// Share of the block's distinct tokens that stand in either title.
    pub(crate) in_title: f64,
    /// Share of the block's token triples that stand in the description.
    pub(crate) description: f64,
    /// Other blocks with the same text.
    pub(crate) copies: u32,
    /// Whether it is the first of several.
    pub(crate) is_first_copy: bool,
}

/// The overlaps of each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlap {
    pub(crate) list: Vec<BlockOverlap>,
}

impl Overlap {
    pub(crate) fn of(document: &Document, texts: &Texts) -> Overlap {
        let head = document.head();
        let ids = |text: &str| -> Vec<u32> {
            let lower = text.to_lowercase();
            words::tokens(&lower).map(|token| texts.id(token).unwrap_or(u32::MAX)).collect()
        };
        let titles = [&head.title, &head.og_title].map(|t| ids(t).into_iter().collect::<FxHashSet<u32>>());
        let description = ids(&head.description);
        let triples: FxHashSet<&[u32]> = description.windows(3).collect();
        let mut copies: FxHashMap<&str, u32> = FxHashMap::default();
        for block in &texts.list {
            *copies.entry(texts.lower(block)).or_insert(0) += 1;
        }
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let list = texts.list.iter().map(|block| {
            let tokens = texts.tokens(block);
            let distinct: FxHashSet<u32> = tokens.iter().copied().collect();
            let shared = distinct.iter().filter(|id| titles.iter().any(|title| title.contains(id))).count();
            let title = if block.tokens.len() < TITLE_TOKENS {
                titles.iter().map(|title| jaccard(&distinct, title)).fold(0.0, f64::max)
            } else {
                0.0
            };
            let described = tokens.windows(3).filter(|triple| triples.contains(triple)).count();
            let same = copies[texts.lower(block)];
            BlockOverlap {
                title,
                in_title: shared as f64 / distinct.len().max(1) as f64,
                description: described as f64 / block.tokens.len().saturating_sub(2).max(1) as f64,
                copies: same - 1,
                is_first_copy: seen.insert(texts.lower(block)) && same > 1,
            }
        });
        Overlap { list: list.collect() }
    }
}

fn jaccard(a: &FxHashSet<u32>, b: &FxHashSet<u32>) -> f64 {
    let both = a.intersection(b).count();
    let either = a.len() + b.len() - both;
    if both == 0 { 0.0 } else { both as f64 / either as f64 }
}
