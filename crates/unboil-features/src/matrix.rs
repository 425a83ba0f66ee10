//! The matrix of a page: one row a block, one column a feature.

use unboil_html::{Blocks, Document};

use crate::bits::BitSets;
use crate::linear::for_each_batch;
use crate::measure::Look;
use crate::{Page, Schema, ScoredMeasure, ScoredPage, WholeMeasure};

/// Feature values of a page's blocks, row by row. All values are finite.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureMatrix {
    values: Vec<f32>,
    rows: usize,
    columns: usize,
}

impl FeatureMatrix {
    /// Measures a page: one row a block in document order, one column a feature of the schema.
    pub fn measure(document: &Document, blocks: &Blocks, schema: &Schema) -> FeatureMatrix {
        FeatureMatrix::of(&Page::new(document, blocks), schema)
    }

    /// The matrix of a page that is measured already.
    pub fn of(page: &Page, schema: &Schema) -> FeatureMatrix {
        let mut matrix = FeatureMatrix::zeros(page.len(), schema.len());
        for_each_batch(page.len(), |first, found| {
            let sets = BitSets::of(page, first, found.len());
            for (column, feature) in schema.features().iter().enumerate() {
                match &feature.measure.0 {
                    Look::Bit(set, bit) => sets.fill(*set, *bit, found),
                    Look::Blocks(measure) => measure(page, first, found),
                    Look::Flagged(set, _, measure) => measure(page, first, sets.rows(*set), found),
                }
                matrix.set(first, column, found);
            }
        });
        matrix
    }

    /// The matrix of the second stage, for a page that the first has scored.
    pub fn stacked(page: &ScoredPage, schema: &Schema<ScoredMeasure>) -> FeatureMatrix {
        let mut matrix = FeatureMatrix::zeros(page.len(), schema.len());
        for_each_batch(page.len(), |first, found| {
            for (column, feature) in schema.features().iter().enumerate() {
                (feature.measure.0)(page, first, found);
                matrix.set(first, column, found);
            }
        });
        matrix
    }

    /// The single row of a page as a whole.
    pub fn whole<P>(page: &P, schema: &Schema<WholeMeasure<P>>) -> FeatureMatrix {
        let values = schema.features().iter().map(|feature| feature.measure.of(page)).collect();
        FeatureMatrix { values, rows: 1, columns: schema.len() }
    }

    fn zeros(rows: usize, columns: usize) -> FeatureMatrix {
        FeatureMatrix { values: vec![0.0; rows * columns], rows, columns }
    }

    /// Sets the values of a column, from a row on.
    fn set(&mut self, first: usize, column: usize, values: &[f32]) {
        let rows = self.values[first * self.columns..].chunks_exact_mut(self.columns);
        rows.zip(values).for_each(|(row, value)| row[column] = *value);
    }

    /// Number of rows: a block each, but for the matrix of a page as a whole.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of features.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The features of a block: one value a column.
    ///
    /// # Panics
    /// A block beyond the last row, where there are columns.
    pub fn row(&self, block: usize) -> &[f32] {
        &self.values[block * self.columns..(block + 1) * self.columns]
    }

    /// The matrix of some columns, by their places, in that order.
    ///
    /// # Panics
    /// A place beyond the last column, where there are rows.
    pub fn select(&self, columns: &[usize]) -> FeatureMatrix {
        let rows = (0..self.rows()).map(|row| self.row(row));
        let values = rows.flat_map(|row| columns.iter().map(|&column| row[column])).collect();
        FeatureMatrix { values, rows: self.rows, columns: columns.len() }
    }

    /// All values, row by row.
    pub fn into_values(self) -> Vec<f32> {
        self.values
    }
}

#[cfg(test)]
mod tests;
