//! What was asked and answered, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::record::Status;

/// The media type of the text.
pub(super) const TEXT_FORMAT: &str = "text/plain; version=0.0.4";
/// The endpoint of paths that nothing answers.
pub(super) const OTHER: &str = "other";

/// Upper ends of the histogram's classes, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// All counts since the server began.
#[derive(Default)]
pub(super) struct Metrics {
    /// Requests that are being answered, streams of lines included.
    pub(super) requests: Gauge,
    /// Pages that are being extracted.
    pub(super) extractions: Gauge,
    /// Connections that are open.
    pub(super) connections: Gauge,
    answers: Mutex<BTreeMap<(&'static str, u16), u64>>,
    latencies: Mutex<BTreeMap<&'static str, Histogram>>,
    pages: [AtomicU64; Status::ALL.len()],
}

/// How many there are now.
#[derive(Default)]
pub(super) struct Gauge(AtomicU64);

/// One of them, until it is dropped.
pub(super) struct Entered<'a>(&'a Gauge);

/// Answers by the time that they took, in the class of each.
#[derive(Clone, Copy, Default)]
struct Histogram {
    classes: [u64; BUCKETS.len()],
    count: u64,
    seconds: f64,
}

impl Gauge {
    pub(super) fn enter(&self) -> Entered<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Entered(self)
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Histogram {
    fn add(&mut self, seconds: f64) {
        if let Some(class) = BUCKETS.iter().position(|end| seconds <= *end) {
            self.classes[class] += 1;
        }
        self.count += 1;
        self.seconds += seconds;
    }
}

impl Metrics {
    /// Counts an answer; the time is that until its head, which ends that of streams.
    pub(super) fn answered(&self, endpoint: &'static str, status: u16, time: Duration) {
        *locked(&self.answers).entry((endpoint, status)).or_default() += 1;
        locked(&self.latencies).entry(endpoint).or_default().add(time.as_secs_f64());
    }

    /// Counts a page by what became of it.
    pub(super) fn page(&self, status: Status) {
        self.pages[status as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// All of it, where bodies and answers take so many bytes.
    pub(super) fn text(&self, held: usize) -> String {
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = self.write(held, &mut text);
        text
    }

    fn write(&self, held: usize, text: &mut String) -> std::fmt::Result {
        begin(text, "unboil_requests_total", "counter", "Answers by endpoint and status.")?;
        for ((endpoint, status), count) in locked(&self.answers).iter() {
            writeln!(text, "unboil_requests_total{{endpoint=\"{endpoint}\",status=\"{status}\"}} {count}")?;
        }
        begin(text, "unboil_pages_total", "counter", "Pages by what became of them.")?;
        for (status, count) in Status::ALL.iter().zip(&self.pages) {
            let (status, count) = (status.as_str(), count.load(Ordering::Relaxed));
            writeln!(text, "unboil_pages_total{{status=\"{status}\"}} {count}")?;
        }
        let about = "Time from the head of a request to that of its answer.";
        begin(text, "unboil_request_seconds", "histogram", about)?;
        for (endpoint, histogram) in locked(&self.latencies).iter() {
            histogram.write(endpoint, text)?;
        }
        let gauges = [
            ("unboil_requests_in_flight", "Requests that are being answered.", &self.requests),
            ("unboil_extractions_in_flight", "Pages that are being extracted.", &self.extractions),
            ("unboil_connections", "Connections that are open.", &self.connections),
        ];
        for (name, about, gauge) in gauges {
            begin(text, name, "gauge", about)?;
            writeln!(text, "{name} {}", gauge.0.load(Ordering::Relaxed))?;
        }
        begin(text, "unboil_held_bytes", "gauge", "Bytes of bodies, and of answers that are not read yet.")?;
        writeln!(text, "unboil_held_bytes {held}")?;
        if let Some(bytes) = resident_bytes() {
            begin(text, "process_resident_memory_bytes", "gauge", "Memory of the process.")?;
            writeln!(text, "process_resident_memory_bytes {bytes}")?;
        }
        Ok(())
    }
}

impl Histogram {
    fn write(&self, endpoint: &str, text: &mut String) -> std::fmt::Result {
        let name = "unboil_request_seconds";
        let mut below = 0;
        for (end, count) in BUCKETS.iter().zip(self.classes) {
            below += count;
            writeln!(text, "{name}_bucket{{endpoint=\"{endpoint}\",le=\"{end}\"}} {below}")?;
        }
        let (count, seconds) = (self.count, self.seconds);
        writeln!(text, "{name}_bucket{{endpoint=\"{endpoint}\",le=\"+Inf\"}} {count}")?;
        writeln!(text, "{name}_sum{{endpoint=\"{endpoint}\"}} {seconds}")?;
        writeln!(text, "{name}_count{{endpoint=\"{endpoint}\"}} {count}")
    }
}

fn begin(text: &mut String, name: &str, kind: &str, about: &str) -> std::fmt::Result {
    writeln!(text, "# HELP {name} {about}\n# TYPE {name} {kind}")
}

/// Counts stay true whatever panicked beside them.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The memory of this process, where the system says it as Linux does.
fn resident_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_in_classes_that_add_up() {
        let metrics = Metrics::default();
        for milliseconds in [1, 3, 300, 60_000] {
            metrics.answered("/extract", 200, Duration::from_millis(milliseconds));
        }
        metrics.answered(OTHER, 404, Duration::ZERO);
        metrics.page(Status::Empty);
        let _one = metrics.requests.enter();
        drop(metrics.requests.enter());
        let text = metrics.text(7);
        for line in [
            "unboil_requests_total{endpoint=\"/extract\",status=\"200\"} 4",
            "unboil_requests_total{endpoint=\"other\",status=\"404\"} 1",
            "unboil_pages_total{status=\"empty\"} 1",
            "unboil_request_seconds_bucket{endpoint=\"/extract\",le=\"0.001\"} 1",
            "unboil_request_seconds_bucket{endpoint=\"/extract\",le=\"0.25\"} 2",
            "unboil_request_seconds_bucket{endpoint=\"/extract\",le=\"10\"} 3",
            "unboil_request_seconds_bucket{endpoint=\"/extract\",le=\"+Inf\"} 4",
            "unboil_request_seconds_count{endpoint=\"/extract\"} 4",
            "unboil_requests_in_flight 1",
            "unboil_held_bytes 7",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in {text}");
        }
    }
}
