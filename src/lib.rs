#![doc = include_str!("../README.md")]

#[cfg(feature = "program")]
pub mod address;
#[cfg(feature = "program")]
pub mod card;
#[cfg(feature = "program")]
pub mod io;
#[cfg(feature = "program")]
pub mod ordered;
#[cfg(feature = "program")]
pub mod package;
#[cfg(feature = "program")]
mod packing;
pub mod record;
#[cfg(feature = "program")]
pub mod report;
#[cfg(feature = "program")]
pub mod results;
#[cfg(feature = "program")]
pub mod select;
#[cfg(feature = "program")]
pub mod serve;
mod signature;

pub use unboil_features as features;
pub use unboil_html as html;
pub use unboil_infer as infer;
#[cfg(feature = "program")]
pub use unboil_train as train;

pub use unboil_infer::{
    AskedPoint, ClassifiedPage, ExtractOptions, Extraction, Extractor, Favor, Format, Label, Metadata, Model,
    ModelError, OperatingPoint, PartChoice, PointError, Probability, RenderOptions, Repeats,
};
