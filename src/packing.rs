//! What packed bytes unpack to.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use crate::signature::{GZIP, Packing};

impl Packing {
    /// What `raw` unpacks to.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub(crate) fn unpacked<'r>(self, raw: impl Read + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
        Ok(match self {
            Packing::Plain => Box::new(raw),
            Packing::Gzip => Box::new(Members::of(BufReader::new(raw))),
            Packing::Zstd => Box::new(zstd::Decoder::new(raw)?),
        })
    }
}

/// The members of a gzip file, one after another. What stands behind the last, such as the zeros that tapes and some
/// downloads end with, is passed over, as `gzip` does.
struct Members<R> {
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Members<R> {
    fn of(raw: R) -> Members<R> {
        Members { member: Some(GzDecoder::new(raw)) }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(bytes)?;
            if read > 0 || bytes.is_empty() {
                return Ok(read);
            }
            let Some(mut rest) = self.member.take().map(GzDecoder::into_inner) else { break };
            // One byte is all that a buffer is sure to give; whatever begins like a member has to be one.
            if rest.fill_buf()?.first() == Some(&GZIP[0]) {
                self.member = Some(GzDecoder::new(rest));
            }
        }
        Ok(0)
    }
}
