//! `unboil train`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Result;
use unboil::io::{ScoredLine, load, probe, read_model, sets_of, write_file, write_scores};
use unboil_infer::{GroupKey, Manifest};
use unboil_train::{Mistake, Options, Training, counted, train};

use super::bar::{bar, fits};
use super::data::{DataArgs, PointArgs, check_once, pair};
use super::seen::seen_by_base;
use super::{Outcome, say, table};

/// Train a model on labelled pages.
///
/// Folds are split by site; regularisation strength, calibration and operating
/// point are chosen on out-of-fold scores. The same data, options and version
/// give the same model, byte for byte, with any number of threads.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// Model file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Licence and authors of a set, for the model's manifest.
    #[arg(long, value_name = "SET=TEXT", value_parser = pair)]
    licence: Vec<(String, String)>,
    /// Regularisation strength to try, per unit of row weight; repeatable.
    #[arg(long, value_name = "NUMBER")]
    lambda: Vec<f64>,
    /// The same for the second stage, where it differs; repeatable.
    #[arg(long, value_name = "NUMBER")]
    second_lambda: Vec<f64>,
    #[command(flatten)]
    point: PointArgs,
    /// Train on an altered copy of each page too, all copies of a set carrying
    /// this share of its weight: boilerplate of other pages is inserted;
    /// classes, semantic elements, paragraphs and headings are taken away;
    /// some are laid out in tables and with line breaks.
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    augment: f64,
    /// Adapt this model to the pages, instead of training from nothing: with
    /// few pages of a new kind that gives more. `default` for the built-in one.
    /// It is moved, and its operating point changed, only as far as the pages
    /// surely gain by it.
    #[arg(long, value_name = "MODEL")]
    from: Option<PathBuf>,
    /// Keep this many columns in each fit of the first stage: those with the
    /// largest weights in a fit of all to the same pages.
    #[arg(long, value_name = "N")]
    columns: Option<usize>,
    /// Fit in double precision, until the norm of the gradient is below this:
    /// for comparison with other programs. Scores do not need it.
    #[arg(long, value_name = "NUMBER")]
    tolerance: Option<f64>,
    /// Fit one stage only: no second one on the scores of the page's blocks.
    #[arg(long)]
    one_stage: bool,
    /// Train once more for each set, without it and its sites, and score it;
    /// needs two sets.
    #[arg(long)]
    leave_one_set_out: bool,
    /// Train on an eighth, a quarter and a half of the sites as well, and show
    /// what more pages give. A part whose sites are too few for the folds is
    /// left out: there should be at least two sites a fold.
    #[arg(long)]
    curve: bool,
    /// Fit the first stage without each family of features as well, for the
    /// model card to tell what each is worth.
    #[arg(long)]
    ablate: bool,
    /// Write the out-of-fold texts and log-odds as JSON Lines:
    /// {"id", "set", "text", "log_odds", "presence"}.
    #[arg(long, value_name = "FILE")]
    out_of_fold: Option<PathBuf>,
    /// Write the texts by models that did not see the page's set.
    #[arg(long, value_name = "FILE", requires = "leave_one_set_out")]
    left_out: Option<PathBuf>,
}

impl Args {
    /// The files to write.
    fn outputs(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.output].into_iter().chain(&self.out_of_fold).chain(&self.left_out)
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    probe(args.outputs(), args.data.files().iter().chain(&args.from))?;
    let schema = args.data.schema()?;
    let options = options(args)?;
    let started = Instant::now();
    let lines = args.data.lines()?;
    check_once("--licence", args.licence.iter().map(|(set, _)| set))?;
    options.check(&schema, &sets_of(&lines))?;
    let bar = bar(lines.len(), "pages measured");
    let examples = load(lines, &schema, &|| bar.inc(1))?;
    bar.finish_and_clear();
    let pages = examples.iter().filter(|example| !example.has_address()).count();
    if pages > 0 {
        say(&Mistake::NoAddress { pages }.to_string());
    }
    let measured = started.elapsed();

    let (bar, step) = fits();
    let training = train(&examples, &schema, &options, &step)?;
    bar.finish_and_clear();

    // The model first: scores may go down a pipe whose reader has gone.
    as_failure(write_file(&args.output, &training.model.to_bytes()).map_err(anyhow::Error::from))?;
    if let Some(path) = &args.out_of_fold {
        let scores = scored(&training.out_of_fold.pages, training.out_of_fold_texts(&examples));
        as_failure(write_scores(path, scores))?;
    }
    if let Some(path) = &args.left_out {
        let scores = scored(&training.left_out.pages, training.left_out_texts(&examples));
        as_failure(write_scores(path, scores))?;
    }
    let fitted = started.elapsed() - measured;
    let mut text = report(&training, &args.output, measured, fitted);
    if args.curve && training.model.body().manifest.curve.is_empty() {
        text.push_str(&format!(
            "no learning curve: half of the sites are too few for {} folds; add pages of other sites\n",
            options.folds
        ));
    }
    super::print(&text, args.outputs())?;
    Ok(Outcome::Done)
}

/// What came of writing a result. A reader that has gone is an error like any other: only a report may end by it.
fn as_failure(written: Result<()>) -> Result<()> {
    written.map_err(|error| anyhow::anyhow!("{error:#}"))
}

fn options(args: &Args) -> Result<Options> {
    let data = args.data.options();
    let files: Vec<&PathBuf> = args.data.files().iter().chain(&args.from).chain(args.outputs()).collect();
    let base = args.from.as_deref().map(read_model).transpose()?.map(|model| model.body().clone());
    Ok(Options {
        base,
        lambdas: args.lambda.clone(),
        second_lambdas: args.second_lambda.clone(),
        licences: args.licence.iter().cloned().collect(),
        augment: args.augment,
        columns: args.columns,
        second_stage: !args.one_stage,
        leave_one_set_out: args.leave_one_set_out,
        curve: args.curve,
        ablate: args.ablate,
        tolerance: args.tolerance,
        command: command(std::env::args_os(), &files),
        shift: args.point.shift,
        doubt: args.point.doubt,
        length: args.point.length,
        ..data
    })
}

/// The command as typed, `files` by their names alone, for where they lay is nobody's business, and without the number of
/// threads, which changes nothing.
fn command(typed: impl Iterator<Item = OsString>, files: &[&PathBuf]) -> String {
    let shown = |word: &str| {
        let file = files.iter().find(|file| file.as_os_str().to_string_lossy() == word);
        let name = file.and_then(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| word.to_owned())
    };
    let mut words = vec!["unboil".to_owned()];
    let mut typed = typed.map(|word| word.to_string_lossy().into_owned()).skip(1);
    while let Some(word) = typed.next() {
        if ["-j", "--threads"].contains(&word.as_str()) {
            typed.next();
        } else if !word.starts_with("-j") && !word.starts_with("--threads=") {
            let word = match (word.split_once('='), word.strip_prefix("-o")) {
                (Some((flag, value)), _) if flag.starts_with("--") => format!("{flag}={}", shown(value)),
                (_, Some(value)) if !value.is_empty() => {
                    format!("-o{}", shown(value.strip_prefix('=').unwrap_or(value)))
                }
                _ => shown(&word),
            };
            words.push(if word.contains(' ') { format!("'{word}'") } else { word });
        }
    }
    words.join(" ")
}

/// The results of a training as a file of scores.
fn scored<'a>(
    pages: &'a [unboil_train::PageResult],
    texts: impl Iterator<Item = (&'a str, String)> + 'a,
) -> impl Iterator<Item = ScoredLine> + 'a {
    pages.iter().zip(texts).map(|(page, (id, text))| ScoredLine {
        id: id.to_owned(),
        set: page.set.clone(),
        text,
        log_odds: page.log_odds.clone(),
        presence: page.presence,
    })
}

fn report(training: &Training, path: &Path, measured: Duration, fitted: Duration) -> String {
    let body = training.model.body();
    let manifest = &body.manifest;
    let sum = |of: fn(&unboil_infer::SetManifest) -> usize| manifest.sets.iter().map(of).sum::<usize>();
    let path_of = |path: &[(f64, f64)]| {
        let path: Vec<String> = path.iter().map(|(lambda, f1)| format!("{lambda}: {f1:.4}")).collect();
        path.join(", ")
    };
    let second = manifest.second_lambda.map_or(String::new(), |lambda| {
        format!("second stage: λ {lambda} (mean F1 of sets by λ: {})\n", path_of(&training.second_path))
    });
    let mut text = seen_by_base(manifest);
    if let Some(base) = &training.base {
        text.push_str(&format!(
            "the model that was adapted, as it is\n{}\n",
            table::metrics(&base.sets, &GroupKey::ALL)
        ));
    }
    text.push_str(&format!("out of fold\n{}", table::metrics(&manifest.out_of_fold, &GroupKey::ALL)));
    if !manifest.left_out.is_empty() {
        text.push_str(&format!("\nleave one set out\n{}", table::metrics(&manifest.left_out, &[])));
    }
    if !manifest.curve.is_empty() {
        text.push_str(&format!("\n{}", table::table(&curve(manifest))));
    }
    let mut by_shift = vec![vec!["out-of-fold F1 by shift".to_owned()]];
    by_shift[0].extend(training.by_shift.iter().map(|(shift, _)| shift.to_string()));
    for (index, set) in manifest.sets.iter().enumerate() {
        let mut row = vec![set.name.clone()];
        row.extend(training.by_shift.iter().map(|(_, sets)| format!("{:.4}", sets[index])));
        by_shift.push(row);
    }
    text.push_str(&format!("\n{}", table::table(&by_shift)));
    text.push_str(&format!(
        "\n{} ({} left out), {}, {}\n\
        λ {} (mean F1 of sets by λ: {})\n{second}\
        operating point: {}; {} iterations in the final fit\n\
        measured in {:.1} s, fitted in {:.1} s\n\
        written to {}\n",
        counted(sum(|set| set.pages), "page"),
        sum(|set| set.left_out),
        counted(sum(|set| set.blocks), "labelled block"),
        counted(body.first.columns.len(), "column"),
        manifest.lambda,
        path_of(&training.path),
        body.operating_point,
        manifest.iterations,
        measured.as_secs_f64(),
        fitted.as_secs_f64(),
        path.display(),
    ));
    text
}

/// A row a set, a column a part of the pages.
fn curve(manifest: &Manifest) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["out-of-fold F1 by pages".to_owned()]];
    rows[0].extend(manifest.curve.iter().map(|point| point.pages.to_string()));
    for (index, set) in manifest.sets.iter().enumerate() {
        let mut row = vec![set.name.clone()];
        row.extend(manifest.curve.iter().map(|point| format!("{:.4}", point.f1[index])));
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &[&str], expected: &str) {
        let files = ["in/a.jsonl", "out/m=1.json", "out/b.jsonl"].map(PathBuf::from);
        let typed = ["/usr/bin/unboil"].iter().chain(typed).map(OsString::from);
        assert_eq!(command(typed, &files.each_ref()), expected);
    }

    #[test]
    fn commands_are_told_without_folders() {
        check(&["train", "in/a.jsonl", "-o", "out/m=1.json"], "unboil train a.jsonl -o m=1.json");
        check(&["train", "-oout/m=1.json", "-j2", "--threads", "1"], "unboil train -om=1.json");
        check(
            &["--output=out/m=1.json", "--left-out=out/b.jsonl"],
            "unboil --output=m=1.json --left-out=b.jsonl",
        );
        check(&["--licence", "a=CC-BY/4.0, A. B."], "unboil --licence 'a=CC-BY/4.0, A. B.'");
    }

    #[cfg(unix)]
    #[test]
    fn any_path_can_be_told() {
        use std::os::unix::ffi::OsStringExt;
        let path = PathBuf::from(OsString::from_vec(b"in/d\xff.jsonl".to_vec()));
        let typed = ["unboil".into(), path.clone().into_os_string()].into_iter();
        assert_eq!(command(typed, &[&path]), "unboil d\u{fffd}.jsonl");
    }
}
