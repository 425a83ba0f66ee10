//! Whether a reader sees the block: hidden parts, `<noscript>`, form controls.

use super::flag;
use crate::schema::Feature;
use crate::schema::Kind::Flag;

pub(super) fn features() -> Vec<Feature> {
    vec![
        Feature::own("state.hidden", Flag, "hidden by attribute or inline style", |v| flag(v.flags().hidden)),
        Feature::own("state.aria_hidden", Flag, "within aria-hidden", |v| flag(v.flags().aria_hidden)),
        Feature::own("state.noscript", Flag, "within noscript", |v| flag(v.flags().noscript)),
        Feature::own("state.control", Flag, "within a button, select or text field", |v| {
            flag(v.flags().control)
        }),
    ]
}
