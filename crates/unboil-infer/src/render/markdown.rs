//! Markdown.

use unboil_html::{AttrName, Block, Blocks, Document, NodeId, NodeKind, Run, Tag};

use crate::Label;

/// The content as Markdown: headings, lists with their nesting, tables by rows, quotes, code blocks, links and bold
/// text. Ends with a line break unless it is empty.
pub fn markdown(document: &Document, blocks: &Blocks, labels: &[Label]) -> String {
    let mut writer = Writer { document, blocks, out: String::new(), last: None };
    for block in super::content(blocks, labels) {
        writer.write(block);
    }
    if !writer.out.is_empty() {
        writer.out.push('\n');
    }
    writer.out
}

/// What a block becomes, by the elements around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Paragraph,
    Heading(u8),
    /// The item, and how many lists it is in.
    Item(NodeId, usize),
    /// The row and the cell.
    Cell(NodeId, NodeId),
    Code(NodeId),
}

struct Writer<'a> {
    document: &'a Document,
    blocks: &'a Blocks,
    out: String,
    last: Option<(Form, NodeId)>,
}

impl Writer<'_> {
    fn write(&mut self, block: &Block) {
        let form = self.form(block);
        let text = self.inline(block, matches!(form, Form::Heading(_)));
        let quote = if self.document.path(block.owner).any(|id| self.document.tag(id) == Tag::Blockquote) {
            "> "
        } else {
            ""
        };
        match (form, self.last) {
            (Form::Code(pre), Some((Form::Code(last), _))) if last == pre => return,
            (Form::Cell(row, cell), Some((Form::Cell(last_row, last_cell), _))) if last_row == row => {
                let end = if cell == last_cell { " " } else { " | " };
                self.out.truncate(self.out.trim_end_matches(" |").len());
                self.out.push_str(end);
            }
            (Form::Item(..), Some((Form::Item(..), _))) | (Form::Cell(..), Some((Form::Cell(..), _))) => {
                self.out.push('\n');
            }
            (_, Some((_, owner))) if owner == block.owner => self.out.push_str("  \n"),
            (_, Some(_)) => self.out.push_str("\n\n"),
            (_, None) => {}
        }
        let starts_line = self.out.is_empty() || self.out.ends_with('\n');
        match form {
            Form::Paragraph => self.out.push_str(&format!("{quote}{text}")),
            Form::Heading(level) => self.out.push_str(&format!("{} {text}", "#".repeat(usize::from(level)))),
            Form::Item(item, depth) => self.write_item(item, depth, &text),
            Form::Cell(..) => self.out.push_str(&format!("{}{text} |", if starts_line { "| " } else { "" })),
            Form::Code(pre) => self.write_code(pre),
        }
        self.last = Some((form, block.owner));
    }

    fn form(&self, block: &Block) -> Form {
        let path = || self.document.path(block.owner);
        let find = |wanted: fn(Tag) -> bool| path().find(|&id| wanted(self.document.tag(id)));
        if let Some(pre) = find(|tag| tag == Tag::Pre) {
            return Form::Code(pre);
        }
        if let Some(level) = path().find_map(|id| self.document.tag(id).heading_level()) {
            return Form::Heading(level);
        }
        if let Some(item) = find(|tag| tag == Tag::Li) {
            let depth = path().filter(|&id| matches!(self.document.tag(id), Tag::Ul | Tag::Ol)).count();
            return Form::Item(item, depth.max(1));
        }
        match (find(|tag| matches!(tag, Tag::Td | Tag::Th)), find(|tag| tag == Tag::Tr)) {
            (Some(cell), Some(row)) if self.is_data_row(row) => Form::Cell(row, cell),
            _ => Form::Paragraph,
        }
    }

    /// A row of several cells, each of at most one block: a layout table has longer ones.
    fn is_data_row(&self, row: NodeId) -> bool {
        let cells =
            self.document.nodes().skip(row.index()).take_while(|(id, _)| self.document.contains(row, *id));
        let cells: Vec<NodeId> = cells
            .map(|(id, _)| id)
            .filter(|&id| {
                matches!(self.document.tag(id), Tag::Td | Tag::Th) && self.document.node(id).parent == row
            })
            .collect();
        cells.len() > 1 && cells.iter().all(|&cell| self.blocks.within(self.document, cell).len() <= 1)
    }

    fn write_item(&mut self, item: NodeId, depth: usize, text: &str) {
        let indent = "  ".repeat(depth - 1);
        let continues = matches!(self.last, Some((Form::Item(last, _), _)) if last == item);
        let mark = if continues {
            "  ".to_owned()
        } else if self.document.tag(self.document.node(item).parent) == Tag::Ol {
            format!("{}. ", self.number(item))
        } else {
            "- ".to_owned()
        };
        self.out.push_str(&format!("{indent}{mark}{text}"));
    }

    fn number(&self, item: NodeId) -> usize {
        let list = self.document.node(item).parent;
        let before = self.document.nodes().skip(list.index()).take_while(|(id, _)| *id <= item);
        before.filter(|(id, node)| node.parent == list && self.document.tag(*id) == Tag::Li).count()
    }

    fn write_code(&mut self, pre: NodeId) {
        let mut code = String::new();
        for (id, node) in
            self.document.nodes().skip(pre.index()).take_while(|(id, _)| self.document.contains(pre, *id))
        {
            match node.kind {
                NodeKind::Text(span) => code.push_str(self.document.text(span)),
                NodeKind::Element(_) if self.document.tag(id) == Tag::Br => code.push('\n'),
                NodeKind::Element(_) => {}
            }
        }
        self.out.push_str(&format!("```\n{}\n```", code.trim_matches('\n')));
    }

    /// The block's text with its links, and bold runs unless it is a heading.
    fn inline(&self, block: &Block, is_heading: bool) -> String {
        let text = self.blocks.text(block);
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let runs = self.blocks.runs(block);
        for (index, run) in runs.iter().enumerate() {
            let run_text = self.blocks.run_text(run);
            let (gap, after) = rest.split_at(rest.find(run_text).unwrap_or(0));
            rest = &after[run_text.len()..];
            let last = index.checked_sub(1).map(|index| &runs[index]);
            let bold = run.bold && !is_heading;
            let was_bold = last.is_some_and(|last| last.bold) && !is_heading;
            if was_bold && !bold {
                out.push_str("**");
            }
            if let Some(last) = last.filter(|last| last.link != run.link) {
                self.close_link(&mut out, last);
            }
            out.push_str(gap);
            if self.href(run).is_some() && last.is_none_or(|last| last.link != run.link) {
                out.push('[');
            }
            if bold && !was_bold {
                out.push_str("**");
            }
            out.push_str(run_text);
        }
        if let Some(last) = runs.last() {
            if last.bold && !is_heading {
                out.push_str("**");
            }
            self.close_link(&mut out, last);
        }
        out
    }

    fn href(&self, run: &Run) -> Option<&str> {
        run.link
            .and_then(|link| self.document.attr(link, AttrName::Href))
            .filter(|href| !href.trim().is_empty())
    }

    fn close_link(&self, out: &mut String, run: &Run) {
        if let Some(href) = self.href(run) {
            out.push_str(&format!("]({})", href.trim().replace(' ', "%20").replace(')', "%29")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let document = Document::parse(html);
        let blocks = Blocks::of(&document);
        assert_eq!(markdown(&document, &blocks, &vec![Label::Content; blocks.len()]), expected);
    }

    #[test]
    fn blocks_take_the_form_of_their_elements() {
        check("<h2>A</h2><p>b<p>c", "## A\n\nb\n\nc\n");
        check("<ul><li>a<ul><li>b</ul><li>c</ul><ol><li>d<li>e", "- a\n  - b\n- c\n1. d\n2. e\n");
        check("<blockquote><p>a</blockquote>b", "> a\n\nb\n");
        check("<pre>fn a() {\n    b\n}</pre>", "```\nfn a() {\n    b\n}\n```\n");
        check("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "| a | b |\n| c | d |\n");
        check("<p>a<br>b", "a  \nb\n");
    }

    #[test]
    fn links_and_bold_are_kept() {
        check(
            "<p>see <a href=/x>this <b>page</b></a>, or <b>not</b>.",
            "see [this **page**](/x), or **not**.\n",
        );
        check("<p><a>no</a> link", "no link\n");
    }
}
