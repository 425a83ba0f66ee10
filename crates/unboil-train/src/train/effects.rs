//! What other operating points and options do to the out-of-fold F1.

use unboil_infer::{ExtractOptions, Favor, OperatingPoint, OptionEffect, PageScores, PartChoice, Repeats};

use super::options::SHIFTS;
use super::plan::Plan;
use crate::evaluate::{page_scores, set_f1};

/// The F1 of each set, given calibrated log-odds, at the operating point with each of the shifts that are tried, in
/// rising order.
pub(super) fn by_shift(
    plan: &Plan,
    calibrated: &[PageScores],
    point: OperatingPoint,
) -> Vec<(f64, Vec<f64>)> {
    let at = |shift: f64| f1(plan, calibrated, point.at_shift(shift), &ExtractOptions::default());
    let mut shifts = SHIFTS;
    shifts.sort_by(f64::total_cmp);
    shifts.into_iter().map(|shift| (shift, at(shift))).collect()
}

/// The F1 of each set with other options than the default ones.
pub(super) fn effects(plan: &Plan, calibrated: &[PageScores], point: OperatingPoint) -> Vec<OptionEffect> {
    let mut options: Vec<(String, ExtractOptions)> = Vec::new();
    let default = ExtractOptions::default();
    for (name, choice) in [("on", PartChoice::On), ("off", PartChoice::Off)] {
        options.push((format!("--title {name}"), ExtractOptions { title: choice, ..default }));
        options.push((format!("--comments {name}"), ExtractOptions { comments: choice, ..default }));
    }
    options.push(("--repeats all".to_owned(), ExtractOptions { repeats: Repeats::All, ..default }));
    for favor in Favor::ALL {
        let operating_point = Some(favor.of(point));
        let name = format!("--favor {favor:?}").to_lowercase();
        options.push((name, ExtractOptions { operating_point, ..default }));
    }
    options
        .into_iter()
        .map(|(option, options)| OptionEffect { option, f1: f1(plan, calibrated, point, &options) })
        .collect()
}

fn f1(plan: &Plan, calibrated: &[PageScores], point: OperatingPoint, options: &ExtractOptions) -> Vec<f64> {
    let pages = page_scores(plan.examples(), calibrated, point, options);
    plan.sets.iter().map(|set| set_f1(set, plan.examples(), &pages)).collect()
}
