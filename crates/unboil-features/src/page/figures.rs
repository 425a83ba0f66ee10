//! Prices and dates in digits.

use std::ops::Range;

/// Prices and dates are looked for in this many first bytes.
const PRICE_BYTES: usize = 300;
const DATE_BYTES: usize = 200;

/// A currency next to a digit in the beginning of the text.
pub(crate) fn has_price(text: &str) -> bool {
    const CODES: [&str; 6] = ["USD", "EUR", "zł", "kr", "руб", "元"];
    let is_symbol = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽');
    let sample = &text[..text.floor_char_boundary(PRICE_BYTES)];
    numbers(sample.as_bytes(), 0).any(|number| {
        let after = &sample[number.end..];
        sample[..number.start].trim_end().ends_with(is_symbol)
            || after.bytes().next().is_some_and(may_begin_currency) && {
                let after = after.trim_start();
                after.starts_with(is_symbol) || CODES.iter().any(|code| after.starts_with(code))
            }
    })
}

/// Whether a currency or the white space before it may begin with a byte.
fn may_begin_currency(byte: u8) -> bool {
    matches!(byte, 0..=b' ' | b'$' | b'E' | b'U' | b'k' | b'z' | 0x80..=0xff)
}

/// A year, a clock time or a date in digits, in the beginning of the text. No digit stands before `first`.
pub(super) fn has_numeric_date(text: &str, first: usize) -> bool {
    let sample = &text.as_bytes()[..text.floor_char_boundary(DATE_BYTES)];
    numbers(sample, first).any(|number| {
        let (digits, after) = (&sample[number.clone()], &sample[number.end..]);
        match digits {
            [_] | [_, _] => match after {
                [b':' | b'/', a, b, ..] => a.is_ascii_digit() && b.is_ascii_digit(),
                [b'.', ..] => {
                    !is_behind_point(sample, number.start) && is_dotted_date(&sample[number.start..])
                }
                _ => false,
            },
            [b'1', b'9', _, _] | [b'2', b'0', _, _] => true,
            _ => false,
        }
    })
}

/// Whether the number that starts at a place goes on what stands before a point.
fn is_behind_point(text: &[u8], start: usize) -> bool {
    matches!(text[..start], [.., digit, b'.'] if digit.is_ascii_digit())
}

/// Whether a text begins with a date whose parts end with points: day, month and year in any usual order, or day and
/// month.
fn is_dotted_date(text: &[u8]) -> bool {
    let mut rest = text;
    let mut part = || {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (part, after) = rest.split_at(digits);
        rest = after.strip_prefix(b".").unwrap_or(after);
        (part, after.starts_with(b"."))
    };
    let ((first, _), (second, is_followed), (third, _)) = (part(), part(), part());
    // A fourth number is that of a version or an address.
    is_followed
        && !rest.first().is_some_and(u8::is_ascii_alphanumeric)
        && if third.is_empty() {
            is_day(first) && is_month(second) && second.len() == 2
        } else {
            (is_day(first) && is_month(second) || is_month(first) && is_day(second)) && is_year(third)
                || is_year(first) && is_month(second) && is_day(third)
        }
}

fn is_day(digits: &[u8]) -> bool {
    digits.len() <= 2 && (1..=31).contains(&number(digits))
}

fn is_month(digits: &[u8]) -> bool {
    digits.len() <= 2 && (1..=12).contains(&number(digits))
}

/// Whether digits are a year of two digits, or one of four from 1000 to 2999.
fn is_year(digits: &[u8]) -> bool {
    matches!(digits, [_, _] | [b'1' | b'2', _, _, _])
}

/// The number of a few digits.
fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |number, digit| 10 * number + u32::from(digit - b'0'))
}

/// The runs of digits from a place on.
fn numbers(text: &[u8], from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = from.min(text.len());
    std::iter::from_fn(move || {
        let start = at + text[at..].iter().position(u8::is_ascii_digit)?;
        let digits = text[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = start + digits;
        Some(start..at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, price: bool, date: bool) {
        let first = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
        assert_eq!((has_price(text), has_numeric_date(text, first)), (price, date), "{text}");
        assert_eq!(has_numeric_date(text, 0), date, "{text}");
    }

    #[test]
    fn prices_and_dates_are_told_by_what_stands_next_to_digits() {
        check("from $ 5 on", true, false);
        check("12,50 €", true, false);
        check("3 USD", true, false);
        check("45 kr", true, false);
        check("$ and 5", false, false);
        check("since 1998", false, true);
        check("at 9:30", false, true);
        check("24.12.", false, true);
        check("am 24.12.98, um acht", false, true);
        check("3.5.1875", false, true);
        check("12.24.98", false, true);
        check("24.05.13 목", false, true);
        check("98.12.24", false, true);
        check("12.50 or 24.99 for two", false, false);
        check("it costs 12.50.", false, false);
        check("Version 10.15.7", false, false);
        check("Version 10.12.24.1, at 10.0.12.24", false, false);
        check("rule 3.14.15a", false, false);
        check("11998 or 3.5", false, false);
        check("", false, false);
        check(&format!("{} £3 in 2020", "x".repeat(300)), false, false);
    }
}
