//! The blocks of a page in colours: what was kept, what was missed, and why.

use maud::{Markup, html};
use unboil_infer::{ClassifiedPage, Contribution, Explainer, Explanation, Label, sigmoid};
use unboil_train::{Example, PageResult};

/// Characters of a block that are shown.
const SHOWN: usize = 300;
/// Blocks that are shown on both sides of one to look at; others are folded away.
const CONTEXT: usize = 1;
/// Blocks of a page that are shown at most.
const MAX_BLOCKS: usize = 80;
/// Blocks that are shown at most of a page of which all are.
const MAX_OF_ALL: usize = 2000;
/// Reasons of a wrong label that are shown for each stage.
const REASONS: usize = 3;

/// What became of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Boilerplate that was kept.
    Kept,
    /// Content that was not.
    Missed,
    /// Content that was kept, or a block without a label.
    Content,
    /// All the rest.
    Rest,
}

/// What one of several competitors makes of a page.
pub(super) struct Lane<'a> {
    /// A letter.
    pub(super) key: char,
    pub(super) labels: &'a [Label],
}

impl Fate {
    fn of(truth: Option<bool>, label: Label) -> Fate {
        match (truth, label) {
            (Some(false), Label::Content) => Fate::Kept,
            (Some(true), Label::Boilerplate) => Fate::Missed,
            (_, Label::Content) => Fate::Content,
            _ => Fate::Rest,
        }
    }

    fn is_wrong(self) -> bool {
        matches!(self, Fate::Kept | Fate::Missed)
    }

    fn class(self) -> &'static str {
        match self {
            Fate::Kept => "kept",
            Fate::Missed => "missed",
            Fate::Content => "content",
            Fate::Rest => "rest",
        }
    }

    /// A mark beside the colour, for those who do not see it.
    fn mark(self) -> &'static str {
        match self {
            Fate::Kept => "+",
            Fate::Missed => "−",
            Fate::Content => "✓",
            Fate::Rest => "·",
        }
    }
}

/// What the colours and marks mean.
pub(super) fn key() -> Markup {
    html! {
        ul.key {
            @for (fate, what) in
                [(Fate::Kept, "boilerplate kept"), (Fate::Missed, "content missed"), (Fate::Content, "content kept")] {
                li class=(fate.class()) { (fate.mark()) " " (what) }
            }
            li { "· boilerplate dropped" }
        }
    }
}

/// The blocks around those that a model labelled wrongly, each with its probability, and why where there is an explainer.
pub(super) fn blocks(example: &Example, result: &PageResult, explainer: Option<&Explainer>) -> Markup {
    let fates: Vec<Fate> = fates(example, &result.labels);
    let wrong: Vec<bool> = fates.iter().map(|fate| fate.is_wrong()).collect();
    html! {
        table.blocks {
            thead { tr { th.mark scope="col" { "P" } th scope="col" { "block" } } }
            tbody {
                @for shown in folded(&wrong) {
                    @match shown {
                        Shown::Block(at) => tr class=(fates[at].class()) {
                            td.mark { (fates[at].mark()) " " (format!("{:.2}", sigmoid(result.log_odds[at]))) }
                            td {
                                (text(example, at))
                                @if let (true, Some(explainer)) = (wrong[at], explainer) {
                                    (reasons(&explainer.explain(at), result.labels[at]))
                                }
                            }
                        },
                        Shown::Fold(count) => (fold(count, 2)),
                    }
                }
            }
        }
    }
}

/// The blocks around those on which competitors differ, with a mark for each of them.
pub(super) fn lanes(example: &Example, lanes: &[Lane]) -> Markup {
    let by_lane: Vec<Vec<Fate>> = lanes.iter().map(|lane| fates(example, lane.labels)).collect();
    let differs = |at: usize| by_lane.iter().any(|fates| fates[at] != by_lane[0][at]);
    let differ: Vec<bool> = (0..example.measured.labels.len()).map(differs).collect();
    html! {
        table.blocks {
            thead { tr { @for lane in lanes { th.lane scope="col" { (lane.key) } } th scope="col" { "block" } } }
            tbody {
                @for shown in folded(&differ) {
                    @match shown {
                        Shown::Block(at) => tr {
                            @for fates in &by_lane { td.lane.(fates[at].class()) { (fates[at].mark()) } }
                            td { (text(example, at)) }
                        },
                        Shown::Fold(count) => (fold(count, lanes.len() + 1)),
                    }
                }
            }
        }
    }
}

/// All blocks of a page, each with its probability; after the first so many, their number.
pub(super) fn all(page: &ClassifiedPage) -> Markup {
    html! {
        table.blocks {
            thead { tr { th.mark scope="col" { "P" } th scope="col" { "block" } } }
            tbody {
                @for (at, block) in page.blocks.iter().enumerate().take(MAX_OF_ALL) {
                    @let fate = Fate::of(None, page.labels[at]);
                    tr class=(fate.class()) {
                        td.mark { (fate.mark()) " " (format!("{:.2}", page.probability(at))) }
                        td { (shortened(page.blocks.text(block))) }
                    }
                }
                @if page.blocks.len() > MAX_OF_ALL { (fold(page.blocks.len() - MAX_OF_ALL, 2)) }
            }
        }
    }
}

fn fates(example: &Example, labels: &[Label]) -> Vec<Fate> {
    example.measured.labels.iter().zip(labels).map(|(truth, label)| Fate::of(*truth, *label)).collect()
}

fn text(example: &Example, block: usize) -> String {
    let blocks = example.text.blocks();
    shortened(blocks.text(blocks.block(block)))
}

fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn fold(count: usize, columns: usize) -> Markup {
    html! { tr.fold { td colspan=(columns) { (count) @if count == 1 { " block" } @else { " blocks" } } } }
}

/// The features that pushed a block to its wrong label most, stage by stage.
fn reasons(explanation: &Explanation, label: Label) -> Markup {
    let sign = if label == Label::Content { 1.0 } else { -1.0 };
    let pushes = |contributions: &[Contribution]| -> Vec<String> {
        let mut pushes: Vec<&Contribution> =
            contributions.iter().filter(|c| c.log_odds * sign > 0.0).collect();
        pushes.sort_by(|a, b| (b.log_odds * sign).total_cmp(&(a.log_odds * sign)));
        let push = |c: &&Contribution| format!("{} ({})", c.about, super::signed(c.log_odds));
        pushes.iter().take(REASONS).map(push).collect()
    };
    html! {
        small { "the block: " (pushes(&explanation.first.contributions).join("; ")) }
        @if let Some(second) = &explanation.second {
            small { "the page around it: " (pushes(&second.contributions).join("; ")) }
        }
    }
}

/// A row of the table.
enum Shown {
    Block(usize),
    /// So many blocks.
    Fold(usize),
}

/// The blocks to look at with some on both sides, and how many are folded away in between.
fn folded(to_look_at: &[bool]) -> Vec<Shown> {
    let mut rows = Vec::new();
    let (mut hidden, mut shown) = (0, 0);
    for at in 0..to_look_at.len() {
        let around = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(to_look_at.len());
        if shown == MAX_BLOCKS || !to_look_at[around].contains(&true) {
            hidden += 1;
            continue;
        }
        if hidden > 0 {
            rows.push(Shown::Fold(std::mem::take(&mut hidden)));
        }
        shown += 1;
        rows.push(Shown::Block(at));
    }
    if hidden > 0 {
        rows.push(Shown::Fold(hidden));
    }
    rows
}
