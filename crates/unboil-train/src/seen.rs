//! Whether a model has been trained on a set of pages.

use unboil_infer::{Manifest, Model, SetManifest};

use crate::grouping::distinct;
use crate::{Example, pages_sha256};

/// Whether a model has been trained on a set. What it makes of pages that it was trained on flatters it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// On these very pages.
    Same,
    /// On a set of this name, with other pages or not in this order.
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
