//! `unboil explain`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use unboil::io::{Input, Output, read};
use unboil_features::Page;
use unboil_infer::{Explanation, ExtractOptions, Label, Repeats, Sum};
use unboil_train::counted;

use super::model::ModelArgs;
use super::{Outcome, table};

/// Characters of a block's text that are shown.
const SHOWN: usize = 70;

/// Show why a page has main content, and why blocks are content or not.
///
/// A logistic model adds up log-odds: what each feature adds is exact.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The page; - for standard input.
    page: PathBuf,
    /// The block, from 0, as numbered by `unboil classify`; all unless given.
    #[arg(long, value_name = "N")]
    block: Option<usize>,
    /// Contributions to show, the largest first; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 8)]
    top: usize,
    #[command(flatten)]
    model: ModelArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let model = args.model.load()?;
    let input = Input::of(&args.page);
    let bytes = read(&input).with_context(|| input.id())?;
    let options = args.model.options(&model)?;
    let classified = model.classify_with(&bytes, &options);
    let all = model.classify_with(&bytes, &ExtractOptions { repeats: Repeats::All, ..options }).labels;
    let count = classified.blocks.len();
    let blocks = match args.block {
        Some(block) if block >= count => {
            let blocks = counted(count, "block");
            anyhow::bail!("{} has {blocks}, numbered from 0; there is no block {block}", input.id())
        }
        Some(block) => block..block + 1,
        None => 0..count,
    };
    let explainer = model.explainer(&Page::new(&classified.document, &classified.blocks));
    let mut output = Output::open(None)?;
    if let (Some(sum), Some(presence)) = (explainer.presence(), classified.presence) {
        let has_content = classified.labels.contains(&Label::Content);
        let verdict = if has_content { "has main content" } else { "no main content" };
        writeln!(output, "page: {verdict}, probability of any {presence:.3}")?;
        write!(output, "{}", contributions("log-odds", "a page", &sum, args.top))?;
    }
    for block in blocks {
        let label = match (classified.labels[block], all[block]) {
            (Label::Content, _) => "content",
            (Label::Boilerplate, Label::Content) => "content that stands before as well, and is left out",
            (Label::Boilerplate, Label::Boilerplate) => "boilerplate",
        };
        let text: String =
            classified.blocks.text(classified.blocks.block(block)).chars().take(SHOWN).collect();
        writeln!(
            output,
            "block {block}: {label}, probability {:.3}\n  {text}",
            classified.probability(block)
        )?;
        let Explanation { first, second, .. } = explainer.explain(block);
        if let Some(second) = &second {
            write!(output, "{}", contributions("log-odds", "a block", second, args.top))?;
        }
        let name =
            if second.is_some() { "of which score.log_odds, from the first stage" } else { "log-odds" };
        write!(output, "{}", contributions(name, "a block", &first, args.top))?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}

fn contributions(name: &str, of: &str, sum: &Sum, top: usize) -> String {
    let shown = if top == 0 { sum.contributions.len() } else { top.min(sum.contributions.len()) };
    let number = |value: f64| format!("{value:+.3}");
    let mut rows = vec![vec![format!("  {name}"), number(sum.log_odds), "value".to_owned()]];
    rows.push(vec![format!("  = {of} of mean features"), number(sum.base)]);
    for part in &sum.contributions[..shown] {
        rows.push(vec![format!("  + {}", part.feature), number(part.log_odds), format!("{:.3}", part.value)]);
    }
    let rest: f64 = sum.contributions[shown..].iter().map(|part| part.log_odds).sum();
    if shown < sum.contributions.len() {
        let others = sum.contributions.len() - shown;
        rows.push(vec![format!("  + {others} others"), number(rest)]);
    }
    table::table(&rows)
}
