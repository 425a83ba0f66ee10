//! What a model is released with.

use std::fmt::Write;

use unboil_features::sha256;
use unboil_infer::Model;
use unboil_train::counted;

use crate::card::card;

/// A file of a release: its name and its bytes.
pub type File = (&'static str, Vec<u8>);

/// The files of a model's release: the model, its card, the licences of its data, the report where there is one, and
/// last the checksums of all these, as `sha256sum --check` reads them.
pub fn package(model: &Model, report: Option<String>) -> Vec<File> {
    let mut files: Vec<File> = vec![
        ("model.json", model.to_bytes()),
        ("CARD.md", card(model).into_bytes()),
        ("NOTICE.md", notice(model).into_bytes()),
    ];
    files.extend(report.map(|report| ("report.html", report.into_bytes())));
    let sum = |(name, bytes): &File| format!("{}  {name}\n", sha256(bytes));
    let sums: String = files.iter().map(sum).collect();
    files.push(("SHA256SUMS", sums.into_bytes()));
    files
}

/// The sets that a model learned from, with their licences and authors.
fn notice(model: &Model) -> String {
    let mut text = format!(
        "# Notice\n\nModel `{}` was trained by unboil {} on pages of others. None of these pages is in it: it holds \
        figures and weights learned from them.\n",
        model.sha256(),
        model.body().unboil
    );
    let manifest = &model.body().manifest;
    for set in manifest.sets.iter().chain(manifest.base.iter().flat_map(|base| &base.sets)) {
        let licence = if set.licence.is_empty() { "licence not stated" } else { &set.licence };
        let _ = write!(text, "\n- **{}**, {}: {licence}", set.name, counted(set.pages, "page"));
    }
    text.push('\n');
    text
}
