//! Arguments that several commands share: which model, and at which operating point.

use std::borrow::Cow;
use std::path::PathBuf;

use anyhow::Result;
use unboil::io::{BUILTIN, read_model};
use unboil::{AskedPoint, ExtractOptions, Favor, Model, PartChoice, Probability, Repeats};

/// Which model, and how its probabilities become labels.
#[derive(clap::Args)]
pub(super) struct ModelArgs {
    /// Model file; `default` for the built-in model.
    #[arg(long, value_name = "FILE", default_value = BUILTIN)]
    model: PathBuf,
    /// Keep the blocks of at least this probability, instead of the best set
    /// of blocks of each page.
    #[arg(long, value_name = "P")]
    threshold: Option<Probability>,
    /// Prefer less boilerplate, or less content lost.
    #[arg(long, value_enum, conflicts_with = "threshold")]
    favor: Option<Favor>,
    /// Whether the page's heading is content: `auto` leaves it to the model.
    #[arg(long, value_enum, default_value_t)]
    title: PartChoice,
    /// Whether comments are content: `auto` leaves it to the model, which
    /// keeps the posts of forums and drops what readers say of articles.
    #[arg(long, value_enum, default_value_t)]
    comments: PartChoice,
    /// How often text that stands on the page several times is content, as in
    /// copies for narrow and for wide screens.
    #[arg(long, value_enum, default_value_t)]
    repeats: Repeats,
}

impl ModelArgs {
    pub(super) fn load(&self) -> Result<Cow<'static, Model>> {
        read_model(&self.model)
    }

    pub(super) fn options(&self, model: &Model) -> Result<ExtractOptions> {
        let asked = AskedPoint::of(self.threshold, self.favor)?;
        Ok(ExtractOptions {
            operating_point: asked.instead_of(model.body().operating_point),
            title: self.title,
            comments: self.comments,
            repeats: self.repeats,
        })
    }
}
