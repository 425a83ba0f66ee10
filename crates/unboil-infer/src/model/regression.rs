//! One stage of a model, ready to score.

use unboil_features::{
    FeatureMatrix, LinearForm, Measure, Page, Schema, ScoredMeasure, ScoredPage, WholeMeasure,
};

use super::{Golden, ModelError, Stage};

/// Largest difference to a golden vector's log-odds.
const TOLERANCE: f64 = 1e-9;

/// A logistic regression over the columns of a schema.
#[derive(Clone, Debug)]
pub struct Regression<M> {
    schema: Schema<M>,
    /// Weight of each raw feature, and what they are added to.
    slopes: Vec<f64>,
    offset: f64,
    form: LinearForm<M>,
}

impl Regression<Measure> {
    /// The log-odds of every block of a page: those of its matrix, which is not made.
    pub(crate) fn log_odds_of_page(&self, page: &Page) -> Vec<f64> {
        self.shifted(self.form.of(page))
    }
}

impl<P> Regression<WholeMeasure<P>> {
    /// The log-odds of a page as a whole.
    pub(crate) fn log_odds_of_page(&self, page: &P) -> f64 {
        self.offset + self.form.of(page)
    }
}

impl Regression<ScoredMeasure> {
    /// The log-odds of every block of a scored page: those of its matrix, which is not made.
    pub(crate) fn log_odds_of_page(&self, page: &ScoredPage) -> Vec<f64> {
        self.shifted(self.form.of(page))
    }
}

impl<M: Clone> Regression<M> {
    /// The regression of a stage whose columns are among those of `full`.
    ///
    /// # Errors
    /// A column that there is not, or at another revision; a checksum of the schema that is not that of the columns.
    pub(super) fn new(
        stage: &Stage,
        full: &Schema<M>,
        form: fn(&Schema<M>, &[f64]) -> LinearForm<M>,
    ) -> Result<Regression<M>, ModelError> {
        let wanted = stage.columns.iter().map(|column| (column.feature.as_str(), column.revision));
        let schema = full.select(wanted).map_err(ModelError::SchemaMismatch)?;
        if schema.sha256() != stage.schema_sha256 {
            return Err(ModelError::Malformed {
                reason: "schema_sha256 is not that of the columns".to_owned(),
            });
        }
        let slopes: Vec<f64> = stage.columns.iter().map(|column| column.weight / column.scale).collect();
        let shifts = stage.columns.iter().zip(&slopes).map(|(column, slope)| column.mean * slope);
        let offset = stage.intercept - shifts.sum::<f64>();
        let form = form(&schema, &slopes);
        Ok(Regression { schema, slopes, offset, form })
    }

    fn shifted(&self, mut sums: Vec<f64>) -> Vec<f64> {
        sums.iter_mut().for_each(|sum| *sum += self.offset);
        sums
    }

    /// The columns, in order.
    pub fn schema(&self) -> &Schema<M> {
        &self.schema
    }

    /// The log-odds of one row of features in the order of the schema.
    pub fn log_odds_of(&self, row: &[f32]) -> f64 {
        let terms = row.iter().zip(&self.slopes).map(|(value, slope)| f64::from(*value) * slope);
        self.offset + terms.sum::<f64>()
    }

    /// The log-odds of every row.
    pub fn log_odds(&self, matrix: &FeatureMatrix) -> Vec<f64> {
        (0..matrix.rows()).map(|row| self.log_odds_of(matrix.row(row))).collect()
    }

    /// The first golden vector whose log-odds are not given again, with what is given.
    pub(super) fn verify(&self, golden: &[Golden]) -> Option<(usize, f64)> {
        golden.iter().enumerate().find_map(|(index, golden)| {
            let found = self.log_odds_of(&golden.row);
            ((found - golden.log_odds).abs() > TOLERANCE).then_some((index, found))
        })
    }
}
