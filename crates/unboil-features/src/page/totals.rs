//! Running totals over the blocks, so that any range of them is summed at once.

use std::ops::Range;

use super::Texts;

/// Blocks of at least this many words with less than this share of links carry the text of a page.
const STRONG: (f64, f64) = (25.0, 0.25);
/// The weaker form: plain text, and fair where it ends like a sentence.
const PLAIN: (f64, f64) = (12.0, 0.34);

/// Sums over the blocks before each block; one entry more for the end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Totals {
    words: Vec<f64>,
    linked: Vec<f64>,
    long: Vec<f64>,
    strong: Vec<f64>,
    plain: Vec<f64>,
    /// Whether each block carries text of the page: where no block does so strictly, the long ones do.
    pub(crate) is_strong: Vec<bool>,
    /// Whether each block is plain text: where no block is, the longest are.
    pub(crate) is_plain: Vec<bool>,
    /// Whether each block is plain text that ends a sentence.
    pub(crate) is_fair: Vec<bool>,
}

impl Totals {
    pub(crate) fn of(texts: &Texts) -> Totals {
        let list = &texts.list;
        let mut is_strong: Vec<bool> =
            list.iter().map(|b| b.words >= STRONG.0 && b.link_density() < STRONG.1).collect();
        if !is_strong.contains(&true) {
            is_strong = list.iter().map(super::BlockText::is_long).collect();
        }
        let mut is_plain: Vec<bool> =
            list.iter().map(|b| b.words >= PLAIN.0 && b.link_density() < PLAIN.1).collect();
        let is_fair = list.iter().zip(&is_plain).map(|(b, plain)| *plain && b.ends_sentence).collect();
        if !is_plain.contains(&true) {
            let most = list.iter().map(|b| b.words).fold(0.0, f64::max);
            is_plain = list.iter().map(|b| b.words >= most.min(PLAIN.0)).collect();
        }
        Totals {
            words: prefix(list.iter().map(|b| b.words)),
            linked: prefix(list.iter().map(|b| b.linked)),
            long: prefix(list.iter().map(|b| if b.is_long() { b.words } else { 0.0 })),
            strong: prefix(
                list.iter().zip(&is_strong).map(|(b, strong)| if *strong { b.words } else { 0.0 }),
            ),
            plain: prefix(list.iter().zip(&is_plain).map(|(b, plain)| if *plain { b.words } else { 0.0 })),
            is_strong,
            is_plain,
            is_fair,
        }
    }

    pub(crate) fn words(&self, range: &Range<usize>) -> f64 {
        self.words[range.end] - self.words[range.start]
    }

    pub(crate) fn linked(&self, range: &Range<usize>) -> f64 {
        self.linked[range.end] - self.linked[range.start]
    }

    pub(crate) fn long(&self, range: &Range<usize>) -> f64 {
        self.long[range.end] - self.long[range.start]
    }

    pub(crate) fn strong(&self, range: &Range<usize>) -> f64 {
        self.strong[range.end] - self.strong[range.start]
    }

    /// Words of plain text.
    pub(crate) fn plain(&self, range: &Range<usize>) -> f64 {
        self.plain[range.end] - self.plain[range.start]
    }

    /// Share of the page's plain text that stands before a block: 0 to 1.
    pub(crate) fn plain_before(&self, block: usize) -> f64 {
        self.plain(&(0..block)) / self.plain(&self.all()).max(1.0)
    }

    pub(crate) fn all(&self) -> Range<usize> {
        0..self.words.len() - 1
    }
}

/// The sums before each value, and of all.
pub(crate) fn prefix(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let mut sums = Vec::with_capacity(values.size_hint().0 + 1);
    sums.push(0.0);
    sums.extend(values.map(|value| {
        sum += value;
        sum
    }));
    sums
}
