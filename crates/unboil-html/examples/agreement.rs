//! How far the parser agrees with html5ever on a folder of pages (`.html` or `.html.gz`):
//!
//!     cargo run --release -p unboil-html --example agreement -- FOLDER
//!
//! Prints each page that differs with its first difference, then the share of the text that stands in the same block
//! under the same tag path, and the share of pages that are equal.

#![allow(clippy::print_stdout, reason = "a program for a person")]

#[path = "../tests/it/reference.rs"]
mod reference;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use reference::{agreement, blocks, reference_blocks};

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "data/pages".to_owned());
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let (mut pages, mut equal, mut truncated, mut total, mut same) = (0, 0, 0, 0, 0);
    for path in paths.iter().filter(|path| path.to_string_lossy().contains(".html")) {
        let bytes = read(path)?;
        let text = unboil_html::decode(&bytes, None).text;
        let (ours, theirs) = (blocks(&text), reference_blocks(&text));
        let (bytes_total, bytes_same) = agreement(&ours, &theirs);
        pages += 1;
        truncated += usize::from(unboil_html::Document::parse(&text).truncated());
        total += bytes_total;
        same += bytes_same;
        if ours == theirs {
            equal += 1;
            continue;
        }
        let at = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        println!(
            "{}: {} of {bytes_total} bytes differ, first at block {at}",
            path.display(),
            bytes_total - bytes_same
        );
        println!("  ours   {:?}\n  theirs {:?}", ours.get(at), theirs.get(at));
    }
    println!("{truncated} pages reach a limit");
    println!("{pages} pages, {equal} equal ({:.2} %)", percent(equal, pages));
    println!("{total} bytes of text, {same} in the same block ({:.4} %)", percent(same, total));
    Ok(())
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
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
