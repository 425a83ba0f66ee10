//! Whether a date is that of a change, rather than of publication.

use std::sync::LazyLock;

use crate::metadata::words::Words;

/// Characters before a date that tell of it.
const MAX_BEFORE: usize = 40;

/// Words before the date of a change.
static CHANGED: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "updated",
        "update:",
        "modified",
        "last change",
        "changed",
        "edited",
        "revised",
        "reviewed",
        "aktualisiert",
        "aktualisierung",
        "letzte änderung",
        "geändert",
        "stand:",
        "bearbeitet",
        "mis à jour",
        "mise à jour",
        "modifié",
        "actualizado",
        "actualización",
        "modificado",
        "modificación",
        "atualizado",
        "atualização",
        "aggiornato",
        "aggiornamento",
        "modificato",
        "bijgewerkt",
        "gewijzigd",
        "uppdaterad",
        "opdateret",
        "oppdatert",
        "päivitetty",
        "zaktualizowano",
        "aktualizacja",
        "aktualizováno",
        "обновлено",
        "изменено",
        "güncelleme",
        "güncellendi",
        "更新",
    ])
});
/// Words before that of publication.
static PUBLISHED: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&["publi", "posted", "created", "veröffentlicht", "erstellt", "опубликовано", "发布", "発行"])
});
/// Parts of names of elements that hold one.
static NAMES: LazyLock<Words> =
    LazyLock::new(|| Words::new(&["updat", "modif", "changed", "lastmod", "last-mod", "revis"]));

/// Whether the text before a date says that something was changed then, the last word of either kind counting; words
/// before another date are of that.
pub(super) fn is_said_before(text: &str) -> bool {
    let start = text.char_indices().rev().take(MAX_BEFORE).last().map_or(0, |(at, _)| at);
    let before = text[start..].rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default().to_lowercase();
    let last = |words: &Words| words.ends_in(&before).last();
    last(&CHANGED).is_some_and(|changed| last(&PUBLISHED).is_none_or(|published| published < changed))
}

/// Whether an element's class says so; many say that both happened then.
pub(super) fn is_named(class: &str) -> bool {
    NAMES.are_in(class) && !PUBLISHED.are_in(class)
}
