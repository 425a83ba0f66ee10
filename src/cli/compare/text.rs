//! A comparison as tables of plain text, 80 columns wide where names are short.

use unboil::report::group_name;
use unboil::results::{Compared, Made};
use unboil_infer::StageKind;
use unboil_train::{Comparison, Difference, Example, GroupRow, ModelChanges, PageChange, Standing, counted};

use crate::cli::seen::seen;
use crate::cli::table;

/// Columns of the terminal that a table may take.
const WIDTH: usize = 80;
/// A difference of a smaller p-value is marked.
const SIGNIFICANT: f64 = 0.05;

pub(super) fn text(compared: &Compared, examples: &[Example], top: usize) -> String {
    let comparison = &compared.comparison;
    let first = &comparison.names[0];
    let mut text = notes(compared, examples);
    text.push_str("mean page F1 ± half its 95 % interval");
    if comparison.names.len() > 1 {
        text.push_str(&format!("; * where p < {SIGNIFICANT} against {first}"));
    }
    text.push_str("\n\n");
    text.push_str(&scores(comparison));
    if comparison.names.len() > 1 {
        text.push_str(&format!("\n{}", differences(comparison)));
    }
    for (name, changes) in comparison.names.iter().skip(1).zip(&comparison.changes) {
        text.push_str(&format!("\n{}", pages(name, first, changes, examples, top)));
    }
    let models = compared.entries.iter().skip(1).filter_map(|entry| Some((&entry.name, entry.model()?)));
    for (name, model) in models {
        if let Some(old) = compared.entries[0].model() {
            text.push_str(&format!("\n{}", weights(name, first, &ModelChanges::between(old, model), top)));
        }
    }
    for (gate, verdict) in &compared.gates {
        let passed = if verdict.passed { "passed" } else { "failed" };
        text.push_str(&format!("\ngate {gate}: {:+.4}, {passed}", verdict.difference));
    }
    if !compared.gates.is_empty() {
        text.push('\n');
    }
    text
}

/// Models that have seen the pages, and what is odd about predictions.
fn notes(compared: &Compared, examples: &[Example]) -> String {
    let mut text = String::new();
    for entry in &compared.entries {
        if let Some(model) = entry.model() {
            text.push_str(&seen(&entry.name, model, examples));
        }
        let Made::Predictions(assigned) = &entry.made else { continue };
        let missing: Vec<&str> = assigned.missing.iter().map(|&page| &*examples[page].page.id).collect();
        let mut note = |what: &str, which: &[&str]| {
            if let Some(example) = which.first() {
                let (count, name) = (which.len(), &entry.name);
                text.push_str(&format!("{name}: {what}: {count}, such as {example}\n"));
            }
        };
        note("pages without a prediction, which count as empty", &missing);
        note("predictions of none of these pages", &borrowed(&assigned.unknown));
        note("predictions with a later one of the same page, which counts", &borrowed(&assigned.doubled));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn borrowed(places: &[String]) -> Vec<&str> {
    places.iter().map(String::as_str).collect()
}

/// F1 of every competitor by group, in as many tables as the width takes.
fn scores(comparison: &Comparison) -> String {
    let rows: Vec<&GroupRow> = comparison.all_rows().collect();
    let head = rows.iter().map(|row| vec![name(row), row.pages.to_string()]);
    let head: Vec<Vec<String>> =
        std::iter::once(vec![String::new(), "pages".to_owned()]).chain(head).collect();
    let column = |at: usize| -> Vec<String> {
        let cells = rows.iter().map(|row| cell(&row.standings[at]));
        std::iter::once(comparison.names[at].clone() + " ").chain(cells).collect()
    };
    let width = |table: &[Vec<String>]| {
        table::table(table).lines().map(|line| line.chars().count()).max().unwrap_or(0)
    };
    let mut tables = vec![head.clone()];
    for column in (0..comparison.names.len()).map(column) {
        let append = |table: &[Vec<String>]| -> Vec<Vec<String>> {
            table
                .iter()
                .zip(&column)
                .map(|(row, cell)| [row.as_slice(), std::slice::from_ref(cell)].concat())
                .collect()
        };
        let last = tables.pop().unwrap_or_default();
        let wider = append(&last);
        if width(&wider) > WIDTH && last[0].len() > head[0].len() {
            tables.extend([last, append(&head)]);
        } else {
            tables.push(wider);
        }
    }
    tables.iter().map(|rows| table::table(rows)).collect::<Vec<_>>().join("\n")
}

/// A set's name, or that of a group, such as `forum` or `in de`.
fn name(row: &GroupRow) -> String {
    let set = || row.set.clone().unwrap_or_else(|| "all sets".to_owned());
    group_name(&row.group).map_or_else(set, |name| format!("  {name}"))
}

/// F1, and half of its interval where there is one.
fn cell(standing: &Standing) -> String {
    let half = |(low, high): (f64, f64)| {
        format!("±{}", format!("{:.3}", (high - low) / 2.0).trim_start_matches('0'))
    };
    let half = standing.interval.map_or_else(|| " ".repeat(5), half);
    let is_significant = standing.difference.is_some_and(|difference| difference.p < SIGNIFICANT);
    let mark = if is_significant { "*" } else { " " };
    format!("{:.3} {half}{mark}", standing.mean.f1)
}

/// Each competitor against the first, set by set.
fn differences(comparison: &Comparison) -> String {
    let head = ["against ", "change", "95 % interval", "p", "won", "lost", "sign test"].map(str::to_owned);
    let mut rows = vec![head.to_vec()];
    rows[0][0].push_str(&comparison.names[0]);
    for row in comparison.all_rows().filter(|row| row.is_all()) {
        rows.push(vec![name(row)]);
        let others = comparison.names.iter().zip(&row.standings);
        rows.extend(others.filter_map(|(name, standing)| Some(difference(name, &standing.difference?))));
    }
    table::table(&rows)
}

fn difference(name: &str, difference: &Difference) -> Vec<String> {
    vec![
        format!("  {name}"),
        format!("{:+.4}", difference.f1),
        table::interval(difference.interval),
        p_value(difference.p),
        difference.won.to_string(),
        difference.lost.to_string(),
        p_value(difference.sign_p),
    ]
}

fn p_value(p: f64) -> String {
    if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") }
}

/// The pages that a competitor won and lost, the largest changes first.
fn pages(name: &str, first: &str, changes: &[PageChange], examples: &[Example], top: usize) -> String {
    let won = changes.iter().take_while(|change| change.gain() > 0.0).count();
    let (won, lost) = changes.split_at(won);
    let row = |change: &PageChange| {
        let example = &examples[change.page];
        let name = format!("  {}/{}", example.set, example.page.id);
        vec![name, format!("{:.3}", change.old), format!("{:.3}", change.new)]
    };
    let mut text = format!("{name} is better than {first} on {}\n", counted(won.len(), "page"));
    text.push_str(&table::table(&won.iter().take(top).map(row).collect::<Vec<_>>()));
    text.push_str(&format!("{name} is worse than {first} on {}\n", counted(lost.len(), "page")));
    text.push_str(&table::table(&lost.iter().rev().take(top).map(row).collect::<Vec<_>>()));
    text
}

/// What differs between two models.
fn weights(name: &str, first: &str, changes: &ModelChanges, top: usize) -> String {
    let mut text = format!("weights of {name} against {first}\n");
    for family in &changes.families {
        text.push_str(&format!(
            "  {}: {}, then {}\n",
            family.family,
            counted(family.old, "column"),
            family.new
        ));
    }
    let weight = |weight: Option<f64>| weight.map_or("none".to_owned(), |weight| format!("{weight:+.3}"));
    let rows: Vec<_> = changes
        .weights
        .iter()
        .take(top)
        .map(|change| {
            let stage = match change.stage {
                StageKind::First => String::new(),
                later => format!(" ({later} stage)"),
            };
            vec![format!("  {}{stage}", change.feature), weight(change.old), weight(change.new)]
        })
        .collect();
    text + &table::table(&rows)
}
