//! Plain text.

mod left_out;

use std::borrow::Cow;
use std::ops::Range;

use unboil_html::{Block, Blocks, Document, NodeId, Tag};

use self::left_out::LeftOut;
use super::code;
use super::signs::SignTexts;
use crate::Label;

/// The content as plain text: a line a block, and an empty line between paragraphs. Items of a list and cells of a table
/// that hold no paragraphs, and lines parted by `<br>`, follow one another without an empty line; code keeps its lines and
/// their indentation. What is told to screen readers alone beside words that are seen is left out, and what says nothing:
/// links to the place that they stand in, arrows back from footnotes, names of icons, line numbers, and formulas that are
/// there twice. Formulas are what MathML or a drawing says of them, not TeX; `10<sup>6</sup>` is `10^6`. Ends with a line
/// break unless it is empty.
pub fn text(document: &Document, blocks: &Blocks, labels: &[Label]) -> String {
    let mut text = String::new();
    text_into(document, blocks, labels, &mut text);
    text
}

/// Appends the content as plain text: see [`text`].
pub(crate) fn text_into(document: &Document, blocks: &Blocks, labels: &[Label], text: &mut String) {
    let signs = SignTexts::of(document, blocks, labels);
    let mut cells = signs.cells(document).peekable();
    let left_out = LeftOut::of(document, blocks);
    let places = Places::default();
    let mut writer = Writer { document, blocks, left_out, places, text, last: None, read: NodeId::ROOT };
    for block in super::content(blocks, labels) {
        let first = blocks.runs(block).first().map_or(block.owner, |run| run.node);
        while let Some((cell, signs)) = cells.next_if(|(cell, _)| *cell < first) {
            writer.end_code(None);
            writer.line(Place::of(document, cell), &signs);
        }
        writer.block(block);
    }
    writer.end_code(None);
    for (cell, signs) in cells {
        writer.line(Place::of(document, cell), &signs);
    }
    if writer.last.is_some() {
        text.push('\n');
    }
}

/// The text of each block that [`text`] writes where it is content, so that a choice of blocks can be scored without its
/// text; none for a page without blocks.
pub fn block_texts<'a>(document: &'a Document, blocks: &'a Blocks) -> Vec<Cow<'a, str>> {
    let (mut left_out, mut places) = (LeftOut::of(document, blocks), Places::default());
    let text = |block: &Block| match places.of(document, block).code {
        Some(code) => Cow::Owned(left_out.rest_of_code(code, block)),
        None => left_out.rest(block),
    };
    blocks.iter().map(text).collect()
}

struct Writer<'a> {
    document: &'a Document,
    blocks: &'a Blocks,
    left_out: LeftOut<'a>,
    places: Places,
    text: &'a mut String,
    last: Option<Place>,
    /// One past the last node of code that has been written.
    read: NodeId,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        let place = self.places.of(self.document, block);
        self.end_code(place.code);
        if let Some(code) = place.code {
            self.code(code, place, block);
        } else {
            let rest = self.left_out.rest(block);
            self.line(place, &rest);
        }
    }

    /// A block of an element of code, behind the lines without a word that stand before it there.
    fn code(&mut self, code: NodeId, place: Place, block: &Block) {
        let runs = self.blocks.runs(block);
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
        let goes_on = self.last.is_some_and(|last| last.code == Some(code));
        self.lines_of_signs(code, place, if goes_on { self.read } else { code }..first.node);
        let rest = self.left_out.rest_of_code(code, block);
        self.line(place, &rest);
        self.read = NodeId(last.node.0 + 1);
    }

    /// Writes the last lines of the code that was written, unless what comes next is of the same code.
    fn end_code(&mut self, next: Option<NodeId>) {
        if let Some(last @ Place { code: Some(code), .. }) = self.last.filter(|last| last.code != next) {
            self.lines_of_signs(code, last, self.read..self.document.node(code).end);
            self.read = self.document.node(code).end;
        }
    }

    fn lines_of_signs(&mut self, code: NodeId, place: Place, nodes: Range<NodeId>) {
        self.line(place, &code::lines_of_signs(self.document, self.blocks, code, nodes));
    }

    fn line(&mut self, place: Place, line: &str) {
        if line.is_empty() {
            return;
        }
        if let Some(last) = self.last {
            self.text.push_str(if place.goes_on(last) { "\n" } else { "\n\n" });
        }
        self.text.push_str(line);
        self.last = Some(place);
    }
}

/// Where a block stands, as far as it says what parts it from others.
#[derive(Clone, Copy)]
struct Place {
    owner: NodeId,
    /// The outermost list or table around an item or cell.
    group: Option<NodeId>,
    /// The outermost element of code.
    code: Option<NodeId>,
}

impl Place {
    /// Where text stands whose innermost element that is not inline is `owner`.
    fn of(document: &Document, owner: NodeId) -> Place {
        let mut place = Place { owner, group: None, code: None };
        for id in document.path(owner) {
            match document.tag(id) {
                Tag::Ul | Tag::Ol | Tag::Dl | Tag::Menu | Tag::Table | Tag::Select => place.group = Some(id),
                tag if code::is_written(tag) => place.code = Some(id),
                _ => {}
            }
        }
        if !matches!(document.tag(owner), Tag::Li | Tag::Dt | Tag::Dd | Tag::Td | Tag::Th | Tag::Option) {
            place.group = None;
        }
        place
    }

    /// Whether a block goes on with what the one before it belongs to.
    fn goes_on(self, last: Place) -> bool {
        let is_shared = |a: Option<NodeId>, b: Option<NodeId>| a.is_some() && a == b;
        self.owner == last.owner || is_shared(self.group, last.group) || is_shared(self.code, last.code)
    }
}

/// The places of blocks that are asked for in document order.
#[derive(Default)]
struct Places {
    /// That of the last block, by the elements that are not inline.
    last: Option<Place>,
    /// The `code` that was asked last, and whether it is one of lines.
    code: (Option<NodeId>, bool),
}

impl Places {
    fn of(&mut self, document: &Document, block: &Block) -> Place {
        let last = self.last.filter(|last| last.owner == block.owner);
        let place = last.unwrap_or_else(|| Place::of(document, block.owner));
        self.last = Some(place);
        if block.holder == block.owner || place.code.is_some() {
            return place;
        }
        Place { code: self.lines_around(document, block), ..place }
    }

    /// The code of lines in which a block is inline.
    fn lines_around(&mut self, document: &Document, block: &Block) -> Option<NodeId> {
        let inline = document.path(block.holder).take_while(|id| *id != block.owner);
        let code = inline.filter(|id| document.tag(*id) == Tag::Code).last()?;
        if self.code.0 != Some(code) {
            self.code = (Some(code), code::is_of_lines(document, code));
        }
        self.code.1.then_some(code)
    }
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

    #[test]
    fn what_only_screen_readers_are_told_is_left_out() {
        check(
            "<p>See <a>the map<i class=sr-only>(opens in a new window)</i></a> first",
            "See the map first\n",
        );
        check("<pre>a<b class=sr-only>Copy</b>\n  b</pre>", "a\n  b\n");
        check("<h1><b class=sr-only>River</b></h1>", "River\n");
    }

    #[test]
    fn tools_of_headings_and_names_of_icons_are_left_out() {
        check("<h2>Boats<a href=#boats>¶</a></h2><p>a", "Boats\n\na\n");
        check("<h2><a href=#a>#</a> <b>Boats</b> of 1986</h2>", "Boats of 1986\n");
        let edit = "<span class=mw-editsection><span>[</span><a href=/e>edit</a><span>]</span></span>";
        check(&format!("<h2><span>History</span>{edit}</h2>"), "History\n");
        check("<div><h2 id=a>Boats</h2><a href=#a>Link to Boats</a></div>b", "Boats\n\nb\n");
        check("<div id=a><p><b>f.py</b><a href=#a>¶</a></div>", "f.py\n");
        check("<p><i class=material-icons>local_offer</i> Fares", "Fares\n");
        check("<ol><li id=n>A note <a href=#r>↩\u{fe0e}</a></ol>", "A note\n");
        check("<p>See <a href=/r>↑</a> b", "See ↑ b\n");
        check(
            "<p style='mso-list:l0 level1'><span style='mso-list:Ignore'>o<i>&nbsp; </i></span>A boat",
            "A boat\n",
        );
        check("<p>Next <span class=material-icons>east</span><b class=sr-only>(x)</b>!", "Next !\n");
    }

    #[test]
    fn formulas_are_read_once() {
        let math = "<math><semantics><mrow><mi>a</mi><mo>=</mo><mi>b</mi></mrow></semantics></math>";
        let drawn = "<span class=katex-html aria-hidden=true><span>a</span>=<span>b</span></span>";
        check(
            &format!("<p>So <span class=katex><span class=katex-mathml>{math}</span>{drawn}</span>."),
            "So a=b.\n",
        );
        check(
            &format!(
                "<p>So <span class=MathJax><nobr>a=b</nobr><span class=MJX_Assistive_MathML>{math}</span></span>"
            ),
            "So a=b\n",
        );
        check(&format!("<p>So <span class=katex>{drawn}</span>"), "So a=b\n");
        check(&format!("<p>So <span class=katex><span class=katex-mathml>{math}</span></span>"), "So a=b\n");
    }

    #[test]
    fn formulas_beside_an_image_are_read() {
        let math = "<math><mi>a</mi><mo>=</mo><mi>b</mi><annotation>{a=b}</annotation></math>";
        check(
            &format!(
                "<p>where <span class=mwe-math-element><span style='display: none;'>{math}</span>\
                 <img class=mwe-math-fallback-image-inline alt='{{a=b}}'></span>, so <b hidden>no</b> c"
            ),
            "where a=b, so c\n",
        );
    }

    #[test]
    fn powers_of_numbers_are_told_from_their_digits() {
        check(
            "<p>10<sup>15</sup> or 10<sup>−3</sup> m<sup>2</sup>, 1<sup>st</sup>",
            "10^15 or 10^−3 m2, 1st\n",
        );
        check("<p>2<sup>2<sup>3</sup></sup> in 1999<sup><a href=#n>4</a></sup>", "2^23 in 1999 4\n");
        check("<p>$5<sup>99</sup> €<b>12</b><sup>50</sup>", "$5 99 €12 50\n");
    }

    #[test]
    fn cells_and_terms_of_signs_are_lines() {
        check("<table><tr><td>a<td>✓<tr><td>—<td>b</table>c", "a\n✓\n—\nb\n\nc\n");
        check("<dl><dt><code>+</code> <b>&amp;</b><dd>adds</dl>", "+ &\nadds\n");
        check("<table><tr><td>✓<td>—</table>a", "a\n");
        check("<dl><dt>a<dd>★★</dl>", "a\n★★\n");
    }

    #[test]
    fn code_keeps_its_lines_and_their_indentation() {
        check("a<pre>if b:\n    c()\n\nd()</pre>e", "a\n\nif b:\n    c()\n\nd()\n\ne\n");
        check("<pre>\n  a\r\n\tb  \n</pre>", "  a\n\tb\n");
        check("<pre>a {<br>  b<br>}c</pre>", "a {\n  b\n}c\n");
        check("<pre><b>if</b> a:\n<i>    </i><b>return</b> b</pre>", "if a:\n    return b\n");
        check("<pre><div><i>  </i>a</div><div>  b</div></pre>", "  a\n  b\n");
        check("<pre><ol><li>a<li>  b</ol></pre><pre>c</pre>", "a\n  b\n\nc\n");
        check(
            "<pre><span class=line>a</span><span class=line>  b</span>\n<span class=line>c</span>",
            "a\n  b\nc\n",
        );
        check("<pre><span class=line>a</span><span class=line><i>  </i>b</span></pre>", "a\n  b\n");
        check("<pre><code>a {</code><code>  b</code><code>}</code></pre>", "a {\n  b\n}\n");
        check("<pre>a&nbsp;&nbsp;b</pre>", "a  b\n");
        check("<pre><b>2</b><i>j</i> + <span>0</span><span>xFF</span><span>L</span></pre>", "2j + 0xFFL\n");
        let line = |text: &str| format!("<div class=line>{text}</div>");
        let lines = ["{", "  \"a\": [", "    1", "", "  ]", "}"].map(line).concat();
        check(&format!("<pre><code>{lines}</code></pre>b"), "{\n  \"a\": [\n    1\n  ]\n}\n\nb\n");
        check("<pre>(<br>a<br>  <b>)</b>;<br></pre><pre>{<p>b</pre>", "(\na\n  );\n\n{\nb\n");
    }

    #[test]
    fn code_of_lines_keeps_them_without_pre() {
        let code = "<code>def f():<br>\n&nbsp;&nbsp;if x:<br>&nbsp;&nbsp;&nbsp;return [<br><br>&nbsp;&nbsp;]<br></code>";
        let expected = "def f():\n  if x:\n   return [\n  ]\n";
        check(&format!("<p>{code}</p>"), expected);
        check(&format!("<div>See<br>{code}<div>a</div></div>"), &format!("See\n{expected}\na\n"));
        check("<p>The <code>a<br>&nbsp;b</code>", "The a\nb\n");
    }

    #[test]
    fn numbers_of_lines_are_left_out() {
        let gutter = "<td class=gutter><pre><span class=line>1</span><br><span class=line>2</span><br></pre>";
        let code = "<td class=code><pre><span class=line>a(</span><br><span class=line>  2)</span></pre>";
        check(&format!("<table><tr>{gutter}{code}</table>b"), "a(\n  2)\n\nb\n");
        check("<pre><span class=lnt>1\n</span><span class=lnt>2\n</span></pre><pre>a\nb</pre>", "a\nb\n");
        check("<pre class=lineno>1\n2</pre><p>a", "a\n");
        check("<pre><b class=ln>1</b>a <i class=number>2</i></pre>", "a 2\n");
        let line = |number: &str| format!("<div class=line><span class=lineno>  {number}</span>a();</div>");
        check(&line("1"), "a();\n");
        check("<div class=gutter>1986</div>", "1986\n");
    }

    #[test]
    fn words_of_blocks_are_those_of_the_text() {
        for html in [
            "<pre><a>a1</a><a>b2</a>\n<i>c</i>d</pre>",
            "<pre>a\u{ad}b c\u{200b}\u{200b}d<script>e</script>f",
            "<pre>a<b class=sr-only>Copy</b>\n  b</pre>",
            "<pre><code>a</code><code>b</code>",
            "<pre class=lineno>1\n2</pre><pre><b class=ln>3</b>a</pre><div class=line><i class=lineno>4</i>b</div>",
            "<p><code>a<br>&nbsp;b <b>c</b><i>d</i><br>e</code>",
            "<h2>Boats<a href=#boats>anchor</a></h2><p><i class=material-icons>east</i> See <b class=sr-only>b</b>",
        ] {
            let document = Document::parse(html);
            let blocks = Blocks::of(&document);
            let text = text(&document, &blocks, &vec![Label::Content; blocks.len()]);
            let words: Vec<&str> = text.split_whitespace().collect();
            let texts = block_texts(&document, &blocks);
            let in_blocks: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
            assert_eq!(words, in_blocks);
        }
    }
}
