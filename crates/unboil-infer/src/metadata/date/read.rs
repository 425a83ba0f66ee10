//! Text → date.

use std::fmt;

use super::order::{Day, Order};
use super::tokens::{Token, digit, tokens};

/// Years that a page may be of.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2049;

/// Numbers and words of a date with the month's name: `ngày 31 tháng 5 năm 2024` has six, `May 31 10:00:00 CEST 2024` seven.
const MAX_NAMED: usize = 7;

/// Words before the numbers of versions.
const VERSIONS: [&str; 6] = ["version", "versions", "v", "ver", "release", "build"];
/// Words behind the hour.
const TIMES: [&str; 5] = ["am", "pm", "a", "p", "Uhr"];

/// A day, and its time where that follows it as ISO 8601; written as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::metadata) struct Date {
    pub(in crate::metadata) day: Day,
    /// `T08:30:05+02:00`, of which seconds and zone may lack; or empty.
    time: String,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (year, month, day) = self.day;
        write!(f, "{year:04}-{month:02}-{day:02}{}", self.time)
    }
}

/// The first date in a text.
pub(in crate::metadata) fn first(text: &str, order: Order) -> Option<Date> {
    dates(text, order).next().map(|(date, _)| date)
}

/// The dates in a text, and where each begins.
pub(super) fn dates(text: &str, order: Order) -> impl Iterator<Item = (Date, usize)> {
    let has_digits = text.chars().any(|c| digit(c).is_some());
    let tokens = if has_digits { tokens(text) } else { Vec::new() };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let first = &tokens[at];
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let Some((year, month, day, used)) = date_at(&tokens[at..], before, order) else {
                at += 1;
                continue;
            };
            let last = &tokens[at + used - 1];
            let time = if first.is_number(4) { time_after(&text[last.end..]) } else { String::new() };
            let found = (Date { day: (year, month, day), time }, first.start);
            at += used;
            return Some(found);
        }
        None
    })
}

/// The day that a text begins with, where its year comes first, as machines write it.
pub(in crate::metadata) fn day_by_year(text: &str) -> Option<Day> {
    let tokens = tokens(text);
    tokens.first().filter(|year| year.is_number(4) || year.is_number(8))?;
    date_at(&tokens, None, Order::DAY_FIRST).map(|(year, month, day, _)| (year, month, day))
}

/// Whether a text begins with a day and a time as machines write them: `2024-05-31T08:30`.
pub(super) fn is_timestamp(text: &str) -> bool {
    let separator = "2024-05-31".len();
    text.as_bytes().get(separator) == Some(&b'T')
        && day_by_year(&text[..separator]).is_some()
        && !time_after(&text[separator..]).is_empty()
}

/// The day that a path has between its slashes or hyphens; between slashes it ends with its folder, for what goes on is the
/// name of a page, as in `/2024/05/10-best-rivers`.
pub(super) fn in_path(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let tokens = tokens(path);
    (0..tokens.len()).find_map(|at| {
        let [a, b, c, ..] = tokens.get(at..)? else { return None };
        let is_apart = |a: &Token, b: &Token| matches!(&path[a.end..b.start], "/" | "-" | "_");
        let goes_on =
            &path[b.end..c.start] == "/" && !matches!(path[c.end..].chars().next(), None | Some('/'));
        let (year, day) = if a.is_number(4) { (a, c) } else { (c, a) };
        let is_whole = year.is_number(4) && is_apart(a, b) && is_apart(b, c) && !goes_on;
        let day = if is_whole { checked(year.value?, b.value?, day.value?) } else { None };
        Some(Date { day: day?, time: String::new() })
    })
}

/// Whether two days follow each other.
pub(super) fn are_near(a: Day, b: Day) -> bool {
    // Days since the first of March of year 0, by Howard Hinnant's `days_from_civil`.
    let number = |(year, month, day): Day| {
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
    };
    number(a).abs_diff(number(b)) == 1
}

/// The date that tokens begin with, `before` standing before them, and how many of them it is.
fn date_at(tokens: &[Token], before: Option<&Token>, order: Order) -> Option<(u32, u32, u32, usize)> {
    let [first, ..] = tokens else { return None };
    if first.is_number(8) {
        let value = first.value?;
        return checked(value / 10_000, value / 100 % 100, value % 100).map(|(y, m, d)| (y, m, d, 1));
    }
    with_characters(tokens).or_else(|| numeric(tokens, before, order)).or_else(|| named(tokens))
}

/// `2024年5月31日`, `2024년 5월 31일`.
fn with_characters(tokens: &[Token]) -> Option<(u32, u32, u32, usize)> {
    let [year, year_mark, month, month_mark, day, rest @ ..] = tokens else { return None };
    let is = |token: &Token, marks: [&str; 2]| marks.iter().any(|mark| token.text.starts_with(mark));
    if !year.is_number(4) || !is(year_mark, ["年", "년"]) || !is(month_mark, ["月", "월"]) {
        return None;
    }
    let used = 5 + usize::from(rest.first().is_some_and(|mark| is(mark, ["日", "일"])));
    checked(year.value?, month.value?, day.value?).map(|(y, m, d)| (y, m, d, used))
}

/// `2024-05-31`, `31.05.2024`, `5/31/2024`, `31.5.24`.
fn numeric(tokens: &[Token], before: Option<&Token>, order: Order) -> Option<(u32, u32, u32, usize)> {
    let [a, b, c, ..] = tokens else { return None };
    let gap = b.gap.trim();
    let is_gap = matches!(gap, "-" | "/" | "." | "–" | "\u{2011}") && c.gap.trim() == gap && b.gap.len() <= 3;
    if !is_gap || b.digits > 2 {
        return None;
    }
    if a.is_number(4) && c.digits <= 2 {
        return checked(a.value?, b.value?, c.value?).map(|(y, m, d)| (y, m, d, 3));
    }
    // A number or version before or behind it makes it something else.
    let leads_on = |next: &Token| matches!(next.gap, "." | "/" | "-") && next.value.is_some();
    let is_whole = !matches!(a.gap, "." | "/" | "-" | ",")
        && !tokens.get(3).is_some_and(leads_on)
        && !before.is_some_and(|before| is_of_other_before(before, a))
        && !tokens.get(3).is_some_and(|next| is_of_other_behind(next, tokens.get(4)));
    let year = match (c.digits, c.value?) {
        (4, year) => year,
        (2, year) if year < 70 && is_whole && gap != "-" => 2000 + year,
        (2, year) if year >= 90 && is_whole && gap != "-" => 1900 + year,
        _ => return None,
    };
    let (a, b) = (a.value.filter(|_| a.digits <= 2)?, b.value?);
    let month_first = b > 12 || order.is_month_first(gap) && a <= 12;
    let (day, month) = if month_first { (b, a) } else { (a, b) };
    let (y, m, d) = order.choose(checked(year, month, day)?, checked(year, day, month));
    Some((y, m, d, 3))
}

/// Whether what stands before a short date makes it a size or version: a number that is not of a time, a letter right
/// before it, or a word for versions.
fn is_of_other_before(before: &Token, first: &Token) -> bool {
    let is_of_time = before.gap == ":";
    let is_version = VERSIONS.iter().any(|word| before.text.eq_ignore_ascii_case(word));
    is_version || first.gap.is_empty() || first.gap == " " && before.value.is_some() && !is_of_time
}

/// Whether what stands behind a short date makes it a size: a number that no time begins with, or a letter right
/// behind it.
fn is_of_other_behind(next: &Token, then: Option<&Token>) -> bool {
    let is_time = || {
        then.is_some_and(|then| {
            then.gap == ":" || TIMES.iter().any(|word| then.text.eq_ignore_ascii_case(word))
        })
    };
    let is_letter = next.gap.is_empty() && next.text.is_ascii();
    is_letter || next.gap == " " && next.value.is_some() && !is_time()
}

/// `31 May 2024`, `31. Mai 2024`, `31 de mayo de 2024`, `May 31st, 2024`, `2024 May 31`, `May 31 10:00:00 CEST 2024`.
fn named(tokens: &[Token]) -> Option<(u32, u32, u32, usize)> {
    let is_filler = |token: &Token| {
        matches!(
            token.text,
            "st" | "nd"
                | "rd"
                | "th"
                | "de"
                | "of"
                | "del"
                | "er"
                | "e"
                | "г"
                | "ngày"
                | "tháng"
                | "năm"
                | "el"
                | "en"
                | "the"
                | "º"
                | "ª"
                | "din"
                | "a"
                | "m"
        )
    };
    let mut kept: Vec<(usize, &Token)> = Vec::new();
    let mut is_behind_time = false;
    for (index, token) in tokens.iter().enumerate().take(MAX_NAMED) {
        let is_near =
            index == 0 || token.gap.chars().count() <= 3 && !token.gap.contains(['|', ';', '(', '•']);
        if !is_near {
            break;
        }
        is_behind_time |= token.gap == ":";
        let is_of_time = is_behind_time && token.is_of_time() || leads_time(&tokens[index..]);
        if index == 0 || !is_of_time && !is_filler(token) {
            kept.push((index, token));
        }
        if kept.len() == 3 {
            break;
        }
    }
    let [(_, a), (_, b), (last, c)] = kept.as_slice() else { return None };
    let found = if a.is_day() && c.is_number(4) {
        // "ngày 31 tháng 5 năm 2024".
        let vietnamese =
            || tokens.iter().take(4).any(|token| token.text == "tháng").then_some(b.value).flatten();
        checked(c.value?, b.month().or_else(vietnamese)?, a.value?)
    } else if b.is_day() && c.is_number(4) {
        checked(c.value?, a.leading_month()?, b.value?)
    } else if a.is_number(4) && c.is_day() {
        checked(a.value?, b.month()?, c.value?)
    } else {
        None
    };
    found.map(|(y, m, d)| (y, m, d, last + 1))
}

/// Whether an hour and its minutes come first.
fn leads_time(tokens: &[Token]) -> bool {
    matches!(tokens, [hour, minutes, ..] if hour.digits <= 2 && hour.value.is_some() && minutes.gap == ":")
}

/// A day that is one, in a year that a page may be of; years of the Buddhist era are counted in the usual one.
fn checked(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = if (2533..=2592).contains(&year) { year - 543 } else { year };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (YEARS.contains(&year) && (1..=days).contains(&day)).then_some((year, month, day))
}

/// The time of ISO 8601 at the beginning of a text: `T08:30`, with seconds and zone where they are there.
fn time_after(text: &str) -> String {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes.get(at..at + 2).is_some_and(|pair| pair.iter().all(u8::is_ascii_digit));
    let is = |at: usize, byte: u8| bytes.get(at) == Some(&byte);
    if !(is(0, b'T') || is(0, b' '))
        || !digits(1)
        || !is(3, b':')
        || !digits(4)
        || text.get(1..3) > Some("23")
    {
        return String::new();
    }
    let mut end = 6;
    if is(6, b':') && digits(7) {
        end = 9;
        if is(9, b'.') {
            end = 10 + bytes.iter().skip(10).take_while(|byte| byte.is_ascii_digit()).count();
        }
    }
    let time = text.get(1..end.min(9)).unwrap_or_default();
    let zone = match bytes.get(end) {
        Some(b'Z' | b'z') => "Z".to_owned(),
        Some(b'+' | b'-') if digits(end + 1) => {
            let minutes = if is(end + 3, b':') { end + 4 } else { end + 3 };
            let minutes = if digits(minutes) { text.get(minutes..minutes + 2) } else { None };
            format!("{}:{}", text.get(end..end + 3).unwrap_or_default(), minutes.unwrap_or("00"))
        }
        _ => String::new(),
    };
    format!("T{time}{zone}")
}
