//! `unboil classify`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::Extractor;
use unboil::io::source::{Fields, Page, Progress, items};
use unboil::io::{Inputs, Output};
use unboil::record::{BlockRecord, RawPage};

use super::model::ModelArgs;
use super::{Outcome, printable};

/// Print the blocks of pages as JSON Lines, each with its probability.
///
/// A record a block: {"id", "block", "label", "probability", "path", "start",
/// "end", "unit", "text"}. The block was written from byte start to byte end
/// of the file, or, where unit is "decoded", of the file read as UTF-8.
#[derive(clap::Args)]
pub(super) struct Args {
    /// HTML files, WARC archives, JSON Lines or Parquet, also as .gz or .zst;
    /// folders of them; - for standard input.
    inputs: Vec<PathBuf>,
    /// File to write to: whole, or not at all.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let model = args.model.load()?;
    let options = args.model.options(&model);
    let mut output = Output::open(args.output.as_deref())?;
    let mut outcome = Outcome::Done;
    let inputs = Inputs { paths: args.inputs.clone(), lists: Vec::new() };
    let mut extractor = Extractor::new(&model, options);
    for item in items(&inputs, &Fields::default(), &Progress::default()) {
        let Page { id, charset, html, .. } = item.unpack();
        let html = html.and_then(|html| {
            RawPage { html: &html, ..RawPage::default() }.check()?;
            Ok(html)
        });
        let html = match html {
            Ok(html) => html,
            Err(error) => {
                eprintln!("unboil: {}: {}", printable(&id), printable(&error.message));
                outcome = Outcome::SomeErrors;
                continue;
            }
        };
        let page = extractor.classify_as(&html, charset.as_deref());
        for record in BlockRecord::all(&id, page) {
            serde_json::to_writer(&mut output, &record)?;
            output.write_all(b"\n")?;
        }
    }
    output.finish()?;
    Ok(outcome)
}
