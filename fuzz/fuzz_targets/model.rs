//! Any bytes are a model, or are refused; a model that was loaded can be used and written.

#![no_main]

use libfuzzer_sys::fuzz_target;
use unboil::Model;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(model) = Model::load(bytes) {
        let _ = model.extract(b"<p>The river rises in the northern hills.");
        assert!(Model::load(&model.to_bytes()).is_ok());
    }
});
