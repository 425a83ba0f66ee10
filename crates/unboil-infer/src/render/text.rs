//! Plain text.

use unboil_html::{Block, Blocks, Document, NodeId, Tag};

use crate::Label;

/// The content as plain text: a line a block, and an empty line between paragraphs. Items of a list, cells of a table
/// and lines parted by `<br>` follow one another without an empty line. Ends with a line break unless it is empty.
pub fn text(document: &Document, blocks: &Blocks, labels: &[Label]) -> String {
    let mut text = String::new();
    text_into(document, blocks, labels, &mut text);
    text
}

/// Appends the content as plain text: see [`text`].
pub fn text_into(document: &Document, blocks: &Blocks, labels: &[Label], text: &mut String) {
    let mut last: Option<&Block> = None;
    for block in super::content(blocks, labels) {
        if let Some(last) = last {
            text.push_str(if belong_together(document, last, block) { "\n" } else { "\n\n" });
        }
        text.push_str(blocks.text(block));
        last = Some(block);
    }
    if last.is_some() {
        text.push('\n');
    }
}

fn belong_together(document: &Document, a: &Block, b: &Block) -> bool {
    let list = |block: &Block| group(document, block.owner);
    a.owner == b.owner || list(a).is_some_and(|a| list(b) == Some(a))
}

/// The outermost list or table around an element.
fn group(document: &Document, id: NodeId) -> Option<NodeId> {
    let is_item = matches!(document.tag(id), Tag::Li | Tag::Dt | Tag::Dd | Tag::Td | Tag::Th | Tag::Option);
    let is_group = |id: &NodeId| {
        matches!(document.tag(*id), Tag::Ul | Tag::Ol | Tag::Dl | Tag::Menu | Tag::Table | Tag::Select)
    };
    document.path(id).filter(is_group).last().filter(|_| is_item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let document = Document::parse(html);
        let blocks = Blocks::of(&document);
        assert_eq!(text(&document, &blocks, &vec![Label::Content; blocks.len()]), expected);
    }

    #[test]
    fn paragraphs_stand_apart_and_items_together() {
        check("<p>a<p>b", "a\n\nb\n");
        check("<p>a<ul><li>b<li>c</ul>d", "a\n\nb\nc\n\nd\n");
        check("<div>a<br>b</div>", "a\nb\n");
        check("<table><tr><td>a<td>b</table>", "a\nb\n");
        check("", "");
    }
}
