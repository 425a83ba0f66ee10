//! The weights of a model, and how they differ from another's.

use std::collections::BTreeMap;

use maud::{Markup, html};
use unboil_infer::{Column, Model, StageKind};
use unboil_train::ModelChanges;

use super::signed;

/// Features that are shown of each family.
const OF_FAMILY: usize = 8;
/// Families that are unfolded.
const OPEN: usize = 3;

/// The largest weights of each stage, family by family, with what each feature measures.
pub(super) fn weights(model: &Model) -> Markup {
    html! {
        @for (stage, _) in model.body().stages() {
            h3 { (question(stage)) ": " (stage) " stage" }
            (families(&model.columns(stage)))
        }
    }
}

/// What a stage is asked.
fn question(stage: StageKind) -> &'static str {
    match stage {
        StageKind::First => "What a block is by itself and where it stands",
        StageKind::Second => "What it is among the blocks around it",
        StageKind::Presence => "Whether the page has main content at all",
        StageKind::Confidence => "Whether the choice is good",
    }
}

/// Weights and what their features measure.
type Weights<'m> = Vec<(f64, &'m str, &'m str)>;

fn families(columns: &[(&Column, &str)]) -> Markup {
    let mut families: BTreeMap<&str, Weights> = BTreeMap::new();
    for (column, about) in columns {
        families.entry(column.family()).or_default().push((column.weight, &column.feature, about));
    }
    let mut families: Vec<(&str, Weights)> = families.into_iter().collect();
    let sum = |weights: &Weights| weights.iter().map(|(weight, _, _)| weight.abs()).sum::<f64>();
    families.sort_by(|a, b| sum(&b.1).total_cmp(&sum(&a.1)));
    families.iter_mut().for_each(|(_, weights)| weights.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs())));
    html! {
        @for (index, (family, weights)) in families.iter().enumerate() {
            details open[index < OPEN] {
                summary { b { (format!("{:.1}", sum(weights))) } " " (family) " "
                    small { (weights.len()) @if weights.len() == 1 { " column" } @else { " columns" } } }
                table {
                    thead { tr { th scope="col" { "what it measures" } th.number scope="col" { "weight" } } }
                    tbody { @for (weight, name, about) in weights.iter().take(OF_FAMILY) { tr {
                        th scope="row" { (about) " " small { code { (name) } } }
                        td.number.(side(*weight)) { (signed(*weight)) }
                    } } }
                }
            }
        }
    }
}

fn side(weight: f64) -> &'static str {
    if weight > 0.0 { "better" } else { "worse" }
}

/// What differs between two models: families, then the weights that moved most.
pub(super) fn changes(changes: &ModelChanges, top: usize) -> Markup {
    let weight = |weight: Option<f64>| weight.map_or("none".to_owned(), signed);
    html! {
        @if !changes.families.is_empty() {
            table {
                thead { tr { th scope="col" { "family" } th.number scope="col" { "columns" } th.number scope="col" { "then" } } }
                tbody { @for family in &changes.families { tr {
                    th scope="row" { (family.family) }
                    td.number { (family.old) }
                    td.number { (family.new) }
                } } }
            }
        }
        table {
            thead { tr { th scope="col" { "what it measures" } th.number scope="col" { "weight" } th.number scope="col" { "then" } } }
            tbody { @for change in changes.weights.iter().take(top) { tr {
                th scope="row" { (change.about) " " small { code { (change.feature) } @if change.stage != StageKind::First { ", " (change.stage) " stage" } } }
                td.number { (weight(change.old)) }
                td.number { (weight(change.new)) }
            } } }
        }
    }
}
