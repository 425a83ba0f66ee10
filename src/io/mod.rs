//! Files in and out.

mod columns;
mod features;
mod files;
mod inputs;
mod labelled;
mod lines;
mod models;
mod predictions;
mod probe;
pub mod records;
mod scores;
pub mod source;
mod write;

pub use features::{FeatureFile, MeasuredPage};
pub use files::{canonical, json_files, read_file, write_folder};
pub use inputs::{Input, InputError, Inputs, is_standard_stream, path_text};
pub use labelled::{Labelled, load, page_bytes, read_lines, scan_lines, sets_of};
pub use lines::{json_lines, write_json_line};
pub(crate) use models::is_builtin;
pub use models::{BUILTIN, model_bytes, read_model};
pub(crate) use predictions::{are_predictions, parse_predictions};
pub use probe::{ending_of, probe};
pub use scores::{ScoredLine, read_scores, write_scores};
pub use source::read;
pub use write::{Output, folder_of, remove_unfinished, write_file};
