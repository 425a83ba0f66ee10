//! Markdown: CommonMark with the tables, deleted text, task lists and footnotes of GitHub.

mod escape;
mod line;
mod punctuation;
mod table;

use self::line::Lines;
use super::content::{Content, Item, List, Mark, Part, Piece, What};

/// Lists and quotes within lists and quotes; deeper ones stand as far in as these.
const MAX_NESTING: usize = 12;
/// Spaces before what belongs to a footnote.
const NOTE_INDENT: &str = "    ";

/// Writes content as Markdown. Ends with a line break unless it is empty.
pub(super) fn write(content: &Content) -> String {
    let lines = Lines::of(content);
    let mut writer = Writer { lines, out: String::new(), prefix: String::new(), nesting: 0, is_fresh: true };
    writer.parts(&content.parts, true);
    if !writer.out.is_empty() {
        writer.out.push('\n');
    }
    writer.out
}

struct Writer<'a> {
    lines: Lines<'a>,
    out: String,
    /// What each line begins with where it stands: marks of quotes, and the indentation of items.
    prefix: String,
    nesting: usize,
    /// Whether the line has nothing but its prefix and marks, so that the next part goes on it.
    is_fresh: bool,
}

impl Writer<'_> {
    /// Writes parts one below another, with an empty line between them if they stand apart.
    fn parts(&mut self, parts: &[Part], are_apart: bool) {
        let mut last: Option<&Part> = None;
        // Lists that follow each other have different marks, or they would be one.
        let mut is_other = false;
        for part in parts {
            if self.is_empty(part) {
                continue;
            }
            is_other = match (last, part) {
                (Some(Part::List(last)), Part::List(list)) => last.is_ordered == list.is_ordered && !is_other,
                _ => false,
            };
            // A numbered list that does not begin at 1 would go on with the paragraph before it.
            let is_tight = !are_apart
                && self.nesting < MAX_NESTING
                && matches!(part, Part::List(list) if begins_tight(list));
            self.begin(!is_tight);
            is_other = self.part(part, is_other);
            last = Some(part);
        }
    }

    /// Whether a part would leave no mark on the page.
    fn is_empty(&self, part: &Part) -> bool {
        match part {
            Part::Paragraph(line) | Part::Heading(_, line) | Part::Term(line) => line.is_empty(),
            Part::Quote(parts) | Part::Description(parts) => parts.iter().all(|part| self.is_empty(part)),
            Part::Table(table) => table.rows.is_empty(),
            Part::List(list) => list.items.is_empty(),
            _ => false,
        }
    }

    /// Writes a part, a list with the other marks if `is_other`; whether one ends with those.
    fn part(&mut self, part: &Part, is_other: bool) -> bool {
        match part {
            Part::Paragraph(line) => self.paragraph(line),
            Part::Heading(level, line) => {
                let text = self.lines.heading(line);
                self.push(&format!("{} {text}", "#".repeat(usize::from(*level))));
            }
            Part::Term(line) => {
                let mut line = line::without_breaks(line);
                line.iter_mut().for_each(|piece| piece.style.marks.add(Mark::Strong));
                self.paragraph(&line);
            }
            Part::Description(parts) => {
                self.is_fresh = true;
                self.parts(parts, true);
            }
            Part::List(list) => return self.list(list, is_other),
            Part::Quote(parts) => self.within("> ", "> ", |writer| writer.parts(parts, true)),
            Part::Code { language, text } => self.code(language, text),
            Part::Table(table) => {
                let text = table::write(&self.lines, table);
                self.text_lines(&text);
                for note in table::notes(table) {
                    self.begin(true);
                    self.part(note, false);
                }
            }
            Part::Note(label, parts) => {
                self.within(&format!("[^{label}]: "), NOTE_INDENT, |writer| writer.parts(parts, true));
            }
            Part::Rule => {
                // Behind the mark of an item, more hyphens would make one rule of all.
                let line = self.out.rsplit('\n').next().unwrap_or_default();
                self.push(if line.contains('-') { "***" } else { "---" });
            }
        }
        false
    }

    fn paragraph(&mut self, line: &[Piece]) {
        if let [Piece { what: What::Math { tex, is_display: true }, .. }] = line {
            let tex =
                tex.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            return self.text_lines(&format!("$$\n{tex}\n$$"));
        }
        let text = self.lines.paragraph(line);
        self.text_lines(&text);
    }

    /// Writes a list, as several where its numbers do not rise by one, for readers of Markdown count on from the first.
    fn list(&mut self, list: &List, mut is_other: bool) -> bool {
        let are_apart = list.items.iter().any(is_loose);
        let mut last: Option<i64> = None;
        for item in &list.items {
            let goes_on = !list.is_ordered || last.is_none_or(|last| item.number == last.saturating_add(1));
            is_other ^= !goes_on;
            if last.replace(item.number).is_some() {
                self.begin(are_apart || !goes_on || self.nesting >= MAX_NESTING);
            }
            let mark = match (list.is_ordered, is_other) {
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
                (true, false) => format!("{}. ", item.number.clamp(0, 999_999_999)),
                (true, true) => format!("{}) ", item.number.clamp(0, 999_999_999)),
            };
            let tick = item.ticked.map_or("", |ticked| if ticked { "[x] " } else { "[ ] " });
            let indent = " ".repeat(mark.len());
            self.within(&format!("{mark}{tick}"), &indent, |writer| writer.parts(&item.parts, are_apart));
        }
        is_other
    }

    /// A fenced block, its fence longer than any in the code.
    fn code(&mut self, language: &str, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        self.text_lines(&format!("{fence}{language}\n{text}\n{fence}"));
    }

    /// Writes parts behind a mark, their further lines behind an indentation.
    fn within(&mut self, mark: &str, indent: &str, write: impl FnOnce(&mut Self)) {
        let outside = self.prefix.len();
        self.nesting += 1;
        if self.nesting <= MAX_NESTING {
            self.push(mark);
            self.prefix.push_str(indent);
        }
        self.is_fresh = true;
        write(self);
        self.is_fresh = false;
        self.nesting -= 1;
        self.prefix.truncate(outside);
    }

    /// Begins a part: on a line of its own, unless the line is fresh.
    fn begin(&mut self, is_apart: bool) {
        if std::mem::take(&mut self.is_fresh) {
            return;
        }
        if is_apart {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
            self.out.push_str(self.prefix.trim_end());
        }
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes a text of several lines, each behind the prefix.
    fn text_lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push('\n');
                let prefix = if line.is_empty() { self.prefix.trim_end() } else { &self.prefix };
                self.out.push_str(prefix);
            }
            self.out.push_str(line);
        }
    }
}

fn begins_tight(list: &List) -> bool {
    !list.is_ordered || list.items.first().is_some_and(|item| item.number == 1)
}

/// Whether an item holds more than a line and lists, so that items stand apart.
fn is_loose(item: &Item) -> bool {
    let Some((first, rest)) = item.parts.split_first() else { return false };
    !matches!(first, Part::Paragraph(_) | Part::List(_))
        || rest.iter().any(|part| !matches!(part, Part::List(_)))
}
