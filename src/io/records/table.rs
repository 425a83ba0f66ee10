//! Records as a Parquet table: a row a record.

use std::sync::Arc;

use anyhow::Result;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value;

use crate::io::Output;
use crate::io::columns::{Group, write_column, write_optional};

/// A row group is written when its records reach this size as JSON, in bytes.
const GROUP: usize = 32 << 20;

/// The type of a column, and whether a value is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, as it stands in the record.
    Text(Repetition),
    /// What is no single value, as JSON.
    Json,
    /// A number, where the record has one.
    Number,
    /// False where the record says nothing.
    Flag,
}

/// The columns: name, where the value stands in the record as a JSON pointer, type.
pub const COLUMNS: [(&str, &str, Kind); 14] = [
    ("id", "/id", Kind::Text(Repetition::REQUIRED)),
    ("url", "/url", Kind::Text(Repetition::OPTIONAL)),
    ("status", "/status", Kind::Text(Repetition::REQUIRED)),
    ("error_code", "/error/code", Kind::Text(Repetition::OPTIONAL)),
    ("error_message", "/error/message", Kind::Text(Repetition::OPTIONAL)),
    ("title", "/title", Kind::Text(Repetition::REQUIRED)),
    ("text", "/text", Kind::Text(Repetition::REQUIRED)),
    ("format", "/format", Kind::Text(Repetition::OPTIONAL)),
    ("encoding", "/encoding", Kind::Text(Repetition::REQUIRED)),
    ("presence", "/presence", Kind::Number),
    ("confidence", "/confidence", Kind::Number),
    ("options", "/options", Kind::Json),
    ("truncated", "/truncated", Kind::Flag),
    ("metadata", "/metadata", Kind::Json),
];

/// A table of records that is being written.
pub struct RecordTable {
    writer: SerializedFileWriter<Output>,
    /// The records of the row group under way.
    rows: Vec<Value>,
    bytes: usize,
}

impl RecordTable {
    /// Begins a table.
    ///
    /// # Errors
    /// When the output cannot be written to.
    pub fn create(output: Output) -> Result<RecordTable> {
        let level = ZstdLevel::try_new(3)?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = SerializedFileWriter::new(output, schema()?, Arc::new(properties))?;
        Ok(RecordTable { writer, rows: Vec::new(), bytes: 0 })
    }

    /// Adds a record, given as JSON.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn write(&mut self, line: &[u8]) -> Result<()> {
        self.rows.push(serde_json::from_slice(line)?);
        self.bytes += line.len();
        if self.bytes >= GROUP { self.write_group() } else { Ok(()) }
    }

    /// Finishes the table: only now does it take its name.
    ///
    /// # Errors
    /// When the rest cannot be written; a file of that name is then as it was.
    pub fn finish(mut self) -> Result<()> {
        self.write_group()?;
        Ok(self.writer.into_inner()?.finish()?)
    }

    fn write_group(&mut self) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (_, place, kind) in COLUMNS {
            let values = self.rows.iter().map(|row| row.pointer(place));
            match kind {
                Kind::Text(_) => write::<ByteArrayType>(
                    &mut group,
                    kind,
                    values.map(|value| Some(value?.as_str()?.into())),
                ),
                Kind::Json => {
                    let json = values.map(|value| Some(ByteArray::from(value?.to_string().into_bytes())));
                    write::<ByteArrayType>(&mut group, kind, json)
                }
                Kind::Number => write::<DoubleType>(&mut group, kind, values.map(|value| value?.as_f64())),
                Kind::Flag => {
                    let flags = values.map(|value| Some(value.and_then(Value::as_bool).unwrap_or(false)));
                    write::<BoolType>(&mut group, kind, flags)
                }
            }?;
        }
        group.close()?;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }
}

impl Kind {
    fn physical(self) -> Physical {
        match self {
            Kind::Text(_) | Kind::Json => Physical::BYTE_ARRAY,
            Kind::Number => Physical::DOUBLE,
            Kind::Flag => Physical::BOOLEAN,
        }
    }

    fn logical(self) -> Option<LogicalType> {
        match self {
            Kind::Text(_) => Some(LogicalType::String),
            Kind::Json => Some(LogicalType::Json),
            Kind::Number | Kind::Flag => None,
        }
    }

    /// Whether a value is always there.
    pub fn is_required(self) -> bool {
        self.repetition() == Repetition::REQUIRED
    }

    fn repetition(self) -> Repetition {
        match self {
            Kind::Text(repetition) => repetition,
            Kind::Json | Kind::Number => Repetition::OPTIONAL,
            Kind::Flag => Repetition::REQUIRED,
        }
    }
}

fn schema() -> parquet::errors::Result<TypePtr> {
    let column = |(name, _, kind): (&str, &str, Kind)| {
        let column = Type::primitive_type_builder(name, kind.physical());
        column.with_repetition(kind.repetition()).with_logical_type(kind.logical()).build().map(Arc::new)
    };
    let fields = COLUMNS.into_iter().map(column).collect::<Result<_, _>>()?;
    Type::group_type_builder("record").with_fields(fields).build().map(Arc::new)
}

/// Writes the next column of a row group.
fn write<T: DataType>(
    group: &mut Group,
    kind: Kind,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    if kind.is_required() {
        write_column::<T>(group, values.flatten())
    } else {
        write_optional::<T>(group, values)
    }
}
