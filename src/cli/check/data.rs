//! What is wrong with labelled pages.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use serde_json::json;
use unboil::io::{Labelled, page_bytes, probe, scan_lines, write_file};
use unboil_features::Schema;
use unboil_train::{
    Checked, Example, FileCounts, Finding, Mistake, PageSource, Place, TrainError, check_pages, count_files,
    counted,
};

use super::Args;
use crate::cli::{Outcome, print, printable, table};

/// Languages and types to show of each file.
const SHOWN_NAMES: usize = 8;

pub(super) fn run(args: &Args) -> Result<Outcome> {
    probe(&args.json, &args.data)?;
    let lines = scan_lines(&args.data)?;
    let outside = outside_folder(&lines);
    let (pages, mut findings) = load(lines);
    findings.extend(outside);
    findings.extend(check_pages(&pages));
    let counts = count_files(&pages);
    if let Some(path) = &args.json {
        write_json(path, &counts, &findings)?;
    }
    let stops = findings.iter().any(|finding| finding.mistake.stops_training());
    let text = format!("{}\n{}", shown(&findings, args.top), summary(&counts, &findings));
    print(&printable(&text), &args.json)?;
    Ok(match (args.strict && !findings.is_empty(), stops) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::SomeErrors,
        (false, false) => Outcome::Done,
    })
}

/// The pages that can be read, and a finding for each line that cannot.
fn load(lines: Vec<Result<Labelled, TrainError>>) -> (Vec<Checked>, Vec<Finding>) {
    let schema = Schema::full().filter(|_| false);
    let read = |line: Result<Labelled, TrainError>| -> Result<Checked, TrainError> {
        let line = line?;
        let bytes = page_bytes(&line)?;
        let place = Place { file: line.file.display().to_string(), line: line.line };
        Ok(Checked { place, example: Example::new(line.page, &line.set, &bytes, &schema) })
    };
    let read: Vec<Result<Checked, TrainError>> = lines.into_par_iter().map(read).collect();
    let mut pages = Vec::new();
    let mut findings = Vec::new();
    for line in read {
        match line {
            Ok(page) => pages.push(page),
            Err(TrainError::Label { file, line, reason }) => {
                let place = Place { file, line };
                findings.push(Finding { place, mistake: Mistake::Unreadable { reason } });
            }
            Err(other) => unreachable!("reading a line ends in a labelled page or names the line: {other}"),
        }
    }
    (pages, findings)
}

/// A finding on the first page of each file that is not below the file's folder.
fn outside_folder(lines: &[Result<Labelled, TrainError>]) -> Vec<Finding> {
    let mut files: BTreeMap<&PathBuf, (usize, String, usize)> = BTreeMap::new();
    for line in lines.iter().flatten() {
        if let PageSource::Path(path) = &line.page.html
            && Path::new(path)
                .components()
                .any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
        {
            files.entry(&line.file).or_insert_with(|| (line.line, path.clone(), 0)).2 += 1;
        }
    }
    let finding = |(file, (line, path, pages)): (&PathBuf, (usize, String, usize))| Finding {
        place: Place { file: file.display().to_string(), line },
        mistake: Mistake::OutsideFolder { pages, path },
    };
    files.into_iter().map(finding).collect()
}

/// The findings, a line each, kind by kind.
fn shown(findings: &[Finding], top: usize) -> String {
    let mut kinds: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        kinds.entry(finding.mistake.kind()).or_default().push(finding);
    }
    let mut text = String::new();
    for (kind, findings) in kinds {
        let limit = if top == 0 { findings.len() } else { top };
        for finding in findings.iter().take(limit) {
            text.push_str(&format!("{finding} [{kind}]\n"));
        }
        if findings.len() > limit {
            text.push_str(&format!("… and {} more of [{kind}]; --top 0 shows all\n", findings.len() - limit));
        }
    }
    text
}

fn summary(counts: &[FileCounts], findings: &[Finding]) -> String {
    let head = ["", "pages", "sites", "labelled blocks", "content", "of words"].map(str::to_owned);
    let mut rows = vec![head.to_vec()];
    let mut names = String::new();
    for file in counts {
        rows.push(vec![
            file.file.clone(),
            file.pages.to_string(),
            file.sites.to_string(),
            file.blocks.to_string(),
            format!("{:.1} %", 100.0 * file.content as f64 / file.blocks.max(1) as f64),
            format!("{:.1} %", 100.0 * file.content_words),
        ]);
        for (what, tally) in [("languages", &file.langs), ("types", &file.page_types)] {
            names.push_str(&format!("{}: {what}: {}\n", file.file, named(tally)));
        }
    }
    let count = match findings.len() {
        0 => "nothing found".to_owned(),
        some => counted(some, "finding"),
    };
    format!("{}{names}{count}\n", table::table(&rows))
}

fn named(tally: &[(String, usize)]) -> String {
    let name = |name: &str| if name.is_empty() { "not given".to_owned() } else { name.to_owned() };
    let mut parts: Vec<String> =
        tally.iter().take(SHOWN_NAMES).map(|(of, count)| format!("{} {count}", name(of))).collect();
    if tally.len() > SHOWN_NAMES {
        parts.push(format!("{} more", tally.len() - SHOWN_NAMES));
    }
    parts.join(", ")
}

fn write_json(path: &Path, counts: &[FileCounts], findings: &[Finding]) -> Result<()> {
    let file = |file: &FileCounts| {
        json!({ "file": file.file, "pages": file.pages, "sites": file.sites, "blocks": file.blocks,
            "content": file.content, "content_words": file.content_words, "langs": file.langs,
            "page_types": file.page_types })
    };
    let finding = |finding: &Finding| {
        json!({ "file": finding.place.file, "line": finding.place.line, "kind": finding.mistake.kind(),
            "message": finding.mistake.to_string() })
    };
    let files: Vec<_> = counts.iter().map(file).collect();
    let findings: Vec<_> = findings.iter().map(finding).collect();
    let report = json!({ "files": files, "findings": findings });
    Ok(write_file(path, &serde_json::to_vec_pretty(&report)?)?)
}
