//! The attributes that are kept of a page.

use crate::Span;

/// What follows `data-` in the names of attributes that tell scripts and tests what a part is, in 7 to 14 bytes with it.
static PARTS: [&[u8]; 15] = [
    b"area",
    b"block",
    b"component",
    b"module",
    b"name",
    b"qa",
    b"region",
    b"role",
    b"section",
    b"test",
    b"test-id",
    b"testid",
    b"type",
    b"widget",
    b"zone",
];

/// The attributes that segmentation, features and rendering read; others are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is the attribute it is named after")]
pub enum AttrName {
    Alt,
    AriaHidden,
    AriaLabel,
    Class,
    Content,
    /// Any of the attributes by which scripts and tests know a part, such as `data-testid`: the first of an element.
    DataPart,
    Datetime,
    Hidden,
    Href,
    Id,
    Itemprop,
    Lang,
    Name,
    Property,
    Rel,
    Role,
    Src,
    Style,
    Title,
    Type,
}

impl AttrName {
    /// The attribute of a name in whatever case; `None` for one that is not kept.
    pub fn named(name: &str) -> Option<AttrName> {
        AttrName::of(name.as_bytes())
    }

    #[inline(always)]
    pub(crate) fn of(name: &[u8]) -> Option<AttrName> {
        use AttrName::*;
        match (name.len(), name.first()?.to_ascii_lowercase()) {
            (2, b'i') => Id.if_named(name, b"id"),
            (3, b's') => Src.if_named(name, b"src"),
            (3, b'a') => Alt.if_named(name, b"alt"),
            (3, b'r') => Rel.if_named(name, b"rel"),
            (4, b'h') => Href.if_named(name, b"href"),
            (4, b't') => Type.if_named(name, b"type"),
            (4, b'n') => Name.if_named(name, b"name"),
            (4, b'r') => Role.if_named(name, b"role"),
            (4, b'l') => Lang.if_named(name, b"lang"),
            (5, b'c') => Class.if_named(name, b"class"),
            (5, b's') => Style.if_named(name, b"style"),
            (5, b't') => Title.if_named(name, b"title"),
            (6, b'h') => Hidden.if_named(name, b"hidden"),
            (7, b'c') => Content.if_named(name, b"content"),
            (8, b'p') => Property.if_named(name, b"property"),
            (8, b'i') => Itemprop.if_named(name, b"itemprop"),
            (8, b'd') => Datetime.if_named(name, b"datetime"),
            (10, b'a') => AriaLabel.if_named(name, b"aria-label"),
            (11, b'a') => AriaHidden.if_named(name, b"aria-hidden"),
            (7..=14, b'd') => is_part(name).then_some(DataPart),
            _ => None,
        }
    }

    /// The attribute, if that is its name, given that it is as long.
    fn if_named<const N: usize>(self, name: &[u8], own: &[u8; N]) -> Option<AttrName> {
        (name.first_chunk() == Some(own) || name.eq_ignore_ascii_case(own)).then_some(self)
    }
}

fn is_part(name: &[u8]) -> bool {
    let (start, rest) = name.split_at_checked(5).unwrap_or_default();
    start.eq_ignore_ascii_case(b"data-") && PARTS.iter().any(|part| rest.eq_ignore_ascii_case(part))
}

/// Names and values, those of one element after those of another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    list: Vec<(AttrName, Span)>,
    values: String,
}

impl Attributes {
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.values.clear();
    }

    #[inline]
    pub(crate) fn len(&self) -> u32 {
        self.list.len() as u32
    }

    /// Adds an attribute, whose value `read` appends as it is read.
    #[inline]
    pub(crate) fn push(&mut self, name: AttrName, raw: &str, read: impl Fn(&mut String, &str)) {
        let start = self.values.len() as u32;
        read(&mut self.values, raw);
        self.list.push((name, Span { start, end: self.values.len() as u32 }));
    }

    /// The value of the first attribute of that name in a range.
    #[inline]
    pub(crate) fn value(&self, range: (u32, u32), name: AttrName) -> Option<&str> {
        let found = self.range(range).iter().find(|(found, _)| *found == name);
        found.map(|(_, value)| value.of(&self.values))
    }

    /// The names and values of a range.
    #[inline]
    pub(crate) fn iter(&self, range: (u32, u32)) -> impl Iterator<Item = (AttrName, &str)> {
        self.range(range).iter().map(|(name, value)| (*name, value.of(&self.values)))
    }

    /// Those of a range that can take an element out of sight.
    #[inline]
    pub(crate) fn hiding(&self, range: (u32, u32)) -> impl Iterator<Item = (AttrName, &str)> {
        use AttrName::{AriaHidden, Hidden, Style};
        let hiding = self.range(range).iter().filter(|(name, _)| matches!(name, Hidden | Style | AriaHidden));
        hiding.map(|(name, value)| (*name, value.of(&self.values)))
    }

    /// A range of `old` and of what `new` adds to it; `None` where it adds nothing.
    pub(crate) fn merged(&mut self, old: (u32, u32), new: (u32, u32)) -> Option<(u32, u32)> {
        let is_new = |(name, _): &&(AttrName, Span)| self.range(old).iter().all(|(known, _)| known != name);
        let added: Vec<_> = self.range(new).iter().filter(is_new).copied().collect();
        if added.is_empty() {
            return None;
        }
        let first = self.len();
        let kept = self.range(old).to_vec();
        self.list.extend(kept);
        self.list.extend(added);
        Some((first, self.len()))
    }

    #[inline]
    fn range(&self, (start, end): (u32, u32)) -> &[(AttrName, Span)] {
        self.list.get(start as usize..end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_case() {
        let names = "alt aria-hidden aria-label class content datetime hidden href id itemprop lang name property rel role src \
                     style title type";
        for name in names.split_whitespace() {
            let found = AttrName::named(name).map(|attribute| format!("{attribute:?}").to_ascii_lowercase());
            assert_eq!(found, Some(name.replace('-', "")));
            assert_eq!(AttrName::named(name), AttrName::named(&name.to_ascii_uppercase()));
        }
        for name in ["data-testid", "data-qa", "data-component", "DATA-TEST-ID"] {
            assert_eq!(AttrName::named(name), Some(AttrName::DataPart));
        }
        assert_eq!(AttrName::named("data-src"), None);
        assert_eq!(AttrName::named("datatestid"), None);
        assert_eq!(AttrName::named("hreflang"), None);
        assert_eq!(AttrName::named("idx"), None);
        assert_eq!(AttrName::named("clasp"), None);
    }
}
