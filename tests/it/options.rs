//! Options that change what counts as content.

use crate::{check_fails, run};

/// A short article with readers' comments under it.
const PAGE: &str = "data/pages/article-en-mission-semantic.html";

fn lines(options: &str) -> Vec<String> {
    let text = run(&format!("extract {PAGE} {options}"));
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Asserts whether the text has a line that contains `part`.
#[track_caller]
fn check(options: &str, part: &str, expected: bool) {
    let lines = lines(options);
    assert_eq!(lines.iter().any(|line| line.contains(part)), expected, "{options}: {lines:#?}");
}

#[test]
fn the_title_is_kept_or_dropped_as_asked() {
    let title = "Court Clears River Volunteers";
    check("--title on", title, true);
    check("--title off", title, false);
    assert!(lines("--title on").len() > lines("--title off").len());
}

#[test]
fn records_say_which_options_were_set() {
    let record = |options: &str| -> serde_json::Value {
        serde_json::from_str(&run(&format!("extract {PAGE} --format jsonl {options}"))).unwrap()
    };
    assert_eq!(record("")["options"], serde_json::Value::Null);
    assert_eq!(record("--title on --comments off")["options"]["title"], "on");
    assert!((0.0..=1.0).contains(&record("")["confidence"].as_f64().unwrap()));
}

#[test]
fn records_say_whether_a_page_has_content() {
    let presence = |page: &str| {
        let line = run(&format!("extract {page} --format jsonl"));
        serde_json::from_str::<serde_json::Value>(&line).unwrap()["presence"].as_f64().unwrap()
    };
    assert!(presence(PAGE) > 0.9);
    assert!(presence("data/walls/none-en-login-17.html") < 0.1);
}

#[test]
fn what_only_records_hold_makes_a_record_of_one_page() {
    for option in ["--metadata", "--text-format markdown"] {
        assert!(run(&format!("extract {PAGE} {option}")).starts_with("{\"id\":"), "{option}");
    }
    let arguments = ["extract", PAGE, "--metadata", "--format", "text"];
    check_fails(&arguments, 2, &["--metadata and --text-format say what records hold"]);
}

#[test]
fn a_page_is_written_as_its_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for (ending, format) in [("md", "markdown"), ("html", "html"), ("txt", "text")] {
        let path = folder.path().join("page").with_extension(ending);
        run(&format!("extract {PAGE} -o {}", path.display()));
        let expected = run(&format!("extract {PAGE} --format {format}"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
        // Several pages are records, and the name has to say so.
        let name = path.to_str().unwrap();
        check_fails(&["extract", PAGE, PAGE, "-o", name], 2, &["write records", ".jsonl"]);
        run(&format!("extract {PAGE} {PAGE} --format jsonl -o {name}"));
        assert_eq!(std::fs::read_to_string(&path).unwrap().matches("{\"id\":").count(), 2);
    }
}

#[test]
fn favoring_recall_keeps_no_less() {
    let counts: Vec<usize> = ["strict", "precision", "balanced", "recall", "generous"]
        .iter()
        .map(|favor| run(&format!("extract {PAGE} --favor {favor}")).len())
        .collect();
    assert!(counts.is_sorted(), "{counts:?}");
    check_fails(&["extract", PAGE, "--favor", "chance"], 2, &["possible values"]);
}
