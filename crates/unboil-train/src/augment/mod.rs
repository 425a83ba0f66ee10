//! Altered copies of labelled pages, to train on beside them.
//!
//! Pages differ in what surrounds their content more than in the content. A copy gets boilerplate of other pages at
//! the places where boilerplate of its kind stands, and loses at random what authors may or may not write: classes,
//! ids and roles, semantic elements, `p`, headings. Some are laid out as pages once were, in tables and with `br` between
//! paragraphs. So the fit learns not to lean on any single one of them.
//!
//! Copies take part in fitting alone, in the fold of their page, and take boilerplate of pages of that fold only that are
//! learned from themselves.

mod donors;
mod rewrite;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use unboil_features::Schema;
use unboil_html::{Blocks, Document, NodeId, Run, Tag};

use self::donors::{Donor, Position, donors};
use self::rewrite::{Insertion, Origin, Style, rewrite};
use crate::Example;
use crate::example::Measured;

/// Types of pages that boilerplate is inserted into: on others it is hard to tell from their content.
static INSERTED: &[&str] = &["article", "documentation", "service"];
/// Chances of the alterations of a copy.
const ANONYMOUS: f64 = 0.5;
const WITHOUT_SEMANTICS: f64 = 0.5;
const WITHOUT_PARAGRAPHS: f64 = 0.25;
const WITHOUT_HEADINGS: f64 = 0.25;
const IN_TABLES: f64 = 0.25;
const WITH_BREAKS: f64 = 0.25;
/// How many pieces of boilerplate are inserted before, inside and after the content: one of these numbers.
static BEFORE: &[usize] = &[0, 0, 1];
static INSIDE: &[usize] = &[0, 1, 2];
static AFTER: &[usize] = &[1, 2, 2, 3];

/// An altered copy of an example.
#[derive(Clone, Debug)]
pub(crate) struct AlteredCopy {
    /// The example that it is a copy of.
    pub(crate) example: usize,
    pub(crate) measured: Measured,
    /// The sites that its boilerplate was taken from.
    pub(crate) sites: Vec<String>,
}

/// One copy of each example that has a fold, is labelled as a whole and has content. What has no fold gives nothing to
/// copies either.
pub(crate) fn copies(
    examples: &[Example],
    folds: &[Option<usize>],
    schema: &Schema,
    seed: u64,
) -> Vec<AlteredCopy> {
    let fold = |index: usize| {
        let example = &examples[index];
        folds[index].filter(|_| example.is_whole() && example.measured.labels.contains(&Some(true)))
    };
    let found: Vec<(usize, Vec<Donor>)> = (0..examples.len())
        .into_par_iter()
        .filter_map(|index| Some((fold(index)?, donors(&examples[index], index))))
        .collect();
    let mut by_fold: FxHashMap<(usize, Position), Vec<Donor>> = FxHashMap::default();
    for (fold, donors) in found {
        for donor in donors {
            by_fold.entry((fold, donor.position)).or_default().push(donor);
        }
    }
    let copy = |index: usize| {
        let fold = fold(index)?;
        let of_fold = |position| by_fold.get(&(fold, position)).map_or(&[][..], Vec::as_slice);
        Copier::new(examples, index, seed).copy(&of_fold, schema)
    };
    (0..examples.len()).into_par_iter().filter_map(copy).collect()
}

/// Makes the copy of one page.
struct Copier<'a> {
    examples: &'a [Example],
    index: usize,
    random: ChaCha8Rng,
}

impl<'a> Copier<'a> {
    /// The random numbers of a copy depend on the seed, the set and the page's id alone.
    fn new(examples: &'a [Example], index: usize, seed: u64) -> Self {
        let example = &examples[index];
        let key = Sha256::digest(format!("{seed} {} {}", example.set, example.page.id));
        Copier { examples, index, random: ChaCha8Rng::from_seed(key.into()) }
    }

    fn copy<'d>(mut self, donors: &dyn Fn(Position) -> &'d [Donor], schema: &Schema) -> Option<AlteredCopy> {
        let example = &self.examples[self.index];
        let mut insertions = Vec::new();
        if INSERTED.contains(&example.page.page_type.as_str()) {
            for (position, numbers) in
                [(Position::Before, BEFORE), (Position::Inside, INSIDE), (Position::After, AFTER)]
            {
                for _ in 0..*self.choose(numbers)? {
                    insertions.extend(self.insertion(position, donors(position)));
                }
            }
        }
        let style = Style {
            anonymous: self.chance(ANONYMOUS),
            without_semantics: self.chance(WITHOUT_SEMANTICS),
            without_paragraphs: self.chance(WITHOUT_PARAGRAPHS),
            without_headings: self.chance(WITHOUT_HEADINGS),
            tables: self.chance(IN_TABLES),
            breaks: self.chance(WITH_BREAKS),
        };
        let document = |index: usize| self.examples[index].text.document();
        let (rewritten, origins) = rewrite(self.index, &insertions, style, &document);
        let blocks = Blocks::of(&rewritten);
        let labels = labels(&blocks, &origins, &|index| &self.examples[index]);
        let mut sites: Vec<String> =
            insertions.iter().map(|insertion| self.examples[insertion.donor.example].site.clone()).collect();
        sites.sort();
        sites.dedup();
        let measured = Measured::new(&rewritten, &blocks, labels, schema);
        Some(AlteredCopy { example: self.index, measured, sites })
    }

    fn insertion(&mut self, position: Position, donors: &[Donor]) -> Option<Insertion> {
        let donors: Vec<&Donor> = donors.iter().filter(|donor| donor.example != self.index).collect();
        let donor = *self.choose(&donors)?;
        let example = &self.examples[self.index];
        let document = example.text.document();
        let is_content = |block: &usize| example.measured.labels[*block] == Some(true);
        let content: Vec<usize> = (0..example.measured.labels.len()).filter(is_content).collect();
        let (first, last) = (*content.first()?, *content.last()?);
        let block = match position {
            Position::Before => first,
            Position::Inside => *self.choose(content.get(..content.len() - 1)?)?,
            Position::After => last,
        };
        let owner = example.text.blocks().block(block).owner;
        let places: Vec<NodeId> =
            document.path(owner).filter(|&id| can_have_siblings(document, id)).collect();
        let at = match position {
            Position::Inside => *places.first()?,
            Position::Before | Position::After => *self.choose(&places)?,
        };
        Some(Insertion { donor: donor.clone(), at, after: position != Position::Before })
    }

    fn choose<'t, T>(&mut self, list: &'t [T]) -> Option<&'t T> {
        list.get(self.random.next_u64() as usize % list.len().max(1))
    }

    fn chance(&mut self, chance: f64) -> bool {
        f64::from(self.random.next_u32()) < chance * f64::from(u32::MAX)
    }
}

/// Whether boilerplate may stand beside an element: not within a list, a table or a line.
fn can_have_siblings(document: &Document, id: NodeId) -> bool {
    use Tag::{Body, Dd, Dl, Dt, Head, Html, Li, Ol, Table, Tbody, Td, Th, Thead, Tr, Ul};
    let tag = document.tag(id);
    let is_part = matches!(
        tag,
        Body | Dd | Dl | Dt | Head | Html | Li | Ol | Table | Tbody | Td | Th | Thead | Tr | Ul
    );
    !tag.is_inline() && !is_part
}

/// The label of the blocks that the texts of each of the copy's come from; `None` where these disagree.
fn labels<'a>(
    blocks: &Blocks,
    origins: &[Origin],
    example: &dyn Fn(usize) -> &'a Example,
) -> Vec<Option<bool>> {
    let mut known: FxHashMap<usize, FxHashMap<NodeId, u32>> = FxHashMap::default();
    blocks
        .iter()
        .map(|block| {
            let mut of_run = |run: &Run| {
                let origin = origins.get(run.node.index())?;
                let source = example(origin.example);
                let of_node = known.entry(origin.example).or_insert_with(|| {
                    let blocks = source.text.blocks();
                    let runs = blocks.iter().flat_map(|block| blocks.runs(block));
                    runs.map(|run| (run.node, run.block)).collect()
                });
                of_node.get(&origin.node).and_then(|block| source.measured.labels[*block as usize])
            };
            let mut labels = blocks
                .runs(block)
                .iter()
                .filter(|run| !blocks.run_text(run).trim().is_empty())
                .map(&mut of_run);
            let first = labels.next()?;
            first.filter(|_| labels.all(|label| label == first))
        })
        .collect()
}

#[cfg(test)]
mod tests;
