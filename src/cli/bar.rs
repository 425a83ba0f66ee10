//! Bars that show how far the work on labelled pages is.

use indicatif::{ProgressBar, ProgressStyle};
use unboil_train::Step;

/// A bar for so many of a kind, on standard error where that is a terminal.
pub(super) fn bar(length: usize, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {elapsed} left {eta}");
    let bar = ProgressBar::new(length as u64).with_message(what);
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}

/// A bar for the fits of a training, and what moves it.
pub(super) fn fits() -> (ProgressBar, impl Fn(Step) + Sync) {
    let shown = bar(0, "fits done");
    let moved = shown.clone();
    let step = move |step| match step {
        Step::Planned(count) => moved.set_length(count as u64),
        Step::Fitted => moved.inc(1),
        _ => {}
    };
    (shown, step)
}
