//! What the second stage measures once a page.

use std::ops::Range;

use crate::page::{Chain, LEVELS, prefix};
use crate::ranking::{best_choice, likeliest_first};
use crate::sigmoid;
use crate::whole::ratio;
use crate::{Kind, Outline};

/// Log-odds beyond this are not told apart.
pub(crate) const MAX_LOG_ODDS: f64 = 8.0;
/// The range of a column of log-odds.
pub(crate) const LOG_ODDS: Kind = Kind::Number(-MAX_LOG_ODDS as i8, MAX_LOG_ODDS as i8);
/// A container holds the bulk of the page from these shares of the expected content on.
pub(crate) const BULK_SHARES: [f64; 2] = [0.5, 0.8];
/// A block is likely content above this probability, and from this many words on; the second pair is for long ones.
pub(crate) const LIKELY: [(f64, f64); 2] = [(0.6, 12.0), (0.5, 20.0)];
/// Text below this probability makes a gap between likely blocks, above it a run.
const UNLIKELY: f64 = 0.3;

/// Means over the containers around a block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around {
    /// Expected content ÷ words, and share of the page's expected content and words, level by level.
    pub(crate) mean: [f64; LEVELS],
    pub(crate) recall: [f64; LEVELS],
    pub(crate) share: [f64; LEVELS],
    /// The innermost levels that hold each of [`BULK_SHARES`], the outermost level where none does.
    pub(crate) bulk: [usize; BULK_SHARES.len()],
}

/// Distances to likely content.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Nearest {
    /// Blocks since the last one and to the next, and words since the last; `None` where there is none.
    pub(crate) before: Option<usize>,
    pub(crate) after: Option<usize>,
    pub(crate) words: Option<f64>,
}

/// What holds of the blocks of one signature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signature {
    pub(crate) words: f64,
    pub(crate) expected: f64,
    pub(crate) max: f64,
    pub(crate) min: f64,
}

/// A page whose blocks have been scored by the first stage.
#[derive(Clone, Debug)]
pub struct ScoredPage<'a> {
    pub(crate) outline: &'a Outline,
    /// Log-odds within ±8, and probabilities.
    pub(crate) log_odds: Vec<f64>,
    pub(crate) probabilities: Vec<f64>,
    /// Words, and words times probability, before each block.
    words: Vec<f64>,
    expected: Vec<f64>,
    pub(crate) around: Vec<Around>,
    pub(crate) signatures: Vec<Signature>,
    /// The log-odds from which on expected F1 is largest, and that F1.
    pub(crate) cut: f64,
    pub(crate) cut_f1: f64,
    /// The largest probability.
    pub(crate) most_likely: f64,
    /// Shares of the page's words and expected content in blocks that are at least as likely.
    pub(crate) rank_words: Vec<f64>,
    pub(crate) rank_expected: Vec<f64>,
    pub(crate) nearest: [Vec<Nearest>; 2],
    /// The largest gap of unlikely words so far.
    pub(crate) gap: Vec<f64>,
    /// The run of each block, and each run's words and expected content.
    pub(crate) run: Vec<usize>,
    pub(crate) runs: Vec<(f64, f64)>,
    /// The most expected content of a run.
    pub(crate) best_run: f64,
}

/// One block of a scored page.
#[derive(Clone, Copy)]
pub(crate) struct ScoredView<'a> {
    pub(crate) page: &'a ScoredPage<'a>,
    pub(crate) index: usize,
}

impl<'a> ScoredPage<'a> {
    /// Measures a page by its first-stage log-odds, one a block of the outline.
    ///
    /// # Panics
    /// More or fewer log-odds than the outline has blocks.
    pub fn new(outline: &'a Outline, log_odds: &[f64]) -> ScoredPage<'a> {
        let log_odds: Vec<f64> = log_odds.iter().map(|z| z.clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS)).collect();
        let probabilities: Vec<f64> = log_odds.iter().map(|z| sigmoid(*z)).collect();
        let content: Vec<f64> =
            outline.words.iter().zip(&probabilities).map(|(words, p)| words * p).collect();
        let mut page = ScoredPage {
            outline,
            words: prefix(outline.words.iter().copied()),
            expected: prefix(content.iter().copied()),
            log_odds,
            probabilities,
            around: Vec::new(),
            signatures: Vec::new(),
            cut: 0.0,
            cut_f1: 0.0,
            most_likely: 0.0,
            rank_words: Vec::new(),
            rank_expected: Vec::new(),
            nearest: [Vec::new(), Vec::new()],
            gap: Vec::new(),
            run: Vec::new(),
            runs: Vec::new(),
            best_run: 0.0,
        };
        page.most_likely = page.probabilities.iter().copied().fold(0.0, f64::max);
        page.around = page.containers();
        page.signatures = page.by_signature();
        let order: Vec<usize> = likeliest_first(&page.log_odds).collect();
        if let Some(best) = best_choice(&order, &outline.words, &content) {
            (page.cut, page.cut_f1) = (page.log_odds[best.last], best.f1);
        }
        page.rank(&order, &content);
        page.nearest = LIKELY.map(|(least, words)| page.distances(|p, w| p > least && w >= words));
        page.gap = page.gaps();
        page.follow_runs();
        page
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.log_odds.len()
    }

    /// Whether the page has no blocks.
    pub fn is_empty(&self) -> bool {
        self.log_odds.is_empty()
    }

    pub(crate) fn words(&self, range: &Range<usize>) -> f64 {
        self.words[range.end] - self.words[range.start]
    }

    pub(crate) fn expected(&self, range: &Range<usize>) -> f64 {
        self.expected[range.end] - self.expected[range.start]
    }

    pub(crate) fn all(&self) -> Range<usize> {
        0..self.len()
    }

    fn containers(&self) -> Vec<Around> {
        let (all_words, all_expected) = (self.words(&self.all()), self.expected(&self.all()));
        let around = |chain: &Chain| {
            let mut around = Around::default();
            for level in 0..LEVELS {
                let range = chain.range(level);
                let (words, expected) = (self.words(&range), self.expected(&range));
                around.mean[level] = ratio(expected, words);
                around.recall[level] = ratio(expected, all_expected);
                around.share[level] = ratio(words, all_words);
            }
            let holds = |bulk: f64| around.recall.iter().position(|recall| *recall >= bulk);
            around.bulk = BULK_SHARES.map(|bulk| holds(bulk).unwrap_or(LEVELS - 1));
            around
        };
        let chains = &self.outline.chains;
        let mut list: Vec<Around> = Vec::with_capacity(self.len());
        for (block, chain) in chains.iter().enumerate() {
            // Most blocks stand in the same containers as the one before.
            let is_same = block > 0 && chains[block - 1] == *chain;
            list.push(if is_same { list[block - 1] } else { around(chain) });
        }
        list
    }

    fn by_signature(&self) -> Vec<Signature> {
        let none = Signature { words: 0.0, expected: 0.0, max: f64::NEG_INFINITY, min: f64::INFINITY };
        let count = self.outline.signatures.iter().max().map_or(0, |last| *last as usize + 1);
        let mut signatures = vec![none; count];
        for (index, signature) in self.outline.signatures.iter().enumerate() {
            let sums = &mut signatures[*signature as usize];
            sums.words += self.outline.words[index];
            sums.expected += self.outline.words[index] * self.probabilities[index];
            sums.max = sums.max.max(self.log_odds[index]);
            sums.min = sums.min.min(self.log_odds[index]);
        }
        signatures
    }

    /// Ranks the blocks, which are given the likeliest first, by the content that is expected of each.
    fn rank(&mut self, order: &[usize], content: &[f64]) {
        let (all_words, all_expected) = (self.words(&self.all()), self.expected(&self.all()));
        (self.rank_words, self.rank_expected) = (vec![0.0; self.len()], vec![0.0; self.len()]);
        let (mut words, mut expected) = (0.0, 0.0);
        for &index in order {
            words += self.outline.words[index];
            expected += content[index];
            self.rank_words[index] = ratio(words, all_words);
            self.rank_expected[index] = ratio(expected, all_expected);
        }
    }

    fn distances(&self, is_likely: impl Fn(f64, f64) -> bool) -> Vec<Nearest> {
        let likely = |index: usize| is_likely(self.probabilities[index], self.outline.words[index]);
        let mut list = vec![Nearest::default(); self.len()];
        let mut last = None;
        for (index, nearest) in list.iter_mut().enumerate() {
            if likely(index) {
                last = Some(index);
            }
            nearest.before = last.map(|at| index - at);
            nearest.words = last.map(|at| if at < index { self.words(&(at + 1..index)) } else { 0.0 });
        }
        let mut next = None;
        for (index, nearest) in list.iter_mut().enumerate().rev() {
            if likely(index) {
                next = Some(index);
            }
            nearest.after = next.map(|at| at - index);
        }
        list
    }

    fn gaps(&self) -> Vec<f64> {
        let (mut largest, mut gap, mut begun) = (0.0_f64, 0.0, false);
        let step = |index: usize| {
            let (p, words) = (self.probabilities[index], self.outline.words[index]);
            if p > LIKELY[1].0 && words >= LIKELY[0].1 {
                largest = if begun { largest.max(gap) } else { largest };
                (begun, gap) = (true, 0.0);
            } else if begun && p < UNLIKELY {
                gap += words;
            }
            largest
        };
        self.all().map(step).collect()
    }

    fn follow_runs(&mut self) {
        let is_high = |index: usize| self.probabilities[index] > UNLIKELY;
        let mut runs: Vec<(f64, f64)> = Vec::new();
        let mut run = Vec::with_capacity(self.len());
        for index in self.all() {
            if index == 0 || is_high(index) != is_high(index - 1) {
                runs.push((0.0, 0.0));
            }
            if let Some(sums) = runs.last_mut() {
                let words = self.outline.words[index];
                *sums = (sums.0 + words, sums.1 + words * self.probabilities[index]);
            }
            run.push(runs.len() - 1);
        }
        self.best_run = runs.iter().map(|run| run.1).fold(0.0, f64::max);
        (self.run, self.runs) = (run, runs);
    }
}

impl ScoredView<'_> {
    /// Whether the block belongs to a run of blocks that are not unlikely.
    pub(crate) fn is_in_run(&self) -> bool {
        self.page.probabilities[self.index] > UNLIKELY
    }
}
