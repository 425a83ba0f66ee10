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
    check_authors(
        "<meta name=author content=admin><meta name=author content='Tides'>",
        &["Tides"],
        Origin::Meta,
    );
    check_authors("<meta name=author content='Tides'><p class=author>Ada Low", &["Ada Low"], Origin::Class);
    check(
        metadata(&json("{\"@type\":\"Organization\",\"name\":\"Tides\"}"), Some("https://tides.example/a"))
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
fn bylines_name_those_who_wrote_and_not_what_they_do() {
    let one = |line: &str, source| check_authors(&format!("<h1>The ebb</h1>{line}"), &["Ada Low"], source);
    for line in [
        "<p class=author><a href=/p1>Post</a>by <b><a class=username>Ada Low</a></b> » Sun Dec 14, 2014",
        "<div class=author><span class=author-name>Ada Low</span><span class=author-title>Reporter</span></div>",
        "<div class=byline>By Ada Low, Staff Writer</div>",
        "<div class=byline>Ada Low<span>12 min read</span></div>",
        "<div class=byline><span>AL</span><span>Ada Low</span><span>Hiker</span></div>",
        "<div class=byline>Ada Low, MD, PhD. Last updated: Mar 3, 2024</div>",
        "<div class=byline><span>Ada Low</span><span>December 3, 2024</span></div>",
        "<div class=author>Ada <b>Low</b></div>",
    ] {
        one(line, Origin::Class);
    }
    for line in [
        "<p>By <a href=/ada>Ada Low</a></p>",
        "<p>by: <!-- -->Ada Low<!-- -->, <!-- -->Dec 17, 2025</p>",
        "<p>Written by</p><p>Ada Low</p>",
        "<p>Posted on May 3, 2020 by <a href=/ada>Ada Low</a></p>",
        "<div class=widget>By Bo Finn</div><p>Text.</p><h3>Author</h3><p>Ada Low</p>",
    ] {
        one(line, Origin::Text);
    }
    one("<p>in <a href=/tides>Tides</a></p><a href=/author/ada-low/>Ada Low</a>", Origin::Link);
    let two = ["Ada Low", "Bo Finn"];
    check_authors("<h1>a</h1><a rel=author>Ada Low</a> and <a rel=author>Bo Finn</a>", &two, Origin::Link);
    check_authors("<p class=byline>By <a>Ada Low</a>, <a>Bo Finn</a> and others", &two, Origin::Class);
    check_authors("<p class=author>By b.low", &["b.low"], Origin::Class);
    check_authors("<p class=author>tide45</p>", &["tide45"], Origin::Class);
    check_authors("<p class=author>Julia 3 days ago</p>", &["Julia"], Origin::Class);
}

#[test]
fn names_in_structured_data_are_whole() {
    let name = |given: &str, expected: &[&str]| {
        check_authors(&format!("<meta name=citation_author content='{given}'>"), expected, Origin::Meta);
    };
    name("Smith, John A.", &["John A. Smith"]);
    name("de Vries, Jan", &["Jan de Vries"]);
    name("Von Miller", &["Von Miller"]);
    name("Di Wu", &["Di Wu"]);
    name("John le Carré", &["John le Carré"]);
    name("José Ortega y Gasset", &["José Ortega y Gasset"]);
    name("Sammy Davis, Jr.", &["Sammy Davis"]);
    name("Center for Drug Evaluation and Research", &["Center for Drug Evaluation and Research"]);
    name("By Ada Low and Bo Finn", &["Ada Low", "Bo Finn"]);
    name("Ada Low, of the Tides, in Dunmore", &["Ada Low"]);
    name("Bruno (Henrique) Low", &["Bruno (Henrique) Low"]);
    name("Ada Low (Tides)", &["Ada Low"]);
    name("Contributors to the Tides", &["Contributors to the Tides"]);
}

#[test]
fn what_is_called_after_others_may_be_the_author_s() {
    let own = |html: &str| check_authors(html, &["Ada Low"], Origin::Link);
    for class in ["entry-footer", "content-sidebar-wrap><h1>The ebb</h1", "elementor-widget", "js-replies"] {
        own(&format!("<p>text<p>text<p>text<div class={class}><a rel=author>Ada Low</a>"));
    }
    own("<h1>Tides</h1><div class='widget Blog'><h3>The ebb</h3><p>text<p>text<p><a rel=author>Ada Low</a>");
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
fn dates_of_changes_are_not_those_of_publication() {
    let check_dates = |html: &str, published: &str, modified: Option<&str>| {
        let found = metadata(&format!("<h1>The ebb</h1>{html}"), None);
        let day = |stated: Option<Stated<String>>| stated.map(|stated| stated.value);
        assert_eq!(day(found.published).as_deref(), Some(published), "{html}");
        assert_eq!(day(found.modified).as_deref(), modified, "{html}");
    };
    for html in [
        "<span class=updated>Updated 5 May 2024</span><span class=published>1 May 2023</span>",
        "<p>Updated <time datetime=2024-05-05>then</time> · Published <time datetime=2023-05-01>then</time>",
        "<p>Last updated 5 May 2024. Published 1 May 2023.",
        "<p>Published 1 May 2023, updated 5 May 2024",
        "<div class=date>1 May 2023</div><span>Last modified on</span> <span class=meta-date>5 May 2024</span>",
        "<p>Stand: 5. Mai 2024<p>Veröffentlicht am 1. Mai 2023",
    ] {
        check_dates(html, "2023-05-01", Some("2024-05-05"));
    }
    check_dates("<time class='published updated' datetime=2023-05-01></time>", "2023-05-01", None);
    check_dates("<p>Updated 5 May 2024", "2024-05-05", Some("2024-05-05"));
    check_dates("<p>Published 1 May 2023<p>Updated 5 May 2022", "2023-05-01", None);
    check_dates(
        "<p class=date>1 May 2023</p><div itemprop=comment><time itemprop=dateCreated datetime=2024-01-01></time></div>",
        "2023-05-01",
        None,
    );
    let far = "<p>text</p>".repeat(40);
    check_dates(
        &format!("<p class=date>1 May 2023</p>{far}<time datetime=2024-01-01></time>"),
        "2023-05-01",
        None,
    );
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
