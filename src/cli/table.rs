//! Plain tables: a name, then numbers.

use std::fmt::Write;

use unboil_infer::{GroupKey, GroupMetrics, SetMetrics};

/// Rows of cells as aligned text: the first column to the left, the others to the right.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|c| c.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(width - cell.chars().count());
            let _ = if column == 0 { write!(line, "{cell}{pad}") } else { write!(line, "  {pad}{cell}") };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The interval of a difference; a dash for that of few sites, which have none.
pub(super) fn interval(interval: Option<(f64, f64)>) -> String {
    interval.map_or_else(|| "–".to_owned(), |(low, high)| format!("{low:+.4} to {high:+.4}"))
}

/// The metrics of sets as two tables. That of their texts has a row for all pages of a set and for its groups by each of `by`;
/// that of their blocks a row a set.
pub(super) fn metrics(sets: &[SetMetrics], by: &[GroupKey]) -> String {
    format!("{}\n{}", table(&of_texts(sets, by)), table(&of_blocks(sets)))
}

fn of_texts(sets: &[SetMetrics], by: &[GroupKey]) -> Vec<Vec<String>> {
    let mut rows = vec![["texts", "pages", "F1", "precision", "recall"].map(str::to_owned).to_vec()];
    let is_shown = |metrics: &GroupMetrics| metrics.group.key().is_none_or(|key| by.contains(&key));
    for set in sets {
        for group in set.groups.iter().filter(|group| is_shown(group)) {
            let name = if group.is_all() { set.set.clone() } else { format!("  {}", group.group) };
            let mut row = vec![name, group.pages.to_string()];
            row.extend([group.f1, group.precision, group.recall].map(|value| format!("{value:.4}")));
            rows.push(row);
        }
    }
    rows
}

fn of_blocks(sets: &[SetMetrics]) -> Vec<Vec<String>> {
    let head = ["blocks", "precision", "recall", "AUC", "calibration error"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for set in sets {
        let mut row = vec![set.set.clone()];
        let values = [set.block_precision, set.block_recall, set.auc, Some(set.calibration_error)];
        row.extend(values.map(|value| value.map_or("–".to_owned(), |value| format!("{value:.3}"))));
        rows.push(row);
    }
    rows
}
