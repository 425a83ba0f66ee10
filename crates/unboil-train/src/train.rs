//! Folds × regularisation path → calibrated model with an operating point.

mod ablate;
mod assemble;
mod base;
mod candidate;
mod confidence;
mod curve;
mod effects;
mod left_out;
mod options;
mod path;
mod plan;
mod presence;
mod rows;

use unboil_features::{FeatureMatrix, Schema};
use unboil_infer::{Label, Manifest, Model, ModelBody, Stage};

pub use self::ablate::{Ablation, Families, ablate};
pub use self::options::{ADAPTING, Options};
use self::path::CrossFit;
use self::plan::{Inputs, Plan};
use self::presence::Presence;
pub use self::rows::{PageRows, page_rows};
use crate::evaluate::evaluate_scores;
use crate::{Evaluation, Example, Fitted, TrainError};

/// What a training has done last, for progress bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The number of fits to come.
    Planned(usize),
    /// One more fit is done.
    Fitted,
}

/// A trained model and how it came about.
#[derive(Clone, Debug)]
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
/// See [`TrainError`]: no labels, one class, too few sites, options out of bounds, no convergence.
pub fn train(
    examples: &[Example],
    schema: &Schema,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Training, TrainError> {
    options.check()?;
    let has_second = options.base.as_ref().is_none_or(|base| base.second.is_some());
    let second_stage = options.second_stage && has_second;
    let options = &Options { second_stage, ..options.clone() };
    let plan = Plan::new(examples, schema, options)?;
    let of_second = if options.second_stage { options.second_lambdas().len() * options.folds + 1 } else { 0 };
    let base = options.base.as_ref();
    let columns = base.map(|base| base::columns(&base.first, schema)).transpose()?;
    let schema = columns.as_ref().map_or_else(|| schema.clone(), |columns| schema.at(columns));
    let of_families = if options.ablate { options.folds * ablate::families_of(&schema).len() } else { 0 };
    let further = left_out::fits(&plan, options) + curve::fits(&plan, options) + of_families;
    progress(Step::Planned(options.folds * options.lambdas.len() + 1 + of_second + further));

    let narrowed = columns.map(|columns| plan.select(&columns));
    let features: Vec<&FeatureMatrix> =
        narrowed.as_ref().map_or_else(|| plan.features(), |narrowed| narrowed.iter().collect());
    let wanted = Wanted {
        schema,
        base: base.map(|base| &base.first),
        lambdas: &options.lambdas,
        columns: options.columns,
    };
    let first = StageFit::new(&plan, &features, wanted, options, progress)?;
    let second_base = base.and_then(|base| base.second.as_ref());
    let stacked_schema = second_base
        .map_or_else(|| Ok(Schema::stacked().clone()), |stage| base::schema(stage, Schema::stacked()))?;
    let scores = plan.stacked(&first.cross.out_of_fold, &stacked_schema);
    let stacked: Vec<&FeatureMatrix> = scores.iter().collect();
    let wanted = Wanted {
        schema: stacked_schema,
        base: second_base,
        lambdas: options.second_lambdas(),
        columns: None,
    };
    let second = options
        .second_stage
        .then(|| StageFit::new(&plan, &stacked, wanted, options, progress))
        .transpose()?;

    let last = second.as_ref().map_or(&first.cross, |second| &second.cross);
    let chosen = &last.chosen;
    let mut calibrated = plan.calibrated(&last.out_of_fold, chosen.calibration);
    let presence = match base {
        None => Presence::fit(&plan, &first.cross.out_of_fold, &calibrated, options.folds)?,
        Some(base) if base.presence.is_none() => None,
        Some(base) => Some(Presence::Kept(Box::new(Model::new(base.clone())?))),
    };
    if let Some(presence) = &presence {
        presence.write(&plan, &first.cross.out_of_fold, &mut calibrated);
    }
    let left_out =
        left_out::evaluate(&plan, &features, &first, second.as_ref(), presence.as_ref(), options, progress)?;
    let curve = curve::curve(&plan, &features, &first, second.as_ref(), options, progress)?;
    let families = options
        .ablate
        .then(|| {
            let inputs = first.inputs(&features);
            let (cross, all) = (&first.cross, &first.all);
            ablate::ablate_families(&plan, inputs, &first.schema, Families::LeftOut, cross, all, progress)
        })
        .transpose()?;
    let mut out_of_fold = evaluate_scores(examples, calibrated.clone(), chosen.point);
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
        second_lambda: second.as_ref().map(|second| second.cross.lambda),
        augment: options.augment,
        iterations: first.all.iterations,
        out_of_fold: out_of_fold.sets.clone(),
        effects: effects::effects(&plan, &calibrated, chosen.point),
        left_out: left_out.sets.clone(),
        curve,
        families: families.unwrap_or_default(),
        command: options.command.clone(),
    };
    let second_stage = second.as_ref().map(|second| assemble::stage(&second.schema, &second.all, &stacked));
    let body = ModelBody {
        unboil: env!("CARGO_PKG_VERSION").to_owned(),
        first: assemble::stage(&first.schema, &first.all, &features)?,
        second: second_stage.transpose()?,
        presence: presence.as_ref().and_then(Presence::stage),
        confidence: confidence.or_else(|| base.and_then(|base| base.confidence.clone())),
        calibration: chosen.calibration,
        operating_point: chosen.point,
        manifest,
    };
    let path = first.cross.path.clone();
    let second_path = second.as_ref().map(|second| second.cross.path.clone()).unwrap_or_default();
    let by_shift = effects::by_shift(&plan, &calibrated, chosen.point);
    let base = base.map(|base| base::evaluate(&plan, base, &features)).transpose()?;
    Ok(Training { model: Model::new(body)?, out_of_fold, base, path, second_path, by_shift, left_out })
}

/// One stage, fitted without each fold and on everything.
struct StageFit<M> {
    schema: Schema<M>,
    /// The stage that it adapts.
    base: Option<Fitted>,
    /// How many columns each fit keeps.
    columns: Option<usize>,
    cross: CrossFit,
    all: Fitted,
}

/// How a stage is to be fitted.
struct Wanted<'a, M> {
    schema: Schema<M>,
    /// The stage that it adapts.
    base: Option<&'a Stage>,
    lambdas: &'a [f64],
    /// How many columns each fit keeps.
    columns: Option<usize>,
}

impl<M> StageFit<M> {
    fn new(
        plan: &Plan,
        features: &[&FeatureMatrix],
        wanted: Wanted<M>,
        options: &Options,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<StageFit<M>, TrainError> {
        let Wanted { schema, base, lambdas, columns } = wanted;
        let base = base.map(base::fitted);
        let inputs = Inputs { features, base: base.as_ref(), columns };
        let cross = CrossFit::new(plan, inputs, lambdas, options, progress)?;
        let all = plan.fit(inputs, &|_| true, cross.lambda, cross.fits.first())?;
        progress(Step::Fitted);
        Ok(StageFit { schema, base, columns, cross, all })
    }

    /// What the stage is fitted on, with these features.
    fn inputs<'m>(&'m self, features: &'m [&'m FeatureMatrix]) -> Inputs<'m> {
        Inputs { features, base: self.base.as_ref(), columns: self.columns }
    }
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
