//! Pages made for people: whole, self-contained, and safe to show.

use std::fs;
use std::path::Path;

use serde_json::json;
use unboil::Model;

use crate::{root, run};

/// The elements that pages are made of: none of them runs or fetches anything.
const ELEMENTS: &str = " !DOCTYPE a b body br caption circle code del desc details div figcaption figure footer g h1 h2 h3 head \
    html ins li line link meta p polyline rect section small span style summary svg table tbody td text th thead title tr \
    ul ";

/// Asserts that a page fetches and runs nothing: every `<` begins a harmless element, and every link stays in the page.
#[track_caller]
pub(crate) fn check_self_contained(html: &str) {
    for rest in html.split('<').skip(1) {
        let name = rest.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        assert!(ELEMENTS.contains(&format!(" {name} ")), "the page has an element {name:?}");
    }
    for rest in html.split("href=\"").skip(1) {
        assert!(rest.starts_with('#') || rest.starts_with("data:,"), "the page asks for {rest:.40}");
    }
    let style = html.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
    assert!(!style.contains("@import") && !style.contains("url("), "the style sheet asks for something");
    assert!(html.contains("Content-Security-Policy") && html.trim_end().ends_with("</html>"));
}

fn report(folder: &Path, arguments: &str) -> String {
    let path = folder.join("report.html");
    run(&format!("report {arguments} -o {}", path.display()));
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_report_shows_scores_plots_weights_and_pages() {
    let folder = tempfile::tempdir().unwrap();
    let html = report(folder.path(), "default data/pages.jsonl data/mission.jsonl --top 4");
    check_self_contained(&html);
    for part in [
        "<title>The model default</title>",
        "On the pages given",
        ">forum</th>",
        "Precision by recall",
        "Reliability",
        "Scores",
        "Out of fold",
        "With the whole set, and its sites, left out of training",
        "linked words ÷ words",
        "the page around it: ",
    ] {
        assert!(html.contains(part), "{part} is not in the page");
    }
    assert!(html.contains("<title>Learning curve</title>") && !html.contains("flatters"));
    let plots = html.matches("<svg viewBox=\"0 0 340 230\"").count();
    assert_eq!(plots, 4);
    assert_eq!(html.matches("role=\"img\"").count(), plots);
    assert!(html.matches("<details").count() >= 4);
}

#[test]
fn pages_that_were_trained_on_are_said_to_flatter() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("ours.json");
    run(&format!("train data/pages.jsonl -o {} --folds 3 --lambda 0.01 --one-stage", model.display()));
    let html = report(folder.path(), &format!("{} data/pages.jsonl", model.display()));
    assert!(html.contains("trained on these very pages of <b>pages</b>") && html.contains("out of fold"));
    let other = folder.path().join("pages.jsonl");
    let first = fs::read_to_string(root("data/mission.jsonl")).unwrap();
    let inline = |line: &str| {
        let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["html"] = fs::read_to_string(root("data").join(line["html"].as_str().unwrap())).unwrap().into();
        format!("{line}\n")
    };
    fs::write(&other, first.lines().map(inline).collect::<String>()).unwrap();
    let html = report(folder.path(), &format!("{} {}", model.display(), other.display()));
    assert!(html.contains("a set named <b>pages</b>: these pages may be among those"));
}

#[test]
fn a_model_without_a_learning_curve_has_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut body = Model::builtin().body().clone();
    // One point, as earlier versions kept where the sites were too few, is no curve.
    body.manifest.curve.truncate(1);
    let model = folder.path().join("curve.json");
    fs::write(&model, Model::new(body).unwrap().to_bytes()).unwrap();
    let html = report(folder.path(), &format!("{} data/mission.jsonl", model.display()));
    assert!(!html.contains("Learning curve"));
}

#[test]
fn pages_cannot_slip_markup_into_what_is_made_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
    let shown = "&lt;script&gt;alert(1)";
    let html = format!(
        "<title>{attack}</title><p>{}</p><p>Words enough to be a paragraph of the article, and then some more.</p>",
        attack.replace('&', "&amp;").replace('<', "&lt;")
    );
    let line = json!({ "id": format!("id {attack}"), "url": format!("https://a.example/{attack}"), "lang": attack,
        "page_type": attack, "html": html, "text": attack });
    let data = folder.path().join("hostile.jsonl");
    fs::write(&data, format!("{line}\n")).unwrap();
    let texts = folder.path().join("texts.jsonl");
    fs::write(
        &texts,
        format!("{}\n", json!({ "id": format!("id {attack}"), "text": format!("{attack} other") })),
    )
    .unwrap();
    let (data, texts) = (data.display(), texts.display());
    let page = folder.path().join("page.html");
    for command in [
        format!("report default {data} -o {}", page.display()),
        format!("errors default {data} --html {}", page.display()),
        format!("compare default <b>={texts} --data {data} --html {}", page.display()),
    ] {
        run(&command);
        let html = fs::read_to_string(&page).unwrap();
        assert!(html.contains(shown), "{command}");
        check_self_contained(&html);
    }
}
