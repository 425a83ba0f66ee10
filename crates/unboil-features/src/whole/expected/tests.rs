use unboil_html::{Blocks, Document};

use super::*;
use crate::{FeatureMatrix, Page, Schema};

/// Checks columns of a page whose blocks have these log-odds in both stages.
#[track_caller]
fn check(html: &str, log_odds: &[f64], expected: &[(&str, f64)]) {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let outline = Outline::of(&Page::new(&document, &blocks));
    let page = ExpectedPage::new(&outline, log_odds, log_odds);
    let row = FeatureMatrix::whole(&page, Schema::expected());
    for (name, value) in expected {
        let column = Schema::expected().position(name).unwrap();
        assert!((f64::from(row.row(0)[column]) - value).abs() < 1e-3, "{name}: {}", row.row(0)[column]);
    }
}

#[test]
fn blocks_count_by_how_likely_they_are_content() {
    let html =
        "<title>Not found</title><nav><a href=/>Home news sport</a></nav><h1>Not found</h1><p>Try it again.";
    // Three words of probability 1/2, two of 1/4, three of 3/4: 5 words, of which 2.25 under the heading.
    check(
        html,
        &[0.0, -(3.0_f64.ln()), 3.0_f64.ln()],
        &[
            ("expected.words", (1.0 + 1.5 + 0.5 + 2.25_f64).ln()),
            ("expected.share", 4.25 / 8.0),
            ("expected.most", 3.0_f64.ln()),
            ("expected.framed", 1.5 / 4.25),
            ("expected.headed", 2.25 / 4.25),
            ("expected.on_notice", 2.75 / 4.25),
            ("expected.title_notice", 1.0),
            ("expected.title_login", 0.0),
        ],
    );
}

#[test]
fn what_the_content_is_made_of_counts_by_how_likely_it_is() {
    let html = "<p>We write to you.</p><p>A bridge is closed.</p><div>Now</div><form><input><div>Search</div></form>";
    // Of four, four, one and one words, one half is expected to be content, each of the others as likely.
    check(
        html,
        &[0.0; 4],
        &[
            ("expected.paragraphs", 8.0 / 10.0),
            ("expected.address", 4.0 / 10.0),
            ("expected.by_control", 10.0 / 10.0),
            ("expected.alike", 8.0 / 10.0),
            ("expected.blocks", (1.0 + 25.0 / (4.0 + 4.0 + 0.25 + 0.25_f64)).ln()),
            ("expected.run", 1.0),
            ("expected.doubt", 1.0),
        ],
    );
    check(
        html,
        &[8.0, -8.0, 8.0, -8.0],
        &[("expected.run", 4.0 / 5.0), ("expected.blocks", (1.0 + 25.0 / 17.0_f64).ln())],
    );
}

#[test]
fn the_title_is_told_by_the_likeliest_block_that_has_each_of_its_words() {
    let html = "<title>Bridge closed</title><p>The bridge</p><p>A bridge is closed</p>";
    check(html, &[8.0, -8.0], &[("expected.told", 0.5)]);
    check(html, &[-8.0, 8.0], &[("expected.told", 1.0)]);
    check(html, &[0.0, 0.0], &[("expected.told", 0.5)]);
    check("<p>The bridge", &[8.0], &[("expected.told", 0.0)]);
}

#[test]
fn the_title_is_said_by_the_block_that_has_most_of_its_words() {
    let said = |html: &str, most: f64, share: f64| {
        // However likely the blocks are.
        for log_odds in [-8.0, 8.0] {
            let expected = [("expected.said", most.ln_1p()), ("expected.said_share", share)];
            check(html, &[log_odds; 2], &expected);
        }
    };
    said("<title>Old bridge closed</title><p>The bridge</p><p>A bridge is closed</p>", 2.0, 2.0 / 3.0);
    said("<title>Old bridge closed</title><p>Old</p><p>bridge</p>", 1.0, 1.0 / 3.0);
    said("<p>The bridge</p><p>is closed</p>", 0.0, 0.0);
}

#[test]
fn a_heading_stands_in_the_title_by_its_words() {
    let column = "expected.heading_in_title";
    check("<title>The old bridge | Echo</title><h1>Bridge closed</h1>", &[0.0], &[(column, 0.5)]);
    check("<title>Echo</title><h1>Not found</h1>", &[0.0], &[(column, 0.0)]);
    check("<title>Echo</title><p>Echo", &[0.0], &[(column, 1.0)]);
    check("", &[], &[(column, 0.0)]);
}

#[test]
fn signs_of_the_page_are_flags() {
    let html = "<meta name=robots content=noindex><body class=login><h1>Sign in</h1><input type=password>";
    let flags = [
        ("expected.unlisted", 1.0),
        ("expected.password", 1.0),
        ("expected.named_notice", 1.0),
        ("expected.article", 0.0),
    ];
    check(html, &[0.0], &flags);
}

#[test]
fn a_page_without_text_has_no_expectations() {
    check("", &[], &[("expected.words", 0.0), ("expected.share", 0.0), ("expected.most", -8.0)]);
}
