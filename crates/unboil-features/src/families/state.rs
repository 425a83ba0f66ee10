//! Whether a reader sees the block: hidden parts, `<noscript>`, form controls.

use crate::bits::State;
use crate::schema::Feature;
use crate::schema::Kind::Flag;

pub(super) fn features() -> Vec<Feature> {
    vec![
        column("state.hidden", "hidden by attribute or inline style", State::Hidden),
        column("state.aria_hidden", "within aria-hidden", State::AriaHidden),
        column("state.noscript", "within noscript", State::Noscript),
        column("state.control", "within a button, select or text field", State::Control),
    ]
}

fn column(name: &'static str, about: &'static str, state: State) -> Feature {
    Feature::in_state(state, name, Flag, about, |_| 1.0)
}
