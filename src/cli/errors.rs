//! `unboil errors`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use anyhow::Result;
use unboil::io::{load, probe, read_lines, read_model, read_scores, write_file};
use unboil::report::errors_page;
use unboil_features::Schema;
use unboil_infer::{Group, Model, PageScores};
use unboil_train::{
    Cause, Evaluation, Example, PageErrors, PageResult, PageScore, counted, evaluate, evaluate_scores, pushes,
};

use super::seen::seen;
use super::{Outcome, say, table};

/// Show what a model gets wrong: how much is lost, to what, and where.
///
/// The loss of a page is 1 less the F1 of the words of its labelled blocks;
/// the causes add up to it. Mind that a model knows the pages it was trained
/// on: give the scores that `train --out-of-fold` wrote.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Model file; `default` for the built-in model.
    model: PathBuf,
    /// Label files, one set each.
    #[arg(required = true, value_name = "DATA.jsonl")]
    data: Vec<PathBuf>,
    /// Use these log-odds instead of the model's, as `train --out-of-fold`
    /// or `--left-out` wrote them; pages without any are told and left out.
    #[arg(long, value_name = "FILE")]
    scores: Option<PathBuf>,
    /// Pages of a group alone, as in page_type=forum or lang=de; of several
    /// groups where repeated.
    #[arg(long, value_name = "GROUP")]
    only: Vec<String>,
    /// Also write a page that shows the blocks in colours, the pages of the
    /// largest loss first.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Pages to show there, and features to list.
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    probe(&args.html, args.data.iter().chain([&args.model]).chain(&args.scores))?;
    let model = read_model(&args.model)?;
    let mut examples = load(read_lines(&args.data)?, Schema::full(), &|| ())?;
    // Scores that are given may be of fits that had not seen the pages.
    let trained_on = match args.scores {
        Some(_) => String::new(),
        None => seen(&args.model.display().to_string(), &model, &examples),
    };
    keep_only(&args.only, &mut examples)?;
    let evaluation = match &args.scores {
        Some(path) => {
            let scores = scores_of(path, &mut examples)?;
            evaluate_scores(&examples, scores, model.body().operating_point)
        }
        None => evaluate(&model, &examples),
    };
    let errors: Vec<PageErrors> = examples
        .iter()
        .zip(&evaluation.pages)
        .map(|(example, page)| PageErrors::of(example, &page.labels))
        .collect();
    if let Some(path) = &args.html {
        write_file(path, errors_page(&examples, &evaluation.pages, &errors, args.top).as_bytes())?;
    }
    let misleading = misleading(&model, &examples, &evaluation.pages, args.top);
    super::print(&format!("{trained_on}{}\n{misleading}", by_group(&evaluation, &errors)), &args.html)?;
    Ok(Outcome::Done)
}

/// Drops the examples that are of none of the groups that are asked for, where any are.
fn keep_only(names: &[String], examples: &mut Vec<Example>) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let of_page = |example: &Example| Group::of_page(&example.page.page_type, &example.page.lang);
    let there: BTreeSet<Group> = examples.iter().flat_map(of_page).collect();
    let group = |name: &String| {
        name.parse().ok().filter(|group| there.contains(group)).ok_or_else(|| {
            let there: Vec<String> = there.iter().map(Group::to_string).collect();
            anyhow::anyhow!("--only: no page is of the group `{name}`; there are {}", there.join(", "))
        })
    };
    let groups: Vec<Group> = names.iter().map(group).collect::<Result<_>>()?;
    examples.retain(|example| of_page(example).any(|group| groups.contains(&group)));
    Ok(())
}

/// The scores of the examples; examples without any, or with those of other blocks, are dropped, and told.
fn scores_of(path: &Path, examples: &mut Vec<Example>) -> Result<Vec<PageScores>> {
    let scores = read_scores(path)?
        .into_iter()
        .map(|page| ((page.set, page.id), PageScores { log_odds: page.log_odds, presence: page.presence }));
    let mut scores: HashMap<(String, String), PageScores> = scores.collect();
    let key = |example: &Example| (example.set.clone(), example.page.id.clone());
    let (mut missing, mut changed) = (Vec::new(), Vec::new());
    examples.retain(|example| {
        let lost = match scores.get(&key(example)) {
            None => &mut missing,
            Some(found) if found.log_odds.len() != example.measured.labels.len() => &mut changed,
            Some(_) => return true,
        };
        lost.push(example.page.id.clone());
        false
    });
    for (lost, why) in [(missing, "without scores"), (changed, "whose blocks are others than those scored")] {
        if let Some(first) = lost.first() {
            let pages = counted(lost.len(), "page");
            say(&format!("unboil: {}: {pages} {why}, left out: {first} is the first", path.display()));
        }
    }
    anyhow::ensure!(
        !examples.is_empty(),
        "{}: has no scores of these pages; were they written by this version?",
        path.display()
    );
    Ok(examples.iter().filter_map(|example| scores.remove(&key(example))).collect())
}

/// The mean loss by set, page type and language.
fn by_group(evaluation: &Evaluation, errors: &[PageErrors]) -> String {
    let mut groups: BTreeMap<(&str, Group), Vec<&PageErrors>> = BTreeMap::new();
    let pages = evaluation.pages.iter().zip(errors);
    for (page, errors) in pages.filter(|(page, _)| page.score != PageScore::Unknown) {
        for group in std::iter::once(Group::All).chain(Group::of_page(&page.page_type, &page.lang)) {
            groups.entry((&page.set, group)).or_default().push(errors);
        }
    }
    let mut rows = vec![vec![String::new(), "pages".to_owned(), "loss".to_owned()]];
    rows[0].extend(Cause::ALL.map(|cause| cause.name().to_owned()));
    for ((set, group), errors) in groups {
        let mean = |of: &dyn Fn(&PageErrors) -> f64| {
            format!("{:.4}", errors.iter().map(|page| of(page)).sum::<f64>() / errors.len() as f64)
        };
        let name = if group == Group::All { set.to_owned() } else { format!("  {group}") };
        let mut row = vec![name, errors.len().to_string(), mean(&|page| page.loss)];
        row.extend((0..Cause::ALL.len()).map(|cause| mean(&|page| page.by_cause[cause])));
        rows.push(row);
    }
    table::table(&rows)
}

/// The features that misled the model most.
fn misleading(model: &Model, examples: &[Example], pages: &[PageResult], top: usize) -> String {
    let head = ["mean log-odds by feature, over", "boilerplate kept", "content missed"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for push in pushes(model, examples, pages).into_iter().take(top) {
        rows.push(vec![push.feature, format!("{:+.3}", push.kept), format!("{:+.3}", push.missed)]);
    }
    table::table(&rows)
}
