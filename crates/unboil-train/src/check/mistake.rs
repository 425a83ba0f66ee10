//! What can be wrong with labelled pages, and what to do about it.

use std::fmt;

use crate::{TrainError, counted};

/// A line of a label file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The line to look at.
    pub place: Place,
    /// What is wrong with it.
    pub mistake: Mistake,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.mistake)
    }
}

/// What is wrong, and what to do, in a sentence.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Mistake {
    /// The line or its page cannot be read: training would stop here.
    #[error("{reason}")]
    Unreadable {
        /// What is wrong and what to do.
        reason: String,
    },
    /// The page has no block of text.
    #[error("the page has no text; fetch it again, or drop the line")]
    NoText,
    /// There is nothing in the gold.
    #[error(
        "the gold is empty, so that all of the page is boilerplate; label it if it has content, else say so by the \
        page_type `none`"
    )]
    EmptyGold,
    /// The type says that there is no content, and the gold has some.
    #[error(
        "the page_type `none` says that there is no main content, but the gold has some; drop one of the two"
    )]
    ContentOfNone,
    /// Two ranges overlap and say different things.
    #[error("bytes {}–{} and {}–{} overlap and are labelled in two ways; keep one", one.0, one.1, other.0, other.1)]
    TwoLabels {
        /// Start and end of the one.
        one: (usize, usize),
        /// Start and end of the other.
        other: (usize, usize),
    },
    /// A range ends behind the page.
    #[error(
        "the range of bytes {}–{} ends behind the page, which has {bytes}; check that it was made from this very page",
        range.0, range.1
    )]
    PastEnd {
        /// Its start and end.
        range: (usize, usize),
        /// The length of the page, decoded as UTF-8.
        bytes: usize,
    },
    /// A part of the gold is not in the page.
    #[error(
        "{:.0} % of the gold is in the page ({missing}), {consequence}; \
        check that the gold was made from this very page", share * 100.0
    )]
    GoldNotFound {
        /// Share that is found, 0 to 1.
        share: f64,
        /// What of it is not, as a clause.
        missing: String,
        /// What training does.
        consequence: &'static str,
    },
    /// No block is labelled by the gold.
    #[error(
        "no block of the page is labelled, so that nothing is learned from it; give ranges, or segments, and longer \
        ones where each stands in several blocks"
    )]
    Unlabelled,
    /// All labelled blocks of a file are of one class.
    #[error(
        "{} is {class}; a classifier needs both, so label some of the other kind",
        if *stops { "training stops here: every labelled block" } else { "every labelled block of the file" }
    )]
    OneClass {
        /// What they all are.
        class: &'static str,
        /// Whether all that can be learned from is of the class, whatever the file.
        stops: bool,
    },
    /// Another file has a page of this id.
    #[error(
        "the id `{id}` is in {other} too; a page must be in one split only, so drop one or name them apart"
    )]
    SameId {
        /// The id.
        id: String,
        /// Where it is as well.
        other: Place,
    },
    /// Another line has this address.
    #[error("the address {url} is in {other} too; drop one of the lines")]
    SameAddress {
        /// The address.
        url: String,
        /// Where it is as well.
        other: Place,
    },
    /// Another file has pages of this site.
    #[error(
        "the site {site} is in {other} too ({} here, {others} there), so that one split tells of the \
        other; move its pages into one file, or train on both files, where folds keep sites together",
        counted(*pages, "page")
    )]
    SameSite {
        /// The registrable domain.
        site: String,
        /// A page of it in the other file.
        other: Place,
        /// Pages of it in this file.
        pages: usize,
        /// Pages of it in the other file.
        others: usize,
    },
    /// Nearly the same text as another page.
    #[error(
        "{:.0} % of the text is that of {other}; drop one of the lines, or they count twice{}",
        similarity * 100.0,
        if *across { " and one split tells of the other" } else { "" }
    )]
    NearDuplicate {
        /// Share of the shingles of both that both have, 0 to 1.
        similarity: f64,
        /// The other page.
        other: Place,
        /// Whether that is in another file.
        across: bool,
    },
    /// A text is labelled in two ways on pages of one site and type.
    #[error(
        "{text} is {here} here and {there} on {others} more {} of {site}, as in {other}; label it alike on all",
        if *others == 1 { "page" } else { "pages" }
    )]
    Contradiction {
        /// The beginning of the text.
        text: String,
        /// The registrable domain.
        site: String,
        /// What it is on this page.
        here: &'static str,
        /// What it is on the others.
        there: &'static str,
        /// One of the others.
        other: Place,
        /// How many they are.
        others: usize,
    },
    /// Pages have no address that tells their site.
    #[error(
        "{} no address, so each counts as a site of its own, and pages of one site can stand on both sides of a split; \
        add `url`, with the host",
        if *pages == 1 { "1 page has".to_owned() } else { format!("{pages} pages have") }
    )]
    NoAddress {
        /// How many they are.
        pages: usize,
    },
    /// The pages of all files that can be learned from are of fewer sites than a training has folds.
    #[error("training stops here: {}", TrainError::TooFewSites { sites: *sites, folds: *folds })]
    FewSites {
        /// Their sites.
        sites: usize,
        /// Folds of a training, unless it is told otherwise.
        folds: usize,
    },
    /// Pages of the file are not in its folder.
    #[error(
        "{} of the file outside its folder, such as {path}: the set cannot be moved or passed on; copy the pages \
        beside the label file",
        counted(*pages, "page")
    )]
    OutsideFolder {
        /// How many they are.
        pages: usize,
        /// The first.
        path: String,
    },
}

impl Mistake {
    /// Whether a training on the files, with as many folds as it has unless told otherwise, would stop for it.
    pub fn stops_training(&self) -> bool {
        match self {
            Mistake::Unreadable { .. } | Mistake::FewSites { .. } => true,
            Mistake::OneClass { stops, .. } => *stops,
            _ => false,
        }
    }

    /// The kind of mistake, as a word for machines.
    pub fn kind(&self) -> &'static str {
        match self {
            Mistake::Unreadable { .. } => "unreadable",
            Mistake::NoText => "no_text",
            Mistake::EmptyGold => "empty_gold",
            Mistake::ContentOfNone => "content_of_none",
            Mistake::TwoLabels { .. } => "two_labels",
            Mistake::PastEnd { .. } => "past_end",
            Mistake::GoldNotFound { .. } => "gold_not_found",
            Mistake::Unlabelled => "unlabelled",
            Mistake::OneClass { .. } => "one_class",
            Mistake::SameId { .. } => "same_id",
            Mistake::SameAddress { .. } => "same_address",
            Mistake::SameSite { .. } => "same_site",
            Mistake::NearDuplicate { .. } => "near_duplicate",
            Mistake::Contradiction { .. } => "contradiction",
            Mistake::NoAddress { .. } => "no_address",
            Mistake::FewSites { .. } => "few_sites",
            Mistake::OutsideFolder { .. } => "outside_folder",
        }
    }
}
