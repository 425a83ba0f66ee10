//! An evaluation for machines.

use serde_json::{Value, json};
use unboil_infer::Model;
use unboil_train::{Evaluation, Example};

/// The scores of a model on the examples that it was evaluated on, set by set and page by page.
pub fn evaluated(model: &Model, evaluation: &Evaluation, examples: &[Example]) -> Value {
    let pages = evaluation.pages.iter().zip(examples).map(|(page, example)| {
        json!({ "id": page.id, "set": page.set, "site": example.site, "page_type": page.page_type,
            "lang": page.lang, "f1": page.score.f1() })
    });
    json!({ "model": model.sha256(), "sets": evaluation.sets, "pages": pages.collect::<Value>() })
}
