/*!
From feature vectors to probabilities, labels and text.

A [`Model`] is loaded once; nothing after that can fail. It is `Send + Sync`: one model serves all threads.

```
use unboil_infer::Model;

let page = br#"<title>River</title><nav><a href=/>Home</a> <a href=/shop>Shop</a></nav>
  <article><h1>River</h1><p>The river rises in the northern hills, and it takes nine days for its water to reach
  the sea. Along the way it passes through four lakes, each of them larger than the last.</p></article>"#;
let extraction = Model::builtin().extract(page);
assert!(extraction.text.contains("nine days"));
assert!(!extraction.text.contains("Shop"));
```
*/

mod class;
mod classify;
mod decide;
mod explain;
mod metadata;
mod model;
mod operating_point;
mod options;
mod render;

pub use classify::{ClassifiedPage, Extraction, Extractor};
pub use decide::{Label, decide};
pub use explain::{Contribution, Explainer, Explanation, Sum};
pub use metadata::{Metadata, Origin, Stated};
pub use model::{
    Ablated, BaseManifest, Calibration, Change, Column, CurvePoint, FORMAT, Golden, GoldenDiffers, Group,
    GroupKey, GroupMetrics, Manifest, Model, ModelBody, ModelError, NoGroup, OptionEffect, PageScores,
    PresenceMetrics, Regression, SetManifest, SetMetrics, Stage, StageKind, format_of,
};
pub use operating_point::{AskedPoint, Favor, OperatingPoint, PointError, Probability};
pub use options::{ExtractOptions, PartChoice, Repeats};
pub use render::{Format, RenderOptions, block_texts, render, text};
pub use unboil_features::sigmoid;
