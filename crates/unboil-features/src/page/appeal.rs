//! Where a site speaks of itself and to its readers: pleas, offers and notices, however much they read like prose.

use rustc_hash::FxHashSet;
use unboil_html::Document;

use super::Texts;
use super::marks::{count_hits, family};
use crate::tables::{WE, WE_UNSPACED, YOU, YOU_UNSPACED};
use crate::words::tokens;

/// Families whose words a plea, an offer or a notice uses, wherever in the block they stand.
static APPEALS: &[&str] = &["donate", "subscribe", "undesirable", "cookie", "login"];
/// A site's name has at most this many tokens; longer ones are slogans.
const MAX_NAME_TOKENS: usize = 5;

/// One block's address to its reader.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BlockAppeal {
    /// Tokens of the first person plural and of the second person.
    pub(crate) we: f64,
    pub(crate) you: f64,
    /// Words and phrases of the families of appeals.
    pub(crate) hits: f64,
    /// Whether the site is named.
    pub(crate) names_site: bool,
}

impl BlockAppeal {
    /// Whether it speaks of the site to the reader, or uses the words of appeals twice.
    pub(crate) fn appeals(&self) -> bool {
        (self.we > 0.0 && self.you > 0.0)
            || self.hits >= 2.0
            || (self.names_site && self.we + self.you + self.hits > 0.0)
    }
}

/// The appeals of each block, and what is usual in the page's long text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Appeal {
    pub(crate) list: Vec<BlockAppeal>,
    /// Words of address ÷ tokens in long text; share of long text that names the site. 0 where there is none.
    pub(crate) usual_address: f64,
    pub(crate) usual_naming: f64,
}

impl Appeal {
    pub(crate) fn of(document: &Document, texts: &Texts) -> Appeal {
        let (we, you) = (ids(texts, WE), ids(texts, YOU));
        let name = site_name(document, texts);
        let appeals: u32 = APPEALS.iter().fold(0, |bits, name| bits | 1 << family(name));
        let list: Vec<BlockAppeal> = texts
            .list
            .iter()
            .map(|block| {
                let lower = texts.lower(block);
                let count = |words: &FxHashSet<u32>, unspaced: &[&str]| {
                    let spaced = texts.tokens(block).iter().filter(|id| words.contains(id)).count();
                    let within = |word: &&str| lower.matches(*word).count();
                    let unspaced = if lower.is_ascii() { 0 } else { unspaced.iter().map(within).sum() };
                    (spaced + unspaced) as f64
                };
                BlockAppeal {
                    we: count(&we, WE_UNSPACED),
                    you: count(&you, YOU_UNSPACED),
                    hits: count_hits(lower, appeals),
                    names_site: !name.is_empty()
                        && texts.tokens(block).windows(name.len()).any(|window| window == name),
                }
            })
            .collect();
        let long = || texts.list.iter().zip(&list).filter(|(text, _)| text.is_long());
        let tokens: f64 = long().map(|(text, _)| text.tokens.len() as f64).sum();
        let address: f64 = long().map(|(_, appeal)| appeal.we + appeal.you).sum();
        let blocks = long().count() as f64;
        let naming = long().filter(|(_, appeal)| appeal.names_site).count() as f64;
        Appeal { list, usual_address: address / tokens.max(1.0), usual_naming: naming / blocks.max(1.0) }
    }
}

fn ids(texts: &Texts, words: &[(&str, &str)]) -> FxHashSet<u32> {
    let words = words.iter().flat_map(|(_, words)| words.split(' '));
    words.filter_map(|word| texts.id(word)).collect()
}

/// The tokens of the site's name: `og:site_name`, else the last part of the title; empty where neither is short enough.
fn site_name(document: &Document, texts: &Texts) -> Vec<u32> {
    let head = document.head();
    let title_end = head.title.rsplit_once(['|', '·', '•', '–', '—', '»']);
    let title_end = title_end.or_else(|| head.title.rsplit_once(" - ")).map_or("", |(_, end)| end);
    let name = if head.site_name.is_empty() { title_end } else { &head.site_name };
    let lower = name.to_lowercase();
    let name: Option<Vec<u32>> = tokens(&lower).map(|token| texts.id(token)).collect();
    name.filter(|name| name.len() <= MAX_NAME_TOKENS).unwrap_or_default()
}
