//! Where each block stands in the tree: ancestors, roles, families of class words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unboil_html::{AttrName, Blocks, Document, NodeId, Tag};

use crate::tables::CLASS_FAMILIES;

/// Ancestors whose presence is a column.
pub(crate) static ANCESTORS: &[Tag] = {
    use Tag::*;
    &[
        Nav, Header, Footer, Aside, Article, Main, Section, Form, Ul, Ol, Table, Figure, Blockquote, Pre, Dl,
        Details, Label, Button, Noscript, Figcaption, H1, H2, H3, H4, H5, Select, Dialog, A, P, Li, Td, Th,
        Center, Font, Span, Strong, Em,
    ]
};

/// ARIA roles whose presence on an ancestor is a column.
pub(crate) static ROLES: &[&str] = &[
    "main",
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "dialog",
    "alert",
    "search",
    "button",
    "tablist",
    "tabpanel",
    "menu",
    "menuitem",
    "listitem",
    "article",
    "list",
    "tab",
    "region",
    "presentation",
];

/// Class words of this many innermost elements are near, the others far.
const NEAR_LEVELS: usize = 4;
/// Class and id values are read up to this many bytes.
const VALUE_BYTES: usize = 400;

/// What stands above a block. Bit sets follow the order of their tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ancestry {
    pub(crate) tags: u64,
    pub(crate) roles: u32,
    pub(crate) near: u64,
    pub(crate) far: u64,
    /// The owner's parent among the elements that are not inline.
    pub(crate) outer: Option<NodeId>,
    /// Blocks with the same number have the same short path of tags and classes.
    pub(crate) signature: u32,
}

/// The ancestry of each block, and the page's landmarks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub(crate) list: Vec<Ancestry>,
    pub(crate) signatures: u32,
    pub(crate) has_main: bool,
    pub(crate) articles: u32,
}

/// The place of a tag in [`ANCESTORS`].
pub(crate) fn ancestor_bit(tag: Tag) -> Option<usize> {
    static PLACES: LazyLock<Vec<Option<usize>>> = LazyLock::new(|| {
        let last = Tag::ALL.len() + 1;
        let place = |n: usize| ANCESTORS.iter().position(|tag| *tag as usize == n);
        (0..last).map(place).collect()
    });
    PLACES[tag as usize]
}

impl Tree {
    pub(crate) fn of(document: &Document, blocks: &Blocks) -> Tree {
        let mut reader = Reader {
            document,
            classes: FxHashMap::default(),
            ancestries: FxHashMap::default(),
            signatures: FxHashMap::default(),
        };
        let list = blocks.iter().map(|block| reader.ancestry(block.holder, block.owner)).collect();
        let is_main = |id| document.tag(id) == Tag::Main || document.attr(id, AttrName::Role) == Some("main");
        Tree {
            list,
            signatures: reader.signatures.len() as u32,
            has_main: document.nodes().any(|(id, _)| is_main(id)),
            articles: document.nodes().filter(|(id, _)| document.tag(*id) == Tag::Article).count() as u32,
        }
    }

    /// Whether a class family marks an element around the block, near or far.
    pub(crate) fn is_classed(&self, block: usize, family: usize) -> bool {
        (self.list[block].near | self.list[block].far) >> family & 1 == 1
    }

    pub(crate) fn has_ancestor(&self, block: usize, tag: Tag) -> bool {
        ancestor_bit(tag).is_some_and(|bit| self.list[block].tags >> bit & 1 == 1)
    }
}

/// The elements from `id` upwards, without `body` and `html`.
pub(crate) fn path_in_body(document: &Document, id: NodeId) -> impl Iterator<Item = NodeId> {
    document.path(id).take_while(|&id| !matches!(document.tag(id), Tag::Body | Tag::Html))
}

type Signature<'a> = ([Tag; 4], Tag, &'a str, &'a str);

struct Reader<'a> {
    document: &'a Document,
    classes: FxHashMap<NodeId, u64>,
    ancestries: FxHashMap<NodeId, Ancestry>,
    signatures: FxHashMap<Signature<'a>, u32>,
}

impl<'a> Reader<'a> {
    fn ancestry(&mut self, holder: NodeId, owner: NodeId) -> Ancestry {
        if let Some(known) = self.ancestries.get(&holder) {
            return known.clone();
        }
        let document = self.document;
        let mut ancestry = Ancestry::default();
        let mut path = [Tag::Other; 4];
        let mut filled = 0;
        for (level, id) in path_in_body(document, holder).enumerate() {
            let tag = document.tag(id);
            if let Some(bit) = ancestor_bit(tag) {
                ancestry.tags |= 1 << bit;
            }
            if let Some(role) = document.attr(id, AttrName::Role) {
                let bit = ROLES.iter().position(|known| *known == role);
                ancestry.roles |= bit.map_or(0, |bit| 1 << bit);
            }
            let classes = self.class_families(id);
            *(if level < NEAR_LEVELS { &mut ancestry.near } else { &mut ancestry.far }) |= classes;
            if !tag.is_inline() && filled < path.len() {
                path[filled] = tag;
                filled += 1;
                if filled == 2 {
                    ancestry.outer = Some(id);
                }
            }
        }
        let class = |id| document.attr(id, AttrName::Class).unwrap_or_default();
        let signature = (path, document.tag(holder), class(owner), class(holder));
        let next = self.signatures.len() as u32;
        ancestry.signature = *self.signatures.entry(signature).or_insert(next);
        self.ancestries.insert(holder, ancestry.clone());
        ancestry
    }

    fn class_families(&mut self, id: NodeId) -> u64 {
        let document = self.document;
        *self.classes.entry(id).or_insert_with(|| {
            let values =
                [AttrName::Class, AttrName::Id].into_iter().filter_map(|name| document.attr(id, name));
            values.fold(0, |found, value| found | families_in(value))
        })
    }
}

/// The class families of the words in a class or id value, split at other characters and at `aB` and `a1` borders.
fn families_in(value: &str) -> u64 {
    static FAMILIES: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
        let mut families = FxHashMap::default();
        for (bit, family) in CLASS_FAMILIES.iter().enumerate() {
            for word in family.words.split_whitespace() {
                *families.entry(word).or_insert(0) |= 1 << bit;
            }
        }
        families
    });
    let value = &value.as_bytes()[..value.len().min(VALUE_BYTES)];
    let mut found = 0;
    let mut word = String::new();
    let mut last = b' ';
    for &byte in value.iter().chain(b" ") {
        let splits = !byte.is_ascii_alphanumeric()
            || (last.is_ascii_lowercase() && byte.is_ascii_uppercase())
            || (last.is_ascii_alphabetic() && byte.is_ascii_digit());
        if splits {
            found |= FAMILIES.get(word.as_str()).copied().unwrap_or(0);
            word.clear();
        }
        if byte.is_ascii_alphanumeric() {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
        last = byte;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &[&str]) {
        let found = families_in(value);
        let names = CLASS_FAMILIES.iter().enumerate().filter(|(bit, _)| found >> bit & 1 == 1);
        assert_eq!(names.map(|(_, family)| family.name).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn class_words_are_split_at_separators_and_case() {
        check("post-comments", &["comment", "article"]);
        check("relatedPosts", &["related"]);
        check("c-newsletter__box css-1x9", &["box", "newsletter"]);
        check("commentary", &[]);
        check("", &[]);
    }

    #[test]
    fn tables_fit_their_words() {
        assert!(CLASS_FAMILIES.len() <= 64 && ANCESTORS.len() <= 64 && ROLES.len() <= 32);
    }
}
