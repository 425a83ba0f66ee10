//! Competitors side by side: tables, what differs between models, and the pages that changed most.

use std::borrow::Cow;
use std::collections::BTreeSet;

use maud::{Markup, html};
use unboil_infer::{Label, Model};
use unboil_train::{
    Comparison, Difference, Example, Gold, GroupRow, ModelChanges, PageChange, PageResult, Piece, Standing,
    diff,
};

use super::blocks::{self, Lane};
use super::{page, scores, signed, weights};

/// Characters of a piece of text that are shown at either end.
const SHOWN: usize = 160;
/// Weights that are shown.
const WEIGHTS: usize = 20;

/// What a competitor made of the pages, in their order.
pub enum Side<'a> {
    /// A model's labels.
    Model {
        /// The model.
        model: &'a Model,
        /// One result a page.
        results: &'a [PageResult],
    },
    /// The texts of any other tool.
    Texts(&'a [String]),
}

impl Side<'_> {
    /// The blocks of a page that were taken: for a text, those that it stands for.
    fn labels(&self, at: usize, example: &Example) -> Cow<'_, [Label]> {
        match self {
            Side::Model { results, .. } => Cow::Borrowed(&results[at].labels),
            Side::Texts(texts) => Cow::Owned(example.text.labels_of(&texts[at])),
        }
    }
}

/// The page: examples, the comparison, and one side a competitor; of each competitor but the first, the `top` pages that
/// it won and lost.
pub fn compare_page(examples: &[Example], comparison: &Comparison, sides: &[Side<'_>], top: usize) -> String {
    let title = format!("{} compared", comparison.names.join(", "));
    let changed: Vec<[&[PageChange]; 2]> =
        comparison.changes.iter().map(|changes| ends(changes, top)).collect();
    let shown: BTreeSet<usize> =
        changed.iter().flatten().flat_map(|changes| changes.iter().map(|change| change.page)).collect();
    let body = html! {
        h1 { (title) }
        h2 { "Scores" }
        (score_table(comparison))
        @if comparison.names.len() > 1 {
            h2 { "Against " (comparison.names[0]) }
            (difference_table(comparison))
        }
        (model_changes(comparison, sides))
        @if comparison.names.len() > 1 { h2 { "Pages won and lost" } }
        @for (name, changes) in comparison.names.iter().skip(1).zip(&changed) {
            (won_and_lost(name, &comparison.names[0], changes, examples))
        }
        @if !shown.is_empty() {
            h2 { "Side by side" }
            (letters(&comparison.names))
            (blocks::key())
        }
        @for at in shown { (side_by_side(at, &examples[at], comparison, sides)) }
    };
    page(&title, &body)
}

/// The pages of the largest gains, and those of the largest losses, the largest first of the gains and last of the losses.
fn ends(changes: &[PageChange], top: usize) -> [&[PageChange]; 2] {
    let (won, lost) = changes.split_at(changes.partition_point(|change| change.gain() > 0.0));
    [&won[..won.len().min(top)], &lost[lost.len().saturating_sub(top)..]]
}

fn score_table(comparison: &Comparison) -> Markup {
    html! {
        div.scroll role="region" aria-label="scores" tabindex="0" { table {
            caption { "Mean F1 of pages, with its 95 % interval by bootstrap over sites" }
            thead { tr {
                th scope="col" { "pages of" }
                @for name in &comparison.names { th.number scope="col" { (name) } }
            } }
            tbody { @for row in comparison.all_rows() {
                tr class=(if row.is_all() { "set" } else { "group" }) {
                    th scope="row" { (name_of(row)) " " small { (row.pages) } }
                    @for standing in &row.standings { td.number { (f1(standing)) } }
                }
            } }
        } }
    }
}

fn name_of(row: &GroupRow) -> String {
    let set = || row.set.clone().unwrap_or_else(|| "all sets".to_owned());
    scores::group_name(&row.group).unwrap_or_else(set)
}

fn f1(standing: &Standing) -> Markup {
    html! { (format!("{:.3}", standing.mean.f1)) small { (scores::interval(standing.interval)) } }
}

fn difference_table(comparison: &Comparison) -> Markup {
    html! {
        table {
            caption { "Change of F1 by bootstrap over sites; sign test over sites; pages won and lost" }
            thead { tr {
                th scope="col" { "competitor" }
                th.number scope="col" { "change" small { "95 % interval" } }
                th.number scope="col" { "p" small { "sign test" } }
                th.number scope="col" { "won" small { "lost" } }
            } }
            tbody { @for row in comparison.all_rows().filter(|row| row.is_all()) {
                tr.set { th scope="row" colspan="4" { (name_of(row)) } }
                @for (name, standing) in comparison.names.iter().zip(&row.standings) {
                    @if let Some(difference) = &standing.difference { (difference_row(name, difference)) }
                }
            } }
        }
    }
}

fn difference_row(name: &str, difference: &Difference) -> Markup {
    let side = match difference.interval {
        Some((low, _)) if low > 0.0 => "better",
        Some((_, high)) if high < 0.0 => "worse",
        _ => "even",
    };
    let interval = difference.interval.map(|(low, high)| format!("{} to {}", signed(low), signed(high)));
    html! {
        tr.group {
            th scope="row" { (name) }
            td.number { span class=(side) { (signed(difference.f1)) } small { (interval.unwrap_or_default()) } }
            td.number { (p_value(difference.p)) small { (p_value(difference.sign_p)) } }
            td.number { (difference.won) small { (difference.lost) } }
        }
    }
}

fn p_value(p: f64) -> String {
    if p < 0.001 { "< .001".to_owned() } else { format!("{p:.3}") }
}

/// What differs in each model from the first competitor, where that is a model.
fn model_changes(comparison: &Comparison, sides: &[Side]) -> Markup {
    let Some(Side::Model { model: old, .. }) = sides.first() else { return html! {} };
    html! {
        @for (name, side) in comparison.names.iter().zip(sides).skip(1) {
            @if let Side::Model { model, .. } = side {
                h2 { "Weights: " (comparison.names[0]) ", then " (name) }
                (weights::changes(&ModelChanges::between(old, model), WEIGHTS))
            }
        }
    }
}

fn won_and_lost(name: &str, first: &str, [won, lost]: &[&[PageChange]; 2], examples: &[Example]) -> Markup {
    let list = |changes: &mut dyn Iterator<Item = &PageChange>| {
        html! {
            ul { @for change in changes { li {
                a href=(format!("#{}", anchor(change.page))) { (examples[change.page].page.id) } " "
                small { (examples[change.page].set) " " (format!("{:.3}", change.old)) " → " (format!("{:.3}", change.new)) }
            } } }
        }
    };
    html! {
        @if !won.is_empty() {
            h3 { (name) " is better than " (first) }
            (list(&mut won.iter()))
        }
        @if !lost.is_empty() {
            h3 { (name) " is worse than " (first) }
            (list(&mut lost.iter().rev()))
        }
    }
}

fn anchor(page: usize) -> String {
    format!("page-{page}")
}

/// The letter of a competitor; those beyond the alphabet share the last one.
fn letter(index: usize) -> char {
    char::from(b'A' + u8::try_from(index.min(25)).unwrap_or(25))
}

fn letters(names: &[String]) -> Markup {
    html! { p { @for (index, name) in names.iter().enumerate() { b { (letter(index)) } " " (name) " " } } }
}

/// One page: its blocks with a mark for each competitor, then the texts of other tools word by word.
fn side_by_side(at: usize, example: &Example, comparison: &Comparison, sides: &[Side]) -> Markup {
    let labels: Vec<Cow<[Label]>> = sides.iter().map(|side| side.labels(at, example)).collect();
    let lanes: Vec<Lane> =
        labels.iter().enumerate().map(|(index, labels)| Lane { key: letter(index), labels }).collect();
    html! {
        section {
            h3 id=(anchor(at)) { (example.page.id) " " small { (example.set) " " (example.page.page_type) " " (example.page.lang) } }
            p { @for (index, f1) in comparison.pages[at].iter().enumerate() {
                    b { (letter(index)) } " " (format!("{f1:.3}")) " "
                }
                small { (example.page.url) } }
            (blocks::lanes(example, &lanes))
            @for (index, (name, side)) in comparison.names.iter().zip(sides).enumerate() {
                @if let Side::Texts(texts) = side {
                    details {
                        summary { b { (letter(index)) } " the text of " (name) }
                        (text(&texts[at], &example.page.gold))
                    }
                }
            }
        }
    }
}

/// A text, and where there is a whole one, what it has and lacks of the gold.
fn text(text: &str, gold: &Gold) -> Markup {
    let Gold::Text(gold) = gold else { return html! { p.diff { (text) } } };
    html! {
        p.diff { @for piece in diff(text, gold) {
            @match piece {
                Piece::Both(text) => (shortened(text)),
                Piece::Extra(text) => ins { (shortened(text)) },
                Piece::Missed(text) => del { (shortened(text)) },
            }
        } }
    }
}

/// A text whose middle is left out where it is long.
fn shortened(text: &str) -> Cow<'_, str> {
    let count = text.chars().count();
    if count <= 2 * SHOWN + 40 {
        return Cow::Borrowed(text);
    }
    let start: String = text.chars().take(SHOWN).collect();
    let end: String = text.chars().skip(count - SHOWN).collect();
    Cow::Owned(format!("{start} … {} characters … {end}", count - 2 * SHOWN))
}
