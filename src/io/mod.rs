//! Files in and out: the only place that reads or writes.

mod features;
mod labelled;
mod predictions;
mod read;
mod write;

pub use features::{FeatureFile, MeasuredPage};
pub use labelled::{Labelled, load, page_bytes, read_lines, scan_lines};
pub use predictions::{are_predictions, parse_predictions};
pub use read::{Input, ReadError, inputs, read};
pub use write::Output;
