//! Families of class and id words on the elements around a block.

use super::flag;
use crate::schema::Feature;
use crate::schema::Kind::Flag;
use crate::tables::CLASS_FAMILIES;

pub(super) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    for (bit, family) in CLASS_FAMILIES.iter().enumerate() {
        let name = family.name;
        features.push(Feature::entry(
            format!("class.near_{name}"),
            Flag,
            format!("a word of the family `{name}` in class or id of the four innermost elements"),
            |v, bit| flag(v.page.tree.list[v.index].near >> bit & 1 == 1),
            bit,
        ));
        features.push(Feature::entry(
            format!("class.far_{name}"),
            Flag,
            format!("a word of the family `{name}` in class or id further out"),
            |v, bit| flag(v.page.tree.list[v.index].far >> bit & 1 == 1),
            bit,
        ));
    }
    features
}
