//! Parquet: a page a row, read row group by row group.

use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::errors::Result as ParquetResult;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type};

use super::{Fields, Format, Item, Items, Opened, Page, Part, is_path, no_markup, place_in};
use crate::record::{Code, PageError, guarded};
use crate::signature::Packing;

/// How a table begins, and ends.
const MAGIC: &[u8] = b"PAR1";
/// Values of a column that are unpacked together: pages are large.
const ROWS: usize = 16;

pub(super) const FORMAT: Format = Format { name: "Parquet", endings: &["parquet"], begins, items };

fn begins(head: &[u8]) -> bool {
    head.starts_with(MAGIC)
}

fn items(opened: Opened, fields: &Fields) -> Items {
    let id = opened.id.clone();
    match guarded(|| Rows::open(opened, fields)).unwrap_or_else(|| Err(broken("its head"))) {
        Ok(rows) => Box::new(rows),
        Err(error) => Box::new(std::iter::once(Item::lost(id, None, Part::Whole, error))),
    }
}

/// A table that is being read.
struct Rows {
    id: String,
    fields: Fields,
    reader: SerializedFileReader<File>,
    /// The columns that are read.
    columns: SchemaDescPtr,
    /// The row group that comes next.
    group: usize,
    rows: Option<ReaderIter>,
    /// Rows of this group that are to come.
    left: u64,
    /// The row that was read last, from 1.
    number: u64,
}

impl Rows {
    fn open(opened: Opened, fields: &Fields) -> Result<Rows, PageError> {
        let id = opened.id.clone();
        let reader = SerializedFileReader::new(file(opened)?).map_err(|error| broken(&error.to_string()))?;
        let schema = reader.metadata().file_metadata().schema();
        let named = |name: &str| schema.get_fields().iter().find(|field| field.name() == name).cloned();
        let Some(html) = named(&fields.html) else {
            let names: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
            let message = format!(
                "has no column `{}`; name the pages' column with --html-field, one of: {}",
                fields.html,
                names.join(", ")
            );
            return Err(PageError::new(Code::WrongFormat, message));
        };
        let wanted = [Some(html), named(&fields.id), named(&fields.url)].into_iter().flatten();
        let schema = Type::group_type_builder("page").with_fields(wanted.collect()).build();
        let schema = schema.map_err(|error| broken(&error.to_string()))?;
        let columns = Arc::new(SchemaDescriptor::new(Arc::new(schema)));
        Ok(Rows { id, fields: fields.clone(), reader, columns, group: 0, rows: None, left: 0, number: 0 })
    }

    /// Begins a row group.
    fn begin(&mut self) -> ParquetResult<()> {
        let group = self.group;
        self.group += 1;
        self.left = u64::try_from(self.reader.metadata().row_group(group).num_rows()).unwrap_or(0);
        let group = self.reader.get_row_group(group)?;
        self.rows = Some(TreeBuilder::new().with_batch_size(ROWS).as_iter(self.columns.clone(), &*group)?);
        Ok(())
    }

    /// What is left of this row group is lost, and is one record.
    fn lost(&mut self, reason: &str) -> Item {
        let (first, last) = (self.number + 1, self.number + self.left.max(1));
        (self.rows, self.left, self.number) = (None, 0, last);
        let error = broken(&format!("rows {first} to {last} cannot be read: {reason}"));
        Item::lost(place_in(&self.id, first), None, Part::Entry, error)
    }
}

impl Iterator for Rows {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.left == 0 {
            if self.group == self.reader.num_row_groups() {
                return None;
            }
            match guarded(|| self.begin()) {
                Some(Ok(())) => {}
                Some(Err(error)) => return Some(self.lost(&error.to_string())),
                None => return Some(self.lost("its values contradict each other")),
            }
        }
        let rows = &mut self.rows;
        match guarded(|| rows.as_mut().and_then(Iterator::next)) {
            Some(Some(Ok(row))) => {
                self.left -= 1;
                self.number += 1;
                let place = place_in(&self.id, self.number);
                Some(item(row, place, &self.fields))
            }
            Some(Some(Err(error))) => Some(self.lost(&error.to_string())),
            Some(None) => Some(self.lost("there are fewer than it says")),
            None => Some(self.lost("its values contradict each other")),
        }
    }
}

/// The table as a file, for it is read from its end; what is packed or piped is put into one first.
fn file(opened: Opened) -> Result<File, PageError> {
    let unreadable = |error: io::Error| PageError::new(Code::Unreadable, format!("cannot be read: {error}"));
    // A pipe that is opened again has lost what was read of it.
    let path = opened.path.as_ref().filter(|path| path.is_file());
    if let (Some(path), Packing::Plain) = (path, opened.packing) {
        return File::open(path).map_err(unreadable);
    }
    let mut file = tempfile::tempfile().map_err(unreadable)?;
    let damage = opened.damage();
    let copied = opened.unpacked().and_then(|mut raw| io::copy(&mut raw, &mut file));
    copied.map_err(|error| PageError::new(damage, format!("cannot be read: {error}")))?;
    Ok(file)
}

fn broken(reason: &str) -> PageError {
    PageError::new(Code::Damaged, format!("the Parquet table is damaged: {reason}"))
}

fn item(row: Row, place: String, fields: &Fields) -> Item {
    let mut values = row.into_columns();
    let mut take = |name: &str| {
        let at = values.iter().position(|(found, _)| found == name)?;
        Some(values.swap_remove(at).1)
    };
    let html = take(&fields.html).unwrap_or(Field::Null);
    let id = take(&fields.id).and_then(text).unwrap_or(place);
    let url = take(&fields.url).and_then(text);
    let name = fields.html.clone();
    Item::of(id, Part::Entry, move |id| {
        // A column of text is Unicode, whatever its pages say of themselves.
        let charset = matches!(html, Field::Str(_)).then(|| "utf-8".to_owned());
        Page { id, url, charset, html: bytes(html, &name), truncated: false }
    })
}

/// A value as an id or address; `None` for one that is null, or neither text nor a whole number.
fn text(value: Field) -> Option<String> {
    match value {
        Field::Str(text) => Some(text),
        Field::Bytes(bytes) => String::from_utf8(bytes.data().to_vec()).ok(),
        Field::Byte(_) | Field::Short(_) | Field::Int(_) | Field::Long(_) => Some(value.to_string()),
        Field::UByte(_) | Field::UShort(_) | Field::UInt(_) | Field::ULong(_) => Some(value.to_string()),
        _ => None,
    }
}

fn bytes(value: Field, name: &str) -> Result<Vec<u8>, PageError> {
    match value {
        Field::Str(text) if is_path(&text) => Err(PageError::new(Code::BadLine, no_markup(name, &text))),
        Field::Str(text) => Ok(text.into_bytes()),
        Field::Bytes(bytes) => Ok(bytes.data().to_vec()),
        Field::Null => Err(PageError::new(Code::NoPage, format!("the column `{name}` is null here"))),
        _ => {
            let message =
                format!("the column `{name}` holds neither text nor bytes; name another by --html-field");
            Err(PageError::new(Code::BadLine, message))
        }
    }
}
