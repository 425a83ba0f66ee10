//! What a fit knows of the rows of a page besides their features, for those who fit them elsewhere.

use unboil_features::Schema;

use super::plan::Plan;
use super::{Options, sets_of};
use crate::{Example, TrainError};

/// The rows of a page: one a block, in document order.
#[derive(Clone, Debug, PartialEq)]
pub struct PageRows {
    /// The page's id.
    pub id: String,
    /// Its set.
    pub set: String,
    /// Its registrable domain.
    pub site: String,
    /// The fold that leaves the page out, from 0.
    pub fold: usize,
    /// Whether each block is content; `None` where it is not labelled.
    pub labels: Vec<Option<bool>>,
    /// The weight of each row in a fit of all pages, 0 where it takes no part.
    pub weights: Vec<f64>,
}

/// The rows of examples, as [`train`](super::train) weighs and deals them with the same options; the features of the
/// examples are not looked at. Altered copies are not among them, so their share of the weight is given to the pages.
///
/// # Errors
/// Options out of bounds, no labels, or too few sites.
pub fn page_rows(examples: &[Example], options: &Options) -> Result<Vec<PageRows>, TrainError> {
    let options = Options { augment: 0.0, ..options.clone() };
    options.check(Schema::full(), &sets_of(examples))?;
    let mut plan = Plan::new(examples, Schema::full(), &options)?;
    let weights = plan.take_weights();
    let rows = examples.iter().enumerate().zip(weights).map(|((page, example), weights)| PageRows {
        id: example.page.id.clone(),
        set: example.set.clone(),
        site: example.site.clone(),
        fold: plan.fold(page),
        labels: example.measured.labels.clone(),
        weights,
    });
    Ok(rows.collect())
}
