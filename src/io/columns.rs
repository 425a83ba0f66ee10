//! Columns of Parquet tables that are written.

use anyhow::{Context, Result};
use parquet::data_type::DataType;
use parquet::file::writer::SerializedRowGroupWriter;

use super::Output;

/// A row group that is being written, column by column.
pub(super) type Group<'g> = SerializedRowGroupWriter<'g, Output>;

/// Writes the next column of a row group: a value a row.
pub(super) fn write_column<T: DataType>(group: &mut Group, values: impl Iterator<Item = T::T>) -> Result<()> {
    write::<T>(group, &values.collect::<Vec<_>>(), None)
}

/// The same of a column that is optional, where rows may have no value.
pub(super) fn write_optional<T: DataType>(
    group: &mut Group,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    let values: Vec<Option<T::T>> = values.collect();
    let is_there: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    write::<T>(group, &values.into_iter().flatten().collect::<Vec<_>>(), Some(&is_there))
}

fn write<T: DataType>(group: &mut Group, values: &[T::T], is_there: Option<&[i16]>) -> Result<()> {
    let mut column = group.next_column()?.context("the table has fewer columns than are written")?;
    column.typed::<T>().write_batch(values, is_there, None)?;
    Ok(column.close()?)
}
