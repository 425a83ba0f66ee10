//! Where each block stands in the tree: ancestors, roles, families of class words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unboil_html::{AttrName, Blocks, Document, NodeId, NodeKind, Tag};

use super::Holders;
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

/// Tags told apart for the elements nearest to a block.
pub(crate) static NEAREST: &[Tag] = {
    use Tag::*;
    &[
        P, Li, Div, Td, Th, Dd, Dt, H1, H2, H3, H4, H5, H6, Body, Section, Article, Header, Footer, Aside,
        Nav, Main, Figcaption, Blockquote, Pre, Form, Ul, Ol, Label, Button, Option, Legend, Span, Summary,
        A, Center, Address, Tr, Table, Fieldset,
    ]
};

/// Class words of this many innermost elements are near, the others far.
const NEAR_LEVELS: usize = 4;
/// Blocks are alike when this many innermost elements that are not inline are.
const PATH_LEVELS: usize = 4;
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
    pub(crate) fn of(document: &Document, blocks: &Blocks, holders: &Holders) -> Tree {
        let mut tree = Tree::default();
        let found = tree.walk(document, blocks, holders);
        let mut found = found.iter();
        let mut signatures: FxHashMap<Signature, u32> = FxHashMap::default();
        tree.list = holders.spread(|holder| {
            let above = found.next().copied().unwrap_or_default();
            let class = |id| document.attr(id, AttrName::Class).unwrap_or_default();
            let owner =
                document.path(holder).find(|id| !document.tag(*id).is_inline()).unwrap_or(NodeId::ROOT);
            let signature = (above.path, document.tag(holder), class(owner), class(holder));
            let next = signatures.len() as u32;
            Ancestry {
                tags: above.tags,
                roles: above.roles,
                near: above.near.iter().fold(0, |near, classes| near | classes),
                far: above.far,
                outer: above.outer,
                signature: *signatures.entry(signature).or_insert(next),
            }
        });
        tree.signatures = signatures.len() as u32;
        tree
    }

    /// What stands above each holder; finds the page's landmarks on the way.
    fn walk(&mut self, document: &Document, blocks: &Blocks, holders: &Holders) -> Vec<Above> {
        let mut found = vec![Above::default(); holders.nodes.len()];
        let mut classes: FxHashMap<&str, u64> = FxHashMap::default();
        let mut open: Vec<(NodeId, Above)> = Vec::new();
        for (id, node) in document.nodes() {
            if matches!(node.kind, NodeKind::Text(_)) {
                continue;
            }
            let tag = document.tag(id);
            let role = document.attr(id, AttrName::Role);
            self.has_main |= tag == Tag::Main || role == Some("main");
            self.articles += u32::from(tag == Tag::Article);
            if blocks.within(document, id).is_empty() {
                continue;
            }
            while open.pop_if(|(end, _)| *end <= id).is_some() {}
            let mut above = open.last().map_or(Above::default(), |(_, above)| *above);
            if matches!(tag, Tag::Body | Tag::Html) {
                above = Above::default();
            } else {
                let values = [AttrName::Class, AttrName::Id].map(|name| document.attr(id, name));
                let families = values.into_iter().flatten().fold(0, |found, value| {
                    found | *classes.entry(value).or_insert_with(|| families_in(value))
                });
                above.enter(id, tag, role, families);
            }
            if let Some(place) = holders.place(id) {
                found[place] = above;
            }
            open.push((node.end, above));
        }
        found
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

type Signature<'a> = ([Tag; PATH_LEVELS], Tag, &'a str, &'a str);

/// What an element and those above it are, up to `body`.
#[derive(Clone, Copy, Debug, Default)]
struct Above {
    tags: u64,
    roles: u32,
    /// Class families of the innermost elements, one each, and of all further out.
    near: [u64; NEAR_LEVELS],
    far: u64,
    /// The innermost elements that are not inline: the first and the second, and the tags of some.
    inner: Option<NodeId>,
    outer: Option<NodeId>,
    path: [Tag; PATH_LEVELS],
}

impl Above {
    /// Adds an element within those above.
    fn enter(&mut self, id: NodeId, tag: Tag, role: Option<&str>, families: u64) {
        self.tags |= ancestor_bit(tag).map_or(0, |bit| 1 << bit);
        let role = role.and_then(|role| ROLES.iter().position(|known| *known == role));
        self.roles |= role.map_or(0, |bit| 1 << bit);
        self.far |= self.near[NEAR_LEVELS - 1];
        self.near.copy_within(..NEAR_LEVELS - 1, 1);
        self.near[0] = families;
        if !tag.is_inline() {
            self.outer = self.inner.replace(id);
            self.path.copy_within(..PATH_LEVELS - 1, 1);
            self.path[0] = tag;
        }
    }
}

/// The class families of the words in a class or id value, split at other characters and at `aB` and `a1` borders.
fn families_in(value: &str) -> u64 {
    static FAMILIES: LazyLock<FxHashMap<&[u8], u64>> = LazyLock::new(|| {
        let mut families = FxHashMap::default();
        for (bit, family) in CLASS_FAMILIES.iter().enumerate() {
            for word in family.words.split_whitespace() {
                *families.entry(word.as_bytes()).or_insert(0) |= 1 << bit;
            }
        }
        families
    });
    let value = &value.as_bytes()[..value.len().min(VALUE_BYTES)];
    let mut found = 0;
    let mut word: Vec<u8> = Vec::with_capacity(VALUE_BYTES);
    let mut last = b' ';
    for &byte in value.iter().chain(b" ") {
        let splits = !byte.is_ascii_alphanumeric()
            || (last.is_ascii_lowercase() && byte.is_ascii_uppercase())
            || (last.is_ascii_alphabetic() && byte.is_ascii_digit());
        if splits {
            found |= FAMILIES.get(word.as_slice()).copied().unwrap_or(0);
            word.clear();
        }
        if byte.is_ascii_alphanumeric() {
            word.push(byte.to_ascii_lowercase());
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
        assert!(NEAREST.len() <= 64);
    }
}
