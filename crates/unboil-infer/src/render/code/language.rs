//! The names of languages that elements give.

use unboil_html::{AttrName, Document, NodeId, Source, Tag};

use crate::class::classes;

/// Names of languages that are known without a prefix, in the class or `lang` of code, and around code.
const LANGUAGES: &str = "asm bash basic bat c c++ clojure cmake coffeescript console cpp csharp css dart diff \
    dockerfile elixir elm erb erlang fortran fsharp go golang graphql groovy haskell hcl html http ini ipython \
    ipython3 java javascript js json jsonc jsx julia kotlin latex less lisp lua makefile markdown matlab nginx nim objectivec \
    ocaml pascal perl php powershell proto protobuf py python python3 r rb rs ruby rust sass scala scheme scss sh \
    shell solidity sql swift tcl terraform toml ts typescript tsx vb verilog vhdl vim vue wasm xml yaml yml zig zsh";
/// What stands before the name of a language in a class.
const PREFIXES: [&str; 7] =
    ["language-", "lang-", "highlight-source-", "highlight-", "gatsby-code-", "src-", "hl-"];
/// Classes that say that the other ones of the element name a language, beside those that begin with `highlight`.
const HIGHLIGHTERS: [&str; 5] = ["hljs", "sourceCode", "prettyprint", "chroma", "src"];
/// Attributes that name a language.
const ATTRIBUTES: [&str; 3] = ["data-lang", "data-language", "data-enlighter-language"];
/// Names that say that there is no language.
const NO_LANGUAGES: [&str; 9] =
    ["none", "plaintext", "plain", "text", "txt", "nohighlight", "no-highlight", "default", "notranslate"];

/// The language that an element of code gives.
pub(super) fn of_code(source: Source, id: NodeId) -> Option<String> {
    names(source, id).next()
}

/// The language that an element around code gives. `lang-en` is the language of a text there: unless the element is a
/// highlighter's, only names that are known count.
pub(super) fn of_outer(source: Source, id: NodeId) -> Option<String> {
    names(source, id).find(|name| is_known(name) || is_highlighted(source.document(), id))
}

/// The names that an element gives, the likeliest first.
fn names(source: Source, id: NodeId) -> impl Iterator<Item = String> {
    let document = source.document();
    let written = ATTRIBUTES.into_iter().find_map(move |name| source.attr(id, name));
    let prefixed = classes(document, id)
        .filter_map(|class| PREFIXES.iter().find_map(|prefix| class.strip_prefix(prefix).and_then(clean)));
    let parameters = source.attr(id, "data-syntaxhighlighter-params");
    let brush = brush(classes(document, id)).or_else(|| brush(parameters?.split_ascii_whitespace()));
    let is_code = matches!(document.tag(id), Tag::Pre | Tag::Code);
    let of_code = document.attr(id, AttrName::Lang).filter(|_| is_code).into_iter();
    let bare = of_code.chain(classes(document, id)).filter_map(clean).filter(|name| is_known(name));
    let written = written.as_deref().and_then(clean);
    let is_meant = move || is_code || is_highlighted(document, id);
    written.into_iter().chain(prefixed).chain(brush).chain(bare.filter(move |_| is_meant()))
}

/// The name that follows `brush:`.
fn brush<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    clean(words.skip_while(|word| *word != "brush:").nth(1)?.trim_end_matches(';'))
}

fn is_known(name: &str) -> bool {
    LANGUAGES.split(' ').any(|known| known == name)
}

fn is_highlighted(document: &Document, id: NodeId) -> bool {
    classes(document, id).any(|class| class.starts_with("highlight") || HIGHLIGHTERS.contains(&class))
}

/// A name of a language as it may stand behind a fence, in lower case.
fn clean(name: &str) -> Option<String> {
    let lower = name.trim().to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.');
    let is_name = !lower.is_empty() && lower.len() <= 30 && lower.chars().all(fits);
    (is_name && !NO_LANGUAGES.contains(&lower.as_str())).then_some(lower)
}
