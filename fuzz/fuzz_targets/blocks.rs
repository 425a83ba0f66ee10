//! Any bytes are a page: its blocks hold all of its text once, and lie in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use unboil_html::{Blocks, Document, Limits, NodeKind, Parser, decode};

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| character.is_alphanumeric())
}

fuzz_target!(|bytes: &[u8]| {
    let text = decode(bytes, None).text;
    check(&text, &Document::parse(&text));
    let few = Limits { depth: 6, nodes: 40, formatting: 3, attributes: 3, attribute_bytes: 5, ..Limits::default() };
    check(&text, &Parser::new(few).parse(&text));
});

fn check(text: &str, document: &Document) {
    let blocks = Blocks::of(document);
    let mut unread_until = 0;
    let mut of_tree = String::new();
    for (id, node) in document.nodes() {
        let range = document.source(id);
        assert!(range.start <= range.end && text.get(range.start as usize..range.end as usize).is_some());
        if document.tag(id).is_unread() {
            unread_until = unread_until.max(node.end.0);
        }
        match node.kind {
            NodeKind::Text(span) if id.0 >= unread_until => of_tree.extend(letters(document.text(span))),
            _ => {}
        }
    }
    let of_blocks: String = blocks.iter().flat_map(|block| letters(blocks.text(block))).collect();
    assert_eq!(of_blocks, of_tree);
    for block in blocks.iter() {
        assert!(blocks.source(block).start < blocks.source(block).end);
        assert_eq!(blocks.text(block).trim(), blocks.text(block));
    }
}
