//! The records of an archive, and what is lost of it.

use memchr::memmem;

use super::members::{Cause, Damage, Members, Place, RECORD};
use super::record::{self, RecordHead};
use crate::io::source::http::MAX_HEAD;
use crate::io::source::{Item, Part, place_in};
use crate::record::{Code, MAX_PAGE_BYTES, PageError};

/// A record that is read has no more bytes than this: a page, packed or not, with its HTTP head.
const MAX_BLOCK: usize = MAX_PAGE_BYTES + MAX_HEAD;
/// Looked at together for the beginning of the next record.
const SEARCHED: usize = 4 << 10;
/// The two line ends behind a record, in bytes.
const LINE_ENDS: usize = 4;
/// As much of the first line of a record as tells it, with the end of line before it, in bytes.
const RECORD_LINE: usize = 7;
/// Bytes that may be read again because of lengths that are lies, before none is believed that takes in the beginning of
/// another record: an archive of nothing but lies would else be read once for each of them.
const PATIENCE: u64 = 512 << 20;
/// Bytes of a block that are read at once when patience is over.
const STEP: usize = 64 << 10;
/// Said of a length that takes in more than its record.
const TOO_LONG: &str = "the record's Content-Length is larger than the record";

/// An archive that is being read: an iterator over the records that hold pages, and over those that are lost.
pub(super) struct Archive {
    id: String,
    members: Members,
    /// Records whose head was read.
    begun: u64,
    /// What was found to be lost behind the record that was given last.
    lost: Option<Lost>,
    /// What is left of [`PATIENCE`].
    patience: u64,
    /// Whether something was said to be lost.
    is_told_of: bool,
}

/// A record that is lost, or what may have been one.
struct Lost {
    place: Place,
    url: Option<String>,
    error: PageError,
}

/// What comes next in an archive.
enum Next {
    Page(Item),
    /// A record that holds no page.
    Other,
    End,
}

impl Archive {
    pub(super) fn new(id: String, members: Members) -> Archive {
        Archive { id, members, begun: 0, lost: None, patience: PATIENCE, is_told_of: false }
    }

    /// Reads what comes next.
    fn step(&mut self) -> Result<Next, Lost> {
        if !self.is_record_next()? {
            return Ok(Next::End);
        }
        let place = self.members.place();
        if !self.fill(RECORD.len())?.starts_with(RECORD) {
            let is_all = !self.seek() && self.begun == 0;
            let error = if is_all {
                let message =
                    "no WARC archive, though its name says so; rename it if it holds something else";
                PageError::new(Code::WrongFormat, message)
            } else {
                damaged("there is no record where one should begin")
            };
            return Err(Lost { place, url: None, error });
        }
        let head = RecordHead::of(&self.head(place)?);
        self.begun += 1;
        let lost = |error| Lost { place, url: head.url.clone(), error };
        let Some(length) = head.length else {
            self.seek();
            return Err(lost(damaged("the record's Content-Length is missing or no number")));
        };
        let block = self.block(length).map_err(lost)?;
        self.end(place, &block).map_err(lost)?;
        if !head.holds_page() {
            return Ok(Next::Other);
        }
        if block.len() > MAX_BLOCK {
            return Err(lost(PageError::too_large()));
        }
        Ok(Next::Page(record::item(place_in(&self.id, place), head, block)))
    }

    /// Whether a record begins here.
    fn is_at_record(&mut self) -> bool {
        self.fill(RECORD.len()).is_ok_and(|bytes| bytes.starts_with(RECORD))
    }

    /// Skips the empty lines between records; whether there is anything behind them.
    fn is_record_next(&mut self) -> Result<bool, Lost> {
        loop {
            let bytes = self.fill(1)?;
            let blank = line_ends(bytes);
            let is_over = bytes.is_empty();
            if is_over || blank < bytes.len() {
                self.members.consume(blank);
                return Ok(!is_over);
            }
            self.members.consume(blank);
        }
    }

    /// The next bytes; what is damaged is lost from there on.
    fn fill(&mut self, least: usize) -> Result<&[u8], Lost> {
        self.members.fill(least)?;
        Ok(self.members.unread())
    }

    /// Reads the head of a record, with its empty line.
    fn head(&mut self, place: Place) -> Result<Vec<u8>, Lost> {
        let lost = |error| Lost { place, url: None, error };
        let mut least = SEARCHED;
        loop {
            let bytes = self.fill(least).map_err(|found| lost(found.error))?;
            if let Some(end) = record::end_of_head(bytes) {
                let head = bytes[..end].to_vec();
                self.members.consume(end);
                return Ok(head);
            }
            if bytes.len() > MAX_HEAD {
                // Not to be found as the next record.
                self.members.consume(1);
                self.seek();
                return Err(lost(damaged("the head of the record does not end")));
            }
            if bytes.len() < least {
                let all = bytes.len();
                self.members.consume(all);
                // Damage that ended the member is this record's, and no other loss.
                let damage = self.fill(1).err().filter(|found| found.place.member == place.member);
                let ends = || cut("the archive ends in the head of the record");
                return Err(lost(damage.map_or_else(ends, |found| found.error)));
            }
            least = bytes.len() + SEARCHED;
        }
    }

    /// Reads the block of a record of a length: of one that is larger than any page, the beginning only.
    fn block(&mut self, length: u64) -> Result<Vec<u8>, PageError> {
        let (mut block, mut left) = (Vec::new(), length);
        while left > 0 {
            self.members.fill(1)?;
            let bytes = self.members.unread();
            if bytes.is_empty() || bytes.starts_with(RECORD) && self.members.is_at_member() {
                return Err(self.too_long(&block));
            }
            let most = if self.patience > 0 { usize::MAX } else { STEP };
            let count = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX)).min(most);
            let was_kept = block.len() <= MAX_BLOCK;
            let searched = block.len().saturating_sub(RECORD_LINE);
            if was_kept {
                block.extend_from_slice(&bytes[..count]);
            }
            self.members.consume(count);
            left -= count as u64;
            if self.patience == 0
                && was_kept
                && find_record(&block[searched..]).is_some()
                && self.go_back(&block)
            {
                return Err(damaged(TOO_LONG));
            }
            // What is that long is rather a length that is a lie, if records begin in it.
            if was_kept && block.len() > MAX_BLOCK && self.go_back(&block) {
                return Err(damaged(TOO_LONG));
            }
        }
        Ok(block)
    }

    /// Why a record ended before its block did. A length that is no true one may have taken in the records behind it.
    fn too_long(&mut self, block: &[u8]) -> PageError {
        if self.go_back(block) {
            damaged(TOO_LONG)
        } else {
            cut("the archive or its member ends in the record")
        }
    }

    /// Goes back to the first record that begins in a block, if one does; it may be cut in two by the block's end.
    fn go_back(&mut self, block: &[u8]) -> bool {
        let rest = self.members.unread();
        let seam = block.len().saturating_sub(RECORD_LINE);
        let across = [&block[seam..], &rest[..rest.len().min(RECORD_LINE)]].concat();
        let found = find_record(block).or_else(|| find_record(&across).map(|at| seam + at));
        let Some(again) = found.and_then(|at| block.get(at..)).filter(|again| !again.is_empty()) else {
            return false;
        };
        self.patience = self.patience.saturating_sub(again.len() as u64);
        self.members.give_back(again)
    }

    /// Checks that a record ends where its block does.
    fn end(&mut self, place: Place, block: &[u8]) -> Result<(), PageError> {
        let ends = self.fill(LINE_ENDS + RECORD.len()).map(|bytes| {
            let rest = &bytes[line_ends(bytes)..];
            rest.is_empty() || rest.starts_with(RECORD)
        });
        // What is read here may be damage, and then the record's or that of the member behind it.
        let next = match ends {
            Ok(ends) if ends || self.members.is_at_member() => self.is_record_next(),
            Ok(_) if block.len() <= MAX_BLOCK && self.go_back(block) => return Err(damaged(TOO_LONG)),
            Ok(_) => {
                self.seek();
                return Err(damaged("the record's Content-Length is smaller than the record"));
            }
            Err(lost) => Err(lost),
        };
        match next {
            Ok(_) => Ok(()),
            Err(lost) if lost.place.member == place.member => Err(lost.error),
            Err(lost) => {
                self.lost = Some(lost);
                Ok(())
            }
        }
    }

    /// Whether nothing is read behind what is lost, and more than its record may have been there: the archive is cut, it
    /// cannot be read from there on, or the damage is within a member that holds many records.
    fn is_rest(&mut self, lost: &Lost) -> bool {
        let is_within = lost.place.member.is_some() && lost.place.inner > 0;
        if !is_within && !matches!(lost.error.code, Code::CutShort | Code::Unreadable) {
            return false;
        }
        match self.fill(1) {
            Ok(bytes) => bytes.is_empty(),
            Err(next) => {
                self.lost = Some(next);
                false
            }
        }
    }

    /// Goes on to the next record; whether there is one. What is damaged on the way belongs to what is lost anyway.
    fn seek(&mut self) -> bool {
        loop {
            let Ok(bytes) = self.fill(SEARCHED) else { continue };
            let (count, found, begins) = (bytes.len(), find_record(bytes), bytes.starts_with(RECORD));
            if begins && self.members.is_at_member() {
                return true;
            }
            if let Some(found) = found {
                self.members.consume(found);
                return true;
            }
            if count == 0 {
                return false;
            }
            // The beginning of a record may be cut in two here.
            self.members.consume(if count < SEARCHED { count } else { count - RECORD_LINE });
        }
    }
}

impl Iterator for Archive {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let next = self.lost.take().map_or_else(|| self.step(), Err);
            match next {
                Ok(Next::Page(item)) => return Some(item),
                Ok(Next::Other) => {}
                Ok(Next::End) if self.begun == 0 && !self.is_told_of => {
                    self.is_told_of = true;
                    let error = cut("the archive is empty; fetch it again");
                    return Some(Item::lost(self.id.clone(), None, Part::Whole, error));
                }
                Ok(Next::End) => return None,
                Err(lost) => {
                    self.is_told_of = true;
                    let is_all = self.begun == 0 && !self.is_at_record() && !self.seek();
                    if is_all {
                        return Some(Item::lost(self.id.clone(), lost.url, Part::Whole, lost.error));
                    }
                    let part = if self.is_rest(&lost) { Part::Rest } else { Part::Entry };
                    return Some(Item::lost(place_in(&self.id, lost.place), lost.url, part, lost.error));
                }
            }
        }
    }
}

impl From<Damage> for PageError {
    fn from(damage: Damage) -> PageError {
        match damage.cause {
            Cause::CutShort => cut("the archive ends in the record"),
            Cause::Broken(reason) => damaged(&format!("the archive is damaged here: {reason}")),
            Cause::Unreadable(reason) => {
                let message = format!("the file cannot be read from here on: {reason}");
                PageError::new(Code::Unreadable, message)
            }
        }
    }
}

impl From<Damage> for Lost {
    fn from(damage: Damage) -> Lost {
        Lost { place: damage.place, url: None, error: damage.into() }
    }
}

/// How many bytes of line ends stand here.
fn line_ends(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(**byte, b'\r' | b'\n')).count()
}

/// Where a record begins behind the first byte, at the beginning of a line.
fn find_record(bytes: &[u8]) -> Option<usize> {
    let mut found = memmem::find_iter(bytes, b"\nWARC/");
    found.find(|at| bytes.get(at + RECORD_LINE - 1).is_some_and(u8::is_ascii_digit)).map(|at| at + 1)
}

fn damaged(message: &str) -> PageError {
    PageError::new(Code::Damaged, message)
}

fn cut(message: &str) -> PageError {
    PageError::new(Code::CutShort, message)
}
