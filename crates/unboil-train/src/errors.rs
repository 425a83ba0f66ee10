//! What a model gets wrong: how much is lost to which cause, and which features pushed it there.

use rayon::prelude::*;
use unboil_features::Page;
use unboil_infer::{Label, Model};

use crate::{Example, PageResult};

/// Why words count as lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Boilerplate kept before the first block of the content.
    Before,
    /// Boilerplate kept between the first and the last.
    Inside,
    /// Boilerplate kept after the last.
    After,
    /// Boilerplate kept of a page without content.
    NoContent,
    /// Content missed.
    Missed,
    /// Gold that is not in the page.
    NotInPage,
}

impl Cause {
    /// Every cause, in the order of [`PageErrors::by_cause`].
    pub const ALL: [Cause; 6] =
        [Cause::Before, Cause::Inside, Cause::After, Cause::NoContent, Cause::Missed, Cause::NotInPage];

    /// What it is called in tables.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Before => "before",
            Cause::Inside => "inside",
            Cause::After => "after",
            Cause::NoContent => "no content",
            Cause::Missed => "missed",
            Cause::NotInPage => "not in page",
        }
    }
}

/// The loss of one page: 1 less the F1 of the words of its labelled blocks and of those that the gold has besides. The
/// causes add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PageErrors {
    /// 0 to 1; 0 where nothing is labelled content and nothing is kept.
    pub loss: f64,
    /// The part of each of [`Cause::ALL`].
    pub by_cause: [f64; 6],
}

/// What one feature of the first stage added, on average over words, to blocks that were labelled wrongly.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Push {
    /// The feature's name.
    pub feature: String,
    /// Log-odds that it added to boilerplate that was kept.
    pub kept: f64,
    /// Log-odds that it added to content that was missed.
    pub missed: f64,
}

impl PageErrors {
    /// The errors of labels on a page.
    pub fn of(example: &Example, labels: &[Label]) -> PageErrors {
        let (truths, words) = (&example.measured.labels, example.measured.outline.words());
        let is_content = |truth: &Option<bool>| *truth == Some(true);
        let first = truths.iter().position(is_content);
        let last = truths.iter().rposition(is_content);
        let mut kept = 0.0;
        let mut lost = [0.0; 6];
        for (index, (truth, label)) in truths.iter().zip(labels).enumerate() {
            let cause = match (truth, label) {
                (Some(true), Label::Content) => {
                    kept += words[index];
                    continue;
                }
                (Some(true), Label::Boilerplate) => Cause::Missed,
                (Some(false), Label::Content) if first.is_none() => Cause::NoContent,
                (Some(false), Label::Content) if first.is_some_and(|first| index < first) => Cause::Before,
                (Some(false), Label::Content) if last.is_some_and(|last| index < last) => Cause::Inside,
                (Some(false), Label::Content) => Cause::After,
                _ => continue,
            };
            lost[cause as usize] += words[index];
        }
        lost[Cause::NotInPage as usize] = example.missing_words;
        let all: f64 = 2.0 * kept + lost.iter().sum::<f64>();
        if all <= 0.0 {
            return PageErrors::default();
        }
        let by_cause = lost.map(|words| words / all);
        PageErrors { loss: by_cause.iter().sum(), by_cause }
    }
}

/// What the features of a model added to the blocks that it labelled wrongly, those that misled it most first.
pub fn pushes(model: &Model, examples: &[Example], results: &[PageResult]) -> Vec<Push> {
    let columns = model.body().first.columns.len();
    let sums: Vec<Sums> =
        examples.par_iter().zip(results).map(|(example, result)| Sums::of(model, example, result)).collect();
    let mut all = Sums::new(columns);
    for sums in &sums {
        all.add(sums);
    }
    let mut pushes: Vec<Push> = model
        .body()
        .first
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| Push {
            feature: column.feature.clone(),
            kept: all.kept[index] / all.words.0.max(1.0),
            missed: all.missed[index] / all.words.1.max(1.0),
        })
        .collect();
    let misled = |push: &Push| push.kept.max(-push.missed);
    pushes.sort_by(|a, b| misled(b).total_cmp(&misled(a)));
    pushes
}

/// Sums of contributions by words, over kept boilerplate and missed content.
struct Sums {
    kept: Vec<f64>,
    missed: Vec<f64>,
    words: (f64, f64),
}

impl Sums {
    fn new(columns: usize) -> Sums {
        Sums { kept: vec![0.0; columns], missed: vec![0.0; columns], words: (0.0, 0.0) }
    }

    fn of(model: &Model, example: &Example, result: &PageResult) -> Sums {
        let columns = &model.body().first.columns;
        let mut sums = Sums::new(columns.len());
        let page = Page::new(example.text.document(), example.text.blocks());
        let explainer = model.explainer(&page);
        for (block, (truth, label)) in example.measured.labels.iter().zip(&result.labels).enumerate() {
            let words = example.measured.outline.words()[block];
            let target = match (truth, label) {
                (Some(false), Label::Content) => {
                    sums.words.0 += words;
                    &mut sums.kept
                }
                (Some(true), Label::Boilerplate) => {
                    sums.words.1 += words;
                    &mut sums.missed
                }
                _ => continue,
            };
            for (sum, log_odds) in target.iter_mut().zip(explainer.first_terms(block)) {
                *sum += words * log_odds;
            }
        }
        sums
    }

    fn add(&mut self, other: &Sums) {
        self.kept.iter_mut().zip(&other.kept).for_each(|(sum, value)| *sum += value);
        self.missed.iter_mut().zip(&other.missed).for_each(|(sum, value)| *sum += value);
        self.words = (self.words.0 + other.words.0, self.words.1 + other.words.1);
    }
}

#[cfg(test)]
mod tests {
    use unboil_features::Schema;

    use super::*;
    use crate::LabelledPage;

    /// Five paragraphs of ten words; those of `gold` are the content, those of `kept` are labelled so.
    #[track_caller]
    fn check(gold: &[usize], kept: &[usize], thousandths: [i32; 6]) {
        let paragraph = |n: usize| (0..10).map(|word| format!("w{n}x{word}")).collect::<Vec<_>>().join(" ");
        let html: String = (0..5).map(|n| format!("<p>{}</p>", paragraph(n))).collect();
        let text = gold.iter().map(|&n| paragraph(n)).collect::<Vec<_>>().join("\n");
        let line = serde_json::json!({ "id": "a", "url": "", "html": html, "text": text }).to_string();
        let page = LabelledPage::parse(&line, "test.jsonl", 1).unwrap();
        let example = Example::new(page, "test", html.as_bytes(), Schema::full());
        let label = |n| if kept.contains(&n) { Label::Content } else { Label::Boilerplate };
        let errors = PageErrors::of(&example, &(0..5).map(label).collect::<Vec<_>>());
        assert_eq!(errors.by_cause.map(|part| (part * 1000.0).round() as i32), thousandths);
        assert!((errors.loss - errors.by_cause.iter().sum::<f64>()).abs() < 1e-12);
    }

    #[test]
    fn the_loss_is_told_apart_by_cause() {
        check(&[1, 3], &[1, 3], [0; 6]);
        check(&[1, 3], &[0, 1, 3], [200, 0, 0, 0, 0, 0]);
        check(&[1, 3], &[1, 2, 3, 4], [0, 167, 167, 0, 0, 0]);
        check(&[1, 3], &[1], [0, 0, 0, 0, 333, 0]);
        check(&[], &[], [0; 6]);
        check(&[], &[0, 2], [0, 0, 0, 1000, 0, 0]);
        check(&[1, 7], &[1], [0, 0, 0, 0, 0, 333]);
        check(&[7], &[], [0, 0, 0, 0, 0, 1000]);
    }

    #[test]
    fn boilerplate_that_the_page_does_not_have_is_no_loss() {
        let html = "<p>The river takes nine days to the sea.<p>Menu";
        let line = serde_json::json!({
            "id": "a", "html": html, "must": ["takes nine days"], "must_not": ["Subscribe to our newsletter"]
        });
        let page = LabelledPage::parse(&line.to_string(), "test.jsonl", 1).unwrap();
        let example = Example::new(page, "test", html.as_bytes(), Schema::full());
        let errors = PageErrors::of(&example, &[Label::Content, Label::Boilerplate]);
        assert_eq!(errors, PageErrors::default());
    }
}
