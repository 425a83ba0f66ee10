//! A page with its content chosen, and columns that tell how sure the choice is.

use std::ops::Not;

use super::{WholeMeasure, column, ratio};
use crate::Outline;
use crate::schema::Feature;
use crate::schema::Kind::{Log, Share};

/// Blocks whose probability lies between these are in doubt.
const DOUBT: std::ops::Range<f64> = 0.2..0.8;

/// Sums over the words of a page whose content is chosen.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChosenPage {
    words: f64,
    chosen: f64,
    linked: f64,
    plain: f64,
    /// Words times probability of content, over all blocks and over the chosen ones.
    expected: f64,
    expected_chosen: f64,
    doubtful: f64,
    most_likely: f64,
    blocks: f64,
    runs: f64,
    /// The probability that the page has main content at all.
    presence: f64,
}

impl ChosenPage {
    /// Measures a page by its blocks' probabilities and whether each is chosen, one of each a block of the outline, and
    /// by the probability that it has main content at all, 1 where a model does not tell.
    ///
    /// # Panics
    /// More of each than the outline has blocks.
    pub fn new(
        outline: &Outline,
        probabilities: &[f64],
        is_chosen: &[bool],
        presence: Option<f64>,
    ) -> ChosenPage {
        let mut page = ChosenPage { presence: presence.unwrap_or(1.0), ..ChosenPage::default() };
        let mut before = false;
        for (index, (probability, chosen)) in probabilities.iter().zip(is_chosen).enumerate() {
            let words = outline.words[index];
            page.words += words;
            page.expected += words * probability;
            page.most_likely = page.most_likely.max(*probability);
            page.doubtful += if DOUBT.contains(probability) { words } else { 0.0 };
            if *chosen {
                page.chosen += words;
                page.expected_chosen += words * probability;
                page.linked += words * outline.link_density[index];
                page.plain += if outline.is_plain[index] { words } else { 0.0 };
                page.blocks += 1.0;
                page.runs += f64::from(u8::from(before.not()));
            }
            before = *chosen;
        }
        page
    }
}

/// The columns of a page with its content chosen.
pub(crate) fn features() -> Vec<Feature<WholeMeasure<ChosenPage>>> {
    let column = |name: &'static str, kind, about: &'static str, measure: fn(&ChosenPage) -> f64| {
        column(name, kind, about, measure)
    };
    vec![
        column("chosen.expected_f1", Share, "expected word F1 of the choice", |p| {
            ratio(2.0 * p.expected_chosen, p.chosen + p.expected)
        }),
        column("chosen.mean", Share, "mean probability of the chosen words", |p| {
            ratio(p.expected_chosen, p.chosen)
        }),
        column("chosen.left", Share, "share of the expected content that is not chosen", |p| {
            ratio(p.expected - p.expected_chosen, p.expected)
        }),
        column("chosen.share", Share, "share of the page's words that are chosen", |p| {
            ratio(p.chosen, p.words)
        }),
        column("chosen.words", Log, "chosen words", |p| p.chosen),
        column("chosen.page_words", Log, "words of the page", |p| p.words),
        column("chosen.link_density", Share, "linked words ÷ words of the choice", |p| {
            ratio(p.linked, p.chosen)
        }),
        column("chosen.plain", Share, "share of the choice that is plain text", |p| ratio(p.plain, p.chosen)),
        column("chosen.runs", Share, "runs of chosen blocks ÷ chosen blocks", |p| ratio(p.runs, p.blocks)),
        column("chosen.block_words", Log, "words of the mean chosen block", |p| ratio(p.chosen, p.blocks)),
        column("chosen.doubt", Share, "share of the page's words in blocks of probability .2 to .8", |p| {
            ratio(p.doubtful, p.words)
        }),
        column("chosen.doubt_by_choice", Log, "such words, against those chosen", |p| {
            ratio(p.doubtful, p.chosen.max(1.0))
        }),
        column("chosen.most_likely", Share, "largest probability", |p| p.most_likely),
        column("chosen.presence", Share, "probability that the page has main content at all", |p| p.presence),
    ]
}
