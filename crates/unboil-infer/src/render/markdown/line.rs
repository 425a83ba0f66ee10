//! Pieces of a line → Markdown.

use super::escape::{self, Place};
use super::punctuation::is_punctuation;
use crate::render::content::{Content, Mark, Part, Piece, What};
use crate::render::one_spaced;

/// Writes lines of one page.
pub(super) struct Lines<'a> {
    links: &'a [String],
    /// Whether the page has formulas, so that a `$` means something.
    has_math: bool,
}

/// How marks are written, each by the first sign that would be read where it stands.
const SIGNS: [(Mark, &str); 4] =
    [(Mark::Strong, "**"), (Mark::Emphasis, "_"), (Mark::Emphasis, "*"), (Mark::Deleted, "~~")];

impl<'a> Lines<'a> {
    pub(super) fn of(content: &'a Content) -> Lines<'a> {
        Lines { links: &content.links, has_math: content.parts.iter().any(has_math) }
    }

    /// The pieces as a paragraph: several lines where there are breaks.
    pub(super) fn paragraph(&self, pieces: &[Piece]) -> String {
        let written = self.pieces(pieces);
        let lines: Vec<String> =
            written.split('\n').map(|line| escape::line_start(line.trim_start())).collect();
        lines.join("\n")
    }

    /// The pieces on one line, no part's mark at its end.
    pub(super) fn heading(&self, pieces: &[Piece]) -> String {
        let written = self.pieces(&without_breaks(pieces));
        match written.strip_suffix('#') {
            Some(start) => format!("{start}\\#"),
            None => written,
        }
    }

    /// The pieces with `<br>` for breaks, and no border of a cell.
    pub(super) fn cell(&self, pieces: &[Piece]) -> String {
        self.pieces(pieces).replace("  \n", "<br>").replace('\n', " ").replace('|', "\\|")
    }

    fn pieces(&self, pieces: &[Piece]) -> String {
        let mut out = String::new();
        self.linked(&mut out, pieces);
        out
    }

    /// Pieces by their links, which are outermost.
    fn linked(&self, out: &mut String, pieces: &[Piece]) {
        let mut rest = pieces;
        while let Some(first) = rest.first() {
            let link = first.style.link;
            let (run, after) = split_run(rest, |piece| piece.style.link == link);
            let address = link.and_then(|link| self.links.get(link as usize));
            self.space(out, first);
            let inner = match address {
                Some(_) => self.inner(run, "[", Some(']'), &Mark::ALL),
                None => self.inner(run, out, behind_link(after), &Mark::ALL),
            };
            match address {
                Some(address) if !inner.is_empty() => {
                    escape::before_bracket(out);
                    out.push_str(&format!("[{inner}]({})", escape::address(address)));
                }
                _ => out.push_str(&inner),
            }
            rest = after;
        }
    }

    /// Pieces of one link by their marks; `before` is what stands before them, `after` the character that
    /// follows.
    fn inner(&self, pieces: &[Piece], before: &str, after: Option<char>, marks: &[Mark]) -> String {
        let Some((mark, deeper)) = marks.split_first() else { return self.plain(pieces, before) };
        let mut out = String::new();
        let mut rest = pieces;
        while let Some(first) = rest.first() {
            // Each line has its own marks, and none at its ends.
            let is_marked = |piece: &Piece| piece.what != What::Break && piece.style.marks.has(*mark);
            let has_mark = is_marked(first);
            let (run, next) = split_run(rest, |piece| is_marked(piece) == has_mark);
            if rest.len() < pieces.len() {
                self.space(&mut out, first);
            }
            let following = if next.is_empty() { after } else { following(next, marks) };
            let start = if out.is_empty() { before } else { out.as_str() };
            if has_mark {
                let text = self.inner(run, "*", following, deeper);
                let marked = marked(*mark, &text, start, following);
                out.push_str(&marked);
            } else {
                let text = self.inner(run, start, following, deeper);
                out.push_str(&text);
            }
            rest = next;
        }
        out
    }

    /// Pieces of one link and the same marks.
    fn plain(&self, pieces: &[Piece], before: &str) -> String {
        let mut out = String::new();
        let mut rest = pieces;
        while let Some(first) = rest.first() {
            if rest.len() < pieces.len() {
                self.space(&mut out, first);
            }
            // What two elements of code hold can only be told apart with a space between them.
            let goes_on =
                |piece: &Piece| is_code(piece) && (piece.style.code == first.style.code || !piece.is_spaced);
            let (code, after) = split_run(rest, goes_on);
            if is_code(first) {
                out.push_str(&escape::code(&code_text(code)));
                rest = after;
                continue;
            }
            let (_, after) = rest.split_at(1);
            self.piece(&mut out, first, before);
            rest = after;
        }
        out
    }

    fn piece(&self, out: &mut String, piece: &Piece, before: &str) {
        match &piece.what {
            What::Text(text) => {
                // The character before decides whether `_` has a meaning.
                let is_inside = out.is_empty() && !piece.is_spaced && before.ends_with(char::is_alphanumeric);
                let mut text_out = if is_inside { "a".to_owned() } else { std::mem::take(out) };
                let place = Place { has_math: self.has_math, is_bracketed: piece.style.link.is_some() };
                escape::text_into(&mut text_out, text, place);
                *out = if is_inside { text_out.split_off(1) } else { text_out };
            }
            What::Math { tex, is_display } => {
                let sign = if *is_display { "$$" } else { "$" };
                let tex = one_spaced(tex);
                out.push_str(&format!("{sign}{tex}{sign}"));
            }
            What::Image(image) => {
                let mut alt = String::new();
                let place = Place { has_math: self.has_math, is_bracketed: true };
                escape::text_into(&mut alt, &image.alt, place);
                out.push_str(&format!("![{alt}]({})", escape::address(&image.address)));
            }
            What::Break => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push_str("  \n");
            }
            What::Reference(label) => {
                escape::before_bracket(out);
                out.push_str(&format!("[^{label}]"));
            }
        }
    }

    fn space(&self, out: &mut String, piece: &Piece) {
        if piece.is_spaced && piece.what != What::Break && !out.is_empty() && !out.ends_with(['\n', ' ']) {
            out.push(' ');
        }
    }
}

/// A text behind and before the sign of its mark, or in an HTML element where the sign would not be read: beside
/// letters, a sign next to punctuation opens or closes nothing.
fn marked(mark: Mark, text: &str, before: &str, after: Option<char>) -> String {
    if text.trim().is_empty() {
        return text.to_owned();
    }
    let outer = [before.chars().next_back(), after];
    let inner = [text.chars().next(), text.chars().next_back()];
    let is_apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
    let is_letter = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !is_punctuation(c));
    let is_read = |sign: &str| {
        let fits = |(outer, inner): (Option<char>, Option<char>)| match sign {
            "_" => is_apart(outer) && outer != Some('_'),
            _ => (is_apart(outer) || is_letter(inner)) && !sign.contains(outer.unwrap_or(' ')),
        };
        outer.into_iter().zip(inner).all(fits)
    };
    let mut signs = SIGNS.iter().filter(|(known, _)| *known == mark).map(|(_, sign)| *sign);
    match signs.find(|sign| is_read(sign)) {
        Some(sign) => format!("{sign}{text}{sign}"),
        None => {
            let element = mark.element();
            format!("<{element}>{text}</{element}>")
        }
    }
}

/// The first character of what follows pieces of another link or of none, `None` at the end of the line.
fn behind_link(pieces: &[Piece]) -> Option<char> {
    let first = pieces.first()?;
    if first.style.link.is_some() && !first.is_spaced { Some('[') } else { following(pieces, &Mark::ALL) }
}

/// The first character of what follows pieces of the same link, of whose marks some are not written yet; `None` at the
/// end of the line.
fn following(pieces: &[Piece], marks: &[Mark]) -> Option<char> {
    let first = pieces.first()?;
    let begins = |mark: Mark| marks.contains(&mark) && first.style.marks.has(mark);
    match &first.what {
        What::Break => Some('\n'),
        _ if first.is_spaced => Some(' '),
        _ if begins(Mark::Strong) => Some('*'),
        _ if begins(Mark::Emphasis) => Some('_'),
        What::Text(text) => text.chars().next(),
        _ => Some('['),
    }
}

/// The pieces of several lines as those of one.
pub(super) fn without_breaks<'a>(pieces: &[Piece<'a>]) -> Vec<Piece<'a>> {
    let mut line: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut is_parted = false;
    for piece in pieces {
        if piece.what == What::Break {
            is_parted = true;
        } else {
            let is_spaced = piece.is_spaced || std::mem::take(&mut is_parted);
            line.push(Piece { is_spaced, ..piece.clone() });
        }
    }
    line
}

fn is_code(piece: &Piece) -> bool {
    piece.style.code.is_some() && matches!(piece.what, What::Text(_))
}

fn code_text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if piece.is_spaced && !text.is_empty() {
            text.push(' ');
        }
        if let What::Text(words) = piece.what {
            text.push_str(words);
        }
    }
    text
}

/// The pieces at the beginning for which something holds, and the rest; the first one is taken in any case.
fn split_run<'p, 'a>(
    pieces: &'p [Piece<'a>],
    holds: impl Fn(&Piece) -> bool,
) -> (&'p [Piece<'a>], &'p [Piece<'a>]) {
    let end = pieces.iter().skip(1).position(|piece| !holds(piece)).map_or(pieces.len(), |found| found + 1);
    pieces.split_at(end)
}

fn has_math(part: &Part) -> bool {
    let in_line = |line: &[Piece]| line.iter().any(|piece| matches!(piece.what, What::Math { .. }));
    match part {
        Part::Paragraph(line) | Part::Heading(_, line) | Part::Term(line) => in_line(line),
        Part::Quote(parts) | Part::Description(parts) | Part::Note(_, parts) => parts.iter().any(has_math),
        Part::List(list) => list.items.iter().flat_map(|item| &item.parts).any(has_math),
        Part::Table(table) => {
            let mut cells = table.rows.iter().flat_map(|row| &row.cells);
            in_line(&table.caption) || cells.any(|cell| cell.parts.iter().any(has_math))
        }
        Part::Code { .. } | Part::Rule => false,
    }
}
