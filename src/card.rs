//! The model card, generated from the model file; of the default model, with what is known of it besides.

use std::fmt::Write;

use unboil_infer::{Ablated, Change, GroupMetrics, Manifest, Model, SetManifest, SetMetrics};
use unboil_train::{Seen, counted};

/// How far figures of the default model move.
const DRAWS: &str =
    " With another draw of folds, the F1 of a group of a hundred pages moves by up to .015.\n\n";
/// What the default model is known to get wrong.
const FAILURES: &str = "\n## Known failures\n\n\
    - Text after the end of an article, such as comments, biographies and teasers in whole sentences, is the commonest \
    thing kept wrongly.\n\
    - Titles and short lines far from other content are the commonest thing missed.\n\
    - How much to keep of listings, collections and product pages is a matter of convention, and scores are lower there.\n\
    - Of pages without content (errors, walls, shells), those that say so at length or in unusual words are taken for \
    short pages; a short page that quotes an error message can be taken for one of them.\n";

/// The card of a model, in Markdown: data, method, results, command.
pub fn card(model: &Model) -> String {
    let manifest = &model.body().manifest;
    let is_default = model.sha256() == Model::builtin().sha256();
    let mut text = String::new();
    method(&mut text, model);
    training_data(&mut text, manifest);
    text.push_str(
        "## Results\n\nMean page F1 of words as bags (each CJK character a word), or F1 over segments for sets that are \
        labelled by segments. Folds inside a set do not tell how a model does on other kinds of sites; a set left out \
        does.",
    );
    text.push_str(if is_default { DRAWS } else { "\n\n" });
    seen_by_base(&mut text, manifest);
    text.push_str("### Out of fold\n\n");
    results(&mut text, &manifest.out_of_fold);
    if let Some(error) = manifest.calibration_error {
        let _ = writeln!(
            text,
            "\nOver the labelled blocks of all sets that have a weight the calibration error is {error:.3}."
        );
    }
    effects(&mut text, manifest);
    if !manifest.left_out.is_empty() {
        text.push_str("\n### With the whole set, and its sites, left out of training\n\n");
        results(&mut text, &manifest.left_out);
    }
    curve(&mut text, manifest);
    families(&mut text, manifest);
    if is_default {
        text.push_str(FAILURES);
    }
    if !manifest.command.is_empty() {
        let _ = write!(text, "\n## Reproduce\n\n```sh\n{}\n```\n", manifest.command);
    }
    text
}

/// What the model is.
fn method(text: &mut String, model: &Model) {
    let body = model.body();
    let _ = write!(
        text,
        "# Model card\n\nModel `{}`, made by unboil {}.\n\n\
        A logistic regression over {} standardised features of text blocks",
        model.sha256(),
        body.unboil,
        body.first.columns.len(),
    );
    if let Some(second) = &body.second {
        let columns = second.columns.len();
        let _ =
            write!(text, ", and a second one over {columns} measures of the first's log-odds on the page");
    }
    text.push_str(", which says for each block of a web page how likely it is main content.");
    if let Some(presence) = &body.presence {
        let columns = presence.columns.len();
        let _ = write!(
            text,
            " Whether the page has any is told by {columns} measures of what these expect of it."
        );
    }
    if let Some(confidence) = &body.confidence {
        let columns = confidence.columns.len();
        let _ = write!(
            text,
            " How sure the choice of blocks is, as a page, is told by {columns} measures of it."
        );
    }
    let _ = write!(
        text,
        " Probabilities are calibrated by Platt scaling on out-of-fold scores; blocks are chosen at the operating \
        point: {}.\n\n",
        body.operating_point,
    );
}

/// A name that others gave, as text of a table: in one line and one cell, without markup.
fn escaped(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").replace('&', "&amp;").replace('<', "&lt;").replace('|', "\\|")
}

fn licence(set: &SetManifest) -> &str {
    if set.licence.is_empty() { "not stated" } else { &set.licence }
}

/// What it was trained on, and how.
fn training_data(text: &mut String, manifest: &Manifest) {
    text.push_str(
        "## Training data\n\n| set | licence, authors | pages | left out | labelled blocks | weight |\n\
        |---|---|--:|--:|--:|--:|\n",
    );
    for set in &manifest.sets {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            escaped(&set.name),
            escaped(licence(set)),
            set.pages,
            set.left_out,
            set.blocks,
            set.weight
        );
    }
    if let Some(base) = &manifest.base {
        let set = |set: &SetManifest| {
            let (name, licence) = (escaped(&set.name), escaped(licence(set)));
            format!("{name} ({}, licence: {licence})", counted(set.pages, "page"))
        };
        let sets: Vec<String> = base.sets.iter().map(set).collect();
        let _ = writeln!(
            text,
            "\nAdapted from model `{}`, which learned from: {}.",
            base.sha256,
            sets.join("; ")
        );
    }
    let _ = write!(
        text,
        "\nSets are weighted as wholes. Pages are left out when too little of their gold text is found in them. \
        {} folds by site, seed {}; λ {} of {:?}, chosen out of fold",
        manifest.folds, manifest.seed, manifest.lambda, manifest.lambdas
    );
    if let Some(lambda) = manifest.second_lambda {
        let _ = write!(text, "; {lambda} in the second stage");
    }
    if manifest.augment > 0.0 {
        let _ = write!(text, "; altered copies of the pages carry {} of each set's weight", manifest.augment);
    }
    text.push_str(". The model holds none of their text.\n\n");
}

/// Which sets flatter a model that was adapted.
fn seen_by_base(text: &mut String, manifest: &Manifest) {
    let mut note = |seen: Seen, what: &str| {
        let sets = escaped(&seen.by_base(manifest).join(", "));
        if !sets.is_empty() {
            let _ = write!(text, "The model that was adapted had been trained on {what}: {sets}.\n\n");
        }
    };
    note(Seen::Same, "these very pages, so their figures are too high, out of fold and left out as well");
    note(Seen::ByName, "sets of these names, so their figures may be too high");
}

fn effects(text: &mut String, manifest: &Manifest) {
    if manifest.effects.is_empty() {
        return;
    }
    text.push_str("\n### Options\n\nOut-of-fold F1 with other options than the default ones.\n\n");
    head(text, manifest, &["option"]);
    for effect in &manifest.effects {
        let f1: Vec<String> = effect.f1.iter().map(|f1| format!("{f1:.3}")).collect();
        let _ = writeln!(text, "| `{}` | {} |", effect.option, f1.join(" | "));
    }
}

/// The head of a table: some columns, then one a set.
fn head(text: &mut String, manifest: &Manifest, columns: &[&str]) {
    let sets = manifest.sets.iter().map(|set| escaped(&set.name));
    let names: Vec<String> = columns.iter().map(|&column| column.to_owned()).chain(sets).collect();
    let _ = writeln!(text, "| {} |\n|---|{}", names.join(" | "), "--:|".repeat(names.len() - 1));
}

/// What more pages give.
fn curve(text: &mut String, manifest: &Manifest) {
    if manifest.curve.len() < 2 {
        return;
    }
    text.push_str("\n### Learning curve\n\nOut-of-fold F1 by trainings on a part of the sites.\n\n");
    head(text, manifest, &["pages"]);
    for point in &manifest.curve {
        let f1: Vec<String> = point.f1.iter().map(|f1| format!("{f1:.3}")).collect();
        let _ = writeln!(text, "| {} | {} |", point.pages, f1.join(" | "));
    }
}

/// What each family of features is worth.
fn families(text: &mut String, manifest: &Manifest) {
    if manifest.families.is_empty() {
        return;
    }
    text.push_str(
        "\n### Families of features\n\nWhat the first stage's out-of-fold F1 changes by without each family, the others \
        fitted anew, in thousandths, with 95 % intervals over sites. Where an interval holds 0, the others make up for \
        it.\n\n",
    );
    head(text, manifest, &["without", "columns"]);
    for Ablated { name, columns, changes } in &manifest.families {
        let change = |Change { change, interval, .. }: &Change| match interval {
            Some((low, high)) => format!("{:+.1} ({:+.1} to {:+.1})", change * 1e3, low * 1e3, high * 1e3),
            None => format!("{:+.1}", change * 1e3),
        };
        let changes: Vec<String> = changes.iter().map(change).collect();
        let _ = writeln!(text, "| {name} | {columns} | {} |", changes.join(" | "));
    }
}

fn results(text: &mut String, sets: &[SetMetrics]) {
    text.push_str(
        "| set, group | pages | F1 | 95 % interval | precision | recall |\n|---|--:|--:|--:|--:|--:|\n",
    );
    for set in sets {
        for group in &set.groups {
            let GroupMetrics { pages, f1, precision, recall, .. } = group;
            let name = if group.is_all() {
                format!("**{}**", escaped(&set.set))
            } else {
                escaped(&group.group.to_string())
            };
            let interval =
                group.wide_interval().map_or("–".to_owned(), |(low, high)| format!("{low:.3}–{high:.3}"));
            let _ =
                writeln!(text, "| {name} | {pages} | {f1:.3} | {interval} | {precision:.3} | {recall:.3} |");
        }
    }
    text.push_str(
        "\n| set, labelled blocks | precision | recall | AUC | calibration error | AUC of page confidence | pages with \
        content taken for empty | empty pages found |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let share = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.3}"));
    for set in sets {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {:.3} | {} | {} | {} |",
            escaped(&set.set),
            share(set.block_precision),
            share(set.block_recall),
            share(set.auc),
            set.calibration_error,
            share(set.confidence_auc),
            set.presence.map_or("–".to_owned(), |found| format!("{:.1} %", 100.0 * found.lost)),
            set.presence.filter(|found| found.empty > 0).map_or("–".to_owned(), |found| {
                format!("{:.0} % of {}", 100.0 * found.found, found.empty)
            }),
        );
    }
}

#[cfg(test)]
mod tests {
    use unboil_infer::{BaseManifest, GroupKey};

    use super::*;

    /// The card of the built-in model with another manifest.
    fn card_with(change: impl FnOnce(&mut Manifest)) -> String {
        let mut body = Model::builtin().body().clone();
        change(&mut body.manifest);
        card(&Model::new(body).unwrap())
    }

    #[test]
    fn names_stay_in_their_cells() {
        let text = card_with(|manifest| {
            manifest.sets[0].name = "a|b".to_owned();
            manifest.out_of_fold[0].set = "a|b".to_owned();
            manifest.out_of_fold[0].groups[1].group = GroupKey::Lang.group("<b>|\n&");
        });
        for part in ["\n| a\\|b |", "| **a\\|b** |", "\n| lang=&lt;b>\\| &amp; |"] {
            assert!(text.contains(part), "{part} is not in the card");
        }
    }

    #[test]
    fn a_base_without_a_licence_says_so() {
        let text = card_with(|manifest| {
            let mut set = manifest.sets[0].clone();
            (set.name, set.licence, set.pages) = ("old".to_owned(), String::new(), 20);
            manifest.base = Some(BaseManifest { sha256: "00".to_owned(), sets: vec![set] });
        });
        assert!(text.contains("old (20 pages, licence: not stated)"));
    }

    #[test]
    fn what_is_known_of_the_default_model_is_told_of_it_alone() {
        let check = |text: &str, expected: bool| {
            let parts = ["## Known failures", "With another draw of folds"];
            assert!(parts.iter().all(|part| text.contains(part) == expected), "{text}");
        };
        check(&card(Model::builtin()), true);
        check(&card_with(|manifest| manifest.seed += 1), false);
    }

    #[test]
    fn groups_of_one_site_have_no_interval() {
        let text = card_with(|manifest| {
            let groups = &mut manifest.out_of_fold[0].groups;
            (groups[1].group, groups[1].interval) = (GroupKey::Lang.group("aa"), None);
            (groups[2].group, groups[2].interval) = (GroupKey::Lang.group("bb"), Some((0.978, 0.978)));
        });
        let row = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap();
        assert!(row("| lang=aa |").contains(" | – | ") && row("| lang=bb |").contains(" | – | "));
    }
}
