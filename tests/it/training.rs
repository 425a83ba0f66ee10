//! Training on our own pages: reproducible, scored out of fold, and of use.

use std::fs;

use serde_json::Value;
use unboil::Model;
use unboil::infer::OperatingPoint;

use crate::{check_fails, root, run};

#[test]
fn the_same_data_gives_the_same_model_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let train = |threads: usize| {
        let path = folder.path().join("model.json");
        let texts = folder.path().join("texts.jsonl");
        run(&format!(
            "train data/pages.jsonl -o {} --folds 3 --lambda 0.01 --augment 0.3 --columns 200 --curve --ablate --out-of-fold {} -j {threads}",
            path.display(),
            texts.display()
        ));
        (fs::read(path).unwrap(), fs::read(texts).unwrap())
    };
    let (model, texts) = train(1);
    assert_eq!(train(2), (model.clone(), texts.clone()));
    assert_eq!(train(8), (model.clone(), texts.clone()));
    let manifest = Model::load(&model).unwrap().body().manifest.clone();
    let columns: usize = manifest.families.iter().map(|family| family.columns).sum();
    assert_eq!(columns, 200, "{:?}", manifest.families);
    assert!(manifest.families[0].changes[0].change < 0.0, "{:?}", manifest.families);
    let curve = manifest.curve;
    assert_eq!(curve.len(), 4);
    assert!(curve.is_sorted_by(|less, more| less.pages < more.pages));
    assert!(curve[0].f1[0] < curve[3].f1[0], "{curve:?}");
    let pages = fs::read_to_string(root("data/pages.jsonl")).unwrap().lines().count();
    let texts = String::from_utf8(texts).unwrap();
    assert_eq!(texts.lines().count(), pages);
    let first: Value = serde_json::from_str(texts.lines().next().unwrap()).unwrap();
    assert!(first["id"].is_string() && first["text"].is_string() && first["set"] == "pages");
}

#[test]
fn a_trained_model_can_be_used_compared_and_gated() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("ours.json").display().to_string();
    let report = run(&format!("train data/pages.jsonl -o {model} --folds 3 --lambda 0.01 --without keyword"));
    assert!(report.contains("out of fold") && report.contains("page_type=forum"));
    assert!(!run(&format!("inspect {model}")).contains("keyword"));
    assert!(run(&format!("evaluate {model} data/mission.jsonl")).contains("mission"));
    let compare = |gate: &str| format!("compare {model} default --data data/mission.jsonl --gate {gate}");
    assert!(run(&compare("f1>=-0.9")).contains("passed"));
    check_fails(&compare("f1>=0.9").split(' ').collect::<Vec<_>>(), 1, &[]);
    check_fails(&compare("f2>1").split(' ').collect::<Vec<_>>(), 2, &["is no gate"]);
}

#[test]
fn a_model_is_adapted_to_pages_of_a_kind_that_it_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    for set in ["pages", "new"] {
        let pages = format!("examples/recipes/selectors.jsonl examples/recipes/{set}");
        run(&format!("import selectors {pages} -o {}", path(&format!("{set}.jsonl"))));
    }
    let train = |options: &str| {
        run(&format!("train {} -o {} --from default {options}", path("pages.jsonl"), path("ours.json")));
        Model::load(&fs::read(path("ours.json")).unwrap()).unwrap()
    };
    // Recipes are wanted without their stories: the default model wants both.
    let model = train("");
    let f1 = |model: &str| {
        run(&format!("evaluate {model} {} --json {}", path("new.jsonl"), path("scores.json")));
        let scores: Value = serde_json::from_str(&fs::read_to_string(path("scores.json")).unwrap()).unwrap();
        scores["sets"][0]["groups"][0]["f1"].as_f64().unwrap()
    };
    let (old, new) = (f1("default"), f1(&path("ours.json")));
    assert!(old < 0.75 && new > 0.9, "{old} {new}");
    let base = model.body().manifest.base.as_ref().unwrap();
    let sets = Model::builtin().body().manifest.sets.len();
    assert_eq!((&base.sha256, base.sets.len()), (&Model::builtin().sha256(), sets));
    // A penalty without bounds leaves the model as it was.
    let same = train("--lambda 1e9 --shift=-0.5");
    let weights =
        |model: &Model| model.body().first.columns.iter().map(|column| column.weight).collect::<Vec<_>>();
    let moved =
        weights(&same).iter().zip(weights(Model::builtin())).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    assert!(moved < 1e-6, "{moved}");
}

#[test]
fn what_the_adapted_model_had_seen_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    run(&format!("train data/notices.jsonl -o {} --folds 2 --lambda 0.01 --one-stage", path("base.json")));
    let notices = fs::read_to_string(root("data/notices.jsonl")).unwrap();
    let check = |set: &str, skipped: usize, expected: Option<[&str; 3]>| {
        let lines: Vec<&str> = notices.lines().skip(skipped).collect();
        fs::write(path(set), lines.join("\n")).unwrap();
        let (data, base, ours) = (path(set), path("base.json"), path("ours.json"));
        let text = run(&format!("train {data} -o {ours} --folds 2 --lambda 1 --from {base}"));
        let card = run(&format!("inspect {ours} --card"));
        run(&format!("report {ours} {data} --top 0 -o {}", path("report.html")));
        let report = fs::read_to_string(path("report.html")).unwrap();
        let is_unseen =
            report.contains("are of pages that it had not seen") && report.contains(" out of fold</small>");
        assert_eq!(is_unseen, expected.is_none(), "{report}");
        for (at, text) in [text, card, report].iter().enumerate() {
            match expected {
                Some(expected) => assert!(text.contains(expected[at]), "{} is not in {text}", expected[at]),
                None => assert!(!text.contains("too high"), "{text}"),
            }
        }
    };
    let same = [
        "adapted was trained on these very pages, so all F1 here are too high: other\n",
        "adapted had been trained on these very pages, so their figures are too high, out of fold and left out as well: other.",
        "adapted had been trained on these very pages of <b>other</b>",
    ];
    check("other.jsonl", 0, Some(same));
    let by_name = [
        "adapted was trained on sets of these names, so F1 may be too high: notices\n",
        "adapted had been trained on sets of these names, so their figures may be too high: notices.",
        "adapted had been trained on sets named <b>notices</b>",
    ];
    check("notices.jsonl", 1, Some(by_name));
    check("other.jsonl", 1, None);
}

/// A label line of a short page of a site.
fn page(id: usize, site: &str) -> String {
    let gold = format!("The tide comes in twice a day on coast {id}, and it comes in fast.");
    let html = format!("<nav><a href=/>Home</a> <a href=/{id}>Shop</a></nav><p>{gold}</p><footer>All rights");
    let url = format!("https://{site}.example/{id}");
    format!("{}\n", serde_json::json!({ "id": id.to_string(), "url": url, "html": html, "text": gold }))
}

#[test]
fn parts_of_a_curve_that_cannot_be_fitted_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let points = |sites: &[&str], seed: usize| {
        let lines: String = sites.iter().enumerate().map(|(id, site)| page(id, site)).collect();
        fs::write(path("set.jsonl"), lines).unwrap();
        let options = format!("--folds 2 --lambda 0.1 --one-stage --curve --seed {seed}");
        let text = run(&format!("train {} -o {} {options}", path("set.jsonl"), path("model.json")));
        let curve =
            Model::load(&fs::read(path("model.json")).unwrap()).unwrap().body().manifest.curve.clone();
        assert_eq!(
            text.contains("no learning curve: half of the sites are too few"),
            curve.is_empty(),
            "{text}"
        );
        curve.len()
    };
    // One fold is the large site, the other all the rest, of which some parts are.
    let sites = ["large", "large", "large", "large", "a", "b", "c", "d"];
    let by_seed: Vec<usize> = (1..=8).map(|seed| points(&sites, seed)).collect();
    assert!(by_seed.contains(&0) && by_seed.contains(&2), "{by_seed:?}");
    assert_eq!(points(&["a", "b"], 1), 0);
}

#[test]
fn a_set_that_is_left_out_takes_its_sites_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    // Recipes without their stories, as no other page has them, in two sets of the same sites.
    run(&format!(
        "import selectors examples/recipes/selectors.jsonl examples/recipes/new -o {}",
        path("a.jsonl")
    ));
    fs::copy(path("a.jsonl"), path("b.jsonl")).unwrap();
    let sets = format!("data/pages.jsonl {} {}", path("a.jsonl"), path("b.jsonl"));
    let options = "--folds 2 --lambda 0.01 --shift=0 --leave-one-set-out";
    run(&format!("train {sets} -o {} {options}", path("model.json")));
    let model = Model::load(&fs::read(path("model.json")).unwrap()).unwrap();
    let left_out = &model.body().manifest.left_out;
    let f1 = left_out.iter().find(|set| set.set == "a").unwrap().all().unwrap().f1;
    assert!(f1 < 0.8, "{f1}");
}

#[test]
fn what_is_left_without_a_set_is_looked_at_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let write = |set: &str, sites: &[&str]| {
        let lines: String = sites.iter().enumerate().map(|(id, site)| page(id, site)).collect();
        fs::write(path(set), lines).unwrap();
        path(set)
    };
    let train = |data: &[&str], more: &str| -> Vec<String> {
        let model = path("model.json");
        let options = format!("-o {model} --folds 2 --lambda 0.1 --leave-one-set-out {more}");
        let words = ["train"].iter().chain(data).copied().chain(options.split_whitespace());
        words.map(str::to_owned).collect()
    };
    let check = |data: &[&str], more: &str, expected: &str| {
        let words = train(data, more);
        check_fails(&words.iter().map(String::as_str).collect::<Vec<_>>(), 1, &[expected]);
    };
    let (a, b) = (write("a.jsonl", &["x", "y", "z"]), write("b.jsonl", &["z", "y", "x"]));
    let left = path("left.jsonl");
    check(&[&a], &format!("--left-out {left}"), "leaving each set out needs two sets");
    check(&[&a, &b], "", "without the set `a`, and what other sets have of its sites, too little is left");
    let other = write("other.jsonl", &["u", "v", "w"]);
    check(&[&other, &a], "--weight a=0", "without the set `other`");
    // Pages without an address are of their own sites, whatever their ids.
    let without_address = |set: &str, sites: &[&str]| {
        let labels = fs::read_to_string(write(set, sites)).unwrap().replace("\"url\"", "\"was\"");
        fs::write(path(set), labels).unwrap();
        path(set)
    };
    let (c, d) = (without_address("c.jsonl", &["x", "y", "z"]), without_address("d.jsonl", &["x", "y", "z"]));
    run(&train(&[&c, &d], "--one-stage").join(" "));
}

#[test]
fn an_adapted_model_takes_another_operating_point_where_that_is_surely_better() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    // A model that leaves out most of what it is in doubt of.
    let train = "train data/pages.jsonl --folds 3";
    run(&format!("{train} --lambda 0.01 --shift=-6 -o {}", path("base.json")));
    let shift = |options: &str| {
        run(&format!("{train} --lambda 1 -o {} --from {} {options}", path("ours.json"), path("base.json")));
        let model = Model::load(&fs::read(path("ours.json")).unwrap()).unwrap();
        let OperatingPoint::ExpectedF1 { shift, .. } = model.body().operating_point else {
            panic!("a model that chose by expected F1 still does")
        };
        shift
    };
    assert!(shift("") > -2.0);
    assert!((shift("--shift=-6") + 6.0).abs() < 1e-9);
}

#[test]
fn a_penalty_that_leaves_nothing_to_learn_is_told() {
    let train = "train data/pages.jsonl -o never.json --folds 3 --lambda 1000";
    let arguments: Vec<&str> = train.split(' ').collect();
    check_fails(&arguments, 1, &["at λ = 1000 the scores of blocks out of fold tell nothing", "a smaller λ"]);
}

#[test]
fn options_out_of_bounds_are_refused() {
    let check = |option: &str, value: &str, expected: &str| {
        check_fails(&["train", "data/pages.jsonl", "-o", "never.json", option, value], 1, &[expected]);
    };
    check("--folds", "1", "at least 2");
    check("--lambda", "0", "λ must be from 1e-12 to 1e12, not 0");
    check("--lambda", "1e300", "λ must be from 1e-12 to 1e12, not 1e300");
    check("--second-lambda", "-1", "λ must be from 1e-12 to 1e12, not -1");
    check("--weight", "pages=1e300", "a set's weight must be 0, or from 1e-6 to 1e6, not 1e300");
    check("--weight", "pages=1e-300", "from 1e-6 to 1e6, not 1e-300");
    check("--augment", "-0.5", "from 0 to below 1, not -0.5");
    check("--min-found", "-1", "0 to 1, not -1");
    check("--augment", "1", "below 1");
    check("--columns", "0", "at least 1");
    check("--tolerance", "1e-30", "the tolerance must be from 1e-12 to 1, not 1e-30");
    check("--min-found", "2", "0 to 1");
    check("--doubt", "99", "from -20 to 20");
    let adapted = ["train", "data/pages.jsonl", "-o", "never.json", "--from", "default", "--doubt", "1"];
    check_fails(&adapted, 1, &["doubt and length must be given with a shift"]);
    for (option, value) in [("--columns", "9"), ("--without", "keyword")] {
        let kept = ["train", "data/pages.jsonl", "-o", "never.json", "--from", "default", option, value];
        check_fails(&kept, 1, &["a model that is adapted keeps its columns"]);
    }
    let one = ["train", "data/pages.jsonl", "-o", "never.json", "--one-stage", "--second-lambda", "1"];
    check_fails(&one, 1, &["λ of the second stage must be left out"]);
    check("--weight", "nosuch=2", "no label file is named `nosuch`");
    for option in ["--weight", "--licence"] {
        let twice = ["train", "data/pages.jsonl", "-o", "never.json", option, "pages=1", option, "pages=3"];
        check_fails(&twice, 1, &[&format!("{option} is given twice for `pages`")]);
    }
    check("--without", "nosuch", "no feature family `nosuch`");
}

#[test]
fn wcxb_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["html", "ground-truth"] {
        fs::create_dir(folder.path().join(part)).unwrap();
    }
    let truth = r#"{"url":"https://a.example/x","_internal":{"page_type":{"primary":"category"}},
        "ground_truth":{"main_content":"one two","title":"One","author":null,"publish_date":"2024-05-31"}}"#;
    fs::write(folder.path().join("ground-truth/0001.json"), truth).unwrap();
    let output = folder.path().join("set.jsonl");
    let import = format!("import wcxb {} -o {}", folder.path().display(), output.display());
    check_fails(&import.split(' ').collect::<Vec<_>>(), 1, &["0001.html.gz", "missing"]);
    assert!(!output.exists());
    fs::write(folder.path().join("html/0001.html.gz"), "<p>one two<p>three").unwrap();
    run(&import);
    let row: Value = serde_json::from_str(&fs::read_to_string(&output).unwrap()).unwrap();
    assert_eq!((row["id"].as_str(), row["page_type"].as_str()), (Some("0001"), Some("collection")));
    assert_eq!(row["meta"], serde_json::json!({ "title": "One", "author": null, "date": "2024-05-31" }));
    assert!(run(&format!("evaluate default {}", output.display())).contains("page_type=collection"));
}

#[test]
fn what_cannot_be_written_is_told_before_the_work() {
    // The label file is not there either: it is not looked for.
    check_fails(
        &["train", "none.jsonl", "-o", "none/model.json"],
        1,
        &["none/model.json: cannot be written"],
    );
    check_fails(&["train", "data/pages.jsonl", "-o", "m.json", "--weight", "pages=0"], 1, &["has a weight"]);
}

#[test]
fn why_no_page_can_be_learned_from_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (set, model) = (folder.path().join("set.jsonl"), folder.path().join("model.json"));
    let check = |lines: &[&str], expected: &[&str]| {
        fs::write(&set, lines.join("\n")).unwrap();
        check_fails(&["train", set.to_str().unwrap(), "-o", model.to_str().unwrap()], 1, expected);
    };
    let lost = r#"{"id":"a","html":"<p>River","text":"Nothing of it stands there"}"#;
    let unlabelled = r#"{"id":"b","html":"<p>River","blocks":[]}"#;
    check(&[lost], &["1 of 1 were left out because their gold was not found"]);
    check(&[unlabelled], &["in 1 of 1 no block is labelled"]);
    check(&[lost, unlabelled], &["1 of 2 were left out", "in 1 of 2 no block is labelled"]);
}
