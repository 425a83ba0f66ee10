//! The elements that hold text, for the tables that ask where blocks stand.

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use unboil_html::{AttrName, Blocks, Document, NodeId, NodeKind, Tag};

use super::class_words::families_in;
use super::controls::is_control;
use super::tree::role_bit;

/// An element that holds text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element {
    pub(crate) id: NodeId,
    /// One past its last descendant.
    pub(crate) end: NodeId,
    /// The place of the element around it; its own for the root.
    pub(crate) parent: u32,
    /// Elements above it.
    pub(crate) depth: u32,
    pub(crate) tag: Tag,
    pub(crate) is_inline: bool,
    /// The number of its class value, and of the first word in it: 0 for none.
    pub(crate) class: u32,
    pub(crate) class_word: u32,
    /// Its role and the class families of the words in its names, as bits.
    pub(crate) roles: u32,
    pub(crate) families: u64,
    /// Whether it wraps the text and its heading.
    pub(crate) wraps: bool,
    blocks: (u32, u32),
}

impl Element {
    /// The blocks that have text in it.
    pub(crate) fn blocks(&self) -> Range<usize> {
        self.blocks.0 as usize..self.blocks.1 as usize
    }

    /// What it is made as, for [`Kinds`](super::kinds::Kinds): its tag and the number of a class or class word.
    pub(super) fn make(&self, class: u32) -> u64 {
        u64::from(class) << 32 | self.tag as u64
    }

    /// Takes over what its attributes, and a name of its own, say of it.
    fn read_names<'a>(&mut self, document: &'a Document, classes: &mut Classes<'a>) {
        for (name, value) in document.attrs(self.id) {
            match name {
                AttrName::Class => {
                    let class = classes.of(value);
                    (self.class, self.class_word) = (class.number, class.first_word);
                    self.families |= class.families;
                }
                AttrName::Id => self.families |= families_in(value),
                // Where classes are mere hashes, these still say what a part is; of a link, they say where it leads.
                AttrName::AriaLabel | AttrName::DataPart | AttrName::Itemprop if !self.is_inline => {
                    self.families |= families_in(value);
                }
                AttrName::Role => self.roles |= role_of(document, self.id, value),
                _ => {}
            }
        }
        if !self.tag.is_known() {
            self.families |= families_in(document.name(self.id));
        }
    }

    /// Whether it is `html` or `body`, which say nothing of a block.
    pub(crate) fn is_page(&self) -> bool {
        matches!(self.tag, Tag::Body | Tag::Html)
    }
}

/// Every element that holds text, in document order, so that each stands behind those around it. A place is an index in
/// that list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Elements {
    pub(crate) list: Vec<Element>,
    /// The form controls, in document order, with text or without.
    pub(super) controls: Vec<NodeId>,
    /// The owner and the holder of each block.
    pub(crate) owners: Vec<usize>,
    pub(crate) holders: Vec<usize>,
}

/// Where an element and a landmark meet.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Meeting {
    /// The first element, from the one in question upwards, that holds the landmark, and the levels up to it.
    pub(crate) at: u32,
    pub(crate) up: u32,
    /// The branch below it in which the element hangs; itself where it holds the landmark.
    pub(crate) branch: u32,
}

/// What is known of a class value.
#[derive(Clone, Copy)]
struct Class {
    number: u32,
    first_word: u32,
    families: u64,
}

/// The class values of a page, each read once, and the first words in them: numbered from 1 on.
#[derive(Default)]
struct Classes<'a> {
    values: FxHashMap<&'a str, Class>,
    first_words: FxHashMap<&'a str, u32>,
}

impl<'a> Classes<'a> {
    fn of(&mut self, value: &'a str) -> Class {
        let count = self.values.len() as u32;
        *self.values.entry(value).or_insert_with(|| {
            let word = value.split_ascii_whitespace().next().unwrap_or_default();
            let words = self.first_words.len() as u32;
            Class {
                number: count + 1,
                first_word: *self.first_words.entry(word).or_insert(words + 1),
                families: families_in(value),
            }
        })
    }
}

/// The bit of a role; none for a button that is a heading.
fn role_of(document: &Document, id: NodeId, names: &str) -> u32 {
    let bit = role_bit(names);
    if bit != 0 && bit == role_bit("button") && document.is_heading_button(id) { 0 } else { bit }
}

impl Elements {
    pub(super) fn of(document: &Document, blocks: &Blocks) -> Elements {
        // Few pages have more elements with text than this.
        let capacity = document.len().min(4 * blocks.len());
        let mut elements = Elements { list: Vec::with_capacity(capacity), ..Elements::default() };
        let mut places = vec![u32::MAX; document.len()];
        let mut classes = Classes::default();
        classes.values.reserve(blocks.len());
        for (id, node) in document.nodes() {
            let NodeKind::Element(found) = &node.kind else { continue };
            if is_control(document, id, found.tag) {
                elements.controls.push(id);
            }
            let range = blocks.within(document, id);
            if range.is_empty() {
                continue;
            }
            // A button that is a heading is as if it were not there: its blocks stand in the element around it.
            if found.tag == Tag::Button && document.is_heading_button(id) {
                places[id.index()] = places[node.parent.index()];
                continue;
            }
            let place = elements.list.len() as u32;
            places[id.index()] = place;
            let mut element = Element {
                id,
                end: node.end,
                parent: places[node.parent.index()].min(place),
                depth: node.depth,
                tag: found.tag,
                is_inline: found.tag.is_inline(),
                class: 0,
                class_word: 0,
                roles: 0,
                families: 0,
                wraps: false,
                blocks: (range.start as u32, range.end as u32),
            };
            element.read_names(document, &mut classes);
            elements.list.push(element);
        }
        let place = |id: NodeId| places[id.index()] as usize;
        elements.owners = blocks.iter().map(|block| place(block.owner)).collect();
        elements.holders = blocks.iter().map(|block| place(block.holder)).collect();
        elements
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The places from one up to the root, both included.
    pub(crate) fn path(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |&place| (place != 0).then(|| self.list[place].parent as usize))
    }

    /// The places from one upwards, without `body` and `html`.
    pub(crate) fn path_in_body(&self, place: usize) -> impl Iterator<Item = usize> {
        self.path(place).take_while(|&place| !self.list[place].is_page())
    }

    /// Whether `inner` is `outer` or stands within it.
    pub(crate) fn contains(&self, outer: usize, inner: usize) -> bool {
        let (outer, inner) = (&self.list[outer], self.list[inner].id);
        outer.id <= inner && inner < outer.end
    }

    /// Where each element meets the landmark at a place.
    fn meetings(&self, landmark: usize) -> Vec<Meeting> {
        let mut meetings: Vec<Meeting> = Vec::with_capacity(self.len());
        let id = self.list[landmark].id;
        for (place, element) in self.list.iter().enumerate() {
            let own = Meeting { at: place as u32, up: 0, branch: place as u32 };
            let meeting = match meetings.get(element.parent as usize) {
                Some(parent) if id < element.id || element.end <= id => Meeting {
                    at: parent.at,
                    up: parent.up + 1,
                    branch: if parent.up == 0 { own.branch } else { parent.branch },
                },
                _ => own,
            };
            meetings.push(meeting);
        }
        meetings
    }
}

/// Where elements meet landmarks, which are found once for each: on most pages several tables have the same.
#[derive(Default)]
pub(crate) struct Landmarks(Vec<(usize, Rc<Vec<Meeting>>)>);

impl Landmarks {
    /// Where each element meets the landmark at a place.
    pub(super) fn meetings(&mut self, elements: &Elements, landmark: usize) -> Rc<Vec<Meeting>> {
        if let Some((_, known)) = self.0.iter().find(|(place, _)| *place == landmark) {
            return Rc::clone(known);
        }
        let meetings = Rc::new(elements.meetings(landmark));
        self.0.push((landmark, Rc::clone(&meetings)));
        meetings
    }
}
