//! Where a site speaks of itself and to its readers: pleas, offers and notices, however much they read like prose.

use std::ops::Range;
use std::sync::LazyLock;

use unboil_html::Document;

use super::{Marks, Texts, prefix};
use crate::tables::{WE, WE_UNSPACED, YOU, YOU_UNSPACED};
use crate::words::tokens;

/// Bits of the tokens that address somebody, and of the first of the site's name.
const WE_BIT: u8 = 1;
const YOU_BIT: u8 = 2;
const NAME_BIT: u8 = 4;
/// A site's name has at most this many tokens; longer ones are slogans.
const MAX_NAME_TOKENS: usize = 5;

/// The words of address, each with its bit.
static ADDRESSES: LazyLock<Vec<(&'static str, u8)>> = LazyLock::new(|| {
    let words = [(WE, WE_BIT), (YOU, YOU_BIT)].into_iter().flat_map(|(words, bit)| {
        words.iter().flat_map(|(_, words)| words.split(' ')).map(move |word| (word, bit))
    });
    words.collect()
});

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
    /// Blocks that appeal before each block; one entry more for the end.
    before: Vec<f64>,
    /// Words of address ÷ tokens in long text; share of long text that names the site. 0 where there is none.
    pub(crate) usual_address: f64,
    pub(crate) usual_naming: f64,
}

impl Appeal {
    pub(crate) fn of(document: &Document, texts: &Texts, marks: &Marks) -> Appeal {
        let mut known = vec![0; texts.distinct_tokens()];
        for (word, bit) in ADDRESSES.iter() {
            if let Some(id) = texts.id(word) {
                known[id as usize] |= bit;
            }
        }
        let name = site_name(document, texts);
        if let Some(first) = name.first() {
            known[*first as usize] |= NAME_BIT;
        }
        let mut list: Vec<BlockAppeal> = Vec::with_capacity(texts.list.len());
        for (block, hits) in texts.list.iter().zip(&marks.appeals) {
            let tokens = texts.tokens(block);
            let (mut we, mut you, mut names_site) = (0_usize, 0_usize, false);
            for (at, token) in tokens.iter().enumerate() {
                let bits = known[*token as usize];
                if bits != 0 {
                    we += usize::from(bits & WE_BIT != 0);
                    you += usize::from(bits & YOU_BIT != 0);
                    names_site |= bits & NAME_BIT != 0 && tokens[at..].starts_with(&name);
                }
            }
            if block.has_unspaced {
                let within = |word: &&str| texts.lower(block).matches(*word).count();
                we += WE_UNSPACED.iter().map(within).sum::<usize>();
                you += YOU_UNSPACED.iter().map(within).sum::<usize>();
            }
            list.push(BlockAppeal { we: we as f64, you: you as f64, hits: f64::from(*hits), names_site });
        }
        let long = || texts.list.iter().zip(&list).filter(|(text, _)| text.is_long());
        let tokens: f64 = long().map(|(text, _)| text.tokens.len() as f64).sum();
        let address: f64 = long().map(|(_, appeal)| appeal.we + appeal.you).sum();
        let blocks = long().count() as f64;
        let naming = long().filter(|(_, appeal)| appeal.names_site).count() as f64;
        let before = prefix(list.iter().map(|appeal| f64::from(u8::from(appeal.appeals()))));
        Appeal {
            list,
            before,
            usual_address: address / tokens.max(1.0),
            usual_naming: naming / blocks.max(1.0),
        }
    }

    /// Whether any block of a range appeals.
    pub(crate) fn appeals_within(&self, range: &Range<usize>) -> bool {
        self.before[range.end] > self.before[range.start]
    }
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
