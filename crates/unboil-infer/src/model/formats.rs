//! The formats of model files that were ever published, and the steps from each to the next: all are read for ever.

use serde_json::{Map, Value, json};

/// The format that this version writes.
pub const FORMAT: u32 = 4;

/// What a step changes in a body.
type Step = fn(&mut Map<String, Value>);

/// From format 1 to 2, from 2 to 3, and so on.
const STEPS: [Step; FORMAT as usize - 1] = [stages, provenance, presence];

/// The body of an older format as one of this version's. What a body lacks stays away, for reading to name it.
pub(super) fn migrate(body: &mut Value, format: u32) {
    if let Value::Object(body) = body {
        STEPS.iter().skip(format as usize - 1).for_each(|step| step(body));
    }
}

/// Format 2 knows several stages, altered copies, effects of options and intervals.
fn stages(body: &mut Map<String, Value>) {
    let parts = ["schema_sha256", "columns", "intercept", "golden"];
    let first: Map<String, Value> = parts.into_iter().filter_map(|part| body.remove_entry(part)).collect();
    body.insert("first".to_owned(), Value::Object(first));
    body.insert("second".to_owned(), Value::Null);
    body.insert("confidence".to_owned(), Value::Null);
    let Some(manifest) = body.get_mut("manifest").and_then(Value::as_object_mut) else { return };
    manifest.insert("second_lambda".to_owned(), Value::Null);
    manifest.insert("augment".to_owned(), json!(0.0));
    manifest.insert("effects".to_owned(), json!([]));
    for list in ["out_of_fold", "left_out"] {
        let sets = manifest.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten();
        let groups = sets.filter_map(|set| set.get_mut("groups")).filter_map(Value::as_array_mut).flatten();
        for group in groups.filter_map(Value::as_object_mut) {
            // Nobody had looked: any F1 is possible.
            group.insert("interval".to_owned(), json!([0.0, 1.0]));
        }
    }
}

/// Format 3 knows a learning curve, and the model that a model was adapted from.
fn provenance(body: &mut Map<String, Value>) {
    if let Some(manifest) = body.get_mut("manifest").and_then(Value::as_object_mut) {
        manifest.insert("base".to_owned(), Value::Null);
        manifest.insert("curve".to_owned(), json!([]));
    }
}

/// Format 4 knows a stage that tells whether a page has content at all.
fn presence(body: &mut Map<String, Value>) {
    body.insert("presence".to_owned(), Value::Null);
}
