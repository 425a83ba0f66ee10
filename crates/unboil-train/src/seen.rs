//! Whether a model has been trained on a set of pages.

use unboil_infer::{Manifest, Model, SetManifest};

use crate::Example;
use crate::example::pages_sha256;
use crate::grouping::distinct;

/// Whether a model has been trained on a set. What it makes of pages that it was trained on flatters it. Models know their
/// sets as wholes: a part of one under another name is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// On these very pages, in whatever order.
    Same,
    /// On a set of this name, with other pages.
    ByName,
    /// On neither.
    No,
}

impl Seen {
    /// Looks for a set of the examples among those that the model, and the one that it was adapted from, learned from.
    pub fn of(model: &Model, set: &str, examples: &[Example]) -> Seen {
        let manifest = &model.body().manifest;
        let of_base = manifest.base.iter().flat_map(|base| &base.sets);
        let mut trained = manifest.sets.iter().chain(of_base).peekable();
        if trained.peek().is_none() {
            return Seen::No;
        }
        let sha256 = pages_sha256(examples.iter().filter(|example| example.set == set));
        Seen::among(trained, set, &sha256)
    }

    /// The sets of an adapted model that the one that it was adapted from had seen in this way, in their order. What is
    /// told of them out of fold is flattered as well. None where nothing was adapted.
    pub fn by_base(self, manifest: &Manifest) -> Vec<&str> {
        let Some(base) = &manifest.base else { return Vec::new() };
        let is_so = |set: &&SetManifest| Seen::among(base.sets.iter(), &set.name, &set.sha256) == self;
        manifest.sets.iter().filter(is_so).map(|set| &*set.name).collect()
    }

    /// Looks for a set of a name and of pages among those that were trained on.
    fn among<'t>(trained: impl Iterator<Item = &'t SetManifest>, set: &str, sha256: &str) -> Seen {
        trained.fold(Seen::No, |seen, trained| match seen {
            Seen::Same => seen,
            _ if trained.sha256 == sha256 => Seen::Same,
            _ if trained.name == set => Seen::ByName,
            _ => seen,
        })
    }

    /// The sets of the examples that a model has seen in this way, in the order in which they first appear.
    pub fn sets<'e>(self, model: &Model, examples: &'e [Example]) -> Vec<&'e str> {
        let mut sets = distinct(examples.iter().map(|example| &*example.set));
        sets.retain(|set| Seen::of(model, set, examples) == self);
        sets
    }
}

#[cfg(test)]
mod tests {
    use unboil_features::Schema;

    use super::*;
    use crate::LabelledPage;

    #[test]
    fn a_set_is_known_by_its_pages_in_any_order() {
        let example = |id: &str| {
            let line = serde_json::json!({ "id": id, "html": "<p>a", "text": "a" }).to_string();
            let page = LabelledPage::parse(&line, "test.jsonl", 1).unwrap();
            Example::new(page, "new", b"<p>a", &Schema::full().filter(|_| false))
        };
        let mut body = Model::builtin().body().clone();
        body.manifest.sets.truncate(1);
        body.manifest.sets[0].name = "old".to_owned();
        body.manifest.sets[0].sha256 = pages_sha256([example("1"), example("2")].iter());
        let model = Model::new(body).unwrap();
        let check = |ids: &[&str], expected: Seen| {
            let examples: Vec<Example> = ids.iter().map(|id| example(id)).collect();
            assert_eq!(Seen::of(&model, "new", &examples), expected, "{ids:?}");
        };
        check(&["1", "2"], Seen::Same);
        check(&["2", "1"], Seen::Same);
        check(&["1"], Seen::No);
    }
}
