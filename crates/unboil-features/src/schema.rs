//! The single source of truth for columns.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::bits::{BitSet, State};
use crate::digest::sha256;
use crate::families::{FAMILIES, Family};
use crate::logarithm::ln_1p;
use crate::measure::{Look, Measure, ScoredMeasure};
use crate::stacked;
use crate::view::View;
use crate::whole::{self, ChosenPage, ExpectedPage, WholeMeasure};

/// What a column's numbers are: unit and range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 0 or 1.
    Flag,
    /// A share, 0 to 1.
    Share,
    /// `ln(1 + x)` of a count, a number of words or a distance in blocks: 0 or more. What is measured is x.
    Log,
    /// A small number within the two bounds.
    Number(i8, i8),
}

impl Kind {
    /// Turns what is measured into the values of the column.
    pub(crate) fn scale(self, values: &mut [f32]) {
        if self == Kind::Log {
            values.iter_mut().for_each(|value| *value = ln_1p(*value));
        }
    }

    /// The smallest and largest value, both included.
    pub fn range(self) -> (f64, f64) {
        match self {
            Kind::Flag | Kind::Share => (0.0, 1.0),
            Kind::Log => (0.0, f64::INFINITY),
            Kind::Number(low, high) => (f64::from(low), f64::from(high)),
        }
    }
}

/// One column: what it is called, what it means, how it is measured.
#[derive(Clone)]
pub struct Feature<M = Measure> {
    /// `family.what`, unique.
    pub name: Cow<'static, str>,
    /// Raised whenever the measure changes, so that no model reads a column that it was not trained on.
    pub revision: u16,
    /// What is measured, in a sentence.
    pub about: Cow<'static, str>,
    /// Unit and range.
    pub kind: Kind,
    pub(crate) measure: M,
}

impl<M> std::fmt::Debug for Feature<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.name, self.revision)
    }
}

impl<M> Feature<M> {
    /// The same at another revision.
    pub(crate) fn revised(self, revision: u16) -> Feature<M> {
        Feature { revision, ..self }
    }

    /// The family: the name up to its first dot.
    pub fn family(&self) -> &str {
        family_of(&self.name)
    }
}

/// The family of a feature by its name: what stands before the first dot, or all of it.
pub fn family_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(family, _)| family)
}

impl Feature {
    /// A feature of the block itself, at revision 1.
    pub(crate) fn own(
        name: impl Into<Cow<'static, str>>,
        kind: Kind,
        about: impl Into<Cow<'static, str>>,
        measure: impl Fn(&View) -> f64 + Send + Sync + 'static,
    ) -> Feature {
        Feature {
            name: name.into(),
            revision: 1,
            about: about.into(),
            kind,
            measure: Measure::each(kind, measure),
        }
    }

    /// The feature of one entry of a table, at revision 1.
    pub(crate) fn entry(
        name: String,
        kind: Kind,
        about: String,
        measure: impl Fn(&View, usize) -> f64 + Send + Sync + 'static,
        entry: usize,
    ) -> Feature {
        Feature::own(name, kind, about, move |view| measure(view, entry))
    }

    /// A feature that is the same for all blocks of one key, at revision 1.
    pub(crate) fn shared<K: PartialEq>(
        name: impl Into<Cow<'static, str>>,
        kind: Kind,
        about: impl Into<Cow<'static, str>>,
        key: impl Fn(&View) -> K + Send + Sync + 'static,
        measure: impl Fn(&View) -> f64 + Send + Sync + 'static,
    ) -> Feature {
        let measure = Measure::shared(kind, key, measure);
        Feature { name: name.into(), revision: 1, about: about.into(), kind, measure }
    }

    /// A feature of the blocks that have a flag, 0 for all others, at revision 1.
    pub(crate) fn flagged(
        name: impl Into<Cow<'static, str>>,
        kind: Kind,
        about: impl Into<Cow<'static, str>>,
        flag: (BitSet, usize),
        measure: impl Fn(&View) -> f64 + Send + Sync + 'static,
    ) -> Feature {
        let measure = Measure::flagged(flag, kind, measure);
        Feature { name: name.into(), revision: 1, about: about.into(), kind, measure }
    }

    /// A feature of the blocks in a state, 0 for all others, at revision 1.
    pub(crate) fn in_state(
        state: State,
        name: &'static str,
        kind: Kind,
        about: &'static str,
        measure: impl Fn(&View) -> f64 + Send + Sync + 'static,
    ) -> Feature {
        Feature::flagged(name, kind, about, (BitSet::States, state as usize), measure)
    }

    /// The feature of one entry of a table that is a flag of the block, at revision 1.
    pub(crate) fn bit(name: String, about: String, set: BitSet, entry: usize) -> Feature {
        let measure = Measure(Look::Bit(set, entry));
        Feature { name: name.into(), revision: 1, about: about.into(), kind: Kind::Flag, measure }
    }
}

/// An ordered set of columns: of the first stage, unless `M` is [`ScoredMeasure`].
#[derive(Clone, Debug)]
pub struct Schema<M = Measure> {
    features: Vec<Feature<M>>,
}

/// The first difference between the columns that a model wants and those that there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaDifference {
    /// No feature has this name.
    Unknown {
        /// The name that the model wants.
        name: String,
    },
    /// The feature is measured in another way.
    Revision {
        /// The feature.
        name: String,
        /// The revision that the model wants.
        wanted: u16,
        /// The revision that there is.
        found: u16,
    },
}

impl std::fmt::Display for SchemaDifference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SchemaDifference::Unknown { name } => {
                write!(f, "feature `{name}` does not exist in this version")
            }
            SchemaDifference::Revision { name, wanted, found } => {
                write!(
                    f,
                    "feature `{name}` is at revision {found} in this version, the model wants revision {wanted}"
                )
            }
        }
    }
}

/// The columns of a family: a column of its own later revision keeps that.
fn at_revision((revision, family): &Family) -> Vec<Feature> {
    family()
        .into_iter()
        .map(|feature| {
            let own = feature.revision;
            feature.revised(own.max(*revision))
        })
        .collect()
}

impl Schema {
    /// Every feature of the first stage.
    pub fn full() -> &'static Schema {
        static FULL: LazyLock<Schema> =
            LazyLock::new(|| Schema { features: FAMILIES.iter().flat_map(at_revision).collect() });
        &FULL
    }
}

impl Schema<ScoredMeasure> {
    /// Every feature of the second stage.
    pub fn stacked() -> &'static Schema<ScoredMeasure> {
        static STACKED: LazyLock<Schema<ScoredMeasure>> =
            LazyLock::new(|| Schema { features: stacked::features() });
        &STACKED
    }
}

impl Schema<WholeMeasure<ExpectedPage>> {
    /// Every feature of a page with the content that is expected of it.
    pub fn expected() -> &'static Schema<WholeMeasure<ExpectedPage>> {
        static EXPECTED: LazyLock<Schema<WholeMeasure<ExpectedPage>>> =
            LazyLock::new(|| Schema { features: whole::expected_features() });
        &EXPECTED
    }
}

impl Schema<WholeMeasure<ChosenPage>> {
    /// Every feature of a page with its content chosen.
    pub fn chosen() -> &'static Schema<WholeMeasure<ChosenPage>> {
        static CHOSEN: LazyLock<Schema<WholeMeasure<ChosenPage>>> =
            LazyLock::new(|| Schema { features: whole::chosen_features() });
        &CHOSEN
    }
}

impl<M: Clone> Schema<M> {
    /// The features of the given names and revisions, in that order.
    ///
    /// # Errors
    /// The first name that does not exist, or exists at another revision.
    pub fn select<'a>(
        &self,
        wanted: impl IntoIterator<Item = (&'a str, u16)>,
    ) -> Result<Schema<M>, SchemaDifference> {
        let find = |(name, revision): (&str, u16)| self.find(name, revision).cloned();
        Ok(Schema { features: wanted.into_iter().map(find).collect::<Result<_, _>>()? })
    }

    /// The feature of a name and a revision.
    ///
    /// # Errors
    /// A name that does not exist, or exists at another revision.
    pub fn find(&self, name: &str, revision: u16) -> Result<&Feature<M>, SchemaDifference> {
        let unknown = || SchemaDifference::Unknown { name: name.to_owned() };
        let feature = self.features.iter().find(|feature| feature.name == name).ok_or_else(unknown)?;
        if feature.revision == revision {
            return Ok(feature);
        }
        Err(SchemaDifference::Revision { name: name.to_owned(), wanted: revision, found: feature.revision })
    }

    /// The features that a test keeps, in order.
    pub fn filter(&self, keep: impl Fn(&Feature<M>) -> bool) -> Schema<M> {
        Schema { features: self.features.iter().filter(|feature| keep(feature)).cloned().collect() }
    }

    /// The features that are of none of some families, in order.
    ///
    /// # Errors
    /// The first of the families that no feature is of.
    pub fn without<'n>(&self, families: &'n [String]) -> Result<Schema<M>, &'n str> {
        let has = |family: &str| self.features.iter().any(|feature| feature.family() == family);
        match families.iter().find(|family| !has(family)) {
            Some(unknown) => Err(unknown),
            None => Ok(self.filter(|feature| !families.iter().any(|family| family == feature.family()))),
        }
    }

    /// The features at some places, in the order of these.
    ///
    /// # Panics
    /// A place beyond the last column.
    pub fn at(&self, places: &[usize]) -> Schema<M> {
        Schema { features: places.iter().map(|&place| self.features[place].clone()).collect() }
    }

    /// The place of a feature, by its name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.features.iter().position(|feature| feature.name == name)
    }

    /// Number of columns.
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// Whether there are no columns.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The features, in the order of their columns.
    pub fn features(&self) -> &[Feature<M>] {
        &self.features
    }

    /// SHA-256, in hexadecimal, over the names and revisions in order.
    pub fn sha256(&self) -> String {
        let lines = self.features.iter().map(|feature| format!("{}@{}\n", feature.name, feature.revision));
        sha256(lines.collect::<String>())
    }
}
