//! Repeated units: siblings of one make and several blocks each, as posts, comments, reviews, cards and rows are.

use rustc_hash::FxHashMap;
use unboil_html::{AttrName, Block, Blocks, Document, NodeId, NodeKind, Tag};

use super::Totals;
use super::replies::Dates;
use super::tree::path_in_body;

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
struct Kind {
    first: NodeId,
    count: f64,
    blocks: f64,
    words: f64,
    dated: f64,
    linked: f64,
    plain: f64,
}

impl Units {
    pub(crate) fn of(document: &Document, blocks: &Blocks, totals: &Totals, dates: &Dates) -> Units {
        let mut kinds: FxHashMap<Make, Kind> = FxHashMap::default();
        for (id, node) in document.nodes() {
            let range = blocks.within(document, id);
            let is_unit = matches!(node.kind, NodeKind::Element(_)) && !document.tag(id).is_inline();
            if !is_unit || range.is_empty() || totals.words(&range) < UNIT_WORDS {
                continue;
            }
            let kind = kinds.entry(make(document, id)).or_insert(Kind {
                first: id,
                count: 0.0,
                blocks: 0.0,
                words: 0.0,
                dated: 0.0,
                linked: 0.0,
                plain: 0.0,
            });
            let one = |present: bool| f64::from(u8::from(present));
            kind.count += 1.0;
            kind.blocks += range.len() as f64;
            kind.words += totals.words(&range);
            kind.dated += one(dates.count(&range) > 0.0);
            kind.linked += one(totals.linked(&range) > 0.0);
            kind.plain += one(totals.plain(&range) > 0.0);
        }
        kinds.retain(|_, kind| kind.count >= MEMBERS && kind.blocks >= MEAN_BLOCKS * kind.count);
        let all_words = totals.words(&totals.all()).max(1.0);
        let mut known: FxHashMap<NodeId, Unit> = FxHashMap::default();
        let unit = |block: &Block| {
            *known.entry(block.holder).or_insert_with(|| {
                let around = path_in_body(document, block.holder).take(LEVELS);
                let found = around.filter_map(|id| Some((id, kinds.get(&make(document, id))?)));
                let largest = found.max_by(|(_, a), (_, b)| a.count.total_cmp(&b.count));
                largest.map_or(Unit::default(), |(id, kind)| Unit {
                    count: kind.count,
                    blocks: kind.blocks / kind.count,
                    words: kind.words / kind.count,
                    dated: kind.dated / kind.count,
                    linked: kind.linked / kind.count,
                    plain: kind.plain / kind.count,
                    share: (kind.words / all_words).min(1.0),
                    after: totals.plain_before(blocks.within(document, kind.first).start),
                    is_first: id == kind.first,
                })
            })
        };
        Units { list: blocks.iter().map(unit).collect() }
    }
}

/// What units of one kind have in common: parent, tag and first class word.
fn make(document: &Document, id: NodeId) -> Make<'_> {
    let class = document.attr(id, AttrName::Class).and_then(|class| class.split_ascii_whitespace().next());
    (document.node(id).parent, document.tag(id), class.unwrap_or_default())
}
