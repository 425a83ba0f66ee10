//! `unboil classify`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::Extractor;
use unboil::io::source::{Page, Progress, items};
use unboil::io::{Inputs, Output};
use unboil::record::{BlockRecord, RawPage, Status};

use super::fields::FieldArgs;
use super::model::ModelArgs;
use super::tally::Tally;
use super::{Outcome, printable};

/// Print the blocks of pages as JSON Lines, each with its probability.
///
/// A record a block: {"id", "block", "label", "probability", "path", "start",
/// "end", "unit", "text"}. The block was written from byte start to byte end
/// of the file, or, where unit is "decoded", of the file read as UTF-8. Of a
/// page that cannot be read there are none: standard error says why, and the
/// exit status is 3 when that is a whole input.
#[derive(clap::Args)]
pub(super) struct Args {
    /// HTML files, WARC archives, JSON Lines or Parquet, also as .gz or .zst;
    /// folders of them; - for standard input.
    inputs: Vec<PathBuf>,
    /// File to write to: whole, or not at all.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    fields: FieldArgs,
    #[command(flatten)]
    model: ModelArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let model = args.model.load()?;
    let options = args.model.options(&model);
    let mut output = Output::open(args.output.as_deref())?;
    let mut tally = Tally::default();
    let inputs = Inputs { paths: args.inputs.clone(), lists: Vec::new() };
    let mut extractor = Extractor::new(&model, options);
    for item in items(&inputs, &args.fields.fields(), &Progress::default()) {
        let part = item.part;
        let Page { id, charset, html, .. } = item.unpack();
        let html = html.and_then(|html| {
            RawPage { html: &html, ..RawPage::default() }.check()?;
            Ok(html)
        });
        let html = match html {
            Ok(html) => html,
            Err(error) => {
                let status = Status::of_error(error.code);
                tally.count(status, Some(error.code), part);
                if let Some(complaint) = tally.complaint(status, &format!("{id}: {error}")) {
                    eprintln!("unboil: {}", printable(&complaint));
                }
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
    Ok(if tally.lost_inputs == 0 { Outcome::Done } else { Outcome::SomeErrors })
}
