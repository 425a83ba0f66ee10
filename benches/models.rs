//! Model versions on the same pages: quality and time side by side.
//!
//! Compares every model file in `models/`, and those that `UNBOIL_MODELS` lists (parted by `:`), on `data/pages.jsonl`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use unboil::Model;
use unboil::io::source::{Fields, Progress, items};
use unboil::io::{Inputs, load, read_lines};
use unboil_features::Schema;
use unboil_train::evaluate;

/// Passes over the pages, of which the median counts.
const PASSES: usize = 9;

fn main() -> anyhow::Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("models"))?.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    files.extend(
        std::env::var("UNBOIL_MODELS")
            .iter()
            .flat_map(|list| list.split(':').map(PathBuf::from).collect::<Vec<_>>()),
    );

    let lines = read_lines(&[root.join("data/pages.jsonl")])?;
    let inputs = Inputs { paths: vec![root.join("data/pages")], ..Inputs::default() };
    let items = items(&inputs, &Fields::default(), &Progress::default());
    let pages: Vec<Vec<u8>> = items.map(|item| item.unpack().html).collect::<Result<_, _>>()?;
    let examples = load(lines, Schema::full(), &|| ())?;

    let mut out = std::io::stdout().lock();
    writeln!(out, "{:<40} {:>8} {:>8} {:>12}", "model", "columns", "F1", "ms a page")?;
    for file in files {
        let model = Model::load(&fs::read(&file)?)?;
        let f1 = evaluate(&model, &examples).sets[0].all().map_or(0.0, |all| all.f1);
        let mut times: Vec<Duration> = (0..PASSES)
            .map(|_| {
                let started = Instant::now();
                std::hint::black_box(pages.iter().map(|page| model.extract(page).text.len()).sum::<usize>());
                started.elapsed()
            })
            .collect();
        times.sort();
        let median = times[PASSES / 2].as_secs_f64() * 1e3 / pages.len() as f64;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(out, "{name:<40} {:>8} {f1:>8.4} {median:>12.3}", model.first().schema().len())?;
    }
    Ok(())
}
