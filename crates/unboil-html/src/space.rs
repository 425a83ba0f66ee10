//! White space at the beginning of texts, most of which are nothing else: the indentation between two tags.

/// The bytes after the spaces, line feeds, tabs and form feeds that `bytes` begins with.
#[inline]
pub(crate) fn after_space(mut bytes: &[u8]) -> &[u8] {
    loop {
        while let Some(rest) = bytes.strip_prefix(b"        ") {
            bytes = rest;
        }
        match bytes {
            [b' ' | b'\n' | b'\t' | 0x0c, rest @ ..] => bytes = rest,
            _ => return bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_white_space_at_the_beginning_is_left_out() {
        for spaces in 0..20 {
            for rest in ["", "x  y", "\r", "\u{b}"] {
                for space in ["", "\n", "\t ", "\n\u{c}  "] {
                    let text = format!("{space}{}{space}{rest}", " ".repeat(spaces));
                    assert_eq!(after_space(text.as_bytes()), rest.as_bytes());
                }
            }
        }
    }
}
