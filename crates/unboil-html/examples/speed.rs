//! How fast pages are parsed and cut into blocks, on one thread, beside html5ever's parse through scraper:
//!
//!     cargo run --release -p unboil-html --example speed -- FOLDER [ours|html5ever]
//!
//! Decoding is not counted. With a second argument, only that parser runs, once: for a profiler.

#![allow(clippy::print_stdout, reason = "a program for a person")]

#[allow(dead_code, reason = "shared with tests, which use other parts")]
#[path = "../tests/it/reference.rs"]
mod reference;

use std::fs;
use std::hint::black_box;
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use unboil_html::{Blocks, Document, Parser};

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "data/pages".to_owned());
    let only = std::env::args().nth(2);
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().contains(".html") {
            pages.push(unboil_html::decode(&read(&path)?, None).text.into_owned());
        }
    }
    let bytes: usize = pages.iter().map(String::len).sum();
    let rounds = if only.is_some() { 1 } else { 3 };
    let runs = |name: &str| only.as_deref().is_none_or(|only| only == name);
    if runs("ours") {
        let (mut parser, mut document, mut blocks) =
            (Parser::default(), Document::default(), Blocks::default());
        let parse = fastest(rounds, || pages.iter().for_each(|page| parser.parse_into(page, &mut document)));
        report("our parse", bytes, pages.len(), parse);
        let both = fastest(rounds, || {
            for page in &pages {
                parser.parse_into(page, &mut document);
                blocks.refill(&document);
                black_box(blocks.len());
            }
        });
        report("our parse and blocks", bytes, pages.len(), both);
    }
    if runs("html5ever") {
        let parse =
            fastest(rounds, || pages.iter().for_each(|page| drop(black_box(reference::html5ever(page)))));
        report("html5ever's parse", bytes, pages.len(), parse);
    }
    Ok(())
}

fn fastest(rounds: usize, mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..rounds).map(time).min().unwrap_or_default()
}

fn report(what: &str, bytes: usize, pages: usize, time: Duration) {
    let seconds = time.as_secs_f64();
    let (rate, page) = (bytes as f64 / 1e6 / seconds, 1e6 * seconds / pages.max(1) as f64);
    println!("{what}: {rate:.0} MB/s, {page:.0} µs a page");
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let bytes = fs::read(path)?;
    if path.extension().is_none_or(|ending| ending != "gz") {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked)?;
    Ok(unpacked)
}
