//! How much text a block has, how dense, how linked, how punctuated.
//!
//! Sources: link and text density, Kohlschütter et al. 2010, "Boilerplate Detection using Shallow Text Features";
//! the others are common in the field.

use std::sync::LazyLock;

use super::flag;
use crate::page::keyword_family;
use crate::schema::Kind::{Flag, Log, Share};
use crate::schema::{Feature, Kind};
use crate::view::View;

/// Words from which on a column says that a block is at least that long.
const STEPS: [u8; 5] = [4, 10, 20, 40, 80];
/// Blocks of at most this many words can be a date line.
const DATE_WORDS: f64 = 12.0;
/// Number of full lines from which on text is no denser.
const MAX_DENSITY: i8 = 127;

pub(super) fn features() -> Vec<Feature> {
    let own = Feature::own;
    let mut features = vec![
        own("text.words", Log, "words", |v| v.text().ln_words),
        own("text.link_density", Share, "linked words ÷ words", |v| v.text().link_density()),
        own("text.density", Kind::Number(0, MAX_DENSITY), "words to a line of 80 characters", |v| {
            v.text().density.min(f64::from(MAX_DENSITY))
        }),
        own("text.unlinked", Flag, "no word is linked", |v| flag(v.text().linked <= 0.0)),
        own("text.all_linked", Flag, "at least 90 % of the words are linked", |v| {
            flag(v.link_density() >= 0.9)
        }),
        own("text.plain_words", Log, "words that are not linked", |v| {
            (v.words() - v.text().linked).max(0.0).ln_1p()
        }),
        own("text.long", Flag, "at least 12 words, less than half of them linked", |v| {
            flag(v.text().is_long())
        }),
        own("text.upper", Share, "capitals among the first 400 characters", |v| v.text().upper),
        own("text.digits", Share, "digits among the first 400 characters", |v| v.text().digits),
        own("text.sentences", Log, "sentence ends", |v| v.text().sentence_ends.ln_1p()),
        own("text.sentence_words", Log, "words to a sentence", |v| {
            (v.words() / (v.text().sentence_ends + 1.0)).ln_1p()
        }),
        own("text.commas", Log, "commas and semicolons", |v| v.text().commas.ln_1p()),
        own("text.ends_sentence", Flag, "ends with a sentence end or a closing quote", |v| {
            flag(v.text().ends_sentence)
        }),
        own("text.ends_colon", Flag, "ends with a colon", |v| flag(v.text().ends_colon)),
        own("text.ends_ellipsis", Flag, "ends with an ellipsis", |v| flag(v.text().ends_ellipsis)),
        own("text.mid_sentence", Flag, "a sentence ends before the end", |v| {
            flag(v.text().sentence_ends > flag(v.text().ends_sentence))
        }),
        own("text.long_sentence", Flag, "long, and ends like a sentence", |v| {
            flag(v.text().ends_sentence && v.text().is_long())
        }),
        own("text.bold", Share, "words in bold ÷ words", |v| v.text().bold / v.words()),
        own("text.links", Log, "links", |v| v.text().links.ln_1p()),
        own("text.images", Log, "images in or just before the block", |v| v.text().images.ln_1p()),
        own("text.starts_lower", Flag, "starts with a small letter", |v| flag(v.text().starts_lower)),
        own("text.starts_digit", Flag, "starts with a digit", |v| flag(v.text().starts_digit)),
        own("text.price", Flag, "a currency next to a digit", |v| flag(v.text().has_price)),
        own("text.date", Flag, "a date, a time or the name of a month", |v| flag(has_date(v))),
        own("text.short_date", Flag, "a date in at most 12 words", |v| flag(is_dated_line(v))),
        own("text.separator", Flag, "a separator such as | or »", |v| flag(v.text().has_separator)),
    ];
    features.extend(STEPS.iter().enumerate().map(|(index, step)| {
        let over = |v: &View, index: usize| flag(v.words() > f64::from(STEPS[index]));
        Feature::entry(format!("text.over_{step}"), Flag, format!("more than {step} words"), over, index)
    }));
    features
}

/// Whether the block is a date with little else.
pub(super) fn is_dated_line(view: &View) -> bool {
    has_date(view) && view.words() <= DATE_WORDS
}

fn has_date(view: &View) -> bool {
    static DATE: LazyLock<usize> = LazyLock::new(|| keyword_family("date"));
    view.shows(*DATE)
}
