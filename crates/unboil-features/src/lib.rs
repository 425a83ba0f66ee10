/*!
From the blocks of a web page to feature vectors.

[`Schema`] is the single source of truth: the names, revisions and meanings of all columns. A matrix is made by
[`FeatureMatrix::of`], and by its sisters of the later stages, for training and for serving alike.

```
use unboil_features::{FeatureMatrix, Schema};
use unboil_html::{Blocks, Document};

let document = Document::parse("<nav><a href=/>Home</a></nav><p>A paragraph of text, and then some more.");
let blocks = Blocks::of(&document);
let matrix = FeatureMatrix::measure(&document, &blocks, Schema::full());
assert_eq!((matrix.rows(), matrix.columns()), (2, Schema::full().len()));
```

The measures follow four rules that were found to decide whether a model holds on other sites and in other languages:
count without regard to the script; use families of words, not single words; compare with the page's own text instead
of stop lists; and never tell a column what page, script or position it looks at.
*/

mod bits;
mod combining;
mod digest;
mod families;
mod linear;
mod logarithm;
mod matrix;
mod measure;
mod outline;
mod page;
mod ranking;
mod schema;
mod sigmoid;
mod stacked;
mod tables;
mod view;
mod whole;
mod words;

pub use combining::is_combining;
pub use digest::sha256;
pub use linear::LinearForm;
pub use matrix::FeatureMatrix;
pub use measure::{Measure, ScoredMeasure};
pub use outline::{Outline, Repeat};
pub use page::Page;
pub use ranking::{BestChoice, best_choice, likeliest_first};
pub use schema::{Feature, Kind, Schema, SchemaDifference, family_of};
pub use sigmoid::sigmoid;
pub use stacked::ScoredPage;
pub use whole::{ChosenPage, ExpectedPage, WholeMeasure};
pub use words::{count_words, tokens};
