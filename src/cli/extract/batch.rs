//! Many pages: records from all threads, in order.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use serde_json::json;
use unboil::io::records::{Begun, Journal, RecordFile, RecordFormat, Run, TextFolder};
use unboil::io::source::{Item, Part, Progress};
use unboil::io::{Output, path_text};
use unboil::ordered::Ordered;
use unboil::record::{Code, Contents, Status};
use unboil::{ExtractOptions, Extractor, Format, Model};

use super::Args;
use super::progress::Meter;
use crate::cli::inputs::say_what_was_left;
use crate::cli::tally::Tally;
use crate::cli::{Outcome, interrupt, say};

/// What a thread makes of a page.
struct Done {
    /// The record as a line of JSON.
    line: Vec<u8>,
    status: Status,
    /// Code and sentence, where there is no text.
    error: Option<(Code, String)>,
    part: Part,
}

/// Where the records of a run are to go.
pub(super) enum Target {
    /// To a file or stream, in a format.
    Records(RecordFormat),
    /// To a folder, the texts alone.
    Texts(TextFolder, Format),
}

pub(super) fn run(
    args: &Args,
    target: Target,
    mut items: impl Iterator<Item = Item> + Send,
    progress: &Progress,
) -> Result<Outcome> {
    let model = args.model.load()?;
    let options = args.model.options(&model)?;
    let mut tally = Tally::default();
    let outcome = |is_lost: bool| if is_lost { Outcome::SomeErrors } else { Outcome::Done };
    let contents = args.contents.contents();
    let (opened, contents) = match target {
        Target::Records(format) => (open(args, format, &model, &options, &mut items, &mut tally)?, contents),
        Target::Texts(folder, text) => {
            (Opened::File(RecordFile::Texts(folder)), Contents { text, ..contents })
        }
    };
    let mut file = match opened {
        Opened::File(file) => file,
        Opened::Finished { is_lost } => return Ok(outcome(is_lost)),
    };
    let (before, taken) = (tally.records(), AtomicU64::new(0));
    let mut meter = Meter::new(&args.inputs(), progress);
    let counted = items.take_while(|_| !interrupt::is_asked()).inspect(|_| {
        taken.fetch_add(1, Ordering::Relaxed);
    });
    let ordered = Ordered {
        threads: rayon::current_num_threads(),
        begin: || Extractor::new(&model, options),
        work: |extractor: &mut Extractor, item| extract(args, &contents, extractor, item),
        weigh: |done: &Done| done.line.len(),
    };
    ordered.run(counted, |done: Done| {
        file.write(&done.line)?;
        meter.advance();
        tally.count(done.status, done.error.as_ref().map(|(code, _)| *code), done.part);
        if let Some(complaint) = done.error.and_then(|(_, error)| tally.complaint(done.status, &error)) {
            meter.print(&format!("unboil: {complaint}"));
        }
        anyhow::Ok(())
    })?;
    meter.finish();
    if interrupt::is_asked() {
        return interrupted(args, file, &tally);
    }
    let (taken, written) = (taken.into_inner(), tally.records() - before);
    anyhow::ensure!(
        taken == written,
        "{taken} pages were read, but {written} records written: a mistake in unboil"
    );
    file.finish(tally.is_lost())?;
    say(&format!("unboil: {tally}; {:.0} a second", meter.rate()));
    say_what_was_left(progress);
    Ok(outcome(tally.is_lost()))
}

/// The record of a page.
fn extract(args: &Args, contents: &Contents, extractor: &mut Extractor, item: Item) -> Done {
    let part = item.part;
    let mut page = item.unpack();
    page.url = page.url.or_else(|| args.contents.url.clone());
    let record = page.record(contents, extractor);
    let mut line = Vec::new();
    record.write_json(&mut line);
    let error = record.error.map(|error| (error.code, format!("{}: {error}", record.id)));
    Done { line, status: record.status, error, part }
}

/// Where records go, or what they came to when they were finished before.
enum Opened {
    File(RecordFile),
    Finished { is_lost: bool },
}

/// Opens the file of records, and goes on behind the records that it has.
fn open(
    args: &Args,
    format: RecordFormat,
    model: &Model,
    options: &ExtractOptions,
    items: &mut impl Iterator<Item = Item>,
    tally: &mut Tally,
) -> Result<Opened> {
    // A device or a pipe cannot be gone on with: it takes what comes.
    let file = args.output.as_deref().filter(|path| !path.exists() || path.is_file());
    if let (true, Some(path)) = (args.resume, file) {
        return match Journal::open(path, format, parameters(args, format, model, options))? {
            Begun::Open(mut journal) => {
                resume(&mut journal, path, items, tally)?;
                Ok(Opened::File(RecordFile::Journal(journal)))
            }
            Begun::Finished { is_lost } => {
                say(&format!("unboil: {}: is finished; remove it to run again", path.display()));
                Ok(Opened::Finished { is_lost })
            }
        };
    }
    Ok(Opened::File(RecordFile::create(Output::open(args.output.as_deref())?, format)?))
}

/// What two runs have to agree in for their records to be the same.
fn parameters(args: &Args, format: RecordFormat, model: &Model, options: &ExtractOptions) -> Run {
    let names = |paths: &[std::path::PathBuf]| paths.iter().map(|path| path_text(path)).collect();
    let fields = args.pages.fields();
    let (inputs, lists): (Vec<String>, Vec<String>) =
        (names(&args.pages.inputs), names(&args.pages.from_list));
    Run::from_iter([
        ("unboil".to_owned(), json!(env!("CARGO_PKG_VERSION"))),
        ("model".to_owned(), json!(model.sha256())),
        ("options".to_owned(), json!(options)),
        ("inputs".to_owned(), json!(inputs)),
        ("from_list".to_owned(), json!(lists)),
        ("fields".to_owned(), json!([fields.html, fields.id, fields.url])),
        ("contents".to_owned(), json!(args.contents.contents())),
        ("url".to_owned(), json!(args.contents.url)),
        ("format".to_owned(), json!(if format == RecordFormat::Table { "parquet" } else { "jsonl" })),
    ])
}

/// Passes over the pages whose records are written, each held to being the same page.
fn resume(
    journal: &mut Journal,
    path: &Path,
    items: &mut impl Iterator<Item = Item>,
    tally: &mut Tally,
) -> Result<()> {
    let records = journal.replay(|kept| {
        let item = items.next();
        let part = item.as_ref().map_or(Part::Entry, |item| item.part);
        let id = item.map(|mut item| item.id.take().unwrap_or_else(|| item.unpack().id));
        anyhow::ensure!(
            id.as_ref() == Some(&kept.id),
            "{}: the inputs have changed since: record {} is of {}, but the page is {}; remove {0}.partial and {0}.run to begin anew",
            path.display(),
            tally.records() + 1,
            kept.id,
            id.as_deref().unwrap_or("no longer there"),
        );
        tally.count(kept.status, kept.error.map(|error| error.code), part);
        Ok(())
    })?;
    if records > 0 {
        say(&format!("unboil: {}: goes on behind {records} records", path.display()));
    }
    Ok(())
}

fn interrupted(args: &Args, file: RecordFile, tally: &Tally) -> Result<Outcome> {
    let path = args.output.as_ref().map(|path| path.display());
    let further = match (&file, path) {
        (RecordFile::Journal(_), Some(path)) => format!("run the same command again to go on with {path}"),
        (RecordFile::Texts(_), Some(path)) => format!("{path} has the texts of these pages"),
        (_, Some(path)) => {
            let is_there = args.output.as_ref().is_some_and(|path| path.exists());
            let state = if is_there { "is as it was" } else { "is not written" };
            format!("{path} {state}; --resume would have kept what was done")
        }
        (_, None) => String::new(),
    };
    file.interrupt()?;
    say(&format!("unboil: interrupted after {tally}"));
    if !further.is_empty() {
        say(&format!("unboil: {further}"));
    }
    Ok(Outcome::Interrupted)
}
