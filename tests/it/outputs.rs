//! Where results and messages go, and what is never overwritten.

use std::fs;

use crate::{check_fails, root, run, some_page, unboil};

#[test]
#[cfg(unix)]
fn devices_and_pipes_are_written_through_and_links_followed() {
    let page = some_page();
    let wanted = run(&format!("extract {page}"));
    assert_eq!(run(&format!("extract {page} -o /dev/fd/1")), wanted);
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file.txt"), folder.path().join("link.txt"));
    fs::write(&file, "before").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    unboil().args(["extract", &page, "-o"]).arg(&link).assert().success();
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), wanted);
}

/// A reader that has seen enough is no failure: `unboil … | head`.
#[test]
fn readers_may_leave() {
    for command in ["classify", "extract"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_unboil"));
        let program = program.current_dir(root(".")).args([command, "data/pages"]).stdout(writer);
        let ended = program.output().unwrap();
        assert_eq!((String::from_utf8_lossy(&ended.stderr).as_ref(), ended.status.code()), ("", Some(0)));
    }
}

#[test]
fn a_folder_takes_a_file_of_text_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let extract = |arguments: &str| {
        unboil().current_dir(folder.path()).arg("extract").args(arguments.split(' ')).assert()
    };
    fs::create_dir_all(path("pages/more")).unwrap();
    let page = fs::read(root(&some_page())).unwrap();
    fs::write(path("pages/a.html"), &page).unwrap();
    fs::write(path("pages/more/b.html"), &page).unwrap();
    fs::write(path("pages/shell.html"), "<div id=root></div>").unwrap();
    // The second run reads nothing that the first has written.
    for _ in 0..2 {
        extract("pages -o pages/texts/ --format html").success();
        let written = fs::read_dir(path("pages/texts/pages")).unwrap().count();
        assert_eq!((written, path("pages/texts/pages/texts").exists()), (2, false));
    }
    assert!(fs::read_to_string(path("pages/texts/pages/more/b.html")).unwrap().contains("<p>"));
    extract("pages/a.html none.html -o pages/texts").code(3);
    let text = fs::read_to_string(path("pages/texts/pages/a.txt")).unwrap();
    assert_eq!(text, run(&format!("extract {}", some_page())));
    for (options, expected) in [
        ("-o pages/texts --format jsonl", "is a folder, which takes texts"),
        ("-o pages/texts --resume", "goes on with a file of records"),
        ("-o pages/texts --metadata", "say what records hold"),
    ] {
        let told = extract(&format!("pages {options}")).code(2).get_output().stderr.clone();
        assert!(String::from_utf8(told).unwrap().contains(expected), "{options}");
    }
}

/// What stands for the inputs may be where texts go as well: nothing that is written there is an input.
#[test]
fn texts_may_stand_among_their_pages() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("pages")).unwrap();
    let page = fs::read(root(&some_page())).unwrap();
    fs::write(path("pages/a.html"), &page).unwrap();
    fs::write(path("list"), "pages/a.html\n").unwrap();
    let extract = |arguments: &str| {
        unboil().current_dir(folder.path()).arg("extract").args(arguments.split(' ')).assert()
    };
    for format in ["text", "markdown"] {
        extract(&format!("pages -o pages/ --format {format}")).success();
    }
    let texts = ["a.txt", "a.md"].map(|name| path("pages/pages").join(name).is_file());
    assert_eq!(texts, [true, true]);
    for (arguments, status) in [
        ("pages -o pages/", 1),
        ("pages -o .", 1),
        ("pages/a.html -o pages/../", 1),
        ("--from-list list -o .", 3),
    ] {
        let told = extract(&format!("{arguments} --format html")).code(status).get_output().stderr.clone();
        assert!(String::from_utf8(told).unwrap().contains("lies where the run writes pages"), "{arguments}");
    }
    assert_eq!(fs::read(path("pages/a.html")).unwrap(), page);
}

#[test]
fn output_files_are_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.txt");
    let page = root(&some_page());
    unboil().arg("extract").arg(&page).arg("-o").arg(&file).assert().success();
    assert_eq!(fs::read_to_string(&file).unwrap(), run(&format!("extract {}", some_page())));
    let never = folder.path().join("never.txt");
    unboil().args(["extract", "no-such-page.html", "-o"]).arg(&never).assert().code(3);
    assert!(!never.exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// While it waits for input, and while it works.
#[test]
#[cfg(unix)]
fn a_run_that_is_asked_to_end_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.jsonl");
    fs::write(&input, "{\"html\": \"<p>Text of a page\"}\n".repeat(300_000)).unwrap();
    let entries = || fs::read_dir(folder.path()).unwrap().count();
    for (command, input) in
        [("extract", "-"), ("classify", "-"), ("extract", "in.jsonl"), ("classify", "in.jsonl")]
    {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_unboil"));
        program.current_dir(&folder).args([command, input, "-o", "out.jsonl", "-j", "1"]);
        let piped = std::process::Stdio::piped;
        let mut running = program.stdin(piped()).stderr(piped()).spawn().unwrap();
        if input == "-" {
            // What is read first tells what standard input holds.
            let line = "{\"html\": \"<p>Text of a page\"}\n".repeat(3_000);
            std::io::Write::write_all(running.stdin.as_mut().unwrap(), line.as_bytes()).unwrap();
        }
        while entries() < 2 {
            assert_eq!(running.try_wait().unwrap(), None, "{command} {input}");
            std::thread::yield_now();
        }
        let asked = std::process::Command::new("kill").arg(running.id().to_string()).status().unwrap();
        let ended = running.wait_with_output().unwrap();
        assert!(asked.success());
        assert_eq!((ended.status.code(), entries()), (Some(130), 1), "{command} {input}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("interrupted"), "{command} {input}");
    }
}

/// As above, of a command whose work cannot be ended half way.
#[test]
#[cfg(unix)]
fn a_table_that_is_not_finished_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let line = |id: usize| {
        let html = "<p>The tide comes in twice a day, and on this coast it comes in fast.".repeat(20);
        serde_json::json!({ "id": id, "url": format!("{id}.example/"), "html": html, "text": "" }).to_string()
    };
    let lines: Vec<String> = (0..20_000).map(line).collect();
    fs::write(folder.path().join("set.jsonl"), lines.join("\n")).unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_unboil"));
    program.current_dir(&folder).args(["features", "set.jsonl", "-o", "out.csv", "-j", "1"]);
    let mut running = program.stderr(std::process::Stdio::null()).spawn().unwrap();
    let entries = || fs::read_dir(folder.path()).unwrap().count();
    while entries() < 2 {
        assert_eq!(running.try_wait().unwrap(), None);
        std::thread::yield_now();
    }
    assert!(std::process::Command::new("kill").arg(running.id().to_string()).status().unwrap().success());
    assert_eq!((running.wait().unwrap().code(), entries()), (Some(130), 1));
}

/// What goes to standard output is what was asked for, and nothing that is said of it.
#[test]
fn standard_output_takes_one_output_alone() {
    let printed = |arguments: &str| -> serde_json::Value {
        let text = run(arguments);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments}: {error}: {text}"))
    };
    let train = "train data/pages.jsonl --folds 3 --lambda 0.1 --one-stage -o";
    assert!(printed(&format!("{train} -"))["body"]["first"].is_object());
    assert!(printed("evaluate default data/mission.jsonl --json -")["sets"].is_array());
    assert_eq!(printed("compare default --data data/mission.jsonl --json -")["format"], 1);
    assert!(printed("check data/pages.jsonl --json -")["files"].is_array());
    assert!(printed("upgrade default -o -")["body"].is_object());
    let page = run("report default data/mission.jsonl -o -");
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"), "{page}");
    let both = ["compare", "default", "--data", "data/mission.jsonl", "--json", "-", "--html", "-"];
    check_fails(&both, 1, &["two outputs would be written there"]);
}

/// The model is there, and what was lost is told.
#[test]
#[cfg(unix)]
fn a_reader_of_scores_that_has_gone_takes_no_model_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.json");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_unboil"));
    program.current_dir(root("")).args(["train", "data/pages.jsonl", "--folds", "3", "--lambda", "0.1"]);
    program.args(["--one-stage", "--out-of-fold", "-", "-o"]).arg(&model);
    let ended = program.stdout(writer).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let ended = ended.wait_with_output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{told}");
    assert!(model.is_file() && told.contains("standard output: cannot be written"), "{told}");
}

/// A log that is full or whose reader has gone is no reason to stop.
#[test]
#[cfg(unix)]
fn messages_that_cannot_be_written_do_not_end_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.jsonl"), folder.path().join("out.jsonl"));
    fs::write(&input, "{\"html\": 5}\n".repeat(5) + "{\"html\": \"<p>Text\"}\n").unwrap();
    for command in ["extract", "classify"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_unboil"));
        let status = program.arg(command).arg(&input).arg("-o").arg(&output).stderr(writer).status().unwrap();
        assert_eq!(status.code(), Some(0), "{command}");
        assert!(output.is_file(), "{command}");
        fs::remove_file(&output).unwrap();
    }
}

#[test]
fn outputs_never_take_the_place_of_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (labels, model) = (path("labels.jsonl"), path("model.json"));
    fs::write(&labels, "{}").unwrap();
    fs::copy(root("models/default.json"), &model).unwrap();
    for arguments in [
        vec!["extract", &labels, "-o", &labels],
        vec!["classify", &labels, "-o", &labels],
        vec!["train", &labels, "-o", &labels],
        vec!["train", &labels, "-o", &model, "--out-of-fold", &labels],
        vec!["evaluate", &model, &labels, "--json", &model],
        vec!["report", &model, &labels, "-o", &model],
    ] {
        check_fails(&arguments, 1, &["is an input"]);
    }
    let new = path("new.json");
    check_fails(&["train", &labels, "-o", &new, "--out-of-fold", &new], 1, &["two outputs"]);
    assert_eq!(fs::read(&labels).unwrap(), b"{}");
}

#[test]
fn outputs_are_what_their_names_say() {
    let page = some_page();
    check_fails(&["extract", &page, "-o", "out.jsonl.gz"], 1, &["out.jsonl.gz", "not packed"]);
    for name in ["out.parquet", "out.PARQUET", "out.csv"] {
        check_fails(&["classify", &page, "-o", name], 1, &["JSON Lines"]);
    }
    check_fails(&["extract", &page, "-o", "out.CSV"], 2, &["out.CSV", ".jsonl or .parquet"]);
    for (name, format) in
        [("out.parquet", "jsonl"), ("out.jsonl", "parquet"), ("out.ndjson", "text"), ("out.md", "parquet")]
    {
        check_fails(&["extract", &page, "-o", name, "--format", format], 2, &["is named as", format]);
    }
    let metadata = ["extract", &page, "--metadata", "-o", "meta.txt"];
    check_fails(&metadata, 2, &["meta.txt takes texts: name a file that ends in .jsonl or .parquet"]);
    let text = ["extract", &page, "--metadata", "--format", "text"];
    check_fails(&text, 2, &["use --format jsonl, or --format alone"]);
    check_fails(&["extract", &page, "-o", "out/", "--format", "jsonl"], 2, &["is a folder"]);
    check_fails(
        &["extract", &page, "-o", "no/out.jsonl"],
        1,
        &["no/out.jsonl: cannot be written: there is no folder no\n"],
    );
    let html = fs::read(root(&page)).unwrap();
    let piped = unboil().args(["extract", "-", "-o", "-"]).write_stdin(html).output().unwrap();
    assert_eq!(String::from_utf8(piped.stdout).unwrap(), run(&format!("extract {page}")));
}

#[test]
#[cfg(target_os = "linux")]
fn outputs_that_cannot_be_written_are_named() {
    check_fails(&["extract", &some_page(), "-o", "/dev/full"], 1, &["/dev/full: cannot be written"]);
    check_fails(&["classify", "data/pages", "-o", "/dev/full"], 1, &["/dev/full: cannot be written"]);
}

/// Before and after the output is there, and whatever it is called in the folder.
#[test]
#[cfg(unix)]
fn an_output_behind_a_link_is_written_there_and_not_read() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (link, real) = (folder.path().join("out.jsonl"), elsewhere.path().join("real.jsonl"));
    fs::copy(root(&some_page()), folder.path().join("page.html")).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    for (output, options) in [(&link, ["--resume"].as_slice()), (&link, &[]), (&real, &[])] {
        let mut program = unboil();
        program.arg("extract").arg(folder.path()).arg("-o").arg(output).args(options).assert().success();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap().lines().count(), 1);
    }
}

#[test]
fn a_folder_that_holds_the_output_is_read_without_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root(&some_page()), folder.path().join("page.html")).unwrap();
    fs::write(folder.path().join("list"), ".\n").unwrap();
    for (command, inputs) in [("extract", "."), ("classify", "."), ("extract", "--from-list=list")] {
        let once = || {
            let mut program = unboil();
            program.current_dir(&folder).args([command, inputs, "-o", "out.jsonl"]).assert().success();
            fs::read(folder.path().join("out.jsonl")).unwrap()
        };
        assert_eq!(once(), once(), "{command} {inputs}");
    }
}
