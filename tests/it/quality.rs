//! Floors under the default model's scores on our own pages: to be raised, not lowered.

use unboil::Model;
use unboil::io::{load, read_lines};
use unboil_features::Schema;
use unboil_train::evaluate;

use crate::root;

/// Set and least F1. A page of the twenty notices moves with each training: .05.
const FLOORS: [(&str, f64); 4] = [("pages", 0.92), ("mission", 0.99), ("notices", 0.9), ("unseen", 0.59)];

#[test]
fn the_default_model_keeps_its_floors() {
    let files: Vec<_> = FLOORS.iter().map(|(set, _)| root(&format!("data/{set}.jsonl"))).collect();
    let examples = load(read_lines(&files).unwrap(), Schema::full(), &|| ()).unwrap();
    let evaluation = evaluate(Model::builtin(), &examples);
    for ((set, floor), metrics) in FLOORS.iter().zip(&evaluation.sets) {
        assert_eq!(*set, metrics.set);
        let f1 = metrics.all().unwrap().f1;
        assert!(f1 >= *floor, "{set}: {f1} is below {floor}");
    }
}
