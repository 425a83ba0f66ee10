//! The table of features: what trains a model elsewhere, and the same model.

use std::fs;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

use crate::{check_fails, run};

/// Columns before the features: set, id, site, fold, block, content, weight.
const BEFORE: usize = 7;

struct Row {
    keys: Vec<String>,
    features: Vec<f64>,
}

fn read_csv(path: &Path) -> (Vec<String>, Vec<Row>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| Row {
        keys: record.iter().take(BEFORE).map(str::to_owned).collect(),
        features: record.iter().skip(BEFORE).map(|value| f64::from(value.parse::<f32>().unwrap())).collect(),
    };
    (names, reader.records().map(|record| row(record.unwrap())).collect())
}

#[test]
fn both_formats_hold_the_same_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["table.csv", "table.parquet"] {
        let text = run(&format!("features data/mission.jsonl -o {} --folds 2", path(name).display()));
        assert!(text.starts_with("4 pages, 353 blocks"), "{text}");
    }
    let (names, rows) = read_csv(&path("table.csv"));
    let reader = SerializedFileReader::new(fs::File::open(path("table.parquet")).unwrap()).unwrap();
    let mut count = 0;
    for (row, expected) in reader.get_row_iter(None).unwrap().zip(&rows) {
        let row = row.unwrap();
        let columns: Vec<(&String, &Field)> = row.get_column_iter().collect();
        assert!(columns.iter().map(|(name, _)| *name).eq(&names));
        for ((_, field), key) in columns.iter().zip(&expected.keys) {
            let text = match field {
                Field::Str(text) => text.clone(),
                Field::Null => String::new(),
                other => other.to_string(),
            };
            assert!(
                text == *key || (text.parse::<f64>().unwrap() - key.parse::<f64>().unwrap()).abs() < 1e-12
            );
        }
        for ((_, field), value) in columns[BEFORE..].iter().zip(&expected.features) {
            assert!(matches!(field, Field::Float(found) if f64::from(*found).total_cmp(value).is_eq()));
        }
        count += 1;
    }
    assert_eq!((count, rows.len()), (353, 353));
}

/// The objective is strictly convex, and λ bounds its curvature from below: where the norm of its gradient is below
/// λ · 10⁻⁶, every coefficient is within 10⁻⁶ of the optimum's, which is what any other program finds.
#[test]
fn the_optimum_of_the_table_is_the_model() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let data = "data/pages.jsonl data/mission.jsonl --weight mission=0.3 --folds 2 --without keyword --without class";
    run(&format!("features {data} -o {}", path("table.csv").display()));
    let options = "--one-stage --lambda 0.1 --tolerance 5e-8";
    run(&format!("train {data} {options} -o {}", path("model.json").display()));
    let (names, rows) = read_csv(&path("table.csv"));
    let model: Value = serde_json::from_str(&fs::read_to_string(path("model.json")).unwrap()).unwrap();
    let first = &model["body"]["first"];
    let columns: Vec<(usize, [f64; 3])> = first["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| {
            let place = names.iter().position(|name| column["feature"] == name.as_str()).unwrap();
            (place - BEFORE, ["mean", "scale", "weight"].map(|key| column[key].as_f64().unwrap()))
        })
        .collect();
    let mut gradient = vec![0.0; columns.len()];
    let (mut of_intercept, mut total) = (0.0, 0.0);
    for row in &rows {
        let weight: f64 = row.keys[6].parse().unwrap();
        let standard = |(place, [mean, scale, _]): &(usize, [f64; 3])| (row.features[*place] - mean) / scale;
        let terms = columns.iter().map(|column| standard(column) * column.1[2]);
        let log_odds = first["intercept"].as_f64().unwrap() + terms.sum::<f64>();
        let residual =
            weight * (1.0 / (1.0 + (-log_odds).exp()) - f64::from(u8::from(row.keys[5] == "true")));
        gradient.iter_mut().zip(&columns).for_each(|(sum, column)| *sum += residual * standard(column));
        of_intercept += residual;
        total += weight;
    }
    let lambda = model["body"]["manifest"]["lambda"].as_f64().unwrap();
    let slopes = gradient.iter().zip(&columns).map(|(sum, column)| sum / total + lambda * column.1[2]);
    let norm = slopes.chain([of_intercept / total]).map(|slope| slope * slope).sum::<f64>().sqrt();
    assert!(columns.len() > 200 && norm < 1e-7, "{norm} over {} columns", columns.len());
}

#[test]
fn tables_are_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, data: &str, expected: &str| {
        let path = folder.path().join(name).display().to_string();
        check_fails(&["features", data, "-o", &path], 1, &[expected]);
        assert!(fs::read_dir(folder.path()).unwrap().all(|entry| entry.unwrap().file_name() == "lost.jsonl"));
    };
    let lost = folder.path().join("lost.jsonl");
    fs::write(&lost, "{\"id\":\"a\",\"html\":\"lost.html\",\"text\":\"\"}\n").unwrap();
    check("table.xlsx", "data/mission.jsonl", ".parquet or .csv");
    check("table.csv", &lost.display().to_string(), "lost.jsonl:1: page file");
    check("table.parquet", "data/mission.jsonl", "4 sites cannot be split into 5 folds");
}
