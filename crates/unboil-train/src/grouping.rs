//! Pages by set, type and language.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use unboil_infer::{Group, GroupKey};

/// Each name once, in the order in which they first appear.
pub(crate) fn distinct<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The places of pages of one type, then of those of one language, given type and language of each page: the largest groups
/// first. Pages whose type is empty are of no type, and so for languages.
pub(crate) fn by_type_and_language<'a>(
    pages: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<(Group, Vec<usize>)> {
    let (types, languages): (Vec<&str>, Vec<&str>) = pages.unzip();
    let mut groups = Vec::new();
    for (key, values) in [(GroupKey::PageType, types), (GroupKey::Lang, languages)] {
        let mut by_value: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, value) in values.into_iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            by_value.entry(value).or_default().push(place);
        }
        let mut by_value: Vec<_> = by_value.into_iter().collect();
        by_value.sort_by_key(|(value, places)| (Reverse(places.len()), *value));
        groups.extend(by_value.into_iter().map(|(value, places)| (key.group(value), places)));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_grouped_by_size_and_name() {
        let pages = [("forum", ""), ("article", "de"), ("article", "en"), ("", "de")];
        let groups = by_type_and_language(pages.into_iter());
        let expected = [
            (GroupKey::PageType.group("article"), vec![1, 2]),
            (GroupKey::PageType.group("forum"), vec![0]),
            (GroupKey::Lang.group("de"), vec![1, 3]),
            (GroupKey::Lang.group("en"), vec![2]),
        ];
        assert_eq!(groups, expected);
    }

    #[test]
    fn names_keep_their_order() {
        assert_eq!(distinct(["b", "a", "b"]), ["b", "a"]);
    }
}
