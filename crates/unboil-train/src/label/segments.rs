//! Labels from segments and from byte ranges.

use unboil_features::count_words;
use unboil_html::Blocks;
use unboil_infer::Label;

use super::{BlockLabels, BlockRange, Match, found_share};

/// Segments of fewer characters, without white space, could stand anywhere: they label only whole blocks.
const MIN_SUBSTRING: usize = 8;

/// A text without its white space and in lower case, so that two renderings of it are equal.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

pub(super) fn by_segments(
    blocks: &Blocks,
    must: &[String],
    must_not: &[String],
    matching: Match,
) -> BlockLabels {
    let page = SqueezedPage::of(blocks);
    let mut marks = vec![(false, false); blocks.len()];
    let (mut found, mut missing_words) = (0, 0.0);
    for segment in must {
        let mut hits = page.find(segment, matching);
        // What stands twice in a block stands there.
        hits.dedup();
        found += usize::from(!hits.is_empty());
        missing_words += if hits.is_empty() { count_words(segment) } else { 0.0 };
        // In several blocks, it is not known which of them is meant.
        if let [hit] = hits.as_slice() {
            hit.clone().for_each(|block| marks[block].0 = true);
        }
    }
    for segment in must_not {
        let hits = page.find(segment, matching);
        found += usize::from(!hits.is_empty());
        hits.into_iter().flatten().for_each(|block| marks[block].1 = true);
    }
    let label = |(content, boilerplate)| (content != boilerplate).then_some(content);
    let labels = marks.into_iter().map(label).collect();
    BlockLabels { labels, found: found_share(found, must.len() + must_not.len()), missing_words }
}

/// Labels the blocks that were written, for the greater part, within a range; of several ranges the last counts. A range
/// found is one that labels a block. How many words the others were meant to hold cannot be told.
pub(super) fn by_ranges(blocks: &Blocks, ranges: &[BlockRange]) -> BlockLabels {
    let sources: Vec<(usize, usize)> = blocks
        .iter()
        .map(|block| blocks.source(block))
        .map(|source| (source.start as usize, source.end as usize))
        .collect();
    // What lies in a range for the greater part has its middle there. Blocks that the parser has moved are out of order, and
    // may have others within them.
    let middle = |block: usize| (sources[block].0 + sources[block].1) / 2;
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|&block| middle(block));
    let mut labels = vec![None; sources.len()];
    let mut found = 0;
    for range in ranges {
        let first = order.partition_point(|&block| middle(block) < range.start);
        let mut is_found = false;
        for &block in order[first..].iter().take_while(|&&block| middle(block) <= range.end) {
            let (start, end) = sources[block];
            let within = end.min(range.end).saturating_sub(start.max(range.start));
            if 2 * within > end - start {
                labels[block] = Some(range.label == Label::Content);
                is_found = true;
            }
        }
        found += usize::from(is_found);
    }
    BlockLabels { labels, found: found_share(found, ranges.len()), missing_words: 0.0 }
}

struct SqueezedPage {
    text: String,
    /// Where each block begins in the text, and the end.
    starts: Vec<usize>,
}

impl SqueezedPage {
    fn of(blocks: &Blocks) -> SqueezedPage {
        let mut page = SqueezedPage { text: String::new(), starts: vec![0] };
        for block in blocks.iter() {
            page.text.push_str(&squeeze(blocks.text(block)));
            page.starts.push(page.text.len());
        }
        page
    }

    /// The ranges of blocks in which a segment stands.
    fn find(&self, segment: &str, matching: Match) -> Vec<std::ops::Range<usize>> {
        let sought = squeeze(segment);
        if sought.is_empty() {
            return Vec::new();
        }
        if matching == Match::Block || sought.chars().count() < MIN_SUBSTRING {
            let is_block = |block: &usize| self.text[self.starts[*block]..self.starts[*block + 1]] == sought;
            return (0..self.starts.len() - 1).filter(is_block).map(|block| block..block + 1).collect();
        }
        let block_of = |at: usize| self.starts.partition_point(|start| *start <= at) - 1;
        let hits = self.text.match_indices(&sought);
        hits.map(|(at, hit)| block_of(at)..block_of(at + hit.len() - 1) + 1).collect()
    }
}
