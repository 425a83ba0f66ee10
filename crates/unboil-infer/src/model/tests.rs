use super::*;
use crate::{OperatingPoint, decide};

fn stage<M: Clone>(full: &Schema<M>, columns: [(&str, f64); 2]) -> Stage {
    let schema = full.at(&columns.map(|(name, _)| full.position(name).unwrap()));
    let column = |((feature, weight), revision): ((&str, f64), u16)| Column {
        feature: feature.to_owned(),
        revision,
        mean: 0.5,
        scale: 2.0,
        weight,
    };
    Stage {
        schema_sha256: schema.sha256(),
        columns: columns.into_iter().zip(schema.features().iter().map(|f| f.revision)).map(column).collect(),
        intercept: 0.25,
        golden: vec![Golden { row: vec![0.5, 0.5], log_odds: 0.25 }],
    }
}

fn body() -> ModelBody {
    ModelBody {
        unboil: "0.0.0".to_owned(),
        first: stage(Schema::full(), [("text.words", 1.0), ("text.link_density", -3.0)]),
        second: Some(stage(Schema::stacked(), [("score.log_odds", 1.0), ("score.before_1", 0.5)])),
        presence: Some(stage(Schema::expected(), [("expected.words", 1.0), ("expected.share", 0.5)])),
        confidence: Some(stage(Schema::chosen(), [("chosen.mean", 1.0), ("chosen.share", 0.5)])),
        calibration: Calibration { slope: 2.0, intercept: 0.1 },
        operating_point: OperatingPoint::shifted(0.0),
        manifest: manifest(),
    }
}

/// A manifest with something in each field, all of them named: one that is added and not written would be missed.
fn manifest() -> Manifest {
    let set = SetManifest {
        name: "pages".to_owned(),
        licence: "CC0".to_owned(),
        pages: 2,
        left_out: 1,
        blocks: 40,
        weight: 1.5,
        sha256: "00".to_owned(),
    };
    let metrics = SetMetrics {
        set: "pages".to_owned(),
        auc: Some(0.75),
        block_precision: Some(0.5),
        block_recall: None,
        calibration_error: 0.125,
        confidence_auc: Some(0.875),
        presence: Some(PresenceMetrics { lost: 0.25, empty: 1, found: 0.5 }),
        groups: vec![GroupMetrics {
            group: Group::All,
            pages: 2,
            f1: 0.5,
            interval: Some((0.25, 0.75)),
            precision: 0.5,
            recall: 0.5,
        }],
    };
    let change = Change { set: "pages".to_owned(), f1: 0.5, change: -0.25, interval: Some((-0.5, 0.0)) };
    Manifest {
        base: Some(BaseManifest { sha256: "11".to_owned(), sets: vec![set.clone()] }),
        sets: vec![set],
        seed: 7,
        folds: 5,
        lambdas: vec![0.5, 0.25],
        lambda: 0.25,
        second_lambda: Some(0.125),
        augment: 0.5,
        iterations: 9,
        out_of_fold: vec![metrics.clone()],
        calibration_error: Some(0.25),
        effects: vec![OptionEffect { option: "--title on".to_owned(), f1: vec![0.5] }],
        left_out: vec![metrics],
        curve: vec![CurvePoint { pages: 10, f1: vec![0.5] }],
        families: vec![Ablated { name: "text".to_owned(), columns: 3, changes: vec![change] }],
        command: "unboil train pages.jsonl".to_owned(),
    }
}

#[track_caller]
fn check_refused(change: impl Fn(&mut String), expected: &str) {
    let mut text = String::from_utf8(Model::new(body()).unwrap().to_bytes()).unwrap();
    change(&mut text);
    let error = Model::load(text.as_bytes()).unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
}

/// As `check_refused`, for a change that a careful forger has signed.
#[track_caller]
fn check_body_refused(change: impl Fn(&mut ModelBody), expected: &str) {
    let mut body = body();
    change(&mut body);
    let error = Model::load(&file::write(&body)).unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn damaged_files_are_refused() {
    check_refused(|text| text.truncate(text.len() / 2), "not a model file");
    check_refused(std::string::String::clear, "not a model file: EOF");
    check_refused(
        |text| *text = text.replace(&format!("\"format\": {FORMAT}"), "\"format\": 99"),
        "model format 99",
    );
    check_refused(|text| *text = text.replace("0.25", "0.75"), "checksum does not match");
    check_refused(|text| *text = text.replace("\"seed\"", "\"sede\""), "unknown field `sede`");
    check_refused(|text| *text = text.replace("0.25", "1e999"), "number out of range");
}

#[test]
fn models_of_another_schema_are_refused_with_the_difference() {
    check_body_refused(
        |body| body.first.columns[1].feature = "text.charm".to_owned(),
        "feature `text.charm` does not exist",
    );
    check_body_refused(|body| body.first.columns[0].revision = 9, "`text.words` is at revision ");
    check_body_refused(|body| body.first.schema_sha256.clear(), "schema_sha256");
}

/// The first column as if it had another name, its schema's checksum made to fit.
fn renamed(body: &mut ModelBody, name: &str) {
    body.first.columns[0].feature = name.to_owned();
    let wanted = body.first.columns.iter().map(|column| (column.feature.as_str(), 1));
    body.first.schema_sha256 = Schema::full().select(wanted).map_or(String::new(), |schema| schema.sha256());
}

#[test]
fn names_that_cannot_be_are_refused() {
    check_body_refused(|body| renamed(body, "text.link_density"), "`text.link_density` is there twice");
    check_body_refused(|body| renamed(body, "\u{1b}[2J"), "the name of column 0 of the first stage holds");
    check_refused(
        |text| *text = text.replace("\"sha256\": \"", "\"sha256\": \"\\u001b"),
        "64 hexadecimal digits",
    );
}

#[test]
fn numbers_that_cannot_be_are_refused() {
    check_body_refused(|body| body.first.columns[0].scale = 5e-324, "the scale of column `text.words`");
    check_body_refused(|body| body.first.columns[0].scale = -1.0, "the scale of column `text.words`");
    check_body_refused(|body| body.first.columns[0].weight = 1.7e308, "the scale of column `text.words`");
    check_body_refused(|body| body.first.columns[0].scale = 0.0, "the scale of column `text.words`");
    check_body_refused(|body| body.calibration.slope = -1.0, "the calibration's slope");
    check_body_refused(
        |body| body.operating_point = OperatingPoint::Threshold { probability: 2.0 },
        "operating point",
    );
    check_body_refused(|body| body.first.golden[0].row.truncate(1), "golden vector 0");
    let mut infinite = body();
    infinite.first.columns[1].weight = f64::INFINITY;
    assert!(
        Model::new(infinite).unwrap_err().to_string().contains("the weight of column `text.link_density`")
    );
}

#[track_caller]
fn check_explained(model: &Model) {
    let document = unboil_html::Document::parse("<p>one <a href=x>two</a><p>three");
    let blocks = unboil_html::Blocks::of(&document);
    let page = Page::new(&document, &blocks);
    let explainer = model.explainer(&page);
    for (block, log_odds) in model.log_odds(&page).into_iter().enumerate() {
        let explanation = explainer.explain(block);
        for sum in [Some(&explanation.first), explanation.second.as_ref()].into_iter().flatten() {
            let terms: f64 = sum.contributions.iter().map(|c| c.log_odds).sum();
            assert!((sum.base + terms - sum.log_odds).abs() < 1e-9);
        }
        assert!((explanation.log_odds() - log_odds).abs() < 1e-12);
    }
}

#[test]
fn explanations_add_up_to_the_log_odds() {
    check_explained(&Model::new(body()).unwrap());
    check_explained(&Model::new(ModelBody { second: None, ..body() }).unwrap());
    assert_eq!(decide(&[], &[], OperatingPoint::shifted(0.0)), []);
}

#[test]
fn models_of_one_and_of_two_stages_survive_their_files() {
    for second in [body().second, None] {
        let model = Model::new(ModelBody { second, ..body() }).unwrap();
        let again = Model::load(&model.to_bytes()).unwrap();
        assert_eq!((again.body(), again.to_bytes()), (model.body(), model.to_bytes()));
        assert_eq!(again.verify(), Ok(()));
    }
}

#[test]
fn the_builtin_model_loads_and_verifies() {
    assert_eq!(Model::builtin().verify(), Ok(()));
}
