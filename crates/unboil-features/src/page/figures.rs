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
        let is_pair =
            || matches!(after, [b':' | b'/' | b'.', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit());
        match digits {
            [_] | [_, _] => is_pair(),
            [b'1', b'9', _, _] | [b'2', b'0', _, _] => true,
            _ => false,
        }
    })
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
        check("11998 or 3.5", false, false);
        check("", false, false);
        check(&format!("{} £3 in 2020", "x".repeat(300)), false, false);
    }
}
