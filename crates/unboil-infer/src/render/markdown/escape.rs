//! Text in which nothing is read as Markdown.

/// What gives characters of a text a meaning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Whether the page has formulas, so that `$` has one.
    pub(super) has_math: bool,
    /// Whether it stands between brackets, so that `]` has one.
    pub(super) is_bracketed: bool,
}

/// Appends text that stands behind what is in `out`.
pub(super) fn text_into(out: &mut String, text: &str, place: Place) {
    let mut chars = text.char_indices().peekable();
    let mut last = out.chars().next_back().unwrap_or(' ');
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let escapes = match c {
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
            '`' | '*' | '[' | '~' => true,
            ']' => place.is_bracketed,
            '_' => !(last.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
            '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_reference(text.get(at..).unwrap_or_default()),
            '$' => place.has_math,
            _ => false,
        };
        if escapes {
            out.push('\\');
        }
        out.push(c);
        last = c;
    }
}

/// Makes a `!` at the end of a text no part of the bracket that comes next.
pub(super) fn before_bracket(out: &mut String) {
    if out.ends_with('!') {
        out.pop();
        out.push_str("\\!");
    }
}

/// A line of a paragraph, written already, so that its beginning is not read as the mark of another part.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = line.split_at(digits);
    let ends_mark = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let is_all = |set: &[char]| !line.is_empty() && line.chars().all(|c| set.contains(&c));
    match after.chars().next() {
        Some('.' | ')') if (1..=9).contains(&digits) && ends_mark(&after[1..]) => {
            format!("{number}\\{after}")
        }
        Some('#') if digits == 0 => {
            let marks = line.trim_start_matches('#');
            if line.len() - marks.len() <= 6 && ends_mark(marks) {
                format!("\\{line}")
            } else {
                line.to_owned()
            }
        }
        Some('>') if digits == 0 => format!("\\{line}"),
        Some('-' | '+') if digits == 0 && ends_mark(&line[1..]) => format!("\\{line}"),
        Some('-' | '=' | ':' | '|') if is_all(&['-', '=', ':', '|', ' ']) => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

/// Whether a text begins with what a reader takes for a character reference.
pub(super) fn is_reference(text: &str) -> bool {
    let name = text.get(1..).unwrap_or_default();
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    end.is_some_and(|end| end > 0 && end <= 40 && name.get(end..).is_some_and(|rest| rest.starts_with(';')))
}

/// Text of a line as a span of code.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let is_padded =
        text.starts_with('`') || text.ends_with('`') || text.starts_with(' ') && text.ends_with(' ');
    let pad = if is_padded { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The address of a link or image.
pub(super) fn address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        match c {
            '&' if is_reference(address.get(at..).unwrap_or_default()) => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}
