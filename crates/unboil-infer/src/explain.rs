//! Why a block got its probability: the exact terms that its log-odds add up from.

use unboil_features::{ExpectedPage, FeatureMatrix, Outline, Page, Schema, ScoredPage};

use crate::{Calibration, Model, Stage};

/// That of log-odds that are not to be calibrated.
const AS_IT_IS: Calibration = Calibration { slope: 1.0, intercept: 0.0 };

/// What one feature adds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Contribution {
    /// The feature's name.
    pub feature: String,
    /// What it measures.
    pub about: String,
    /// Its value for the block.
    pub value: f64,
    /// Log-odds that it adds, against a block of mean features.
    pub log_odds: f64,
}

/// The sum that makes a block's log-odds in one stage: `base` plus all contributions.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sum {
    /// Log-odds of content; calibrated where the stage is the model's last.
    pub log_odds: f64,
    /// Log-odds of a block whose features are all at their mean.
    pub base: f64,
    /// Every column's part, the largest first, whatever its sign.
    pub contributions: Vec<Contribution>,
}

/// Why a block got its probability.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// From the block's features to log-odds.
    pub first: Sum,
    /// From the log-odds of the page's blocks to the block's final ones, where the model has a second stage.
    pub second: Option<Sum>,
}

impl Explanation {
    /// The calibrated log-odds of content.
    pub fn log_odds(&self) -> f64 {
        self.second.as_ref().unwrap_or(&self.first).log_odds
    }
}

/// A page, measured for the explanation of its blocks.
#[derive(Clone, Debug)]
pub struct Explainer<'m> {
    model: &'m Model,
    first: FeatureMatrix,
    second: FeatureMatrix,
    whole: FeatureMatrix,
}

impl Model {
    /// Measures a page so that its blocks can be explained.
    pub fn explainer(&self, page: &Page) -> Explainer<'_> {
        let first = FeatureMatrix::of(page, self.first().schema());
        let outline = Outline::of(page);
        let none = Schema::stacked().filter(|_| false);
        let schema = self.second().map_or(&none, |second| second.schema());
        let log_odds = self.first().log_odds(&first);
        let second = FeatureMatrix::stacked(&ScoredPage::new(&outline, &log_odds), schema);
        let expected = ExpectedPage::new(&outline, &log_odds, &self.scores(&log_odds, &outline).log_odds);
        let none = Schema::expected().filter(|_| false);
        let schema = self.presence_stage().map_or(&none, |presence| presence.schema());
        let whole = FeatureMatrix::whole(&expected, schema);
        Explainer { model: self, first, second, whole }
    }
}

impl Explainer<'_> {
    /// What each column of the first stage adds to a block's log-odds, in the order of the columns.
    pub fn first_terms(&self, block: usize) -> impl Iterator<Item = f64> {
        let terms = self.model.body().first.columns.iter().zip(self.first.row(block));
        terms.map(|(column, value)| column.weight * (f64::from(*value) - column.mean) / column.scale)
    }

    /// Why the page has main content at all, or has none; `None` for a model that does not say.
    pub fn presence(&self) -> Option<Sum> {
        let presence = self.model.presence_stage().zip(self.model.body().presence.as_ref());
        presence.map(|(presence, stage)| {
            let row = self.whole.row(0);
            let features = presence.schema().features().iter().map(|f| (&*f.name, &*f.about));
            sum(stage, features, row, presence.log_odds_of(row), AS_IT_IS)
        })
    }

    /// Explains a block by its index, which is below the page's number of blocks.
    pub fn explain(&self, block: usize) -> Explanation {
        let body = self.model.body();
        let row = self.first.row(block);
        let features = self.model.first().schema().features().iter().map(|f| (&*f.name, &*f.about));
        let calibration = if body.second.is_some() { AS_IT_IS } else { body.calibration };
        let first = sum(&body.first, features, row, self.model.first().log_odds_of(row), calibration);
        let second = self.model.second().zip(body.second.as_ref()).map(|(second, stage)| {
            let row = self.second.row(block);
            let features = second.schema().features().iter().map(|f| (&*f.name, &*f.about));
            sum(stage, features, row, second.log_odds_of(row), body.calibration)
        });
        Explanation { first, second }
    }
}

fn sum<'a>(
    stage: &Stage,
    features: impl Iterator<Item = (&'a str, &'a str)>,
    row: &[f32],
    log_odds: f64,
    calibration: Calibration,
) -> Sum {
    let terms = stage.columns.iter().zip(features).zip(row);
    let mut contributions: Vec<Contribution> = terms
        .map(|((column, (feature, about)), value)| Contribution {
            feature: feature.to_owned(),
            about: about.to_owned(),
            value: f64::from(*value),
            log_odds: calibration.slope * column.weight * (f64::from(*value) - column.mean) / column.scale,
        })
        .collect();
    contributions.sort_by(|a, b| b.log_odds.abs().total_cmp(&a.log_odds.abs()));
    Sum { log_odds: calibration.apply(log_odds), base: calibration.apply(stage.intercept), contributions }
}
