//! Folds × regularisation path → calibrated model with an operating point.

mod ablate;
mod assemble;
mod base;
mod candidate;
mod confidence;
mod curve;
mod effects;
mod inputs;
mod left_out;
mod options;
mod pages;
mod path;
mod plan;
mod presence;
mod rows;
mod stages;

use std::collections::BTreeSet;

use unboil_features::{FeatureMatrix, Schema};
use unboil_infer::{Label, Manifest, Model, ModelBody};

pub use self::ablate::{Ablation, Families, ablate};
pub use self::options::Options;
use self::plan::Plan;
use self::presence::Presence;
pub use self::rows::{PageRows, page_rows};
use self::stages::Stages;
use crate::evaluate::evaluate_scores;
use crate::{Evaluation, Example, TrainError};

/// What a training has done last, for progress bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The number of fits to come.
    Planned(usize),
    /// One more fit is done.
    Fitted,
}

/// A trained model and how it came about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Training {
    /// The model, fitted on all examples.
    pub model: Model,
    /// Out-of-fold results, each page scored by a model that saw no page of its site.
    pub out_of_fold: Evaluation,
    /// Results of the model that was adapted, as it is; `None` where there is none.
    pub base: Option<Evaluation>,
    /// Out-of-fold mean of the sets' F1 at each λ.
    pub path: Vec<(f64, f64)>,
    /// The same for the second stage; empty where there is none.
    pub second_path: Vec<(f64, f64)>,
    /// Out-of-fold F1 of each set at other operating points, by the shift of the log-odds.
    pub by_shift: Vec<(f64, Vec<f64>)>,
    /// Results of each set by a model that saw nothing of it; empty unless asked for.
    pub left_out: Evaluation,
}

/// Trains a model on examples that were all measured with `schema`.
///
/// # Errors
/// See [`TrainError`]: no labels, one class, too few sites, too little without a set, options out of bounds, no convergence.
pub fn train(
    examples: &[Example],
    schema: &Schema,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Training, TrainError> {
    options.check(schema, &sets_of(examples))?;
    let options = &options.settled();
    let plan = Plan::new(examples, schema, options)?;
    left_out::check(&plan, options)?;
    let base = options.base.as_ref();
    let columns = base.map(|base| base::columns(&base.first, schema)).transpose()?;
    let schema = columns.as_ref().map_or_else(|| schema.clone(), |columns| schema.at(columns));
    let of_families = if options.ablate { ablate::fits(&schema, options) } else { 0 };
    let further = left_out::fits(&plan, options) + curve::fits(&plan, options) + of_families;
    progress(Step::Planned(Stages::fits(options) + further));

    let narrowed = columns.map(|columns| plan.select(&columns));
    let features: Vec<&FeatureMatrix> =
        narrowed.as_ref().map_or_else(|| plan.features(), |narrowed| narrowed.iter().collect());
    let stages = Stages::fit(&plan, features.iter().copied(), schema, options, progress)?;
    stages.check()?;
    let (first, second) = (&stages.first, stages.second.as_ref());
    let last = stages.last();
    let chosen = &last.chosen;
    let mut calibrated = plan.calibrated(&last.out_of_fold, chosen.calibration);
    let presence = Presence::new(&plan, &first.cross.out_of_fold, &calibrated, options)?;
    if let Some(presence) = &presence {
        presence.write(&plan, &first.cross.out_of_fold, &mut calibrated);
    }

    let left_out = left_out::evaluate(&plan, &stages, presence.as_ref(), options, progress)?;
    let ablate = || ablate::ablate_families(&plan, &stages, Families::LeftOut, progress);
    let families = options.ablate.then(ablate).transpose()?.unwrap_or_default();
    let mut out_of_fold = evaluate_scores(examples, calibrated.clone(), chosen.point);
    let curve = curve::curve(&plan, &stages, presence.as_ref(), &out_of_fold, options, progress)?;
    let confidence = confidence::fit_stage(&plan, &mut out_of_fold, options.folds)?;
    if let Some(presence) = &presence {
        presence.write_metrics(&plan, &mut out_of_fold);
    }
    let manifest = Manifest {
        base: base.map(base::manifest),
        sets: plan.set_manifests(options),
        seed: options.seed,
        folds: options.folds,
        lambdas: options.lambdas.clone(),
        lambda: first.cross.lambda,
        second_lambda: second.map(|second| second.cross.lambda),
        augment: options.augment,
        iterations: first.cross.all.iterations,
        out_of_fold: out_of_fold.sets.clone(),
        calibration_error: Some(plan.calibration_error(&last.out_of_fold, chosen.calibration)),
        effects: effects::effects(&plan, &calibrated, chosen.point),
        left_out: left_out.sets.clone(),
        curve,
        families,
        command: options.command.clone(),
    };
    let (first_stage, second_stage) = stages.assemble()?;
    let body = ModelBody {
        unboil: env!("CARGO_PKG_VERSION").to_owned(),
        first: first_stage,
        second: second_stage,
        presence: presence.as_ref().and_then(Presence::stage),
        confidence: confidence.or_else(|| base.and_then(|base| base.confidence.clone())),
        calibration: chosen.calibration,
        operating_point: chosen.point,
        manifest,
    };
    let path = first.cross.path.clone();
    let second_path = second.map(|second| second.cross.path.clone()).unwrap_or_default();
    let by_shift = effects::by_shift(&plan, &calibrated, chosen.point);
    let base = base.map(|base| base::evaluate(&plan, base, &features)).transpose()?;
    Ok(Training { model: Model::new(body)?, out_of_fold, base, path, second_path, by_shift, left_out })
}

/// The names of the sets of examples.
fn sets_of(examples: &[Example]) -> BTreeSet<&str> {
    examples.iter().map(|example| &*example.set).collect()
}

impl Training {
    /// The out-of-fold text of each example, in order.
    pub fn out_of_fold_texts<'a>(
        &'a self,
        examples: &'a [Example],
    ) -> impl Iterator<Item = (&'a str, String)> {
        texts(&self.out_of_fold, examples)
    }

    /// The text of each example by the model that saw nothing of its set; empty unless asked for.
    pub fn left_out_texts<'a>(&'a self, examples: &'a [Example]) -> impl Iterator<Item = (&'a str, String)> {
        texts(&self.left_out, examples)
    }
}

fn texts<'a>(evaluation: &'a Evaluation, examples: &'a [Example]) -> impl Iterator<Item = (&'a str, String)> {
    let render = |labels: &[Label], example: &Example| example.text.render(labels);
    evaluation
        .pages
        .iter()
        .zip(examples)
        .map(move |(page, example)| (page.id.as_str(), render(&page.labels, example)))
}

#[cfg(test)]
mod tests;
