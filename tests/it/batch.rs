//! Runs over many pages: the same records from every kind of input, with any number of threads.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use unboil::record::Code;

use crate::{root, run, some_page, unboil};

/// Some of our pages, by name.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root("data/pages")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    paths.iter().step_by(20).map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// The records that a command writes, by its arguments in a folder, and its exit status.
fn records(folder: &Path, arguments: &[&str]) -> (Vec<Value>, Option<i32>) {
    let output = unboil().current_dir(folder).arg("extract").args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), output.status.code())
}

fn texts(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| record["text"].as_str().unwrap()).collect()
}

#[test]
fn threads_do_not_change_the_output() {
    let one = run("extract data/pages -j 1");
    for threads in [2, 8] {
        assert_eq!(run(&format!("extract data/pages -j {threads}")), one);
    }
}

#[test]
fn every_kind_of_input_gives_the_same_texts() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (mut lines, mut archive, mut list) = (String::new(), Vec::new(), String::new());
    fs::create_dir(path("folder")).unwrap();
    for (name, html) in pages() {
        let text = String::from_utf8(html.clone()).unwrap();
        lines.push_str(&json!({"page": text, "name": name, "url": "http://a.example/"}).to_string());
        lines.push('\n');
        let http =
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".as_slice(), &html].concat();
        write!(archive, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", http.len()).unwrap();
        archive.extend([http.as_slice(), b"\r\n\r\n"].concat());
        fs::write(path("folder").join(&name), &html).unwrap();
        list.push_str(&format!("folder/{name}\n\n"));
    }
    fs::write(path("lines.jsonl"), &lines).unwrap();
    fs::write(path("archive.warc"), &archive).unwrap();
    fs::write(path("lines.zst"), zstd::encode_all(lines.as_bytes(), 3).unwrap()).unwrap();
    fs::write(path("list"), list).unwrap();
    let (wanted, _) = records(folder.path(), &["folder"]);
    assert_eq!(wanted.len(), pages().len());
    let fields = ["--html-field", "page", "--id-field", "name"];
    for input in ["lines.jsonl", "lines.zst"] {
        let (found, status) = records(folder.path(), &[&[input], fields.as_slice()].concat());
        assert_eq!((texts(&found), status), (texts(&wanted), Some(0)), "{input}");
        assert_eq!(found[1]["id"], pages()[1].0.as_str());
        assert_eq!(found[1]["url"], "http://a.example/");
    }
    let (found, _) = records(folder.path(), &["archive.warc"]);
    assert_eq!(texts(&found), texts(&wanted));
    assert_eq!(found[0]["id"], "archive.warc#0");
    let (found, _) = records(folder.path(), &["--from-list", "list"]);
    assert_eq!(found, wanted);
    fs::write(path("folders"), "\u{feff}folder\r\n\r\n").unwrap();
    let (found, _) = records(folder.path(), &["--from-list", "folders"]);
    assert_eq!(found, wanted);
    let (all, _) = records(folder.path(), &["folder", "archive.warc", "--from-list", "list"]);
    assert_eq!(all.len(), 3 * wanted.len());
    for table in ["once.parquet", "resumed.parquet"] {
        let resume: &[&str] = if table.starts_with('r') { &["--resume"] } else { &[] };
        let (none, _) = records(folder.path(), &[&["folder", "-o", table], resume].concat());
        assert!(none.is_empty());
        // What was written as a table is read again as one, where its texts are pages without markup.
        let (found, status) = records(folder.path(), &[table, "--html-field", "title"]);
        assert_eq!(status, Some(0));
        let ids = |records: &[Value]| records.iter().map(|record| record["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&found), ids(&wanted));
    }
    assert_eq!(fs::read(path("once.parquet")).unwrap(), fs::read(path("resumed.parquet")).unwrap());
}

#[test]
fn what_is_lost_is_a_record_and_told_by_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("lines.jsonl"), "{\"html\":\"<p>a\"}\n{\"html\":null}\nnothing\n\n{\"html\":\"<p>b\"}")
        .unwrap();
    let codes = |records: &[Value]| -> Vec<String> {
        records.iter().map(|r| r["error"]["code"].as_str().unwrap_or("-").to_owned()).collect()
    };
    let (found, status) = records(folder.path(), &["lines.jsonl"]);
    assert_eq!(
        (codes(&found), status),
        (["-", "no_page", "bad_line", "-"].map(str::to_owned).to_vec(), Some(0))
    );
    assert_eq!(found[3]["id"], "lines.jsonl#5");
    fs::write(path("page.warc.gz"), "<p>a page").unwrap();
    fs::write(path("broken.parquet"), "PAR1 and no more").unwrap();
    let (found, status) =
        records(folder.path(), &["page.warc.gz", "broken.parquet", "lost.html", "lines.jsonl"]);
    assert_eq!(codes(&found)[..4], ["wrong_format", "damaged", "not_found", "-"]);
    assert_eq!((found.len(), status), (7, Some(3)));
    fs::write(path("array.txt"), "[\n{\"html\": \"<p>a\"}\n]").unwrap();
    fs::write(path("table.csv"), "id,html\n1,<p>a\n").unwrap();
    let (found, status) = records(folder.path(), &["array.txt", "table.csv", "lines.jsonl"]);
    assert_eq!(codes(&found)[..3], ["wrong_format", "wrong_format", "-"]);
    assert_eq!(status, Some(3));
    let told = found[0]["error"]["message"].as_str().unwrap();
    assert!(told.contains("write an object a line"), "{told}");
}

/// What comes behind the place where a file is cut is lost, however many pages were read before.
#[test]
fn an_input_that_is_cut_is_told_by_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..20_000).map(|n| format!("{{\"html\":\"<p>{}\"}}\n", n * 7919 % 20_011)).collect();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(lines.as_bytes()).unwrap();
    let gzip = encoder.finish().unwrap();
    let zstd = zstd::encode_all(lines.as_bytes(), 3).unwrap();
    for packed in [gzip, zstd] {
        fs::write(folder.path().join("lines.jsonl"), &packed[..packed.len() * 3 / 4]).unwrap();
        let (found, status) = records(folder.path(), &["lines.jsonl"]);
        assert!(found.len() > 1_000, "{}", found.len());
        assert_eq!(found[found.len() - 1]["error"]["code"], "damaged");
        assert_eq!(status, Some(3));
    }
}

/// As shells make one of `<(command)`.
#[test]
#[cfg(unix)]
fn a_table_may_come_through_a_named_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    run(&format!("extract {} -o {} --format parquet", some_page(), path("pages.parquet").display()));
    let made = std::process::Command::new("mkfifo").arg(path("pipe.parquet")).status().unwrap();
    assert!(made.success());
    let (table, pipe) = (fs::read(path("pages.parquet")).unwrap(), path("pipe.parquet"));
    let writing = std::thread::spawn(move || fs::write(pipe, table).unwrap());
    let (found, status) = records(folder.path(), &["pipe.parquet", "--html-field", "title"]);
    writing.join().unwrap();
    assert_eq!((found.len(), status), (1, Some(0)));
}

/// The field of another crawler, or one that is mistyped: no line is lost in silence.
#[test]
fn lines_without_the_field_say_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pages.txt"), "{\"content\": \"<p>One\"}\n{\"content\": \"<p>Two\"}\n")
        .unwrap();
    let (found, status) = records(folder.path(), &["pages.txt"]);
    assert_eq!((found.len(), status), (2, Some(3)));
    let message = found[0]["error"]["message"].as_str().unwrap();
    assert!(message.contains("has no field `html`"), "{message}");
    let (found, status) = records(folder.path(), &["pages.txt", "--html-field", "content"]);
    assert_eq!((texts(&found).len(), status), (2, Some(0)));
}

/// Zeros behind the end, as tapes and some downloads have them.
#[test]
fn what_stands_behind_packed_pages_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let (_, page) = pages().remove(0);
    let (one, two) = page.split_at(page.len() / 2);
    fs::write(folder.path().join("a.html"), &page).unwrap();
    fs::write(folder.path().join("b.html.gz"), [packed(&page), vec![0; 100]].concat()).unwrap();
    fs::write(folder.path().join("c.html.gz"), [packed(one), packed(two), b"junk".to_vec()].concat())
        .unwrap();
    let (found, status) = records(folder.path(), &["."]);
    assert_eq!((found.len(), status), (3, Some(0)));
    assert!(found.iter().all(|record| record["text"] == found[0]["text"]));
}

#[test]
fn pages_that_are_alike_are_records_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let (_, html) = &pages()[0];
    for number in 0..60 {
        fs::write(folder.path().join(format!("{number:02}.html")), html).unwrap();
    }
    let (found, _) = records(folder.path(), &["."]);
    let ids: std::collections::BTreeSet<&str> =
        found.iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert_eq!((found.len(), ids.len()), (60, 60));
}

#[test]
fn codes_are_documented() {
    let document = fs::read_to_string(root("docs/batch.md")).unwrap();
    for code in Code::ALL {
        assert!(document.contains(&format!("| `{}` |", code.as_str())), "{}", code.as_str());
    }
}

#[test]
fn inputs_without_pages_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["pages", "others"] {
        fs::create_dir(path(name)).unwrap();
    }
    fs::write(path("pages/a.html"), "<p>a").unwrap();
    for name in ["pages/notes.txt", "others/a.asp", "others/b"] {
        fs::write(path(name), "<p>a").unwrap();
    }
    fs::write(path("list"), "\n").unwrap();
    fs::write(path("none.jsonl"), "").unwrap();
    fs::write(path("archive.warc"), "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
        .unwrap();
    let check = |arguments: &str, status: i32, expected: &[&str]| {
        for command in ["extract", "classify"] {
            let arguments = arguments.split(' ');
            let output = unboil().current_dir(folder.path()).arg(command).args(arguments).output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(status), "{told}");
            let said = told.lines().filter(|line| !line.ends_with(" a second")).count();
            assert_eq!(said, expected.len(), "{told}");
            for part in expected {
                assert!(told.contains(part), "{part:?} is not in {told}");
            }
        }
    };
    check("pages pages/a.html", 0, &["1 file in folders was passed over"]);
    let none = ["no pages in others: no file below it ends in .warc", "2 files in folders were passed over"];
    check("others", 0, &none);
    check("pages/a.html --from-list list", 0, &["no pages in list: the list names no file"]);
    check("pages/a.html none.jsonl", 0, &["no pages in none.jsonl: it holds none"]);
    check("pages/a.html archive.warc", 0, &["no pages in archive.warc: it holds none"]);
    check(
        "pages/a.html --from-list missing",
        1,
        &["missing: the list of files cannot be read: No such file"],
    );
    check("pages/a.html --from-list pages", 1, &["pages: the list of files cannot be read: it is a folder"]);
}

#[test]
fn the_paths_of_a_label_file_are_no_pages() {
    let (found, status) = records(&root(""), &["data/mission.jsonl"]);
    assert_eq!((found.len(), status), (4, Some(3)));
    for record in found {
        assert_eq!(record["error"]["code"], "bad_line");
        assert!(record["error"]["message"].as_str().unwrap().contains("the path of a page and not the page"));
    }
}
