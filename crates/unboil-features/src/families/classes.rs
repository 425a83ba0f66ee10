//! Families of the words by which authors name the elements around a block: in class and id, `aria-label`, `itemprop`,
//! `data-testid` and the like, and in the names of elements of their own.

use crate::bits::BitSet;
use crate::schema::Feature;
use crate::tables::CLASS_FAMILIES;

pub(super) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    for (bit, family) in CLASS_FAMILIES.iter().enumerate() {
        let name = family.name;
        features.push(Feature::bit(
            format!("class.near_{name}"),
            format!("a word of the family `{name}` in the class, id or label of the four innermost elements"),
            BitSet::Near,
            bit,
        ));
        features.push(Feature::bit(
            format!("class.far_{name}"),
            format!("a word of the family `{name}` in class, id or label further out"),
            BitSet::Far,
            bit,
        ));
    }
    features
}
