//! Pages of nearly the same text.
//!
//! Source: Broder 1997, "On the resemblance and containment of documents"; candidates by bands of a MinHash signature.

use std::collections::BTreeSet;
use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use unboil_features::tokens;

use super::{Checked, Finding, Mistake};

/// Words of a shingle.
const SHINGLE: usize = 4;
/// Bands of a signature, and the hashes of each: pages that share .7 of their shingles meet in one of two cases, pages
/// that share .85 in 99 of 100.
const BANDS: usize = 16;
const ROWS: usize = 8;
/// Pages that share at least this share of their shingles are near-duplicates.
const SIMILAR: f64 = 0.8;

/// Each page that resembles an earlier one, with the earlier one that it resembles most.
pub(super) fn findings(pages: &[Checked]) -> Vec<Finding> {
    let shingles: Vec<Vec<u64>> = pages.par_iter().map(shingles).collect();
    let signatures: Vec<Vec<u64>> = shingles.par_iter().map(|page| bands(page)).collect();
    // The first page of each band's hash stands for all of its kind, so that many copies of a page take no more time
    // than many pages.
    let mut first: FxHashMap<(usize, u64), usize> = FxHashMap::default();
    let mut findings = Vec::new();
    for (page, signature) in signatures.iter().enumerate().filter(|(page, _)| !shingles[*page].is_empty()) {
        let earlier =
            signature.iter().enumerate().map(|band| *first.entry((band.0, *band.1)).or_insert(page));
        let earlier: BTreeSet<usize> = earlier.filter(|other| *other != page).collect();
        let similarity = |other: usize| (other, jaccard(&shingles[page], &shingles[other]));
        let nearest = earlier.into_iter().map(similarity).reduce(|a, b| if b.1 > a.1 { b } else { a });
        if let Some((other, similarity)) = nearest.filter(|(_, similarity)| *similarity >= SIMILAR) {
            let (place, other) = (pages[page].place.clone(), pages[other].place.clone());
            let across = place.file != other.file;
            findings.push(Finding { place, mistake: Mistake::NearDuplicate { similarity, other, across } });
        }
    }
    findings
}

/// The hashes of the page's shingles, sorted; of all its words where they are fewer than a shingle.
fn shingles(page: &Checked) -> Vec<u64> {
    let blocks = page.example.text.blocks();
    let text: String = blocks.iter().map(|block| blocks.text(block).to_lowercase() + "\n").collect();
    let words: Vec<&str> = tokens(&text).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let hash = |words: &[&str]| {
        let mut hasher = FxHasher::default();
        for word in words {
            hasher.write(word.as_bytes());
            hasher.write_u8(0xff);
        }
        hasher.finish()
    };
    let mut hashes: Vec<u64> = words.windows(SHINGLE.min(words.len())).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// A hash for each band of the page's MinHash signature.
fn bands(shingles: &[u64]) -> Vec<u64> {
    let least =
        |slot: usize| shingles.iter().map(|hash| mixed(hash ^ mixed(slot as u64 + 1))).min().unwrap_or(0);
    let band = |band: usize| {
        (band * ROWS..(band + 1) * ROWS).fold(0, |hash: u64, slot| mixed(hash.rotate_left(5) ^ least(slot)))
    };
    (0..BANDS).map(band).collect()
}

/// The finalizer of SplitMix64 (Steele, Lea & Flood 2014).
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The share of what is in either of two sorted lists that is in both.
fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    let both = a.iter().filter(|hash| b.binary_search(hash).is_ok()).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}
