//! A comparison for machines. docs/compare.md describes the shape, which grows but does not change.

use serde_json::{Value, json};
use unboil_train::{
    Comparison, Competitor, Difference, Example, Gate, GateError, GroupRow, ModelChanges, PrecisionRecall,
    Seen, Standing, Verdict, compare,
};

use super::{Competitors, Entry, Made};

/// Raised when a key goes away or changes its meaning.
const FORMAT: u32 = 1;

/// What was compared, and what came out.
pub struct Compared {
    /// The competitors.
    pub entries: Vec<Entry>,
    /// How they did.
    pub comparison: Comparison,
    /// Gates as they were given, and whether they were passed.
    pub gates: Vec<(String, Verdict)>,
}

impl Compared {
    /// Shows competitors, of which there is at least one, the examples, and compares what they made of them.
    ///
    /// # Errors
    /// A gate that names what there is not.
    pub fn of(
        competitors: Competitors,
        examples: &[Example],
        gates: &[Gate],
        seed: u64,
    ) -> Result<Compared, GateError> {
        let entries = competitors.enter(examples);
        let competitors: Vec<Competitor> = entries.iter().map(|entry| entry.competitor(examples)).collect();
        let comparison = compare(examples, &competitors, seed);
        let gates = gates.iter().map(|gate| Ok((gate.text.clone(), comparison.judge(gate)?)));
        Ok(Compared { gates: gates.collect::<Result<_, GateError>>()?, entries, comparison })
    }

    /// All of it, with the examples that were compared on.
    pub fn json(&self, examples: &[Example]) -> Value {
        let comparison = &self.comparison;
        let gates = self.gates.iter().map(
        |(gate, verdict)| json!({ "gate": gate, "difference": verdict.difference, "passed": verdict.passed }),
    );
        json!({
            "format": FORMAT,
            "unboil": env!("CARGO_PKG_VERSION"),
            "competitors": self.entries.iter().map(|entry| of_entry(entry, examples)).collect::<Value>(),
            "overall": of_row(&comparison.overall),
            "groups": comparison.rows.iter().map(of_row).collect::<Value>(),
            "models": models(&self.entries),
            "gates": gates.collect::<Value>(),
            "pages": examples.iter().zip(&comparison.pages).map(|(example, f1)| of_page(example, f1)).collect::<Value>(),
        })
    }
}

fn of_entry(entry: &Entry, examples: &[Example]) -> Value {
    match &entry.made {
        Made::Model { model, .. } => json!({ "name": entry.name, "kind": "model",
            "sha256": model.sha256(), "trained_on": Seen::Same.sets(model, examples) }),
        Made::Predictions(assigned) => {
            let missing = assigned
                .missing
                .iter()
                .map(|&page| json!({ "set": examples[page].set, "id": examples[page].page.id }));
            json!({ "name": entry.name, "kind": "predictions", "missing": missing.collect::<Value>(),
                "unknown": assigned.unknown, "doubled": assigned.doubled })
        }
    }
}

fn of_row(row: &GroupRow) -> Value {
    json!({ "set": row.set, "group": row.group, "pages": row.pages, "sites": row.sites,
        "scores": row.standings.iter().map(of_standing).collect::<Value>() })
}

fn of_standing(standing: &Standing) -> Value {
    let PrecisionRecall { precision, recall, f1 } = standing.mean;
    json!({ "f1": f1, "interval": standing.interval, "precision": precision, "recall": recall,
        "against_first": standing.difference.as_ref().map(of_difference) })
}

fn of_difference(difference: &Difference) -> Value {
    json!({ "f1": difference.f1, "interval": difference.interval, "p": difference.p,
        "won": difference.won, "lost": difference.lost, "sign_test_p": difference.sign_p })
}

/// What differs in each other model from the first competitor, where that is a model.
fn models(entries: &[Entry]) -> Value {
    let Some(old) = entries[0].model() else { return json!([]) };
    let others = entries.iter().skip(1).filter_map(|entry| Some((&entry.name, entry.model()?)));
    let changes = others.map(|(name, model)| {
        let changes = ModelChanges::between(old, model);
        let families = changes.families.iter().map(|family| {
            json!({ "family": family.family, "old": family.old, "new": family.new })
        });
        let weights = changes.weights.iter().map(|change| {
            json!({ "stage": change.stage.to_string(), "feature": change.feature, "old": change.old, "new": change.new })
        });
        json!({ "name": name, "families": families.collect::<Value>(), "weights": weights.collect::<Value>() })
    });
    changes.collect()
}

fn of_page(example: &Example, f1: &[f64]) -> Value {
    json!({ "set": example.set, "id": example.page.id, "site": example.site, "page_type": example.page.page_type,
        "lang": example.page.lang, "f1": f1 })
}
