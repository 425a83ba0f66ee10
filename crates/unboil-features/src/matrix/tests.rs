use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn matrix(html: &str) -> FeatureMatrix {
    let document = Document::parse(html);
    FeatureMatrix::measure(&document, &Blocks::of(&document), Schema::full())
}

#[track_caller]
fn check(html: &str, block: usize, feature: &str, expected: f64) {
    let column = Schema::full().features().iter().position(|f| f.name == feature);
    let column = column.unwrap_or_else(|| panic!("no feature {feature}"));
    let found = matrix(html).row(block)[column];
    assert!((f64::from(found) - expected).abs() < 1e-5, "{feature}: {found}, expected {expected}");
}

const PROSE: &str = "The quick brown fox walked over the bridge, and the river beneath it carried the leaves of the \
    trees to the sea, as it had done for many years before the fox was born.";

#[test]
fn text_measures() {
    check("<p>one <a href=x>two</a> three four", 0, "text.link_density", 0.25);
    check("<h2><a href='#one'></a>one <a href='#top'>top</a></h2>", 0, "text.link_density", 0.0);
    check("<h2><a href='#one'>one</a></h2>", 0, "text.link_density", 0.0);
    check("<h2>one <a href='x#two'>two</a></h2>", 0, "text.link_density", 0.5);
    check("<li><a href='#one'>one</a></li>", 0, "text.link_density", 1.0);
    check("<p>one two three", 0, "text.words", 4_f64.ln());
    check("<p>Price: $ 12", 0, "text.price", 1.0);
    check("<p>12 May", 0, "text.date", 1.0);
    check("<p>He said so.", 0, "text.ends_sentence", 1.0);
    check("<p>他说。", 0, "text.ends_sentence", 1.0);
}

#[test]
fn tree_measures() {
    check("<main><p>a</main>", 0, "ancestor.in_main", 1.0);
    check("<main><p>a</main><p>b", 1, "ancestor.out_of_main", 1.0);
    check("<div class=post-comments><p>a", 0, "class.near_comment", 1.0);
    check("<div id=sidebar><div><div><div><div><p>a", 0, "class.far_sidebar", 1.0);
    check("<section class=sc-1x9 aria-label='Related stories'><p>a", 0, "class.near_related", 1.0);
    check("<div itemprop=reviewBody><p>a", 0, "class.near_review", 1.0);
    check("<div data-testid=newsletter-signup><p>a", 0, "class.near_newsletter", 1.0);
    check("<x-comments><p>a</x-comments>", 0, "class.near_comment", 1.0);
    check("<p><a aria-label=Comments>a</a> b", 0, "class.near_comment", 0.0);
    check("<div role=navigation>a", 0, "ancestor.role_navigation", 1.0);
    check("<div role='doc-toc NAVIGATION list'>a", 0, "ancestor.role_navigation", 1.0);
    check("<div role='doc-toc NAVIGATION list'>a", 0, "ancestor.role_list", 0.0);
    check("<nav>a</nav>", 0, "ancestor.nav", 1.0);
}

#[test]
fn control_measures() {
    check("<form><input>a</form>", 0, "control.up", 0.0);
    check("<form><input type=HIDDEN>a</form>", 0, "control.up", 12.0);
}

#[test]
fn buttons_that_are_headings_measure_as_headings() {
    let headings =
        ["<h2><button class=ad>Is it open?</button></h2>", "<button class=ad><h2>Is it open?</h2></button>"];
    for heading in headings {
        let page = format!("<div>{heading}<p>{PROSE}</div>");
        let plain = matrix(&format!("<div><h2>Is it open?</h2><p>{PROSE}</div>"));
        assert_eq!(matrix(&page).row(0), plain.row(0));
        assert_eq!(matrix(&page).row(1), plain.row(1));
    }
    check("<h2><a role=button>Is it open?</a></h2>", 0, "ancestor.role_button", 0.0);
    check("<p><a role=button>Open it</a></p>", 0, "ancestor.role_button", 1.0);
    check("<h2>Is it open?<button>Share</button></h2>", 1, "state.control", 1.0);
}

#[test]
fn keyword_measures() {
    check("<p>Support us with a donation", 0, "keyword.donate", 1.0);
    check("<p>Never miss our newsletter", 0, "keyword.bare_subscribe", 1.0);
    check("<h3>Related stories</h3><p>a", 1, "heading.says_related", 1.0);
}

#[test]
fn context_measures() {
    check("<p>one two three<p>x", 1, "neighbour.words_before_1", 4_f64.ln());
    check("<p>x", 0, "neighbour.link_density_after_1", 1.0);
    check(&format!("<p>{PROSE}<p>{PROSE}<h3>Comments<p>x"), 3, "ending.late_comment", 1.0);
    check(&format!("<p>{PROSE}<p>x"), 1, "ending.since_strong", 2_f64.ln());
    check("<title>The fox</title><p>x<h1>The fox</h1><p>y", 0, "heading.side", -1.0);
}

#[test]
fn teaser_measures() {
    let paragraphs = format!("<p>{PROSE}<p>{PROSE}");
    let card = |mark: &str| format!("<h3><a href=x>The fox and the river</a></h3><p>{PROSE}{mark}");
    let row = card("...") + &card("...") + &card("");
    check(&paragraphs, 1, "teaser.is", 0.0);
    check(&row, 0, "teaser.texts", 4_f64.ln());
    check(&row, 0, "teaser.alone", 1.0);
    check(&row, 5, "teaser.cut", 2.0 / 3.0);
    check(&format!("{paragraphs}{row}"), 4, "teaser.beside_text", 1.0);
    check(&format!("{paragraphs}{row}{paragraphs}"), 4, "teaser.after", 0.5);
    check(&format!("{paragraphs}{row}{paragraphs}"), 9, "teaser.is", 0.0);
    check(&(card("") + &paragraphs), 2, "teaser.is", 0.0);
}

#[test]
fn a_lone_text_under_a_linked_line_is_text_like_any_other() {
    let row = format!("<h3><a href=x>The fox and the river</a></h3><p>{PROSE}").repeat(3);
    let lone = format!("<a href=x>Back to all news</a><p>{PROSE}<p>One more line.");
    check(&format!("{lone}{lone}{row}"), 7, "teaser.alone", 0.0);
    check(&format!("{lone}{lone}{row}"), 7, "teaser.beside_text", 1.0);
}

#[test]
fn what_wraps_the_text_and_its_heading_is_not_beside_it() {
    let wrapped = |name: &str| format!("<div {name}><h1>The fox</h1><p>{PROSE}</div><div {name}><p>x</div>");
    for (name, column) in [
        ("class=has-sidebar", "class.near_sidebar"),
        ("id=with-cookie-notice", "class.near_cookie"),
        ("role=tabpanel", "ancestor.role_tabpanel"),
    ] {
        check(&wrapped(name), 1, column, 0.0);
        check(&wrapped(name), 2, column, 1.0);
    }
    check(&wrapped("class=content"), 1, "class.near_content", 1.0);
    check(&wrapped("role=main"), 1, "ancestor.role_main", 1.0);
    check(&format!("<form><h1>The fox</h1><p>{PROSE}</form><form><p>x</form>"), 1, "ancestor.form", 0.0);
    check(&format!("<form><h1>The fox</h1><p>{PROSE}</form><form><p>x</form>"), 2, "ancestor.form", 1.0);
    check(&format!("<aside><p>{PROSE}<p>{PROSE}</aside><aside><p>x</aside>"), 1, "ancestor.aside", 0.0);
    check(&format!("<aside><p>{PROSE}<p>{PROSE}</aside><aside><p>x</aside>"), 2, "ancestor.aside", 1.0);
}

#[test]
fn overlap_measures() {
    check("<title>The fox and the hounds of Kent</title><p>The fox", 0, "overlap.title", 2.0 / 6.0);
    check("<title>The fox, fox, hound, hound</title><p>The fox ran", 0, "overlap.title", 2.0 / 4.0);
}

#[test]
fn unit_measures() {
    let unit = "<li><div>Ann, 3 May</div><div>one two three four five</div></li>";
    let page = format!("<ul>{unit}{unit}{unit}</ul>");
    check(&page, 1, "unit.longest", 1.0);
    check(&page, 0, "unit.longest", 0.0);
    check(&page, 0, "unit.to_longest", 3.0 / 5.0);
    check(&page, 1, "unit.of_words", 5.0 / 8.0);
    check(&page, 0, "unit.longest_words", 6_f64.ln());
    check("<p>a", 0, "unit.of_words", 0.0);
}

#[test]
fn the_longest_block_of_a_unit_is_that_whatever_stands_before() {
    let unit = "<li><div>東京</div><div>東京大学の人</div></li>";
    for before in 1..40 {
        let page = format!("<p>{}<ul>{unit}{unit}{unit}</ul>", "京".repeat(before));
        check(&page, 2, "unit.longest", 1.0);
        check(&page, 4, "unit.longest", 1.0);
        check(&page, 6, "unit.longest", 1.0);
    }
}

#[test]
fn all_that_stands_in_a_heading_is_one() {
    check("<h2><div>Comments</div></h2><p>a", 0, "heading.since", 0.0);
    check("<h2><div>Comments</div></h2><p>a", 1, "heading.says_comment", 1.0);
    check("<h2><div>Comments</div></h2><p>a<p>b", 2, "heading.since", 3_f64.ln());
}

#[test]
fn a_heading_that_is_a_link_leads_elsewhere() {
    check("<h2><a href=x>The fox</a></h2><p>a", 1, "heading.linked", 1.0);
    check("<h2><a href=x>The fox</a></h2><p>a", 0, "heading.linked", 0.0);
    check("<h2>The fox</h2><p>a", 1, "heading.linked", 0.0);
}

#[test]
fn names_are_unique_and_families_are_their_prefix() {
    let names: HashSet<&str> = Schema::full().features().iter().map(|f| f.name.as_ref()).collect();
    assert_eq!(names.len(), Schema::full().len());
    assert!(Schema::full().features().iter().all(|f| f.name.contains('.') && !f.about.is_empty()));
}

#[test]
fn a_selected_schema_gives_the_same_numbers() {
    let wanted = [("text.link_density", 4), ("ancestor.nav", 5)];
    let schema = Schema::full().select(wanted).unwrap();
    let document = Document::parse("<nav><a>x</a></nav>");
    let selected = FeatureMatrix::measure(&document, &Blocks::of(&document), &schema);
    assert_eq!(selected.row(0), [1.0, 1.0]);
    assert_eq!(selected.select(&[]).rows(), 1);
    assert!(Schema::full().select([("text.unheard", 1)]).is_err());
    assert!(Schema::full().select([("text.words", 99)]).is_err());
}

proptest! {
    #[test]
    fn every_value_is_finite_and_in_its_range(
        html in "(<(/?(p|div class=\"share post\"|a href=x|b|br|li|ul|table|td|h2|article|nav|section)) ?>|[a-z .,|é漢7\\$]{0,30}){0,40}"
    ) {
        let matrix = matrix(&html);
        for block in 0..matrix.rows() {
            for (feature, value) in Schema::full().features().iter().zip(matrix.row(block)) {
                let (low, high) = feature.kind.range();
                let value = f64::from(*value);
                prop_assert!(value.is_finite() && low <= value && value <= high + 1e-6, "{}: {}", feature.name, value);
            }
        }
    }
}
