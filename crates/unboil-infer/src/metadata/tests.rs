mod authors;
mod dates;

use unboil_html::Document;

use super::*;

fn metadata(html: &str, url: Option<&str>) -> Metadata {
    let document = Document::parse(html);
    Metadata::of(Source::new(&document, html), url)
}

#[track_caller]
fn check<T: PartialEq + std::fmt::Debug>(found: Option<&Stated<T>>, expected: Option<(T, Origin)>) {
    let expected = expected.map(|(value, source)| Stated { value, source });
    assert_eq!(found, expected.as_ref());
}

#[track_caller]
fn check_title(html: &str, expected: &str, source: Origin) {
    check(
        metadata(html, Some("https://tides.example/a")).title.as_ref(),
        Some((expected.to_owned(), source)),
    );
}

#[track_caller]
fn check_authors(html: &str, expected: &[&str], source: Origin) {
    let names = expected.iter().map(|name| (*name).to_owned()).collect();
    check(metadata(html, Some("https://tides.example/a")).authors.as_ref(), Some((names, source)));
}

#[track_caller]
fn check_date(html: &str, expected: &str, source: Origin) {
    check(metadata(html, None).published.as_ref(), Some((expected.to_owned(), source)));
}

#[test]
fn a_page_that_says_nothing_has_nothing() {
    assert_eq!(metadata("", None), Metadata::default());
    assert_eq!(metadata("<p>text", None), Metadata::default());
    assert_eq!(serde_json::to_string(&metadata("", None)).ok().as_deref(), Some("{}"));
}

#[test]
fn a_title_is_the_part_that_a_heading_says() {
    let part = "Pier will be repaired";
    check_title(&format!("<title>Harbour Post | {part}</title><h2>{part}</h2>"), part, Origin::Heading);
    check_title(
        &format!("<title>Boat Forum • View topic - {part}</title><h2>{part}</h2>"),
        part,
        Origin::Heading,
    );
}

#[test]
fn titles_are_those_of_the_page_and_not_of_the_site() {
    check_title("<title>The ebb | Tides</title>", "The ebb", Origin::TitleElement);
    check_title("<title>Tides: the ebb - Tides</title>", "the ebb", Origin::TitleElement);
    check_title("<title>The ebb | Tides</title><h1>Tides</h1><h2>The ebb</h2>", "The ebb", Origin::Heading);
    check_title("<meta property=og:title content='The ebb – Tides'><p>a", "The ebb", Origin::OpenGraph);
    check_title(
        "<title>x</title><h1><a href=/>Sea and more</a></h1><h1>The ebb</h1>",
        "The ebb",
        Origin::Heading,
    );
    check_title("<title>The ebb</title><h1>The ebb<br>of 1711</h1>", "The ebb of 1711", Origin::Heading);
    check_title(
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"A &amp; b\"}</script>",
        "A & b",
        Origin::JsonLd,
    );
}

#[test]
fn a_heading_that_ends_the_title_element_is_the_section() {
    let check = |title: &str, expected: &str, source| {
        check_title(
            &format!("<title>{title}</title><h1><a href=/r/sailing>Sailing</a></h1>"),
            expected,
            source,
        );
    };
    check(
        "How do you keep your bilge dry? : sailing",
        "How do you keep your bilge dry?",
        Origin::TitleElement,
    );
    check("Boats of the North Sea: sailing", "Sailing", Origin::Heading);
    check("The art of sailing", "Sailing", Origin::Heading);
}

#[test]
fn titles_have_no_label_that_other_titles_lack() {
    let check = |heading: &str, expected| {
        check_title(
            &format!("<title>The ebb of May | Tides</title><h1>{heading}</h1>"),
            expected,
            Origin::Heading,
        );
    };
    check("<span>Harbours</span> The ebb of May", "The ebb of May");
    check("Thread: The ebb of May", "The ebb of May");
    check("The ebb of May<a href=#ebb>¶</a>", "The ebb of May");
    check("<div>The ebb</div>of May", "The ebb of May");
    check("The ebb of May <button>Copy address</button>", "The ebb of May");
    check("The e\u{ad}bb of May", "The ebb of May");
    check("Harbours now: the ebb of May", "Harbours now: the ebb of May");
}

#[test]
fn addresses_and_languages_are_usable() {
    let found = metadata(
        "<html lang=in-ID><link rel=canonical href=/ebb><meta property=og:url content=https://tides.example/ebb>",
        None,
    );
    check(found.url.as_ref(), Some(("https://tides.example/ebb".to_owned(), Origin::OpenGraph)));
    check(found.language.as_ref(), Some(("id-ID".to_owned(), Origin::Root)));
    let found = metadata("<meta http-equiv=Content-Language content=utf-8>", None);
    check(found.language.as_ref(), None);
    check_title("<title>潮汐表_教育频道_潮汐网</title>", "潮汐表", Origin::TitleElement);
}

#[test]
fn the_rest_is_read_where_it_is_said() {
    let page = "<html lang=de_at><link rel=canonical href=/b><meta name=description content=' a  b '>\
                <meta property=og:site_name content=Tides><meta property=og:image content=c.png>";
    let found = metadata(page, Some("https://tides.example/a/"));
    check(found.language.as_ref(), Some(("de-AT".into(), Origin::Root)));
    check(found.url.as_ref(), Some(("https://tides.example/b".into(), Origin::Link)));
    check(found.description.as_ref(), Some(("a b".into(), Origin::Meta)));
    check(found.site.as_ref(), Some(("Tides".into(), Origin::OpenGraph)));
    check(found.image.as_ref(), Some(("https://tides.example/a/c.png".into(), Origin::OpenGraph)));
}

#[test]
fn broken_and_hostile_json_is_no_danger() {
    let script = |json: &str| format!("<script type=application/ld+json>{json}</script>");
    for json in
        ["", "{", "[[[", "{\"@type\":\"Article\",\"author\":{\"@id\":\"#\"}}", "null", "{\"@graph\":7}"]
    {
        assert_eq!(metadata(&script(json), None), Metadata::default());
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(metadata(&script(&deep), None), Metadata::default());
    let names = format!("[{}]", vec!["{\"@id\":\"#a\"}"; 50].join(","));
    let many = format!("{{\"@id\":\"#a\",\"@type\":\"Article\",\"name\":{names},\"author\":{names}}}");
    assert_eq!(metadata(&script(&many), None), Metadata::default());
    let circle =
        "{\"@id\":\"#a\",\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"},\"mainEntity\":{\"@id\":\"#a\"}}";
    assert_eq!(metadata(&script(circle), None), Metadata::default());
}

#[test]
fn types_are_read_however_they_are_written() {
    for kind in
        ["\"WebSite\"", "[\"WebSite\"]", "[\"Thing\",\"http://schema.org/WebSite\"]", "\"schema:WebSite\""]
    {
        let page =
            format!("<script type=application/ld+json>{{\"@type\":{kind},\"name\":\"Tides\"}}</script>");
        check(metadata(&page, None).site.as_ref(), Some(("Tides".into(), Origin::JsonLd)));
    }
}

#[test]
fn a_script_that_is_too_long_does_not_hide_the_next() {
    let script = |title: &str| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"{title}\"}}</script>"
        )
    };
    let page = script(&"The flood ".repeat(110_000)) + &script("The ebb of 1711");
    check_title(&page, "The ebb of 1711", Origin::JsonLd);
}

#[test]
fn what_was_escaped_twice_is_read_twice() {
    let check_read = |written: &str, expected: &str| {
        let page = format!(
            "<script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"{written}\",\
             \"description\":\"{written}\"}}</script>"
        );
        check_title(&page, expected, Origin::JsonLd);
        let description = metadata(&page, None).description;
        check(description.as_ref(), Some((expected.to_owned(), Origin::JsonLd)));
    };
    check_read("Ebb &amp; flood", "Ebb & flood");
    check_read("Ebb &amp;#x26; flood", "Ebb & flood");
    check_read("Ebb &amp;amp; flood in &lt;i&gt;", "Ebb & flood in <i>");
    check_read("Ebb &amp; flood; neap", "Ebb & flood; neap");
}

#[test]
fn descriptions_may_be_about_tags() {
    let check_read = |written: &str, expected: &str| {
        let page = format!("<meta name=description content='{written}'>");
        check(metadata(&page, None).description.as_ref(), Some((expected.to_owned(), Origin::Meta)));
    };
    check_read("The &lt;table&gt; element; use if x &lt; y", "The <table> element; use if x < y");
    check_read(
        "&lt;p&gt;The &lt;b&gt;ebb&lt;/b&gt;&lt;br&gt;and the flood&lt;/p&gt;",
        "The ebb and the flood",
    );
}

#[test]
fn addresses_are_whole_where_the_page_gives_a_whole_one() {
    let check_image = |html: &str, expected: &str| {
        let page = format!("{html}<meta property=og:image content=/c.png>");
        check(metadata(&page, None).image.as_ref(), Some((expected.to_owned(), Origin::OpenGraph)));
    };
    check_image("<link rel=canonical href=https://tides.example/ebb>", "https://tides.example/c.png");
    check_image("<meta property=og:url content=https://tides.example/ebb>", "https://tides.example/c.png");
    check_image("<base href=https://tides.example/>", "https://tides.example/c.png");
    check_image("<link rel=canonical href=/ebb>", "/c.png");
}

#[test]
fn a_text_is_no_description() {
    let page = |described: &str| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"Article\",\"description\":\"{described}\"}}</script>"
        )
    };
    let short = "The sea. ".repeat(100);
    check(
        metadata(&page(&short), None).description.as_ref(),
        Some((short.trim_end().to_owned(), Origin::JsonLd)),
    );
    check(metadata(&page(&"The sea. ".repeat(1500)), None).description.as_ref(), None);
}
