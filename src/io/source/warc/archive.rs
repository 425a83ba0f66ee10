//! The records of an archive, and what is lost of it.

use memchr::memmem;

use super::members::{Damage, Members, Place, RECORD};
use super::record::{self, RecordHead};
use crate::io::source::{Item, Part, place_in};
use crate::record::{Code, MAX_PAGE_BYTES, PageError};

/// The head of a record has no more bytes than this.
const MAX_HEAD: usize = 1 << 20;
/// Nor has a record that is read: a page, packed or not, with its HTTP head.
const MAX_BLOCK: usize = MAX_PAGE_BYTES + MAX_HEAD;
/// Looked at together for the beginning of the next record.
const SEARCHED: usize = 4 << 10;

/// An archive that is being read: an iterator over the records that hold pages, and over those that are lost.
pub(super) struct Archive {
    id: String,
    members: Members,
    /// Records whose head was read.
    begun: u64,
    /// What was found to be lost behind the record that was given last.
    lost: Option<Lost>,
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

/// What stands between the head of a record and the next record.
struct Block(Vec<u8>);

impl Archive {
    pub(super) fn new(id: String, members: Members) -> Archive {
        Archive { id, members, begun: 0, lost: None }
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
        let block = self.block(length, head.holds_page()).map_err(lost)?;
        self.end(place).map_err(lost)?;
        let id = place_in(&self.id, place);
        Ok(if head.holds_page() { Next::Page(record::item(id, head, block.0)) } else { Next::Other })
    }

    /// Skips the empty lines between records; whether there is anything behind them.
    fn is_record_next(&mut self) -> Result<bool, Lost> {
        loop {
            let bytes = self.fill(1)?;
            let blank = bytes.iter().take_while(|byte| matches!(**byte, b'\r' | b'\n')).count();
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
        let filled = self.members.fill(least);
        let place = self.members.place();
        filled.map_err(|damage| Lost { place, url: None, error: damage.into() })?;
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
                self.seek();
                return Err(lost(damaged("the head of the record does not end")));
            }
            if bytes.len() < least {
                let all = bytes.len();
                self.members.consume(all);
                return Err(lost(cut("the archive ends in the head of the record")));
            }
            least = bytes.len() + SEARCHED;
        }
    }

    /// Reads the block of a record of a length, if it can hold a page.
    fn block(&mut self, length: u64, is_page: bool) -> Result<Block, PageError> {
        let mut block = Vec::new();
        let mut left = length;
        while left > 0 {
            self.members.fill(1)?;
            let bytes = self.members.unread();
            let taken = &bytes[..bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX))];
            let (count, is_end) = (taken.len(), bytes.is_empty());
            let is_kept = block.len() <= MAX_BLOCK;
            let begins_record = taken.starts_with(RECORD);
            if is_kept {
                block.extend_from_slice(taken);
            }
            if is_end || begins_record && self.members.is_at_member() {
                block.truncate(block.len() - if is_kept { count } else { 0 });
                return Err(self.too_long(&block, is_end));
            }
            self.members.consume(count);
            left -= count as u64;
            if is_kept && block.len() > MAX_BLOCK && self.go_back(&block) {
                return Err(damaged("the record's Content-Length is larger than the record"));
            }
        }
        if is_page && block.len() > MAX_BLOCK { Err(PageError::too_large()) } else { Ok(Block(block)) }
    }

    /// Why a record ended before its block did. A length that is no true one may have taken in the records behind it.
    fn too_long(&mut self, block: &[u8], is_end: bool) -> PageError {
        if self.go_back(block) {
            return damaged("the record's Content-Length is larger than the record");
        }
        cut(if is_end {
            "the archive ends in the record"
        } else {
            "the record ends before its Content-Length"
        })
    }

    /// Goes back to the first record that begins in a block, if one does.
    fn go_back(&mut self, block: &[u8]) -> bool {
        find_record(block).is_some_and(|at| self.members.give_back(&block[at..]))
    }

    /// Checks that a record ends where its block does.
    fn end(&mut self, place: Place) -> Result<(), PageError> {
        let next = self.is_record_next().and_then(|is_next| {
            let is_start = !is_next || self.members.is_at_member();
            Ok(is_start || self.fill(RECORD.len())?.starts_with(RECORD))
        });
        match next {
            Ok(true) => Ok(()),
            Ok(false) => {
                self.seek();
                Err(damaged("the record's Content-Length is smaller than the record"))
            }
            // The damage is that of the member behind the record's.
            Err(lost) if lost.place.member != place.member => {
                self.lost = Some(lost);
                Ok(())
            }
            Err(lost) => Err(lost.error),
        }
    }

    /// Goes on to the next record; whether there is one. What is damaged on the way belongs to what is lost anyway.
    fn seek(&mut self) -> bool {
        loop {
            let Ok(bytes) = self.fill(SEARCHED) else { continue };
            if bytes.is_empty() {
                return false;
            }
            let (count, found) = (bytes.len(), find_record(bytes));
            if let Some(found) = found {
                self.members.consume(found);
                return true;
            }
            // The beginning of a record may be cut in two here.
            self.members.consume(if count < SEARCHED { count } else { count - RECORD.len() - 2 });
            let is_record = self.fill(RECORD.len()).is_ok_and(|bytes| bytes.starts_with(RECORD));
            if is_record && self.members.is_at_member() {
                return true;
            }
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
                Ok(Next::End) => return None,
                Err(lost) => {
                    let part = if self.begun == 0 { Part::Whole } else { Part::Entry };
                    let id = match part {
                        Part::Whole => self.id.clone(),
                        Part::Entry => place_in(&self.id, lost.place),
                    };
                    return Some(Item::lost(id, lost.url, part, lost.error));
                }
            }
        }
    }
}

impl From<Damage> for PageError {
    fn from(damage: Damage) -> PageError {
        match damage {
            Damage::CutShort => cut("the archive ends in the record"),
            Damage::Broken(reason) => damaged(&format!("the archive is damaged here: {reason}")),
        }
    }
}

/// Where a record begins behind the first byte, at the beginning of a line.
fn find_record(bytes: &[u8]) -> Option<usize> {
    let mut found = memmem::find_iter(bytes, b"\nWARC/");
    found.find(|at| bytes.get(at + 6).is_some_and(u8::is_ascii_digit)).map(|at| at + 1)
}

fn damaged(message: &str) -> PageError {
    PageError::new(Code::Damaged, message)
}

fn cut(message: &str) -> PageError {
    PageError::new(Code::CutShort, message)
}
