//! What the command line names: files, folders, lists of files, standard input.

mod list;
mod walk;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use self::list::{listed, lost_list};
use self::walk::Walk;
use super::source::{Progress, endings, is_page_name};
use crate::record::{Code, PageError};

/// Where pages come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// Why what is below a path cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// A folder or a list.
    pub path: PathBuf,
    /// What is wrong with it.
    pub error: PageError,
}

/// All inputs of a run, in order. Folders and lists are read when it is their turn, so that they may be of any length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// Files, folders, and `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// Files that list one path a line, which come after `paths`; `-` for a list on standard input.
    pub lists: Vec<PathBuf>,
    /// The file or folder that the run writes to. A folder does not stand for it, so that a run can be told to write into a
    /// folder that it reads.
    pub output: Option<PathBuf>,
    /// Whether pages are written to `output`: none may then be read from there, where they would be written over, or
    /// what is written be read by the next run.
    pub writes_pages: bool,
}

type Found = Result<Input, InputError>;

/// The output of a run, as its inputs see it.
#[derive(Clone, Debug)]
struct Destination {
    /// Its canonical path.
    path: PathBuf,
    /// Whether pages are written there.
    takes_pages: bool,
}

/// What stands for standard input where an input is named, and for standard output where an output is.
const STANDARD_STREAM: &str = "-";

/// Whether a path, as given, stands for standard input or output.
pub fn is_standard_stream(path: &Path) -> bool {
    path.as_os_str() == STANDARD_STREAM
}

/// A path as a text. Bytes that are no UTF-8 are written as `%` and two hexadecimal digits each, so that two names that
/// differ in them stay two.
pub fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("%{byte:02X}")));
    }
    text
}

impl Input {
    /// The input's name: the path as given, see [`path_text`], or `-`.
    pub fn id(&self) -> String {
        match self {
            Input::File(path) => path_text(path),
            Input::Stdin => STANDARD_STREAM.to_owned(),
        }
    }

    /// Whether it is one page by its name, and no archive or table of them.
    pub fn is_page(&self) -> bool {
        match self {
            Input::File(path) => is_page_name(&path.file_name().unwrap_or_default().to_string_lossy()),
            Input::Stdin => false,
        }
    }

    /// The input of a path as given: standard input for `-`.
    pub fn of(path: &Path) -> Input {
        if is_standard_stream(path) { Input::Stdin } else { Input::File(path.to_owned()) }
    }
}

impl Inputs {
    /// The inputs: a folder stands for the files below it that hold pages by their names, in the order of the names.
    /// Standard input where nothing at all is named.
    pub fn iter(&self) -> Box<dyn Iterator<Item = Found> + Send> {
        self.found(&Progress::default())
    }

    /// The same, where `progress` is told of files that are passed over, and of folders and lists in which there is nothing.
    pub(super) fn found(&self, progress: &Progress) -> Box<dyn Iterator<Item = Found> + Send> {
        if self.paths.is_empty() && self.lists.is_empty() {
            return Box::new(std::iter::once(Ok(Input::Stdin)));
        }
        let output = self.seen_output();
        let (paths, lists) = (self.paths.clone().into_iter(), self.lists.clone().into_iter());
        let named = paths.flat_map({
            let (output, progress) = (output.clone(), progress.clone());
            move |path| below(path, output.clone(), &progress)
        });
        let progress = progress.clone();
        Box::new(named.chain(lists.flat_map(move |list| {
            let empty = format!("no pages in {}: the list names no file", path_text(&list));
            progress.telling(listed(list, output.clone(), progress.clone()), empty)
        })))
    }

    /// Finds out whether the lists can be read, before the work on what they name.
    ///
    /// # Errors
    /// The first that is missing, a folder, or cannot be opened.
    pub fn check_lists(&self) -> Result<(), InputError> {
        let check = |list: &PathBuf| match fs::metadata(list) {
            Ok(found) if found.is_dir() => {
                Err(io::Error::other("it is a folder; name it as an input itself"))
            }
            // A pipe that is opened and closed again would lose its writer.
            Ok(found) if found.is_file() => File::open(list).map(drop),
            found => found.map(drop),
        };
        let mut files = self.lists.iter().filter(|list| !is_standard_stream(list));
        files.try_for_each(|list| check(list).map_err(|error| lost_list(list, &error)))
    }

    /// Holds what is named to standing apart from the output.
    ///
    /// # Errors
    /// The first path that the run reads pages from and writes pages to; one of a list is an error when it is its turn.
    pub fn check_apart(&self) -> Result<(), InputError> {
        let Some(output) = self.seen_output() else { return Ok(()) };
        self.paths.iter().try_for_each(|path| output.check_apart(path))
    }

    fn seen_output(&self) -> Option<Destination> {
        let path = self.output.as_ref()?;
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        Some(Destination { path, takes_pages: self.writes_pages })
    }

    /// The only input, where it is no folder and no list.
    pub fn single(&self) -> Option<Input> {
        match (self.paths.as_slice(), self.lists.as_slice()) {
            ([], []) => Some(Input::Stdin),
            ([path], []) if !path.is_dir() => Some(Input::of(path)),
            _ => None,
        }
    }

    /// Whether reading may wait for somebody to write: standard input, and what is named and neither file nor folder.
    pub fn may_wait(&self) -> bool {
        let is_pipe =
            |path: &PathBuf| fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
        self.read_stdin() || self.paths.iter().chain(&self.lists).any(is_pipe)
    }

    /// Whether standard input is read.
    fn read_stdin(&self) -> bool {
        let mut named = self.paths.iter().chain(&self.lists).peekable();
        named.peek().is_none() || named.any(|path| is_standard_stream(path))
    }

    /// The bytes of all files, as they lie on the disk; those that cannot be told are left out. `None` where a list can
    /// be read only once, as a pipe can.
    pub fn bytes(&self) -> Option<u64> {
        let size = |input: Found| match input {
            Ok(Input::File(path)) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Ok(Input::Stdin) | Err(_) => 0,
        };
        let is_file = |list: &PathBuf| matches!(Input::of(list), Input::File(path) if path.is_file());
        self.lists.iter().all(is_file).then(|| self.iter().map(size).sum())
    }
}

impl Destination {
    fn is(&self, path: &Path) -> bool {
        // A name of its own tells most of what is not there; a link may have any.
        (self.path.file_name() == path.file_name() || path.is_symlink())
            && fs::canonicalize(path).is_ok_and(|path| path == self.path)
    }

    fn check_apart(&self, path: &Path) -> Result<(), InputError> {
        let is_within = || fs::canonicalize(path).is_ok_and(|path| path.starts_with(&self.path));
        if self.takes_pages && (path.is_dir() || Input::of(path).is_page()) && is_within() {
            let message = "lies where the run writes pages, which would take its place or be read as inputs; name a folder \
                for the output that has no input in it";
            return Err(InputError {
                path: path.to_owned(),
                error: PageError::new(Code::Unreadable, message),
            });
        }
        Ok(())
    }
}

/// The files that a path stands for, less the output of the run where it lies below a folder.
fn below(
    path: PathBuf,
    output: Option<Destination>,
    progress: &Progress,
) -> Box<dyn Iterator<Item = Found> + Send> {
    if let Some(Err(error)) = output.as_ref().map(|output| output.check_apart(&path)) {
        return Box::new(std::iter::once(Err(error)));
    }
    if !path.is_dir() {
        return Box::new(std::iter::once(Ok(Input::of(&path))));
    }
    let empty = format!("no pages in {}: no file below it ends in {}", path_text(&path), endings());
    Box::new(progress.telling(Walk::below(path, output, progress.clone()), empty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_can_be_read_once_are_not_read_for_their_size() {
        let inputs = |list: &str| Inputs { lists: vec![list.into()], ..Inputs::default() };
        assert_eq!(inputs("-").bytes(), None);
        assert_eq!(inputs("/dev/null").bytes(), None);
        assert!(inputs("Cargo.toml").bytes().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_once() -> io::Result<()> {
        use std::os::unix::fs::symlink;
        let (folder, elsewhere) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let (pages, other) = (folder.path().join("pages"), elsewhere.path());
        fs::create_dir(&pages)?;
        for page in [pages.join("a.html"), other.join("b.html")] {
            fs::write(page, "<p>text")?;
        }
        // To the folder itself, to the one above it, to another that leads back, and to nothing.
        symlink(&pages, pages.join("again"))?;
        symlink(folder.path(), pages.join("above"))?;
        symlink(other, pages.join("other"))?;
        symlink(&pages, other.join("back"))?;
        symlink("none", pages.join("gone"))?;
        let inputs = Inputs { paths: vec![pages.clone()], ..Inputs::default() };
        let found: Vec<String> = inputs.iter().flatten().map(|input| input.id()).collect();
        let expected = ["a.html", "other/b.html"].map(|name| pages.join(name).display().to_string());
        assert_eq!(found, expected);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf8_stay_apart() {
        let check =
            |bytes: &[u8], expected: &str| assert_eq!(path_text(&list::path_of_bytes(bytes)), expected);
        check("café.html".as_bytes(), "café.html");
        check(b"caf\xe9.html", "caf%E9.html");
        check(b"caf\xe8\xff.html", "caf%E8%FF.html");
    }
}
