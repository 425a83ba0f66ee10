//! What is wrong with labelled pages, to be known before anything is trained on them.

mod contradictions;
mod counts;
mod mistake;
mod near;
mod shared;

use rayon::prelude::*;

pub use self::counts::{FileCounts, count_files};
pub use self::mistake::{Finding, Mistake, Place};
use crate::label::squeeze;
use crate::{BlockRange, Example, Gold, Options};
use unboil_features::tokens;
use unboil_infer::Label;

/// Pages of whose gold a smaller share is found are reported.
const WELL_FOUND: f64 = 0.9;
/// The type of a page that is known to have no main content.
const NO_CONTENT: &str = "none";
/// Words of the gold that are not in the page, shown of each page.
const SHOWN_WORDS: usize = 6;

/// A labelled page and the line that labels it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Where it is labelled.
    pub place: Place,
    /// The page; its features are not looked at.
    pub example: Example,
}

/// Everything that is found wrong with the pages of one or more label files, in the order of files and lines, given as
/// they are to be read. Pages of two files are held to be of two splits: they may share no page, address or site.
pub fn check_pages(pages: &[Checked]) -> Vec<Finding> {
    let alone: Vec<Option<Mistake>> = pages.par_iter().map(|page| alone(&page.example)).collect();
    let at = |place: &Place, mistake: Mistake| Finding { place: place.clone(), mistake };
    let mut findings: Vec<Finding> =
        pages.iter().zip(alone).filter_map(|(page, found)| found.map(|p| at(&page.place, p))).collect();
    findings.extend(counts::one_class(pages));
    findings.extend(counts::no_address(pages));
    findings.extend(counts::few_sites(pages));
    findings.extend(shared::findings(pages));
    findings.extend(near::findings(pages));
    findings.extend(contradictions::findings(pages));
    let mut files: Vec<&str> = Vec::new();
    for page in pages {
        if files.last() != Some(&page.place.file.as_str()) {
            files.push(&page.place.file);
        }
    }
    let order = |finding: &Finding| {
        let file = files.iter().position(|file| *file == finding.place.file);
        (file, finding.place.line, finding.mistake.kind())
    };
    findings.sort_by_key(order);
    findings
}

/// The first two ranges that overlap and say different things.
fn two_labels(ranges: &[BlockRange]) -> Option<(&BlockRange, &BlockRange)> {
    let mut sorted: Vec<&BlockRange> = ranges.iter().collect();
    sorted.sort_by_key(|range| range.start);
    // The range that reaches furthest so far, of either label.
    let mut furthest: [Option<&BlockRange>; 2] = [None; 2];
    for range in sorted {
        let is_content = usize::from(range.label == Label::Content);
        if let Some(other) = furthest[1 - is_content].filter(|other| other.end > range.start) {
            return Some((other, range));
        }
        if furthest[is_content].is_none_or(|other| other.end < range.end) {
            furthest[is_content] = Some(range);
        }
    }
    None
}

/// What is wrong with a page by itself.
fn alone(example: &Example) -> Option<Mistake> {
    if example.page.page_type == NO_CONTENT {
        let has_content = example.missing_words > 0.0 || example.measured.labels.contains(&Some(true));
        return has_content.then_some(Mistake::ContentOfNone);
    }
    if example.text.blocks().is_empty() {
        return Some(Mistake::NoText);
    }
    if matches!(&example.page.gold, Gold::Text(text) if text.trim().is_empty()) {
        return Some(Mistake::EmptyGold);
    }
    let is_text = matches!(example.page.gold, Gold::Text(_));
    if example.found < if is_text { WELL_FOUND } else { 1.0 } {
        let is_left_out = example.found < Options::default().min_found;
        return Some(Mistake::GoldNotFound {
            share: example.found,
            missing: missing(example),
            consequence: if is_left_out { "training leaves the page out" } else { "the rest is learned" },
        });
    }
    if let Gold::Blocks(ranges) = &example.page.gold
        && let Some((one, other)) = two_labels(ranges)
    {
        return Some(Mistake::TwoLabels { one: (one.start, one.end), other: (other.start, other.end) });
    }
    if let Gold::Blocks(ranges) = &example.page.gold
        && let Some(range) = ranges.iter().find(|range| range.end > example.len)
    {
        return Some(Mistake::PastEnd { range: (range.start, range.end), bytes: example.len });
    }
    let is_labelled = example.measured.labels.iter().any(Option::is_some);
    (!is_labelled).then_some(Mistake::Unlabelled)
}

/// What of the gold is not in the page, as a clause.
fn missing(example: &Example) -> String {
    let blocks = example.text.blocks();
    match &example.page.gold {
        Gold::Text(gold) => {
            let page: String = blocks.iter().map(|block| blocks.text(block).to_lowercase() + "\n").collect();
            let page: rustc_hash::FxHashSet<&str> = tokens(&page).collect();
            let gold = gold.to_lowercase();
            let missing = tokens(&gold).filter(|word| !page.contains(word)).take(SHOWN_WORDS);
            let missing: Vec<&str> = missing.collect();
            if missing.is_empty() {
                "its words stand there in another order".to_owned()
            } else {
                format!("{} is not there", quoted(&missing.join(" ")))
            }
        }
        Gold::Segments { must, must_not, .. } => {
            let page: String = blocks.iter().map(|block| squeeze(blocks.text(block))).collect();
            let missing = must.iter().chain(must_not).find(|segment| !page.contains(&squeeze(segment)));
            missing.map_or("some segments are no whole blocks".to_owned(), |segment| {
                format!("{} is not there", quoted(segment))
            })
        }
        Gold::Blocks(_) => "some ranges hold no text of it".to_owned(),
    }
}

/// The beginning of a text, on one line and without control characters.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let mut start: String = line.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    if line.chars().count() > LONGEST {
        start.push('…');
    }
    format!("“{start}”")
}

#[cfg(test)]
mod tests;
