//! How many pages, sites and blocks label files hold, and of what kind.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checked, Finding, Mistake};
use crate::Options;

/// What a label file holds.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FileCounts {
    /// The file, as given.
    pub file: String,
    /// Number of pages.
    pub pages: usize,
    /// Number of sites: see [`site`](crate::site).
    pub sites: usize,
    /// Number of labelled blocks.
    pub blocks: usize,
    /// Number of them that are content.
    pub content: usize,
    /// Share of the labelled blocks' words that is content, 0 to 1; 0 where no block is labelled.
    pub content_words: f64,
    /// Pages by language, the most frequent first; the empty name stands for pages without one.
    pub langs: Vec<(String, usize)>,
    /// Pages by type, in the same way.
    pub page_types: Vec<(String, usize)>,
}

/// The counts of each file, in the order of the files.
pub fn count_files(pages: &[Checked]) -> Vec<FileCounts> {
    by_file(pages).iter().map(|pages| counts(pages)).collect()
}

/// A finding on the first line of each file whose labelled blocks are all alike; on the first line of all where that is so of
/// what can be learned from alone.
pub(super) fn one_class(pages: &[Checked]) -> Vec<Finding> {
    let min_found = Options::default().min_found;
    let learned: Vec<&Checked> = pages.iter().filter(|page| page.example.is_learnable(min_found)).collect();
    let of_learned = class_of(&learned);
    let at = |page: &Checked, class| {
        let mistake = Mistake::OneClass { class, stops: of_learned == Some(class) };
        Finding { place: page.place.clone(), mistake }
    };
    let mut findings: Vec<Finding> = by_file(pages)
        .into_iter()
        .filter_map(|pages| class_of(&pages).map(|class| at(pages[0], class)))
        .collect();
    let is_told = findings.iter().any(|finding| finding.mistake.stops_training());
    if let (false, Some(class), Some(first)) = (is_told, of_learned, pages.first()) {
        findings.push(at(first, class));
    }
    findings
}

/// What all labelled blocks are; `None` where they differ, or there are none.
fn class_of(pages: &[&Checked]) -> Option<&'static str> {
    let counts = counts(pages);
    match (counts.content, counts.blocks - counts.content) {
        (1.., 0) => Some("main content"),
        (0, 1..) => Some("boilerplate"),
        _ => None,
    }
}

/// A finding on the first page of each file that has no address.
pub(super) fn no_address(pages: &[Checked]) -> Vec<Finding> {
    let finding = |pages: Vec<&Checked>| {
        let without: Vec<_> = pages.iter().filter(|page| !page.example.has_address()).collect();
        let mistake = Mistake::NoAddress { pages: without.len() };
        without.first().map(|first| Finding { place: first.place.clone(), mistake })
    };
    by_file(pages).into_iter().filter_map(finding).collect()
}

/// A finding on the first page where the pages of all files that can be learned from are of fewer sites than a training
/// has folds by default. None for no page.
pub(super) fn few_sites(pages: &[Checked]) -> Option<Finding> {
    let Options { folds, min_found, .. } = Options::default();
    let sites = count_sites(pages.iter().filter(|page| page.example.is_learnable(min_found)));
    let mistake = Mistake::FewSites { sites, folds };
    pages.first().filter(|_| sites < folds).map(|first| Finding { place: first.place.clone(), mistake })
}

fn count_sites<'a>(pages: impl Iterator<Item = &'a Checked>) -> usize {
    pages.map(|page| &page.example.site).collect::<BTreeSet<_>>().len()
}

/// The pages of each file; there is at least one of each.
fn by_file(pages: &[Checked]) -> Vec<Vec<&Checked>> {
    let mut files: Vec<Vec<&Checked>> = Vec::new();
    for page in pages {
        match files.iter_mut().find(|file| file[0].place.file == page.place.file) {
            Some(file) => file.push(page),
            None => files.push(vec![page]),
        }
    }
    files
}

fn counts(pages: &[&Checked]) -> FileCounts {
    let mut counts = FileCounts { pages: pages.len(), ..FileCounts::default() };
    let (mut words, mut content_words) = (0.0, 0.0);
    for page in pages {
        let measured = &page.example.measured;
        for (label, block_words) in measured.labels.iter().zip(measured.outline.words()) {
            let Some(is_content) = label else { continue };
            counts.blocks += 1;
            words += block_words;
            if *is_content {
                counts.content += 1;
                content_words += block_words;
            }
        }
    }
    counts.content_words = if words > 0.0 { content_words / words } else { 0.0 };
    counts.sites = count_sites(pages.iter().copied());
    counts.langs = tally(pages.iter().map(|page| page.example.page.lang.as_str()));
    counts.page_types = tally(pages.iter().map(|page| page.example.page.page_type.as_str()));
    counts.file = pages.first().map(|page| page.place.file.clone()).unwrap_or_default();
    counts
}

fn tally<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *by_name.entry(name).or_default() += 1);
    let mut tally: Vec<(String, usize)> =
        by_name.into_iter().map(|(n, count)| (n.to_owned(), count)).collect();
    tally.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    tally
}
