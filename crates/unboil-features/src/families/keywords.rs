//! Families of words and phrases that boilerplate uses.

use crate::bits::{BARE_WORDS, BitSet};
use crate::schema::Feature;
use crate::schema::Kind::Share;
use crate::tables::KEYWORD_FAMILIES;

/// In blocks of more words than this ...
const TELLING_WORDS: f64 = 25.0;
/// ... a keyword tells this much less.
const LONG_WORTH: f64 = 0.4;

pub(super) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    for (index, family) in KEYWORD_FAMILIES.iter().enumerate() {
        let (name, about) = (family.name, family.about);
        features.push(Feature::flagged(
            format!("keyword.{name}"),
            Share,
            format!("words on {about}: 1, or .4 in a block of more than 25 words"),
            (BitSet::Marks, index),
            |v| if v.words() <= TELLING_WORDS { 1.0 } else { LONG_WORTH },
        ));
        features.push(Feature::bit(
            format!("keyword.bare_{name}"),
            format!("words on {about} in a block of at most {BARE_WORDS} words"),
            BitSet::Bare,
            index,
        ));
    }
    features
}
