//! `unboil features`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use rayon::prelude::*;
use unboil::io::{FeatureFile, Labelled, MeasuredPage, Output, load, page_bytes, sets_of};
use unboil_features::{FeatureMatrix, Schema};
use unboil_html::{Blocks, Document, decode};
use unboil_train::{PageRows, counted, page_rows};

use super::Outcome;
use super::bar::bar;
use super::data::DataArgs;

/// Pages that are measured and written together, so that memory does not grow with their number.
const PAGES: usize = 64;

/// Write the features of labelled pages as a table, for Python, R or others.
///
/// A row is a block: set, id, site, fold, block (its place in the page),
/// content (true, false or, where it is not labelled, nothing), weight, then
/// one column a feature. Weights and folds are those of `unboil train` with the
/// same options.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// Table to write: FILE.parquet or FILE.csv.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let schema = args.data.schema()?;
    let lines = args.data.lines()?;
    let options = args.data.options();
    options.check(&schema, &sets_of(&lines))?;
    let mut file = FeatureFile::create(&args.output, &schema)?;
    let bar = bar(2 * lines.len(), "pages measured");
    // Weights depend on all pages, so that they are read twice rather than kept with their features.
    let nothing = Schema::full().filter(|_| false);
    let rows = page_rows(&load(lines.clone(), &nothing, &|| bar.inc(1))?, &options)?;
    for (lines, rows) in lines.chunks(PAGES).zip(rows.chunks(PAGES)) {
        let measured = |(line, rows)| measure(line, rows, &schema);
        // Of several errors, threads would give any: the first is told.
        let pages: Vec<Result<MeasuredPage>> = lines.par_iter().zip(rows).map(measured).collect();
        let pages: Vec<MeasuredPage> = pages.into_iter().collect::<Result<_>>()?;
        file.write(&pages)?;
        bar.inc(pages.len() as u64);
    }
    file.finish()?;
    bar.finish_and_clear();
    let blocks: usize = rows.iter().map(|page| page.labels.len()).sum();
    let mut output = Output::open(None)?;
    writeln!(
        output,
        "{}, {}, {}",
        counted(rows.len(), "page"),
        counted(blocks, "block"),
        counted(schema.len(), "feature")
    )?;
    writeln!(output, "written to {}", args.output.display())?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn measure<'a>(line: &Labelled, rows: &'a PageRows, schema: &Schema) -> Result<MeasuredPage<'a>> {
    let document = Document::parse(&decode(&page_bytes(line)?, None).text);
    let features = FeatureMatrix::measure(&document, &Blocks::of(&document), schema);
    Ok(MeasuredPage { rows, features })
}
