//! The two stages on blocks, each fitted without each fold and on everything.

use unboil_features::{FeatureMatrix, Measure, Schema, ScoredMeasure};
use unboil_infer::Stage;

use super::inputs::Inputs;
use super::path::CrossFit;
use super::plan::Plan;
use super::{Options, Step, assemble, base};
use crate::{Fitted, Rows, TrainError};

/// The first stage on the features of blocks and, where there is one, the second on its out-of-fold log-odds.
pub(super) struct Stages<'m> {
    pub(super) first: StageFit<Measure>,
    pub(super) second: Option<StageFit<ScoredMeasure>>,
    /// What the first is fitted on, page by page.
    rows: Vec<Rows<'m>>,
    /// What the second is fitted on; empty where there is none.
    stacked: Vec<FeatureMatrix>,
}

impl<'m> Stages<'m> {
    /// Fits the first stage on `features`, which have the columns of `schema`, and the second on what that gives.
    pub(super) fn fit(
        plan: &Plan,
        features: impl IntoIterator<Item = &'m FeatureMatrix>,
        schema: Schema,
        options: &Options,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<Stages<'m>, TrainError> {
        let model = options.base.as_ref();
        let wanted = Wanted {
            schema,
            base: model.map(|model| &model.first),
            lambdas: &options.lambdas,
            columns: options.columns,
        };
        let rows = plan.rows(features);
        let first = StageFit::new(plan, &rows, wanted, options, progress)?;
        let mut stages = Stages { first, second: None, rows, stacked: Vec::new() };
        if options.second_stage {
            let base = model.and_then(|model| model.second.as_ref());
            let schema = base.map_or_else(
                || Ok(Schema::stacked().clone()),
                |base| base::schema(base, Schema::stacked()),
            )?;
            stages.stacked = plan.stacked(&stages.first.cross.out_of_fold, &schema);
            let wanted = Wanted { schema, base, lambdas: options.second_lambdas(), columns: None };
            let rows = plan.rows(&stages.stacked);
            stages.second = Some(StageFit::new(plan, &rows, wanted, options, progress)?);
        }
        Ok(stages)
    }

    /// How many fits they take.
    pub(super) fn fits(options: &Options) -> usize {
        let of_stage = |lambdas: &[f64]| (options.folds + 1) * lambdas.len();
        let of_second = if options.second_stage { of_stage(options.second_lambdas()) } else { 0 };
        of_stage(&options.lambdas) + of_second
    }

    /// What the first stage is fitted on.
    pub(super) fn first_inputs(&self) -> Inputs<'_> {
        self.first.inputs(&self.rows)
    }

    /// The cross-validation of the last stage.
    pub(super) fn last(&self) -> &CrossFit {
        self.second.as_ref().map_or(&self.first.cross, |second| &second.cross)
    }

    /// Refuses stages whose last scores do not rise with main content: no probability can be made of them.
    ///
    /// # Errors
    /// [`TrainError::NothingLearned`], with the λ of the first stage that learned nothing.
    pub(super) fn check(&self) -> Result<(), TrainError> {
        let has_learned = |cross: &CrossFit| cross.chosen.calibration.slope > 0.0;
        let (first, last) = (&self.first.cross, self.last());
        let lambda = if has_learned(first) { last.lambda } else { first.lambda };
        if has_learned(last) { Ok(()) } else { Err(TrainError::NothingLearned { lambda }) }
    }

    /// The stages as a model has them.
    pub(super) fn assemble(&self) -> Result<(Stage, Option<Stage>), TrainError> {
        let features: Vec<&FeatureMatrix> = self.rows.iter().map(|rows| rows.features).collect();
        let first = assemble::stage(&self.first.schema, &self.first.cross.all, &features)?;
        let stacked: Vec<&FeatureMatrix> = self.stacked.iter().collect();
        let of_second = |second: &StageFit<_>| assemble::stage(&second.schema, &second.cross.all, &stacked);
        Ok((first, self.second.as_ref().map(of_second).transpose()?))
    }
}

/// One stage, fitted without each fold and on everything.
pub(super) struct StageFit<M> {
    pub(super) schema: Schema<M>,
    /// The stage that it adapts.
    base: Option<Fitted>,
    /// How many columns each fit keeps.
    columns: Option<usize>,
    pub(super) cross: CrossFit,
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
        rows: &[Rows],
        wanted: Wanted<M>,
        options: &Options,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<StageFit<M>, TrainError> {
        let Wanted { schema, base, lambdas, columns } = wanted;
        let base = base.map(base::fitted);
        let inputs = Inputs { rows, base: base.as_ref(), columns };
        let cross = CrossFit::new(plan, inputs, lambdas, options, progress)?;
        Ok(StageFit { schema, base, columns, cross })
    }

    /// What the stage is fitted on, with these rows.
    pub(super) fn inputs<'a>(&'a self, rows: &'a [Rows<'a>]) -> Inputs<'a> {
        Inputs { rows, base: self.base.as_ref(), columns: self.columns }
    }
}
