//! What users decide for themselves, as conventions differ: whether titles and comments are content, what is said twice, and
//! at which operating point.

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use unboil_features::{Outline, Repeat};

use crate::decide::Ranked;
use crate::{Label, OperatingPoint, PageScores, decide};

/// To lose the content of a page counts as much as keeping this many pages that have none: it is better to keep a notice
/// than to lose a short text. See docs/experiments.md.
const LOSS: f64 = 12.0;

/// Whether a page is better taken to have no main content: where what that is expected to lose, the F1 that the page's best
/// choice can be expected to have if there is any, is worth less than what it is expected to gain.
fn is_without_content(presence: f64, expected_f1: f64) -> bool {
    LOSS * presence * expected_f1 < 1.0 - presence
}

/// Whether a part of pages is content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum PartChoice {
    /// As the model has it.
    #[default]
    Auto,
    /// Always content.
    On,
    /// Never.
    Off,
}

/// What becomes of text that stands on a page more than once, as in copies for narrow and for wide screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Repeats {
    /// It is content once. What quotations say again is left to the model, and so are single words, items, cells and
    /// code that stand twice for themselves.
    #[default]
    Once,
    /// All of it is left to the model.
    All,
}

/// How the blocks of a page are labelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExtractOptions {
    /// The model's own where not given.
    pub operating_point: Option<OperatingPoint>,
    /// The heading of the page.
    pub title: PartChoice,
    /// Parts for comments: their plain text with [`PartChoice::On`], all of them with [`PartChoice::Off`].
    pub comments: PartChoice,
    /// Text that is repeated.
    pub repeats: Repeats,
}

impl ExtractOptions {
    /// Labels the blocks of a page by its scores, at `point` unless the options have their own. A page that has no main
    /// content by its presence has no heading or comments either, rows of facts are labelled as wholes, and repeats are left
    /// out; at a threshold, none of this counts.
    ///
    /// # Panics
    /// Scores of more or fewer blocks than the outline has.
    pub fn label(&self, scores: &PageScores, outline: &Outline, point: OperatingPoint) -> Vec<Label> {
        let point = self.operating_point.unwrap_or(point);
        let mut labels = match point {
            OperatingPoint::Threshold { .. } => decide(&scores.log_odds, outline.words(), point),
            OperatingPoint::ExpectedF1 { shift, doubt, length } => {
                let log_odds = with_whole_rows(&scores.log_odds, outline);
                let page = Ranked::new(&log_odds, outline.words());
                let usual = page.usual();
                if scores.presence.is_some_and(|presence| is_without_content(presence, usual.f1)) {
                    return vec![Label::Boilerplate; outline.len()];
                }
                let labels = page.labels(usual, shift, doubt, length);
                if self.repeats == Repeats::Once { without_repeats(labels, outline) } else { labels }
            }
        };
        for (block, label) in labels.iter_mut().enumerate().filter(|(block, _)| outline.is_comment(*block)) {
            match self.comments {
                PartChoice::On if outline.is_plain(block) => *label = Label::Content,
                PartChoice::Off => *label = Label::Boilerplate,
                PartChoice::On | PartChoice::Auto => {}
            }
        }
        let title = match self.title {
            PartChoice::On => Some(Label::Content),
            PartChoice::Off => Some(Label::Boilerplate),
            PartChoice::Auto => None,
        };
        if let Some((label, heading)) = title.zip(outline.heading()) {
            labels[heading].fill(label);
        }
        labels
    }
}

/// The labels without content that repeats content before it: without runs of it that have prose, for single words,
/// items and cells may well stand twice. A table of which only a part is in such a run stays whole, but for prose.
fn without_repeats(mut labels: Vec<Label>, outline: &Outline) -> Vec<Label> {
    let mut is_told = vec![false; labels.len()];
    let mut repeat = |block: usize| {
        let repeat = outline.repeat(block);
        let was_told = std::mem::replace(&mut is_told[repeat.map_or(block, |repeat| repeat.first)], true);
        repeat.filter(|_| was_told)
    };
    let chosen = (0..labels.len()).filter(|block| labels[*block] == Label::Content);
    let chosen: Vec<(usize, Option<Repeat>)> = chosen.map(|block| (block, repeat(block))).collect();
    let is_prose = |repeat: &Option<Repeat>| repeat.is_some_and(|repeat| repeat.is_prose);
    let before = |block: usize| chosen.partition_point(|(other, _)| *other < block);
    let mut tables = None;
    for run in chosen.chunk_by(|(_, one), (_, next)| one.is_some() == next.is_some()) {
        if !run.iter().any(|(_, repeat)| is_prose(repeat)) {
            continue;
        }
        let tables = tables.get_or_insert_with(|| tables_of_facts(outline));
        let first = before(run[0].0);
        let is_cut =
            |table: &Range<usize>| before(table.start) < first || before(table.end) > first + run.len();
        for (block, repeat) in run {
            let stays = !is_prose(repeat)
                && table_around(outline, tables, *block).is_some_and(|table| is_cut(&table));
            if !stays {
                labels[*block] = Label::Boilerplate;
            }
        }
    }
    labels
}

/// The containers right around the rows of facts: tables, or their bodies.
fn tables_of_facts(outline: &Outline) -> HashSet<Range<usize>> {
    let around = |row: &Range<usize>| {
        let mut containers = outline.containers(row.start).skip_while(|container| container != row);
        containers.nth(1)
    };
    outline
        .rows_of_facts()
        .iter()
        .filter_map(around)
        .filter(|container| container.len() < outline.len())
        .collect()
}

/// The innermost of some tables around a block.
fn table_around(outline: &Outline, tables: &HashSet<Range<usize>>, block: usize) -> Option<Range<usize>> {
    outline.containers(block).find(|container| tables.contains(container))
}

/// The log-odds of the blocks, those of a row of facts all alike: their mean by words. A price without what it is the price
/// of is worth less than either both or none.
fn with_whole_rows(log_odds: &[f64], outline: &Outline) -> Vec<f64> {
    let mut log_odds = log_odds.to_vec();
    for row in outline.rows_of_facts() {
        let words = &outline.words()[row.clone()];
        let sum: f64 = log_odds[row.clone()].iter().zip(words).map(|(z, words)| z * words).sum();
        log_odds[row.clone()].fill(sum / words.iter().sum::<f64>());
    }
    log_odds
}

#[cfg(test)]
mod tests {
    use unboil_features::Page;
    use unboil_html::{Blocks, Document};

    use super::*;

    /// Labels the blocks of a page whose blocks have these log-odds, at the point of largest expected F1 unless the options have
    /// their own.
    fn labels(html: &str, log_odds: &[f64], presence: Option<f64>, options: ExtractOptions) -> Vec<Label> {
        let document = Document::parse(html);
        let blocks = Blocks::of(&document);
        let outline = Outline::of(&Page::new(&document, &blocks));
        let scores = PageScores { log_odds: log_odds.to_vec(), presence };
        options.label(&scores, &outline, OperatingPoint::shifted(0.0))
    }

    /// A text of so many words, all of them this one.
    fn text(word: &str, words: usize) -> String {
        format!("{word} ").repeat(words)
    }

    /// Checks the labels of a heading and a paragraph of the same log-odds, on a page of this presence.
    #[track_caller]
    fn check(presence: f64, log_odds: f64, options: ExtractOptions, expected: Label) {
        let html = format!("<h1>{}</h1><p>{}", text("river", 4), text("water", 40));
        assert_eq!(labels(&html, &[log_odds; 2], Some(presence), options), [expected; 2]);
    }

    #[test]
    fn a_page_without_content_has_no_heading_either() {
        let default = ExtractOptions::default();
        let titled = ExtractOptions { title: PartChoice::On, ..default };
        check(0.1, 4.0, default, Label::Content);
        check(0.05, 4.0, default, Label::Boilerplate);
        check(0.05, 4.0, titled, Label::Boilerplate);
    }

    #[test]
    fn where_less_can_be_lost_less_doubt_is_enough() {
        check(0.1, -2.0, ExtractOptions::default(), Label::Boilerplate);
        check(0.5, -2.0, ExtractOptions::default(), Label::Content);
    }

    #[test]
    fn rows_of_facts_are_labelled_as_wholes() {
        let html = format!("<p>{}<table><tr><th>Width<td>nine inches</table>", text("water", 40));
        let check = |row: [f64; 2], operating_point: Option<OperatingPoint>, expected: [Label; 2]| {
            let options = ExtractOptions { operating_point, ..Default::default() };
            assert_eq!(labels(&html, &[3.0, row[0], row[1]], None, options)[1..], expected, "{row:?}");
        };
        check([3.0, 0.5], None, [Label::Content; 2]);
        check([3.0, -6.0], None, [Label::Boilerplate; 2]);
        let threshold = OperatingPoint::Threshold { probability: 0.5 };
        check([3.0, -6.0], Some(threshold), [Label::Content, Label::Boilerplate]);
    }

    #[test]
    fn what_is_repeated_is_content_once() {
        // A heading, prose and an item, the same again, and the item for itself.
        let item = format!("<ul><li>{}</ul>", text("lake", 9));
        let part = format!("<h2>{}</h2><p>{}</p>{item}", text("river", 4), text("water", 40));
        let html = format!("{part}{part}<p>{}</p>{item}", text("road", 20));
        let check = |unlikely: &[usize], repeats: Repeats, content: &[usize]| {
            let options = ExtractOptions { repeats, ..Default::default() };
            let log_odds = [0, 1, 2, 3, 4, 5, 6, 7].map(|z| if unlikely.contains(&z) { -9.0 } else { 9.0 });
            let labels = labels(&html, &log_odds, None, options);
            let found: Vec<usize> = (0..8).filter(|&block| labels[block] == Label::Content).collect();
            assert_eq!(found, content, "{unlikely:?}");
        };
        check(&[], Repeats::Once, &[0, 1, 2, 6, 7]);
        check(&[], Repeats::All, &[0, 1, 2, 3, 4, 5, 6, 7]);
        // What stands before counts where it is content.
        check(&[0, 1, 2], Repeats::Once, &[3, 4, 5, 6, 7]);
        check(&[4], Repeats::Once, &[0, 1, 2, 3, 5, 6, 7]);
    }

    #[test]
    fn tables_of_which_a_part_is_repeated_stay_whole() {
        let intro = "<p>The ferry runs on every day of the week, and twice on Sundays.</p>";
        let table = |last: &str| {
            let rows = ["Rowing", "Sailing"].map(|boat| format!("<tr><td>{boat} boat<td>yes")).concat();
            format!("<table><thead><tr><th>Boat<th>Fare<tbody>{rows}<tr><td>Fishing boat<td>{last}</table>")
        };
        let check = |last: &str, expected: usize| {
            let (first, second) = (table("yes"), table(last));
            let html = format!("<div>{intro}{first}</div><p>Another boat<div>{intro}{second}</div>");
            let labels = labels(&html, &[9.0; 19], None, ExtractOptions::default());
            assert_eq!(labels.iter().filter(|label| **label == Label::Content).count(), expected);
        };
        check("yes", 10);
        check("no", 18);
    }

    #[test]
    fn a_threshold_keeps_what_reaches_it_on_any_page() {
        let point = OperatingPoint::Threshold { probability: 0.5 };
        let options = ExtractOptions { operating_point: Some(point), ..Default::default() };
        check(0.01, 2.0, options, Label::Content);
    }
}
