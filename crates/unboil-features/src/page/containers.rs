//! The elements around each block, and what they hold: containers, siblings, repeated cards, and the deepest
//! elements that hold the bulk of the text.

use std::ops::Range;
use std::rc::Rc;

use unboil_html::Tag;

use super::elements::{Element, Elements, Landmarks, Meeting};
use super::kinds::Kinds;
use super::{Marks, Texts, Totals, Tree};

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
pub(crate) struct Chain(pub(crate) [(u32, u32); LEVELS]);

impl Chain {
    /// The range of blocks of the container at a level, 0 being the innermost that holds more than one block.
    pub(crate) fn range(&self, level: usize) -> Range<usize> {
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
        elements: &Elements,
        texts: &Texts,
        totals: &Totals,
        marks: &Marks,
        tree: &Tree,
        landmarks: &mut Landmarks,
    ) -> Containers {
        if elements.list.is_empty() {
            return Containers::default();
        }
        let mut signatures = vec![(0.0, 0.0, 0.0); tree.signatures as usize];
        for (ancestry, text) in tree.list.iter().zip(&texts.list) {
            let sums = &mut signatures[ancestry.signature as usize];
            *sums = (sums.0 + 1.0, sums.1 + text.words, sums.2 + text.linked);
        }
        let survey = Survey::new(elements, texts, totals, marks, landmarks);
        let holders = elements.holders.iter().enumerate();
        let list = holders.map(|(block, holder)| survey.around(block, *holder)).collect();
        Containers { list, signatures }
    }
}

/// What is found once a page.
struct Survey<'a> {
    elements: &'a Elements,
    totals: &'a Totals,
    /// The containers around each element, itself included.
    chains: Vec<Nested>,
    /// What is repeated at each element.
    repeats: Vec<Repeats>,
    /// Elements of one parent and tag.
    groups: Vec<Group>,
    top: Landmark,
    long: [usize; 3],
    long_75: Landmark,
    strong_50: usize,
    strong_75: Landmark,
}

/// An element that others are placed against.
struct Landmark {
    place: usize,
    meetings: Rc<Vec<Meeting>>,
}

/// An element among its siblings.
#[derive(Clone, Copy)]
struct Repeats {
    parent: u32,
    /// Those like it, by tag and class, itself included.
    alike: u32,
    /// Its group, and the siblings in that where it is a list of cards; 0 where it is none and for inline elements.
    group: u32,
    cards: u32,
    is_page: bool,
}

/// The distinct containers around an element, innermost first, and their number.
#[derive(Clone, Copy)]
struct Nested {
    ranges: [(u32, u32); LEVELS],
    count: u32,
}

#[derive(Clone, Copy, Default)]
struct Group {
    count: u32,
    linked: u32,
    dated: u32,
    words: f64,
    most_words: f64,
    /// Siblings in it where it is a list of cards, else 0.
    cards: u32,
}

impl Group {
    fn is_cards(&self) -> bool {
        self.count >= CARDS.0 && f64::from(self.linked) >= CARDS.1 * f64::from(self.count)
    }

    /// What a block within learns of a list of cards.
    fn as_cards(&self) -> Cards {
        let count = f64::from(self.count);
        Cards {
            count,
            words: self.words / count,
            linked: f64::from(self.linked) / count,
            dated: f64::from(self.dated) / count,
            balance: self.words / count / self.most_words.max(1.0),
        }
    }
}

impl<'a> Survey<'a> {
    fn new(
        elements: &'a Elements,
        texts: &Texts,
        totals: &'a Totals,
        marks: &Marks,
        landmarks: &mut Landmarks,
    ) -> Self {
        let (groups, repeats) = repeats(elements, texts, totals, marks);
        let mut landmark = |place: usize| Landmark { place, meetings: landmarks.meetings(elements, place) };
        let deepest = |share: f64, sum: fn(&Totals, &Range<usize>) -> f64| {
            let total = sum(totals, &totals.all());
            let holds = |element: &Element| sum(totals, &element.blocks()) >= share * total;
            if total > 0.0 { elements.list.iter().rposition(holds).unwrap_or(0) } else { 0 }
        };
        let long = [0.5, 0.75, 0.9].map(|share| deepest(share, Totals::long));
        let long_75 = landmark(long[1]);
        let strong = deepest(0.75, Totals::strong);
        let strong_75 = landmark(strong);
        Survey {
            elements,
            totals,
            chains: chains(elements, totals),
            repeats,
            groups,
            top: landmark(best_scoring(elements, texts)),
            long,
            long_75,
            strong_50: deepest(0.5, Totals::strong),
            strong_75,
        }
    }

    fn around(&self, block: usize, holder: usize) -> BlockContainers {
        let elements = self.elements;
        let (mut siblings, mut most_siblings, mut cards, mut group) = (0, 0, 0, None);
        let mut place = holder;
        for level in 0..CARD_LEVELS {
            let repeats = &self.repeats[place];
            if repeats.is_page {
                break;
            }
            if level < SIBLING_LEVELS {
                most_siblings = most_siblings.max(repeats.alike);
                siblings = if level == 0 { repeats.alike } else { siblings };
            }
            if repeats.cards > cards {
                (cards, group) = (repeats.cards, Some(repeats.group));
            }
            if place == 0 {
                break;
            }
            place = repeats.parent as usize;
        }
        let chain = &self.chains[holder];
        BlockContainers {
            chain: Chain(chain.ranges),
            depth: f64::from(chain.count),
            siblings: f64::from(siblings),
            most_siblings: f64::from(most_siblings),
            cards: group.map_or(Cards::default(), |group| self.groups[group as usize].as_cards()),
            top: self.relation(block, holder, &self.top),
            in_long: self.long.map(|place| elements.contains(place, holder)),
            up_long_75: f64::from(self.long_75.meetings[holder].up),
            in_strong_50: elements.contains(self.strong_50, holder),
            strong_75: self.relation(block, holder, &self.strong_75),
        }
    }

    fn relation(&self, block: usize, holder: usize, landmark: &Landmark) -> Relation {
        let meeting = landmark.meetings[holder];
        let blocks = |place: u32| self.elements.list[place as usize].blocks();
        let (range, branch) = (blocks(landmark.place as u32), blocks(meeting.branch));
        Relation {
            inside: self.elements.contains(landmark.place, holder),
            before: block < range.start,
            after: block >= range.end,
            up: f64::from(meeting.up),
            meet_share: self.totals.words(&blocks(meeting.at)) / self.totals.words(&self.totals.all()),
            branch: (branch.start, branch.end),
        }
    }
}

/// The groups of siblings of a page, and what repeats around each element.
fn repeats(elements: &Elements, texts: &Texts, totals: &Totals, marks: &Marks) -> (Vec<Group>, Vec<Repeats>) {
    let date = super::marks::family("date");
    let dates =
        super::totals::prefix((0..texts.list.len()).map(|b| f64::from(u8::from(marks.shows(b, date)))));
    let Kinds { of: alike_of, count } = Kinds::of(elements, |element| element.make(element.class));
    let mut alike = vec![0; count];
    alike_of.iter().for_each(|kind| alike[*kind as usize] += 1);
    let Kinds { of: group_of, count } = Kinds::of(elements, |element| element.make(0));
    let mut groups = vec![Group::default(); count];
    for (element, kind) in elements.list.iter().zip(&group_of) {
        let range = element.blocks();
        let words = totals.words(&range);
        let group = &mut groups[*kind as usize];
        group.count += 1;
        group.linked += u32::from(totals.linked(&range) > 0.0);
        group.dated += u32::from(dates[range.end] > dates[range.start]);
        group.words += words;
        group.most_words = group.most_words.max(words);
    }
    for group in &mut groups {
        group.cards = if group.is_cards() { group.count } else { 0 };
    }
    let kinds = elements.list.iter().zip(alike_of.iter().zip(&group_of));
    let repeats = |(element, (kind, group)): (&Element, (&u32, &u32))| Repeats {
        parent: element.parent,
        alike: alike[*kind as usize],
        group: *group,
        cards: if element.is_inline { 0 } else { groups[*group as usize].cards },
        is_page: element.is_page(),
    };
    let repeats = kinds.map(repeats).collect();
    (groups, repeats)
}

/// The containers around each element: those of the element around it, and itself where it holds several blocks and not
/// the same.
fn chains(elements: &Elements, totals: &Totals) -> Vec<Nested> {
    let all = totals.all();
    let page = Nested { ranges: [(0, all.end as u32); LEVELS], count: u32::from(all.end > 1) };
    let mut chains: Vec<Nested> = Vec::with_capacity(elements.len());
    for element in &elements.list {
        let mut chain = chains.get(element.parent as usize).copied().unwrap_or(page);
        let range = element.blocks();
        let range = (range.start as u32, range.end as u32);
        if element.is_page() {
            chain = page;
        } else if range.1 > range.0 + 1 && chain.ranges[0] != range {
            chain.ranges.copy_within(..LEVELS - 1, 1);
            chain.ranges[0] = range;
            chain.count += 1;
        }
        chains.push(chain);
    }
    chains
}

/// The element that scores best by the paragraphs in it, as Readability does.
fn best_scoring(elements: &Elements, texts: &Texts) -> usize {
    use Tag::{Blockquote, Dd, Dt, H1, H2, H3, H4, Li, P, Pre, Span, Td};
    let mut scores = vec![0.0_f64; elements.len()];
    for (owner, text) in elements.owners.iter().zip(&texts.list) {
        if text.words < SCORING_WORDS {
            continue;
        }
        let length = (text.words / 16.0).min(3.0);
        let score = (1.0 + text.commas * 0.5 + length) * (1.0 - text.link_density());
        let is_leaf = matches!(
            elements.list[*owner].tag,
            P | Li | Td | Pre | H1 | H2 | H3 | H4 | Blockquote | Span | Dd | Dt
        );
        let path = elements.path_in_body(*owner).skip(usize::from(is_leaf));
        for (place, decay) in path.zip(SCORE_DECAY) {
            scores[place] += score * decay;
        }
    }
    let best = scores.iter().enumerate().filter(|(_, score)| **score > 0.0);
    best.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0))).map_or(0, |(place, _)| place)
}
