//! Ctrl-C, and what else asks a program to end.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use unboil::io::remove_unfinished;

use super::say;

/// What shells expect of a program that was interrupted.
pub(super) const STATUS: u8 = 130;

static IS_ASKED: AtomicBool = AtomicBool::new(false);
static IS_HEARD: AtomicBool = AtomicBool::new(false);

/// From now on, a request to end leaves nothing half written behind.
pub(super) fn watch() {
    // Fails where somebody watches already; the program then ends at once, as ever.
    let _ = ctrlc::set_handler(move || {
        if IS_ASKED.swap(true, Ordering::Relaxed) || !IS_HEARD.load(Ordering::Relaxed) {
            let _held = remove_unfinished();
            say("unboil: interrupted");
            process::exit(STATUS.into());
        }
    });
}

/// From now on, the first request to end is only noted, for the work to ask for, and the second ends the program.
pub(super) fn hear() {
    IS_HEARD.store(true, Ordering::Relaxed);
}

/// Whether the program was asked to end.
pub(super) fn is_asked() -> bool {
    IS_ASKED.load(Ordering::Relaxed)
}
