//! Tables of scores by set, type and language.

use maud::{Markup, html};
use unboil_infer::{Group, GroupMetrics, SetMetrics};
use unboil_train::{GroupRow, PrecisionRecall, Standing};

use super::plot::interval_bar;

/// Scores of one group of pages.
struct Scores<'a> {
    /// `None` for all pages of the set.
    group: Option<String>,
    set: &'a str,
    pages: usize,
    mean: PrecisionRecall,
    /// Of the F1; `None` for fewer than six sites.
    interval: Option<(f64, f64)>,
}

/// The scores of one competitor, measured on the pages given.
pub(super) fn measured<'a>(rows: impl Iterator<Item = &'a GroupRow>) -> Markup {
    let scores = |row: &'a GroupRow| {
        let Standing { mean, interval, .. } = row.standings[0];
        let set = row.set.as_deref().unwrap_or("all sets");
        Scores { group: group_name(&row.group), set, pages: row.pages, mean, interval }
    };
    table("Mean F1 of pages; intervals by bootstrap over sites", rows.map(scores))
}

/// The scores that a model's file tells.
pub(super) fn told<'a>(caption: &str, sets: &'a [SetMetrics]) -> Markup {
    let rows = sets.iter().flat_map(|set| set.groups.iter().map(|group| (&*set.set, group)));
    let scores = |(set, group): (&'a str, &'a GroupMetrics)| {
        let GroupMetrics { pages, f1, precision, recall, .. } = group;
        let mean = PrecisionRecall { precision: *precision, recall: *recall, f1: *f1 };
        Scores { group: group_name(&group.group), set, pages: *pages, mean, interval: group.wide_interval() }
    };
    table(caption, rows.map(scores))
}

/// What the pages of a group have in common, such as `forum` or `in de`; `None` for all pages.
pub fn group_name(group: &Group) -> Option<String> {
    match group {
        Group::All => None,
        Group::PageType(page_type) => Some(page_type.clone()),
        Group::Lang(lang) => Some(format!("in {lang}")),
    }
}

/// An interval of numbers from 0 to 1; nothing where there is none.
pub(super) fn interval(interval: Option<(f64, f64)>) -> String {
    let short = |number: f64| format!("{number:.3}").trim_start_matches('0').to_owned();
    interval.map(|(low, high)| format!("{}–{}", short(low), short(high))).unwrap_or_default()
}

fn table<'a>(caption: &str, rows: impl Iterator<Item = Scores<'a>>) -> Markup {
    html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" { "pages of" }
                th.number scope="col" { "pages" }
                th.number scope="col" { "F1" }
                th.number scope="col" { "95 % interval" }
                th.bar scope="col" { span.soft { "0 to 1" } }
                th.number.wide scope="col" { "precision" }
                th.number.wide scope="col" { "recall" }
            } }
            tbody { @for row in rows { (row_of(&row)) } }
        }
    }
}

fn row_of(row: &Scores) -> Markup {
    let PrecisionRecall { precision, recall, f1 } = row.mean;
    html! {
        tr class=(if row.group.is_some() { "group" } else { "set" }) {
            th scope="row" { (row.group.as_deref().unwrap_or(row.set)) }
            td.number { (row.pages) }
            td.number { (format!("{f1:.3}")) }
            td.number { small { (interval(row.interval)) } }
            td.bar { (interval_bar(f1, row.interval.unwrap_or((f1, f1)))) }
            td.number.wide { (format!("{precision:.3}")) }
            td.number.wide { (format!("{recall:.3}")) }
        }
    }
}
