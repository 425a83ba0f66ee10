//! The model: a logistic regression over standardised features, calibrated, with an operating point.

mod file;
mod formats;
mod manifest;
mod regression;

use std::sync::LazyLock;

use unboil_features::{
    ChosenMeasure, ChosenPage, LinearForm, Measure, Outline, Page, Schema, ScoredMeasure, ScoredPage,
};

pub use self::file::{Calibration, Column, Golden, ModelBody, ModelError, Stage, format_of};
pub use self::formats::FORMAT;
pub use self::manifest::{
    Ablated, BaseManifest, Change, CurvePoint, Group, Manifest, OptionEffect, SetManifest, SetMetrics,
};
pub use self::regression::Regression;

use crate::Label;

static BUILTIN: &[u8] = include_bytes!("../../../../models/default.json");

/// A model that can score pages: loaded from a file, whole and checked.
#[derive(Clone, Debug)]
pub struct Model {
    body: ModelBody,
    first: Regression<Measure>,
    second: Option<Regression<ScoredMeasure>>,
    confidence: Option<Regression<ChosenMeasure>>,
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

    /// Reads a model file of any format that was ever published.
    ///
    /// # Errors
    /// See [`ModelError`]: a file that is too large, malformed, of a later format or another schema, with numbers that are not
    /// finite, or whose body does not match its checksum.
    pub fn load(bytes: &[u8]) -> Result<Model, ModelError> {
        Model::new(ModelBody::read(bytes)?)
    }

    /// Makes a model of its parts.
    ///
    /// # Errors
    /// As [`Model::load`], but for what concerns the file.
    pub fn new(body: ModelBody) -> Result<Model, ModelError> {
        body.check()?;
        let first = Regression::new(&body.first, Schema::full(), LinearForm::<Measure>::new)?;
        let second = body
            .second
            .as_ref()
            .map(|stage| Regression::new(stage, Schema::stacked(), LinearForm::<ScoredMeasure>::new));
        let confidence = body
            .confidence
            .as_ref()
            .map(|stage| Regression::new(stage, Schema::chosen(), LinearForm::<ChosenMeasure>::new));
        let (second, confidence) = (second.transpose()?, confidence.transpose()?);
        Ok(Model { body, first, second, confidence })
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
        self.body.sha256()
    }

    /// The first stage: features of each block.
    pub fn first(&self) -> &Regression<Measure> {
        &self.first
    }

    /// The second stage, where the model has one: log-odds of the page's blocks.
    pub fn second(&self) -> Option<&Regression<ScoredMeasure>> {
        self.second.as_ref()
    }

    /// The calibrated log-odds of content, one for each block of the page.
    pub fn log_odds(&self, page: &Page) -> Vec<f64> {
        let first = self.first.log_odds_of_page(page);
        self.log_odds_of(first, &Outline::of(page))
    }

    /// The calibrated log-odds of the blocks of a page, given those of the first stage, uncalibrated.
    pub fn log_odds_of(&self, first: Vec<f64>, outline: &Outline) -> Vec<f64> {
        let raw = match &self.second {
            Some(second) => second.log_odds_of_page(&ScoredPage::new(outline, &first)),
            None => first,
        };
        raw.into_iter().map(|z| self.body.calibration.apply(z)).collect()
    }

    /// The probability that the word F1 of a choice of blocks is at least .8, given the calibrated log-odds; `None` for
    /// a model without that stage.
    pub fn confidence(&self, log_odds: &[f64], labels: &[Label], outline: &Outline) -> Option<f64> {
        let confidence = self.confidence.as_ref()?;
        let probabilities: Vec<f64> = log_odds.iter().map(|z| sigmoid(*z)).collect();
        let is_chosen: Vec<bool> = labels.iter().map(|label| *label == Label::Content).collect();
        let page = ChosenPage::new(outline, &probabilities, &is_chosen);
        Some(sigmoid(confidence.log_odds_of_page(&page)))
    }

    /// The first golden vector whose log-odds the model does not give again, with its stage and what it gives; `None`
    /// when all agree.
    pub fn verify(&self) -> Option<(&'static str, usize, f64)> {
        let first = self.first.verify(&self.body.first.golden).map(|(index, found)| ("first", index, found));
        let second = self.second.as_ref().zip(self.body.second.as_ref());
        let second = second.and_then(|(regression, stage)| regression.verify(&stage.golden));
        let confidence = self.confidence.as_ref().zip(self.body.confidence.as_ref());
        let confidence = confidence.and_then(|(regression, stage)| regression.verify(&stage.golden));
        first
            .or_else(|| second.map(|(index, found)| ("second", index, found)))
            .or_else(|| confidence.map(|(index, found)| ("confidence", index, found)))
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
