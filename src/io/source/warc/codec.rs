//! What unpacks the members of an archive.

use std::io;

use flate2::{Decompress, FlushDecompress, Status};
use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

use crate::signature::{GZIP, Packing, ZSTD, is_skippable_frame};

/// Read and unpacked at once, in bytes.
pub(super) const STEP: usize = 64 << 10;
/// A dictionary of more bytes than this is none.
pub(super) const MAX_DICTIONARY: usize = 16 << 20;

/// How a gzip member begins, and how it is packed: there is but one way.
const MEMBER: &[u8] = &[GZIP[0], GZIP[1], 8];
/// The skippable frame that holds a dictionary. Source: "WARC-file compression using Zstandard", IIPC.
const DICTIONARY: &[u8] = &[0x5d, 0x2a, 0x4d, 0x18];

/// How an archive is packed, and the state of what unpacks it.
pub(super) enum Codec {
    Plain,
    Gzip(Box<Decompress>),
    Zstd { decoder: Box<Decoder<'static>> },
}

impl Codec {
    pub(super) fn of(packing: Packing) -> io::Result<Codec> {
        Ok(match packing {
            Packing::Plain => Codec::Plain,
            Packing::Gzip => Codec::Gzip(Box::new(Decompress::new_gzip(15))),
            Packing::Zstd => Codec::Zstd { decoder: Box::new(Decoder::new()?) },
        })
    }

    /// How its members begin.
    pub(super) fn magic(&self) -> &'static [u8] {
        match self {
            Codec::Plain => &[],
            Codec::Gzip(_) => MEMBER,
            Codec::Zstd { .. } => &ZSTD,
        }
    }

    /// Makes ready for a member.
    pub(super) fn begin(&mut self) -> io::Result<()> {
        match self {
            Codec::Plain => {}
            Codec::Gzip(decoder) => **decoder = Decompress::new_gzip(15),
            Codec::Zstd { decoder } => decoder.reinit()?,
        }
        Ok(())
    }

    /// Unpacks some bytes to the end of `unpacked`, which has room for them: how many were used, and whether the member
    /// ends after them.
    pub(super) fn step(&mut self, packed: &[u8], unpacked: &mut Vec<u8>) -> Result<(usize, bool), String> {
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
            Codec::Zstd { decoder } => {
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

    /// Whether a frame stands here that holds no records.
    pub(super) fn skips(&self, packed: &[u8]) -> bool {
        matches!(self, Codec::Zstd { .. }) && is_skippable_frame(packed)
    }

    /// Takes the dictionary from a frame that is skipped, if it is the one that holds it: as it is, or packed itself.
    pub(super) fn learn(&mut self, frame: &[u8]) -> io::Result<()> {
        let Codec::Zstd { decoder } = self else { return Ok(()) };
        let Some([_, _, _, _, held @ ..]) = frame.strip_prefix(DICTIONARY) else { return Ok(()) };
        let unpacked =
            held.starts_with(&ZSTD).then(|| zstd::bulk::decompress(held, MAX_DICTIONARY)).transpose()?;
        **decoder = Decoder::with_dictionary(unpacked.as_deref().unwrap_or(held))?;
        Ok(())
    }
}
