use super::*;

/// The tokens of a page, each in one word.
fn tokens(source: &str) -> Vec<String> {
    let mut tokenizer = Tokenizer::new(source, 0, Limits::default());
    let mut attributes = Attributes::default();
    let mut found = Vec::new();
    while let Some(token) = tokenizer.next(|| false, &mut attributes) {
        found.push(match token {
            Token::Start(tag) => {
                let values: Vec<_> =
                    attributes.iter(tag.attrs).map(|(name, value)| format!(" {name:?}={value}")).collect();
                format!("<{}{}{}>", tag.tag.name(), values.concat(), if tag.self_closing { "/" } else { "" })
            }
            Token::End(tag) => format!("</{}>", tag.tag.name()),
            Token::Text(text) => {
                let mut out = String::new();
                read_into(&mut out, text.span.of(source), text.reading);
                out
            }
            Token::Comment => "comment".to_owned(),
            Token::Doctype { quirks } => format!("doctype quirks={quirks}"),
        });
    }
    found
}

#[track_caller]
fn check(source: &str, expected: &[&str]) {
    assert_eq!(tokens(source), expected);
}

#[test]
fn tags_and_texts_alternate() {
    check("a<P>b</p >c", &["a", "<p>", "b", "</p>", "c"]);
    check("<x-y/>", &["<other/>"]);
    check("1 < 2 <3 <", &["1 < 2 <3 <"]);
    check("</", &["</"]);
    check("a</>b", &["a", "b"]);
}

#[test]
fn attributes_are_read_as_browsers_do() {
    check("<a HREF='x>y' id=1 id=2 rel>", &["<a Href=x>y Id=1 Rel=>"]);
    check("<a href = \"?a&amp;b&copy=1\"class=c>", &["<a Href=?a&b&copy=1 Class=c>"]);
    check("<a/href=/x/>", &["<a Href=/x/>"]);
    check("<a =id id>", &["<a Id=>"]);
    check("<br / >", &["<br>"]);
}

#[test]
fn tags_that_do_not_end_are_dropped() {
    check("a<p", &["a"]);
    check("a<p class='x>b", &["a"]);
    check("a</p ", &["a"]);
}

#[test]
fn comments_end_where_the_standard_says() {
    for comment in
        ["<!-- a -->", "<!---->", "<!-->", "<!--->", "<!-- a --!>", "<!x>", "<?x>", "</ x>", "<!-- -- - >-->"]
    {
        check(&format!("{comment}b"), &["comment", "b"]);
    }
    check("<!-- a", &["comment"]);
    check("<![CDATA[a]]>", &["comment"]);
    let html = "<html xmlns=\"http://www.w3.org/1999/xhtml\">";
    check(&format!("{html}<![CDATA[a]]>"), &["<html>", "comment"]);
    check(&format!("<?xml version='1.0'?>{html}<![CDATA[a<b]]>"), &["comment", "<html>", "a<b"]);
}

#[test]
fn doctypes_tell_the_mode() {
    check("<!DOCTYPE html>", &["doctype quirks=false"]);
    check("<!doctype>", &["doctype quirks=true"]);
}

#[test]
fn limits_cut_attributes() {
    let limits = Limits { attributes: 2, attribute_bytes: 3, ..Limits::default() };
    let source = "<p id=abcé x=1 class=c>";
    let mut tokenizer = Tokenizer::new(source, 0, limits);
    let mut attributes = Attributes::default();
    let Some(Token::Start(tag)) = tokenizer.next(|| false, &mut attributes) else { panic!("a tag") };
    assert!(tokenizer.truncated());
    assert_eq!(attributes.iter(tag.attrs).map(|(_, value)| value).collect::<Vec<_>>(), ["abc"]);
}
