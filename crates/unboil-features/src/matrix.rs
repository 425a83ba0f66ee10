//! The matrix of a page: one row a block, one column a feature.

use unboil_html::{Blocks, Document};

use crate::chosen::{ChosenMeasure, ChosenPage};
use crate::schema::ScoredMeasure;
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
        let mut values = Vec::with_capacity(page.len() * schema.len());
        for index in 0..page.len() {
            let view = View { page, index };
            values.extend(schema.features().iter().map(|feature| feature.of(&view) as f32));
        }
        FeatureMatrix { values, columns: schema.len() }
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

#[cfg(test)]
mod tests;
