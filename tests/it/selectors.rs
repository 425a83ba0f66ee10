//! Selectors that a person writes: to label pages, and to check labels.

use std::fs;

use serde_json::{Value, json};

use crate::{check_fails, run, unboil};

/// A folder with a page of one site, and rules for it.
fn folder(rules: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("pages/site.example");
    fs::create_dir_all(&site).unwrap();
    let page =
        "<nav>Menu of all</nav><main><p>One two three.</p><p class=ad>Buy now.</p><p>Four five.</p></main>";
    fs::write(site.join("a.html"), page).unwrap();
    fs::write(folder.path().join("rules.jsonl"), rules).unwrap();
    folder
}

#[test]
fn pages_are_labelled_by_selectors() {
    let folder = folder(r#"{"site": "site.example", "content": "main p", "drop": ".ad", "lang": "en"}"#);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let output = path("set.jsonl");
    run(&format!("import selectors {} {} -o {output}", path("rules.jsonl"), path("pages")));
    let row: Value = serde_json::from_str(&fs::read_to_string(&output).unwrap()).unwrap();
    let labels: Vec<&str> =
        row["blocks"].as_array().unwrap().iter().map(|block| block["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["boilerplate", "content", "boilerplate", "content"]);
    assert_eq!(row["html"], "pages/site.example/a.html");
    let check = |options: &[&str], expected: &str| {
        let output = unboil().args(["check", &output]).args(options).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.lines().any(|line| line.split_whitespace().eq(["mean", expected])), "{text}");
    };
    check(&["--select", "main p", "--drop", ".ad"], "1.000");
    check(&["--select", "nav"], "0.000");
}

#[test]
fn pages_outside_the_folder_of_the_label_file_have_absolute_paths() {
    let folder = folder(r#"{"site": "site.example", "content": "main p"}"#);
    let elsewhere = tempfile::tempdir().unwrap();
    let output = elsewhere.path().join("set.jsonl");
    let path = |name: &str| folder.path().join(name);
    run(&format!(
        "import selectors {} {} -o {}",
        path("rules.jsonl").display(),
        path("pages").display(),
        output.display()
    ));
    let row: Value = serde_json::from_str(&fs::read_to_string(&output).unwrap()).unwrap();
    let page = fs::canonicalize(path("pages/site.example/a.html")).unwrap();
    assert_eq!(row["html"], page.to_str().unwrap());
}

#[test]
fn pages_have_addresses_of_their_own() {
    let folder = folder(r#"{"site": "site.example", "content": "main p"}"#);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let page = |head: &str| format!("{head}<main><p>One two three.</p></main>");
    let named = page("<link rel='canonical alternate' href=https://www.site.example/b>");
    fs::write(path("pages/site.example/b.html"), named).unwrap();
    fs::write(path("pages/site.example/c.html"), page("<link rel=canonical href=/c>")).unwrap();
    let output = path("set.jsonl");
    run(&format!("import selectors {} {} -o {output}", path("rules.jsonl"), path("pages")));
    let lines = fs::read_to_string(&output).unwrap();
    let rows = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let urls: Vec<String> = rows.map(|row| row["url"].as_str().unwrap().to_owned()).collect();
    let expected = [
        "https://site.example/site.example/a.html",
        "https://www.site.example/b",
        "https://site.example/site.example/c.html",
    ];
    assert_eq!(urls, expected);
}

#[test]
fn what_is_no_page_is_left_out_by_name() {
    let folder = folder(r#"{"site": "site.example", "content": "main p"}"#);
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("pages/site.example/0.html"), b"\x89PNG").unwrap();
    let (rules, pages, output) = (path("rules.jsonl"), path("pages"), path("set.jsonl"));
    let done = unboil().args(["import", "selectors", &rules, &pages, "-o", &output]).output().unwrap();
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.success(), "{told}");
    assert!(told.contains("0.html: left out: not a web page but a PNG image"), "{told}");
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 1);
}

#[test]
fn pages_that_selectors_cannot_read_are_left_out_by_name() {
    let folder = folder(r#"{"site": "site.example", "content": "p"}"#);
    let path = |name: &str| folder.path().join(name).display().to_string();
    // More formatting elements are open than are carried into the next block.
    let open: String = (0..100).map(|number| format!("<b id={number}>")).collect();
    let deep = format!("<p>{open}<p>One two three.");
    fs::write(path("pages/site.example/0.html"), &deep).unwrap();
    let (rules, pages, output) = (path("rules.jsonl"), path("pages"), path("set.jsonl"));
    let done = unboil().args(["import", "selectors", &rules, &pages, "-o", &output]).output().unwrap();
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(
        done.status.success() && told.contains("0.html: left out: the page is nested too deeply"),
        "{told}"
    );
    let mut set = fs::read_to_string(&output).unwrap();
    assert_eq!(set.lines().count(), 1);
    set += &json!({ "id": "0", "url": "https://site.example/", "html": deep, "text": "One two three." })
        .to_string();
    fs::write(&output, set).unwrap();
    let done = unboil().args(["check", &output, "--select", "p"]).output().unwrap();
    let (told, table) = (String::from_utf8(done.stderr).unwrap(), String::from_utf8(done.stdout).unwrap());
    assert!(done.status.success() && told.contains("set.jsonl:2: left out: the page is nested"), "{told}");
    assert!(table.lines().any(|line| line.split_whitespace().eq(["mean", "1.000"])), "{table}");
}

#[cfg(unix)]
#[test]
fn paths_that_a_label_file_cannot_hold_are_named() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(r#"{"site": "site.example", "content": "main p"}"#);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let page = folder.path().join("pages/site.example").join(std::ffi::OsStr::from_bytes(b"b\xff.html"));
    fs::copy(path("pages/site.example/a.html"), page).unwrap();
    let (rules, pages, output) = (path("rules.jsonl"), path("pages"), path("set.jsonl"));
    check_fails(&["import", "selectors", &rules, &pages, "-o", &output], 1, &["b\u{fffd}.html", "no UTF-8"]);
    assert!(!std::path::Path::new(&output).exists());
}

#[test]
fn rules_that_cannot_be_are_refused() {
    let check = |rules: &str, expected: &[&str]| {
        let folder = folder(rules);
        let path = |name: &str| folder.path().join(name).display().to_string();
        let (rules, pages, output) = (path("rules.jsonl"), path("pages"), path("set.jsonl"));
        check_fails(&["import", "selectors", &rules, &pages, "-o", &output], 1, expected);
        assert!(!std::path::Path::new(&output).exists());
    };
    check(r#"{"site": "site.example", "content": "main p["}"#, &["rules.jsonl:1", "no CSS selector"]);
    check(r#"{"site": "site.example", "content": "p::letter"}"#, &["rules.jsonl:1", "not supported"]);
    check(r#"{"site": "site.example"}"#, &["rules.jsonl:1", "needs site and content"]);
    check(
        r#"{"site": "other.example", "content": "p"}"#,
        &["no rule for the site", "no page could be labelled"],
    );
    check(r#"{"site": "site.example", "content": "h1"}"#, &["finds no text"]);
}
