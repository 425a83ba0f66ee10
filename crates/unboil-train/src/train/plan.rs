//! What stays the same over all fits of a training, and the fits themselves.

use std::collections::BTreeSet;

use rayon::prelude::*;
use unboil_features::{FeatureMatrix, Schema, ScoredMeasure, ScoredPage};
use unboil_infer::{Calibration, OperatingPoint, PageScores, SetManifest};

use super::Options;
use super::candidate::{Candidate, first_best};
use super::inputs::Inputs;
use crate::augment::{AlteredCopy, copies};
use crate::example::{Measured, pages_sha256};
use crate::fit::{calibrate, side_by_side};
use crate::folds::assign_folds;
use crate::grouping::distinct;
use crate::score::{calibration_error, reliability};
use crate::{Example, Fitted, Precision, Problem, Rows, TrainError};

/// Log-odds of the pages of a training and of their copies, one list a page.
pub(super) type Scores = Vec<Vec<f64>>;

/// What stays the same over all fits. Pages are numbered: the examples first, then the altered copies of them.
pub(super) struct Plan<'a> {
    examples: &'a [Example],
    copies: Vec<AlteredCopy>,
    /// The fold of each example.
    folds: Vec<usize>,
    /// The sets in the order in which they first appear.
    pub(super) sets: Vec<&'a str>,
    takes_part: Vec<bool>,
    /// Sets of weight 0, which no stage on blocks learns from, nor what is chosen for them.
    weightless: BTreeSet<&'a str>,
    /// The weight of each page's rows in all fits.
    weights: Vec<Vec<f64>>,
    precision: Precision,
}

impl<'a> Plan<'a> {
    pub(super) fn new(
        examples: &'a [Example],
        schema: &Schema,
        options: &Options,
    ) -> Result<Plan<'a>, TrainError> {
        let sets = distinct(examples.iter().map(|example| &*example.set));
        let takes_part: Vec<bool> =
            examples.iter().map(|example| example.is_learnable(options.min_found)).collect();
        if !takes_part.contains(&true) {
            let lost = examples.iter().filter(|example| example.found < options.min_found).count();
            return Err(TrainError::EmptyDataset { lost, unlabelled: examples.len() - lost });
        }
        let weight = |set: &str| options.set_weights.get(set).copied().unwrap_or(1.0);
        let weightless: BTreeSet<&str> = sets.iter().copied().filter(|set| weight(set) == 0.0).collect();
        let is_learned: Vec<bool> =
            takes_part.iter().zip(examples).map(|(part, e)| *part && !weightless.contains(&*e.set)).collect();
        let learned = examples.iter().zip(&is_learned).filter(|(_, is_learned)| **is_learned);
        let learned_sites: BTreeSet<&str> = learned.map(|(example, _)| &*example.site).collect();
        if learned_sites.is_empty() {
            return Err(TrainError::NoWeight);
        }
        if learned_sites.len() < options.folds {
            return Err(TrainError::TooFewSites { sites: learned_sites.len(), folds: options.folds });
        }
        let dealt = |example: &'a Example| (&*example.site, !weightless.contains(&*example.set));
        let dealt: Vec<(&str, bool)> = examples.iter().map(dealt).collect();
        let folds = assign_folds(&dealt, options.folds, options.seed);
        let learned_folds: Vec<Option<usize>> =
            folds.iter().zip(&is_learned).map(|(fold, is_learned)| is_learned.then_some(*fold)).collect();
        let is_augmented = options.augment > 0.0;
        let copies =
            if is_augmented { copies(examples, &learned_folds, schema, options.seed) } else { Vec::new() };
        let precision =
            options.tolerance.map_or(Precision::Single, |tolerance| Precision::Double { tolerance });
        let mut plan =
            Plan { examples, copies, folds, sets, weightless, takes_part, weights: vec![], precision };
        plan.weights = plan.set_weighted(options);
        Ok(plan)
    }

    /// Number of pages, copies included.
    pub(super) fn len(&self) -> usize {
        self.examples.len() + self.copies.len()
    }

    /// The features of the first stage, page by page.
    pub(super) fn features(&self) -> Vec<&FeatureMatrix> {
        (0..self.len()).map(|page| &self.measured(page).features).collect()
    }

    /// Some columns of the features of the first stage, page by page, by their places.
    pub(super) fn select(&self, columns: &[usize]) -> Vec<FeatureMatrix> {
        self.features().into_par_iter().map(|matrix| matrix.select(columns)).collect()
    }

    /// The features of the second stage, page by page, on log-odds of the first.
    pub(super) fn stacked(&self, scores: &Scores, schema: &Schema<ScoredMeasure>) -> Vec<FeatureMatrix> {
        let matrix = |page: usize| {
            let scored = ScoredPage::new(&self.measured(page).outline, &scores[page]);
            FeatureMatrix::stacked(&scored, schema)
        };
        (0..self.len()).into_par_iter().map(matrix).collect()
    }

    /// The fold of a page.
    pub(super) fn fold(&self, page: usize) -> usize {
        self.folds[self.example(page)]
    }

    /// The site of a page; of a copy, that of the page.
    pub(super) fn site(&self, page: usize) -> &'a str {
        &self.examples[self.example(page)].site
    }

    /// Whether a page, or that of which it is a copy, is fitted.
    pub(super) fn takes_part(&self, page: usize) -> bool {
        self.takes_part[self.example(page)]
    }

    /// Whether the blocks of an example are learned from.
    pub(super) fn is_learned(&self, page: usize) -> bool {
        self.takes_part[page] && !self.weightless.contains(&*self.examples[page].set)
    }

    /// The number of examples whose blocks are learned from and that a test keeps.
    pub(super) fn learned_pages(&self, keep: &dyn Fn(usize) -> bool) -> usize {
        (0..self.examples.len()).filter(|&page| self.is_learned(page) && keep(page)).count()
    }

    /// The sites of a set.
    pub(super) fn sites_of(&self, set: &str) -> BTreeSet<&'a str> {
        self.examples.iter().filter(|example| example.set == set).map(|example| &*example.site).collect()
    }

    /// The sites that a page has something of: its own, and in a copy those of the boilerplate.
    pub(super) fn sites(&self, page: usize) -> impl Iterator<Item = &str> {
        let copy = page.checked_sub(self.examples.len()).map(|copy| &self.copies[copy]);
        let inserted = copy.into_iter().flat_map(|copy| copy.sites.iter().map(String::as_str));
        std::iter::once(self.site(page)).chain(inserted)
    }

    /// The sets that a way of choosing blocks is judged by.
    pub(super) fn judged_sets(&self) -> impl Iterator<Item = &'a str> {
        self.sets.iter().copied().filter(|set| !self.weightless.contains(set))
    }

    /// Whether a page is of a set, or a copy of one that is.
    pub(super) fn is_of(&self, page: usize, set: &str) -> bool {
        self.examples[self.example(page)].set == set
    }

    /// The labelled pages, without copies.
    pub(super) fn examples(&self) -> &'a [Example] {
        self.examples
    }

    /// Whether a page has main content: `None` where its labels do not tell.
    pub(super) fn has_content(&self, page: usize) -> Option<bool> {
        let example = &self.examples[self.example(page)];
        let has = example.measured.labels.contains(&Some(true));
        (self.takes_part(page) && (has || example.is_whole())).then_some(has)
    }

    fn example(&self, page: usize) -> usize {
        page.checked_sub(self.examples.len()).map_or(page, |copy| self.copies[copy].example)
    }

    fn measured(&self, page: usize) -> &Measured {
        match page.checked_sub(self.examples.len()) {
            Some(copy) => &self.copies[copy].measured,
            None => &self.examples[page].measured,
        }
    }

    /// Row weights under which each set weighs, as a whole, what the options say, and its copies their share of it.
    fn set_weighted(&self, options: &Options) -> Vec<Vec<f64>> {
        let mut weights: Vec<Vec<f64>> = (0..self.len())
            .map(|page| {
                let example = self.example(page);
                let weights = self.measured(page).row_weights(&self.examples[example].page.gold);
                if self.takes_part[example] { weights } else { vec![0.0; weights.len()] }
            })
            .collect();
        for set in &self.sets {
            let of_set = |pages: std::ops::Range<usize>| -> Vec<usize> {
                pages.filter(|&page| self.is_of(page, set)).collect()
            };
            let originals = of_set(0..self.examples.len());
            let copies = of_set(self.examples.len()..self.len());
            let wanted = options.set_weights.get(*set).copied().unwrap_or(1.0);
            let for_copies = if copies.is_empty() { 0.0 } else { options.augment };
            for (pages, share) in [(originals, 1.0 - for_copies), (copies, for_copies)] {
                let total: f64 = pages.iter().flat_map(|&page| &weights[page]).sum();
                if total > 0.0 {
                    let factor = wanted * share / total;
                    pages.iter().for_each(|&page| weights[page].iter_mut().for_each(|w| *w *= factor));
                }
            }
        }
        weights
    }

    /// The weights of the rows, page by page; the plan has none any more.
    pub(super) fn take_weights(&mut self) -> Vec<Vec<f64>> {
        std::mem::take(&mut self.weights)
    }

    /// The rows of all pages; those of pages that take no part have no weight.
    pub(super) fn rows<'m>(&self, features: impl IntoIterator<Item = &'m FeatureMatrix>) -> Vec<Rows<'m>> {
        let row = |(page, features)| Rows {
            features,
            labels: self.measured(page).labels.iter().map(|label| *label == Some(true)).collect(),
            weights: self.weights[page].clone(),
        };
        features.into_iter().enumerate().map(row).collect()
    }

    /// Whether the pages that a test keeps can be fitted without each fold in turn: of their blocks with a weight, some
    /// are content and some are not.
    pub(super) fn can_cross_fit(&self, keep: &dyn Fn(usize) -> bool, folds: usize) -> bool {
        (0..folds).all(|fold| self.can_fit(&|page| keep(page) && self.fold(page) != fold))
    }

    /// The same for one fit of all of them.
    pub(super) fn can_fit(&self, keep: &dyn Fn(usize) -> bool) -> bool {
        let has = |wanted: bool| {
            let mut pages = (0..self.len()).filter(|&page| self.takes_part(page) && keep(page));
            pages.any(|page| {
                let mut blocks = self.measured(page).labels.iter().zip(&self.weights[page]);
                blocks.any(|(label, weight)| *label == Some(wanted) && *weight > 0.0)
            })
        };
        has(true) && has(false)
    }

    /// Whether each page passes a test.
    pub(super) fn mask(&self, keep: impl Fn(usize) -> bool) -> Vec<bool> {
        (0..self.len()).map(keep).collect()
    }

    /// The same without the pages of each fold in turn.
    pub(super) fn masks_without_folds(&self, folds: usize, keep: impl Fn(usize) -> bool) -> Vec<Vec<bool>> {
        (0..folds).map(|fold| self.mask(|page| keep(page) && self.fold(page) != fold)).collect()
    }

    /// Solves the problem of the pages of each mask, side by side; drawn to a base where there is one.
    ///
    /// # Errors
    /// Of several errors, that of the first problem.
    pub(super) fn solve_each<T: Send>(
        &self,
        inputs: Inputs,
        masks: Vec<Vec<bool>>,
        solve: impl Fn(usize, &Problem) -> Result<T, TrainError> + Sync,
    ) -> Result<Vec<T>, TrainError> {
        let problems = Problem::each(inputs.rows, masks)?.into_iter().map(|problem| {
            let problem = problem.with(self.precision);
            match inputs.base {
                Some(base) => problem.adapting(base),
                None => problem,
            }
        });
        side_by_side(problems.collect(), solve).into_iter().collect()
    }

    /// The log-odds that `fit_of` gives each page by its features.
    pub(super) fn scores<'f>(
        &self,
        features: &[&FeatureMatrix],
        fit_of: impl Fn(usize) -> &'f Fitted + Sync,
    ) -> Scores {
        features.par_iter().enumerate().map(|(page, features)| fit_of(page).log_odds(features)).collect()
    }

    /// Calibrates out-of-fold scores, and chooses the operating point that is best for them; that of a model that is
    /// adapted where it is as good.
    pub(super) fn judge(&self, raw: &Scores, options: &Options) -> Result<Candidate, TrainError> {
        let calibration = calibrate(&self.labelled(raw))?;
        let calibrated = self.calibrated(raw, calibration);
        let judge = |point: OperatingPoint| Candidate::new(self, calibration, point, &calibrated);
        let mut judged: Vec<Candidate> = options.operating_points().into_iter().map(judge).collect();
        let best = first_best(judged.iter().map(|candidate| candidate.score));
        let keeps_own = options.base.is_some() && judged[0].is_as_good_as(&judged[best], self);
        Ok(judged.swap_remove(if keeps_own { 0 } else { best }))
    }

    /// The scores of the examples, calibrated.
    pub(super) fn calibrated(&self, raw: &Scores, calibration: Calibration) -> Vec<PageScores> {
        let page = |page: &Vec<f64>| page.iter().map(|z| calibration.apply(*z)).collect::<Vec<f64>>().into();
        raw.iter().take(self.examples.len()).map(page).collect()
    }

    /// The calibration error of scores over what their calibration is fitted to.
    pub(super) fn calibration_error(&self, raw: &Scores, calibration: Calibration) -> f64 {
        let blocks = self.labelled(raw).into_iter().map(|(z, truth)| (calibration.apply(z), truth));
        calibration_error(&reliability(blocks))
    }

    /// Log-odds and labels of all blocks of examples that took part, but for those of sets without weight.
    pub(super) fn labelled(&self, log_odds: &Scores) -> Vec<(f64, bool)> {
        let pages = self.examples.iter().zip(log_odds).enumerate();
        pages
            .filter(|(page, _)| self.is_learned(*page))
            .flat_map(|(_, (example, z))| example.measured.labels.iter().zip(z))
            .filter_map(|(label, z)| label.map(|label| (*z, label)))
            .collect()
    }

    pub(super) fn set_manifests(&self, options: &Options) -> Vec<SetManifest> {
        let manifest = |set: &&str| {
            let (mut pages, mut left_out, mut blocks) = (0, 0, 0);
            for (example, takes_part) in
                self.examples.iter().zip(&self.takes_part).filter(|(e, _)| e.set == **set)
            {
                if *takes_part {
                    pages += 1;
                    blocks += example.measured.labels.iter().flatten().count();
                } else {
                    left_out += 1;
                }
            }
            SetManifest {
                name: (*set).to_owned(),
                licence: options.licences.get(*set).cloned().unwrap_or_default(),
                pages,
                left_out,
                blocks,
                weight: options.set_weights.get(*set).copied().unwrap_or(1.0),
                sha256: pages_sha256(self.examples.iter().filter(|example| example.set == **set)),
            }
        };
        self.sets.iter().map(manifest).collect()
    }
}
