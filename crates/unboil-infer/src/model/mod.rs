//! The model: a logistic regression over standardised features, calibrated, with an operating point.

mod file;
mod manifest;

use std::sync::LazyLock;

use unboil_features::{FeatureMatrix, Page, Schema};

pub use self::file::{Calibration, Column, FORMAT, Golden, ModelBody, ModelError};
pub use self::manifest::{Group, Manifest, SetManifest, SetMetrics};

static BUILTIN: &[u8] = include_bytes!("../../../../models/default.json");

/// A model that can score pages: loaded from a file, whole and checked.
#[derive(Clone, Debug)]
pub struct Model {
    body: ModelBody,
    schema: Schema,
    /// Weight of each raw feature, and what they are added to.
    slopes: Vec<f64>,
    offset: f64,
}

impl Model {
    /// The default model, which is part of the program.
    pub fn builtin() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(|| match Model::load(BUILTIN) {
            Ok(model) => model,
            Err(error) => unreachable!("the built-in model does not fit this version: {error}"),
        });
        &MODEL
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// See [`ModelError`]: a file that is too large, malformed, of another format or schema, with numbers that are not
    /// finite, or whose body does not match its checksum.
    pub fn load(bytes: &[u8]) -> Result<Model, ModelError> {
        Model::new(file::read(bytes)?)
    }

    /// Makes a model of its parts.
    ///
    /// # Errors
    /// As [`Model::load`], but for what concerns the file.
    pub fn new(body: ModelBody) -> Result<Model, ModelError> {
        body.check()?;
        let wanted = body.columns.iter().map(|column| (column.feature.as_str(), column.revision));
        let schema = Schema::select(wanted).map_err(ModelError::SchemaMismatch)?;
        let slopes: Vec<f64> = body.columns.iter().map(|column| column.weight / column.scale).collect();
        let shifts = body.columns.iter().zip(&slopes).map(|(column, slope)| column.mean * slope);
        let offset = body.intercept - shifts.sum::<f64>();
        Ok(Model { body, schema, slopes, offset })
    }

    /// The bytes of the model's file.
    pub fn to_bytes(&self) -> Vec<u8> {
        file::write(&self.body)
    }

    /// What the file says.
    pub fn body(&self) -> &ModelBody {
        &self.body
    }

    /// SHA-256 of the body, in hexadecimal: the model's identity.
    pub fn sha256(&self) -> String {
        file::checksum(&self.body)
    }

    /// The columns that the model reads, in order.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The log-odds of content before calibration, for one row of features in the order of [`Model::schema`].
    pub fn raw_log_odds(&self, row: &[f32]) -> f64 {
        let terms = row.iter().zip(&self.slopes).map(|(value, slope)| f64::from(*value) * slope);
        self.offset + terms.sum::<f64>()
    }

    /// The calibrated log-odds of content, one for each block of the page.
    pub fn log_odds(&self, page: &Page) -> Vec<f64> {
        let matrix = FeatureMatrix::of(page, &self.schema);
        let calibrated = |block| self.body.calibration.apply(self.raw_log_odds(matrix.row(block)));
        (0..matrix.rows()).map(calibrated).collect()
    }

    /// The first golden vector whose log-odds the model does not give again, with what it gives; `None` when all
    /// agree.
    pub fn verify(&self) -> Option<(usize, f64)> {
        self.body.golden.iter().enumerate().find_map(|(index, golden)| {
            let found = self.raw_log_odds(&golden.row);
            ((found - golden.log_odds).abs() > 1e-9).then_some((index, found))
        })
    }
}

/// The probability of log-odds, stable for any finite number: 0 to 1.
pub fn sigmoid(log_odds: f64) -> f64 {
    if log_odds >= 0.0 {
        1.0 / (1.0 + (-log_odds).exp())
    } else {
        let e = log_odds.exp();
        e / (1.0 + e)
    }
}

#[cfg(test)]
mod tests;
