use super::*;

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
    let byline = |line: &str| format!("<h1>The pier</h1><p class=byline>{line}");
    check(metadata(&byline("٦ سبتمبر ٢٠٢١"), None).authors.as_ref(), None);
    check_authors(&byline("أحمد علي، ٦ سبتمبر ٢٠٢١"), &["أحمد علي"], Origin::Class);
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
fn long_classes_are_read_as_others() {
    let styles = "mt-4 ".repeat(80);
    check_authors(&format!("<p class='{styles}author'>Ada Low</p>"), &["Ada Low"], Origin::Class);
    let page = format!("<h1>a</h1>{}<p class='{styles}date'>31 May 2020", "<p>text</p>".repeat(40));
    check_date(&page, "2020-05-31", Origin::Class);
}

#[test]
fn organisations_are_no_people_and_have_no_last_names() {
    let author = |kind: &str, name: &str| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"Article\",\"author\":{{\"@type\":{kind},\"name\":\"{name}\"}}}}\
             </script>"
        )
    };
    for kind in [
        "\"Organization\"",
        "[\"Organization\",\"NewsMediaOrganization\"]",
        "\"NewsMediaOrganization\"",
        "\"https://schema.org/Organization\"",
    ] {
        check(metadata(&author(kind, "Tides"), Some("https://tides.example/a")).authors.as_ref(), None);
        check_authors(&author(kind, "Reuters, Bloomberg"), &["Reuters", "Bloomberg"], Origin::JsonLd);
    }
    check_authors(&author("[\"Person\"]", "Tides"), &["Tides"], Origin::JsonLd);
    check_authors(&author("\"Person\"", "Low, Ada"), &["Ada Low"], Origin::JsonLd);
}

#[test]
fn what_names_no_person_names_no_author() {
    let check_none = |html: &str| {
        check(metadata(&format!("<h1>The ebb</h1>{html}"), None).authors.as_ref(), None);
    };
    let far = "<p>text</p>".repeat(9);
    check_none(&format!("{far}<form><p class=comment-form-author><label>Name</label><input></form>"));
    check_none("<div class=about-author><a href=/mail>Get in touch</a></div>");
    check_none("<a class=autorefs href=/api><code>tides.fields.Field</code></a>");
    check_none("<p class=author>content: Tide Lab</p>");
    check_none("<p class=author>design: Ada Low</p>");
    check_none("<p class=byline>From The Book of Tides</p>");
    let whole = |line: &str| format!("<form id=page><h1>The ebb</h1>{line}<p>text</form>");
    check_authors(&whole("<p class=author>Ada Low</p>"), &["Ada Low"], Origin::Class);
    check_authors("<p class=author>J. R. R. Low</p>", &["J. R. R. Low"], Origin::Class);
}

#[test]
fn who_made_the_pictures_is_no_author() {
    let credit = "Photograph by Tyrone Turner, National Geographic Creative";
    check(metadata(&format!("<h1>a</h1><span itemprop=author>{credit}</span>"), None).authors.as_ref(), None);
    check_authors("<meta name=author content='Ada Low, Illustration by'>", &["Ada Low"], Origin::Meta);
    check_authors("<meta name=author content='Art Byrne'>", &["Art Byrne"], Origin::Meta);
}
