//! Direct-parent groups: the paragraphs of a text are children of one element, and what follows or interrupts the
//! text mostly hangs elsewhere.

use std::ops::Range;

use rustc_hash::FxHashMap;
use unboil_html::{Block, Blocks, Document, NodeId, Tag};

use super::{Holders, Totals};

/// Lists, quotes, figures and wrappers of one block stand for their parent, up to this many levels.
const LEVELS: usize = 6;
/// The first group with this share of the largest one's plain text is the leading one.
const LEADING: f64 = 0.4;

/// How a block stands to one of the page's two landmark groups.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    pub(crate) is_member: bool,
    /// Against the first and the last plain text of the group.
    pub(crate) before: bool,
    pub(crate) after: bool,
    /// Words and blocks since its last plain text, and blocks to its first; 0 elsewhere.
    pub(crate) words_after: f64,
    pub(crate) blocks_after: f64,
    pub(crate) blocks_before: f64,
    pub(crate) branch: Branch,
}

/// Where a block hangs below the first element that also holds a group.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Branch {
    /// Levels up to that element from the block, and from the group.
    pub(crate) up: f64,
    pub(crate) height: f64,
    /// Words of the branch; share of the page's plain text in it; share of its own words that are plain text.
    pub(crate) words: f64,
    pub(crate) share: f64,
    pub(crate) plain: f64,
}

/// One block's group and its place among the groups.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BlockGroup {
    /// Words and number of plain texts in the block's group.
    pub(crate) words: f64,
    pub(crate) blocks: f64,
    /// Against the group with most plain text.
    pub(crate) main: Place,
    /// Against the first group that comes near it.
    pub(crate) leading: Place,
}

/// The groups as each block sees them.
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    pub(crate) list: Vec<BlockGroup>,
    /// Words of the largest group.
    pub(crate) most_words: f64,
    /// The parents of the two landmark groups.
    pub(crate) main: NodeId,
    pub(crate) leading: NodeId,
}

/// Plain texts that share a direct parent.
#[derive(Clone, Copy, Default)]
struct Group {
    words: f64,
    blocks: f64,
    first: usize,
    last: usize,
}

impl Groups {
    pub(crate) fn of(document: &Document, blocks: &Blocks, holders: &Holders, totals: &Totals) -> Groups {
        if blocks.is_empty() {
            return Groups { list: Vec::new(), most_words: 0.0, main: NodeId::ROOT, leading: NodeId::ROOT };
        }
        let ids: Vec<NodeId> = blocks.iter().map(|block| parent_of_text(document, blocks, block)).collect();
        let mut groups: FxHashMap<NodeId, Group> = FxHashMap::default();
        for (index, id) in ids.iter().enumerate().filter(|(index, _)| totals.is_plain[*index]) {
            let group = groups.entry(*id).or_insert(Group { first: index, ..Group::default() });
            group.words += totals.words(&(index..index + 1));
            group.blocks += 1.0;
            group.last = index;
        }
        let most_words = groups.values().map(|group| group.words).fold(0.0, f64::max);
        let first_of = |least: f64| {
            let large = groups.iter().filter(|(_, group)| group.words >= least);
            large
                .min_by_key(|(_, group)| group.first)
                .map_or((NodeId::ROOT, Group::default()), |(k, v)| (*k, *v))
        };
        let main = Landmark::new(document, blocks, holders, totals, first_of(most_words));
        let leading = Landmark::new(document, blocks, holders, totals, first_of(LEADING * most_words));
        let list = ids.iter().enumerate().map(|(index, id)| {
            let group = groups.get(id).copied().unwrap_or_default();
            BlockGroup {
                words: group.words,
                blocks: group.blocks,
                main: main.place(index, *id),
                leading: leading.place(index, *id),
            }
        });
        let list = list.collect();
        Groups { list, most_words, main: main.id, leading: leading.id }
    }
}

/// The element that a block's paragraph, heading or line is a child of. Elements that hold nothing else are part of the
/// paragraph, whatever their name; lists and quotes are transparent.
fn parent_of_text(document: &Document, blocks: &Blocks, block: &Block) -> NodeId {
    use Tag::{
        Address, Blockquote, Body, Center, Dd, Dl, Dt, Figcaption, Figure, Font, Li, Ol, P, Pre, Span, Ul,
    };
    let is_text = |tag: Tag| {
        matches!(tag, P | Pre | Span | Dt | Dd | Address | Center | Font) || tag.heading_level().is_some()
    };
    let mut id = block.owner;
    if is_text(document.tag(id)) {
        id = document.node(id).parent;
    }
    for _ in 0..LEVELS {
        let tag = document.tag(id);
        let is_list = matches!(tag, Li | Ul | Ol | Blockquote | Dl | Figure | Figcaption);
        let is_alone = tag != Body && blocks.within(document, id).len() <= 1;
        if !is_list && !is_alone {
            break;
        }
        id = document.node(id).parent;
    }
    id
}

/// A group that other blocks are placed against.
struct Landmark<'a> {
    document: &'a Document,
    blocks: &'a Blocks,
    totals: &'a Totals,
    id: NodeId,
    group: Group,
    /// Of each block.
    branches: Vec<Branch>,
}

impl<'a> Landmark<'a> {
    fn new(
        document: &'a Document,
        blocks: &'a Blocks,
        holders: &Holders,
        totals: &'a Totals,
        found: (NodeId, Group),
    ) -> Self {
        let (id, group) = found;
        let mut landmark = Landmark { document, blocks, totals, id, group, branches: Vec::new() };
        landmark.branches = holders.spread(|holder| landmark.branch(holder));
        landmark
    }

    fn place(&self, index: usize, id: NodeId) -> Place {
        let branch = self.branches[index];
        let (first, last) = (self.group.first, self.group.last);
        Place {
            is_member: id == self.id,
            before: index < first,
            after: index > last,
            words_after: if index > last { self.totals.words(&(last + 1..index)) } else { 0.0 },
            blocks_after: index.saturating_sub(last) as f64,
            blocks_before: first.saturating_sub(index) as f64,
            branch,
        }
    }

    fn branch(&self, holder: NodeId) -> Branch {
        let document = self.document;
        let mut root = holder;
        let path = document.path(holder);
        let meet = path.take_while(|id| !document.contains(*id, self.id)).last().map_or(holder, |last| {
            root = last;
            document.node(last).parent
        });
        let levels = |from: NodeId| f64::from(document.node(from).depth - document.node(meet).depth);
        let (up, height) = (levels(holder), levels(self.id));
        if up == 0.0 {
            return Branch { height, ..Branch::default() };
        }
        let range: Range<usize> = self.blocks.within(document, root);
        let (words, plain) = (self.totals.words(&range), self.totals.plain(&range));
        let all = self.totals.plain(&self.totals.all());
        Branch { up, height, words, share: plain / all.max(1.0), plain: plain / words.max(0.5) }
    }
}
