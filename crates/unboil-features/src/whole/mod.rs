//! Pages as wholes: one row a page.

mod chosen;
mod expected;

use std::borrow::Cow;
use std::sync::Arc;

pub use self::chosen::ChosenPage;
pub(crate) use self::chosen::features as chosen_features;
pub use self::expected::ExpectedPage;
pub(crate) use self::expected::features as expected_features;
use crate::Kind;
use crate::schema::Feature;

/// The revision of all columns.
const REVISION: u16 = 4;

/// How a column of a page as a whole is measured: a page of type `P`.
pub struct WholeMeasure<P>(Kind, Arc<dyn Fn(&P) -> f64 + Send + Sync>);

impl<P> Clone for WholeMeasure<P> {
    fn clone(&self) -> Self {
        WholeMeasure(self.0, Arc::clone(&self.1))
    }
}

impl<P> std::fmt::Debug for WholeMeasure<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("WholeMeasure").field(&self.0).finish_non_exhaustive()
    }
}

impl<P> WholeMeasure<P> {
    /// The value of the column for a page.
    pub(crate) fn of(&self, page: &P) -> f32 {
        let mut value = [(self.1)(page) as f32];
        self.0.scale(&mut value);
        value[0]
    }
}

fn column<P>(
    name: impl Into<Cow<'static, str>>,
    kind: Kind,
    about: impl Into<Cow<'static, str>>,
    measure: impl Fn(&P) -> f64 + Send + Sync + 'static,
) -> Feature<WholeMeasure<P>> {
    let measure = WholeMeasure(kind, Arc::new(measure));
    Feature { name: name.into(), revision: REVISION, about: about.into(), kind, measure }
}

/// `part ÷ whole`, at least 0, for running totals round; 0 where the whole is 0.
pub(crate) fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).max(0.0) } else { 0.0 }
}
