//! Texts → names.

use crate::metadata::date::is_english_month;
use crate::metadata::title::SiteNames;

use super::tables::{
    AFTER, BEFORE, BEFORE_DATES, BEGINNINGS, BETWEEN, BY, CREDITS, NOBODY, OF_ANOTHER, ROLES, STOPS,
    WEEKDAYS, WITHIN,
};

/// Authors of a page that are kept.
const MAX_AUTHORS: usize = 30;
/// Letters of a name; longer texts are sentences.
const MAX_NAME: usize = 60;
/// Characters among which a word for "by" is looked for.
const MAX_PREFIX: usize = 40;
const MAX_WORDS: usize = 6;
/// Letters of what is written behind a name in capitals: a degree, an agency.
const MAX_CREDENTIAL: usize = 6;

/// The names in what structured data says of authors; those of nobody and of the site are left out.
pub(in crate::metadata) fn clean<'t>(texts: impl Iterator<Item = &'t str>, site: &SiteNames) -> Vec<String> {
    let mut found = Names { all: Vec::new(), is_written: false };
    for text in texts.take(MAX_AUTHORS) {
        found.add(text);
    }
    found.all.retain(|name| !site.has(name));
    found.all
}

/// The names in the pieces of one byline: the first that has some, and those behind words for "and". What else follows
/// is said of the author.
pub(super) fn of_pieces(pieces: &[String]) -> Vec<String> {
    let mut found = Names { all: Vec::new(), is_written: true };
    let mut goes_on = true;
    let pieces = joined(pieces);
    for (place, piece) in pieces.iter().enumerate() {
        // A picture's place may have the initials.
        let are_initials = place + 1 < pieces.len() && is_credential(piece);
        let (begins, ends) =
            (is_connected(piece.split(' ').next()), is_connected(piece.split(' ').next_back()));
        if !found.all.is_empty() && !goes_on && !begins || found.is_of_another(piece) {
            break;
        }
        if !are_initials {
            found.add(piece);
        }
        goes_on = found.all.is_empty() || ends;
    }
    found.all
}

/// Whether a word stands between names.
fn is_connected(word: Option<&str>) -> bool {
    word.is_some_and(|word| word.ends_with(',') || word == "/" || BETWEEN.contains(&word))
}

/// Whether a name is a single word, as accounts are; names of scripts without spaces and capitals are none.
pub(in crate::metadata) fn is_account(name: &str) -> bool {
    !name.contains(' ') && name.is_ascii()
}

/// Names in the order in which they were found.
struct Names {
    all: Vec<String>,
    /// Whether they are written for readers, among other words, rather than given as names.
    is_written: bool,
}

impl Names {
    /// Adds those of a text. Behind a name come roles and degrees, which are none.
    fn add(&mut self, text: &str) {
        if starts_with_one(text.trim(), CREDITS) {
            return;
        }
        let text = without_prefix(text);
        let parts: Vec<&str> =
            text.split([',', ';', '/', '|', '•', '·', '\n', '、', '，', '،']).map(str::trim).collect();
        if let [last, first] = parts.as_slice()
            && text.contains(", ")
            && (self.all.is_empty() || !self.is_written)
            && is_last_name(last)
            && is_first_name(first)
        {
            self.push(format!("{first} {last}"));
            return;
        }
        let before = self.all.len();
        for part in parts {
            let goes_on = || self.all.get(before).is_some_and(|name| goes_on(name, part));
            let is_of_name = is_role(part) || is_credential(&trimmed(part)) || goes_on();
            if !self.all.is_empty() && is_of_name || starts_with_one(part, BEGINNINGS) {
                continue;
            }
            for name in apart(part, self.is_written) {
                let name = if self.is_written { without_ending(&name) } else { without_brackets(&name) };
                self.push(trimmed(name));
            }
        }
    }

    /// Whether a piece behind names is about others than the author.
    fn is_of_another(&self, piece: &str) -> bool {
        !self.all.is_empty() && starts_with_one(piece, OF_ANOTHER)
    }

    fn push(&mut self, name: String) {
        let is_new = !self.all.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        if is_new && is_name(&name) && self.all.len() < MAX_AUTHORS {
            self.all.push(name);
        }
    }
}

/// Whether a part may be the last name of "Low, Ada": a word, with particles before it.
fn is_last_name(part: &str) -> bool {
    let mut words = part.split(' ').rev();
    words.next().is_some_and(|word| is_name(word) && !is_credential(word))
        && words.all(|word| WITHIN.contains(&word))
}

/// Whether a part may be the first name of "Low, Ada B.": a word, and initials.
fn is_first_name(part: &str) -> bool {
    let mut words = part.split(' ');
    words.next().is_some_and(|word| is_name(word) && !is_credential(word))
        && words.all(|word| word.ends_with('.') || word.chars().count() == 1)
}

/// Names that stand between words for "and". Where one of a single word would be left, such a word may be of the name itself,
/// as in "Ortega y Gasset" or "Center for Drug Evaluation and Research".
fn apart(part: &str, is_written: bool) -> Vec<String> {
    let mut names = vec![format!(" {part} ")];
    for between in BETWEEN {
        let may_be_within = !is_written || matches!(*between, "y" | "e" | "i");
        let split = |name: String| -> Vec<String> {
            let parts: Vec<String> =
                name.split(&format!(" {between} ")).map(|part| format!(" {} ", part.trim())).collect();
            let is_one = may_be_within && parts.iter().any(|part| !part.trim().contains(' '));
            if is_one { vec![name] } else { parts }
        };
        names = names.into_iter().flat_map(split).collect();
    }
    names
}

/// Pieces, of which two words that follow each other are one name: first and last names may have elements of their own.
fn joined(pieces: &[String]) -> Vec<String> {
    let is_word = |piece: &str| {
        !piece.contains(' ') && piece.chars().all(char::is_alphabetic) && !starts_with_one(piece, BEFORE)
    };
    let mut joined: Vec<String> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if is_word(last) && is_word(piece) && !is_role(piece) => {
                last.push(' ');
                last.push_str(piece);
            }
            _ => joined.push(piece.clone()),
        }
    }
    joined
}

/// A text without the words for "by" at its beginning, and without a date and a word for "by" behind it.
fn without_prefix(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some(after) = after_by(rest, BEFORE).filter(|after| !is_particle(rest, after)) {
        rest = after;
    }
    after_date(rest).unwrap_or(rest)
}

/// Whether the word before a rest is rather of the name: "Di Wu", "de Vries, Jan".
fn is_particle(text: &str, after: &str) -> bool {
    let word = text[..text.len() - after.len()].trim_end().to_lowercase();
    let rest = after.split(',').next().unwrap_or_default().trim();
    WITHIN.contains(&word.as_str()) && !rest.contains(' ')
}

/// What stands behind the longest word of a list that a text begins with.
fn after_by<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let lower: String = text.chars().take(MAX_PREFIX).flat_map(char::to_lowercase).collect();
    let is_word = |prefix: &&&str| {
        lower.strip_prefix(**prefix).is_some_and(|after| {
            after.starts_with([' ', ':', '\u{a0}', '：', '/'])
                || !prefix.is_ascii() && !prefix.contains(char::is_lowercase)
        })
    };
    let prefix = words.iter().filter(is_word).max_by_key(|prefix| prefix.len())?;
    let end = text.char_indices().nth(prefix.chars().count()).map_or(text.len(), |(at, _)| at);
    // "Contributors to ..." is a name.
    let goes_on = text[end..].starts_with(" to ");
    (!goes_on).then(|| text[end..].trim_start_matches([' ', ':', '\u{a0}', '：', '/']))
}

/// What stands behind a date and a word for "by".
fn after_date(text: &str) -> Option<&str> {
    let is_date = |before: &str| before.chars().count() <= MAX_PREFIX && has_digit(before);
    BY.iter().filter_map(|by| text.split_once(by)).find(|(before, _)| is_date(before)).map(|(_, name)| name)
}

/// Whether a text begins with a word for "by" of a list, or with a date and one behind it.
pub(super) fn begins_with_by(text: &str, words: &[&str]) -> bool {
    after_by(text, words).is_some() || after_date(text).is_some()
}

/// Whether a text is nothing but a word for "by" of a list, or says when something was written and ends with one.
pub(super) fn announces_name(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches([':', ' ']);
    let is_word = words.contains(&lower);
    let ends_so = || BY.iter().any(|by| lower.ends_with(by.trim_end()));
    is_word || lower.chars().count() <= MAX_PREFIX && starts_with_one(lower, STOPS) && ends_so()
}

/// A name without what a byline says behind it.
fn without_ending(part: &str) -> &str {
    let part = AFTER.iter().fold(part, |part, end| part.split_once(end).map_or(part, |(name, _)| name));
    part.split(['(', '[', '{', '<', '"', '„', '“']).next().unwrap_or_default()
}

/// A name without what stands in brackets behind it.
fn without_brackets(name: &str) -> &str {
    let open = name.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    open.map_or(name, |(name, _)| name)
}

/// A name without what is said about its bearer, addresses, numbers and dates.
fn trimmed(part: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().filter(|word| !word.contains('@')).collect();
    let is_account = |word: &str| words.first() == Some(&word) && word.starts_with(char::is_alphabetic);
    let is_stop = |word: &&str| {
        has_digit(word) && !is_account(word)
            || STOPS.contains(&word.trim_matches(':').to_lowercase().as_str())
    };
    let mut kept = words.iter().position(is_stop).unwrap_or(words.len());
    // "Sun Dec 14", "le 14", and "Last" before "updated".
    let is_of_date = |word: &str| {
        let word = word.trim_end_matches('.').to_lowercase();
        is_english_month(&word) || [WEEKDAYS, BEFORE_DATES].iter().any(|list| list.contains(&word.as_str()))
    };
    if kept < words.len() {
        while kept > 0 && is_of_date(words[kept - 1]) {
            kept -= 1;
        }
    }
    words[..kept]
        .join(" ")
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
        .trim_start_matches('.')
        .to_owned()
}

fn has_digit(word: &str) -> bool {
    word.contains(char::is_numeric)
}

/// Whether a part behind a name is rather the rest of a sentence.
fn goes_on(name: &str, part: &str) -> bool {
    part.starts_with(char::is_lowercase) && name.starts_with(char::is_uppercase)
}

/// Whether a text says what somebody does, rather than who that is.
fn is_role(part: &str) -> bool {
    let mut words = part.split_whitespace().map(|word| word.trim_matches(['.', ':']).to_lowercase());
    words.any(|word| ROLES.contains(&word.as_str()))
}

/// Whether a part is a degree or an agency: one short word of capitals.
fn is_credential(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    (2..=MAX_CREDENTIAL).contains(&letters)
        && part.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        || matches!(part.trim_end_matches('.'), "PhD" | "Ph.D" | "MSc" | "BSc" | "Dr" | "Jr" | "Sr")
}

/// Whether a name cannot be the beginning of a sentence: it has several words, all capitals but for those that stand within
/// names.
pub(super) fn is_full_name(name: &str) -> bool {
    let is_written_so = |word: &str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_none_or(|c| !c.is_lowercase()) || WITHIN.contains(&word)
    };
    name.contains(' ') && name.split(' ').all(is_written_so)
}

/// Whether a text may be a name: short, of letters, no address and no word for nobody.
fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=MAX_NAME).contains(&letters)
        && name.split_whitespace().count() <= MAX_WORDS
        && !NOBODY.contains(&lower.as_str())
        && !BEFORE.contains(&lower.as_str())
        && !WEEKDAYS.contains(&lower.as_str())
        && !starts_with_one(&lower, BEGINNINGS)
        && !starts_with_one(&lower, CREDITS)
        && !lower.ends_with(" by")
        && !["http", "www.", ".com", ".de", ".org", ".net"].iter().any(|part| lower.contains(part))
        // What stands behind other labels than those for "by" did something else.
        && !name.contains(": ")
        && !name.ends_with([':', '?', '!'])
}

/// Whether a text begins with one of the words of a list, in whatever case.
fn starts_with_one(text: &str, words: &[&str]) -> bool {
    let lower: String = text.chars().take(MAX_PREFIX).flat_map(char::to_lowercase).collect();
    let is_word =
        |word: &str| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    words.iter().any(|word| is_word(word))
}
