/*!
From the bytes of a web page to its text blocks.

Three steps, each a pure function that cannot fail:

- [`decode`]: bytes → text, by byte-order mark, declared charset, or detection;
- [`Document::parse`]: text → a plain arena of elements and text in document order, each with its place in the text;
- [`Blocks::of`]: document → leaf blocks, the runs of text that a reader sees as one paragraph, cell, item or line.

This crate knows nothing of features or models.

```
use unboil_html::{Blocks, Document, decode};

let decoded = decode(b"<title>T</title><p>One <a href=/x>link</a>.<p>Two", None);
let document = Document::parse(&decoded.text);
let blocks = Blocks::of(&document);
let texts: Vec<&str> = blocks.iter().map(|block| blocks.text(block)).collect();
assert_eq!(texts, ["One link.", "Two"]);
assert_eq!(document.head().title, "T");
```
*/

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod blocks;
mod builder;
mod charset;
mod decode;
mod document;
mod head;
mod limits;
mod parser;
mod source;
mod space;
mod tag;
mod tokenizer;
mod writer;

pub use blocks::{Block, BlockFlags, Blocks, Run, is_cjk, is_unspaced, without_break_hints};
pub use decode::{Decoded, EncodingSource, decode};
pub use document::{AttrName, Document, Element, Node, NodeId, NodeKind, Span};
pub use head::Head;
pub use limits::Limits;
pub use parser::Parser;
pub use source::Source;
pub use tag::Tag;
pub use writer::DocumentWriter;
