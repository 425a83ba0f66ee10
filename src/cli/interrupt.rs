//! Ctrl-C, and what else asks a program to end.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use unboil::io::remove_unfinished;

use super::say;

/// What shells expect of a program that was interrupted.
pub(super) const STATUS: u8 = 130;

static IS_ASKED: AtomicBool = AtomicBool::new(false);

/// From now on, the first request to end is only noted, and the second ends the program; the first as well where the
/// work may wait for input, which nobody could end otherwise. Nothing half written is left behind.
pub(super) fn watch(may_wait: bool) {
    // Fails where somebody watches already; the program then ends at once, as ever.
    let _ = ctrlc::set_handler(move || {
        if IS_ASKED.swap(true, Ordering::Relaxed) || may_wait {
            let _held = remove_unfinished();
            say("unboil: interrupted");
            process::exit(STATUS.into());
        }
    });
}

/// Whether the program was asked to end.
pub(super) fn is_asked() -> bool {
    IS_ASKED.load(Ordering::Relaxed)
}
