//! The members of a packed archive, one after the other, and the next whole one after damage.

use std::io::{self, Read};
use std::mem;

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;
use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

use crate::io::source::Packing;

/// Read and unpacked at once, in bytes.
const STEP: usize = 64 << 10;
/// Bytes of a member that are kept to look for the next one in, should it be damaged: a decoder may run on into what
/// follows before it notices.
const KEPT: usize = 1 << 20;
/// Bytes of a member that tell whether a record begins in it.
const TRIED: usize = 4 << 10;
/// A dictionary of more bytes than this is none.
const MAX_DICTIONARY: usize = 16 << 20;
/// How a record begins.
pub(super) const RECORD: &[u8] = b"WARC/";

const GZIP: &[u8] = &[0x1f, 0x8b, 8];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// The skippable frame that holds a dictionary. Source: "WARC-file compression using Zstandard", IIPC.
const DICTIONARY: &[u8] = &[0x5d, 0x2a, 0x4d, 0x18];

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

/// Why bytes of an archive are lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Damage {
    /// The archive ends within a member.
    CutShort,
    /// A member cannot be unpacked, or bytes between two are none.
    Broken(String),
}

/// An archive's unpacked bytes. They are read member by member: what is unread is never of two.
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
    place: Place,
    is_inside: bool,
    is_over: bool,
    damage: Option<Damage>,
}

enum Codec {
    Plain,
    Gzip(Box<Decompress>),
    Zstd { decoder: Box<Decoder<'static>>, dictionary: Vec<u8> },
}

impl Codec {
    fn of(packing: Packing) -> io::Result<Codec> {
        Ok(match packing {
            Packing::Plain => Codec::Plain,
            Packing::Gzip => Codec::Gzip(Box::new(Decompress::new_gzip(15))),
            Packing::Zstd => Codec::Zstd { decoder: Box::new(Decoder::new()?), dictionary: Vec::new() },
        })
    }

    fn magic(&self) -> &'static [u8] {
        match self {
            Codec::Plain => &[],
            Codec::Gzip(_) => GZIP,
            Codec::Zstd { .. } => ZSTD,
        }
    }

    /// Makes ready for a member.
    fn begin(&mut self) -> io::Result<()> {
        match self {
            Codec::Plain => {}
            Codec::Gzip(decoder) => **decoder = Decompress::new_gzip(15),
            Codec::Zstd { decoder, .. } => decoder.reinit()?,
        }
        Ok(())
    }

    /// Unpacks some bytes to the end of `unpacked`, which has room for them: how many were used, and whether the member
    /// ends after them.
    fn step(&mut self, packed: &[u8], unpacked: &mut Vec<u8>) -> Result<(usize, bool), String> {
        match self {
            Codec::Plain => {
                let used = packed.len().min(STEP);
                unpacked.extend_from_slice(&packed[..used]);
                Ok((used, false))
            }
            Codec::Gzip(decoder) => {
                let before = decoder.total_in();
                let step = decoder.decompress_vec(packed, unpacked, FlushDecompress::None);
                let status = step.map_err(|error| error.to_string())?;
                Ok(((decoder.total_in() - before) as usize, status == Status::StreamEnd))
            }
            Codec::Zstd { decoder, .. } => {
                let begin = unpacked.len();
                unpacked.resize(begin + STEP, 0);
                let mut input = InBuffer::around(packed);
                let mut output = OutBuffer::around(&mut unpacked[begin..]);
                let hint = decoder.run(&mut input, &mut output).map_err(|error| error.to_string());
                let (used, made) = (input.pos(), output.pos());
                unpacked.truncate(begin + made);
                Ok((used, hint? == 0))
            }
        }
    }
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
            place: Place::default(),
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

    /// Sees to it that there are `least` unread bytes, one at least: fewer only at the end of a member, none only at the
    /// end of the archive.
    ///
    /// # Errors
    /// Damage, when all before it is read. What follows it comes next.
    pub(super) fn fill(&mut self, least: usize) -> Result<(), Damage> {
        while self.unpacked.len() - self.read < least.max(1) && self.damage.is_none() && !self.is_over {
            let is_read = self.read == self.unpacked.len();
            if !self.is_inside && !is_read {
                break;
            }
            let step = if self.is_inside { self.step() } else { self.begin() };
            self.damage = step.err();
        }
        if self.read == self.unpacked.len()
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
        let rest = mem::take(&mut self.unpacked);
        self.unpacked = [bytes, &rest[self.read..]].concat();
        self.read = 0;
        true
    }

    /// Unpacks some more of a member.
    fn step(&mut self) -> Result<(), Damage> {
        let is_last = self.used == self.packed.len() && self.refill()? == 0;
        self.unpacked.drain(..mem::take(&mut self.read));
        self.unpacked.reserve(STEP);
        let before = self.unpacked.len();
        let step = self.codec.step(&self.packed[self.used..], &mut self.unpacked);
        let (used, is_end) = step.map_err(Damage::Broken)?;
        self.used += used;
        self.is_inside = !is_end;
        // A decoder may have unpacked bytes left when it has used all that are packed.
        if is_last && !is_end && self.unpacked.len() == before {
            self.is_over = matches!(self.codec, Codec::Plain);
            return if self.is_over { Ok(()) } else { Err(Damage::CutShort) };
        }
        Ok(())
    }

    /// Finds the next member; zeros between two are padding.
    fn begin(&mut self) -> Result<(), Damage> {
        self.forget(self.used);
        let magic = self.codec.magic();
        while self.packed.len() < DICTIONARY.len() + 4 && self.refill()? > 0 {}
        if self.packed.is_empty() {
            self.is_over = true;
        } else if self.packed.starts_with(magic) {
            self.place = Place { member: Some(self.kept), inner: 0 };
            self.is_inside = true;
            self.codec.begin().map_err(|error| Damage::Broken(error.to_string()))?;
        } else if self.packed[0] == 0 {
            self.used = self.packed.iter().position(|byte| *byte != 0).unwrap_or(self.packed.len());
        } else if self.is_skippable() {
            self.skip_frame()?;
        } else {
            self.place = Place { member: Some(self.kept), inner: 0 };
            return Err(Damage::Broken("there is no member where one should begin".to_owned()));
        }
        Ok(())
    }

    fn is_skippable(&self) -> bool {
        matches!(
            (&self.codec, self.packed.as_slice()),
            (Codec::Zstd { .. }, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
        )
    }

    /// Skips a frame that holds no records, and takes the archive's dictionary from the first.
    fn skip_frame(&mut self) -> Result<(), Damage> {
        let [_, _, _, _, a, b, c, d, ..] = self.packed[..] else { return self.cut() };
        let end = 8 + u32::from_le_bytes([a, b, c, d]) as usize;
        if end > MAX_DICTIONARY {
            return Err(Damage::Broken(
                "a frame that is to be skipped is larger than any dictionary".to_owned(),
            ));
        }
        while self.packed.len() < end {
            if self.refill()? == 0 {
                return self.cut();
            }
        }
        if let Codec::Zstd { decoder, dictionary } = &mut self.codec
            && self.packed.starts_with(DICTIONARY)
            && dictionary.is_empty()
        {
            let frame = &self.packed[8..end];
            let unpacked = frame.starts_with(ZSTD).then(|| zstd::bulk::decompress(frame, MAX_DICTIONARY));
            let broken = |error: io::Error| Damage::Broken(format!("the dictionary: {error}"));
            *dictionary = unpacked.unwrap_or_else(|| Ok(frame.to_vec())).map_err(broken)?;
            **decoder = Decoder::with_dictionary(dictionary).map_err(broken)?;
        }
        self.used = end;
        Ok(())
    }

    fn cut(&mut self) -> Result<(), Damage> {
        self.used = self.packed.len();
        self.is_over = true;
        Err(Damage::CutShort)
    }

    /// Reads more bytes: how many, 0 at the end of the file. Drops those that nobody will look at again.
    fn refill(&mut self) -> Result<usize, Damage> {
        if self.used > KEPT {
            self.forget(self.used);
        }
        let before = self.packed.len();
        let read = self.source.by_ref().take(STEP as u64).read_to_end(&mut self.packed);
        match read {
            Ok(_) => Ok(self.packed.len() - before),
            Err(error) => {
                self.is_over = true;
                Err(Damage::Broken(format!("the file cannot be read from here on: {error}")))
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
