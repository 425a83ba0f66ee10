use super::*;

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
        "<p>Published 1 May 2023<p>by Ada Low<p>Last updated 5 May 2024",
        "<div class=date>1 May 2023</div><span>Last modified on</span> <span class=meta-date>5 May 2024</span>",
        "<p class=date>1 May 2023</p><p class=dateline>Last edited by Ada5low (2024-05-05)</p>",
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
    let far = "<p>text</p>".repeat(10);
    check_dates(&format!("<p>Published 1 May 2023{far}<p>Price updated 5 May 2024"), "2023-05-01", None);
    let far = "<p>text</p>".repeat(40);
    check_dates(
        &format!("<p class=date>1 May 2023</p>{far}<time datetime=2024-01-01></time>"),
        "2023-05-01",
        None,
    );
}

#[test]
fn what_is_done_with_a_manuscript_is_not_publication() {
    for line in [
        "<p>Received 3 May 2018; Accepted 4 June 2018; Published online 12 January 2019",
        "<p>Received 3 May 2018<p>Revised 14 May 2018<p>Accepted 4 June 2018<p>Published 12 January 2019",
        "<div class=dates>Received: 3 May 2018 / Accepted: 4 June 2018 / Published: 12 January 2019</div>",
        "<dl><dt>Received<dd class=date>3 May 2018<dt>Published<dd class=date>12 January 2019</dl>",
        "<p>Eingegangen am 3. Mai 2018, angenommen am 4. Juni 2018, online seit 12. Januar 2019",
        "<p>收稿日期：2018-05-03<p>发布日期：2019-01-12",
    ] {
        let origin = if line.contains("class=") { Origin::Class } else { Origin::Text };
        check_date(&format!("<h1>The ebb</h1>{line}"), "2019-01-12", origin);
    }
    let page = "<h1>The ebb</h1><p>Received 3 May 2018, revised 14 May 2018, accepted 4 June 2018";
    check(metadata(page, None).published.as_ref(), None);
    check_date("<h1>The ebb</h1><p>Submitted by Ada on 3 May 2018", "2018-05-03", Origin::Text);
}

#[test]
fn the_day_of_a_mail_is_not_that_of_the_mail_it_quotes() {
    let quoted = "<pre>On 1 March 2012 Bo Finn wrote:\n&gt; text</pre>";
    let page = format!("<h1>[R] The ebb</h1><b>Ada Low</b><br><i>Tue Mar  6 14:02:11 CET 2012</i>{quoted}");
    check_date(&page, "2012-03-06", Origin::Text);
}

#[test]
fn what_machines_are_told_of_changes_is_not_publication() {
    for stated in [
        "<meta property=article:modified_time content=2024-05-05>",
        "<meta name=lastModifiedDate content='Sun May 05 16:45:24 PDT 2024'>",
        "<script type=application/ld+json>{\"@type\":\"WebPage\",\"dateModified\":\"2024-05-05\"}</script>",
    ] {
        let far = "<p>text</p>".repeat(40);
        let found = metadata(&format!("{stated}<h1>The ebb</h1>{far}<p>Since 1 May 2023"), None);
        check(found.published.as_ref(), None);
        assert_eq!(found.modified.map(|day| day.value).as_deref(), Some("2024-05-05"), "{stated}");
    }
}

#[test]
fn days_in_doubt_are_not_after_all_others_of_the_page() {
    let check = |modified: &str, written: &str, expected: &str| {
        let page = format!(
            "<html lang=en><meta property=article:modified_time content={modified}><h1>a</h1><p class=date>{written}"
        );
        check_date(&page, expected, Origin::Class);
    };
    check("2026-03-10", "03-09-2026", "2026-03-09");
    check("2026-03-10", "9/3/2026", "2026-03-09");
    check("2026-09-03", "03-09-2026", "2026-09-03");
    // Neither reading would do, or there is only one.
    check("2025-01-01", "03-09-2026", "2026-09-03");
    check("2026-03-10", "31-03-2026", "2026-03-31");
    check("2026-03-10", "3 September 2026", "2026-09-03");
    let stated = "<meta name=article:published_time content=03-09-2026>";
    check_date(&format!("{stated}<h1>a</h1><p>March 9, 2026"), "2026-03-09", Origin::Meta);
    check_date(&format!("{stated}<h1>a</h1><p>September 3, 2026"), "2026-09-03", Origin::Meta);
    check_date(&format!("{stated}<h1>a</h1>"), "2026-09-03", Origin::Meta);
    // A change may be after all others.
    let page = "<meta name=lastmod content=01-04-2026><h1>a</h1><p>March 9, 2026";
    assert_eq!(metadata(page, None).modified.map(|day| day.value).as_deref(), Some("2026-04-01"));
}

#[test]
fn days_in_doubt_are_written_as_others_of_the_page() {
    let check = |first: &str, second: &str, expected: &str| {
        let far = "<p>text</p>".repeat(40);
        let page = format!("<html lang=en><h1>a</h1><p class=date>{first}, 02:15 PM{far}<p>{second}, 10:00");
        check_date(&page, expected, Origin::Class);
    };
    check("03-11-2007", "03-13-2007", "2007-03-11");
    check("03-11-2007", "13-03-2007", "2007-11-03");
    check("03-11-2007", "03/13/2007", "2007-11-03");
    check("03/11/2007", "13/03/2007", "2007-11-03");
    check("03.11.2007", "03.13.2007", "2007-03-11");
    // The page writes both.
    check("03/11/2007", "13/03/2007, 03/13/2007", "2007-03-11");
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
    check_date("<h1>a</h1><relative-time datetime=2020-05-31>2 years ago", "2020-05-31", Origin::TimeElement);
    check_date(
        "<a>The ebb</a><span class=age title='2020-05-31T08:00:00 1590912000'>2 years ago",
        "2020-05-31T08:00:00",
        Origin::TimeElement,
    );
    check(
        metadata("<h1>a</h1><ins datetime=2020-05-31>b</ins><a title='2020-05-31'>c", None)
            .published
            .as_ref(),
        None,
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
fn what_will_happen_is_not_publication() {
    for date in [
        "<p class=event-date>1 June 2030</p>",
        "<p class=event-date><time datetime=2030-06-01>1 June</time></p>",
        "<p>Begins <time itemprop=startDate datetime=2030-06-01>1 June 2030</time></p>",
        "<abbr class=dtstart title=2030-06-01>1 June</abbr>",
        "<p>Apply until <span class=deadline>1 June 2030</span></p>",
    ] {
        check_date(&format!("<h1>The ebb</h1>{date}<p>Posted on 3 March 2024"), "2024-03-03", Origin::Text);
        check(metadata(&format!("<h1>The ebb</h1>{date}"), None).published.as_ref(), None);
    }
    let job =
        "<script type=application/ld+json>{\"@type\":\"JobPosting\",\"datePosted\":\"2024-03-03\"}</script>";
    check_date(job, "2024-03-03", Origin::JsonLd);
}

#[test]
fn what_readers_wrote_and_machines_made_dates_no_page() {
    let check_none = |html: &str| check(metadata(html, None).published.as_ref(), None);
    for far in [String::new(), "<p>text</p>".repeat(40)] {
        let page = |html: &str| format!("<h1>The ebb</h1><p>text{far}{html}");
        check_none(&page("<div id=comments><p>Bo Finn<p>May 1, 2021<p>Well said</div>"));
        check_none(&page("<div id=reviews class=shop-Reviews><p>Bo Finn – May 1, 2021</div>"));
        check_none(&page("<footer>Page generated 2023-12-22</footer>"));
        let page = page("<div id=comments><p>May 1, 2021</div><p>Harbour, 3 May 2020");
        check_date(&page, "2020-05-03", Origin::Text);
    }
}

#[test]
fn sizes_and_versions_are_no_dates() {
    let check_none = |line: &str| {
        check(metadata(&format!("<h1>The shelf</h1>{line}<p>text"), None).published.as_ref(), None);
    };
    check_none("<div class=product-info>BILLY, 37 3/8/37 3/8x11x79 1/2</div>");
    check_none("<p class=info>Version 1.2.24 is out</p>");
    check_none("<p>Sizes 3/8/24x11");
    check_date("<h1>a</h1><p class=meta>31.5.24</p>", "2024-05-31", Origin::Class);
    check_date("<h1>a</h1><p class=date>Posted 31.5.24 by Ada</p>", "2024-05-31", Origin::Class);
    check_date("<h1>a</h1><p class=date>10:30 31/5/24 10:40</p>", "2024-05-31", Origin::Class);
}
