//! Repeated units: siblings of one make and several blocks each, as posts, comments, reviews, cards and rows are.

use rustc_hash::FxHashMap;
use unboil_html::{AttrName, Blocks, Document, NodeId, NodeKind, Tag};

use super::replies::Dates;
use super::tree::path_in_body;
use super::{Holders, Totals};

/// A unit has at least this many words ...
const UNIT_WORDS: f64 = 4.0;
/// ... its kind at least this many members, of this many blocks on average.
const MEMBERS: f64 = 2.0;
const MEAN_BLOCKS: f64 = 1.8;
/// Units are looked for at this many elements around a block.
const LEVELS: usize = 14;

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
}

/// The unit of each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Units {
    pub(crate) list: Vec<Unit>,
}

type Make<'a> = (NodeId, Tag, &'a str);

/// Sums over the units of one make.
#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    /// None before the first is counted.
    first: Option<NodeId>,
    count: f64,
    blocks: f64,
    words: f64,
    dated: f64,
    linked: f64,
    plain: f64,
}

impl Units {
    pub(crate) fn of(
        document: &Document,
        blocks: &Blocks,
        holders: &Holders,
        totals: &Totals,
        dates: &Dates,
    ) -> Units {
        let mut places: FxHashMap<Make, u32> = FxHashMap::default();
        let mut kinds: Vec<Kind> = Vec::new();
        // The kind of each element that could be a unit.
        let mut kind_of = vec![u32::MAX; document.len()];
        for (id, node) in document.nodes() {
            if matches!(node.kind, NodeKind::Text(_)) {
                continue;
            }
            let range = blocks.within(document, id);
            if range.is_empty() || document.tag(id).is_inline() {
                continue;
            }
            let place = *places.entry(make(document, id)).or_insert(kinds.len() as u32);
            if place as usize == kinds.len() {
                kinds.push(Kind::default());
            }
            kind_of[id.index()] = place;
            if totals.words(&range) < UNIT_WORDS {
                continue;
            }
            let kind = &mut kinds[place as usize];
            kind.first.get_or_insert(id);
            let one = |present: bool| f64::from(u8::from(present));
            kind.count += 1.0;
            kind.blocks += range.len() as f64;
            kind.words += totals.words(&range);
            kind.dated += one(dates.count(&range) > 0.0);
            kind.linked += one(totals.linked(&range) > 0.0);
            kind.plain += one(totals.plain(&range) > 0.0);
        }
        let all_words = totals.words(&totals.all()).max(1.0);
        let kind_at = |id: NodeId| {
            let kind = kinds.get(kind_of[id.index()] as usize)?;
            kind.is_repeated().then_some((id, kind))
        };
        let unit = |holder: NodeId| {
            let found = path_in_body(document, holder).take(LEVELS).filter_map(kind_at);
            let largest = found.max_by(|(_, a), (_, b)| a.count.total_cmp(&b.count));
            largest.map_or(Unit::default(), |(id, kind)| Unit {
                count: kind.count,
                blocks: kind.blocks / kind.count,
                words: kind.words / kind.count,
                dated: kind.dated / kind.count,
                linked: kind.linked / kind.count,
                plain: kind.plain / kind.count,
                share: (kind.words / all_words).min(1.0),
                after: totals
                    .plain_before(kind.first.map_or(0, |first| blocks.within(document, first).start)),
                is_first: Some(id) == kind.first,
            })
        };
        Units { list: holders.spread(unit) }
    }
}

impl Kind {
    fn is_repeated(&self) -> bool {
        self.count >= MEMBERS && self.blocks >= MEAN_BLOCKS * self.count
    }
}

/// What units of one kind have in common: parent, tag and first class word.
fn make(document: &Document, id: NodeId) -> Make<'_> {
    let class = document.attr(id, AttrName::Class).and_then(|class| class.split_ascii_whitespace().next());
    (document.node(id).parent, document.tag(id), class.unwrap_or_default())
}
