//! Runs that go on where they were ended.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;
use tempfile::TempDir;

use crate::{check_fails, root, run, unboil};

/// A folder with the output of a run in it.
struct Run {
    folder: TempDir,
}

impl Run {
    fn new() -> Run {
        Run { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.folder.path().join(format!("out.jsonl{ending}"))
    }

    fn start(&self, arguments: &[&str]) -> Assert {
        let command = ["extract", "data/pages", "--resume", "-o"];
        unboil().current_dir(root("")).args(command).arg(self.path("")).args(arguments).assert()
    }

    /// Puts things back to when the run was ended behind `kept`.
    fn end_behind(&self, kept: &[u8]) {
        fs::write(self.path(".partial"), kept).unwrap();
        let state = fs::read_to_string(self.path(".run")).unwrap();
        if let Some((state, _)) = state.split_once(",\n  \"finished\"") {
            fs::write(self.path(".run"), format!("{state}\n}}\n")).unwrap();
        }
        let _ = fs::remove_file(self.path(""));
    }
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}

/// The bytes of the first lines.
fn lines(text: &[u8], count: usize) -> Vec<u8> {
    text.split_inclusive(|byte| *byte == b'\n').take(count).collect::<Vec<_>>().concat()
}

#[test]
fn a_run_goes_on_behind_its_last_whole_record() {
    let wanted = run("extract data/pages").into_bytes();
    let run = Run::new();
    run.start(&[]).success();
    assert_eq!(read(&run.path("")), wanted);
    assert!(!run.path(".partial").exists());
    let torn = [lines(&wanted, 5), wanted[lines(&wanted, 5).len()..][..100].to_vec()].concat();
    let zeros = [lines(&wanted, 7), vec![0; 5000], b"\n".to_vec()].concat();
    for kept in [Vec::new(), lines(&wanted, 1), torn, zeros, wanted.clone()] {
        run.end_behind(&kept);
        run.start(&["-j", "3"]).success();
        assert!(read(&run.path("")) == wanted, "behind {} bytes", kept.len());
    }
    // Ended between the two last steps.
    fs::rename(run.path(""), run.path(".partial")).unwrap();
    run.start(&[]).success();
    assert!(read(&run.path("")) == wanted);
    assert!(!run.path(".partial").exists());
    // A file that no run finished is none of its results.
    run.end_behind(b"");
    fs::rename(run.path(".partial"), run.path("")).unwrap();
    run.start(&[]).success();
    assert!(read(&run.path("")) == wanted);
}

#[test]
fn a_finished_run_ends_as_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let (page, lost) = (folder.path().join("a.html"), folder.path().join("none.html"));
    fs::write(&page, "<p>text").unwrap();
    let output = folder.path().join("out.jsonl");
    for _ in 0..2 {
        unboil().args(["extract", "--resume"]).args([&page, &lost]).arg("-o").arg(&output).assert().code(3);
    }
}

#[test]
fn other_parameters_are_refused_by_name() {
    let run = Run::new();
    run.start(&[]).success();
    let wanted = read(&run.path(""));
    let check = |arguments: &[&str], expected: &str| {
        let output = run.start(arguments).code(1).get_output().stderr.clone();
        let error = String::from_utf8(output).unwrap();
        assert!(error.contains(expected), "{expected:?} is not in {error:?}");
        assert_eq!(read(&run.path("")), wanted);
    };
    check(&["--favor", "strict"], "options was ");
    check(&["data/README.md"], "inputs was [\"data/pages\"], is now [\"data/pages\",\"data/README.md\"]");
    check(&["--html-field", "page"], "fields was ");
    fs::write(run.path(""), "changed").unwrap();
    let error = run.start(&[]).code(1).get_output().stderr.clone();
    assert!(String::from_utf8(error).unwrap().contains("was changed since"));
}

#[test]
fn a_run_whose_output_is_gone_is_begun_anew() {
    let run = Run::new();
    run.start(&[]).success();
    fs::remove_file(run.path("")).unwrap();
    run.start(&["--favor", "recall"]).success();
    assert_eq!(read(&run.path("")), self::run("extract data/pages --favor recall").into_bytes());
    // Whatever it says.
    fs::remove_file(run.path("")).unwrap();
    fs::write(run.path(".run"), "no record of a run").unwrap();
    run.start(&[]).success();
}

#[test]
fn nothing_goes_on_on_standard_output() {
    check_fails(&["extract", "data/pages", "--resume", "-o", "-"], 2, &["standard output is none"]);
    assert!(!root("-").exists() && !root("-.run").exists());
}

#[test]
fn other_inputs_are_refused_by_record() {
    let run = Run::new();
    run.start(&[]).success();
    let wanted = read(&run.path(""));
    let second = lines(&wanted, 2)[lines(&wanted, 1).len()..].to_vec();
    run.end_behind(&second);
    let error = run.start(&[]).code(1).get_output().stderr.clone();
    let error = String::from_utf8(error).unwrap();
    let way_out = format!("remove {0}.partial and {0}.run to begin anew", run.path("").display());
    assert!(
        error.contains("the inputs have changed since: record 1 is of ") && error.contains(&way_out),
        "{error}"
    );
    run.end_behind(&[wanted.clone(), second].concat());
    let error = run.start(&[]).code(1).get_output().stderr.clone();
    assert!(String::from_utf8(error).unwrap().contains("no longer there"));
}
