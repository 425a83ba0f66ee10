//! Ctrl-C, and what else asks a program to end.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

/// What shells expect of a program that was interrupted.
pub(in crate::cli) const STATUS: u8 = 130;

static IS_ASKED: AtomicBool = AtomicBool::new(false);

/// From now on, the first request to end is only noted; the second ends the program.
pub(super) fn watch() {
    // Fails where somebody watches already; the program then ends at once, as ever.
    let _ = ctrlc::set_handler(|| {
        if IS_ASKED.swap(true, Ordering::Relaxed) {
            process::exit(STATUS.into());
        }
    });
}

/// Whether the program was asked to end.
pub(super) fn is_asked() -> bool {
    IS_ASKED.load(Ordering::Relaxed)
}
