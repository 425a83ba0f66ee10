//! What the command line names: files, folders, lists of files, standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::source::{format_of_name, is_page_name};
use crate::record::{Code, PageError};
use crate::signature::without_mark;

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

impl Input {
    /// The input's name: the path as given, or `-`.
    pub fn id(&self) -> String {
        match self {
            Input::File(path) => path.display().to_string(),
            Input::Stdin => "-".to_owned(),
        }
    }

    /// Whether it is one page by its name, and no archive or table of them.
    pub fn is_page(&self) -> bool {
        match self {
            Input::File(path) => is_page_name(&path.file_name().unwrap_or_default().to_string_lossy()),
            Input::Stdin => false,
        }
    }

    fn of(path: &Path) -> Input {
        if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path.to_owned()) }
    }
}

impl Inputs {
    /// The inputs: a folder stands for the files below it that hold pages by their names, in the order of the names.
    /// Standard input where nothing at all is named.
    pub fn iter(&self) -> Box<dyn Iterator<Item = Found> + Send> {
        if self.paths.is_empty() && self.lists.is_empty() {
            return Box::new(std::iter::once(Ok(Input::Stdin)));
        }
        let output = self.seen_output();
        let (paths, lists) = (self.paths.clone().into_iter(), self.lists.clone().into_iter());
        let named = paths.flat_map({
            let output = output.clone();
            move |path| below(path, output.clone())
        });
        Box::new(named.chain(lists.flat_map(move |list| listed(list, output.clone()))))
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
        let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
        self.paths.is_empty() && self.lists.is_empty() || self.paths.iter().chain(&self.lists).any(is_stdin)
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
fn below(path: PathBuf, output: Option<Destination>) -> Box<dyn Iterator<Item = Found> + Send> {
    if let Some(Err(error)) = output.as_ref().map(|output| output.check_apart(&path)) {
        return Box::new(std::iter::once(Err(error)));
    }
    if !path.is_dir() {
        return Box::new(std::iter::once(Ok(Input::of(&path))));
    }
    Box::new(Walk { ahead: vec![(path, None)], output })
}

/// The files below a folder, depth first. Links are followed, but not to a folder that the walk is in.
struct Walk {
    /// What is still to be looked at, each with the folder that it stands in, the next one last.
    ahead: Vec<(PathBuf, Option<Arc<Folder>>)>,
    /// What is passed over; not where the walk begins, which was asked for.
    output: Option<Destination>,
}

/// A folder that the walk is in.
struct Folder {
    /// Its one path without links.
    canonical: PathBuf,
    /// The one that the walk came from.
    above: Option<Arc<Folder>>,
}

impl Folder {
    /// A folder below another; `None` where the walk is in it already.
    fn below(above: Option<Arc<Folder>>, path: &Path) -> io::Result<Option<Arc<Folder>>> {
        let canonical = fs::canonicalize(path)?;
        let mut all = std::iter::successors(above.as_deref(), |folder| folder.above.as_deref());
        let is_loop = all.any(|folder| folder.canonical == canonical);
        Ok((!is_loop).then(|| Arc::new(Folder { canonical, above })))
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while let Some((path, above)) = self.ahead.pop() {
            if !path.is_dir() {
                return Some(Ok(Input::File(path)));
            }
            let listed = Folder::below(above, &path).and_then(|folder| Ok((entries(&path)?, folder)));
            match listed {
                Ok((_, None)) => {}
                Ok((mut entries, folder)) => {
                    entries.retain(|path| !self.output.as_ref().is_some_and(|output| output.is(path)));
                    self.ahead.extend(entries.into_iter().rev().map(|path| (path, folder.clone())));
                }
                Err(error) => {
                    let message = format!("the folder cannot be listed: {error}");
                    return Some(Err(InputError { path, error: PageError::new(Code::Unreadable, message) }));
                }
            }
        }
        None
    }
}

/// The folders in a folder, and its files that hold pages by their names, sorted.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.is_dir() || path.is_file() && is_named(path));
    paths.sort();
    Ok(paths)
}

fn is_named(path: &Path) -> bool {
    format_of_name(&path.file_name().unwrap_or_default().to_string_lossy()).is_some()
}

/// What a list names, one path a line.
fn listed(list: PathBuf, output: Option<Destination>) -> Box<dyn Iterator<Item = Found> + Send> {
    let opened: io::Result<Box<dyn BufRead + Send>> = match Input::of(&list) {
        Input::Stdin => Ok(Box::new(BufReader::new(io::stdin()))),
        Input::File(path) => File::open(path).map(|file| Box::new(BufReader::new(file)) as _),
    };
    let lost = move |error: &io::Error| {
        let message = format!("the list of files cannot be read: {error}");
        Err(InputError { path: list.clone(), error: PageError::new(Code::Unreadable, message) })
    };
    let reader = match opened {
        Ok(reader) => reader,
        Err(error) => return Box::new(std::iter::once(lost(&error))),
    };
    let lines = reader.split(b'\n').scan(false, |is_over, line| {
        let goes_on = !*is_over;
        *is_over = line.is_err();
        goes_on.then_some(line)
    });
    Box::new(lines.enumerate().flat_map(move |(number, line)| {
        match line.map(|line| path_of_line(number, &line)) {
            Ok(None) => Box::new(std::iter::empty()),
            Ok(Some(path)) => below(path, output.clone()),
            Err(error) => Box::new(std::iter::once(lost(&error))),
        }
    }))
}

/// The path in a line of a list; `None` in an empty one.
fn path_of_line(number: usize, line: &[u8]) -> Option<PathBuf> {
    let line = if number == 0 { without_mark(line) } else { line };
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    (!line.trim_ascii().is_empty()).then(|| path_of_bytes(line))
}

#[cfg(unix)]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
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
    fn a_line_of_a_list_is_any_path() {
        let path = path_of_line(1, b"a b\xff.html\r").unwrap_or_default();
        assert_eq!(path.into_os_string().into_encoded_bytes(), b"a b\xff.html");
        assert_eq!(path_of_line(0, b"\xef\xbb\xbfa"), Some("a".into()));
        assert_eq!(path_of_line(0, b" \r"), None);
    }
}
