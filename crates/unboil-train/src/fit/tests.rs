use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};
use unboil_features::{FeatureMatrix, Schema};
use unboil_html::{Blocks, Document};

use super::*;

/// Pages of our own making, with labels that features explain in part.
fn pages() -> Vec<(FeatureMatrix, Vec<bool>)> {
    let schema =
        Schema::full().filter(|f| ["text", "neighbour"].contains(&f.family()) && !f.name.contains("over"));
    let page = |seed: usize| {
        let blocks: Vec<String> = (0..30)
            .map(|i| {
                let words = "words, and more ".repeat((i * 7 + seed * 3) % 11 + 1);
                if (i + seed).is_multiple_of(3) {
                    format!("<p><a href=x>{words}</a>")
                } else {
                    format!("<p>{words}.")
                }
            })
            .collect();
        let document = Document::parse(&blocks.concat());
        let blocks = Blocks::of(&document);
        let labels = (0..blocks.len())
            .map(|i| !(i + seed).is_multiple_of(3) && !(i * seed).is_multiple_of(7))
            .collect();
        (FeatureMatrix::measure(&document, &blocks, &schema), labels)
    };
    (1..12).map(page).collect()
}

fn rows(pages: &[(FeatureMatrix, Vec<bool>)]) -> Vec<Rows<'_>> {
    let weights = |labels: &[bool]| vec![1.0; labels.len()];
    pages.iter().map(|(m, l)| Rows { features: m, labels: l.clone(), weights: weights(l) }).collect()
}

#[test]
fn equal_weights_give_the_solution_of_linfa() {
    let pages = pages();
    let rows = rows(&pages);
    let lambda = 0.01;
    let ours = fit(&Problem::new(&rows).unwrap(), lambda, None).unwrap();

    let columns = ours.weights.len();
    let standardised: Vec<f64> = pages
        .iter()
        .flat_map(|(matrix, _)| (0..matrix.rows()).flat_map(|row| matrix.row(row).to_vec()))
        .enumerate()
        .map(|(at, value)| (f64::from(value) - ours.means[at % columns]) / ours.scales[at % columns])
        .collect();
    let targets: Array1<bool> = pages.iter().flat_map(|(_, labels)| labels.clone()).collect();
    let count = targets.len();
    let records = Array2::from_shape_vec((count, columns), standardised).unwrap();
    let theirs = LogisticRegression::default()
        .alpha(lambda * count as f64)
        .max_iterations(5000)
        .gradient_tolerance(1e-7 * count as f64)
        .fit(&linfa::Dataset::new(records, targets))
        .unwrap();
    assert!((ours.intercept - theirs.intercept()).abs() < 1e-2, "{} {}", ours.intercept, theirs.intercept());
    for (column, weight) in ours.weights.iter().enumerate() {
        assert!(
            (weight - theirs.params()[column]).abs() < 2e-3,
            "{column}: {weight} {}",
            theirs.params()[column]
        );
    }
}

#[test]
fn a_row_of_weight_two_is_two_rows() {
    let pages = pages();
    let mut heavy = rows(&pages);
    heavy[0].weights.fill(2.0);
    let mut twice = rows(&pages);
    twice.push(twice[0].clone());
    let (a, b) =
        (fit(&Problem::new(&heavy).unwrap(), 0.01, None), fit(&Problem::new(&twice).unwrap(), 0.01, None));
    for (a, b) in a.unwrap().weights.iter().zip(b.unwrap().weights) {
        assert!((a - b).abs() < 2e-3, "{a} {b}");
    }
}

#[test]
fn columns_without_a_part_are_as_if_they_were_not_there() {
    let pages = pages();
    let rows = rows(&pages);
    let problem = Problem::new(&rows).unwrap().with(Precision::Double { tolerance: 1e-8 });
    let all = fit(&problem, 0.01, None).unwrap();
    let kept: Vec<usize> = (0..all.weights.len()).filter(|column| column % 3 != 0).collect();
    let mask: Vec<bool> = (0..all.weights.len()).map(|column| column % 3 == 0).collect();
    let masked = fit(&problem.without(&mask), 0.01, Some(&all)).unwrap();
    let fewer: Vec<_> = pages.iter().map(|(matrix, labels)| (matrix.select(&kept), labels.clone())).collect();
    let rows = self::rows(&fewer);
    let problem = Problem::new(&rows).unwrap().with(Precision::Double { tolerance: 1e-8 });
    let selected = fit(&problem, 0.01, None).unwrap();
    for (column, weight) in kept.iter().zip(&selected.weights) {
        assert!((masked.weights[*column] - weight).abs() < 1e-5);
    }
    assert!((0..mask.len()).all(|column| !mask[column] || masked.weights[column].abs() < 1e-12));
}

#[test]
fn a_fit_that_can_get_no_further_ends() {
    let pages = pages();
    let rows = rows(&pages);
    let problem = Problem::new(&rows).unwrap();
    let fitted = |tolerance: f64| {
        fit(&problem.clone().with(Precision::Double { tolerance }), 0.01, None).unwrap().weights
    };
    for (least, usual) in fitted(1e-30).iter().zip(fitted(1e-8)) {
        assert!((least - usual).abs() < 1e-6, "{least} {usual}");
    }
    assert!(fit(&problem, 1e300, None).is_err());
}

#[test]
fn one_class_is_refused() {
    let pages = pages();
    let mut rows = rows(&pages);
    rows.iter_mut().for_each(|page| page.labels.fill(true));
    assert!(matches!(Problem::new(&rows), Err(TrainError::SingleClass { label: "main content" })));
    assert!(matches!(Problem::new(&[]), Err(TrainError::NoWeight)));
}

#[test]
fn as_many_columns_are_kept_as_are_wanted_and_fitted_as_if_alone() {
    let pages = pages();
    let rows = rows(&pages);
    let problem = Problem::new(&rows).unwrap();
    let kept_of = |fitted: &Fitted| -> Vec<bool> { fitted.weights.iter().map(|w| *w != 0.0).collect() };
    let check = |wanted: usize| {
        let found = fit_largest(&problem, wanted, 0.01, None).unwrap();
        let kept = kept_of(&found);
        assert_eq!(kept.iter().filter(|kept| **kept).count(), wanted);
        let left: Vec<bool> = kept.iter().map(|kept| !kept).collect();
        let alone = fit(&problem.without(&left), 0.01, None).unwrap();
        let difference = found.weights.iter().zip(&alone.weights).map(|(a, b)| (a - b).abs());
        assert!(difference.fold(0.0, f64::max) < 0.02);
    };
    check(1);
    check(3);
    check(7);
}

#[test]
fn what_is_fitted_side_by_side_is_as_if_fitted_alone() {
    let pages = pages();
    let rows = rows(&pages);
    let masks: Vec<Vec<bool>> =
        (0..5).map(|fold| (0..rows.len()).map(|page| page % 5 != fold).collect()).collect();
    // The third is done at once, and the fourth asks for doubles.
    let solve = |place: usize, problem: &Problem| match place {
        2 => None,
        3 => fit(&problem.clone().with(Precision::Double { tolerance: 1e-6 }), 0.01, None).ok(),
        _ => fit(problem, 0.01, None).ok(),
    };
    let together = side_by_side(Problem::each(&rows, masks.clone()).unwrap(), solve);
    for (place, mask) in masks.into_iter().enumerate() {
        let alone = Problem::each(&rows, [mask]).unwrap().swap_remove(0);
        assert_eq!(solve(place, &alone), together[place], "{place}");
    }
    assert!(together[3].is_some() && together[4].is_some());
    assert!(side_by_side(Vec::new(), solve).is_empty());
}

#[test]
fn columns_are_standardised_by_the_pages_that_are_kept() {
    let pages = pages();
    let all = rows(&pages);
    let mask: Vec<bool> = (0..all.len()).map(|page| page % 3 != 1).collect();
    let some: Vec<Rows> =
        all.iter().zip(&mask).filter(|(_, keep)| **keep).map(|(rows, _)| rows.clone()).collect();
    let masked = &Problem::each(&all, [mask]).unwrap()[0].standard;
    let alone = &Problem::new(&some).unwrap().standard;
    assert!((masked.weight - alone.weight).abs() < 1e-9);
    let values: Vec<(f64, f64)> = some
        .iter()
        .flat_map(|page| {
            (0..page.features.rows()).map(|row| (f64::from(page.features.row(row)[0]), page.weights[row]))
        })
        .collect();
    let mean = values.iter().map(|(value, weight)| value * weight).sum::<f64>() / alone.weight;
    let variance =
        values.iter().map(|(value, weight)| weight * (value - mean).powi(2)).sum::<f64>() / alone.weight;
    for standard in [masked, alone] {
        assert!(
            (standard.means[0] - mean).abs() < 1e-9 && (standard.scales[0] - variance.sqrt()).abs() < 1e-9
        );
    }
}
