//! Folds × regularisation path → calibrated model with an operating point.

mod ablate;
mod assemble;
mod base;
mod confidence;
mod curve;
mod effects;
mod left_out;
mod path;
mod plan;
mod presence;
mod rows;

use std::collections::BTreeMap;

use unboil_features::{FeatureMatrix, Schema};
use unboil_infer::{Label, Manifest, Model, ModelBody, OperatingPoint, Stage};

pub use self::ablate::{Ablation, Families, ablate};
use self::path::CrossFit;
use self::plan::{Inputs, Plan};
use self::presence::Presence;
pub use self::rows::{PageRows, page_rows};
use crate::evaluate::evaluate_scores;
use crate::{Evaluation, Example, Fitted, TrainError};

/// Shifts of the log-odds that are tried for the operating point.
const SHIFTS: [f64; 7] = [-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25];

/// Regularisation strengths to try for an adapted model: from hardly moved to free.
pub const ADAPTING: [f64; 4] = [10.0, 1.0, 0.1, 0.01];

/// How to train.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Seed of the folds.
    pub seed: u64,
    /// Number of folds, at least 2.
    pub folds: usize,
    /// Regularisation strengths to try, each more than 0.
    pub lambdas: Vec<f64>,
    /// The same for the second stage; those of the first where none is given.
    pub second_lambdas: Vec<f64>,
    /// Weight of each set as a whole; 1 where not named.
    pub set_weights: BTreeMap<String, f64>,
    /// Licence and authors of each set, for the model's manifest.
    pub licences: BTreeMap<String, String>,
    /// Pages of whose gold a smaller share was found take no part in fitting, 0 to 1.
    pub min_found: f64,
    /// The shift of the operating point, by expected F1: see [`OperatingPoint::ExpectedF1`]. Where not given, that which
    /// is best out of fold, or the operating point of the model that is adapted.
    pub shift: Option<f64>,
    /// Its doubt.
    pub doubt: f64,
    /// Its length.
    pub length: f64,
    /// The share of each set's weight that altered copies of its pages carry, from 0, for none, to below 1.
    pub augment: f64,
    /// The model to adapt to the examples, instead of training from nothing: the fits keep its columns and are drawn to
    /// its weights. It has a second stage only if the model has one; the model's presence is kept, its confidence where
    /// the examples are too few for one of their own, and its operating point where none is given.
    pub base: Option<ModelBody>,
    /// How many columns each fit of the first stage keeps: those with the largest weights in a fit of all to the same
    /// rows, so that no score is of a fit whose columns its page has helped to choose. All where not given, and those of
    /// the model that is adapted.
    pub columns: Option<usize>,
    /// Whether to fit a second stage on the out-of-fold log-odds of the first.
    pub second_stage: bool,
    /// Whether to train once more for each set, without it, and score it.
    pub leave_one_set_out: bool,
    /// Whether to train on parts of the sites too, for a learning curve.
    pub curve: bool,
    /// Whether to fit the first stage without each family of features as well, to tell what it is worth.
    pub ablate: bool,
    /// The norm of the gradient at which a fit has converged, more than 0; the usual one where not given. Rows are then
    /// summed in double precision, for single precision cannot tell gradients much below the usual one from 0.
    pub tolerance: Option<f64>,
    /// What is written into the manifest as the command that reproduces the model.
    pub command: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            seed: 1,
            folds: 5,
            lambdas: vec![1e-2, 3e-3, 1e-3, 3e-4],
            second_lambdas: Vec::new(),
            set_weights: BTreeMap::new(),
            licences: BTreeMap::new(),
            min_found: 0.5,
            shift: None,
            doubt: 0.0,
            length: 0.0,
            augment: 0.0,
            base: None,
            columns: None,
            second_stage: true,
            leave_one_set_out: false,
            curve: false,
            ablate: false,
            tolerance: None,
            command: String::new(),
        }
    }
}

impl Options {
    /// The regularisation strengths of the second stage.
    fn second_lambdas(&self) -> &[f64] {
        if self.second_lambdas.is_empty() { &self.lambdas } else { &self.second_lambdas }
    }

    /// The operating points that are tried.
    fn operating_points(&self) -> Vec<OperatingPoint> {
        if let (Some(base), None) = (&self.base, self.shift) {
            return vec![base.operating_point];
        }
        let (doubt, length) = (self.doubt, self.length);
        let shifts = self.shift.map_or_else(|| SHIFTS.to_vec(), |shift| vec![shift]);
        shifts.into_iter().map(|shift| OperatingPoint::ExpectedF1 { shift, doubt, length }).collect()
    }
}

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
    check(options)?;
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

fn check(options: &Options) -> Result<(), TrainError> {
    let refuse = |name, bounds, value: String| Err(TrainError::Hyperparameter { name, bounds, value });
    if options.folds < 2 {
        return refuse("the number of folds", "at least 2", options.folds.to_string());
    }
    if options.lambdas.is_empty() {
        return refuse("the list of λ", "of at least one number", "empty".to_owned());
    }
    let lambdas = || options.lambdas.iter().chain(&options.second_lambdas);
    if let Some(lambda) = lambdas().find(|lambda| !(lambda.is_finite() && **lambda > 0.0)) {
        return refuse("λ", "more than 0", lambda.to_string());
    }
    if let Some((_, weight)) = options.set_weights.iter().find(|(_, w)| !(w.is_finite() && **w >= 0.0)) {
        return refuse("a set's weight", "0 or more", weight.to_string());
    }
    if let Some(tolerance) = options.tolerance.filter(|t| !(t.is_finite() && *t > 0.0)) {
        return refuse("the tolerance", "more than 0", tolerance.to_string());
    }
    if options.columns == Some(0) {
        return refuse("the number of columns", "at least 1", "0".to_owned());
    }
    let moves = || format!("{:?}, {} and {}", options.shift, options.doubt, options.length);
    if options.operating_points().iter().any(|point| point.checked().is_none()) {
        return refuse("shift, doubt and length", "from -20 to 20", moves());
    }
    let is_kept = options.base.is_some() && options.shift.is_none();
    if is_kept && (options.doubt != 0.0 || options.length != 0.0) {
        let bounds = "given with a shift where a model is adapted, which else keeps its operating point";
        return refuse("doubt and length", bounds, moves());
    }
    if !(0.0..1.0).contains(&options.augment) {
        return refuse("the weight of altered copies", "from 0 to below 1", options.augment.to_string());
    }
    if !(0.0..=1.0).contains(&options.min_found) {
        return refuse("the least share of gold found", "0 to 1", options.min_found.to_string());
    }
    Ok(())
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
