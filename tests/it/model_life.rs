//! Models of every published format are read, moved on, listed and packaged.

use std::fs;

use unboil_features::sha256;

use crate::{check_fails, root, run, unboil};

/// Published formats: a model of each stays in `tests/compat` for ever.
const FORMATS: [u32; 4] = [1, 2, 3, 4];

/// A model file that was changed, with the checksum that it needs now.
fn signed(file: &str) -> String {
    let (head, rest) = file.split_once("\"body\": ").unwrap();
    let (body, _) = rest.rsplit_once(",\n\"sha256\"").unwrap();
    format!("{head}\"body\": {body},\n\"sha256\": \"{}\"\n}}\n", sha256(body.as_bytes()))
}

#[test]
fn there_is_a_model_of_each_format() {
    assert_eq!(FORMATS.last(), Some(&unboil_infer::FORMAT));
}

#[test]
fn models_of_every_format_are_read_and_moved_on() {
    let folder = tempfile::tempdir().unwrap();
    let page = "data/pages/article-en-mission-semantic.html";
    for format in FORMATS {
        let old = format!("tests/compat/format-{format}.json");
        let new = folder.path().join("new.json").display().to_string();
        assert!(run(&format!("inspect {old} --verify")).contains("agree"));
        assert!(run(&format!("upgrade {old} -o {new}")).contains(&format!("format {format} → ")));
        let classify = |model: &str| run(&format!("classify {page} --model {model}"));
        assert_eq!(classify(&old), classify(&new));
        assert!(
            fs::read_to_string(&new)
                .unwrap()
                .starts_with(&format!("{{\n\"format\": {},\n", unboil_infer::FORMAT))
        );
        // A model of the present format is what it would be written as.
        if format == unboil_infer::FORMAT {
            assert_eq!(fs::read(root(&old)).unwrap(), fs::read(&new).unwrap());
        }
    }
}

#[test]
fn a_model_of_other_features_is_not_moved_and_says_how_it_was_trained() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.json");
    let model = fs::read_to_string(root("tests/compat/format-3.json")).unwrap();
    fs::write(&old, signed(&model.replace("text.words", "text.gone"))).unwrap();
    let new = folder.path().join("new.json").display().to_string();
    let expected = ["1 of its columns", "`text.gone` does not exist", "unboil train pages.jsonl"];
    check_fails(&["upgrade", &old.display().to_string(), "-o", &new], 1, &expected);
    assert!(!fs::exists(new).unwrap());
}

#[test]
fn models_are_listed_and_what_is_none_says_why() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root("tests/compat/format-2.json"), folder.path().join("a.json")).unwrap();
    fs::write(folder.path().join("b.json"), "{}").unwrap();
    let output = unboil().arg("models").arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("a.json") && text.contains("0.9000"), "{text}");
    assert!(text.contains("b.json: not a model file"), "{text}");
    let output = unboil().args(["models", "none.json"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("none.json: cannot be read"));
    assert!(run("models").contains("default"));
    check_fails(&["models", "data/pages"], 1, &["has no .json file"]);
}

#[test]
fn a_package_is_whole_and_its_checksums_hold() {
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("release");
    let arguments = format!("package default -o {} --report data/mission.jsonl", package.display());
    run(&arguments);
    let sums = fs::read_to_string(package.join("SHA256SUMS")).unwrap();
    for name in ["model.json", "CARD.md", "NOTICE.md", "report.html"] {
        let digest = sha256(fs::read(package.join(name)).unwrap());
        assert!(sums.contains(&format!("{digest}  {name}\n")), "{name}");
    }
    assert_eq!(fs::read_to_string(package.join("CARD.md")).unwrap(), run("inspect default --card"));
    assert!(fs::read_to_string(package.join("NOTICE.md")).unwrap().contains("CC-BY-4.0"));
    check_fails(&arguments.split(' ').collect::<Vec<_>>(), 1, &["is there already"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
