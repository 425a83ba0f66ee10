//! The members of a packed archive, one after the other, and the next whole one after damage.

use std::io::{self, Read};
use std::mem;

use memchr::memmem;

use super::codec::{Codec, MAX_DICTIONARY, STEP};
use crate::signature::Packing;

/// Bytes of a member that are kept to look for the next one in, should it be damaged: a decoder may run on into what
/// follows before it notices.
const KEPT: usize = 1 << 20;
/// Bytes of a member that tell whether a record begins in it.
const TRIED: usize = 4 << 10;
/// The head of a frame that is skipped: its mark and its length.
const FRAME_HEAD: usize = 8;
/// How a record begins.
pub(super) const RECORD: &[u8] = b"WARC/";

/// Where a byte of the archive stands: what ids are made of, and indexes of archives use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Of the member's first byte in the file; `None` in a file that is not packed.
    pub(super) member: Option<u64>,
    /// Of the byte among the member's unpacked ones.
    pub(super) inner: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.member, self.inner) {
            (None, inner) => write!(f, "{inner}"),
            (Some(member), 0) => write!(f, "{member}"),
            (Some(member), inner) => write!(f, "{member}+{inner}"),
        }
    }
}

/// Bytes of an archive that are lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damage {
    /// Where the record or member begins that is hit.
    pub(super) place: Place,
    pub(super) cause: Cause,
}

/// Why bytes of an archive are lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The archive ends within a member.
    CutShort,
    /// A member cannot be unpacked, or bytes between two are none.
    Broken(String),
    /// The file cannot be read.
    Unreadable(String),
}

/// An archive's unpacked bytes. Where a member begins with a record, what is unread is never of that and the one before:
/// so a record that is damaged or lies about its length costs no other. Members that begin otherwise go on with the one
/// before, for archives may be cut into members anywhere.
pub(super) struct Members {
    source: Box<dyn Read + Send>,
    codec: Codec,
    /// Bytes as they are, from `kept` in the file on.
    packed: Vec<u8>,
    kept: u64,
    /// How much of `packed` was unpacked.
    used: usize,
    /// Unpacked bytes, and how many of them were read.
    unpacked: Vec<u8>,
    read: usize,
    /// The first bytes of the member that comes next, with its place, where it begins with a record.
    ahead: Option<(Place, Vec<u8>)>,
    place: Place,
    is_inside: bool,
    is_over: bool,
    damage: Option<Damage>,
}

impl Members {
    /// The members of an archive that is packed so.
    pub(super) fn new(source: Box<dyn Read + Send>, packing: Packing) -> io::Result<Members> {
        Ok(Members {
            source,
            codec: Codec::of(packing)?,
            packed: Vec::new(),
            kept: 0,
            used: 0,
            unpacked: Vec::new(),
            read: 0,
            ahead: None,
            place: Place { member: (packing != Packing::Plain).then_some(0), inner: 0 },
            is_inside: packing == Packing::Plain,
            is_over: false,
            damage: None,
        })
    }

    /// Where the next unread byte stands.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Whether the next unread byte is the first of a member.
    pub(super) fn is_at_member(&self) -> bool {
        self.place.inner == 0
    }

    /// Sees to it that there are `least` unread bytes, one at least: fewer only before a member that begins with a
    /// record, or before damage; none only at the end of the archive.
    ///
    /// # Errors
    /// Damage, when all before it is read. What follows it comes next.
    pub(super) fn fill(&mut self, least: usize) -> Result<(), Damage> {
        while self.unread().len() < least.max(1) {
            let is_read = self.unread().is_empty();
            if let Some((place, bytes)) = self.ahead.take_if(|_| is_read) {
                (self.place, self.unpacked, self.read) = (place, bytes, 0);
            } else if self.ahead.is_some() || self.damage.is_some() || self.is_over {
                break;
            } else {
                let more = if self.is_inside { self.step() } else { self.begin() };
                self.damage = more.err();
            }
        }
        if self.unread().is_empty()
            && let Some(damage) = self.damage.take()
        {
            self.resync();
            return Err(damage);
        }
        Ok(())
    }

    /// The unread bytes.
    pub(super) fn unread(&self) -> &[u8] {
        &self.unpacked[self.read..]
    }

    /// Counts unread bytes as read.
    pub(super) fn consume(&mut self, bytes: usize) {
        self.read += bytes;
        self.place.inner += bytes as u64;
    }

    /// Makes bytes that were read unread again; false where they are not all of this member.
    pub(super) fn give_back(&mut self, bytes: &[u8]) -> bool {
        let Some(inner) = self.place.inner.checked_sub(bytes.len() as u64) else { return false };
        self.place.inner = inner;
        if let Some(read) = self.read.checked_sub(bytes.len()) {
            self.read = read;
            return true;
        }
        let rest = mem::take(&mut self.unpacked);
        self.unpacked = [bytes, &rest[self.read..]].concat();
        self.read = 0;
        true
    }

    /// Unpacks some more of a member.
    fn step(&mut self) -> Result<(), Damage> {
        let mut unpacked = mem::take(&mut self.unpacked);
        unpacked.drain(..mem::take(&mut self.read));
        let place = self.place;
        let step = self.unpack(&mut unpacked);
        self.unpacked = unpacked;
        step.map_err(|cause| Damage { place, cause })
    }

    /// Unpacks some more of a member to the end of `unpacked`.
    fn unpack(&mut self, unpacked: &mut Vec<u8>) -> Result<(), Cause> {
        let is_last = self.used == self.packed.len() && self.refill()? == 0;
        unpacked.reserve(STEP);
        let before = unpacked.len();
        let step = self.codec.step(&self.packed[self.used..], unpacked);
        let (used, is_end) = step.map_err(Cause::Broken)?;
        self.used += used;
        self.is_inside = !is_end;
        // A decoder may have unpacked bytes left when it has used all that are packed.
        if is_last && !is_end && unpacked.len() == before {
            self.is_over = matches!(self.codec, Codec::Plain);
            return if self.is_over { Ok(()) } else { Err(Cause::CutShort) };
        }
        Ok(())
    }

    /// Finds the next member, and looks at how it begins.
    fn begin(&mut self) -> Result<(), Damage> {
        self.forget(self.used);
        let place = Place { member: Some(self.kept), inner: 0 };
        let mut unpacked = Vec::new();
        let mut begun = self.find();
        while begun.is_ok() && self.is_inside && unpacked.len() < RECORD.len() {
            begun = self.unpack(&mut unpacked);
        }
        if unpacked.starts_with(RECORD) {
            self.ahead = Some((place, unpacked));
        } else {
            self.unpacked.extend(unpacked);
        }
        begun.map_err(|cause| Damage { place, cause })
    }

    /// Finds the next member, or what is to be skipped before it; zeros between two are padding.
    fn find(&mut self) -> Result<(), Cause> {
        while self.packed.len() < FRAME_HEAD && self.refill()? > 0 {}
        if self.packed.is_empty() {
            self.is_over = true;
        } else if self.packed.starts_with(self.codec.magic()) {
            self.is_inside = true;
            self.codec.begin().map_err(|error| Cause::Broken(error.to_string()))?;
        } else if self.packed[0] == 0 {
            self.used = self.packed.iter().position(|byte| *byte != 0).unwrap_or(self.packed.len());
        } else if self.codec.skips(&self.packed) {
            self.skip_frame()?;
        } else {
            return Err(Cause::Broken("there is no member where one should begin".to_owned()));
        }
        Ok(())
    }

    /// Skips a frame that holds no records, and takes the archive's dictionary from the first.
    fn skip_frame(&mut self) -> Result<(), Cause> {
        let [_, _, _, _, a, b, c, d, ..] = self.packed[..] else { return self.cut() };
        let end = FRAME_HEAD + u32::from_le_bytes([a, b, c, d]) as usize;
        if end > MAX_DICTIONARY {
            return Err(Cause::Broken(
                "a frame that is to be skipped is larger than any dictionary".to_owned(),
            ));
        }
        while self.packed.len() < end {
            if self.refill()? == 0 {
                return self.cut();
            }
        }
        self.codec
            .learn(&self.packed[..end])
            .map_err(|error| Cause::Broken(format!("the dictionary: {error}")))?;
        self.used = end;
        Ok(())
    }

    fn cut(&mut self) -> Result<(), Cause> {
        self.used = self.packed.len();
        self.is_over = true;
        Err(Cause::CutShort)
    }

    /// Reads more bytes: how many, 0 at the end of the file. Drops those that nobody will look at again.
    fn refill(&mut self) -> Result<usize, Cause> {
        if self.used > KEPT {
            self.forget(self.used);
        }
        let before = self.packed.len();
        let read = self.source.by_ref().take(STEP as u64).read_to_end(&mut self.packed);
        match read {
            Ok(_) => Ok(self.packed.len() - before),
            Err(error) => {
                self.is_over = true;
                Err(Cause::Unreadable(error.to_string()))
            }
        }
    }

    fn forget(&mut self, bytes: usize) {
        self.packed.drain(..bytes);
        self.kept += bytes as u64;
        self.used -= bytes;
    }

    /// After damage, goes on with the next member that a record begins in, or to the end.
    fn resync(&mut self) {
        if self.is_over {
            return;
        }
        let magic = self.codec.magic();
        self.is_inside = false;
        // What is kept begins with the damaged member itself.
        let mut from = 1;
        loop {
            let found = self.packed.get(from..).and_then(|packed| memmem::find(packed, magic));
            if let Some(found) = found {
                while self.packed.len() < from + found + TRIED && self.refill_whole() {}
                from += found;
                if self.is_record(from) {
                    break;
                }
                from += 1;
            } else {
                from = self.packed.len().saturating_sub(magic.len() - 1).max(from.min(self.packed.len()));
                self.used = from;
                self.forget(from);
                from = 0;
                if !self.refill_whole() {
                    from = self.packed.len();
                    break;
                }
            }
        }
        self.used = from;
        self.forget(from);
    }

    /// Reads more bytes without dropping any; false at the end.
    fn refill_whole(&mut self) -> bool {
        let used = mem::take(&mut self.used);
        let is_more = self.refill().is_ok_and(|read| read > 0);
        self.used = used;
        is_more
    }

    /// Whether a member begins here, and a record in it.
    fn is_record(&mut self, at: usize) -> bool {
        let tried = &self.packed[at..self.packed.len().min(at + TRIED)];
        let mut unpacked = Vec::with_capacity(STEP);
        let is_begun = self.codec.begin().is_ok();
        is_begun && self.codec.step(tried, &mut unpacked).is_ok() && unpacked.starts_with(RECORD)
    }
}
