//! A block against the page's own long text: its function words and its lengths, in any language.

use super::flag;
use crate::schema::Feature;
use crate::schema::Kind::{Number, Share};
use crate::view::View;

/// Shares below this are not told apart when they divide.
const LEAST_USUAL_OWN: f64 = 0.03;
/// Blocks of at least this many words have a share of function words that means something.
const TELLING_WORDS: f64 = 8.0;

pub(super) fn features() -> Vec<Feature> {
    vec![
        Feature::own("language.own", Share, "share of the page's own function words among the tokens", |v| {
            own(v)
        }),
        Feature::own(
            "language.own_relative",
            Number(0, 2),
            "that share ÷ what is usual in text of 12 words or more",
            relative_own,
        ),
        Feature::own("language.own_relative_long", Number(0, 2), "the same, 0 below 8 words", |v| {
            relative_own(v) * flag(v.words() >= TELLING_WORDS)
        }),
        Feature::own(
            "language.relative_words",
            Number(-5, 3),
            "ln(words ÷ words of the usual block of 12 words or more)",
            |v| (v.words() / v.page.texts.usual_words).ln().clamp(-5.0, 3.0),
        ),
        Feature::own(
            "language.relative_token_chars",
            Number(0, 3),
            "characters a token ÷ what is usual in text of 12 words or more",
            |v| (v.text().token_chars / v.page.texts.usual_token_chars.max(0.1)).clamp(0.0, 3.0),
        ),
        Feature::own(
            "language.of_longest",
            Number(-6, 0),
            "ln(words ÷ words of the page's longest block)",
            |v| (v.words() / v.page.texts.max_words).ln().clamp(-6.0, 0.0),
        ),
        Feature::own(
            "language.of_third",
            Number(-5, 3),
            "ln(words ÷ words of the third longest block of 12 words or more, at least 12)",
            |v| (v.words() / v.page.texts.third_words.max(12.0)).ln().clamp(-5.0, 3.0),
        ),
    ]
}

/// The share of own function words against what is usual, capped at twice.
pub(super) fn relative_own(view: &View) -> f64 {
    (own(view) / view.page.function_words().usual.max(LEAST_USUAL_OWN)).min(2.0)
}

fn own(view: &View) -> f64 {
    view.page.function_words().list[view.index]
}
