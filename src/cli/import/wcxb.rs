//! The layout of the Web Content Extraction Benchmark.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;
use unboil::io::{Output, canonical, json_files, read_file, write_json_line};

use super::PagePaths;
use crate::cli::Outcome;

#[derive(Deserialize)]
struct WcxbTruth {
    #[serde(default)]
    url: String,
    ground_truth: WcxbGold,
    #[serde(rename = "_internal", default)]
    internal: WcxbInternal,
}

#[derive(Deserialize)]
struct WcxbGold {
    main_content: Option<String>,
    title: Option<String>,
    author: Option<String>,
    publish_date: Option<String>,
}

#[derive(Default, Deserialize)]
struct WcxbInternal {
    page_type: Option<WcxbType>,
}

#[derive(Deserialize)]
struct WcxbType {
    primary: Option<String>,
}

pub(super) fn import(folder: &Path, output: &Path) -> Result<Outcome> {
    let paths = json_files(&folder.join("ground-truth"))?;
    let base = canonical(folder)?;
    let mut file = Output::open(Some(output))?;
    let pages = PagePaths::of(output)?;
    for path in paths {
        let truth: WcxbTruth = serde_json::from_slice(&read_file(&path)?)
            .with_context(|| format!("{}: not a ground truth of WCXB", path.display()))?;
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let page_type =
            truth.internal.page_type.and_then(|t| t.primary).unwrap_or_else(|| "article".to_owned());
        // The set's annotations call this type so; its metadata and publications, collection.
        let page_type = if page_type == "category" { "collection".to_owned() } else { page_type };
        let html = base.join("html").join(format!("{id}.html.gz"));
        anyhow::ensure!(html.is_file(), "{}: the page of {} is missing", html.display(), path.display());
        let WcxbGold { main_content, title, author, publish_date } = truth.ground_truth;
        let line = json!({ "id": id, "url": truth.url, "page_type": page_type, "html": pages.name(&html)?,
            "text": main_content.unwrap_or_default(),
            "meta": { "title": title, "author": author, "date": publish_date } });
        write_json_line(&mut file, &line)?;
    }
    file.finish()?;
    Ok(Outcome::Done)
}
