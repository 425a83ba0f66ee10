//! Families of class and id words on the elements around a block.

use crate::bits::BitSet;
use crate::schema::Feature;
use crate::tables::CLASS_FAMILIES;

pub(super) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    for (bit, family) in CLASS_FAMILIES.iter().enumerate() {
        let name = family.name;
        features.push(Feature::bit(
            format!("class.near_{name}"),
            format!("a word of the family `{name}` in class or id of the four innermost elements"),
            BitSet::Near,
            bit,
        ));
        features.push(Feature::bit(
            format!("class.far_{name}"),
            format!("a word of the family `{name}` in class or id further out"),
            BitSet::Far,
            bit,
        ));
    }
    features
}
