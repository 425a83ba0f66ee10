//! The elements around each block, and what they hold: containers, siblings, repeated cards, and the deepest
//! elements that hold the bulk of the text.

use std::ops::Range;

use rustc_hash::FxHashMap;
use unboil_html::{AttrName, Blocks, Document, NodeId, NodeKind, Tag};

use super::tree::path_in_body;
use super::{Holders, Marks, Texts, Totals, Tree};

/// Containers known of each block.
pub(crate) const LEVELS: usize = 6;
/// Siblings are counted for this many innermost elements, repeated cards for this many.
const SIBLING_LEVELS: usize = 5;
const CARD_LEVELS: usize = 9;
/// A group of siblings is a list of cards from this size on, when this share of them has links.
const CARDS: (u32, f64) = (3, 0.7);
/// Blocks of at least this many words score for the main container.
const SCORING_WORDS: f64 = 8.0;
/// What a block's score is worth to its parent, grandparent and so on.
const SCORE_DECAY: [f64; 5] = [1.0, 0.6, 0.4, 0.25, 0.15];

/// The block ranges of the distinct containers around a block, innermost first; the whole page from where they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chain(pub [(u32, u32); LEVELS]);

impl Chain {
    /// The range of blocks of the container at a level, 0 being the innermost that holds more than one block.
    pub fn range(&self, level: usize) -> Range<usize> {
        self.0[level].0 as usize..self.0[level].1 as usize
    }
}

/// A repeated group of siblings around a block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cards {
    /// Siblings in the group; 0 where there is none.
    pub(crate) count: f64,
    /// Words of the mean sibling.
    pub(crate) words: f64,
    /// Shares of the siblings with a link and with a date.
    pub(crate) linked: f64,
    pub(crate) dated: f64,
    /// Mean words ÷ most words.
    pub(crate) balance: f64,
}

/// How a block stands to an element that holds the bulk of the text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Relation {
    pub(crate) inside: bool,
    pub(crate) before: bool,
    pub(crate) after: bool,
    /// Levels up from the block to the element, or to the first one that holds both.
    pub(crate) up: f64,
    /// Share of the page's words in the first element that holds both.
    pub(crate) meet_share: f64,
    /// The branch below that element in which the block hangs.
    pub(crate) branch: (usize, usize),
}

/// The containers around one block.
#[derive(Clone, Debug)]
pub(crate) struct BlockContainers {
    pub(crate) chain: Chain,
    /// Number of distinct containers.
    pub(crate) depth: f64,
    /// Elements like the holder among its siblings, and the most at any of five levels.
    pub(crate) siblings: f64,
    pub(crate) most_siblings: f64,
    pub(crate) cards: Cards,
    /// The element that scores best as main container, by its paragraphs' length and commas.
    pub(crate) top: Relation,
    /// The deepest elements with 50, 75 and 90 % of the long text.
    pub(crate) in_long: [bool; 3],
    pub(crate) up_long_75: f64,
    /// The deepest elements with 50 and 75 % of the strong text.
    pub(crate) in_strong_50: bool,
    pub(crate) strong_75: Relation,
}

/// The containers of each block, and totals by signature.
#[derive(Clone, Debug, Default)]
pub(crate) struct Containers {
    pub(crate) list: Vec<BlockContainers>,
    /// Blocks, words and linked words of each signature.
    pub(crate) signatures: Vec<(f64, f64, f64)>,
}

impl Containers {
    pub(crate) fn of(
        document: &Document,
        blocks: &Blocks,
        holders: &Holders,
        texts: &Texts,
        totals: &Totals,
        marks: &Marks,
        tree: &Tree,
    ) -> Containers {
        if blocks.is_empty() {
            return Containers::default();
        }
        let mut signatures = vec![(0.0, 0.0, 0.0); tree.signatures as usize];
        for (ancestry, text) in tree.list.iter().zip(&texts.list) {
            let sums = &mut signatures[ancestry.signature as usize];
            *sums = (sums.0 + 1.0, sums.1 + text.words, sums.2 + text.linked);
        }
        let survey = Survey::new(document, blocks, texts, totals, marks);
        let mut list = holders.spread(|holder| survey.around(holder));
        for (index, around) in list.iter_mut().enumerate() {
            survey.place(around, index);
        }
        Containers { list, signatures }
    }
}

type SiblingKey<'a> = (NodeId, Tag, &'a str);

/// What is found once a page.
struct Survey<'a> {
    document: &'a Document,
    totals: &'a Totals,
    /// Blocks within each node; empty for texts.
    ranges: Vec<Range<usize>>,
    /// Elements that are alike among their siblings, by tag and class, and the place of each element among them.
    alike: Vec<u32>,
    alike_of: Vec<u32>,
    /// Elements of one parent and tag, and the place of each element that has text among them.
    groups: Vec<Group>,
    group_of: Vec<u32>,
    top: NodeId,
    long: [NodeId; 3],
    strong: [NodeId; 2],
}

#[derive(Clone, Copy, Default)]
struct Group {
    count: u32,
    linked: u32,
    dated: u32,
    words: f64,
    most_words: f64,
}

impl<'a> Survey<'a> {
    fn new(
        document: &'a Document,
        blocks: &Blocks,
        texts: &Texts,
        totals: &'a Totals,
        marks: &Marks,
    ) -> Self {
        let date = super::marks::family("date");
        let dates =
            super::totals::prefix((0..blocks.len()).map(|b| f64::from(u8::from(marks.shows(b, date)))));
        let mut survey = Survey {
            document,
            totals,
            ranges: Vec::with_capacity(document.len()),
            alike: Vec::new(),
            alike_of: vec![u32::MAX; document.len()],
            groups: Vec::new(),
            group_of: vec![u32::MAX; document.len()],
            top: NodeId::ROOT,
            long: [NodeId::ROOT; 3],
            strong: [NodeId::ROOT; 2],
        };
        let mut alike: FxHashMap<SiblingKey, u32> = FxHashMap::default();
        let mut groups: FxHashMap<(NodeId, Tag), u32> = FxHashMap::default();
        for (id, node) in document.nodes() {
            if matches!(node.kind, NodeKind::Text(_)) {
                survey.ranges.push(0..0);
                continue;
            }
            let range = blocks.within(document, id);
            let place = *alike.entry(survey.sibling_key(id)).or_insert(survey.alike.len() as u32);
            *entry(&mut survey.alike, place) += 1;
            survey.alike_of[id.index()] = place;
            if !range.is_empty() {
                let words = totals.words(&range);
                let place =
                    *groups.entry((node.parent, document.tag(id))).or_insert(survey.groups.len() as u32);
                survey.group_of[id.index()] = place;
                let group = entry(&mut survey.groups, place);
                group.count += 1;
                group.linked += u32::from(totals.linked(&range) > 0.0);
                group.dated += u32::from(dates[range.end] > dates[range.start]);
                group.words += words;
                group.most_words = group.most_words.max(words);
            }
            survey.ranges.push(range);
        }
        survey.top = survey.best_scoring(blocks, texts);
        survey.long = [0.5, 0.75, 0.9].map(|share| survey.deepest(share, Totals::long));
        survey.strong = [0.5, 0.75].map(|share| survey.deepest(share, Totals::strong));
        survey
    }

    fn sibling_key(&self, id: NodeId) -> SiblingKey<'a> {
        let class = self.document.attr(id, AttrName::Class).unwrap_or_default();
        let class = &class[..class.floor_char_boundary(40)];
        (self.document.node(id).parent, self.document.tag(id), class)
    }

    /// The deepest element that holds a share of what `sum` counts.
    fn deepest(&self, share: f64, sum: fn(&Totals, &Range<usize>) -> f64) -> NodeId {
        let total = sum(self.totals, &self.totals.all());
        if total <= 0.0 {
            return NodeId::ROOT;
        }
        let holds = |range: &Range<usize>| !range.is_empty() && sum(self.totals, range) >= share * total;
        self.ranges.iter().rposition(holds).map_or(NodeId::ROOT, |index| NodeId(index as u32))
    }

    /// The element that scores best by the paragraphs in it, as Readability does.
    fn best_scoring(&self, blocks: &Blocks, texts: &Texts) -> NodeId {
        use Tag::{Blockquote, Dd, Dt, H1, H2, H3, H4, Li, P, Pre, Span, Td};
        let mut scores: FxHashMap<NodeId, f64> = FxHashMap::default();
        for (block, text) in blocks.iter().zip(&texts.list) {
            if text.words < SCORING_WORDS {
                continue;
            }
            let length = (text.words / 16.0).min(3.0);
            let score = (1.0 + text.commas * 0.5 + length) * (1.0 - text.link_density());
            let is_leaf = matches!(
                self.document.tag(block.owner),
                P | Li | Td | Pre | H1 | H2 | H3 | H4 | Blockquote | Span | Dd | Dt
            );
            let path = path_in_body(self.document, block.owner).skip(usize::from(is_leaf));
            for (id, decay) in path.zip(SCORE_DECAY) {
                *scores.entry(id).or_insert(0.0) += score * decay;
            }
        }
        let best = scores.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.map_or(NodeId::ROOT, |(id, _)| id)
    }

    fn around(&self, holder: NodeId) -> BlockContainers {
        let document = self.document;
        let all = self.totals.all();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        let (mut siblings, mut most_siblings, mut cards) = (0, 0, Cards::default());
        for (level, id) in path_in_body(document, holder).enumerate() {
            let range = &self.ranges[id.index()];
            if level < SIBLING_LEVELS {
                let alike = self.alike[self.alike_of[id.index()] as usize];
                most_siblings = most_siblings.max(alike);
                siblings = if level == 0 { alike } else { siblings };
            }
            if level < CARD_LEVELS && !document.tag(id).is_inline() {
                cards = self.larger_cards(cards, id);
            }
            push_distinct(&mut ranges, range);
        }
        push_distinct(&mut ranges, &all);
        let depth = ranges.len() as f64;
        ranges.resize(LEVELS.max(ranges.len()), (0, all.end as u32));
        let within = |outer: NodeId| document.contains(outer, holder);
        BlockContainers {
            chain: Chain(std::array::from_fn(|level| ranges[level])),
            depth,
            siblings: f64::from(siblings),
            most_siblings: f64::from(most_siblings),
            cards,
            top: self.relation(holder, self.top),
            in_long: self.long.map(within),
            up_long_75: self.relation(holder, self.long[1]).up,
            in_strong_50: within(self.strong[0]),
            strong_75: self.relation(holder, self.strong[1]),
        }
    }

    fn larger_cards(&self, cards: Cards, id: NodeId) -> Cards {
        let Some(group) = self.groups.get(self.group_of[id.index()] as usize) else { return cards };
        let count = f64::from(group.count);
        let is_list = group.count >= CARDS.0 && f64::from(group.linked) >= CARDS.1 * count;
        if !is_list || count <= cards.count {
            return cards;
        }
        Cards {
            count,
            words: group.words / count,
            linked: f64::from(group.linked) / count,
            dated: f64::from(group.dated) / count,
            balance: group.words / count / group.most_words.max(1.0),
        }
    }

    fn relation(&self, holder: NodeId, landmark: NodeId) -> Relation {
        let mut branch = holder;
        for (up, id) in self.document.path(holder).enumerate() {
            if self.document.contains(id, landmark) {
                let meet = &self.ranges[id.index()];
                let branch = &self.ranges[branch.index()];
                return Relation {
                    inside: self.document.contains(landmark, holder),
                    up: up as f64,
                    meet_share: self.totals.words(meet) / self.totals.words(&self.totals.all()),
                    branch: (branch.start, branch.end),
                    ..Relation::default()
                };
            }
            branch = id;
        }
        Relation::default()
    }

    /// Adds what depends on the block itself and not on its holder alone.
    fn place(&self, around: &mut BlockContainers, block: usize) {
        for (relation, landmark) in [(&mut around.top, self.top), (&mut around.strong_75, self.strong[1])] {
            let range = &self.ranges[landmark.index()];
            relation.before = block < range.start;
            relation.after = block >= range.end;
        }
    }
}

/// The entry at a place, which is added where it is the next.
fn entry<T: Default>(list: &mut Vec<T>, place: u32) -> &mut T {
    if place as usize == list.len() {
        list.push(T::default());
    }
    &mut list[place as usize]
}

fn push_distinct(ranges: &mut Vec<(u32, u32)>, range: &Range<usize>) {
    let range = (range.start as u32, range.end as u32);
    if range.1 > range.0 + 1 && ranges.last() != Some(&range) {
        ranges.push(range);
    }
}
