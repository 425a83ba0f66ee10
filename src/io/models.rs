//! Model files.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Context, Result};
use unboil_infer::Model;

use super::read_file;

/// What stands for the built-in model where a model file is asked for.
pub const BUILTIN: &str = "default";

/// Whether a path stands for the built-in model.
pub(crate) fn is_builtin(path: &Path) -> bool {
    path.as_os_str() == BUILTIN
}

/// Loads a model file, with its name in any error, or the built-in model by the name [`BUILTIN`].
///
/// # Errors
/// A file that cannot be read, is no model, or does not fit this version.
pub fn read_model(path: &Path) -> Result<Cow<'static, Model>> {
    if is_builtin(path) {
        return Ok(Cow::Borrowed(Model::builtin()));
    }
    Model::load(&read_file(path)?).map(Cow::Owned).with_context(|| path.display().to_string())
}

/// The bytes of a model file, of whatever format, or of the built-in model by the name [`BUILTIN`].
///
/// # Errors
/// A file that cannot be read.
pub fn model_bytes(path: &Path) -> Result<Vec<u8>> {
    if is_builtin(path) { Ok(Model::builtin().to_bytes()) } else { read_file(path) }
}
