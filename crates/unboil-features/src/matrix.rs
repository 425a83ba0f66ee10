//! The matrix of a page: one row a block, one column a feature.

use unboil_html::{Blocks, Document};

use crate::bits::BitSet;
use crate::chosen::{ChosenMeasure, ChosenPage};
use crate::schema::{Look, ScoredMeasure};
use crate::stacked::ScoredView;
use crate::view::View;
use crate::{Page, Schema, ScoredPage};

/// Feature values of a page's blocks, row by row. All values are finite.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureMatrix {
    values: Vec<f32>,
    columns: usize,
}

impl FeatureMatrix {
    /// Measures a page: one row a block in document order, one column a feature of the schema.
    pub fn measure(document: &Document, blocks: &Blocks, schema: &Schema) -> FeatureMatrix {
        FeatureMatrix::of(&Page::new(document, blocks), schema)
    }

    /// The matrix of a page that is measured already.
    pub fn of(page: &Page, schema: &Schema) -> FeatureMatrix {
        let columns = schema.len();
        let mut values = vec![0.0; page.len() * columns];
        for_each_column(page, schema, |first, column, found| {
            for (row, value) in found.iter().enumerate() {
                values[(first + row) * columns + column] = *value;
            }
        });
        FeatureMatrix { values, columns }
    }

    /// The matrix of the second stage, for a page that the first has scored.
    pub fn stacked(page: &ScoredPage, schema: &Schema<ScoredMeasure>) -> FeatureMatrix {
        let mut values = Vec::with_capacity(page.len() * schema.len());
        for index in 0..page.len() {
            let view = ScoredView { page, index };
            let value = |measure: ScoredMeasure| (measure.of)(&view, measure.index) as f32;
            values.extend(schema.features().iter().map(|feature| value(feature.measure)));
        }
        FeatureMatrix { values, columns: schema.len() }
    }

    /// The single row of a page with its content chosen.
    pub fn chosen(page: &ChosenPage, schema: &Schema<ChosenMeasure>) -> FeatureMatrix {
        let values = schema.features().iter().map(|feature| (feature.measure.0)(page) as f32).collect();
        FeatureMatrix { values, columns: schema.len() }
    }

    /// Number of rows: a block each, but for the matrix of a page with its content chosen.
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }

    /// Number of features.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The features of a block: one value a column.
    pub fn row(&self, block: usize) -> &[f32] {
        &self.values[block * self.columns..(block + 1) * self.columns]
    }

    /// The matrix of some columns, by their places, in that order.
    pub fn select(&self, columns: &[usize]) -> FeatureMatrix {
        let rows = (0..self.rows()).map(|row| self.row(row));
        let values = rows.flat_map(|row| columns.iter().map(|&column| row[column])).collect();
        FeatureMatrix { values, columns: columns.len() }
    }

    /// All values, row by row.
    pub fn into_values(self) -> Vec<f32> {
        self.values
    }
}

/// Blocks that are measured together, so that what is the same for all of them is looked up once.
const BATCH: usize = 16;

/// Measures a page some blocks at a time: hands over the first block, the column, and the values of the column for that
/// block and those after it. Columns that are 0 for all of these blocks may be left out. This is the one way to measure
/// columns of the first stage, with or without a matrix.
pub fn for_each_column(page: &Page, schema: &Schema, mut found: impl FnMut(usize, usize, &[f32])) {
    let mut sets = [[0_u64; BATCH]; BitSet::ALL.len()];
    let mut values = [0_f32; BATCH];
    for first in (0..page.len()).step_by(BATCH) {
        let count = BATCH.min(page.len() - first);
        let values = &mut values[..count];
        for set in BitSet::ALL {
            for (row, bits) in sets[set as usize][..count].iter_mut().enumerate() {
                *bits = set.of(page, first + row);
            }
        }
        let any = sets.map(|bits| bits[..count].iter().fold(0, |any, bits| any | bits));
        for (column, feature) in schema.features().iter().enumerate() {
            match feature.measure.0 {
                Look::Bit(set, bit) if any[set as usize] >> bit & 1 == 0 => continue,
                Look::Bit(set, bit) => {
                    for (value, bits) in values.iter_mut().zip(&sets[set as usize]) {
                        *value = f32::from((bits >> bit & 1) as u8);
                    }
                }
                Look::Own(measure) => fill(values, page, first, measure),
                Look::Entry(measure, entry) => fill(values, page, first, |view| measure(view, entry)),
                Look::Neighbour { of, offset, otherwise } => fill(values, page, first, |view| {
                    view.neighbour(offset).map_or(otherwise, |neighbour| of(&neighbour))
                }),
            }
            found(first, column, values);
        }
    }
}

fn fill(values: &mut [f32], page: &Page, first: usize, measure: impl Fn(&View) -> f64) {
    for (row, value) in values.iter_mut().enumerate() {
        *value = measure(&View { page, index: first + row }) as f32;
    }
}

#[cfg(test)]
mod tests;
