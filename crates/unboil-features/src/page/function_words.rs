//! The page's own function words: short tokens that stand in many of its long blocks, whatever its language.

use super::{BlockText, Texts};

/// At most this many ...
const MOST: usize = 25;
/// ... tokens of at most this many characters that stand in at least this share of the page's long blocks.
const CHARS: usize = 5;
const SHARE: f64 = 0.15;
/// They are looked for in this many long blocks.
const BLOCKS: usize = 400;
/// What is usual on a page without long text.
const USUAL: f64 = 0.2;

/// The function words of each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct FunctionWords {
    /// Their share of each block's tokens.
    pub(crate) list: Vec<f64>,
    /// The mean share in long text, by words.
    pub(crate) usual: f64,
}

impl FunctionWords {
    pub(crate) fn of(texts: &Texts) -> FunctionWords {
        let is_function_word = find(texts);
        let share = |block: &BlockText| {
            let own = texts.tokens(block).iter().filter(|&&id| is_function_word[id as usize]).count();
            own as f64 / block.tokens.len().max(1) as f64
        };
        let list: Vec<f64> = texts.list.iter().map(share).collect();
        let long = || texts.list.iter().zip(&list).filter(|(block, _)| block.is_long());
        let words: f64 = long().map(|(block, _)| block.words).sum();
        let own: f64 = long().map(|(block, own)| own * block.words).sum();
        let usual = if words > 0.0 { own / words } else { USUAL };
        FunctionWords { list, usual }
    }
}

/// Whether each of the distinct tokens is one.
fn find(texts: &Texts) -> Vec<bool> {
    let mut blocks_with = vec![0_u32; texts.distinct_tokens()];
    let mut last_block = vec![u32::MAX; texts.distinct_tokens()];
    let mut long = 0;
    for (index, block) in texts.list.iter().enumerate().filter(|(_, b)| b.is_long()).take(BLOCKS) {
        long += 1;
        for &token in texts.tokens(block) {
            if last_block[token as usize] != index as u32 {
                last_block[token as usize] = index as u32;
                blocks_with[token as usize] += 1;
            }
        }
    }
    let is_short =
        |token: &str| token.chars().take(CHARS + 1).count() <= CHARS && !token.chars().all(char::is_numeric);
    let least = (SHARE * f64::from(long)).max(2.0);
    let is_common = |&id: &u32| f64::from(blocks_with[id as usize]) >= least && is_short(texts.token(id));
    let mut common: Vec<u32> = (0..blocks_with.len() as u32).filter(is_common).collect();
    if common.len() > MOST {
        let rank = |&id: &u32| (std::cmp::Reverse(blocks_with[id as usize]), id);
        common.select_nth_unstable_by_key(MOST, rank);
        common.truncate(MOST);
    }
    let mut is_function_word = vec![false; blocks_with.len()];
    common.iter().for_each(|&id| is_function_word[id as usize] = true);
    is_function_word
}
