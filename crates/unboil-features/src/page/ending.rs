//! Where each block stands to the text that carries the page, and which marks of an ending came before it.

use super::marks::family;
use super::{Groups, Marks, Texts, Totals};

/// Marks of an ending: a short block with one of these families.
pub(crate) static END_MARKS: [&str; 9] =
    ["related", "comment", "share", "subscribe", "tags", "byline", "legal", "cta", "donate"];
/// A mark stands in a block of at most this many words ...
const MARK_WORDS: f64 = 8.0;
/// ... and is late after this share of the strong text.
const LATE: f64 = 0.5;
/// Distances where there is no strong block on that side: far.
const FAR_BLOCKS: f64 = 200.0;
const FAR_WORDS: f64 = 2000.0;
/// Blocks with this share of links, and two words, are links.
const LINK: (f64, f64) = (0.8, 2.0);

/// One block's place in the course of the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct BlockEnding {
    /// Blocks since the last strong block (0 for one) and to the next.
    pub(crate) since_strong: f64,
    pub(crate) to_strong: f64,
    /// The same for fair blocks.
    pub(crate) since_fair: f64,
    pub(crate) to_fair: f64,
    /// Words since the last strong block began.
    pub(crate) words_since: f64,
    /// Link blocks since the last strong block; 0 where there is none.
    pub(crate) links_since: f64,
    pub(crate) is_inside: bool,
    pub(crate) is_after_last: bool,
    pub(crate) is_before_first: bool,
    /// Shares of the page's strong text before and after the block.
    pub(crate) covered: f64,
    pub(crate) rest: f64,
    /// The largest gap so far, in blocks, between two blocks that are strong or fair.
    pub(crate) largest_gap: f64,
    /// For each of [`END_MARKS`]: seen after the first strong block; seen late; blocks since one that was seen late and
    /// that no plain text of the main group has followed.
    pub(crate) seen: u32,
    pub(crate) late: u32,
    pub(crate) since_open: [Option<u32>; END_MARKS.len()],
}

/// The course of the page as each block sees it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending {
    pub(crate) list: Vec<BlockEnding>,
}

impl Ending {
    pub(crate) fn of(texts: &Texts, totals: &Totals, marks: &Marks, groups: &Groups) -> Ending {
        let mut list = vec![BlockEnding::default(); texts.list.len()];
        let all_strong = totals.strong(&totals.all()).max(1.0);
        for (index, ending) in list.iter_mut().enumerate() {
            ending.covered = totals.strong(&(0..index)) / all_strong;
            ending.rest = 1.0 - totals.strong(&(0..index + 1)) / all_strong;
        }
        look_back(&mut list, texts, totals);
        look_ahead(&mut list, totals);
        follow_marks(&mut list, texts, totals, marks, groups);
        Ending { list }
    }
}

fn look_back(list: &mut [BlockEnding], texts: &Texts, totals: &Totals) {
    let (mut strong, mut fair, mut either): (Option<usize>, Option<usize>, Option<usize>) =
        (None, None, None);
    let (mut links_since, mut largest_gap) = (0_u32, 0_usize);
    let last_strong = totals.is_strong.iter().rposition(|strong| *strong);
    for (index, ending) in list.iter_mut().enumerate() {
        if totals.is_strong[index] {
            strong = Some(index);
            links_since = 0;
        }
        if totals.is_fair[index] {
            fair = Some(index);
        }
        if totals.is_strong[index] || totals.is_fair[index] {
            if let (Some(last), Some(_)) = (either, strong) {
                largest_gap = largest_gap.max(index - last);
            }
            either = Some(index);
        }
        ending.since_strong = strong.map_or(FAR_BLOCKS, |at| (index - at) as f64);
        ending.since_fair = fair.map_or(FAR_BLOCKS, |at| (index - at) as f64);
        ending.words_since = strong.map_or(FAR_WORDS, |at| totals.words(&(at..index)));
        ending.links_since = strong.map_or(0.0, |_| f64::from(links_since));
        ending.is_before_first = strong.is_none();
        ending.is_after_last = last_strong.is_none_or(|last| index > last);
        ending.is_inside = strong.is_some() && !ending.is_after_last;
        ending.largest_gap = largest_gap as f64;
        let text = &texts.list[index];
        links_since += u32::from(text.link_density() >= LINK.0 && text.words >= LINK.1);
    }
}

fn look_ahead(list: &mut [BlockEnding], totals: &Totals) {
    let (mut strong, mut fair): (Option<usize>, Option<usize>) = (None, None);
    for (index, ending) in list.iter_mut().enumerate().rev() {
        strong = if totals.is_strong[index] { Some(index) } else { strong };
        fair = if totals.is_fair[index] { Some(index) } else { fair };
        ending.to_strong = strong.map_or(FAR_BLOCKS, |at| (at - index) as f64);
        ending.to_fair = fair.map_or(FAR_BLOCKS, |at| (at - index) as f64);
    }
}

fn follow_marks(list: &mut [BlockEnding], texts: &Texts, totals: &Totals, marks: &Marks, groups: &Groups) {
    let Some(first_strong) = totals.is_strong.iter().position(|strong| *strong) else { return };
    let families = END_MARKS.map(family);
    let (mut seen, mut late) = (0, 0);
    // Where each mark that is open was last seen late.
    let mut open = END_MARKS.map(|_| None::<usize>);
    for (index, ending) in list.iter_mut().enumerate().skip(first_strong + 1) {
        if texts.list[index].words <= MARK_WORDS && marks.list[index] != 0 {
            let shown = (0..families.len()).filter(|mark| marks.shows(index, families[*mark]));
            for mark in shown {
                seen |= 1 << mark;
                if ending.covered >= LATE {
                    late |= 1 << mark;
                    open[mark] = Some(index);
                }
            }
        }
        if totals.is_plain[index] && groups.list[index].main.is_member {
            open = END_MARKS.map(|_| None);
        }
        (ending.seen, ending.late) = (seen, late);
        ending.since_open = open.map(|at| at.map(|at| (index - at) as u32));
    }
}
