//! Direct-parent groups: the paragraphs of a text are children of one element, and what follows or interrupts the
//! text mostly hangs elsewhere.

use unboil_html::Tag;

use super::Totals;
use super::elements::{Elements, Landmarks, Meeting};

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
    /// The places of the parents of the two landmark groups.
    pub(crate) main: usize,
    pub(crate) leading: usize,
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
    pub(crate) fn of(elements: &Elements, totals: &Totals, landmarks: &mut Landmarks) -> Groups {
        if elements.list.is_empty() {
            return Groups { list: Vec::new(), most_words: 0.0, main: 0, leading: 0 };
        }
        let parents: Vec<usize> =
            elements.owners.iter().map(|owner| parent_of_text(elements, *owner)).collect();
        let plain = || parents.iter().enumerate().filter(|(index, _)| totals.is_plain[*index]);
        let mut groups = vec![Group::default(); elements.len()];
        for (index, parent) in plain() {
            let group = &mut groups[*parent];
            group.first = if group.blocks > 0.0 { group.first } else { index };
            group.words += totals.words(&(index..index + 1));
            group.blocks += 1.0;
            group.last = index;
        }
        let most_words = plain().map(|(_, parent)| groups[*parent].words).fold(0.0, f64::max);
        let first_of = |least: f64| {
            plain().find(|(_, parent)| groups[**parent].words >= least).map_or(0, |(_, parent)| *parent)
        };
        let mut landmark = |place: usize| {
            Landmark::new(elements, totals, place, groups[place], &landmarks.meetings(elements, place))
        };
        let main = landmark(first_of(most_words));
        let leading = first_of(LEADING * most_words);
        // On most pages the two are the same.
        let other = (leading != main.parent).then(|| landmark(leading));
        let list = parents.iter().enumerate().map(|(index, parent)| {
            let place = main.place(index, *parent);
            BlockGroup {
                words: groups[*parent].words,
                blocks: groups[*parent].blocks,
                main: place,
                leading: other.as_ref().map_or(place, |leading| leading.place(index, *parent)),
            }
        });
        Groups { list: list.collect(), most_words, main: main.parent, leading }
    }
}

/// The element that a block's paragraph, heading or line is a child of, given its owner. Elements that hold nothing else
/// are part of the paragraph, whatever their name; lists and quotes are transparent.
fn parent_of_text(elements: &Elements, owner: usize) -> usize {
    use Tag::{
        Address, Blockquote, Body, Center, Dd, Dl, Dt, Figcaption, Figure, Font, Li, Ol, P, Pre, Span, Ul,
    };
    let is_text = |tag: Tag| {
        matches!(tag, P | Pre | Span | Dt | Dd | Address | Center | Font) || tag.heading_level().is_some()
    };
    let mut place = owner;
    if is_text(elements.list[place].tag) {
        place = elements.list[place].parent as usize;
    }
    for _ in 0..LEVELS {
        let element = &elements.list[place];
        let is_list = matches!(element.tag, Li | Ul | Ol | Blockquote | Dl | Figure | Figcaption);
        let is_alone = element.tag != Body && element.blocks().len() <= 1;
        if !is_list && !is_alone {
            break;
        }
        place = element.parent as usize;
    }
    place
}

/// A group that other blocks are placed against.
struct Landmark<'a> {
    totals: &'a Totals,
    /// The place of its parent.
    parent: usize,
    group: Group,
    /// Of each block.
    branches: Vec<Branch>,
}

impl<'a> Landmark<'a> {
    fn new(
        elements: &Elements,
        totals: &'a Totals,
        parent: usize,
        group: Group,
        meetings: &[Meeting],
    ) -> Self {
        let branch = |holder: &usize| branch(elements, totals, parent, meetings[*holder]);
        let branches = elements.holders.iter().map(branch).collect();
        Landmark { totals, parent, group, branches }
    }

    fn place(&self, index: usize, parent: usize) -> Place {
        let branch = self.branches[index];
        let (first, last) = (self.group.first, self.group.last);
        Place {
            is_member: parent == self.parent,
            before: index < first,
            after: index > last,
            words_after: if index > last { self.totals.words(&(last + 1..index)) } else { 0.0 },
            blocks_after: index.saturating_sub(last) as f64,
            blocks_before: first.saturating_sub(index) as f64,
            branch,
        }
    }
}

fn branch(elements: &Elements, totals: &Totals, landmark: usize, meeting: Meeting) -> Branch {
    let height = f64::from(elements.list[landmark].depth - elements.list[meeting.at as usize].depth);
    if meeting.up == 0 {
        return Branch { height, ..Branch::default() };
    }
    let range = elements.list[meeting.branch as usize].blocks();
    let (words, plain) = (totals.words(&range), totals.plain(&range));
    let all = totals.plain(&totals.all());
    let up = f64::from(meeting.up);
    Branch { up, height, words, share: plain / all.max(1.0), plain: plain / words.max(0.5) }
}
