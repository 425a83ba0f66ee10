//! JSON Lines: one value a line.

use std::io::{self, Write};

use serde::Serialize;

use crate::signature::without_mark;

/// The lines of a file that hold anything, without the white space around them, each with its number, from 1. A
/// byte-order mark, with which some editors begin files, is no part of the first.
pub fn json_lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let bytes = without_mark(bytes);
    let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).zip(1..);
    lines.filter(|(line, _)| !line.is_empty()).map(|(line, number)| (number, line))
}

/// Writes a value as a line.
///
/// # Errors
/// Those of the output; a value that is no JSON.
pub fn write_json_line(output: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, value)?;
    output.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_and_empty_ones_skipped() {
        let check = |bytes: &[u8], expected: &[(usize, &[u8])]| {
            assert_eq!(json_lines(bytes).collect::<Vec<_>>(), expected);
        };
        check(b"{}\n\n \r\n [1] \r\n", &[(1, b"{}"), (4, b"[1]")]);
        check(b"\xef\xbb\xbf{}", &[(1, b"{}")]);
        check(b"", &[]);
    }
}
