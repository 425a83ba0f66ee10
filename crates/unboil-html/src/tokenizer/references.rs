//! Character references: `&amp;`, `&notin`, `&#8212;`, `&#x97;`.
//!
//! Source: HTML standard, 13.2.5.72 to 13.2.5.80 and the table of named character references.

use memchr::{memchr, memrchr};

/// Every name that ends in a semicolon, without it, and its one or two code points; sorted by bytes.
const NAMES: &str = include_str!("names.txt");

/// The names that need no semicolon; sorted by bytes.
const LEGACY: [&str; 106] = [
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH",
    "Eacute", "Ecirc", "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute",
    "Ocirc", "Ograve", "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave",
    "Uuml", "Yacute", "aacute", "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml",
    "brvbar", "ccedil", "cedil", "cent", "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave",
    "eth", "euml", "frac12", "frac14", "frac34", "gt", "iacute", "icirc", "iexcl", "igrave", "iquest",
    "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not", "ntilde", "oacute", "ocirc", "ograve",
    "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound", "quot", "raquo", "reg", "sect",
    "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc", "ugrave", "uml", "uuml",
    "yacute", "yen", "yuml",
];

/// Bytes of the longest of [`LEGACY`].
const LONGEST_LEGACY: usize = 6;

/// Bytes of the longest name.
const LONGEST: usize = 31;

/// Where a reference stands: in attributes, one without semicolon is text if it could be part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    Text,
    Attribute,
}

/// What a reference stands for, and how many bytes it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) first: char,
    pub(crate) second: Option<char>,
    pub(crate) bytes: usize,
}

/// The reference that `text`, which begins with `&`, begins with; `None` where the ampersand is only an ampersand.
pub(crate) fn reference(text: &str, context: Context) -> Option<Reference> {
    let name = text.get(1..)?;
    match name.as_bytes().first()? {
        b'#' => {
            numeric(name.get(1..)?).map(|(first, bytes)| Reference { first, second: None, bytes: bytes + 2 })
        }
        byte if byte.is_ascii_alphanumeric() => named(name, context),
        _ => None,
    }
}

/// The character of the digits after `&#`, and the bytes up to its end.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, prefix, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 1, 16),
        None => (text, 0, 10),
    };
    let mut code = 0_u32;
    let mut bytes = 0;
    for digit in digits.chars().map_while(|character| character.to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        bytes += 1;
    }
    if bytes == 0 {
        return None;
    }
    let semicolon = usize::from(digits.as_bytes().get(bytes) == Some(&b';'));
    Some((character(code), prefix + bytes + semicolon))
}

/// The character of a code point: the control codes 80 to 9F are read as windows-1252.
fn character(code: u32) -> char {
    const WINDOWS_1252: [char; 32] = [
        '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}',
        '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}', '\u{90}',
        '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}',
        '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}', '\u{17e}', '\u{178}',
    ];
    let mapped = code.checked_sub(0x80).and_then(|place| WINDOWS_1252.get(place as usize).copied());
    mapped.or(char::from_u32(code).filter(|&found| found != '\0')).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The longest named reference that `text` begins with.
fn named(text: &str, context: Context) -> Option<Reference> {
    let length = text.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let next = text.as_bytes().get(length).copied();
    if next == Some(b';')
        && let Some((first, second)) = characters(text.get(..length)?)
    {
        return Some(Reference { first, second, bytes: length + 2 });
    }
    for length in (2..=length.min(LONGEST_LEGACY)).rev() {
        let name = text.get(..length)?;
        if LEGACY.binary_search(&name).is_ok() {
            let next = text.as_bytes().get(length).copied();
            if context == Context::Attribute && next.is_some_and(|b| b == b'=' || b.is_ascii_alphanumeric()) {
                return None;
            }
            let (first, second) = characters(name)?;
            return Some(Reference { first, second, bytes: length + 1 });
        }
    }
    None
}

/// What a name stands for.
fn characters(name: &str) -> Option<(char, Option<char>)> {
    match name {
        "amp" => return Some(('&', None)),
        "nbsp" => return Some(('\u{a0}', None)),
        "quot" => return Some(('"', None)),
        "lt" => return Some(('<', None)),
        "gt" => return Some(('>', None)),
        _ => {}
    }
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memrchr(b'\n', NAMES.get(low..middle)?.as_bytes()).map_or(low, |at| low + at + 1);
        let end = memchr(b'\n', NAMES.get(start..)?.as_bytes()).map_or(NAMES.len(), |at| start + at);
        let mut fields = NAMES.get(start..end)?.split(' ');
        match fields.next()?.cmp(name) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => {
                return Some((code_point(fields.next()?)?, fields.next().and_then(code_point)));
            }
        }
    }
    None
}

fn code_point(digits: &str) -> Option<char> {
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, bytes: usize) {
        let found = reference(text, Context::Text).unwrap();
        let resolved: String = [Some(found.first), found.second].into_iter().flatten().collect();
        assert_eq!((resolved.as_str(), found.bytes), (expected, bytes));
    }

    #[track_caller]
    fn check_none(text: &str, context: Context) {
        assert_eq!(reference(text, context), None);
    }

    #[test]
    fn every_name_of_the_standard_is_known() {
        let mut names = 0;
        for (name, &(first, second)) in markup5ever::data::NAMED_ENTITIES.entries() {
            if first == 0 {
                continue; // the prefix of a name
            }
            let expected: String =
                [first, second].into_iter().filter(|&c| c != 0).filter_map(char::from_u32).collect();
            check(&format!("&{name}"), &expected, name.len() + 1);
            names += 1;
        }
        assert_eq!(names, 2231);
        assert_eq!(NAMES.lines().count() + LEGACY.len(), names);
        assert_eq!(LEGACY.iter().map(|name| name.len()).max(), Some(LONGEST_LEGACY));
        assert_eq!(NAMES.lines().filter_map(|line| line.find(' ')).max(), Some(LONGEST));
    }

    #[test]
    fn the_longest_name_counts() {
        check("&notin;", "∉", 7);
        check("&notit;", "¬", 4);
        check("&ampamp", "&", 4);
        check("&nGt;", "≫⃒", 5);
    }

    #[test]
    fn names_without_semicolon_are_text_within_addresses() {
        check_none("&copy=1", Context::Attribute);
        check_none("&copyright", Context::Attribute);
        assert!(reference("&copy=1", Context::Text).is_some());
        assert!(reference("&copy&", Context::Attribute).is_some());
        assert!(reference("&copy;1", Context::Attribute).is_some());
    }

    #[test]
    fn numbers_are_code_points_or_windows_1252() {
        check("&#8212;", "—", 7);
        check("&#x2014 ", "—", 7);
        check("&#151;", "—", 6);
        check("&#0;", "\u{fffd}", 4);
        check("&#xD800;", "\u{fffd}", 8);
        check("&#99999999999;", "\u{fffd}", 14);
    }

    #[test]
    fn a_mere_ampersand_is_text() {
        for text in ["&", "& a", "&;", "&#", "&#;", "&#x;", "&#xg", "&foo;", "&Amp;"] {
            check_none(text, Context::Text);
        }
    }
}
