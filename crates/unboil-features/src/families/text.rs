//! How much text a block has, how dense, how linked, how punctuated.
//!
//! Sources: link and text density, Kohlschütter et al. 2010, "Boilerplate Detection using Shallow Text Features";
//! the others are common in the field.

use std::sync::LazyLock;

use super::flag;
use crate::page::{has_price, keyword_family};
use crate::schema::Kind::{Flag, Log, Share};
use crate::schema::{Feature, Kind};
use crate::view::View;
use crate::words::non_ascii;

/// Words from which on a column says that a block is at least that long.
const STEPS: [u8; 5] = [4, 10, 20, 40, 80];
/// Blocks of at most this many words can be a date line.
const DATE_WORDS: f64 = 12.0;
/// Number of full lines from which on text is no denser.
pub(super) const MAX_DENSITY: i8 = 127;

/// Capitals and digits are counted among this many first characters.
const SAMPLE: usize = 400;

pub(super) fn features() -> Vec<Feature> {
    let mut features = vec![
        Feature::own("text.words", Log, "words", |v| v.text().words),
        Feature::own("text.link_density", Share, "linked words ÷ words", |v| v.text().link_density()),
        Feature::own(
            "text.density",
            Kind::Number(0, MAX_DENSITY),
            "words to a line of 80 characters",
            density,
        ),
        Feature::own("text.unlinked", Flag, "no word is linked", |v| flag(v.text().linked <= 0.0)),
        Feature::own("text.all_linked", Flag, "at least 90 % of the words are linked", |v| {
            flag(v.link_density() >= 0.9)
        }),
        Feature::own("text.plain_words", Log, "words that are not linked", |v| {
            (v.words() - v.text().linked).max(0.0)
        }),
        Feature::own("text.long", Flag, "at least 12 words, less than half of them linked", |v| {
            flag(v.text().is_long())
        }),
        Feature::own("text.upper", Share, "capitals among the first 400 characters", |v| {
            share_of_sample(v, u8::is_ascii_uppercase, char::is_uppercase)
        }),
        Feature::own("text.digits", Share, "digits among the first 400 characters", |v| {
            let may_have = v.text().has_digit || !v.text().is_ascii;
            if may_have { share_of_sample(v, u8::is_ascii_digit, char::is_numeric) } else { 0.0 }
        }),
        Feature::own("text.sentences", Log, "sentence ends", |v| v.text().sentence_ends),
        Feature::own("text.sentence_words", Log, "words to a sentence", |v| {
            v.words() / (v.text().sentence_ends + 1.0)
        }),
        Feature::own("text.commas", Log, "commas and semicolons", |v| v.text().commas),
        Feature::own(
            "text.ends_sentence",
            Flag,
            "ends with a sentence end, but for what closes after it",
            |v| flag(v.text().ends_sentence),
        ),
        Feature::own("text.ends_colon", Flag, "ends with a colon", |v| flag(v.text().ends_colon)),
        Feature::own("text.ends_ellipsis", Flag, "ends with an ellipsis", |v| flag(v.text().ends_ellipsis)),
        Feature::own("text.mid_sentence", Flag, "a sentence ends before the end", |v| {
            flag(v.text().sentence_ends > flag(v.text().ends_sentence))
        }),
        Feature::own(
            "text.long_sentence",
            Flag,
            "at least 12 words, few linked, and ends like a sentence",
            |v| flag(v.text().ends_sentence && v.text().is_long()),
        ),
        Feature::own("text.bold", Share, "words in bold ÷ words", |v| v.text().bold / v.words()),
        Feature::own("text.links", Log, "links", |v| v.text().links),
        Feature::own("text.images", Log, "images in or just before the block", |v| v.text().images),
        Feature::own("text.starts_lower", Flag, "starts with a small letter", |v| {
            flag(text(v).starts_with(char::is_lowercase))
        }),
        Feature::own("text.starts_digit", Flag, "starts with a digit", |v| {
            flag(text(v).starts_with(char::is_numeric))
        }),
        Feature::own("text.price", Flag, "a currency next to a digit", |v| flag(has_price(text(v)))),
        Feature::own("text.date", Flag, "a date, a time or the name of a month", |v| flag(has_date(v))),
        Feature::own("text.short_date", Flag, "a date in at most 12 words", |v| flag(is_dated_line(v))),
        Feature::own("text.separator", Flag, "a separator such as | or »", |v| flag(v.text().has_separator)),
    ];
    features.extend(STEPS.iter().enumerate().map(|(index, step)| {
        let over = |v: &View, index: usize| flag(v.words() > f64::from(STEPS[index]));
        Feature::entry(format!("text.over_{step}"), Flag, format!("more than {step} words"), over, index)
    }));
    features
}

/// Words to a line, at most [`MAX_DENSITY`].
pub(super) fn density(view: &View) -> f64 {
    view.text().density.min(f64::from(MAX_DENSITY))
}

/// Whether the block is a date with little else.
pub(super) fn is_dated_line(view: &View) -> bool {
    has_date(view) && view.words() <= DATE_WORDS
}

fn has_date(view: &View) -> bool {
    static DATE: LazyLock<usize> = LazyLock::new(|| keyword_family("date"));
    view.shows(*DATE)
}

fn text<'a>(view: &View<'a>) -> &'a str {
    view.page.blocks.text(view.block())
}

/// The share of a kind of characters, given for ASCII and for all, in the sample.
fn share_of_sample(
    view: &View,
    is_counted_byte: impl Fn(&u8) -> bool,
    is_counted: impl Fn(char) -> bool,
) -> f64 {
    let mut sample = text(view);
    if sample.is_ascii() {
        let sample = &sample.as_bytes()[..sample.len().min(SAMPLE)];
        let counted: u16 = sample.iter().map(|byte| u16::from(is_counted_byte(byte))).sum();
        return f64::from(counted) / sample.len() as f64;
    }
    if sample.len() > SAMPLE {
        let mut rest = sample.chars();
        _ = rest.nth(SAMPLE - 1);
        sample = &sample[..sample.len() - rest.as_str().len()];
    }
    let counted: u16 = sample.as_bytes().iter().map(|byte| u16::from(is_counted_byte(byte))).sum();
    let others = non_ascii(sample).filter(|c| is_counted(*c)).count();
    (usize::from(counted) + others) as f64 / sample.chars().count() as f64
}
