use unboil_features::Schema;

use super::*;
use crate::LabelledPage;

/// The findings on pages given as (file, keys of the label line, HTML), one a line over all files; a page without a key
/// `url` is of a site of its own.
fn findings(pages: &[(&str, &str, &str)]) -> Vec<Finding> {
    let checked: Vec<Checked> = pages
        .iter()
        .enumerate()
        .map(|(index, (file, keys, html))| {
            let url = if keys.contains("\"url\"") {
                String::new()
            } else {
                format!(",\"url\":\"{index}.example/\"")
            };
            let line = format!("{{\"id\":\"{index}\",\"html\":\"<\",{keys}{url}}}");
            let page = LabelledPage::parse(&line, file, index + 1).unwrap();
            let example = Example::new(page, file, html.as_bytes(), &Schema::full().filter(|_| false));
            Checked { place: Place { file: (*file).to_owned(), line: index + 1 }, example }
        })
        .collect();
    check_pages(&checked)
}

/// Checks which kinds of findings there are on which lines, but for those of few sites, and gives them.
fn check(pages: &[(&str, &str, &str)], expected: &[(&str, usize)]) -> Vec<Finding> {
    let mut findings = findings(pages);
    findings.retain(|finding| finding.mistake.kind() != "few_sites");
    let found: Vec<(&str, usize)> = findings.iter().map(|f| (f.mistake.kind(), f.place.line)).collect();
    assert_eq!(found, expected, "{findings:#?}");
    findings
}

const PAGE: &str = "<nav>Home and more</nav><p>One two three four five six.<p>Seven eight nine ten.";

#[test]
fn pages_are_checked_by_themselves() {
    let good = r#""url":"http://a.example/1","text":"One two three four five six. Seven eight nine ten.""#;
    check(&[("a", good, PAGE)], &[]);
    check(&[("a", r#""text":"Quite other words" "#, PAGE)], &[("gold_not_found", 1), ("one_class", 1)]);
    check(&[("a", r#""text":" " "#, PAGE)], &[("empty_gold", 1), ("one_class", 1)]);
    check(&[("a", r#""text":"","page_type":"none" "#, PAGE)], &[("one_class", 1)]);
    check(&[("a", r#""text":"Words""#, "<img>")], &[("no_text", 1)]);
    check(&[("a", r#""text":"","page_type":"none","url":"//a.example""#, "<img>")], &[]);
    check(
        &[("a", r#""must":["four five six","no such segment"]"#, PAGE)],
        &[("gold_not_found", 1), ("one_class", 1)],
    );
    check(&[("a", r#""must":["Home"]"#, "<p>Home<p>Home")], &[("unlabelled", 1)]);
    check(&[("a", r#""blocks":[]"#, PAGE)], &[("unlabelled", 1)]);
    check(&[("a", r#""must":[],"must_not":[]"#, PAGE)], &[("unlabelled", 1)]);
    check(&[("a", r#""text":"One two three","page_type":"none""#, PAGE)], &[("content_of_none", 1)]);
    let two_labels =
        r#""blocks":[{"start":0,"end":60,"label":"content"},{"start":50,"end":79,"label":"boilerplate"}]"#;
    check(&[("a", two_labels, PAGE)], &[("two_labels", 1)]);
    let beside =
        r#""blocks":[{"start":0,"end":24,"label":"boilerplate"},{"start":24,"end":79,"label":"content"}]"#;
    check(&[("a", beside, PAGE)], &[]);
    check(
        &[("a", r#""blocks":[{"start":0,"end":99,"label":"content"}]"#, PAGE)],
        &[("one_class", 1), ("past_end", 1)],
    );
    check(
        &[("a", r#""blocks":[{"start":900,"end":999,"label":"content"}]"#, PAGE)],
        &[("gold_not_found", 1)],
    );
}

#[test]
fn pages_without_an_address_and_too_few_sites_are_told() {
    let keys = |url: &str, word: usize| format!(r#""url":{url},"must":["Text of word{word}"]"#);
    let check_keys = |keys: &[String], expected: &[&str]| {
        let html: Vec<String> = (0..keys.len()).map(|at| format!("<p>Text of word{at}<p>Rest")).collect();
        let pages: Vec<(&str, &str, &str)> =
            (0..keys.len()).map(|at| ("a", keys[at].as_str(), html[at].as_str())).collect();
        let mut findings = findings(&pages);
        findings.retain(|finding| ["no_address", "few_sites"].contains(&finding.mistake.kind()));
        let found: Vec<String> = findings.iter().map(Finding::to_string).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found} is not {expected}");
        }
    };
    let check = |urls: &[&str], expected: &[&str]| {
        let keys: Vec<String> = urls.iter().enumerate().map(|(at, url)| keys(url, at)).collect();
        check_keys(&keys, expected);
    };
    let sites = ["\"a.example\"", "\"b.example\"", "\"c.example\"", "\"d.example\"", "\"e.example\""];
    check(&sites, &[]);
    check(&sites[..4], &["a:1: training stops here: 4 sites cannot be split into 5 folds"]);
    check(
        &sites[..1],
        &["a:1: training stops here: 1 site cannot be split into 5 folds; add pages of other sites"],
    );
    check(
        &[sites[0], sites[1], sites[2], "null", "\"/a/5\""],
        &["a:4: 2 pages have no address, so each counts"],
    );
    check(&[sites[0], sites[1], sites[2], sites[3], "\"\""], &["a:5: 1 page has no address, so each counts"]);
    check(&[], &[]);
    // What nothing is learned from is no site to train on.
    let lost = |url: &&str| format!(r#""url":{url},"text":"Quite other words than these""#);
    let unlabelled = |url: &&str| format!(r#""url":{url},"blocks":[]"#);
    let learned = (0..3).map(|at| keys(sites[at], at));
    let few = "a:1: training stops here: 3 sites cannot be split into 5 folds";
    check_keys(&learned.clone().chain(sites[3..].iter().map(lost)).collect::<Vec<_>>(), &[few]);
    check_keys(&learned.chain(sites[3..].iter().map(unlabelled)).collect::<Vec<_>>(), &[few]);
}

#[test]
fn messages_say_what_is_missing() {
    let findings = check(
        &[("a", r#""text":"One two three four five six. Gone with the wind.""#, PAGE)],
        &[("gold_not_found", 1)],
    );
    let message = findings[0].to_string();
    assert!(
        message.starts_with("a:1: 60 % of the gold") && message.contains("“gone with the wind” is not there"),
        "{message}"
    );
}

#[test]
fn splits_share_nothing() {
    let check = |files: [&str; 4], expected: &[(&str, usize)]| {
        let urls = ["www.a.example/1", "b.example/1", "x.a.example/2", "b.example/1"];
        let keys = urls.map(|url| format!(r#""url":"http://{url}","must":["the {url} page"]"#));
        let html = [0, 1, 2, 3].map(|index| format!("<p>This is the {} page<p>{}", urls[index], index * 7));
        let page = |index: usize| (files[index], keys[index].as_str(), html[index].as_str());
        let found = findings(&[0, 1, 2, 3].map(page));
        let same = found.iter().filter(|found| found.mistake.kind().starts_with("same"));
        assert_eq!(same.map(|f| (f.mistake.kind(), f.place.line)).collect::<Vec<_>>(), expected);
    };
    check(["train"; 4], &[("same_address", 4)]);
    check(["train", "train", "test", "test"], &[("same_site", 3), ("same_address", 4), ("same_site", 4)]);
}

#[test]
fn near_duplicates_are_found_and_pages_of_one_template_are_not() {
    let article = |words: std::ops::Range<usize>| -> String {
        words.map(|word| format!("word{} ", word * word % 997)).collect()
    };
    let page =
        |text: &str| format!("<nav>Home News Sport Contact us</nav><p>{text}</p><footer>All rights reserved");
    let texts = [article(0..300), article(300..600), article(0..290) + "and a new ending"];
    let html: Vec<String> = texts.iter().map(|text| page(text)).collect();
    let keys: Vec<String> = texts.iter().map(|text| format!(r#""text":"{text}""#)).collect();
    let pages: Vec<(&str, &str, &str)> =
        (0..3).map(|page| ("a", keys[page].as_str(), html[page].as_str())).collect();
    let findings = check(&pages, &[("near_duplicate", 3)]);
    assert!(
        matches!(&findings[0].mistake, Mistake::NearDuplicate { other, across: false, .. } if other.line == 1)
    );
}

#[test]
fn contradictions_are_of_one_site_and_type() {
    const NOTICE: &str = "Sign up for the letter of our house";
    let html = |article: &str| format!("<p>{article} and so on until the end<p>{NOTICE}<p>Footer");
    let (a, b, c) =
        (html("First text of the site"), html("Second thing"), html("Third, of quite other words"));
    let gold = |article: &str, notice: &str, site: &str| {
        format!(
            r#""url":"http://{site}/{}","text":"{article} and so on until the end {notice}""#,
            article.len()
        )
    };
    let first = gold("First text of the site", NOTICE, "a.example");
    let second = gold("Second thing", "", "a.example");
    let third = gold("Third, of quite other words", "", "b.example");
    check(&[("a", &first, &a), ("a", &second, &b), ("a", &third, &c)], &[("contradiction", 1)]);
    let typed = format!(r#"{second},"page_type":"listing""#);
    check(&[("a", &first, &a), ("a", &typed, &b)], &[]);
}
