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
fn sentences_that_begin_as_bylines_name_no_author() {
    let page = |line: &str| format!("<h1>The pier</h1><p>{line}</p>");
    for line in [
        "By the way, the pier opened in May.",
        "Von Anfang an war der Steg morsch.",
        "Par la suite, il fut fermé.",
    ] {
        check(metadata(&page(line), None).authors.as_ref(), None);
    }
    check_authors(&page("By Ludwig van Beek"), &["Ludwig van Beek"], Origin::Text);
    check_authors("<p class=author>Post by annap » Fri Mar 1", &["annap"], Origin::Class);
}

#[test]
fn names_that_are_referred_to_again_and_again_are_kept_once_or_not_at_all() {
    let page = |name: &str| {
        let (person, by) =
            (format!(r#"{{"@id":"x","@type":"Person","name":"{name}"}}"#), r#"{"@id":"x"},"#.repeat(9));
        format!(
            r#"<script type=application/ld+json>[{person},{{"@type":"Article","author":[{by}{{"@id":"x"}}]}}]</script>"#
        )
    };
    check_authors(&page("Ann Pier"), &["Ann Pier"], Origin::JsonLd);
    check(metadata(&page(&"Ann Pier ".repeat(100)), None).authors.as_ref(), None);
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
fn authors_are_names() {
    let json = |author: &str| {
        format!("<script type=application/ld+json>{{\"@type\":\"Article\",\"author\":{author}}}</script>")
    };
    check_authors(&json("{\"name\":\"Ada Low\"}"), &["Ada Low"], Origin::JsonLd);
    check_authors(&json("[\"Ada Low\",{\"name\":\"Bo\\nFinn\"}]"), &["Ada Low", "Bo Finn"], Origin::JsonLd);
    check_authors(
        "<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ada Low\"},\
         {\"@type\":[\"Thing\",\"BlogPosting\"],\"author\":{\"@id\":\"#a\"}}]}</script>",
        &["Ada Low"],
        Origin::JsonLd,
    );
    check_authors(
        "<meta name=author content='Von Ada Low und Bo Finn'>",
        &["Ada Low", "Bo Finn"],
        Origin::Meta,
    );
    check_authors(
        "<meta name=citation_author content='Low, Ada'><meta name=citation_author content='Finn, Bo'>",
        &["Ada Low", "Bo Finn"],
        Origin::Meta,
    );
    check_authors("<h1>a</h1><a rel=author href=/ada>Ada Low</a>", &["Ada Low"], Origin::Link);
    check_authors("<p class=byline>By Ada Low | 3 May 2020</p>", &["Ada Low"], Origin::Class);
    check_authors("<h1>a</h1><p>Von Ada Low", &["Ada Low"], Origin::Text);
    check(
        metadata(
            "<meta name=author content=admin><meta name=author content='Tides'>",
            Some("https://tides.example/"),
        )
        .authors
        .as_ref(),
        None,
    );
    check(
        metadata("<div class=comments><span class=author>Ada Low</span></div>", None).authors.as_ref(),
        None,
    );
}

#[test]
fn dates_are_those_of_publication() {
    check_date(
        "<meta property=article:modified_time content=2021-01-01><meta property=article:published_time \
         content=2020-05-31T08:00:00Z>",
        "2020-05-31T08:00:00Z",
        Origin::OpenGraph,
    );
    check_date("<h1>a</h1><time datetime=2020-05-31>last Sunday</time>", "2020-05-31", Origin::TimeElement);
    check_date(
        "<time datetime=2021-01-01>x</time><h1>a</h1><time>May 31, 2020</time>",
        "2020-05-31",
        Origin::TimeElement,
    );
    check_date("<h1>a</h1><span class=post-date>31 May 2020</span>", "2020-05-31", Origin::Class);
    check_date("<h1>a</h1><p>Harbour, 31 May 2020", "2020-05-31", Origin::Text);
    check_date("<span itemprop=datePublished content=2020-05-31></span>", "2020-05-31", Origin::Microdata);
    check(
        metadata("<p>a", Some("https://a.example/2020/05/31/b")).published.as_ref(),
        Some(("2020-05-31".into(), Origin::Url)),
    );
    check(
        metadata("<div class=comments><time datetime=2020-05-31></time></div>", None).published.as_ref(),
        None,
    );
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
