//! Repeated units: siblings of one make and several blocks each, as posts, comments, reviews, cards and rows are.

use super::elements::Elements;
use super::kinds::Kinds;
use super::replies::Dates;
use super::{Texts, Totals};

/// A unit has at least this many words ...
const UNIT_WORDS: f64 = 4.0;
/// ... its kind at least this many members, of this many blocks on average.
const MEMBERS: f64 = 2.0;
const MEAN_BLOCKS: f64 = 1.8;

/// The kind of unit that a block is part of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Unit {
    /// Units of the kind; 0 where the block is part of none.
    pub(crate) count: f64,
    /// Blocks and words of the mean unit.
    pub(crate) blocks: f64,
    pub(crate) words: f64,
    /// Shares of the units with a date, a link, and plain text.
    pub(crate) dated: f64,
    pub(crate) linked: f64,
    pub(crate) plain: f64,
    /// Share of the page's words in them.
    pub(crate) share: f64,
    /// Share of the page's plain text before the first.
    pub(crate) after: f64,
    /// Whether the block is part of the first.
    pub(crate) is_first: bool,
    /// Words of the unit itself, and of its longest block.
    pub(crate) own_words: f64,
    pub(crate) longest: f64,
}

/// The unit of each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Units {
    pub(crate) list: Vec<Unit>,
}

/// Sums over the units of one kind: the elements of one parent, tag and first class word that are not inline.
#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    /// The place of the first; none before it is counted.
    first: Option<usize>,
    count: f64,
    blocks: f64,
    words: f64,
    dated: f64,
    linked: f64,
    plain: f64,
}

impl Units {
    pub(crate) fn of(elements: &Elements, texts: &Texts, totals: &Totals, dates: &Dates) -> Units {
        let Kinds { of: kind_of, count } = Kinds::of(elements, |element| element.make(element.class_word));
        let mut kinds = vec![Kind::default(); count];
        for (place, element) in elements.list.iter().enumerate().filter(|(_, element)| !element.is_inline) {
            let range = element.blocks();
            if totals.words(&range) < UNIT_WORDS {
                continue;
            }
            let kind = &mut kinds[kind_of[place] as usize];
            kind.first.get_or_insert(place);
            let one = |present: bool| f64::from(u8::from(present));
            kind.count += 1.0;
            kind.blocks += range.len() as f64;
            kind.words += totals.words(&range);
            kind.dated += one(dates.count(&range) > 0.0);
            kind.linked += one(totals.linked(&range) > 0.0);
            kind.plain += one(totals.plain(&range) > 0.0);
        }
        let largest = largest_around(elements, &kinds, &kind_of);
        let longest = longest_blocks(elements, texts);
        let all_words = totals.words(&totals.all()).max(1.0);
        let unit = |holder: &usize| {
            largest[*holder].0.map_or(Unit::default(), |place| {
                let kind = &kinds[kind_of[place] as usize];
                let before = kind.first.map_or(0, |first| elements.list[first].blocks().start);
                Unit {
                    count: kind.count,
                    blocks: kind.blocks / kind.count,
                    words: kind.words / kind.count,
                    dated: kind.dated / kind.count,
                    linked: kind.linked / kind.count,
                    plain: kind.plain / kind.count,
                    share: (kind.words / all_words).min(1.0),
                    after: totals.plain_before(before),
                    is_first: Some(place) == kind.first,
                    own_words: totals.words(&elements.list[place].blocks()),
                    longest: longest[place],
                }
            })
        };
        Units { list: elements.holders.iter().map(unit).collect() }
    }
}

/// The unit of the most members among each element and those around it, the outermost of equals.
/// Each with its members.
fn largest_around(elements: &Elements, kinds: &[Kind], kind_of: &[u32]) -> Vec<(Option<usize>, f64)> {
    let mut largest: Vec<(Option<usize>, f64)> = Vec::with_capacity(elements.len());
    for (place, element) in elements.list.iter().enumerate() {
        let around = largest.get(element.parent as usize).copied().unwrap_or((None, 0.0));
        let kind = &kinds[kind_of[place] as usize];
        let is_larger = kind.count > around.1 && kind.is_repeated() && !element.is_page();
        largest.push(if is_larger { (Some(place), kind.count) } else { around });
    }
    largest
}

/// Words of the longest block in each element.
fn longest_blocks(elements: &Elements, texts: &Texts) -> Vec<f64> {
    let mut longest = vec![0.0_f64; elements.len()];
    for (owner, text) in elements.owners.iter().zip(&texts.list) {
        longest[*owner] = longest[*owner].max(text.words);
    }
    for place in (0..elements.len()).rev() {
        let parent = elements.list[place].parent as usize;
        longest[parent] = longest[parent].max(longest[place]);
    }
    longest
}

impl Kind {
    fn is_repeated(&self) -> bool {
        self.count >= MEMBERS && self.blocks >= MEAN_BLOCKS * self.count
    }
}
