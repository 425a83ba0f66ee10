//! Label files with something wrong: refused or reported by file and line, with a reason, never taken as they are.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::{run, unboil};

const PAGE: &str = "<nav><a href=/>Home and all sections</a></nav><h1>Tides</h1>\
    <p>The tide comes in twice a day on this coast.</p><p>Walkers ask for the hour before they set out.</p>";
const GOLD: &str =
    "Tides The tide comes in twice a day on this coast. Walkers ask for the hour before they set out.";

fn line(id: &str, html: &str, keys: &Value) -> String {
    let mut line = json!({ "id": id, "html": html, "url": format!("https://{id}.example/") });
    for (key, value) in keys.as_object().unwrap() {
        line[key] = value.clone();
    }
    format!("{line}\n")
}

fn good(id: &str) -> String {
    line(id, "a.html", &json!({ "text": GOLD }))
}

/// A folder with one page and a label file.
fn folder(labels: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), PAGE).unwrap();
    fs::write(folder.path().join("empty.html"), "").unwrap();
    fs::write(folder.path().join("set.jsonl"), labels).unwrap();
    folder
}

fn check_strictly(path: &Path) -> (Option<i32>, String) {
    let output = unboil().args(["check", "--strict"]).arg(path).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn mistakes_are_reported_by_line() {
    let check = |labels: &[u8], expected: &[&str]| {
        let folder = folder(labels);
        let (status, text) = check_strictly(&folder.path().join("set.jsonl"));
        assert_eq!(status, Some(1), "{text}");
        for part in expected {
            assert!(text.contains(part), "{part:?} is not in {text}");
        }
        assert!(!text.contains("panicked") && !text.contains('\x1b'), "{text}");
    };
    let second = |line: &str| format!("{}{line}", good("a")).into_bytes();
    let keyed = |keys: &Value| second(&line("b", "a.html", keys));
    check(b"", &["set.jsonl", "no labelled page"]);
    check(b"[1, 2]\n", &["set.jsonl:1:", "the line is a list; a line is one JSON object"]);
    check(b"{\"id\":1e30}\n", &["set.jsonl:1:", "write it as a text"]);
    check(&second("{\"id\": \n"), &["set.jsonl:2:", "[unreadable]", "1 site cannot be split", "2 findings"]);
    check(&second(&good("a")), &["set.jsonl:2:", "the id `a`"]);
    check(&second(&good("\u{1b}[2J\0")), &["set.jsonl:2:", "control characters"]);
    check(&[good("a").as_bytes(), b"{\"id\":\"\xff\"}"].concat(), &["set.jsonl:2:", "no UTF-8"]);
    check(
        &second(&line("b", "nope.html", &json!({ "text": GOLD }))),
        &["set.jsonl:2:", "nope.html", "no such file"],
    );
    check(&second(&line("b", "../../etc/passwd", &json!({ "text": GOLD }))), &["set.jsonl:2:", "passwd"]);
    check(
        &second(&line("b", "/etc/passwd", &json!({ "text": GOLD }))),
        &["set.jsonl:2:", "[outside_folder]"],
    );
    check(&second(&line("b", "empty.html", &json!({ "text": GOLD }))), &["set.jsonl:2:", "[no_text]"]);
    check(&keyed(&json!({})), &["set.jsonl:2:", "no labels"]);
    check(&keyed(&json!({ "labels": [1, 0] })), &["set.jsonl:2:", "no labels"]);
    check(&keyed(&json!({ "text": GOLD, "must": ["tide"] })), &["set.jsonl:2:", "several kinds"]);
    check(&keyed(&json!({ "text": GOLD, "page_type": "\u{1b}[2J" })), &["\\u{1b}[2J 1"]);
    check(&keyed(&json!({ "text": 5 })), &["set.jsonl:2:", "invalid type"]);
    check(&keyed(&json!({ "text": "" })), &["set.jsonl:2:", "[empty_gold]"]);
    check(
        &keyed(&json!({ "text": "Tax law is another matter" })),
        &["set.jsonl:2:", "0 % of the gold", "“tax law"],
    );
    check(&keyed(&json!({ "text": GOLD })), &["set.jsonl:2:", "100 % of the text", "set.jsonl:1"]);
    check(&keyed(&json!({ "must": ["nowhere to be found"] })), &["set.jsonl:2:", "“nowhere to be found”"]);
    let range = |start: usize, end: usize, label: &str| {
        keyed(&json!({ "blocks": [{ "start": start, "end": end, "label": label }] }))
    };
    check(&range(5000, 9000, "content"), &["set.jsonl:2:", "[gold_not_found]"]);
    check(&range(40, 20, "content"), &["set.jsonl:2:", "[gold_not_found]"]);
    check(&range(0, 5000, "content"), &["set.jsonl:2:", "0–5000 ends behind the page", "[past_end]"]);
    check(
        &keyed(&json!({ "blocks": [{ "start": -5, "end": 20, "label": "content" }] })),
        &["set.jsonl:2:", "integer `-5`, expected a whole number of bytes"],
    );
    check(&range(0, 20, "maybe"), &["set.jsonl:2:", "unknown variant"]);
    let not_a_number = "{\"id\":\"b\",\"html\":\"a.html\",\"blocks\":[{\"start\":NaN}]}";
    check(&second(not_a_number), &["set.jsonl:2:", "[unreadable]"]);
    let all_content = format!("Home and all sections {GOLD}");
    check(
        line("a", "a.html", &json!({ "text": all_content })).as_bytes(),
        &["set.jsonl:1:", "is main content"],
    );
}

#[test]
fn all_is_reported_and_only_what_stops_training_fails_without_strict() {
    let lines = [&good("a"), "{\n", "\n", "{}\n", &line("b", "a.html", &json!({ "text": "" }))].concat();
    let folder = folder(lines.as_bytes());
    let path = folder.path().join("set.jsonl");
    let output = unboil().arg("check").arg(&path).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(3), "{text}");
    for line in ["set.jsonl:2:", "set.jsonl:4:", "set.jsonl:5:"] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let other = |id: &str| {
        let text = format!("Quite another text, on the ships of {id}.");
        line(id, &format!("<p>{text}<p>Footer of {id}"), &json!({ "text": text }))
    };
    let check = |lines: &str, status: i32, expected: &str| {
        fs::write(&path, lines).unwrap();
        let output = unboil().arg("check").arg(&path).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(status), "{text}");
        assert!(text.contains(expected), "{text}");
    };
    let sites = ["b", "c", "d", "e", "f"].map(other);
    let lost = line("g", "a.html", &json!({ "must": ["two times a day"] }));
    check(&(sites.concat() + &lost), 0, "[gold_not_found]");
    check(&(sites[1..].concat() + &lost), 3, "training stops here: 4 sites cannot be split into 5 folds");
    let empty = ["b", "c", "d", "e", "f"].map(|id| line(id, "a.html", &json!({ "text": "" })));
    check(&empty.concat(), 3, "training stops here: every labelled block is boilerplate");
}

#[test]
fn pages_without_an_address_are_told() {
    let lines = good("a") + &good("b").replace("https://b.example/", "/blog/3");
    let folder = folder(lines.as_bytes());
    let set = folder.path().join("set.jsonl").display().to_string();
    let told = "1 page has no address, so each counts as a site of its own";
    let checked = unboil().args(["check", &set]).output().unwrap().stdout;
    assert!(String::from_utf8(checked).unwrap().contains(&format!("set.jsonl:2: {told}")));
    let model = folder.path().join("model.json").display().to_string();
    let train = ["train", &set, "-o", &model, "--folds", "2", "--lambda", "0.1", "--one-stage"];
    let output = unboil().args(train).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && error.contains(told), "{error}");
}

#[test]
fn files_are_held_to_be_splits() {
    let folder = folder(b"");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("train.jsonl"), good("a")).unwrap();
    fs::write(path("test.jsonl"), good("a")).unwrap();
    let json = path("findings.json");
    let output =
        unboil().args(["check", &path("train.jsonl"), &path("test.jsonl"), "--json", &json]).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    assert!(text.contains("labelled blocks") && text.contains("languages: not given 1"), "{text}");
    let report: Value = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let kinds: Vec<&str> = findings.iter().map(|finding| finding["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["few_sites", "near_duplicate", "same_address", "same_id", "same_site"]);
    let of_test = &findings[1..];
    assert!(of_test.iter().all(|finding| finding["file"] == path("test.jsonl") && finding["line"] == 1));
}

#[test]
fn a_mark_at_the_start_and_other_line_ends_are_no_mistakes() {
    let other = |id: &str| {
        let text = format!("Quite another text, on the ships of {id}.");
        line(id, &format!("<p>{text}<p>Footer"), &json!({ "text": text })).replace('\n', "\r\n")
    };
    let others = ["b", "c", "d", "e"].map(other).concat();
    let lines = format!("\u{feff}{}\r\n\r\n{others}", good("a").trim_end());
    let folder = folder(lines.as_bytes());
    let (status, text) = check_strictly(&folder.path().join("set.jsonl"));
    assert_eq!(status, Some(0), "{text}");
    assert!(text.ends_with("nothing found\n"), "{text}");
}

#[test]
fn our_own_pages_have_no_mistakes() {
    run(
        "check data/pages.jsonl data/mission.jsonl data/appeals.jsonl data/kinds.jsonl data/walls.jsonl data/unseen.jsonl data/notices.jsonl --strict",
    );
}
