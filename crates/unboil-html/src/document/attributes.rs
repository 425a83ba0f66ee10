//! The attributes that are kept of a page.

use crate::Span;

/// The attributes that segmentation, features and rendering read; others are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is the attribute it is named after")]
pub enum AttrName {
    Alt,
    AriaHidden,
    Class,
    Content,
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

    #[inline]
    pub(crate) fn of(name: &[u8]) -> Option<AttrName> {
        use AttrName::*;
        let first = name.first()?.to_ascii_lowercase();
        let (candidate, attribute) = match (name.len(), first) {
            (2, b'i') => ("id", Id),
            (3, b's') => ("src", Src),
            (3, b'a') => ("alt", Alt),
            (3, b'r') => ("rel", Rel),
            (4, b'h') => ("href", Href),
            (4, b't') => ("type", Type),
            (4, b'n') => ("name", Name),
            (4, b'r') => ("role", Role),
            (4, b'l') => ("lang", Lang),
            (5, b'c') => ("class", Class),
            (5, b's') => ("style", Style),
            (5, b't') => ("title", Title),
            (6, b'h') => ("hidden", Hidden),
            (7, b'c') => ("content", Content),
            (8, b'p') => ("property", Property),
            (8, b'i') => ("itemprop", Itemprop),
            (8, b'd') => ("datetime", Datetime),
            (11, b'a') => ("aria-hidden", AriaHidden),
            _ => return None,
        };
        candidate.as_bytes().eq_ignore_ascii_case(name).then_some(attribute)
    }
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

    pub(crate) fn len(&self) -> u32 {
        self.list.len() as u32
    }

    /// Adds an attribute, whose value `read` appends as it is read.
    pub(crate) fn push(&mut self, name: AttrName, raw: &str, read: fn(&mut String, &str)) {
        let start = self.values.len() as u32;
        read(&mut self.values, raw);
        self.list.push((name, Span { start, end: self.values.len() as u32 }));
    }

    /// The value of the first attribute of that name in a range.
    pub(crate) fn value(&self, range: (u32, u32), name: AttrName) -> Option<&str> {
        let found = self.range(range).iter().find(|(found, _)| *found == name);
        found.map(|(_, value)| value.of(&self.values))
    }

    /// The names and values of a range.
    pub(crate) fn iter(&self, range: (u32, u32)) -> impl Iterator<Item = (AttrName, &str)> {
        self.range(range).iter().map(|(name, value)| (*name, value.of(&self.values)))
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

    fn range(&self, (start, end): (u32, u32)) -> &[(AttrName, Span)] {
        self.list.get(start as usize..end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_case() {
        let names = "alt aria-hidden class content datetime hidden href id itemprop lang name property rel role src \
                     style title type";
        for name in names.split_whitespace() {
            let found = AttrName::named(name).map(|attribute| format!("{attribute:?}").to_ascii_lowercase());
            assert_eq!(found, Some(name.replace('-', "")));
            assert_eq!(AttrName::named(name), AttrName::named(&name.to_ascii_uppercase()));
        }
        assert_eq!(AttrName::named("hreflang"), None);
        assert_eq!(AttrName::named("idx"), None);
        assert_eq!(AttrName::named("clasp"), None);
    }
}
