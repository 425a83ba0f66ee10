//! A page with the content that is expected of it, and columns that tell whether it has any.

use super::{WholeMeasure, column, ratio};
use crate::Outline;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::stacked::MAX_LOG_ODDS;
use crate::tables::KEYWORD_FAMILIES;

/// Text of this many words in a block is long.
const LONG_WORDS: f64 = 25.0;

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
    /// Expected words in blocks that show each keyword family, by themselves or in the heading over them.
    shown: [f64; 32],
    /// All words in long plain text.
    all_long: f64,
    /// The keyword families of the title, as bits.
    title: u32,
}

impl ExpectedPage {
    /// Measures a page by its log-odds of the first and of the last stage, one of each a block of the outline.
    pub fn new(outline: &Outline, first: &[f64], last: &[f64]) -> ExpectedPage {
        let mut page = ExpectedPage {
            most: [-MAX_LOG_ODDS; 2],
            has_heading: outline.heading.is_some(),
            title: outline.title_marks,
            ..ExpectedPage::default()
        };
        for (index, (first, last)) in first.iter().zip(last).enumerate() {
            page.add(outline, index, [*first, *last].map(|z| z.clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS)));
        }
        page
    }

    fn add(&mut self, outline: &Outline, index: usize, log_odds: [f64; 2]) {
        let words = outline.words[index];
        let [first, expected] = log_odds.map(|z| words / (1.0 + (-z).exp()));
        self.words += words;
        self.first += first;
        self.last += expected;
        for (most, z) in self.most.iter_mut().zip(log_odds) {
            *most = most.max(z);
        }
        self.linked += expected * outline.link_density[index];
        if outline.is_plain[index] {
            self.plain += expected;
            if words >= LONG_WORDS {
                self.long += expected;
                self.all_long += words;
            }
        }
        self.squared += expected * words;
        self.largest = self.largest.max(expected);
        self.framed += if outline.is_framed[index] { expected } else { 0.0 };
        self.headed += if outline.heading.is_some_and(|heading| heading < index) { expected } else { 0.0 };
        let mut marks = outline.marks[index];
        while marks != 0 {
            self.shown[marks.trailing_zeros() as usize] += expected;
            marks &= marks - 1;
        }
    }
}

/// The columns of a page with the content that is expected of it.
pub(crate) fn features() -> Vec<Feature<WholeMeasure<ExpectedPage>>> {
    let bounds = Number(-MAX_LOG_ODDS as i8, MAX_LOG_ODDS as i8);
    let of_page = |name: &'static str, kind, about: &'static str, measure: fn(&ExpectedPage) -> f64| {
        column(name, kind, about, measure)
    };
    let mut columns = vec![
        of_page("expected.first", Log, "expected words of content, by the first stage", |p| p.first),
        of_page("expected.words", Log, "expected words of content", |p| p.last),
        of_page("expected.share", Share, "share of the page's words that are expected to be content", |p| {
            ratio(p.last, p.words)
        }),
        of_page("expected.page_words", Log, "words of the page", |p| p.words),
        of_page("expected.first_most", bounds, "largest log-odds of the first stage, within ±8", |p| {
            p.most[0]
        }),
        of_page("expected.most", bounds, "largest log-odds, within ±8", |p| p.most[1]),
        of_page("expected.link_density", Share, "share of the expected content that is linked", |p| {
            ratio(p.linked, p.last)
        }),
        of_page("expected.plain", Share, "share of the expected content that is plain text", |p| {
            ratio(p.plain, p.last)
        }),
        of_page("expected.long", Log, "expected words in plain text of 25 words or more", |p| p.long),
        of_page("expected.all_long", Log, "words in plain text of 25 words or more", |p| p.all_long),
        of_page("expected.long_share", Share, "share of such text that is expected to be content", |p| {
            ratio(p.long, p.all_long)
        }),
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
        of_page("expected.has_heading", Flag, "the page has a heading", |p| {
            f64::from(u8::from(p.has_heading))
        }),
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
mod tests {
    use unboil_html::{Blocks, Document};

    use super::*;
    use crate::{FeatureMatrix, Page, Schema};

    /// Checks columns of a page whose blocks have these log-odds in both stages.
    #[track_caller]
    fn check(html: &str, log_odds: &[f64], expected: &[(&str, f64)]) {
        let document = Document::parse(html);
        let blocks = Blocks::of(&document);
        let outline = Outline::of(&Page::new(&document, &blocks));
        let page = ExpectedPage::new(&outline, log_odds, log_odds);
        let row = FeatureMatrix::whole(&page, Schema::expected());
        for (name, value) in expected {
            let column = Schema::expected().position(name).unwrap();
            assert!((f64::from(row.row(0)[column]) - value).abs() < 1e-3, "{name}: {}", row.row(0)[column]);
        }
    }

    #[test]
    fn blocks_count_by_how_likely_they_are_content() {
        let html = "<title>Not found</title><nav><a href=/>Home news sport</a></nav><h1>Not found</h1><p>Try it again.";
        // Three words of probability 1/2, two of 1/4, three of 3/4: 5 words, of which 2.25 under the heading.
        check(
            html,
            &[0.0, -(3.0_f64.ln()), 3.0_f64.ln()],
            &[
                ("expected.words", (1.0 + 1.5 + 0.5 + 2.25_f64).ln()),
                ("expected.share", 4.25 / 8.0),
                ("expected.most", 3.0_f64.ln()),
                ("expected.framed", 1.5 / 4.25),
                ("expected.headed", 2.25 / 4.25),
                ("expected.on_notice", 2.75 / 4.25),
                ("expected.title_notice", 1.0),
                ("expected.title_login", 0.0),
            ],
        );
    }

    #[test]
    fn a_page_without_text_has_no_expectations() {
        check("", &[], &[("expected.words", 0.0), ("expected.share", 0.0), ("expected.most", -8.0)]);
    }
}
