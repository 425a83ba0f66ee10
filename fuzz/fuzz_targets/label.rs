//! Any line of a label file is a labelled page, or is refused with its place.

#![no_main]

use libfuzzer_sys::fuzz_target;
use unboil::train::LabelledPage;

fuzz_target!(|line: &str| {
    match LabelledPage::parse(line, "labels.jsonl", 7) {
        Ok(page) => assert!(!page.id.is_empty() || line.contains("\"id\"")),
        Err(error) => assert!(error.to_string().starts_with("labels.jsonl")),
    }
});
