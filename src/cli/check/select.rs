//! The elements that a CSS selector finds, held against gold.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::io::{Labelled, Output, page_bytes, read_lines};
use unboil::select::{is_content, selector};
use unboil_features::Schema;
use unboil_html::decode;
use unboil_infer::Label;
use unboil_train::{Example, PageScore, PrecisionRecall};

use crate::cli::{Outcome, say, table};

pub(super) fn run(data: &[PathBuf], keep: &str, drop: Option<&str>) -> Result<Outcome> {
    let keep = selector(keep)?;
    let drop = drop.map(selector).transpose()?;
    let mut rows = vec![["page", "F1", "precision", "recall"].map(str::to_owned).to_vec()];
    let mut sum = 0.0;
    let lines = read_lines(data)?;
    let mut count = 0;
    for line in lines {
        let place = format!("{}:{}", line.file.display(), line.line);
        let (id, score) = match score(line, &keep, drop.as_ref())? {
            Ok(scored) => scored,
            Err(reason) => {
                say(&format!("unboil: {place}: left out: {reason}"));
                continue;
            }
        };
        count += 1;
        let PrecisionRecall { precision, recall, f1 } = score.precision_recall();
        sum += f1;
        let mut row = vec![id];
        row.extend([f1, precision, recall].map(|value| format!("{value:.3}")));
        rows.push(row);
    }
    rows.push(vec!["mean".to_owned(), format!("{:.3}", sum / f64::from(count.max(1)))]);
    let mut output = Output::open(None)?;
    write!(output, "{}", table::table(&rows))?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// The score of what the selectors keep of a page, or why they cannot be looked for in it.
fn score(
    line: Labelled,
    keep: &scraper::Selector,
    drop: Option<&scraper::Selector>,
) -> Result<Result<(String, PageScore), String>> {
    let bytes = page_bytes(&line)?;
    let example = Example::new(line.page, &line.set, &bytes, &Schema::full().filter(|_| false));
    let text = decode(&bytes, None).text;
    let is_content = match is_content(&text, example.text.document(), example.text.blocks(), keep, drop) {
        Ok(is_content) => is_content,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let label = |content| if content { Label::Content } else { Label::Boilerplate };
    let labels: Vec<Label> = is_content.into_iter().map(label).collect();
    Ok(Ok((example.page.id.clone(), PageScore::of(&example, &labels))))
}
