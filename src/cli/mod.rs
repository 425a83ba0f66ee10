//! `unboil`: one file and one variant a command.

mod ablate;
mod bar;
mod check;
mod classify;
mod compare;
mod data;
mod errors;
mod evaluate;
mod explain;
mod extract;
mod features;
mod import;
mod inputs;
mod inspect;
mod interrupt;
mod model;
mod models;
mod package;
mod report;
mod seen;
mod serve;
mod table;
mod tally;
mod train;
mod upgrade;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use unboil::io::{Output, is_standard_stream};

/// Find the main content of web pages, and train the model that does it.
#[derive(Parser)]
#[command(version, max_term_width = 80, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Threads to use; all cores unless given. Results do not depend on it.
    #[arg(short = 'j', long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Args),
    Classify(classify::Args),
    Serve(serve::Args),
    Explain(explain::Args),
    Train(train::Args),
    Evaluate(evaluate::Args),
    Compare(compare::Args),
    Report(report::Args),
    Errors(errors::Args),
    Check(check::Args),
    Features(features::Args),
    Ablate(ablate::Args),
    Inspect(inspect::Args),
    Models(models::Args),
    Package(package::Args),
    Upgrade(upgrade::Args),
    Import(import::Args),
}

/// How a command ended, when it could run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// A gate failed or a check found something.
    Failed,
    /// Some inputs ended in error records.
    SomeErrors,
    /// It was asked to end before it was done.
    Interrupted,
}

/// A command line that contradicts itself.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// The error of a command line that contradicts itself, with what to do.
fn usage(message: impl Into<String>) -> anyhow::Error {
    Usage(message.into()).into()
}

/// Runs the command line. Exit status: 0 all well, 1 could not run or a gate failed, 2 usage, 3 some inputs ended in
/// error records, 130 interrupted.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::from_arg_matches(&command().get_matches()).unwrap_or_else(|error| error.exit());
    if let Some(threads) = cli.threads {
        // Fails only where the pool was built before: nothing has run yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    // The server is asked to end in a way of its own.
    if !matches!(cli.command, Command::Serve(_)) {
        interrupt::watch();
    }
    let result = match cli.command {
        Command::Extract(args) => extract::run(&args),
        Command::Classify(args) => classify::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Ablate(args) => ablate::run(&args),
        Command::Features(args) => features::run(&args),
        Command::Errors(args) => errors::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Models(args) => models::run(&args),
        Command::Package(args) => package::run(&args),
        Command::Upgrade(args) => upgrade::run(&args),
        Command::Import(args) => import::run(&args),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        Ok(Outcome::SomeErrors) => ExitCode::from(3),
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::STATUS),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("unboil: {error:#}"));
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// The command line, on which a negative number behind an option is its value, for the option to say what it may be.
fn command() -> clap::Command {
    let allowing = |arg: clap::Arg| {
        let is_option = !arg.is_positional() && arg.get_action().takes_values();
        if is_option { arg.allow_negative_numbers(true) } else { arg }
    };
    Cli::command().mut_subcommands(|command| command.mut_args(allowing))
}

/// Prints what there is to say of a work that is done, which the exit status tells as well: it does so even where the reader
/// has gone. Where one of the outputs of the work goes to standard output, this goes to standard error.
fn print<'a>(text: &str, outputs: impl IntoIterator<Item = &'a PathBuf>) -> Result<()> {
    if outputs.into_iter().any(|output| is_standard_stream(output)) {
        say(text.trim_end());
        return Ok(());
    }
    let mut output = Output::open(None)?;
    let written = output.write_all(text.as_bytes()).and_then(|()| output.finish());
    match written.map_err(anyhow::Error::from) {
        Err(error) if is_broken_pipe(&error) => Ok(()),
        written => written,
    }
}

/// Tells whoever runs the command. What cannot be told, to a log that is full or a reader that has gone, is no reason to
/// end the work.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(message));
}

/// A text that may hold parts of any file, as a terminal can be given it: control characters are escaped.
fn printable(text: &str) -> String {
    let escaped =
        |c: char| if c.is_control() && c != '\n' { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(escaped).collect()
}

/// Whether the reader of the output has gone, as `head` does; what `serde_json` passes on hides the cause.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let plain = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let written = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        plain.or(written) == Some(io::ErrorKind::BrokenPipe)
    })
}
