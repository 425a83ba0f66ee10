//! Cleaned HTML: semantic elements and the attributes that say where links go, and nothing else.

use unboil_html::NodeId;

use super::content::{Content, List, Mark, Part, Piece, Style, Table, What};

/// Writes content as HTML, an element a line. Ends with a line break unless it is empty.
pub(super) fn write(content: &Content) -> String {
    let mut writer = Writer { links: &content.links, out: String::new() };
    writer.parts(&content.parts);
    writer.out
}

struct Writer<'a> {
    links: &'a [String],
    out: String,
}

impl Writer<'_> {
    fn parts(&mut self, parts: &[Part]) {
        let mut in_definitions = false;
        for part in parts {
            let defines = matches!(part, Part::Term(_) | Part::Description(_));
            if defines != in_definitions {
                self.out.push_str(if defines { "<dl>\n" } else { "</dl>\n" });
                in_definitions = defines;
            }
            self.part(part);
        }
        if in_definitions {
            self.out.push_str("</dl>\n");
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Paragraph(line) => self.line("p", line),
            Part::Heading(level, line) => self.line(&format!("h{level}"), line),
            Part::Term(line) => self.line("dt", line),
            Part::Description(parts) => self.element("dd", "", parts),
            Part::Quote(parts) => {
                self.out.push_str("<blockquote>\n");
                self.parts(parts);
                self.out.push_str("</blockquote>\n");
            }
            Part::List(list) => self.list(list),
            Part::Code { language, text } => {
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{language}\"")
                };
                self.out.push_str(&format!("<pre><code{class}>"));
                self.text(text);
                self.out.push_str("</code></pre>\n");
            }
            Part::Table(table) => self.table(table),
            Part::Note(label, parts) => self.note(label, parts),
            Part::Rule => self.out.push_str("<hr>\n"),
        }
    }

    /// An element with parts; those of one paragraph stand in it without a `p`.
    fn element(&mut self, name: &str, attributes: &str, parts: &[Part]) {
        self.out.push_str(&format!("<{name}{attributes}>"));
        match parts {
            [] => {}
            [Part::Paragraph(line)] => self.pieces(line),
            [Part::Paragraph(line), rest @ ..] if rest.iter().all(|part| matches!(part, Part::List(_))) => {
                self.pieces(line);
                self.out.push('\n');
                self.parts(rest);
            }
            _ => {
                self.out.push('\n');
                self.parts(parts);
            }
        }
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn line(&mut self, name: &str, line: &[Piece]) {
        self.out.push_str(&format!("<{name}>"));
        self.pieces(line);
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn list(&mut self, list: &List) {
        let name = if list.is_ordered { "ol" } else { "ul" };
        let mut next = list.items.first().map_or(1, |item| item.number);
        let start = if list.is_ordered && next != 1 { format!(" start=\"{next}\"") } else { String::new() };
        self.out.push_str(&format!("<{name}{start}>\n"));
        for item in &list.items {
            let is_next = !list.is_ordered || item.number == next;
            let value = if is_next { String::new() } else { format!(" value=\"{}\"", item.number) };
            next = item.number.saturating_add(1);
            let start = self.out.len();
            self.element("li", &value, &item.parts);
            if let Some(ticked) = item.ticked {
                let ticked = if ticked { " checked" } else { "" };
                let at = start + "<li>".len() + value.len();
                self.out.insert_str(at, &format!("<input type=\"checkbox\" disabled{ticked}> "));
            }
        }
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<table>\n");
        if !table.caption.is_empty() {
            self.line("caption", &table.caption);
        }
        let heads = table.rows.iter().take_while(|row| row.is_head).count();
        let (head, body) = table.rows.split_at(heads);
        for (name, rows) in [("thead", head), ("tbody", body)] {
            if rows.is_empty() {
                continue;
            }
            self.out.push_str(&format!("<{name}>\n"));
            for row in rows {
                self.out.push_str("<tr>\n");
                for cell in &row.cells {
                    let span = |name: &str, span: u32| {
                        if span > 1 { format!(" {name}=\"{span}\"") } else { String::new() }
                    };
                    let attributes = span("colspan", cell.columns) + &span("rowspan", cell.rows);
                    let is_head = cell.is_head || name == "thead";
                    self.element(if is_head { "th" } else { "td" }, &attributes, &cell.parts);
                }
                self.out.push_str("</tr>\n");
            }
            self.out.push_str(&format!("</{name}>\n"));
        }
        self.out.push_str("</table>\n");
    }

    fn note(&mut self, label: &str, parts: &[Part]) {
        self.out.push_str("<aside id=\"fn-");
        self.attribute(label);
        self.out.push_str("\" role=\"doc-footnote\">\n<sup>");
        self.text(label);
        self.out.push_str("</sup>\n");
        self.parts(parts);
        self.out.push_str("</aside>\n");
    }

    fn pieces(&mut self, line: &[Piece]) {
        let mut style = Style::default();
        for piece in line {
            let (shared, closed) = self.change(style, piece.style);
            self.out.push_str(&closed);
            if piece.is_spaced {
                self.out.push(' ');
            }
            self.open(shared, piece.style);
            self.piece(&piece.what);
            style = piece.style;
        }
        let (_, closed) = self.change(style, Style::default());
        self.out.push_str(&closed);
    }

    /// How many elements of a style stay open for the next, and the end tags of the others.
    fn change(&self, from: Style, to: Style) -> (usize, String) {
        let (from, to) = (elements(from), elements(to));
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let name = |element: &Element| match element {
            Element::Link(_) => "a",
            Element::Mark(mark) => mark.element(),
            Element::Code(_) => "code",
        };
        let closed = from.iter().skip(shared).rev().map(|element| format!("</{}>", name(element))).collect();
        (shared, closed)
    }

    fn open(&mut self, shared: usize, style: Style) {
        for element in elements(style).into_iter().skip(shared) {
            match element {
                Element::Link(link) => {
                    let address = self.links.get(link as usize).map(String::as_str).unwrap_or_default();
                    self.out.push_str("<a href=\"");
                    self.attribute(address);
                    self.out.push_str("\">");
                }
                Element::Mark(mark) => self.out.push_str(&format!("<{}>", mark.element())),
                Element::Code(_) => self.out.push_str("<code>"),
            }
        }
    }

    fn piece(&mut self, what: &What) {
        match what {
            What::Text(text) => self.text(text),
            What::Math { tex, is_display } => {
                let (name, open, close) =
                    if *is_display { ("display", "\\[", "\\]") } else { ("inline", "\\(", "\\)") };
                self.out.push_str(&format!("<span class=\"math {name}\">{open}"));
                self.text(tex);
                self.out.push_str(&format!("{close}</span>"));
            }
            What::Image(image) => {
                self.out.push_str("<img src=\"");
                self.attribute(&image.address);
                self.out.push_str("\" alt=\"");
                self.attribute(&image.alt);
                self.out.push_str("\">");
            }
            What::Break => self.out.push_str("<br>\n"),
            What::Reference(label) => {
                self.out.push_str("<sup><a href=\"#fn-");
                self.attribute(label);
                self.out.push_str("\">");
                self.text(label);
                self.out.push_str("</a></sup>");
            }
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                _ => self.out.push(c),
            }
        }
    }

    fn attribute(&mut self, value: &str) {
        for c in value.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '"' => self.out.push_str("&quot;"),
                _ => self.out.push(c),
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Link(u32),
    Mark(Mark),
    Code(NodeId),
}

/// The elements of a style, the outermost first.
fn elements(style: Style) -> Vec<Element> {
    let marks = Mark::ALL.into_iter().filter(|mark| style.marks.has(*mark)).map(Element::Mark);
    let link = style.link.map(Element::Link);
    link.into_iter().chain(marks).chain(style.code.map(Element::Code)).collect()
}
