//! What commands print, and how they refuse.

use std::fs;

use serde_json::Value;

use crate::{check_fails, root, run, some_page, unboil};

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_negative_number_is_refused_by_its_option() {
    let check = |arguments: &[&str], option: &str| {
        check_fails(arguments, 2, &["invalid value '-1'", option]);
    };
    check(&["check", "data/pages.jsonl", "--top", "-1"], "--top <N>");
    check(&["train", "data/pages.jsonl", "-o", "never.json", "--folds", "-1"], "--folds <N>");
    check(&["errors", "default", "data/pages.jsonl", "--top", "-1"], "--top <N>");
}

#[test]
fn one_page_is_text_several_are_records_in_order() {
    let page = some_page();
    assert!(!run(&format!("extract {page}")).starts_with('{'));
    let records = records(&run(&format!("extract {page} data/pages")));
    let files = fs::read_dir(root("data/pages")).unwrap().count();
    assert_eq!(records.len(), files + 1);
    assert_eq!(records[0]["id"], page.as_str());
    assert_eq!(records[0]["text"], records[1]["text"]);
    assert!(records.iter().all(|record| record["status"] == "ok"));
}

#[test]
fn the_builtin_model_can_be_named() {
    let page = some_page();
    assert_eq!(run(&format!("extract {page} --model default")), run(&format!("extract {page}")));
}

#[test]
fn standard_input_and_gzip_are_read() {
    let html = fs::read(root(&some_page())).unwrap();
    let piped = unboil().args(["extract", "-"]).write_stdin(html.clone()).output().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let packed = folder.path().join("page.html.gz");
    let mut encoder =
        flate2::write::GzEncoder::new(fs::File::create(&packed).unwrap(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, &html).unwrap();
    encoder.finish().unwrap();
    let unpacked = unboil().arg("extract").arg(&packed).output().unwrap();
    assert!(!piped.stdout.is_empty());
    assert_eq!(piped.stdout, unpacked.stdout);
}

#[test]
fn one_page_is_no_archive() {
    check_fails(&["explain", "data/pages.jsonl"], 1, &["JSON Lines, which may hold many pages"]);
}

#[test]
fn classify_prints_every_block() {
    let blocks = records(&run(&format!("classify {}", some_page())));
    assert!(blocks.len() > 20);
    for (index, block) in blocks.iter().enumerate() {
        assert_eq!(block["block"], index);
        assert!((0.0..=1.0).contains(&block["probability"].as_f64().unwrap()));
        assert!(block["path"].as_str().unwrap().starts_with("html/body"));
    }
    assert!(
        blocks.iter().any(|b| b["label"] == "content") && blocks.iter().any(|b| b["label"] == "boilerplate")
    );
}

#[test]
fn explanations_name_features_and_add_up() {
    let text = run(&format!("explain {} --block 3 --top 0", some_page()));
    let number = |line: &str| {
        line.split_whitespace().find_map(|word| word.strip_prefix(['+', '-']).and(word.parse::<f64>().ok()))
    };
    let (page, block) = text.split_once("block 3").unwrap();
    let (second, first) = block.split_once("of which").unwrap();
    for table in [page.split_once("log-odds").unwrap().1, second.split_once("log-odds").unwrap().1, first] {
        let numbers: Vec<f64> = table.lines().filter_map(number).collect();
        let sum: f64 = numbers[1..].iter().sum();
        assert!((sum - numbers[0]).abs() < 0.2, "{sum} {}", numbers[0]);
    }
    assert!(text.contains("text.link_density"));
}

#[test]
fn an_explanation_tells_what_is_left_out_as_a_repeat() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let sentence =
        |n: usize| format!("<p>On day {n} the boats leave the harbour with the tide, before the sun is up.");
    let text: String = (1..9).map(sentence).collect();
    fs::write(&page, format!("<title>The boats</title><main><h1>The boats</h1>{text}{}</main>", sentence(1)))
        .unwrap();
    let told = run(&format!("explain {}", page.display()));
    let labels: Vec<&str> = told.lines().filter(|line| line.starts_with("block ")).collect();
    assert_eq!(labels.len(), 10);
    assert!(labels[9].starts_with("block 9: content that stands before as well"), "{labels:?}");
    assert_eq!(told.matches("stands before as well").count(), 1);
}

#[test]
fn favouring_a_side_keeps_less_or_more() {
    let page = some_page();
    let words = |arguments: &str| run(&format!("extract {page} {arguments}")).split_whitespace().count();
    assert!(words("--favor precision") <= words(""));
    assert!(words("") <= words("--favor recall"));
    assert_eq!(words("--threshold 1"), 0);
}

#[test]
fn markdown_has_its_marks() {
    let text = run("extract data/pages --format jsonl");
    assert!(!text.contains("\n\n"));
    let pages = fs::read_dir(root("data/pages")).unwrap().map(|entry| entry.unwrap().path());
    let marked = pages.filter(|page| {
        let output = unboil().arg("extract").arg(page).args(["--format", "markdown"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().any(|line| line.starts_with("## "))
    });
    assert!(marked.count() > 10);
}

#[test]
fn pages_are_cleaned() {
    let html = run(&format!("extract {} --format html", some_page()));
    assert!(html.starts_with('<') && html.contains("<p>"));
    for forbidden in ["<div", "<nav", "<script", " class=\"", "style="] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn links_are_made_whole_or_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let sentence = "The tide comes in twice a day, and walkers have to know the hour before they set out. ";
    let link = "<a href=\"../table\">The table</a> has <img src=a.png alt=A> it.";
    fs::write(&page, format!("<title>Tides</title><article><p>{}{link}</p></article>", sentence.repeat(4)))
        .unwrap();
    let check = |options: &str, expected: &str| {
        let text = run(&format!("extract {} --format markdown {options}", page.display()));
        assert!(text.contains(expected), "{options}: {text}");
    };
    check("", "[The table](../table) has ![A](a.png) it.");
    check(
        "--url https://a.example/b/c",
        "[The table](https://a.example/table) has ![A](https://a.example/b/a.png)",
    );
    check("--no-links --no-images", "The table has it.");
}

#[test]
fn records_have_metadata_where_it_is_asked_for() {
    let record =
        |options: &str| records(&run(&format!("extract {} --format jsonl {options}", some_page()))).remove(0);
    assert_eq!(record("")["metadata"], Value::Null);
    let metadata = &record("--metadata")["metadata"];
    assert!(!metadata["title"]["value"].as_str().unwrap().is_empty());
    assert!(metadata["title"]["source"].is_string());
    assert!(metadata["language"]["value"].is_string());
}

#[test]
fn inspect_shows_the_model() {
    assert!(run("inspect default").contains("out of fold"));
    assert!(run("inspect default --verify").contains("golden vectors agree"));
    assert!(run("inspect default --weights").contains("text.link_density"));
    assert_eq!(run("inspect default --card"), fs::read_to_string(root("models/CARD.md")).unwrap());
}

#[test]
fn help_fits_eighty_columns() {
    for command in [
        "", "extract", "classify", "explain", "train", "evaluate", "compare", "report", "check", "features",
        "inspect", "models", "package", "upgrade", "errors", "ablate", "import",
    ] {
        let text = run(&format!("{command} --help"));
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn bad_pages_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    check_fails(&["extract", "missing.html"], 3, &["missing.html", "no such file"]);
    let image = file("image.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    check_fails(&["extract", &image], 3, &["image.html", "a PNG image", "give HTML"]);
    let cut = file("cut.html.gz", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]);
    check_fails(&["extract", &cut], 3, &["cut.html.gz", "cannot be read"]);
    check_fails(&["extract", &some_page(), &image, "--format", "text"], 2, &["--format jsonl"]);
    check_fails(&["explain", &some_page(), "--block", "99999"], 1, &["there is no block 99999"]);
    check_fails(&["extract", &some_page(), "--url", "site.example/page"], 2, &["a whole address"]);
    let empty = file("empty.html", b"");
    check_fails(&["extract", &empty], 0, &["empty.html: no main content was found"]);
    let record: Value = serde_json::from_str(&run(&format!("extract {empty} --format jsonl"))).unwrap();
    assert_eq!((record["status"].as_str(), record["text"].as_str()), (Some("empty"), Some("")));
}

#[test]
fn a_bad_page_is_a_record_and_the_run_goes_on() {
    let page = some_page();
    let output =
        unboil().current_dir(root("")).args(["extract", &page, "missing.html", &page]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let records = records(&String::from_utf8(output.stdout).unwrap());
    let status: Vec<&str> = records.iter().map(|record| record["status"].as_str().unwrap()).collect();
    assert_eq!(status, ["ok", "error", "ok"]);
    assert_eq!(records[1]["error"]["code"], "not_found");
}

#[test]
fn bad_models_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read_to_string(root("models/default.json")).unwrap();
    let check = |name: &str, bytes: &[u8], expected: &str| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let path = path.display().to_string();
        check_fails(&["extract", &some_page(), "--model", &path], 1, &[name, expected]);
    };
    let replaced = |from: &str, to: &str| good.replacen(from, to, 1).into_bytes();
    let with_key = |value: &str| replaced("{", &format!("{{\"extra\": {value},"));
    check("empty.json", b"", "not a model file");
    check("cut.json", &good.as_bytes()[..good.len() / 2], "not a model file");
    check("other.json", &replaced("\"feature\":\"", "\"feature\":\"un"), "checksum");
    check("number.json", &replaced("\"weight\":0.", "\"weight\":1."), "checksum");
    let format = format!("\"format\": {}", unboil_infer::FORMAT);
    check("future.json", &replaced(&format, "\"format\": 99"), "model format 99");
    check("text.json", &replaced(&format, "\"format\": \"2\""), "expected u64");
    check("nan.json", &replaced("\"weight\":", "\"weight\":NaN,\"x\":"), "expected value");
    check("infinite.json", &replaced("\"weight\":", "\"weight\":1e999,\"x\":"), "number out of range");
    check("null.json", &replaced("\"weight\":", "\"weight\":null,\"x\":"), "expected f64");
    check("twice.json", &replaced("\"intercept\":", "\"intercept\": 1e3, \"intercept\":"), "duplicate field");
    check("unknown.json", &with_key("4000000000"), "unknown field `extra`");
    check("escape.json", &replaced("{", "{\"\\u001b[2J\": 1,"), "unknown field `\\u{1b}[2J`");
    check("deep.json", &with_key(&"[".repeat(300_000)), "not a model file");
    check("more.json", format!("{good}{{}}").as_bytes(), "trailing characters");
    check("list.json", b"[1, 2, 3]", "not a model file");
    check("latin.json", &[b"{\"\xff".as_slice(), good.as_bytes()].concat(), "not a model file");
    let utf16: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("utf16.json", &utf16, "not a model file");
    check_fails(&["inspect", "missing.json"], 1, &["missing.json", "cannot be read"]);
}

#[test]
fn bad_label_files_are_refused_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json").display().to_string();
    let check = |name: &str, text: &str, expected: &[&str]| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        check_fails(&["train", &path.display().to_string(), "-o", &model], 1, expected);
    };
    let line = |id: &str, gold: &str| {
        format!("{{\"id\":\"{id}\",\"url\":\"http://{id}.example\",\"html\":\"<p>one two three\",{gold}}}\n")
    };
    let good = line("a", "\"text\":\"one two three\"");
    check("broken.jsonl", &format!("{good}{{\"id\":\n"), &["broken.jsonl:2:"]);
    check("twice.jsonl", &format!("{good}{good}"), &["twice.jsonl:2:", "the id `a`"]);
    check("none.jsonl", &line("a", "\"lang\":\"en\""), &["none.jsonl:1:", "has no labels"]);
    check(
        "lost.jsonl",
        "{\"id\":\"a\",\"html\":\"lost.html\",\"text\":\"\"}\n",
        &["lost.jsonl:1:", "lost.html"],
    );
    check("empty.jsonl", "\n", &["empty.jsonl", "no labelled page"]);
    fs::write(folder.path().join("packed.jsonl"), [0x1f, 0x8b, 8, 0]).unwrap();
    let packed = folder.path().join("packed.jsonl").display().to_string();
    check_fails(&["train", &packed, "-o", &model], 1, &["packed.jsonl: is packed; unpack it first"]);
    check("apart.jsonl", &line("a", "\"text\":\"quite other words\""), &["1 of 1 were left out"]);
    let one_class: String =
        ["a", "b", "c", "d", "e"].map(|id| line(id, "\"text\":\"one two three\"")).concat();
    check("one.jsonl", &one_class, &["every labelled block is main content"]);
    let others = ["b", "c", "d", "e", "f"].map(|id| line(id, "\"text\":\"quite other words\"")).concat();
    check("part.jsonl", &(good.clone() + &others), &["1 site cannot be split into 5 folds"]);
    check("few.jsonl", &good, &["1 site cannot be split into 5 folds"]);
    assert!(!fs::exists(&model).unwrap());
}
