//! Why a training cannot go on.

use crate::counted;

/// Why a training cannot go on, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// A line of a label file cannot be read.
    #[error("{file}:{line}: {reason}")]
    Label {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong and what to do.
        reason: String,
    },
    /// There is nothing to train on.
    #[error("no page can be learned from: {}", reasons(*lost, *unlabelled))]
    EmptyDataset {
        /// Pages that were left out because too little of their gold was found in them.
        lost: usize,
        /// Pages whose gold was found and labels no block.
        unlabelled: usize,
    },
    /// Nothing that is labelled has a weight.
    #[error("no labelled block has a weight: leave at least one set a weight above 0")]
    NoWeight,
    /// All labels are alike.
    #[error(
        "every labelled block is {label}: a classifier needs both main content and boilerplate; \
        label some blocks of the other kind (a whole page's gold text labels all of its blocks)"
    )]
    SingleClass {
        /// What all blocks are.
        label: &'static str,
    },
    /// Too few sites for the folds.
    #[error(
        "{} cannot be split into {folds} folds; add pages of other sites{}",
        counted(*sites, "site"),
        if *sites < 2 { String::new() } else { format!(", or ask for {sites} folds") }
    )]
    TooFewSites {
        /// Sites of the pages that can be learned from: see [`site`](crate::site).
        sites: usize,
        /// Folds asked for.
        folds: usize,
    },
    /// A set is to be left out, and there is no other.
    #[error(
        "leaving each set out needs two sets, of which there is one; give another label file, or leave none out"
    )]
    OneSet,
    /// Too little is left without a set.
    #[error(
        "without the set `{set}`, and what other sets have of its sites, too little is left to train {folds} folds on; \
        add pages of other sites to a set with a weight, or leave no set out"
    )]
    NothingWithout {
        /// The set.
        set: String,
        /// Folds asked for.
        folds: usize,
    },
    /// The optimiser did not reach its tolerance.
    #[error(
        "the fit at λ = {lambda} did not converge in {iterations} iterations (gradient {gradient:.2e}, \
        tolerance {tolerance:.0e}); use a {} λ, or add labelled pages",
        if *lambda > 1.0 { "smaller" } else { "larger" }
    )]
    NotConverged {
        /// The regularisation strength.
        lambda: f64,
        /// Iterations made.
        iterations: u64,
        /// Norm of the gradient.
        gradient: f64,
        /// The norm that was wanted.
        tolerance: f64,
    },
    /// Nothing was found that makes probabilities of scores.
    #[error("the calibration failed: {reason}; add labelled pages")]
    Calibration {
        /// What went wrong.
        reason: String,
    },
    /// The scores of blocks do not rise with what they tell.
    #[error(
        "at λ = {lambda} the scores of blocks out of fold tell nothing of main content; λ is too large, or the pages are \
        too few: give a smaller λ, or add labelled pages"
    )]
    NothingLearned {
        /// The regularisation strength that was chosen.
        lambda: f64,
    },
    /// The optimiser failed.
    #[error("the fit at λ = {lambda} failed: {reason}")]
    Solver {
        /// The regularisation strength.
        lambda: f64,
        /// What the optimiser says.
        reason: String,
    },
    /// An option is out of its bounds.
    #[error("{name} must be {bounds}, not {value}")]
    Hyperparameter {
        /// The option.
        name: &'static str,
        /// What it may be.
        bounds: &'static str,
        /// What it is.
        value: String,
    },
    /// A model is to be adapted, and its columns are to be others.
    #[error(
        "a model that is adapted keeps its columns: choose none, and leave no family out, or adapt no model"
    )]
    KeptColumns,
    /// A set that is given a weight or a licence is not there.
    #[error("no label file is named `{set}`")]
    NoSuchSet {
        /// The set.
        set: String,
    },
    /// The fitted numbers make no model.
    #[error(transparent)]
    Model(#[from] unboil_infer::ModelError),
}

/// Why no page is left, and what to do.
fn reasons(lost: usize, unlabelled: usize) -> String {
    let all = lost + unlabelled;
    let lost = (lost > 0).then(|| {
        format!(
            "{lost} of {all} were left out because their gold was not found in them; check that the label file's `html` \
            paths lead to the pages that its labels belong to"
        )
    });
    let unlabelled = (unlabelled > 0).then(|| {
        format!("in {unlabelled} of {all} no block is labelled; add gold text, or segments and ranges that stand there")
    });
    let reasons: Vec<String> = lost.into_iter().chain(unlabelled).collect();
    if reasons.is_empty() { "there is none; add labelled pages".to_owned() } else { reasons.join("; ") }
}
