//! The model file: canonical JSON, one line a column, with a checksum over the body.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use unboil_features::{Schema, SchemaDifference, sha256};

use super::formats::{FORMAT, migrate};
use super::{Column, Manifest, Stage, StageKind};
use crate::OperatingPoint;

/// A file of more bytes than this is no model.
const MAX_BYTES: usize = 64 << 20;

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file is not the JSON of a model.
    #[error("not a model file: {reason} (was it cut short, or edited by hand?)")]
    Malformed {
        /// What is wrong, with line and column where known.
        reason: String,
    },
    /// The file is of a format that this version does not know.
    #[error(
        "model format {found} is not readable by this version, which reads formats 1 to {FORMAT}; {}",
        if *found > u64::from(FORMAT) { "update unboil" } else { "there is no such format" }
    )]
    UnsupportedVersion {
        /// The format that the file names.
        found: u64,
    },
    /// The model was trained on columns that this version does not have.
    #[error(
        "the model was trained on other features: {0}; train it again with this version, or use the version that made it"
    )]
    SchemaMismatch(SchemaDifference),
    /// A number is infinite, or not a number, or out of bounds.
    #[error("{what} is not a usable number; train the model again")]
    NonFinite {
        /// Which number.
        what: String,
    },
    /// The file or a table in it is larger than any model.
    #[error("{what} is larger than any model can be ({size}, at most {limit})")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// Its size.
        size: usize,
        /// The limit.
        limit: usize,
    },
    /// The body was changed after it was written.
    #[error(
        "the checksum does not match: the file says {stated}, its body has {found}; it was changed or damaged"
    )]
    Checksum {
        /// The checksum that the file states.
        stated: String,
        /// The checksum of its body.
        found: String,
    },
}

/// Platt scaling: calibrated log-odds = slope · log-odds + intercept.
/// Source: Platt 1999, "Probabilistic outputs for support vector machines".
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// More than 0.
    pub slope: f64,
    /// Log-odds.
    pub intercept: f64,
}

impl Calibration {
    /// The calibrated log-odds.
    pub fn apply(&self, log_odds: f64) -> f64 {
        self.slope * log_odds + self.intercept
    }
}

/// Everything in a model file but its format and checksum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelBody {
    /// The version of unboil that made it.
    pub unboil: String,
    /// From the features of each block to its log-odds.
    pub first: Stage,
    /// From the log-odds of all blocks of a page to better ones; a model can do without.
    pub second: Option<Stage>,
    /// From what the stages before expect of a page to the log-odds that it has main content at all; a model can do
    /// without.
    pub presence: Option<Stage>,
    /// From the choice of blocks on a page to the log-odds that its word F1 is at least .8; a model can do without.
    pub confidence: Option<Stage>,
    /// From raw to calibrated log-odds.
    pub calibration: Calibration,
    /// How labels are made unless the caller says otherwise.
    pub operating_point: OperatingPoint,
    /// What the model was trained on, how, and how well it did out of fold.
    pub manifest: Manifest,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u64,
}

/// A file of any format.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<Body> {
    format: u64,
    body: Body,
    sha256: String,
}

impl ModelBody {
    /// Reads a model file of any format that was ever published, whether this version has its features or not.
    ///
    /// # Errors
    /// As [`Model::load`](super::Model::load), but for the schema.
    pub fn read(bytes: &[u8]) -> Result<ModelBody, ModelError> {
        let body = read(bytes)?;
        body.check()?;
        Ok(body)
    }

    /// SHA-256 of the body as a file would have it, in hexadecimal: the model's identity.
    pub fn sha256(&self) -> String {
        sha256(layout(self))
    }

    /// The columns that this version does not have, or measures in another way: stage by stage, in their order.
    pub fn differences(&self) -> Vec<SchemaDifference> {
        let mut found = differences(&self.first, Schema::full());
        found.extend(self.second.iter().flat_map(|stage| differences(stage, Schema::stacked())));
        found.extend(self.presence.iter().flat_map(|stage| differences(stage, Schema::expected())));
        found.extend(self.confidence.iter().flat_map(|stage| differences(stage, Schema::chosen())));
        found
    }

    /// A stage, where the model has it.
    pub fn stage(&self, kind: StageKind) -> Option<&Stage> {
        match kind {
            StageKind::First => Some(&self.first),
            StageKind::Second => self.second.as_ref(),
            StageKind::Presence => self.presence.as_ref(),
            StageKind::Confidence => self.confidence.as_ref(),
        }
    }

    /// The stages that the model has, in their order.
    pub fn stages(&self) -> impl Iterator<Item = (StageKind, &Stage)> {
        StageKind::ALL.into_iter().filter_map(|kind| Some((kind, self.stage(kind)?)))
    }

    /// What every model must fulfil, whether read from a file or made.
    pub(super) fn check(&self) -> Result<(), ModelError> {
        self.stages().try_for_each(|(kind, stage)| stage.check(kind))?;
        finite(self.calibration.intercept, || "the calibration's intercept".to_owned())?;
        if !(self.calibration.slope.is_finite() && self.calibration.slope > 0.0) {
            return Err(ModelError::NonFinite { what: "the calibration's slope".to_owned() });
        }
        if self.operating_point.checked().is_none() {
            return Err(ModelError::NonFinite { what: "the operating point".to_owned() });
        }
        Ok(())
    }
}

fn differences<M: Clone>(stage: &Stage, schema: &Schema<M>) -> Vec<SchemaDifference> {
    let find = |column: &Column| schema.find(&column.feature, column.revision).err();
    stage.columns.iter().filter_map(find).collect()
}

pub(super) fn finite(value: f64, what: impl Fn() -> String) -> Result<(), ModelError> {
    if value.is_finite() { Ok(()) } else { Err(ModelError::NonFinite { what: what() }) }
}

/// The format of a model file.
///
/// # Errors
/// A file that is too large, is no model, or is of a format that this version does not know.
pub fn format_of(bytes: &[u8]) -> Result<u32, ModelError> {
    check_size(bytes)?;
    let FormatOnly { format } = parse(bytes)?;
    known(format)
}

fn check_size(bytes: &[u8]) -> Result<(), ModelError> {
    if bytes.len() > MAX_BYTES {
        return Err(ModelError::TooLarge { what: "the file", size: bytes.len(), limit: MAX_BYTES });
    }
    Ok(())
}

fn known(found: u64) -> Result<u32, ModelError> {
    let format = u32::try_from(found).ok().filter(|format| (1..=FORMAT).contains(format));
    format.ok_or(ModelError::UnsupportedVersion { found })
}

fn read(bytes: &[u8]) -> Result<ModelBody, ModelError> {
    check_size(bytes)?;
    // A file of a later format may look otherwise: that it is of one is what is wrong with it.
    let File { format, body: written, sha256: stated } =
        parse::<File<&RawValue>>(bytes).or_else(|error| format_of(bytes).and(Err(error)))?;
    let body = match known(format)? {
        FORMAT => parse::<File<ModelBody>>(bytes)?.body,
        format => {
            let mut body = parse::<File<Value>>(bytes)?.body;
            migrate(&mut body, format);
            ModelBody::deserialize(body).map_err(|error| malformed(&error))?
        }
    };
    // The checksum is over the body as it stands in the file, so that it says the same of every format.
    let found = sha256(written.get());
    if stated.len() != found.len() || !stated.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(ModelError::Malformed { reason: "sha256 is not 64 hexadecimal digits".to_owned() });
    }
    if found == stated { Ok(body) } else { Err(ModelError::Checksum { stated, found }) }
}

fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, ModelError> {
    serde_json::from_slice(bytes).map_err(|error| malformed(&error))
}

fn malformed(error: &serde_json::Error) -> ModelError {
    ModelError::Malformed { reason: error.to_string() }
}

pub(super) fn write(body: &ModelBody) -> Vec<u8> {
    let text = layout(body);
    format!("{{\n\"format\": {FORMAT},\n\"body\": {text},\n\"sha256\": \"{}\"\n}}\n", sha256(&text))
        .into_bytes()
}

/// The body as JSON whose lists have one entry a line, so that two models can be compared by any diff.
fn layout(body: &ModelBody) -> String {
    let fields = [
        ("unboil", json(&body.unboil)),
        ("first", body.first.layout()),
        ("second", body.second.as_ref().map_or("null".to_owned(), Stage::layout)),
        ("presence", body.presence.as_ref().map_or("null".to_owned(), Stage::layout)),
        ("confidence", body.confidence.as_ref().map_or("null".to_owned(), Stage::layout)),
        ("calibration", json(&body.calibration)),
        ("operating_point", json(&body.operating_point)),
        ("manifest", body.manifest.layout()),
    ];
    object(&fields)
}

pub(super) fn json(value: &impl Serialize) -> String {
    // Only a map with keys that are no strings, or a failing writer, could make this an error: there is neither.
    serde_json::to_string(value).unwrap_or_default()
}

pub(super) fn lines(list: &[impl Serialize]) -> String {
    if list.is_empty() {
        return "[]".to_owned();
    }
    format!("[\n{}\n]", list.iter().map(json).collect::<Vec<_>>().join(",\n"))
}

pub(super) fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{\n{}\n}}", fields.join(",\n"))
}
