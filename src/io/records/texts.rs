//! The texts of records, a file each.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use unboil_infer::Format;

use crate::io::Output;
use crate::io::source::without_endings;
use crate::record::Status;

/// Characters of a part of a name: file systems take 255 bytes.
const MAX_PART: usize = 60;
/// Characters that are kept of the end of a longer one, where the place in an archive or table stands.
const TAIL: usize = 30;

/// Bytes of a whole name: systems take some 4,096 of a path, the folder that it is put in included.
const MAX_NAME: usize = 1000;

/// A folder that takes the text of each page as a file of its own, which is named as the page is.
///
/// What stands between slashes in a page's id are folders; characters other than letters, digits, `.`, `-`, `_` and `~`
/// become `_`. A name that is taken gets a number; a folder that is named as texts are gets a `_`, so that no text takes its
/// name. What is left out of the middle of a long name is a `~`. Pages without text have no file.
pub struct TextFolder {
    folder: PathBuf,
    ending: &'static str,
    /// Names that are taken, each with the number that the next page of that name is tried with.
    taken: HashMap<NameHash, u32>,
}

/// What is kept of a name, for there may be very many: two that share it, which hardly ever happens, are taken for one, and
/// the second gets a number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct NameHash(u64);

impl NameHash {
    /// That of a name in lower case, for not every file system tells capitals apart. It is the same in each run.
    fn of(name: &str) -> NameHash {
        let mut hasher = DefaultHasher::new();
        name.to_lowercase().hash(&mut hasher);
        NameHash(hasher.finish())
    }
}

/// The parts of a record that are written.
#[derive(Deserialize)]
struct TextRecord {
    id: String,
    status: Status,
    #[serde(default)]
    text: String,
}

impl TextFolder {
    /// A folder for texts of a format; it is made where it is not there.
    ///
    /// # Errors
    /// A folder that cannot be made.
    pub fn create(folder: &Path, format: Format) -> Result<TextFolder> {
        let ending = match format {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
        };
        make(folder)?;
        Ok(TextFolder { folder: folder.to_owned(), ending, taken: HashMap::new() })
    }

    /// Writes the text of a record, given as JSON: whole, in the place of a file of that name, but without waiting for the
    /// disk.
    ///
    /// # Errors
    /// When the disk is full, or a file stands where a folder is to be.
    pub fn write(&mut self, line: &[u8]) -> Result<()> {
        let record: TextRecord = serde_json::from_slice(line)?;
        if record.status != Status::Ok {
            return Ok(());
        }
        let name = self.name(&record.id);
        let path = self.folder.join(name);
        path.parent().map_or(Ok(()), make)?;
        let mut file = Output::open(Some(&path))?;
        file.write_all(record.text.as_bytes())?;
        Ok(file.finish_unsynced()?)
    }

    /// The name of a page's file, which no other has.
    fn name(&mut self, id: &str) -> String {
        let name = name_of(id, self.ending);
        let first = format!("{name}.{}", self.ending);
        let Some(&next) = self.taken.get(&NameHash::of(&first)) else {
            self.taken.insert(NameHash::of(&first), 2);
            return first;
        };
        let mut number = next;
        let free = loop {
            let free = format!("{name}-{number}.{}", self.ending);
            number += 1;
            if !self.taken.contains_key(&NameHash::of(&free)) {
                break free;
            }
        };
        self.taken.insert(NameHash::of(&free), 2);
        self.taken.insert(NameHash::of(&first), number);
        free
    }
}

fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{}: the folder cannot be made", folder.display()))
}

/// The name of the page of an id, without its ending; below whatever folder it is put in.
fn name_of(id: &str, ending: &str) -> String {
    let id = id.split_once("://").map_or(id, |(_, rest)| rest);
    let written = |c: char| if c.is_alphanumeric() || "._-~".contains(c) { c } else { '_' };
    let part = |part: &str| shortened(part).chars().map(written).collect::<String>();
    let parts = without_endings(id).split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let mut folders: Vec<String> = parts.map(part).collect();
    let name = folders.pop().unwrap_or_else(|| "page".to_owned());
    for folder in &mut folders {
        let is_text = folder.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending));
        folder.push_str(if is_text { "_" } else { "" });
    }
    folders.push(name);
    without_middle(&folders)
}

/// The parts of a name as one, folders in its middle left out where it is too long.
fn without_middle(parts: &[String]) -> String {
    let whole = parts.join("/");
    if whole.len() <= MAX_NAME {
        return whole;
    }
    // How many parts have half of the room: the last of all, which is less, is always kept.
    let fitting = |parts: &mut dyn Iterator<Item = &String>| {
        let mut room = MAX_NAME / 2 - 1;
        parts.take_while(|part| room.checked_sub(part.len() + 1).map(|left| room = left).is_some()).count()
    };
    let (head, tail) = (fitting(&mut parts.iter()), fitting(&mut parts.iter().rev()));
    [&parts[..head], &["~".to_owned()], &parts[parts.len() - tail..]].concat().join("/")
}

/// A part of a name, its middle left out where it is too long.
fn shortened(part: &str) -> Cow<'_, str> {
    let characters = part.chars().count();
    if characters <= MAX_PART {
        return part.into();
    }
    let head = part.chars().take(MAX_PART - TAIL - 1);
    head.chain(['~']).chain(part.chars().skip(characters - TAIL)).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_pages_and_stay_in_the_folder() {
        let check = |id: &str, expected: &str| assert_eq!(name_of(id, "html"), expected);
        check("pages/ebb.html", "pages/ebb");
        check("pages/ebb.HTML.gz", "pages/ebb");
        check("/srv/../pages//./ebb.htm", "srv/pages/ebb");
        check("https://tides.example/ebb?day=1", "tides.example/ebb_day_1");
        check("crawl.warc.gz#1024", "crawl.warc.gz_1024");
        check("https://tides.example/ebb.HTML/b.html", "tides.example/ebb.HTML_/b");
        check("潮汐 表", "潮汐_表");
        check("C:\\pages\\ebb.html", "C_/pages/ebb");
        check("", "page");
        check("..", "page");
        let (head, tail) = ("a".repeat(MAX_PART - TAIL - 1), "a".repeat(TAIL - 3));
        check(&"a".repeat(MAX_PART), &"a".repeat(MAX_PART));
        check(&format!("{}#17", "a".repeat(300)), &format!("{head}~{tail}_17"));
        let (head, tail) = ("b/".repeat(249), "b/".repeat(247));
        check(&format!("{}page", "b/".repeat(5000)), &format!("{head}~/{tail}page"));
        assert!(name_of(&format!("{}/", "潮".repeat(60)).repeat(100), "html").len() <= MAX_NAME);
    }

    #[test]
    fn names_are_taken_once() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let mut texts = TextFolder::create(&folder.path().join("new"), Format::Markdown)?;
        let names: Vec<String> = ["a", "A", "b/a", "a-3", "a.html", "a-3"].map(|id| texts.name(id)).into();
        assert_eq!(names, ["a.md", "A-2.md", "b/a.md", "a-3.md", "a-4.md", "a-3-2.md"]);
        Ok(())
    }

    #[test]
    fn a_page_below_the_name_of_another_has_its_own_place() -> Result<()> {
        let check = |ids: [&str; 2]| -> Result<()> {
            let folder = tempfile::tempdir()?;
            let mut texts = TextFolder::create(folder.path(), Format::Html)?;
            for id in ids {
                let record = serde_json::json!({"id": id, "status": "ok", "text": id});
                texts.write(record.to_string().as_bytes())?;
            }
            for (id, name) in [("a/b.html", "a/b.html"), ("a/b.html/c", "a/b.html_/c.html")] {
                assert_eq!(fs::read_to_string(folder.path().join(name))?, id);
            }
            Ok(())
        };
        check(["a/b.html", "a/b.html/c"])?;
        check(["a/b.html/c", "a/b.html"])
    }
}
