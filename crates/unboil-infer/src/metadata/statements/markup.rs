//! Markup in values that should have none, told from texts about tags and from signs for "less than".

/// Elements that writers of descriptions leave in them.
const ELEMENTS: [&str; 27] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "ul",
    "center",
];

/// A value in which each `<` that begins no tag is written as a character reference. Tags are those of known elements
/// that close in the value, have an attribute, or begin the value, and all `br`; comments stay as well.
pub(super) fn only(value: &str) -> String {
    let lower = value.to_ascii_lowercase();
    let closed: Vec<&str> =
        ELEMENTS.into_iter().filter(|name| lower.contains(&format!("</{name}>"))).collect();
    let mut out = String::with_capacity(value.len());
    for (at, c) in value.char_indices() {
        let rest = lower.get(at..).unwrap_or_default();
        if c == '<' && !is_comment(rest) && !is_tag(rest, at == 0, &closed) {
            out.push_str("&lt;");
        } else {
            out.push(c);
        }
    }
    out
}

fn is_comment(rest: &str) -> bool {
    rest.starts_with("<!--") && rest.contains("-->")
}

/// Whether a text that begins with `<` begins with a tag.
fn is_tag(rest: &str, is_first: bool, closed: &[&str]) -> bool {
    let after = rest.get(1..).unwrap_or_default();
    let after = after.strip_prefix('/').unwrap_or(after);
    let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
    let (name, after) = after.split_at(end);
    let ends_name = after.starts_with(['>', '/']) || after.starts_with(char::is_whitespace);
    let tag = after.split('>').next().unwrap_or_default();
    ELEMENTS.contains(&name)
        && ends_name
        && (name == "br" || is_first || closed.contains(&name) || tag.contains('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_other_signs() {
        let check = |value: &str, expected: &str| assert_eq!(only(value).replace("&lt;", "‹"), expected);
        check("The <table> element", "The ‹table> element");
        check("if x < y and x<y", "if x ‹ y and x‹y");
        check("a <name> and <b>", "a ‹name> and ‹b>");
        check("<p>a <STRONG>b</STRONG><br/>c", "<p>a <STRONG>b</STRONG><br/>c");
        check("see <a href='/x'>this", "see <a href='/x'>this");
        check("<b>x</b> and <ab>", "<b>x</b> and ‹ab>");
        check("a<!-- b -->", "a<!-- b -->");
    }
}
