//! What is said of models that have been trained on the pages that they are judged by.

use unboil::Model;
use unboil_infer::Manifest;
use unboil_train::{Example, Seen};

/// Says which sets of the examples a model has been trained on, one line a kind; empty where it has seen none.
pub(super) fn seen(name: &str, model: &Model, examples: &[Example]) -> String {
    let line = |seen: Seen, what: &str| match seen.sets(model, examples).join(", ") {
        sets if sets.is_empty() => String::new(),
        sets => format!("{name}: {what} {sets}\n"),
    };
    line(Seen::Same, "trained on these very pages, so its F1 is too high:")
        + &line(Seen::ByName, "trained on a set of this name:")
}

/// Says on which of the sets the model that was adapted had been trained, one line a kind; empty where on none.
pub(super) fn seen_by_base(manifest: &Manifest) -> String {
    let line = |seen: Seen, what: &str| match seen.by_base(manifest).join(", ") {
        sets if sets.is_empty() => String::new(),
        sets => format!("the model that was adapted was trained on {what} {sets}\n"),
    };
    line(Seen::Same, "these very pages, so all F1 here are too high:")
        + &line(Seen::ByName, "sets of these names, so F1 may be too high:")
}
