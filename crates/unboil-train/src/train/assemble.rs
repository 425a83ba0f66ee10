//! Fitted regression → stage of a model.

use unboil_features::{FeatureMatrix, Schema};
use unboil_infer::{Column, Golden, ModelError, Stage};

use crate::{Fitted, TrainError};

/// Golden vectors of a stage.
const GOLDEN: usize = 4;

/// A stage of the columns that have a weight, with golden vectors from a few of the pages it was fitted on.
pub(super) fn stage<M: Clone>(
    schema: &Schema<M>,
    fitted: &Fitted,
    pages: &[&FeatureMatrix],
) -> Result<Stage, TrainError> {
    let used: Vec<usize> = (0..schema.len()).filter(|&column| fitted.weights[column].abs() > 0.0).collect();
    let columns: Vec<Column> = used
        .iter()
        .map(|&column| Column {
            feature: schema.features()[column].name.to_string(),
            revision: schema.features()[column].revision,
            mean: fitted.means[column],
            scale: fitted.scales[column],
            weight: fitted.weights[column],
        })
        .collect();
    let wanted = columns.iter().map(|column| (column.feature.as_str(), column.revision));
    let schema = schema.select(wanted).map_err(ModelError::SchemaMismatch)?;
    let golden = golden_rows(pages).map(|row| Golden {
        log_odds: fitted.log_odds_of(row),
        row: used.iter().map(|&column| row[column]).collect(),
    });
    Ok(Stage {
        schema_sha256: schema.sha256(),
        golden: golden.collect(),
        columns,
        intercept: fitted.intercept,
    })
}

/// A middle block of a few pages, spread over all.
fn golden_rows<'m>(pages: &[&'m FeatureMatrix]) -> impl Iterator<Item = &'m [f32]> {
    let pages: Vec<&'m FeatureMatrix> = pages.iter().copied().filter(|page| page.rows() > 0).collect();
    let step = pages.len().div_ceil(GOLDEN).max(1);
    pages.into_iter().step_by(step).map(|page| page.row(page.rows() / 2))
}
