//! The model: a logistic regression over standardised features, calibrated, with an operating point.

mod file;
mod formats;
mod group;
mod manifest;
mod regression;
mod stage;

use std::sync::LazyLock;

use unboil_features::{
    ChosenPage, ExpectedPage, LinearForm, Measure, Outline, Page, Schema, ScoredMeasure, ScoredPage,
    WholeMeasure, sigmoid,
};

pub use self::file::{Calibration, ModelBody, ModelError, format_of};
pub use self::formats::FORMAT;
pub use self::group::{Group, GroupKey, NoGroup};
pub use self::manifest::{
    Ablated, BaseManifest, Change, CurvePoint, GroupMetrics, Manifest, OptionEffect, PresenceMetrics,
    SetManifest, SetMetrics,
};
pub use self::regression::Regression;
pub use self::stage::{Column, Golden, Stage, StageKind};

use crate::Label;

static BUILTIN: &[u8] = include_bytes!("../../../../models/default.json");

/// What a model says of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageScores {
    /// The calibrated log-odds of content, one a block.
    pub log_odds: Vec<f64>,
    /// The probability that the page has main content at all; `None` for a model that does not say.
    pub presence: Option<f64>,
}

impl From<Vec<f64>> for PageScores {
    /// Log-odds alone.
    fn from(log_odds: Vec<f64>) -> PageScores {
        PageScores { log_odds, presence: None }
    }
}

/// A model that can score pages: loaded from a file, whole and checked.
#[derive(Clone, Debug)]
pub struct Model {
    body: ModelBody,
    first: Regression<Measure>,
    second: Option<Regression<ScoredMeasure>>,
    presence: Option<Regression<WholeMeasure<ExpectedPage>>>,
    confidence: Option<Regression<WholeMeasure<ChosenPage>>>,
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
        let presence = body.presence.as_ref().map(|stage| {
            Regression::new(stage, Schema::expected(), LinearForm::<WholeMeasure<ExpectedPage>>::new)
        });
        let confidence = body.confidence.as_ref().map(|stage| {
            Regression::new(stage, Schema::chosen(), LinearForm::<WholeMeasure<ChosenPage>>::new)
        });
        let (second, presence, confidence) =
            (second.transpose()?, presence.transpose()?, confidence.transpose()?);
        Ok(Model { body, first, second, presence, confidence })
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

    /// The columns of a stage, each with what it measures, in order; empty where the model has no such stage.
    pub fn columns(&self, stage: StageKind) -> Vec<(&Column, &str)> {
        let body = &self.body;
        match stage {
            StageKind::First => columns(Some(&self.first), Some(&body.first)),
            StageKind::Second => columns(self.second.as_ref(), body.second.as_ref()),
            StageKind::Presence => columns(self.presence.as_ref(), body.presence.as_ref()),
            StageKind::Confidence => columns(self.confidence.as_ref(), body.confidence.as_ref()),
        }
    }

    /// The stage that tells whether there is content at all, where the model has one.
    pub(crate) fn presence_stage(&self) -> Option<&Regression<WholeMeasure<ExpectedPage>>> {
        self.presence.as_ref()
    }

    /// The calibrated log-odds of content, one for each block of the page.
    pub fn log_odds(&self, page: &Page) -> Vec<f64> {
        self.scores(&self.first.log_odds_of_page(page), &Outline::of(page)).log_odds
    }

    /// What the model says of a page, given the log-odds of its blocks by the first stage, uncalibrated.
    ///
    /// # Panics
    /// More or fewer log-odds than the outline has blocks.
    pub fn scores(&self, first: &[f64], outline: &Outline) -> PageScores {
        let mut log_odds = match &self.second {
            Some(second) => second.log_odds_of_page(&ScoredPage::new(outline, first)),
            None => first.to_vec(),
        };
        log_odds.iter_mut().for_each(|z| *z = self.body.calibration.apply(*z));
        let presence = self.presence(first, &log_odds, outline);
        PageScores { log_odds, presence }
    }

    /// The probability that a page has main content at all, given the log-odds of its blocks by the first stage and the
    /// calibrated ones; `None` for a model without that stage.
    ///
    /// # Panics
    /// More log-odds than the outline has blocks.
    pub fn presence(&self, first: &[f64], log_odds: &[f64], outline: &Outline) -> Option<f64> {
        let presence = self.presence.as_ref()?;
        Some(sigmoid(presence.log_odds_of_page(&ExpectedPage::new(outline, first, log_odds))))
    }

    /// The probability that the word F1 of a choice of blocks is at least .8, given the scores of the page; `None` for a
    /// model without that stage.
    pub fn confidence(&self, scores: &PageScores, labels: &[Label], outline: &Outline) -> Option<f64> {
        let confidence = self.confidence.as_ref()?;
        let probabilities: Vec<f64> = scores.log_odds.iter().map(|z| sigmoid(*z)).collect();
        let is_chosen: Vec<bool> = labels.iter().map(|label| *label == Label::Content).collect();
        let page = ChosenPage::new(outline, &probabilities, &is_chosen, scores.presence);
        Some(sigmoid(confidence.log_odds_of_page(&page)))
    }

    /// Whether the model gives the log-odds of its golden vectors again.
    ///
    /// # Errors
    /// The first that it does not.
    pub fn verify(&self) -> Result<(), GoldenDiffers> {
        let body = &self.body;
        verify(StageKind::First, Some(&self.first), Some(&body.first))?;
        verify(StageKind::Second, self.second.as_ref(), body.second.as_ref())?;
        verify(StageKind::Presence, self.presence.as_ref(), body.presence.as_ref())?;
        verify(StageKind::Confidence, self.confidence.as_ref(), body.confidence.as_ref())
    }
}

/// A golden vector of which a model makes other log-odds than when it was fitted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("golden vector {index} of the {stage} stage gives other log-odds, {found}, in this version")]
pub struct GoldenDiffers {
    /// The stage that it belongs to.
    pub stage: StageKind,
    /// Its number there, from 0.
    pub index: usize,
    /// What the model makes of it.
    pub found: f64,
}

fn columns<'m, M: Clone>(
    regression: Option<&'m Regression<M>>,
    stage: Option<&'m Stage>,
) -> Vec<(&'m Column, &'m str)> {
    let both = regression.zip(stage).into_iter();
    let columns =
        both.flat_map(|(regression, stage)| stage.columns.iter().zip(regression.schema().features()));
    columns.map(|(column, feature)| (column, &*feature.about)).collect()
}

fn verify<M: Clone>(
    kind: StageKind,
    regression: Option<&Regression<M>>,
    stage: Option<&Stage>,
) -> Result<(), GoldenDiffers> {
    match regression.zip(stage).and_then(|(regression, stage)| regression.verify(&stage.golden)) {
        Some((index, found)) => Err(GoldenDiffers { stage: kind, index, found }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
