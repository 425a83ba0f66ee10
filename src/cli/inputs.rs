//! Arguments that commands on any number of pages share: where the pages are.

use std::path::PathBuf;

use anyhow::Result;
use unboil::io::source::{Fields, Progress};
use unboil::io::{InputError, Inputs, path_text};

use super::say;

/// Where pages come from, and which fields of a line or columns of a table hold them.
#[derive(clap::Args)]
pub(super) struct InputArgs {
    /// HTML files, WARC archives, JSON Lines or Parquet, told apart by their
    /// content, also as .gz or .zst; folders of them; - for standard input.
    pub(super) inputs: Vec<PathBuf>,
    /// Read more inputs from a file with one of them a line; - for standard
    /// input.
    #[arg(long, value_name = "FILE")]
    pub(super) from_list: Vec<PathBuf>,
    /// Field or column that holds a page, in JSON Lines and Parquet.
    #[arg(long, value_name = "NAME", default_value_t = Fields::default().html)]
    html_field: String,
    /// Field or column that holds the page's id, where there is one.
    #[arg(long, value_name = "NAME", default_value_t = Fields::default().id)]
    id_field: String,
    /// Field or column that holds the page's url, where there is one.
    #[arg(long, value_name = "NAME", default_value_t = Fields::default().url)]
    url_field: String,
}

impl InputArgs {
    /// The inputs of a run that writes to `output`.
    pub(super) fn inputs(&self, output: Option<&PathBuf>) -> Inputs {
        let (paths, lists) = (self.inputs.clone(), self.from_list.clone());
        Inputs { paths, lists, output: output.cloned(), ..Inputs::default() }
    }

    /// Refuses a list that cannot be read.
    pub(super) fn check(&self) -> Result<()> {
        self.inputs(None)
            .check_lists()
            .map_err(|InputError { path, error }| anyhow::anyhow!("{}: {error}", path_text(&path)))
    }

    /// All that is named.
    pub(super) fn named(&self) -> impl Iterator<Item = &PathBuf> {
        self.inputs.iter().chain(&self.from_list)
    }

    /// The names of fields and columns.
    pub(super) fn fields(&self) -> Fields {
        Fields { html: self.html_field.clone(), id: self.id_field.clone(), url: self.url_field.clone() }
    }
}

/// Says which inputs had no page, and how many files of folders were passed over.
pub(super) fn say_what_was_left(progress: &Progress) {
    progress.empty().iter().for_each(|sentence| say(&format!("unboil: {sentence}")));
    match progress.passed_over() {
        0 => {}
        1 => say("unboil: 1 file in folders was passed over, for its name is none of a page"),
        files => say(&format!(
            "unboil: {files} files in folders were passed over, for their names are none of pages"
        )),
    }
}
