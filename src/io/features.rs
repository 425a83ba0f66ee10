//! The features of labelled pages as a table.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, FloatType, Int32Type};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};
use unboil_features::{FeatureMatrix, Schema};
use unboil_train::PageRows;

use super::Output;
use super::columns::{Group, write_column, write_optional};

/// The columns before those of the features: name, type, and whether a value is always there.
const COLUMNS: [(&str, Physical, Repetition); 7] = [
    ("set", Physical::BYTE_ARRAY, Repetition::REQUIRED),
    ("id", Physical::BYTE_ARRAY, Repetition::REQUIRED),
    ("site", Physical::BYTE_ARRAY, Repetition::REQUIRED),
    ("fold", Physical::INT32, Repetition::REQUIRED),
    ("block", Physical::INT32, Repetition::REQUIRED),
    ("content", Physical::BOOLEAN, Repetition::OPTIONAL),
    ("weight", Physical::DOUBLE, Repetition::REQUIRED),
];

/// A page's rows and their features, one row a block in both.
pub struct MeasuredPage<'a> {
    /// What the rows are.
    pub rows: &'a PageRows,
    /// Their features.
    pub features: FeatureMatrix,
}

/// A table being written: it appears under its name only when it is finished.
pub enum FeatureFile {
    /// Parquet, a row group for each list of pages.
    Parquet(Box<SerializedFileWriter<Output>>),
    /// Comma-separated values, with a head.
    Csv(Box<csv::Writer<Output>>),
}

impl FeatureFile {
    /// Begins a table of the features of a schema; its format is that of the path's ending.
    ///
    /// # Errors
    /// An ending that is neither `.parquet` nor `.csv`, or a folder that cannot be written to.
    pub fn create(path: &Path, schema: &Schema) -> Result<FeatureFile> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        match ending.as_str() {
            "parquet" => {
                let writer = SerializedFileWriter::new(
                    Output::open(Some(path))?,
                    columns(schema).context("the table's columns")?,
                    Arc::new(properties(schema)),
                )?;
                Ok(FeatureFile::Parquet(Box::new(writer)))
            }
            "csv" => {
                let mut writer = csv::Writer::from_writer(Output::open(Some(path))?);
                let names = schema.features().iter().map(|feature| &*feature.name);
                writer.write_record(COLUMNS.map(|(name, ..)| name).into_iter().chain(names))?;
                Ok(FeatureFile::Csv(Box::new(writer)))
            }
            _ => anyhow::bail!(
                "{}: tables are written as .parquet or .csv; give the file one of these endings",
                path.display()
            ),
        }
    }

    /// Writes the rows of some pages.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn write(&mut self, pages: &[MeasuredPage]) -> Result<()> {
        match self {
            FeatureFile::Parquet(writer) => {
                let mut group = writer.next_row_group()?;
                write_group(&mut group, pages)?;
                group.close()?;
            }
            FeatureFile::Csv(writer) => {
                for page in pages {
                    write_records(writer, page)?;
                }
            }
        }
        Ok(())
    }

    /// Finishes the table: only now does it take its name.
    ///
    /// # Errors
    /// When the rest cannot be written; a file of that name is then as it was.
    pub fn finish(self) -> Result<()> {
        let output = match self {
            FeatureFile::Parquet(writer) => writer.into_inner()?,
            FeatureFile::Csv(writer) => {
                writer.into_inner().map_err(|error| anyhow::anyhow!("{}", error.error()))?
            }
        };
        Ok(output.finish()?)
    }
}

fn columns(schema: &Schema) -> parquet::errors::Result<TypePtr> {
    let column = |(name, physical, repetition): (&str, Physical, Repetition)| {
        let text = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        let column = Type::primitive_type_builder(name, physical);
        column.with_repetition(repetition).with_logical_type(text).build().map(Arc::new)
    };
    let features = schema.features().iter();
    let features = features.map(|feature| (&*feature.name, Physical::FLOAT, Repetition::REQUIRED));
    let fields = COLUMNS.into_iter().chain(features).map(column).collect::<Result<_, _>>()?;
    Type::group_type_builder("block").with_fields(fields).build().map(Arc::new)
}

fn properties(schema: &Schema) -> WriterProperties {
    let entry = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(vec![
            entry("unboil", env!("CARGO_PKG_VERSION").to_owned()),
            entry("schema_sha256", schema.sha256()),
        ]))
        .build()
}

fn write_group(group: &mut Group, pages: &[MeasuredPage]) -> Result<()> {
    let names: [fn(&PageRows) -> &str; 3] = [|page| &page.set, |page| &page.id, |page| &page.site];
    for name in names {
        let of = |page: &MeasuredPage| vec![ByteArray::from(name(page.rows)); page.rows.labels.len()];
        write_column::<ByteArrayType>(group, pages.iter().flat_map(of))?;
    }
    let folds = pages.iter().flat_map(|page| vec![page.rows.fold as i32; page.rows.labels.len()]);
    write_column::<Int32Type>(group, folds)?;
    let blocks = pages.iter().flat_map(|page| 0..page.rows.labels.len() as i32);
    write_column::<Int32Type>(group, blocks)?;
    let labels = pages.iter().flat_map(|page| page.rows.labels.iter().copied());
    write_optional::<BoolType>(group, labels)?;
    let weights = pages.iter().flat_map(|page| page.rows.weights.iter().copied());
    write_column::<DoubleType>(group, weights)?;
    let features = pages.iter().map(|page| page.features.columns()).max().unwrap_or(0);
    for feature in 0..features {
        let of = |page: &MeasuredPage| -> Vec<f32> {
            (0..page.features.rows()).map(|row| page.features.row(row)[feature]).collect()
        };
        write_column::<FloatType>(group, pages.iter().flat_map(of))?;
    }
    Ok(())
}

fn write_records(writer: &mut csv::Writer<Output>, page: &MeasuredPage) -> Result<()> {
    let PageRows { id, set, site, fold, labels, weights } = page.rows;
    for (block, (label, weight)) in labels.iter().zip(weights).enumerate() {
        for name in [set, id, site] {
            writer.write_field(name)?;
        }
        for number in [*fold, block] {
            writer.write_field(number.to_string())?;
        }
        writer.write_field(label.map_or(String::new(), |label| label.to_string()))?;
        writer.write_field(weight.to_string())?;
        for value in page.features.row(block) {
            writer.write_field(value.to_string())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}
