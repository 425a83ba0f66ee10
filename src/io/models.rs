//! Model files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use unboil_infer::Model;

/// Loads a model file, with its name in any error.
///
/// # Errors
/// A file that cannot be read, is no model, or does not fit this version.
pub fn read_model(path: &Path) -> Result<Model> {
    let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    Model::load(&bytes).with_context(|| path.display().to_string())
}
