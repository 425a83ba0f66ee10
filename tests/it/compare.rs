//! Models and other tools on the same pages, as the command shows them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::{check_fails, root, run};

/// A page whose article and menu are clear, and a label line for it.
fn line(id: &str, gold: &Value) -> String {
    let html = format!(
        "<title>Tides</title><nav><a href=/>Home</a> <a href=/shop>Shop</a></nav><article><p>The tide comes in twice a \
        day on coast {id}, and it comes in fast: the water covers the sands in less than half an hour.</p></article>"
    );
    let mut line =
        json!({ "id": id, "url": format!("https://{id}.example/"), "page_type": "article", "html": html });
    for (key, value) in gold.as_object().unwrap() {
        line[key] = value.clone();
    }
    format!("{line}\n")
}

fn gold(id: &str) -> String {
    format!(
        "The tide comes in twice a day on coast {id}, and it comes in fast: the water covers the sands in less than half \
        an hour."
    )
}

/// Two sets of two pages, labelled by text and by segments, and predictions of three of them, one doubled and one of none.
fn pages(folder: &Path) -> [String; 3] {
    let words = ["a", "b"].map(|id| line(id, &json!({ "text": gold(id) }))).concat();
    let segments = ["c", "d"].map(|id| {
        line(id, &json!({ "must": [format!("coast {id}"), "half an hour."], "must_not": ["Shop", "Home"] }))
    });
    let prediction = |id: &str, text: &str| format!("{}\n", json!({ "id": id, "text": text }));
    // 13 of 26 words: precision 1, recall .5.
    let half: Vec<String> = gold("a").split(' ').take(13).map(str::to_owned).collect();
    let predictions = [
        prediction("b", "Home"),
        prediction("pages/a.html.gz", &half.join(" ")),
        prediction("b", &gold("b")),
        prediction("c", "Home and the coast c"),
        prediction("z", "nothing"),
    ];
    let write = |name: &str, text: String| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name).display().to_string()
    };
    [
        write("words.jsonl", words),
        write("segments.jsonl", segments.concat()),
        write("tool.jsonl", predictions.concat()),
    ]
}

#[test]
fn other_tools_are_scored_like_models_and_what_is_odd_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let [words, segments, tool] = pages(folder.path());
    let json = folder.path().join("compare.json").display().to_string();
    let text = run(&format!("compare default peer={tool} --data {words} {segments} --json {json}"));
    for part in [
        "peer: pages without a prediction, which count as empty: 1, such as d",
        "peer: predictions of none of these pages: 1, such as",
        "tool.jsonl:5",
        "predictions with a later one of the same page, which counts: 1",
        "tool.jsonl:1",
        "all sets",
        "peer is worse than default on 3 pages",
    ] {
        assert!(text.contains(part), "{part:?} is not in {text}");
    }
    assert!(text.lines().skip(4).all(|line| line.chars().count() <= 80), "{text}");

    let report: Value = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
    assert_eq!(report["format"], 1);
    assert_eq!(report["competitors"][1]["missing"], json!([{ "set": "segments", "id": "d" }]));
    let scores = |group: usize| &report["groups"][group]["scores"][1];
    // The mean of 2/3 and 1.
    close(&scores(0)["f1"], (2.0 / 3.0 + 1.0) / 2.0);
    // One of four segments of the content, one of the boilerplate.
    let of_segments =
        report["groups"].as_array().unwrap().iter().position(|row| row["set"] == "segments").unwrap();
    close(&scores(of_segments)["precision"], 0.5);
    close(&scores(of_segments)["recall"], 0.25);
    close(&scores(of_segments)["f1"], 1.0 / 3.0);
    close(&report["overall"]["scores"][1]["f1"], (5.0 / 6.0 + 1.0 / 3.0) / 2.0);
    assert_eq!(report["overall"]["scores"][1]["against_first"]["lost"], 3);
    assert_eq!(report["pages"].as_array().unwrap().len(), 4);
}

#[test]
fn lines_without_a_text_are_no_predictions() {
    let folder = tempfile::tempdir().unwrap();
    let [words, ..] = pages(folder.path());
    let tool = folder.path().join("peer.jsonl").display().to_string();
    let compare = ["compare", "default", &tool, "--data", &words];
    let check = |second: &Value, missing: &str| {
        let first = json!({ "id": "a", "text": gold("a") });
        fs::write(&tool, format!("{first}\n{second}\n")).unwrap();
        let text = run(&compare.join(" "));
        assert_eq!(text.contains("peer: pages without a prediction"), !missing.is_empty(), "{text}");
        assert!(text.contains(missing), "{text}");
    };
    let missing = "peer: pages without a prediction, which count as empty: 1, such as b\n";
    check(&json!({ "id": "b", "content": gold("b") }), missing);
    check(&json!({ "id": "b", "text": null, "status": 200 }), missing);
    check(&json!({ "id": "b", "status": "ok" }), missing);
    check(&json!({ "id": "b", "text": "" }), "");
    for status in ["empty", "skipped", "error"] {
        check(&json!({ "id": "b", "text": null, "status": status }), "");
    }
    fs::write(&tool, "{\"id\": \"a\", \"content\": \"one\"}\n{\"id\": \"b\", \"text\": null}\n").unwrap();
    check_fails(&compare, 1, &["peer.jsonl: no line has a text", "the key `text`"]);
}

#[track_caller]
fn close(found: &Value, expected: f64) {
    assert!((found.as_f64().unwrap() - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn a_single_site_has_no_interval() {
    let folder = tempfile::tempdir().unwrap();
    let [words, _, tool] = pages(folder.path());
    let first = fs::read_to_string(&words).unwrap();
    fs::write(&words, first.lines().next().unwrap()).unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (json, html) = (path("compare.json"), path("compare.html"));
    let text = run(&format!("compare default peer={tool} --data {words} --json {json} --html {html}"));
    assert!(text.contains("  –  1.000    0     1      1.000\n") && !text.contains(" to "), "{text}");
    let report: Value = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
    for score in report["groups"][0]["scores"].as_array().unwrap() {
        assert!(score["interval"].is_null() && score["against_first"]["interval"].is_null(), "{score}");
    }
    assert!(!fs::read_to_string(html).unwrap().contains(" to "));
}

#[test]
fn what_extract_writes_scores_as_the_model_itself() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts.jsonl").display().to_string();
    run(&format!("extract data/pages --output {texts}"));
    let json = folder.path().join("compare.json").display().to_string();
    let text = run(&format!("compare default same={texts} --data data/pages.jsonl --json {json}"));
    assert!(
        text.contains("same is better than default on 0 pages\nsame is worse than default on 0 pages"),
        "{text}"
    );
}

#[test]
fn gates_hold_groups_and_a_failing_one_is_told_by_the_status() {
    let folder = tempfile::tempdir().unwrap();
    let [words, segments, tool] = pages(folder.path());
    let compare = |gates: &[&str]| -> Vec<String> {
        let mut arguments =
            ["compare", &tool, "default", "--data", &words, &segments].map(str::to_owned).to_vec();
        arguments.extend(gates.iter().flat_map(|gate| ["--gate".to_owned(), (*gate).to_owned()]));
        arguments
    };
    let text =
        run(&compare(&["f1>=0", "words/page_type=article:recall>=0.2", "segments:precision>=0.4"]).join(" "));
    assert_eq!(text.matches(", passed").count(), 3, "{text}");
    let check = |gates: &[&str], status: i32, expected: &str| {
        let arguments = compare(gates);
        check_fails(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), status, &[expected]);
    };
    check(&["f1>=0", "words:f1>=0.9"], 1, "");
    check(&["nosuch:f1>=0"], 1, "words/page_type=article");
    check(&["f2>1"], 2, "is no gate");
    check_fails(
        &["compare", "default", "--data", &words, "--gate", "f1>=0"],
        1,
        &["needs a second competitor"],
    );
}

#[test]
fn models_are_compared_by_families_and_weights() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (ours, html) = (path("ours.json"), path("compare.html"));
    run(&format!("train data/pages.jsonl -o {ours} --folds 3 --lambda 0.01 --one-stage --without keyword"));
    let texts = path("texts.jsonl");
    run(&format!("extract data/pages --output {texts} --favor strict"));
    let text = run(&format!(
        "compare default ours={ours} strict={texts} --data data/pages.jsonl --html {html} --top 3"
    ));
    let lost = |line: &str| line.starts_with("  keyword: ") && line.contains(" columns, then 0");
    assert!(text.starts_with("ours: trained on these very pages, so its F1 is too high: pages\n"), "{text}");
    assert!(text.contains("weights of ours against default") && text.lines().any(lost), "{text}");
    let html = fs::read_to_string(html).unwrap();
    crate::report::check_self_contained(&html);
    for part in [
        "<th class=\"number\" scope=\"col\">strict</th>",
        "the text of strict",
        "ours is better than default",
    ] {
        assert!(html.contains(part), "{part} is not in the page");
    }
    let anchors: Vec<&str> =
        html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(anchors.len() >= 6);
    assert!(anchors.iter().all(|anchor| html.contains(&format!("id=\"{anchor}\""))));
}

#[test]
fn competitors_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.jsonl");
    fs::write(&broken, "{\"id\": \"a\", \"text\": \"\"}\n{\"id\": \"b\"\n").unwrap();
    let data = root("data/mission.jsonl").display().to_string();
    let check = |competitors: &[&str], expected: &[&str]| {
        let arguments = [&["compare"], competitors, &["--data", &data]].concat();
        check_fails(&arguments, 1, expected);
    };
    check(&["default", &broken.display().to_string()], &["broken.jsonl:2", "id and text"]);
    check(&["default", "nosuch.json"], &["nosuch.json: cannot be read"]);
    check(&["default", "data/README.md"], &["data/README.md", "neither a model nor predictions"]);
    check(&["a=default", "a=default"], &["two competitors are named `a`"]);
    // Files are taken together where both are given the name, and not where one happens to have it.
    let write = |name: &str| {
        let path = folder.path().join(name);
        fs::write(&path, "{\"id\": \"a\", \"text\": \"\"}\n").unwrap();
        path.display().to_string()
    };
    let (one, x) = (write("one.jsonl"), write("x.jsonl"));
    check(&["default", &format!("x={one}"), &x], &["two competitors are named `x`"]);
    run(&format!("compare default x={one} x={x} --data {data}"));
}
