//! Labels by CSS selectors, site by site.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use scraper::Selector;
use serde::Deserialize;
use serde_json::json;
use unboil::io::{Input, Inputs, Output, canonical, json_lines, probe, read, read_file, write_json_line};
use unboil::select::{is_content, selector};
use unboil_html::{Blocks, Document, Source, decode};
use unboil_infer::Metadata;
use unboil_train::{counted, site};

use super::PagePaths;
use crate::cli::{Outcome, say};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    site: String,
    content: String,
    #[serde(default)]
    drop: Option<String>,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    page_type: String,
}

/// How the pages of a site are labelled.
struct Rule {
    content: Selector,
    drop: Option<Selector>,
    lang: String,
    page_type: String,
}

/// A line of a label file.
struct LabelLine {
    json: serde_json::Value,
    /// The site whose rule it is by.
    rule: String,
}

/// Labels every page of the folder that has a rule; pages of other sites, pages in which the rule finds nothing or cannot
/// be looked for and files that are no page are named and left out.
pub(super) fn import(rules: &PathBuf, folder: &Path, output: &PathBuf) -> Result<Outcome> {
    probe([output], [rules])?;
    let rules = read_rules(rules)?;
    let folder = canonical(folder)?;
    let mut file = Output::open(Some(output))?;
    let pages = PagePaths::of(output)?;
    let (mut labelled, mut left_out) = (0, 0);
    let mut used = BTreeSet::new();
    let inputs = Inputs { paths: vec![folder.clone()], ..Inputs::default() };
    for input in inputs.iter() {
        let input = input.map_err(|lost| lost.error).with_context(|| folder.display().to_string())?;
        let Input::File(path) = &input else { continue };
        if !input.is_page() {
            continue;
        }
        match label(&input, path, &folder, &rules, &pages).with_context(|| input.id())? {
            Ok(line) => {
                labelled += 1;
                used.insert(line.rule);
                write_json_line(&mut file, &line.json)?;
            }
            Err(reason) => {
                left_out += 1;
                say(&format!("unboil: {}: left out: {reason}", input.id()));
            }
        }
    }
    for site in rules.keys().filter(|site| !used.contains(*site)) {
        say(&format!("unboil: the rule for `{site}` labelled no page"));
    }
    anyhow::ensure!(labelled > 0, "{}: no page could be labelled", folder.display());
    file.finish()?;
    say(&format!("{} labelled, {left_out} left out", counted(labelled, "page")));
    Ok(Outcome::Done)
}

/// A site as [`unboil_train::site`] writes it, however a person did: `bücher.example` in Punycode.
fn name_of_site(name: &str) -> String {
    url::Host::parse(name).map_or_else(|_| name.to_lowercase(), |host| host.to_string())
}

fn read_rules(path: &Path) -> Result<BTreeMap<String, Rule>> {
    let bytes = read_file(path)?;
    let mut rules = BTreeMap::new();
    for (number, line) in json_lines(&bytes) {
        let place = || format!("{}:{number}", path.display());
        let line: Line = serde_json::from_slice(line)
            .with_context(|| format!("{}: no rule: it needs site and content", place()))?;
        let rule = Rule {
            content: selector(&line.content).with_context(place)?,
            drop: line.drop.as_deref().map(selector).transpose().with_context(place)?,
            lang: line.lang,
            page_type: line.page_type,
        };
        anyhow::ensure!(
            rules.insert(name_of_site(&line.site), rule).is_none(),
            "{}: the site `{}` has a rule already",
            place(),
            line.site
        );
    }
    Ok(rules)
}

/// The line of a page's label file, or why there is none.
fn label(
    input: &Input,
    path: &Path,
    folder: &Path,
    rules: &BTreeMap<String, Rule>,
    pages: &PagePaths,
) -> Result<Result<LabelLine, String>> {
    let bytes = match read(input) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let text = decode(&bytes, None).text;
    let document = Document::parse(&text);
    let parent = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let address = own_address(&text, &document).and_then(|url| Some((site(&url)?, url)));
    let (own, url) = address.unzip();
    let sites = own.iter().cloned().chain([name_of_site(&parent)]);
    let Some((site, rule)) = sites.into_iter().find_map(|site| Some((site.clone(), rules.get(&site)?)))
    else {
        return Ok(Err(format!("no rule for the site `{}`", own.unwrap_or(parent))));
    };
    let blocks = Blocks::of(&document);
    let is_content = match is_content(&text, &document, &blocks, &rule.content, rule.drop.as_ref()) {
        Ok(is_content) => is_content,
        Err(error) => return Ok(Err(error.to_string())),
    };
    if !is_content.contains(&true) {
        return Ok(Err("the content selector finds no text".to_owned()));
    }
    let ranges: Vec<_> = blocks
        .iter()
        .zip(is_content)
        .map(|(block, content)| {
            let source = blocks.source(block);
            let label = if content { "content" } else { "boilerplate" };
            json!({ "start": source.start, "end": source.end, "label": label })
        })
        .collect();
    let id = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
    // Each page has an address of its own, for those with the same are taken for one page.
    let url = url.unwrap_or_else(|| format!("https://{site}/{id}"));
    let json = json!({ "id": id, "url": url, "lang": rule.lang, "page_type": rule.page_type,
        "html": pages.name(path)?, "blocks": ranges });
    Ok(Ok(LabelLine { json, rule: site }))
}

/// The address that a page asks to be known by, where it gives a whole one.
fn own_address(text: &str, document: &Document) -> Option<String> {
    let url = Metadata::of(Source::new(document, text), None).url?;
    Some(url.value).filter(|url| url.contains("://"))
}
