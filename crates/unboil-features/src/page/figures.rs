//! Prices and dates in digits.

/// A currency next to a digit in the beginning of the text.
pub(super) fn has_price(text: &str) -> bool {
    const CODES: [&str; 6] = ["USD", "EUR", "zł", "kr", "руб", "元"];
    let is_symbol = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽');
    let sample = &text[..text.floor_char_boundary(300)];
    for (at, byte) in sample.bytes().enumerate() {
        match byte {
            // Of a number, only the last digit stands next to anything else, and mostly to what begins no currency.
            b'0'..=b'9' if sample.as_bytes().get(at + 1).is_some_and(|next| may_begin_currency(*next)) => {
                let after = sample[at + 1..].trim_start();
                if after.starts_with(is_symbol) || CODES.iter().any(|code| after.starts_with(code)) {
                    return true;
                }
            }
            // The first bytes of all symbols.
            b'$' | 0xc2 | 0xe2 => {
                let after = sample[at..].strip_prefix(is_symbol).map(str::trim_start);
                if after.is_some_and(|after| after.starts_with(|d: char| d.is_ascii_digit())) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether a currency or the white space before it may begin with a byte.
fn may_begin_currency(byte: u8) -> bool {
    matches!(byte, 0..=b' ' | b'$' | b'E' | b'U' | b'k' | b'z' | 0x80..=0xff)
}

/// A year, a clock time or a date in digits, in the beginning of the text.
pub(super) fn has_numeric_date(text: &str) -> bool {
    let sample = &text.as_bytes()[..text.floor_char_boundary(200)];
    let mut at = 0;
    while at < sample.len() {
        if !sample[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = sample[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let is_year = digits == 4 && (sample[at..].starts_with(b"19") || sample[at..].starts_with(b"20"));
        let after = &sample[at + digits..];
        let is_pair = digits <= 2
            && matches!(after, [b':' | b'/' | b'.', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit());
        if is_year || is_pair {
            return true;
        }
        at += digits;
    }
    false
}
