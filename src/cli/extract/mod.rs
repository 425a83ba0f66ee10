//! `unboil extract`.

mod batch;
mod contents;
mod progress;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;
use unboil::Extractor;
use unboil::io::records::{RecordFormat, TextFolder};
use unboil::io::source::{Item, Part, Progress, items};
use unboil::io::{InputError, Inputs, Output, ending_of, is_standard_stream, probe};
use unboil::record::{RawPage, Status, classified};

use self::batch::Target;
use self::contents::ContentArgs;

use super::inputs::InputArgs;
use super::model::ModelArgs;
use super::{Outcome, interrupt, say, usage};

/// Extract the main content of pages.
///
/// One page is printed as text; several as one JSON record a line, in the order
/// of the inputs: {"id", "status": "ok" | "empty" | "skipped" | "error",
/// "title", "text", "presence", "confidence", ...}; presence is the probability
/// that the page has main content at all, confidence that F1 is at least .8,
/// "truncated": true says that a limit of the parser was reached. What cannot
/// be read is a record as well, and the exit status is 3 when that is a whole
/// input or the rest of one. docs/batch.md has all formats, fields and codes.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    pages: InputArgs,
    /// What to print; unless given, what the output's name ends in, or text for
    /// one page, and jsonl for several or with what only records hold.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// File to write to: whole, or not at all. A folder, or FOLDER/, takes the
    /// text of each page as a file of its own, named after its id.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Keep what is done, so that the same command, given again after the run
    /// was ended in any way, goes on behind its last whole record.
    #[arg(long, requires = "output")]
    resume: bool,
    #[command(flatten)]
    contents: ContentArgs,
    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text, a line a block; code keeps its lines.
    Text,
    /// Headings, lists, tables, code, links and images.
    Markdown,
    /// HTML of semantic elements alone, without scripts and styles.
    Html,
    /// One JSON record a page.
    Jsonl,
    /// A table of records.
    Parquet,
}

/// What a format makes of a page.
enum Kind {
    /// Its text.
    Text(unboil::Format),
    /// A record of it.
    Records(RecordFormat),
}

impl Format {
    /// As it is given on the command line.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn kind(self) -> Kind {
        match self {
            Format::Text => Kind::Text(unboil::Format::Text),
            Format::Markdown => Kind::Text(unboil::Format::Markdown),
            Format::Html => Kind::Text(unboil::Format::Html),
            Format::Jsonl => Kind::Records(RecordFormat::Lines),
            Format::Parquet => Kind::Records(RecordFormat::Table),
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    args.pages.check()?;
    // What waits for input, nobody could end otherwise.
    if !args.inputs().may_wait() {
        interrupt::hear();
    }
    if let Some(folder) = args.folder() {
        return to_folder(args, folder);
    }
    anyhow::ensure!(
        !args.resume || !args.output.as_deref().is_some_and(is_standard_stream),
        usage("--resume goes on with a file, and standard output is none; name one with --output")
    );
    let asked = args.checked_format()?;
    probe(&args.output, args.pages.named())?;
    let progress = Progress::default();
    let mut items = items(&args.inputs(), &args.pages.fields(), &progress).peekable();
    let is_page =
        args.inputs().single().is_some() && items.peek().is_some_and(|item| item.part == Part::Whole);
    let takes_records = !is_page || args.resume;
    let usual = if takes_records || args.contents.needs_records() { Format::Jsonl } else { Format::Text };
    let text = match asked.unwrap_or(usual).kind() {
        Kind::Text(text) => text,
        Kind::Records(format) => return batch::run(args, Target::Records(format), items, &progress),
    };
    anyhow::ensure!(
        !takes_records,
        usage(
            "several pages cannot be told apart in one text; write records, to a file that ends in .jsonl or .parquet or \
            with --format jsonl, and choose by --text-format how they write their text, or each page to a file of its own, \
            with -o FOLDER/"
        )
    );
    args.check_contents()?;
    items.next().map_or(Ok(Outcome::Done), |item| one(args, item, text))
}

/// Writes the text of each page to a file of its own.
fn to_folder(args: &Args, folder: &Path) -> Result<Outcome> {
    let Kind::Text(text) = args.format.unwrap_or(Format::Text).kind() else {
        let message = "is a folder, which takes texts; name a file in it for records";
        anyhow::bail!(usage(format!("{}: {message}", folder.display())));
    };
    anyhow::ensure!(!args.resume, usage("--resume goes on with a file of records; a folder takes texts"));
    args.check_contents()?;
    // It is there before the inputs are listed, so as to be none of them.
    let texts = TextFolder::create(folder, text)?;
    let inputs = Inputs { writes_pages: text == unboil::Format::Html, ..args.inputs() };
    if let Err(InputError { path, error }) = inputs.check_apart() {
        anyhow::bail!("{}: {error}", path.display());
    }
    let progress = Progress::default();
    let items = items(&inputs, &args.pages.fields(), &progress);
    batch::run(args, Target::Texts(texts, text), items, &progress)
}

/// Writes the text of one page.
fn one(args: &Args, item: Item, format: unboil::Format) -> Result<Outcome> {
    let model = args.model.load()?;
    let mut extractor = Extractor::new(&model, args.model.options(&model)?);
    let page = item.unpack();
    let options = args.contents.options(page.url.as_deref());
    let text = page.html.and_then(|html| {
        let raw = RawPage { charset: page.charset.as_deref(), html: &html, ..RawPage::default() };
        classified(&raw, &mut extractor, |found| {
            (Status::of_labels(&found.labels), found.render(&html, format, &options))
        })
    });
    let (status, text) = match text {
        Ok(found) => found,
        Err(error) => {
            say(&format!("unboil: {}: {error}", page.id));
            return Ok(Outcome::SomeErrors);
        }
    };
    if interrupt::is_asked() {
        return Ok(Outcome::Interrupted);
    }
    if status == Status::Empty {
        say(&format!("unboil: {}: no main content was found", page.id));
    }
    let mut output = Output::open(args.output.as_deref())?;
    output.write_all(text.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Done)
}

impl Args {
    fn inputs(&self) -> Inputs {
        self.pages.inputs(self.output.as_ref())
    }

    /// The output, where it is a folder: one that is there, or by the slash behind its name.
    fn folder(&self) -> Option<&Path> {
        let path = self.output.as_deref()?;
        let ends_so = path.as_os_str().as_encoded_bytes().ends_with(b"/");
        (ends_so || path.is_dir()).then_some(path)
    }

    /// The format that is asked for, or that the output's name tells of.
    ///
    /// # Errors
    /// A name that says what the file will not be. What has the name of a text may be JSON Lines, which are text.
    fn checked_format(&self) -> Result<Option<Format>> {
        let Some(path) = &self.output else { return Ok(self.format) };
        let ending = ending_of(path);
        anyhow::ensure!(
            !["csv", "tsv"].contains(&ending.as_str()),
            usage(format!(
                "{}: nothing is written as .{ending}; name the output .jsonl or .parquet",
                path.display()
            ))
        );
        let named = self.named_format();
        let (Some(asked), Some(name)) = (self.format, named) else { return Ok(self.format.or(named)) };
        let is_text = matches!(name.kind(), Kind::Text(_)) && asked != Format::Parquet;
        anyhow::ensure!(
            asked == name || is_text,
            usage(format!(
                "{}: is named as {}, but --format {} is asked for; change one of them",
                path.display(),
                name.name(),
                asked.name()
            ))
        );
        Ok(self.format)
    }

    /// Refuses what only records hold where texts are written.
    fn check_contents(&self) -> Result<()> {
        if !self.contents.needs_records() {
            return Ok(());
        }
        let way_out = match &self.output {
            Some(path) => {
                format!("{} takes texts: name a file that ends in .jsonl or .parquet", path.display())
            }
            None => "use --format jsonl, or --format alone".to_owned(),
        };
        Err(usage(format!("--metadata and --text-format say what records hold; {way_out}")))
    }

    /// The format that the output's name tells of.
    fn named_format(&self) -> Option<Format> {
        match ending_of(self.output.as_ref()?).as_str() {
            "parquet" => Some(Format::Parquet),
            "jsonl" | "ndjson" | "json" => Some(Format::Jsonl),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "txt" => Some(Format::Text),
            _ => None,
        }
    }
}
