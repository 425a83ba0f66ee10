//! The model that a training adapts.

use unboil_features::{FeatureMatrix, Schema};
use unboil_infer::{BaseManifest, Model, ModelBody, Stage};

use super::plan::Plan;
use super::presence::Presence;
use crate::evaluate::evaluate_scores;
use crate::{Evaluation, Fitted};

/// A stage as the fit that it was.
pub(super) fn fitted(stage: &Stage) -> Fitted {
    let of = |part: fn(&unboil_infer::Column) -> f64| stage.columns.iter().map(part).collect();
    Fitted {
        means: of(|column| column.mean),
        scales: of(|column| column.scale),
        weights: of(|column| column.weight),
        intercept: stage.intercept,
        iterations: 0,
    }
}

/// The columns of a stage among those of a schema.
pub(super) fn schema<M: Clone>(stage: &Stage, of: &Schema<M>) -> Result<Schema<M>, unboil_infer::ModelError> {
    let wanted = stage.columns.iter().map(|column| (column.feature.as_str(), column.revision));
    of.select(wanted).map_err(unboil_infer::ModelError::SchemaMismatch)
}

/// The places of the columns of a first stage in the schema of the examples.
pub(super) fn columns(stage: &Stage, schema: &Schema) -> Result<Vec<usize>, unboil_infer::ModelError> {
    let wanted = self::schema(stage, schema)?;
    Ok(wanted.features().iter().filter_map(|feature| schema.position(&feature.name)).collect())
}

/// How the model does on the pages of a plan as it is, given the features of its first stage.
pub(super) fn evaluate(
    plan: &Plan,
    base: &ModelBody,
    features: &[&FeatureMatrix],
) -> Result<Evaluation, unboil_infer::ModelError> {
    let first = fitted(&base.first);
    let by_first = plan.scores(features, |_| &first);
    let mut scores = by_first.clone();
    if let Some(second) = &base.second {
        let stacked = plan.stacked(&scores, &schema(second, Schema::stacked())?);
        let second = fitted(second);
        scores = plan.scores(&stacked.iter().collect::<Vec<_>>(), |_| &second);
    }
    let mut calibrated = plan.calibrated(&scores, base.calibration);
    Presence::Kept(Box::new(Model::new(base.clone())?)).write(plan, &by_first, &mut calibrated);
    Ok(evaluate_scores(plan.examples(), calibrated, base.operating_point))
}

/// What the manifest of the adapted model says of the model: its own base's sets count as its.
pub(super) fn manifest(base: &ModelBody) -> BaseManifest {
    let mut sets = base.manifest.sets.clone();
    sets.extend(base.manifest.base.iter().flat_map(|base| base.sets.clone()));
    BaseManifest { sha256: base.sha256(), sets }
}
