//! The longest common subsequence of a page's tokens and its gold's.
//!
//! Source: Hyyrö 2004, "Bit-parallel LCS-length computation revisited", with the rows kept for the way back; pages for
//! which these would not fit are split as in Hirschberg 1975.

use rustc_hash::FxHashMap;

/// Rows are kept up to this many words of 64 bits: 64 MiB.
const MAX_KEPT: usize = 8 << 20;

/// For each token of the page, whether the longest common subsequence with the gold uses it.
pub(super) fn matched(page: &[&str], gold: &[&str]) -> Vec<bool> {
    let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
    let gold: Vec<u32> = gold
        .iter()
        .map(|token| {
            let next = ids.len() as u32;
            *ids.entry(token).or_insert(next)
        })
        .collect();
    // Tokens that the gold does not have can match nothing.
    let shared: Vec<(usize, u32)> =
        page.iter().enumerate().filter_map(|(at, token)| Some((at, *ids.get(token)?))).collect();
    let tokens: Vec<u32> = shared.iter().map(|(_, id)| *id).collect();
    let mut hits = vec![false; tokens.len()];
    align(&tokens, &gold, &mut hits);
    let mut matched = vec![false; page.len()];
    for ((at, _), hit) in shared.iter().zip(hits) {
        matched[*at] = hit;
    }
    matched
}

fn align(page: &[u32], gold: &[u32], hits: &mut [bool]) {
    if page.is_empty() || gold.is_empty() {
        return;
    }
    let words = gold.len().div_ceil(64);
    if page.len() * words <= MAX_KEPT || page.len() == 1 {
        return walk_back(page, gold, hits);
    }
    let (left, right) = page.split_at(page.len() / 2);
    let forward = lengths(left.iter(), gold.iter());
    let backward = lengths(right.iter().rev(), gold.iter().rev());
    let total = |split: usize| forward[split] + backward[gold.len() - split];
    let split = (0..=gold.len()).max_by_key(|&split| (total(split), std::cmp::Reverse(split))).unwrap_or(0);
    let (left_hits, right_hits) = hits.split_at_mut(left.len());
    align(left, &gold[..split], left_hits);
    align(right, &gold[split..], right_hits);
}

/// For each token id, the places of the gold where it stands.
struct Places {
    words: usize,
    masks: FxHashMap<u32, Vec<u64>>,
}

impl Places {
    fn of<'a>(gold: impl ExactSizeIterator<Item = &'a u32>) -> Places {
        let words = gold.len().div_ceil(64);
        let mut masks: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
        for (place, id) in gold.enumerate() {
            masks.entry(*id).or_insert_with(|| vec![0; words])[place / 64] |= 1 << (place % 64);
        }
        Places { words, masks }
    }

    /// The row after one more token of the page; a zero bit is a place where the common length grows.
    fn advance(&self, row: &mut [u64], id: u32) {
        let Some(mask) = self.masks.get(&id) else { return };
        let mut carry = false;
        for (word, mask) in row.iter_mut().zip(mask) {
            let hit = *word & mask;
            let (sum, over) = word.overflowing_add(hit);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            carry = over || over_again;
            *word = sum | (*word - hit);
        }
    }
}

/// The length of the longest common subsequence with each prefix of the gold.
fn lengths<'a>(
    page: impl Iterator<Item = &'a u32>,
    gold: impl ExactSizeIterator<Item = &'a u32>,
) -> Vec<usize> {
    let len = gold.len();
    let places = Places::of(gold);
    let mut row = vec![u64::MAX; places.words];
    page.for_each(|id| places.advance(&mut row, *id));
    let mut length = 0;
    let grows = (0..len).map(|place| row[place / 64] >> (place % 64) & 1 == 0);
    std::iter::once(0)
        .chain(grows.map(|grows| {
            length += usize::from(grows);
            length
        }))
        .collect()
}

fn walk_back(page: &[u32], gold: &[u32], hits: &mut [bool]) {
    let places = Places::of(gold.iter());
    let mut rows = vec![u64::MAX; (page.len() + 1) * places.words];
    for (at, id) in page.iter().enumerate() {
        let (done, next) = rows.split_at_mut((at + 1) * places.words);
        let row = &mut next[..places.words];
        row.copy_from_slice(&done[at * places.words..]);
        places.advance(row, *id);
    }
    let grows = |row: usize, place: usize| rows[row * places.words + place / 64] >> (place % 64) & 1 == 0;
    let (mut row, mut place) = (page.len(), gold.len());
    while row > 0 && place > 0 {
        if !grows(row, place - 1) {
            place -= 1;
        } else if grows(row - 1, place - 1) {
            row -= 1;
        } else {
            row -= 1;
            place -= 1;
            hits[row] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn textbook_length(a: &[u32], b: &[u32]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 1..=a.len() {
            for j in 1..=b.len() {
                table[i][j] = if a[i - 1] == b[j - 1] {
                    table[i - 1][j - 1] + 1
                } else {
                    table[i - 1][j].max(table[i][j - 1])
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn the_common_words_are_matched_in_order() {
        let check = |page: &str, gold: &str, expected: &[bool]| {
            let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
            let (page, gold) = (page.to_owned().leak() as &str, gold.to_owned().leak() as &str);
            assert_eq!(matched(&words(page), &words(gold)), expected);
        };
        check("menu a b c foot", "a b c", &[false, true, true, true, false]);
        check("a menu b", "a b", &[true, false, true]);
        check("b a", "c d", &[false, false]);
    }

    proptest! {
        #[test]
        fn the_length_is_that_of_the_textbook(
            a in prop::collection::vec(0_u32..6, 0..150),
            b in prop::collection::vec(0_u32..6, 0..150),
        ) {
            let mut hits = vec![false; a.len()];
            align(&a, &b, &mut hits);
            prop_assert_eq!(hits.iter().filter(|hit| **hit).count(), textbook_length(&a, &b));
            prop_assert_eq!(lengths(a.iter(), b.iter())[b.len()], textbook_length(&a, &b));
            let kept: Vec<u32> = a.iter().zip(&hits).filter(|(_, hit)| **hit).map(|(id, _)| *id).collect();
            prop_assert_eq!(textbook_length(&kept, &b), kept.len());
        }
    }
}
