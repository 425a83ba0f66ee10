//! Pages have html5ever's blocks, as long as no limit is reached.

#![no_main]

#[allow(dead_code, reason = "shared with tests, which use other parts")]
#[path = "../../crates/unboil-html/tests/it/reference.rs"]
mod reference;

use libfuzzer_sys::fuzz_target;
use reference::{blocks, reference_blocks};
use unboil_html::Document;

fuzz_target!(|text: &str| {
    // What differs on purpose, see `tests/it/agreement.rs`; html5ever takes quadratic time on what is long and deep.
    let differs = ["annotation-xml", "</>", "shadowrootmode"].iter().any(|known| text.to_ascii_lowercase().contains(known));
    if differs || text.len() > 4096 || Document::parse(text).truncated() {
        return;
    }
    assert_eq!(blocks(text), reference_blocks(text));
});
