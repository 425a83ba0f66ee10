//! A page with the content that is expected of it, and columns that tell whether it has any.

use super::{WholeMeasure, column, ratio};
use crate::page::Signs;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Share};
use crate::stacked::{LOG_ODDS, MAX_LOG_ODDS};
use crate::tables::KEYWORD_FAMILIES;
use crate::{Outline, sigmoid};

/// Text of this many words in a block is long.
const LONG_WORDS: f64 = 25.0;
/// Blocks from this probability on are of a run of content.
const IN_RUN: f64 = 0.4;

/// Sums over the words of a page, each times the probability that it is content.
#[derive(Clone, Debug, Default)]
pub struct ExpectedPage {
    words: f64,
    /// Words times probability, by the first stage and by the last.
    first: f64,
    last: f64,
    /// The largest log-odds, by the first stage and by the last.
    most: [f64; 2],
    /// Of the expected words, those in links, in plain text, in long plain text, and those times their block's words.
    linked: f64,
    plain: f64,
    long: f64,
    squared: f64,
    /// The most expected words of a block.
    largest: f64,
    /// Expected words in navigation, headers, footers and asides, and behind the page's heading.
    framed: f64,
    headed: f64,
    has_heading: bool,
    heading_in_title: f64,
    /// Expected words in blocks that show each keyword family, by themselves or in the heading over them.
    shown: [f64; 32],
    /// Expected words in paragraphs, in blocks that address their reader, and in those by a form control.
    paragraphs: f64,
    address: f64,
    by_control: f64,
    /// Sum of the squared expected words of blocks.
    blocks: f64,
    /// All words in long plain text, in links, and those of plain text times the probability that they are none.
    all_long: f64,
    all_linked: f64,
    plain_left: f64,
    /// The keyword families of the title, as bits.
    title: u32,
    /// Its distinct tokens, the most of them that one block has, and the share that the content has.
    title_tokens: f64,
    said: f64,
    told: f64,
    signs: Signs,
    /// The most expected words of blocks with one short path of tags and classes, and of a run of blocks.
    alike: f64,
    run: f64,
    /// Words times 4p(1 − p).
    doubt: f64,
}

impl ExpectedPage {
    /// Measures a page by its log-odds of the first and of the last stage, one of each a block of the outline.
    ///
    /// # Panics
    /// More log-odds than the outline has blocks.
    pub fn new(outline: &Outline, first: &[f64], last: &[f64]) -> ExpectedPage {
        let mut page = ExpectedPage {
            most: [-MAX_LOG_ODDS; 2],
            has_heading: outline.heading.is_some(),
            heading_in_title: outline.heading_in_title,
            title: outline.title_marks,
            title_tokens: f64::from(outline.title_tokens),
            signs: outline.signs,
            ..ExpectedPage::default()
        };
        let mut by_signature = vec![0.0; outline.len()];
        let mut told = [0.0_f64; u64::BITS as usize];
        let mut run = 0.0;
        for (index, (first, last)) in first.iter().zip(last).enumerate() {
            let log_odds = [*first, *last].map(|z| z.clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS));
            let probabilities = log_odds.map(sigmoid);
            page.add(outline, index, log_odds, probabilities);
            let [_, probability] = probabilities;
            let expected = outline.words[index] * probability;
            let alike = &mut by_signature[outline.signatures[index] as usize];
            *alike += expected;
            page.alike = page.alike.max(*alike);
            run = if probability >= IN_RUN { run + expected } else { 0.0 };
            page.run = page.run.max(run);
            let of_title = outline.of_title[index];
            page.said = page.said.max(f64::from(of_title.count_ones()));
            for token in bits(of_title) {
                told[token] = told[token].max(probability);
            }
        }
        page.told = ratio(told.iter().sum(), page.title_tokens);
        page
    }

    fn add(&mut self, outline: &Outline, index: usize, log_odds: [f64; 2], probabilities: [f64; 2]) {
        let words = outline.words[index];
        let [first, expected] = probabilities.map(|probability| words * probability);
        self.doubt += 4.0 * expected * (1.0 - probabilities[1]);
        self.words += words;
        self.first += first;
        self.last += expected;
        for (most, z) in self.most.iter_mut().zip(log_odds) {
            *most = most.max(z);
        }
        self.linked += expected * outline.link_density[index];
        if outline.is_plain[index] {
            self.plain += expected;
            self.plain_left += words - expected;
            if words >= LONG_WORDS {
                self.long += expected;
                self.all_long += words;
            }
        }
        self.squared += expected * words;
        self.largest = self.largest.max(expected);
        self.framed += if outline.is_framed[index] { expected } else { 0.0 };
        self.paragraphs += if outline.is_paragraph[index] { expected } else { 0.0 };
        self.address += if outline.is_address[index] { expected } else { 0.0 };
        self.by_control += if outline.is_by_control[index] { expected } else { 0.0 };
        self.blocks += expected * expected;
        self.all_linked += words * outline.link_density[index];
        self.headed +=
            if outline.heading.as_ref().is_some_and(|heading| heading.end <= index) { expected } else { 0.0 };
        for family in bits(u64::from(outline.marks[index])) {
            self.shown[family] += expected;
        }
    }
}

/// The places of the bits that are set.
fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (word != 0).then(|| word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(place)
    })
}

/// The columns of a page with the content that is expected of it.
pub(crate) fn features() -> Vec<Feature<WholeMeasure<ExpectedPage>>> {
    let of_page = |name: &'static str, kind, about: &'static str, measure: fn(&ExpectedPage) -> f64| {
        column(name, kind, about, measure)
    };
    let of_flag = |name: &'static str, about: &'static str, holds: fn(&ExpectedPage) -> bool| {
        column(name, Flag, about, move |p: &ExpectedPage| f64::from(u8::from(holds(p))))
    };
    let mut columns = vec![
        of_page("expected.first", Log, "expected words of content, by the first stage", |p| p.first),
        of_page("expected.words", Log, "expected words of content", |p| p.last),
        of_page("expected.share", Share, "share of the page's words that are expected to be content", |p| {
            ratio(p.last, p.words)
        }),
        of_page("expected.page_words", Log, "words of the page", |p| p.words),
        of_page("expected.first_most", LOG_ODDS, "largest log-odds of the first stage, within ±8", |p| {
            p.most[0]
        }),
        of_page("expected.most", LOG_ODDS, "largest log-odds, within ±8", |p| p.most[1]),
        of_page("expected.link_density", Share, "share of the expected content that is linked", |p| {
            ratio(p.linked, p.last)
        }),
        of_page("expected.plain", Share, "share of the expected content that is plain text", |p| {
            ratio(p.plain, p.last)
        }),
        of_page("expected.long", Log, "expected words in plain text of 25 words or more", |p| p.long),
        of_page("expected.all_long", Log, "words in plain text of 25 words or more", |p| p.all_long),
        of_page(
            "expected.long_share",
            Share,
            "share of plain text of 25 words or more that is expected to be content",
            |p| ratio(p.long, p.all_long),
        ),
        of_page(
            "expected.block_words",
            Log,
            "words of the block that an expected word stands in, on average",
            |p| ratio(p.squared, p.last),
        ),
        of_page("expected.largest", Log, "expected words of the block that has most of them", |p| p.largest),
        of_page(
            "expected.framed",
            Share,
            "share of the expected content in nav, header, footer and aside",
            |p| ratio(p.framed, p.last),
        ),
        of_page("expected.headed", Share, "share of the expected content behind the page's heading", |p| {
            ratio(p.headed, p.last)
        }),
        of_page(
            "expected.alike",
            Share,
            "largest share of the expected content in blocks with one short path of tags and classes",
            |p| ratio(p.alike, p.last),
        ),
        of_page(
            "expected.run",
            Share,
            "share of the expected content in the run of blocks that has most",
            |p| ratio(p.run, p.last),
        ),
        of_page(
            "expected.blocks",
            Log,
            "blocks that the expected content stands in: its square over the sum of theirs",
            |p| ratio(p.last * p.last, p.blocks),
        ),
        of_page("expected.paragraphs", Share, "share of the expected content in p", |p| {
            ratio(p.paragraphs, p.last)
        }),
        of_page(
            "expected.address",
            Share,
            "share of the expected content in blocks that address the reader or speak of us",
            |p| ratio(p.address, p.last),
        ),
        of_page("expected.by_control", Share, "share of the expected content by a form control", |p| {
            ratio(p.by_control, p.last)
        }),
        of_page("expected.page_links", Share, "linked words ÷ words of the page", |p| {
            ratio(p.all_linked, p.words)
        }),
        of_page("expected.plain_left", Log, "words of plain text that are expected to be no content", |p| {
            p.plain_left
        }),
        of_page("expected.doubt", Share, "mean of 4p(1 − p) over the words of the page", |p| {
            ratio(p.doubt, p.words)
        }),
        of_page(
            "expected.told",
            Share,
            "share of the title's distinct tokens in the content, each by its likeliest block",
            |p| p.told,
        ),
        of_page("expected.said", Log, "the most of the title's distinct tokens that one block has", |p| {
            p.said
        }),
        of_page("expected.said_share", Share, "share of the title's distinct tokens in that block", |p| {
            ratio(p.said, p.title_tokens)
        }),
        of_flag("expected.has_heading", "the page has a heading", |p| p.has_heading),
        of_page(
            "expected.heading_in_title",
            Share,
            "share of the heading's distinct tokens that the title has, 0 without a heading",
            |p| p.heading_in_title,
        ),
        of_flag("expected.unlisted", "the page asks to be left out of indexes", |p| p.signs.is_unlisted),
        of_flag("expected.article", "the page says that it is an article", |p| p.signs.is_article),
        of_flag("expected.password", "the page has a field for a password", |p| p.signs.asks_password),
        of_flag(
            "expected.named_notice",
            "an element around the page's heading is named after a notice",
            |p| p.signs.is_named_notice,
        ),
    ];
    columns.extend(KEYWORD_FAMILIES.iter().enumerate().map(|(family, entry)| {
        let about = format!("share of the expected content in or under blocks that show {}", entry.about);
        let name = format!("expected.on_{}", entry.name);
        column(name, Share, about, move |p: &ExpectedPage| ratio(p.shown[family], p.last))
    }));
    columns.extend(KEYWORD_FAMILIES.iter().enumerate().map(|(family, entry)| {
        let about = format!("the page's title shows {}", entry.about);
        let name = format!("expected.title_{}", entry.name);
        column(name, Flag, about, move |p: &ExpectedPage| f64::from(p.title >> family & 1))
    }));
    columns
}

#[cfg(test)]
mod tests;
