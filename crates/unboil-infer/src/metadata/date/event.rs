//! What happened at a date.

use std::sync::LazyLock;

use crate::metadata::words::Words;

/// What happens to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Publication,
    Change,
    /// What is done with a manuscript before it is published, or with the file of the page: no date of the text.
    Handling,
}

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
    Words::new(&[
        "publi",
        "posted",
        "created",
        "submitted by",
        "submitted on",
        "veröffentlicht",
        "erstellt",
        "опубликовано",
        "发布",
        "発行",
    ])
});
/// Words before what is done with a manuscript or a file.
static HANDLED: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "received",
        "revised form",
        "submitted",
        "accepted",
        "generated",
        "rendered",
        "retrieved",
        "accessed",
        "abgerufen",
        "eingegangen",
        "eingereicht",
        "angenommen",
        "reçu",
        "soumis",
        "accepté",
        "recibido",
        "enviado",
        "aceptado",
        "recebido",
        "submetido",
        "aceito",
        "ricevuto",
        "accettato",
        "поступила",
        "принята",
        "收稿",
        "录用",
        "受付",
        "受理",
        "접수",
    ])
});
/// Parts of names of elements that hold one.
static NAMES: LazyLock<Words> =
    LazyLock::new(|| Words::new(&["updat", "modif", "changed", "lastmod", "last-mod", "revis"]));

/// What the text before a date says that happened then, by the last of its words; words before another number are of that.
pub(super) fn said_before(text: &str) -> Option<Event> {
    let start = text.char_indices().rev().take(MAX_BEFORE).last().map_or(0, |(at, _)| at);
    let before = behind_numbers(&text[start..]).to_lowercase();
    let kinds: [(Event, &Words); 3] =
        [(Event::Handling, &HANDLED), (Event::Change, &CHANGED), (Event::Publication, &PUBLISHED)];
    let said = kinds.into_iter().filter_map(|(event, words)| Some((words.ends_in(&before).last()?, event)));
    said.max_by_key(|(end, _)| *end).map(|(_, event)| event)
}

/// A text from its last number on, without the first digit; names may have digits.
fn behind_numbers(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_in_word = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    let number = (0..bytes.len()).rev().find(|at| bytes[*at].is_ascii_digit() && !is_in_word(*at));
    number.map_or(text, |at| &text[at + 1..])
}

/// Whether an element's class says that something was changed then; many say that both happened.
pub(super) fn is_named_change(class: &str) -> bool {
    NAMES.are_in(class) && !PUBLISHED.are_in(class)
}
