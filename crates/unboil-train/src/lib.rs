/*!
From labelled pages to fitted, evaluated and compared models.

1. A line of a label file is a [`LabelledPage`]; with the page's bytes it becomes an [`Example`].
2. [`train`] fits a weighted logistic regression over folds by site and a path of regularisation strengths, calibrates
   it on out-of-fold scores, chooses the operating point, and returns a `Model` with a [`Training`] report.
3. [`evaluate`] scores a model on examples, [`PageScore::of_text`] what any tool took out of a page; [`compare`] holds
   any number of such competitors against the first.

Nothing here reads or writes files. The same examples, options and version give the same model, byte for byte, with any
number of threads.
*/

mod augment;
mod bootstrap;
mod check;
mod compare;
mod counted;
mod curves;
mod error;
mod errors;
mod evaluate;
mod example;
mod fit;
mod folds;
mod grouping;
mod label;
mod page_name;
mod predictions;
mod score;
mod seen;
mod train;

pub use bootstrap::BOOTSTRAP_SEED;
pub use check::{Checked, FileCounts, Finding, Mistake, Place, check_pages, count_files};
pub use compare::{
    Comparison, Competitor, Difference, FamilyChange, Gate, GateError, GateMetric, GroupRow, ModelChanges,
    PageChange, Standing, Verdict, WeightChange, compare,
};
pub use counted::counted;
pub use curves::{Curves, Point};
pub use error::TrainError;
pub use errors::{Cause, PageErrors, Push, pushes};
pub use evaluate::{Evaluation, PageResult, evaluate, evaluate_scores, groups};
pub use example::{Example, Measured, PageText};
pub(crate) use fit::{Fitted, Precision, Problem, Rows, fit};
pub use folds::site;
pub use label::{BlockRange, Gold, LabelledPage, Match, PageSource, Piece, diff, error_of_line, read_id};
pub use page_name::{PAGE_ENDINGS, without_packing, without_page_ending};
pub use predictions::{Assigned, Prediction, assign};
pub use score::{Bin, PageScore, PrecisionRecall, SegmentCounts};
pub use seen::Seen;
pub use train::{Ablation, Families, Options, PageRows, Step, Training, ablate, page_rows, train};
