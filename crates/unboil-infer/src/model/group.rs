//! Groups of pages, and what they are called wherever they are written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What the pages of a group have in common. Groups are ordered as their names are, that of all pages first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Group {
    /// Nothing: they are all pages, of a set or of all sets.
    All,
    /// Their language.
    Lang(String),
    /// Their type.
    PageType(String),
}

/// What pages are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKey {
    /// Their language.
    Lang,
    /// Their type.
    PageType,
}

/// A text that names no group.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no group of pages, as are all, page_type=TYPE and lang=LANGUAGE")]
pub struct NoGroup(String);

/// The name of the group of all pages.
const ALL: &str = "all";

impl GroupKey {
    /// All of them, in the order in which groups are told.
    pub const ALL: [GroupKey; 2] = [GroupKey::PageType, GroupKey::Lang];

    /// The group of the pages that have a value of it in common.
    pub fn group(self, value: &str) -> Group {
        match self {
            GroupKey::PageType => Group::PageType(value.to_owned()),
            GroupKey::Lang => Group::Lang(value.to_owned()),
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<GroupKey> {
        GroupKey::ALL.into_iter().find(|key| key.name() == name)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            GroupKey::PageType => "page_type",
            GroupKey::Lang => "lang",
        }
    }
}

impl Group {
    /// The groups of a page, besides that of all pages, by its type and language: of none where one is empty.
    pub fn of_page(page_type: &str, lang: &str) -> impl Iterator<Item = Group> + use<> {
        let of_type = (!page_type.is_empty()).then(|| GroupKey::PageType.group(page_type));
        let of_lang = (!lang.is_empty()).then(|| GroupKey::Lang.group(lang));
        of_type.into_iter().chain(of_lang)
    }

    /// What its pages are grouped by; `None` for all pages.
    pub fn key(&self) -> Option<GroupKey> {
        match self {
            Group::All => None,
            Group::PageType(_) => Some(GroupKey::PageType),
            Group::Lang(_) => Some(GroupKey::Lang),
        }
    }
}

impl fmt::Display for Group {
    /// Its name in model files, tables and results: `all`, or as in `page_type=forum`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.key()) {
            (Group::PageType(value) | Group::Lang(value), Some(key)) => write!(f, "{}={value}", key.name()),
            _ => f.write_str(ALL),
        }
    }
}

impl FromStr for Group {
    type Err = NoGroup;

    fn from_str(name: &str) -> Result<Group, NoGroup> {
        if name == ALL {
            return Ok(Group::All);
        }
        let group = name.split_once('=').and_then(|(key, value)| Some(GroupKey::named(key)?.group(value)));
        group.ok_or_else(|| NoGroup(name.to_owned()))
    }
}

impl From<Group> for String {
    fn from(group: Group) -> String {
        group.to_string()
    }
}

impl TryFrom<String> for Group {
    type Error = NoGroup;

    fn try_from(name: String) -> Result<Group, NoGroup> {
        name.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let check = |group: &Group, name: &str| {
            assert_eq!((group.to_string(), name.parse()), (name.to_owned(), Ok(group.clone())));
        };
        check(&Group::All, "all");
        check(&GroupKey::PageType.group("forum"), "page_type=forum");
        check(&GroupKey::Lang.group("a=b"), "lang=a=b");
        for none in ["", "forum", "site=a", "page_type"] {
            assert_eq!(none.parse::<Group>(), Err(NoGroup(none.to_owned())));
        }
    }

    #[test]
    fn groups_are_in_the_order_of_their_names() {
        let mut groups =
            ["page_type=b", "lang=z", "page_type=a", "all"].map(|name| name.parse::<Group>().unwrap());
        groups.sort();
        assert_eq!(groups.map(|group| group.to_string()), ["all", "lang=z", "page_type=a", "page_type=b"]);
    }

    #[test]
    fn pages_are_of_the_groups_that_are_known_of_them() {
        let check = |page_type: &str, lang: &str, expected: &[&str]| {
            let groups: Vec<String> = Group::of_page(page_type, lang).map(String::from).collect();
            assert_eq!(groups, expected);
        };
        check("forum", "de", &["page_type=forum", "lang=de"]);
        check("", "de", &["lang=de"]);
        check("", "", &[]);
    }
}
