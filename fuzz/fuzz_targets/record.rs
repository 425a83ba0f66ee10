//! Any bytes are a page: extraction ends, and says nothing that the page does not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use unboil::Model;

fuzz_target!(|bytes: &[u8]| {
    let page = Model::builtin().classify(bytes);
    assert_eq!(page.labels.len(), page.blocks.len());
    for block in 0..page.blocks.len() {
        assert!((0.0..=1.0).contains(&page.probability(block)));
    }
    let _ = (page.text(), page.markdown(bytes));
});
