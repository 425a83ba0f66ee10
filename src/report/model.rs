//! The report of one model: what it was trained on, how well it does and why.

use maud::{Markup, html};
use unboil_infer::{Manifest, Model, SetMetrics};
use unboil_train::{
    Comparison, Competitor, Curves, Evaluation, Example, PageErrors, Seen, compare, counted, evaluate,
};

use super::plot::{Axis, Dots, Mark, Plot};
use super::{errors, page, scores, weights};

/// A model and what it made of labelled pages.
struct ModelReport<'a> {
    model: &'a Model,
    /// What it is called.
    name: &'a str,
    examples: &'a [Example],
    /// What it made of them, in the same order.
    evaluation: Evaluation,
    /// Its scores with intervals: a comparison of which it is the only competitor.
    comparison: Comparison,
    /// What it lost, page by page.
    errors: Vec<PageErrors>,
    /// Pages to show, those of the largest loss.
    top: usize,
}

/// Pages that a report shows unless it is told otherwise.
pub const TOP: usize = 20;

/// The report of a model, by its name, on labelled pages: how it does on them, and the `top` pages of the largest loss. The
/// bootstrap has a seed.
pub fn model_page(model: &Model, name: &str, examples: &[Example], top: usize, seed: u64) -> String {
    let evaluation = evaluate(model, examples);
    let scores = evaluation.pages.iter().map(|page| page.score).collect();
    let comparison = compare(examples, &[Competitor { name: name.to_owned(), scores }], seed);
    let pairs = examples.iter().zip(&evaluation.pages);
    let errors = pairs.map(|(example, page)| PageErrors::of(example, &page.labels)).collect();
    page_of(&ModelReport { model, name, examples, evaluation, comparison, errors, top })
}

fn page_of(report: &ModelReport) -> String {
    let title = format!("The model {}", report.name);
    let body = html! {
        h1 { (title) }
        (about(report.model))
        (warning(report))
        (cards(report))
        h2 { "On the pages given" }
        (scores::measured(report.comparison.all_rows()))
        h2 { "How good the probabilities are" }
        (plots(report))
        @if !report.model.body().manifest.out_of_fold.is_empty() {
            h2 { "From its training" }
            (training(&report.model.body().manifest))
        }
        h2 { "What it looks at" }
        p { "Log-odds that one standard deviation of a feature adds: above 0 for content, below for boilerplate. "
            "The number of a family is the sum of its weights, whatever their sign." }
        (weights::weights(report.model))
        h2 { "Where it does worst" }
        p { "The pages of the largest loss among those given. The number of a page is 1 less the F1 of the words of its "
            "blocks, that of a block its probability of content; beneath a wrong one stands what pushed it there, in "
            "log-odds." }
        (errors::worst_pages(Some(report.model), report.examples, &report.evaluation.pages, &report.errors, report.top))
    };
    page(&title, &body)
}

fn about(model: &Model) -> Markup {
    let body = model.body();
    let sets = &body.manifest.sets;
    html! {
        p { "A logistic regression over " (body.first.columns.len()) " features of text blocks"
            @if let Some(second) = &body.second { ", and a second over " (second.columns.len()) " of the page around them" }
            ". Made by unboil " (body.unboil)
            @if !sets.is_empty() {
                " from " (counted(sets.iter().map(|set| set.pages).sum(), "page")) " of "
                (sets.iter().map(|set| set.name.as_str()).collect::<Vec<_>>().join(", "))
            }
            "." }
        p { small { "SHA-256 " code { (model.sha256()) } } }
    }
}

/// Says which of the pages given the model may have seen.
fn warning(report: &ModelReport) -> Markup {
    let named = |seen: Seen| seen.sets(report.model, report.examples).join(", ");
    let (same, by_name) = (named(Seen::Same), named(Seen::ByName));
    html! {
        @if !same.is_empty() {
            p.note { "The model was trained on these very pages of " b { (same) } ": what it makes of them flatters it. "
                @if !is_flattered(report.model) { "Its figures out of fold, from its training, are of pages that it had not seen." } }
        }
        @if !by_name.is_empty() {
            p.note { "The model was trained on a set named " b { (by_name) } ": these pages may be among those." }
        }
    }
}

/// Whether its figures out of fold may be of pages that the model that was adapted had seen.
fn is_flattered(model: &Model) -> bool {
    let manifest = &model.body().manifest;
    [Seen::Same, Seen::ByName].iter().any(|seen| !seen.by_base(manifest).is_empty())
}

/// The F1 of each set in large print.
fn cards(report: &ModelReport) -> Markup {
    let out_of_fold = |set: &str| {
        let sets = &report.model.body().manifest.out_of_fold;
        sets.iter().find(|metrics| metrics.set == set).and_then(SetMetrics::all)
    };
    let is_seen = |set: &str| Seen::of(report.model, set, report.examples) != Seen::No;
    let is_told = |set: &str| is_seen(set) && !is_flattered(report.model);
    html! {
        ul.cards { @for set in &report.evaluation.sets {
            @if let Some(all) = set.all() { li {
                b { (format!("{:.3}", all.f1)) }
                "F1, " (set.set) " " small { (counted(all.pages, "page")) }
                @if let (true, Some(unseen)) = (is_told(&set.set), out_of_fold(&set.set)) {
                    br; small { (format!("{:.3}", unseen.f1)) " out of fold" }
                }
            } }
        } }
    }
}

fn plots(report: &ModelReport) -> Markup {
    let sets: Vec<(&SetMetrics, Curves)> =
        report.evaluation.sets.iter().map(|set| (set, curves_of(&set.set, report))).collect();
    let all = Curves::of(report.examples.iter().zip(&report.evaluation.pages));
    let manifest = &report.model.body().manifest;
    html! {
        div.plots {
            (precision_recall(&sets))
            (reliability(&sets))
            (histogram(&all))
            @if manifest.curve.len() > 1 { (learning_curve(manifest)) }
        }
    }
}

fn curves_of(set: &str, report: &ModelReport) -> Curves {
    Curves::of(report.examples.iter().zip(&report.evaluation.pages).filter(|(example, _)| example.set == set))
}

fn precision_recall(sets: &[(&SetMetrics, Curves)]) -> Plot {
    let mut marks = Vec::new();
    for (ink, (set, curves)) in sets.iter().enumerate() {
        let points = curves.precision_recall.iter().map(|point| (point.recall, point.precision)).collect();
        marks.push(Mark::Curve { ink, points, dots: Dots::Hidden });
        let dot = set.block_recall.zip(set.block_precision).map(|at| Mark::Dot { ink, at });
        marks.extend(dot);
    }
    Plot {
        title: "Precision by recall",
        about: "Over labelled blocks, as the threshold falls. A dot is what the model's own choice of blocks gives; \
            the number is the area under the curve."
            .to_owned(),
        x: Axis::share("recall"),
        y: Axis::share("precision"),
        marks,
        legend: legend(sets, |curves| curves.average_precision),
    }
}

fn reliability(sets: &[(&SetMetrics, Curves)]) -> Plot {
    let mut marks = vec![Mark::Ideal { from: (0.0, 0.0), to: (1.0, 1.0) }];
    for (ink, (_, curves)) in sets.iter().enumerate() {
        let bins = curves.bins.iter().filter(|bin| bin.blocks > 0.0);
        let points = bins.map(|bin| (bin.predicted / bin.blocks, bin.content / bin.blocks)).collect();
        marks.push(Mark::Curve { ink, points, dots: Dots::Shown });
    }
    Plot {
        title: "Reliability",
        about: "Of blocks with a probability of about .7, seven in ten should be content: the dashed line. The number \
            is the expected calibration error, the mean distance from it."
            .to_owned(),
        x: Axis::share("probability of content"),
        y: Axis::share("share of content"),
        marks,
        legend: legend(sets, |curves| Some(curves.calibration_error)),
    }
}

fn legend(sets: &[(&SetMetrics, Curves)], number: fn(&Curves) -> Option<f64>) -> Vec<(usize, String)> {
    let entry = |(ink, (set, curves)): (usize, &(&SetMetrics, Curves))| {
        let number = number(curves).map_or("–".to_owned(), |number| format!("{number:.3}"));
        (ink, format!("{} {number}", set.set))
    };
    sets.iter().enumerate().map(entry).collect()
}

/// Content upwards and boilerplate downwards, each as the share of its own kind.
fn histogram(all: &Curves) -> Plot {
    let (content, boilerplate) = (all.content as f64, (all.blocks - all.content) as f64);
    let width = 1.0 / all.histogram.len().max(1) as f64;
    let bars = |height: &dyn Fn(&(usize, usize)) -> f64| {
        let bar = |(index, bar): (usize, &(usize, usize))| {
            (index as f64 * width, (index + 1) as f64 * width, height(bar))
        };
        all.histogram.iter().enumerate().map(bar).collect()
    };
    let ticks =
        (-5..=5).map(|fifth| f64::from(fifth) / 5.0).map(|at| (at, format!("{:.0} %", at.abs() * 100.0)));
    let (content_ink, boilerplate_ink) = (2, 1);
    Plot {
        title: "Scores",
        about: format!(
            "How many of the {} blocks of content (up) and of the {} of boilerplate (down) have which probability, \
            over all sets.",
            all.content,
            all.blocks - all.content
        ),
        x: Axis::share("probability of content"),
        y: Axis { label: "share of their kind", low: -1.0, high: 1.0, ticks: ticks.collect() },
        marks: vec![
            Mark::Bars { ink: content_ink, bars: bars(&|(yes, _)| *yes as f64 / content.max(1.0)) },
            Mark::Bars { ink: boilerplate_ink, bars: bars(&|(_, no)| -(*no as f64) / boilerplate.max(1.0)) },
        ],
        legend: vec![(content_ink, "content".to_owned()), (boilerplate_ink, "boilerplate".to_owned())],
    }
}

fn learning_curve(manifest: &Manifest) -> Plot {
    let most = manifest.curve.iter().map(|point| point.pages).max().unwrap_or(1) as f64;
    let least = manifest.curve.iter().flat_map(|point| &point.f1).fold(1.0, |a: f64, b| a.min(*b));
    let low = (least * 10.0 - 0.5).floor().max(0.0) / 10.0;
    let sets = || manifest.sets.iter().enumerate();
    let curve = |ink: usize| {
        let points = manifest.curve.iter();
        points.filter_map(|point| Some((point.pages as f64, *point.f1.get(ink)?))).collect()
    };
    let tenths = (0..=10).map(|tenth| f64::from(tenth) / 10.0).filter(|at| *at >= low - 1e-9);
    let pages = manifest.curve.iter().map(|point| (point.pages as f64, point.pages.to_string()));
    Plot {
        title: "Learning curve",
        about: "Out-of-fold F1 of models of this recipe that were trained on a part of the pages: while it rises, more \
            pages of this kind help."
            .to_owned(),
        x: Axis { label: "pages", low: 0.0, high: most, ticks: pages.collect() },
        y: Axis { label: "F1", low, high: 1.0, ticks: tenths.map(|at| (at, format!("{at}"))).collect() },
        marks: sets().map(|(ink, _)| Mark::Curve { ink, points: curve(ink), dots: Dots::Shown }).collect(),
        legend: sets().map(|(ink, set)| (ink, set.name.clone())).collect(),
    }
}

/// What the model's file tells of its training: figures of pages that the scoring model had not seen.
fn training(manifest: &Manifest) -> Markup {
    html! {
        p { "These figures are told by the model's file; they are not of the pages given. Out of fold, each page was "
            "scored by a model that had seen no page of its site." }
        @let flattered = Seen::Same.by_base(manifest).join(", ");
        @if !flattered.is_empty() {
            p.note { "The model that was adapted had been trained on these very pages of " b { (flattered) }
                ": their figures here are too high, out of fold as well." }
        }
        @let named = Seen::ByName.by_base(manifest).join(", ");
        @if !named.is_empty() {
            p.note { "The model that was adapted had been trained on sets named " b { (named) }
                ": their figures here may be too high." }
        }
        (scores::told("Out of fold", &manifest.out_of_fold))
        @if !manifest.left_out.is_empty() {
            p { "Left out, each set was scored by a model that had seen nothing of it: only this tells how the model does "
                "on other kinds of pages." }
            (scores::told("With the whole set, and its sites, left out of training", &manifest.left_out))
        }
        table {
            caption { "Trained on" }
            thead { tr { th scope="col" { "set" } th.number scope="col" { "pages" } th.number scope="col" { "weight" } th scope="col" { "licence" } } }
            tbody { @for set in &manifest.sets { tr {
                th scope="row" { (set.name) }
                td.number { (set.pages) }
                td.number { (set.weight) }
                td { small { @if set.licence.is_empty() { "not stated" } @else { (set.licence) } } }
            } } }
        }
    }
}
