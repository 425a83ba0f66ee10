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
        use AttrName::*;
        let candidates: &[(&str, AttrName)] = match name.len() {
            2 => &[("id", Id)],
            3 => &[("src", Src), ("alt", Alt), ("rel", Rel)],
            4 => &[("href", Href), ("type", Type), ("name", Name), ("role", Role), ("lang", Lang)],
            5 => &[("class", Class), ("style", Style), ("title", Title)],
            6 => &[("hidden", Hidden)],
            7 => &[("content", Content)],
            8 => &[("property", Property), ("itemprop", Itemprop), ("datetime", Datetime)],
            11 => &[("aria-hidden", AriaHidden)],
            _ => &[],
        };
        let found = candidates.iter().find(|(candidate, _)| candidate.eq_ignore_ascii_case(name));
        found.map(|(_, attribute)| *attribute)
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
