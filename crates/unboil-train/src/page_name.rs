//! What names of page files end in.

/// Endings of files that are pages.
pub static PAGE_ENDINGS: &[&str] = &["html", "htm", "xhtml", "shtml"];
/// Endings of such files when they are packed.
static PACKED_ENDINGS: &[&str] = &["gz", "zst"];

/// A name without the ending that tells how its file is packed; the name where there is none.
pub fn without_packing(name: &str) -> &str {
    cut(name, PACKED_ENDINGS).unwrap_or(name)
}

/// A name without the ending that tells that its file is a page; `None` where it has none.
pub fn without_page_ending(name: &str) -> Option<&str> {
    cut(name, PAGE_ENDINGS)
}

fn cut<'n>(name: &'n str, endings: &[&str]) -> Option<&'n str> {
    let (stem, ending) = name.rsplit_once('.')?;
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known)).then_some(stem)
}
