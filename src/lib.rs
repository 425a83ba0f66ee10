#![doc = include_str!("../README.md")]

pub mod card;
pub mod io;
pub mod ordered;
pub mod package;
mod packing;
pub mod record;
pub mod report;
pub mod results;
pub mod select;
pub mod serve;

pub use unboil_features as features;
pub use unboil_html as html;
pub use unboil_infer as infer;
pub use unboil_train as train;

pub use unboil_infer::{
    Choice, ClassifiedPage, ExtractOptions, Extraction, Extractor, Favor, Format, Label, Metadata, Model,
    ModelError, OperatingPoint, RenderOptions, Repeats,
};
