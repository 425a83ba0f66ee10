#![doc = include_str!("../README.md")]

pub mod card;
pub mod io;

pub use unboil_features as features;
pub use unboil_html as html;
pub use unboil_infer as infer;
pub use unboil_train as train;

pub use unboil_infer::{ClassifiedPage, Extraction, Label, Model, ModelError, OperatingPoint};
