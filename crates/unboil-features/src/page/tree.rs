//! Where each block stands in the tree: ancestors, roles, families of class words.

use rustc_hash::FxHashMap;
use unboil_html::Tag;

use super::elements::{Element, Elements};
use super::wrappers::wrapping_bit;

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

/// What stands above a block. Bit sets follow the order of their tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ancestry {
    pub(crate) tags: u64,
    pub(crate) roles: u32,
    pub(crate) near: u64,
    pub(crate) far: u64,
    /// The tag of the owner's parent among the elements that are not inline.
    pub(crate) outer: Option<Tag>,
    /// Blocks with the same number have the same short path of tags and classes.
    pub(crate) signature: u32,
}

impl Ancestry {
    /// The class families that mark an element around the block, near or far: a bit each.
    pub(crate) fn classed(&self) -> u64 {
        self.near | self.far
    }
}

/// The ancestry of each block, and the page's landmarks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub(crate) list: Vec<Ancestry>,
    pub(crate) signatures: u32,
    pub(crate) has_main: bool,
    pub(crate) articles: u32,
}

/// The bit of each tag in the sets that follow a table; none for those that it does not have.
const fn bits_of(table: &[Tag]) -> [u64; Tag::ALL.len() + 1] {
    let mut bits = [0; Tag::ALL.len() + 1];
    let mut place = 0;
    while place < table.len() {
        bits[table[place] as usize] = 1 << place;
        place += 1;
    }
    bits
}

/// The bit of a tag in sets of [`ANCESTORS`].
pub(crate) fn ancestor_bit(tag: Tag) -> u64 {
    static BITS: [u64; Tag::ALL.len() + 1] = bits_of(ANCESTORS);
    BITS[tag as usize]
}

/// The bit of a tag in sets of [`NEAREST`].
pub(crate) fn nearest_bit(tag: Tag) -> u64 {
    static BITS: [u64; Tag::ALL.len() + 1] = bits_of(NEAREST);
    BITS[tag as usize]
}

/// The bit in sets of [`ROLES`] of the first role that is known among those that an attribute names, in any case; none
/// where none is.
pub(super) fn role_bit(names: &str) -> u32 {
    let bit = |role: &str| ROLES.iter().position(|known| known.eq_ignore_ascii_case(role));
    names.split_ascii_whitespace().find_map(bit).map_or(0, |bit| 1 << bit)
}

impl Tree {
    pub(crate) fn of(elements: &Elements) -> Tree {
        let mut above: Vec<Above> = Vec::with_capacity(elements.len());
        for element in &elements.list {
            let around = above.get(element.parent as usize).copied().unwrap_or_default();
            above.push(if element.is_page() { Above::default() } else { around.entered(element) });
        }
        let mut signatures: FxHashMap<Signature, u32> = FxHashMap::default();
        let ancestry = |(owner, holder): (&usize, &usize)| {
            let mut path = elements.path_in_body(*holder);
            let innermost = path.by_ref().take(NEAR_LEVELS);
            let near = innermost.fold(0, |near, place| near | elements.list[place].families);
            let far = path.next().map_or(0, |place| above[place].families);
            let (above, holder) = (&above[*holder], &elements.list[*holder]);
            let signature = (above.path, holder.tag, elements.list[*owner].class, holder.class);
            let next = signatures.len() as u32;
            Ancestry {
                tags: above.tags,
                roles: above.roles,
                near,
                far,
                outer: above.outer(),
                signature: *signatures.entry(signature).or_insert(next),
            }
        };
        let list = elements.owners.iter().zip(&elements.holders).map(ancestry).collect();
        let main_role = role_bit("main");
        let is_main = |element: &Element| element.tag == Tag::Main || element.roles & main_role != 0;
        Tree {
            list,
            signatures: signatures.len() as u32,
            has_main: elements.list.iter().any(is_main),
            articles: elements.list.iter().filter(|element| element.tag == Tag::Article).count() as u32,
        }
    }

    /// Whether a class family marks an element around the block, near or far.
    pub(crate) fn is_classed(&self, block: usize, family: usize) -> bool {
        self.list[block].classed() >> family & 1 == 1
    }

    /// Whether a block stands in navigation, a header, a footer or an aside.
    pub(crate) fn is_framed(&self, block: usize) -> bool {
        [Tag::Nav, Tag::Header, Tag::Footer, Tag::Aside].into_iter().any(|tag| self.has_ancestor(block, tag))
    }

    pub(crate) fn has_ancestor(&self, block: usize, tag: Tag) -> bool {
        self.list[block].tags & ancestor_bit(tag) != 0
    }
}

/// The tags around a holder, its own, and the numbers of the owner's class and its own.
type Signature = (u32, Tag, u32, u32);

/// What an element and those above it are, up to `body`.
#[derive(Clone, Copy, Debug, Default)]
struct Above {
    tags: u64,
    roles: u32,
    /// Class families of all.
    families: u64,
    /// The tags of the four innermost elements that are not inline, a byte each, the innermost the lowest: one more than
    /// the number of the tag, and 0 where there is no element.
    path: u32,
}

impl Above {
    /// The tag of the second of the innermost elements that are not inline.
    fn outer(&self) -> Option<Tag> {
        match usize::from((self.path >> 8) as u8) {
            0 => None,
            1 => Some(Tag::Other),
            number => Some(Tag::ALL[number - 2]),
        }
    }

    /// With an element within those above.
    fn entered(mut self, element: &Element) -> Above {
        self.tags |= if element.wraps { wrapping_bit(element.tag) } else { ancestor_bit(element.tag) };
        self.roles |= element.roles;
        self.families |= element.families;
        if !element.is_inline {
            self.path = self.path << 8 | (element.tag as u32 + 1);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_fit_their_words() {
        assert!(ANCESTORS.len() <= 64 && ROLES.len() <= 32 && NEAREST.len() <= 64 && Tag::ALL.len() < 255);
    }
}
