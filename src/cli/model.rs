//! Arguments that several commands share: which model, and at which operating point.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::ValueEnum;
use unboil::{Model, OperatingPoint};

/// Shift of the log-odds that favouring one side means.
const FAVOR_SHIFT: f64 = 1.0;

/// Which model, and how its probabilities become labels.
#[derive(clap::Args)]
pub(super) struct ModelArgs {
    /// Model file; the built-in default unless given.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Keep the blocks of at least this probability, instead of the best set
    /// of blocks of each page.
    #[arg(long, value_name = "P", value_parser = probability)]
    threshold: Option<f64>,
    /// Prefer less boilerplate, or less content lost.
    #[arg(long, value_enum, conflicts_with = "threshold")]
    favor: Option<Favor>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Favor {
    Precision,
    Recall,
}

impl ModelArgs {
    pub(super) fn load(&self) -> Result<Cow<'static, Model>> {
        match &self.model {
            Some(path) => load(path).map(Cow::Owned),
            None => Ok(Cow::Borrowed(Model::builtin())),
        }
    }

    pub(super) fn operating_point(&self, model: &Model) -> OperatingPoint {
        if let Some(probability) = self.threshold {
            return OperatingPoint::Threshold { probability };
        }
        let own = model.body().operating_point;
        let Some(favor) = self.favor else { return own };
        let shift = if let OperatingPoint::ExpectedF1 { shift } = own { shift } else { 0.0 };
        OperatingPoint::ExpectedF1 {
            shift: match favor {
                Favor::Precision => shift - FAVOR_SHIFT,
                Favor::Recall => shift + FAVOR_SHIFT,
            },
        }
    }
}

/// Loads a model file, with its name in any error.
pub(super) fn load(path: &Path) -> Result<Model> {
    let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    Model::load(&bytes).with_context(|| path.display().to_string())
}

fn probability(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "give a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("give a number from 0 to 1".to_owned()) }
}
