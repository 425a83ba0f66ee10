//! `unboil extract`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueEnum;
use rayon::prelude::*;
use serde::Serialize;
use unboil::io::{Input, Output, ReadError, inputs, read};
use unboil::{ClassifiedPage, ExtractOptions, Extractor, Metadata};

use super::Outcome;
use super::model::ModelArgs;
use super::render::RenderArgs;

/// Pages that are worked on at once, so that memory stays bounded and the order is kept.
const BATCH: usize = 64;

/// Extract the main content of pages.
///
/// One page is printed as text; several as one JSON record a line, in the order
/// of the inputs: {"id", "status": "ok" | "empty" | "error", "title", "text",
/// "confidence", ...}; confidence is the probability that F1 is at least .8,
/// "truncated": true says that a limit of the parser was reached.
/// A page that cannot be read is a record as well, and the exit status is 3.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Pages: HTML files, also as .gz; folders of them; - for standard input.
    inputs: Vec<PathBuf>,
    /// What to print; text for one page, jsonl for several unless given.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// File to write to: whole, or not at all.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    render: RenderArgs,
    /// Add to each record what the page says of itself: title, authors, dates,
    /// site, language and more, each with where it says so.
    #[arg(long)]
    metadata: bool,
    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text, a line a block.
    Text,
    /// Headings, lists, tables, code, links and images.
    Markdown,
    /// HTML of semantic elements alone, without scripts and styles.
    Html,
    /// One JSON record a page.
    Jsonl,
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorRecord<'a>>,
    title: &'a str,
    text: &'a str,
    encoding: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    /// Only where they are not the default ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<&'a ExtractOptions>,
    /// Only where it is so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    /// Only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Metadata>,
}

#[derive(Serialize)]
struct ErrorRecord<'a> {
    code: &'a str,
    message: &'a str,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let inputs = inputs(&args.inputs)?;
    let is_single = inputs.len() == 1 && args.inputs.iter().all(|input| !input.is_dir());
    let format = args.format.unwrap_or(if is_single { Format::Text } else { Format::Jsonl });
    anyhow::ensure!(
        format == Format::Jsonl || inputs.len() == 1,
        "{} pages cannot be told apart in plain text; use --format jsonl, or one page at a time",
        inputs.len()
    );
    let model = args.model.load()?;
    let options = args.model.options(&model);
    let mut output = Output::open(args.output.as_deref())?;
    let mut errors = 0;
    for batch in inputs.chunks(BATCH) {
        let extractor = || Extractor::new(&model, options);
        let render = |extractor: &mut Extractor, input: &Input| render(input, extractor, format, args);
        let pages: Vec<_> = batch.par_iter().map_init(extractor, render).collect();
        for (input, page) in batch.iter().zip(pages) {
            let (bytes, error) = page;
            output.write_all(&bytes)?;
            let Some(error) = error else { continue };
            errors += 1;
            if format != Format::Jsonl {
                return Err(error).context(input.id());
            }
            eprintln!("unboil: {}: {error}", input.id());
        }
    }
    output.finish()?;
    Ok(if errors == 0 { Outcome::Done } else { Outcome::SomeErrors })
}

/// What is written for one input, and the error that it ended in.
fn render(
    input: &Input,
    extractor: &mut Extractor,
    format: Format,
    args: &Args,
) -> (Vec<u8>, Option<ReadError>) {
    let options = *extractor.options();
    let bytes = read(input);
    let page = bytes.as_ref().map(|bytes| extractor.classify(bytes));
    let html = bytes.as_deref().unwrap_or_default();
    let written =
        |format| page.map_or(String::new(), |page| page.render(html, format, &args.render.options()));
    let written = match format {
        Format::Text => written(unboil::Format::Text).into_bytes(),
        Format::Markdown => written(unboil::Format::Markdown).into_bytes(),
        Format::Html => written(unboil::Format::Html).into_bytes(),
        Format::Jsonl => {
            let metadata =
                page.ok().filter(|_| args.metadata).map(|page| page.metadata(html, args.render.url()));
            record(&input.id(), page, &options, metadata)
        }
    };
    (written, bytes.err())
}

fn record(
    id: &str,
    page: Result<&ClassifiedPage, &ReadError>,
    options: &ExtractOptions,
    metadata: Option<Metadata>,
) -> Vec<u8> {
    let options = Some(options).filter(|options| **options != ExtractOptions::default());
    let text = page.map(ClassifiedPage::text).unwrap_or_default();
    let record = match page {
        Ok(page) => Record {
            id,
            status: if text.is_empty() { "empty" } else { "ok" },
            error: None,
            title: page.title(),
            text: &text,
            encoding: page.encoding,
            options,
            truncated: page.document.truncated(),
            metadata,
            confidence: page.confidence.map(|confidence| (confidence * 1e4).round() / 1e4),
        },
        Err(error) => Record {
            id,
            status: "error",
            error: Some(ErrorRecord { code: error.code, message: &error.message }),
            title: "",
            text: "",
            encoding: "",
            confidence: None,
            options,
            truncated: false,
            metadata: None,
        },
    };
    let mut line = serde_json::to_vec(&record).unwrap_or_default();
    line.push(b'\n');
    line
}
