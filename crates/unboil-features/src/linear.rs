//! Weighted sums of columns, without the matrix.

use crate::bits::{BitSet, BitSets};
use crate::measure::Look;
use crate::{Measure, Page, Schema, ScoredMeasure, ScoredPage, WholeMeasure};

/// Blocks that are measured together, so that what is the same for all of them is looked up once.
const BATCH: usize = 64;

/// Hands over the first block of each batch, and as many zeros as it has blocks.
pub(crate) fn for_each_batch(blocks: usize, mut measure: impl FnMut(usize, &mut [f32])) {
    for first in (0..blocks).step_by(BATCH) {
        measure(first, &mut [0.0; BATCH][..BATCH.min(blocks - first)]);
    }
}

/// The sum of a page's columns, each times its weight: the values are those of the matrix, which is not made.
#[derive(Clone, Debug)]
pub struct LinearForm<M> {
    /// Columns of numbers.
    columns: Vec<(M, f64)>,
    /// The weight of each flag of each set; 0 for those that are no column.
    flags: Vec<[f64; 64]>,
    /// The flags of each set that are columns.
    known: [u64; BitSet::ALL.len()],
}

impl<M: Clone> LinearForm<M> {
    /// The form of columns of which none is a flag.
    fn of_numbers(schema: &Schema<M>, weights: &[f64]) -> LinearForm<M> {
        let measures = schema.features().iter().map(|feature| feature.measure.clone());
        let columns = measures.zip(weights.iter().copied()).collect();
        LinearForm { columns, flags: Vec::new(), known: [0; BitSet::ALL.len()] }
    }
}

impl LinearForm<Measure> {
    /// The sum of the columns of a schema by their weights, one a column: columns beyond the weights count 0.
    pub fn new(schema: &Schema, weights: &[f64]) -> LinearForm<Measure> {
        let none = [[0.0; 64]; BitSet::ALL.len()];
        let mut form =
            LinearForm { columns: Vec::new(), flags: none.to_vec(), known: [0; BitSet::ALL.len()] };
        for (feature, weight) in schema.features().iter().zip(weights) {
            if let Look::Bit(set, bit) = feature.measure.0 {
                form.flags[set as usize][bit] += weight;
                form.known[set as usize] |= 1 << bit;
            } else {
                form.columns.push((feature.measure.clone(), *weight));
            }
        }
        form
    }

    /// One sum a block; none for a page without blocks.
    pub fn of(&self, page: &Page) -> Vec<f64> {
        let mut sums = vec![0.0; page.len()];
        for_each_batch(page.len(), |first, values| {
            let sums = &mut sums[first..first + values.len()];
            let sets = BitSets::of(page, first, values.len());
            for (measure, weight) in &self.columns {
                match &measure.0 {
                    Look::Blocks(measure) => measure(page, first, values),
                    Look::Flagged(set, bit, measure) if sets.has(*set, *bit) => {
                        measure(page, first, sets.rows(*set), values);
                    }
                    _ => continue,
                }
                add(sums, values, *weight);
            }
            for ((set, weights), known) in BitSet::ALL.into_iter().zip(&self.flags).zip(self.known) {
                for (sum, bits) in sums.iter_mut().zip(sets.rows(set)) {
                    let mut bits = bits & known;
                    while bits != 0 {
                        *sum += weights[bits.trailing_zeros() as usize];
                        bits &= bits - 1;
                    }
                }
            }
        });
        sums
    }
}

impl LinearForm<ScoredMeasure> {
    /// The sum of the columns of a schema by their weights, one a column: columns beyond the weights count 0.
    pub fn new(schema: &Schema<ScoredMeasure>, weights: &[f64]) -> LinearForm<ScoredMeasure> {
        LinearForm::of_numbers(schema, weights)
    }

    /// One sum a block; none for a page without blocks.
    pub fn of(&self, page: &ScoredPage) -> Vec<f64> {
        let mut sums = vec![0.0; page.len()];
        for_each_batch(page.len(), |first, values| {
            for (measure, weight) in &self.columns {
                (measure.0)(page, first, values);
                add(&mut sums[first..first + values.len()], values, *weight);
            }
        });
        sums
    }
}

impl<P> LinearForm<WholeMeasure<P>> {
    /// The sum of the columns of a schema by their weights, one a column: columns beyond the weights count 0.
    pub fn new(schema: &Schema<WholeMeasure<P>>, weights: &[f64]) -> LinearForm<WholeMeasure<P>> {
        LinearForm::of_numbers(schema, weights)
    }

    /// The sum of a page.
    pub fn of(&self, page: &P) -> f64 {
        self.columns.iter().map(|(measure, weight)| f64::from(measure.of(page)) * weight).sum()
    }
}

fn add(sums: &mut [f64], values: &[f32], weight: f64) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += f64::from(*value) * weight;
    }
}

#[cfg(test)]
mod tests {
    use unboil_html::{Blocks, Document};

    use super::*;
    use crate::{ChosenPage, ExpectedPage, FeatureMatrix, Outline};

    #[track_caller]
    fn check(matrix: &FeatureMatrix, weights: &[f64], sums: &[f64]) {
        assert_eq!(matrix.rows(), sums.len());
        for (row, sum) in sums.iter().enumerate() {
            let terms = matrix.row(row).iter().zip(weights).map(|(value, weight)| f64::from(*value) * weight);
            assert!((terms.sum::<f64>() - sum).abs() < 1e-9, "block {row}");
        }
    }

    #[test]
    fn sums_are_those_of_the_matrix() {
        let item =
            "<li class=comment><a href=x>Tom</a> wrote: by 3 May, the <b>newsletter</b> of 12 € was out.";
        // Several batches of blocks, of which some flags are in the first alone.
        let html = format!(
            "<title>Fox</title><main><h1>The fox</h1><ul>{}</ul>{}</main><footer>© Us</footer>",
            item.repeat(BATCH),
            "<p>The fox ran over 20 hills, and it was never seen again.".repeat(3 * BATCH),
        );
        let document = Document::parse(&html);
        let blocks = Blocks::of(&document);
        let page = Page::new(&document, &blocks);
        let weights: Vec<f64> = (0..Schema::full().len()).map(|column| 1.0 / (column as f64 + 1.0)).collect();
        let sums = LinearForm::<Measure>::new(Schema::full(), &weights).of(&page);
        check(&FeatureMatrix::of(&page, Schema::full()), &weights, &sums);
        let outline = Outline::of(&page);
        let scored = ScoredPage::new(&outline, &sums);
        let stacked = LinearForm::<ScoredMeasure>::new(Schema::stacked(), &weights).of(&scored);
        check(&FeatureMatrix::stacked(&scored, Schema::stacked()), &weights, &stacked);
        let expected = ExpectedPage::new(&outline, &sums, &stacked);
        let sum = LinearForm::<WholeMeasure<ExpectedPage>>::new(Schema::expected(), &weights).of(&expected);
        check(&FeatureMatrix::whole(&expected, Schema::expected()), &weights, &[sum]);
        let chosen = ChosenPage::new(&outline, &vec![0.7; sums.len()], &vec![true; sums.len()], Some(0.9));
        let sum = LinearForm::<WholeMeasure<ChosenPage>>::new(Schema::chosen(), &weights).of(&chosen);
        check(&FeatureMatrix::whole(&chosen, Schema::chosen()), &weights, &[sum]);
    }
}
