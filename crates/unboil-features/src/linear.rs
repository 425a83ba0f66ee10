//! Weighted sums of columns, without the matrix.

use crate::bits::{BitSet, BitSets};
use crate::measure::Look;
use crate::{Measure, Page, Schema, ScoredMeasure, ScoredPage, WholeMeasure};

/// Blocks that are measured together, so that what is the same for all of them is looked up once.
const BATCH: usize = 64;
/// Columns that are added to the sums together.
const COLUMNS: usize = 4;

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
        sums_of(page.len(), |first, terms| {
            let sets = BitSets::of(page, first, terms.rows);
            for (measure, weight) in &self.columns {
                match &measure.0 {
                    Look::Blocks(measure) => measure(page, first, terms.next(*weight)),
                    Look::Flagged(set, bit, measure) if sets.has(*set, *bit) => {
                        measure(page, first, sets.rows(*set), terms.next(*weight));
                    }
                    _ => {}
                }
            }
            let sums = terms.sums();
            for ((set, weights), known) in BitSet::ALL.into_iter().zip(&self.flags).zip(self.known) {
                for (sum, bits) in sums.iter_mut().zip(sets.rows(set)) {
                    let mut bits = bits & known;
                    while bits != 0 {
                        *sum += weights[bits.trailing_zeros() as usize];
                        bits &= bits - 1;
                    }
                }
            }
        })
    }
}

impl LinearForm<ScoredMeasure> {
    /// The sum of the columns of a schema by their weights, one a column: columns beyond the weights count 0.
    pub fn new(schema: &Schema<ScoredMeasure>, weights: &[f64]) -> LinearForm<ScoredMeasure> {
        LinearForm::of_numbers(schema, weights)
    }

    /// One sum a block; none for a page without blocks.
    pub fn of(&self, page: &ScoredPage) -> Vec<f64> {
        sums_of(page.len(), |first, terms| {
            for (measure, weight) in &self.columns {
                (measure.0)(page, first, terms.next(*weight));
            }
        })
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

/// The sums of some blocks, batch by batch: `add` adds the terms of each, given its first block.
fn sums_of(blocks: usize, mut add: impl FnMut(usize, &mut Terms)) -> Vec<f64> {
    let mut sums = Vec::with_capacity(blocks);
    for first in (0..blocks).step_by(BATCH) {
        let mut terms = Terms::of(BATCH.min(blocks - first));
        add(first, &mut terms);
        sums.extend_from_slice(terms.sums());
    }
    sums
}

/// The sums of a batch, and columns that are still to be added to them: several at once, so that the sums are read and
/// written once for all of these.
struct Terms {
    sums: [f64; BATCH],
    columns: [[f32; BATCH]; COLUMNS],
    /// 0 for columns that there are not.
    weights: [f64; COLUMNS],
    count: usize,
    rows: usize,
}

impl Terms {
    fn of(rows: usize) -> Terms {
        let columns = [[0.0; BATCH]; COLUMNS];
        Terms { sums: [0.0; BATCH], columns, weights: [0.0; COLUMNS], count: 0, rows }
    }

    /// The values of the next column, one a block, to be filled in.
    fn next(&mut self, weight: f64) -> &mut [f32] {
        if self.count == COLUMNS {
            self.add_up();
        }
        self.weights[self.count] = weight;
        self.count += 1;
        &mut self.columns[self.count - 1][..self.rows]
    }

    /// The sums with all columns.
    fn sums(&mut self) -> &mut [f64] {
        self.add_up();
        &mut self.sums[..self.rows]
    }

    // What stands behind the blocks is added as well, and read by nobody.
    fn add_up(&mut self) {
        let ([a, b, c, d], weights) = (&self.columns, self.weights);
        for (row, sum) in self.sums.iter_mut().enumerate() {
            let terms = [a[row], b[row], c[row], d[row]].map(f64::from);
            *sum = *sum
                + terms[0] * weights[0]
                + terms[1] * weights[1]
                + terms[2] * weights[2]
                + terms[3] * weights[3];
        }
        (self.count, self.weights) = (0, [0.0; COLUMNS]);
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
