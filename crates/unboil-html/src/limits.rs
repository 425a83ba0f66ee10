//! What bounds the work on one page.

/// How far the parser follows a page. Reaching a limit never loses text, but for [`Limits::input_bytes`], and is
/// told by [`Document::truncated`](crate::Document::truncated).
///
/// Limits count work, not seconds, so that a page gives the same blocks on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text that are read; the rest is cut. At most 1 GiB, whatever is asked for.
    pub input_bytes: usize,
    /// Elements above an element; deeper ones become siblings, as in browsers. `<div>` and `<span>` right within their
    /// like, and tables, do so a sixteenth earlier, which leaves room for what they hold.
    pub depth: usize,
    /// Formatting elements, such as `<b>`, that are carried into the next block because they are still open; further
    /// ones end with the block that they stand in.
    pub formatting: usize,
    /// Attributes of a tag that are looked at; the rest is ignored.
    pub attributes: usize,
    /// Bytes of an attribute's value as written; the rest is cut, which is not told of `data:` addresses, long as they
    /// often are.
    pub attribute_bytes: usize,
    /// Elements and texts; markup after the last of them is not read, its text is one more node.
    pub nodes: usize,
}

impl Limits {
    /// Offsets are 32 bits wide, and a character reference may grow when it is resolved.
    pub(crate) const MAX_INPUT_BYTES: usize = 1 << 30;
}

impl Default for Limits {
    /// 16 MiB of input, depth 512, 32 formatting elements, 256 attributes of 8 KiB, a million nodes.
    fn default() -> Limits {
        Limits {
            input_bytes: 16 << 20,
            depth: 512,
            formatting: 32,
            attributes: 256,
            attribute_bytes: 8 << 10,
            nodes: 1_000_000,
        }
    }
}
