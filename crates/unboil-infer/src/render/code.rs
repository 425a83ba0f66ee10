//! Code as it was written, whichever program drew it.

use unboil_html::{AttrName, Document, NodeId, NodeKind, Source, Tag};

/// Classes of what draws code without `pre`: editors, and tables of lines.
const DRAWN: [&str; 8] = [
    "CodeMirror",
    "cm-editor",
    "ace_editor",
    "monaco-editor",
    "syntaxhighlighter",
    "crayon-syntax",
    "blob-wrapper",
    "js-file-line-container",
];
/// Parts of the classes of line numbers; whole classes where they are short.
const NUMBER_PARTS: [&str; 9] = [
    "line-number",
    "linenumber",
    "line_number",
    "lineno",
    "gutter",
    "blob-num",
    "hljs-ln-n",
    "crayon-num",
    "lntd",
];
const NUMBER_CLASSES: [&str; 6] = ["ln", "lnt", "lno", "nums", "num", "number"];
/// Parts of the classes of what copies code, names its file or runs it.
const TOOL_PARTS: [&str; 6] = ["copy", "clipboard", "toolbar", "code-header", "codeheader", "code-lang"];
/// Longer texts are no tool's.
const MAX_TOOL_BYTES: usize = 60;
/// Classes of inline elements of which each is a line.
const LINES: [&str; 6] = ["line", "cl", "token-line", "code-line", "view-line", "hljs-ln-line"];
/// Names of languages that stand in a class without a prefix.
const LANGUAGES: &str = "asm bash basic c c++ clojure cmake coffeescript console cpp csharp css dart diff dockerfile \
    elixir elm erlang fortran fsharp go golang graphql groovy haskell hcl html http ini java \
    javascript js json jsx julia kotlin latex lisp lua makefile markdown matlab nginx objectivec \
    ocaml perl php powershell python r ruby rust scala scss sh shell sql swift toml ts typescript \
    tsx vb vim vue wasm xml yaml yml zig";
/// What stands before the name of a language in a class.
const PREFIXES: [&str; 5] = ["language-", "lang-", "highlight-source-", "highlight-", "src-"];
/// Classes that say that the other ones of the element name a language.
const HIGHLIGHTERS: [&str; 6] = ["hljs", "sourceCode", "prettyprint", "highlight", "chroma", "src"];
/// Names that say that there is no language.
const NO_LANGUAGES: [&str; 9] =
    ["none", "plaintext", "plain", "text", "txt", "nohighlight", "no-highlight", "default", "notranslate"];

/// Whether an element is a block of code.
pub(super) fn is_code(document: &Document, id: NodeId) -> bool {
    match document.tag(id) {
        Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => true,
        Tag::Div | Tag::Table => classes(document, id).any(|class| DRAWN.contains(&class)),
        _ => false,
    }
}

/// Whether a table is a block of code beside its line numbers: a row of which one cell has the code and the others
/// have numbers only.
pub(super) fn is_numbered(document: &Document, table: NodeId) -> bool {
    let within = |id: NodeId| (id.0 + 1..document.node(id).end.0).map(NodeId);
    let is_cell = |id: &NodeId| matches!(document.tag(*id), Tag::Td | Tag::Th);
    let mut cells = within(table).filter(is_cell).take(3);
    let (Some(numbers), Some(code), None) = (cells.next(), cells.next(), cells.next()) else { return false };
    has_no_letter(document, numbers) && within(code).any(|id| document.tag(id) == Tag::Pre)
}

/// Whether a button copies or runs a block of code that it stands beside.
pub(super) fn is_tool(document: &Document, button: NodeId) -> bool {
    document.path(button).take(4).any(|id| {
        classes(document, id)
            .any(|class| TOOL_PARTS.iter().any(|part| class.to_ascii_lowercase().contains(part)))
    })
}

/// The text of a block of code: its lines and indentation, without line numbers and buttons.
pub(super) fn text(document: &Document, code: NodeId) -> String {
    let mut reader = Reader { document, out: String::new(), open: Vec::new(), is_owed: false };
    reader.read(code);
    let text = reader.out.replace(['\u{200b}', '\r'], "").replace('\u{a0}', " ");
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or_default();
    lines.get(first..).unwrap_or_default().join("\n")
}

/// The language of a block of code by its classes, those within it and those around it; empty where none says.
pub(super) fn language(source: Source, code: NodeId) -> String {
    let document = source.document();
    let end = document.node(code).end.0;
    let inner =
        (code.0..end).map(NodeId).filter(|id| matches!(document.tag(*id), Tag::Pre | Tag::Code)).take(4);
    let outer = document.path(code).skip(1).take(4).filter(|id| document.tag(*id) != Tag::Body);
    inner.chain(outer).find_map(|id| language_of(source, id)).unwrap_or_default()
}

struct Reader<'a> {
    document: &'a Document,
    out: String,
    /// For each line that is open: one past its last node, and the length of the text before it.
    open: Vec<Line>,
    /// Whether an inline line has ended whose line break may still come as text.
    is_owed: bool,
}

/// A line that is being read.
struct Line {
    /// One past its last node.
    end: NodeId,
    /// Length of the text before it.
    start: usize,
    is_inline: bool,
}

impl Reader<'_> {
    fn read(&mut self, code: NodeId) {
        let end = self.document.node(code).end;
        let mut id = code;
        while id < end {
            self.leave_until(id);
            let node = self.document.node(id);
            let is_skipped = id != code && is_no_code(self.document, id);
            match node.kind {
                _ if is_skipped => {}
                NodeKind::Text(span) => self.text(self.document.text(span)),
                NodeKind::Element(_) if self.document.tag(id) == Tag::Br => self.text("\n"),
                NodeKind::Element(_) => self.enter(id, node.end),
            }
            id = if is_skipped { node.end } else { NodeId(id.0 + 1) };
        }
        self.leave_until(end);
    }

    fn text(&mut self, text: &str) {
        if std::mem::take(&mut self.is_owed) && !text.starts_with(['\n', '\r']) {
            self.out.push('\n');
        }
        self.out.push_str(text);
    }

    fn enter(&mut self, id: NodeId, end: NodeId) {
        let is_block = matches!(self.document.tag(id), Tag::Div | Tag::P | Tag::Li | Tag::Tr | Tag::Pre);
        let is_inline = !is_block && classes(self.document, id).any(|class| LINES.contains(&class));
        if !is_block && !is_inline {
            return;
        }
        if std::mem::take(&mut self.is_owed) || is_block && !self.out.is_empty() && !self.out.ends_with('\n')
        {
            self.out.push('\n');
        }
        self.open.push(Line { end, start: self.out.len(), is_inline });
    }

    fn leave_until(&mut self, next: NodeId) {
        while let Some(line) = self.open.pop_if(|line| line.end <= next) {
            let is_open = self.out.len() == line.start || !self.out.ends_with('\n');
            if line.is_inline {
                self.is_owed |= is_open;
            } else if is_open || std::mem::take(&mut self.is_owed) {
                self.out.push('\n');
                self.is_owed = false;
            }
        }
    }
}

/// Whether an element within code is none of it: a line number, a button, a list of tools.
fn is_no_code(document: &Document, id: NodeId) -> bool {
    if matches!(document.tag(id), Tag::Button | Tag::Textarea | Tag::Select) || document.tag(id).is_unread() {
        return matches!(document.node(id).kind, NodeKind::Element(_));
    }
    let is_number =
        |class: &str| NUMBER_CLASSES.contains(&class) || NUMBER_PARTS.iter().any(|part| class.contains(part));
    let is_tool = |class: &str| TOOL_PARTS.iter().any(|part| class.contains(part));
    let lower = document.attr(id, AttrName::Class).unwrap_or_default().to_ascii_lowercase();
    let style = document.attr(id, AttrName::Style).unwrap_or_default();
    if lower.split_ascii_whitespace().any(is_number) || style.contains("user-select") {
        return has_no_letter(document, id);
    }
    lower.split_ascii_whitespace().any(is_tool) && super::text_within(document, id).len() <= MAX_TOOL_BYTES
}

fn has_no_letter(document: &Document, id: NodeId) -> bool {
    (id.0..document.node(id).end.0).map(NodeId).all(|inner| match document.node(inner).kind {
        NodeKind::Text(span) => !document.text(span).contains(char::is_alphabetic),
        NodeKind::Element(_) => true,
    })
}

fn language_of(source: Source, id: NodeId) -> Option<String> {
    let document = source.document();
    let written = ["data-lang", "data-language"].iter().find_map(|name| source.attr(id, name));
    if let Some(name) = written.as_deref().and_then(clean) {
        return Some(name);
    }
    let is_listed = |class: &str| LANGUAGES.split(' ').any(|known| known.eq_ignore_ascii_case(class));
    let prefixed =
        |class: &str| PREFIXES.iter().find_map(|prefix| class.strip_prefix(prefix).and_then(clean));
    let brush = || {
        let mut list = classes(document, id).skip_while(|class| *class != "brush:");
        list.nth(1).map(|name| name.trim_end_matches(';')).and_then(clean)
    };
    let is_highlighted = classes(document, id).any(|class| HIGHLIGHTERS.contains(&class));
    let bare = || classes(document, id).find(|class| is_highlighted && is_listed(class)).and_then(clean);
    classes(document, id).find_map(prefixed).or_else(brush).or_else(bare)
}

/// A name of a language as it may stand behind a fence.
fn clean(name: &str) -> Option<String> {
    let lower = name.trim().to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.');
    let is_name = !lower.is_empty() && lower.len() <= 30 && lower.chars().all(fits);
    (is_name && !NO_LANGUAGES.contains(&lower.as_str())).then_some(lower)
}

fn classes(document: &Document, id: NodeId) -> impl Iterator<Item = &str> {
    document.attr(id, AttrName::Class).unwrap_or_default().split_ascii_whitespace()
}
