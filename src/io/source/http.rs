//! An HTTP response, as archives keep it: head, transfer and content codings.

mod head;

use std::io::{ErrorKind, Read};

use flate2::read::{DeflateDecoder, ZlibDecoder};

pub(crate) use self::head::charset_of;
pub(super) use self::head::{Head, MAX_HEAD, end_of_head};
use super::looks_like_markup;
use crate::record::{Code, MAX_PAGE_BYTES, PageError};
use crate::signature::Packing;

/// More codings than this, one over the other, are no server's.
const MAX_CODINGS: usize = 4;
/// The coding of transfers that goes over all others.
const CHUNKED: &str = "chunked";
/// Those that lie below it; others that are named are none.
const TRANSFER: [&str; 3] = ["gzip", "x-gzip", "deflate"];
/// Larger than the buffer of any Brotli window that browsers accept.
const BROTLI_BUFFER: usize = 4096;

/// A response.
pub(super) struct Response<'a> {
    /// 200 where there is no status line.
    pub(super) status: u16,
    pub(super) head: Head,
    /// The body, as it went over the wire.
    pub(super) wire: &'a [u8],
}

/// A body without its codings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    /// Whether its end is missing.
    pub(super) is_cut: bool,
}

impl<'a> Response<'a> {
    /// Takes a response apart. Without a status line all of it is body, as in HTTP/0.9.
    pub(super) fn of(bytes: &'a [u8]) -> Response<'a> {
        if !bytes.starts_with(b"HTTP/") {
            return Response { status: 200, head: Head::default(), wire: bytes };
        }
        let end = end_of_head(bytes).unwrap_or(bytes.len());
        let (head, wire) = bytes.split_at(end);
        let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let status =
            line.split(|byte| *byte == b' ').find(|word| !word.is_empty() && !word.starts_with(b"HTTP/"));
        let status = status.and_then(|word| std::str::from_utf8(word.trim_ascii()).ok()?.parse().ok());
        Response { status: status.unwrap_or(200), head: Head::of(&head[line.len()..]), wire }
    }

    /// The body without its codings. A coding that is named but not there, which archives are full of because
    /// crawlers undo codings and keep the head, changes nothing. Of a body that ends too early there is what came.
    ///
    /// # Errors
    /// A body that cannot be unpacked, or is too large.
    pub(super) fn body(&self) -> Result<Body, PageError> {
        // The transfer's codings lie over those of the content.
        let (mut codings, transfer) =
            (self.head.codings("content-encoding"), self.head.codings("transfer-encoding"));
        let is_chunked = transfer.iter().any(|coding| coding == CHUNKED);
        codings.extend(transfer.into_iter().filter(|coding| TRANSFER.contains(&coding.as_str())));
        let unchunked = is_chunked.then(|| unchunked(self.wire)).flatten();
        let mut body = unchunked.unwrap_or_else(|| Body { bytes: self.wire.to_vec(), is_cut: false });
        if codings.len() > MAX_CODINGS {
            let message = format!("{} codings lie one over the other; no server does that", codings.len());
            return Err(PageError::new(Code::ContentCoding, message));
        }
        for coding in codings.iter().rev() {
            if let Some(unpacked) = undo(coding, &body.bytes)? {
                body = Body { is_cut: body.is_cut || unpacked.is_cut, ..unpacked };
            }
        }
        if body.bytes.len() > MAX_PAGE_BYTES { Err(PageError::too_large()) } else { Ok(body) }
    }
}

/// The body of chunks, or `None` where it does not begin with one. It is cut where a chunk is, where something else
/// stands in the place of one, and where the last, which is empty, is missing.
fn unchunked(mut body: &[u8]) -> Option<Body> {
    let mut bytes = Vec::with_capacity(body.len());
    loop {
        let line = memchr::memchr(b'\n', body).map(|end| body.split_at(end + 1));
        let size = line.and_then(|(line, _)| {
            let size = line.split(|byte| *byte == b';').next()?.trim_ascii();
            usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()
        });
        let (Some((_, rest)), Some(size)) = (line, size) else {
            return (!bytes.is_empty()).then_some(Body { bytes, is_cut: true });
        };
        let chunk = rest.get(..size).unwrap_or(rest);
        bytes.extend_from_slice(chunk);
        body = after_line_end(&rest[chunk.len()..]);
        if size == 0 || chunk.len() < size {
            return Some(Body { bytes, is_cut: size > 0 });
        }
    }
}

/// What follows the end of line that stands here, if one does.
fn after_line_end(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes)
}

/// The body without a coding, or `None` where it has not got it.
fn undo(coding: &str, body: &[u8]) -> Result<Option<Body>, PageError> {
    let packing = Packing::of(body);
    let unpacked = match coding {
        "gzip" | "x-gzip" | "zstd" => {
            let named = if coding == "zstd" { Packing::Zstd } else { Packing::Gzip };
            if packing != named {
                return Ok(None);
            }
            let decoder = packing.unpacked(body).map_err(|error| cannot(coding, &error.to_string()))?;
            read(coding, decoder)
        }
        "deflate" if looks_like_zlib(body) => read(coding, ZlibDecoder::new(body)),
        // Servers send it with and without the head that it should have.
        "deflate" => read(coding, DeflateDecoder::new(body)),
        "br" => read(coding, brotli::Decompressor::new(body, BROTLI_BUFFER)),
        _ => Err(cannot(coding, "nobody knows that coding")),
    };
    match unpacked {
        Err(error) if error.code == Code::ContentCoding && looks_like_markup(body) => Ok(None),
        unpacked => unpacked.map(Some),
    }
}

/// All that is unpacked; where the packed bytes end too early, all up to there.
fn read(coding: &str, decoder: impl Read) -> Result<Body, PageError> {
    let mut bytes = Vec::new();
    let is_cut = match decoder.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) => false,
        Err(error) if error.kind() == ErrorKind::UnexpectedEof && !bytes.is_empty() => true,
        Err(error) => return Err(cannot(coding, &error.to_string())),
    };
    if bytes.len() > MAX_PAGE_BYTES { Err(PageError::too_large()) } else { Ok(Body { bytes, is_cut }) }
}

fn cannot(coding: &str, reason: &str) -> PageError {
    PageError::new(Code::ContentCoding, format!("the body is packed as `{coding}`: {reason}"))
}

fn looks_like_zlib(body: &[u8]) -> bool {
    matches!(body, [method, check, ..]
        if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*check)) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const PAGE: &[u8] = b"<p>A page that is longer than one of its chunks.";

    #[track_caller]
    fn check(head: &str, body: &[u8], expected: Result<&[u8], Code>) {
        let bytes = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n\r\n", body].concat();
        let body = Response::of(&bytes).body();
        assert!(body.as_ref().map_or(true, |body| !body.is_cut));
        assert_eq!(body.map(|body| body.bytes).map_err(|error| error.code), expected.map(<[u8]>::to_vec));
    }

    #[track_caller]
    fn check_cut(head: &str, body: &[u8], expected: &[u8]) {
        let bytes = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n\r\n", body].concat();
        assert_eq!(Response::of(&bytes).body(), Ok(Body { bytes: expected.to_vec(), is_cut: true }));
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn codings_are_undone() {
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(PAGE).unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(PAGE).unwrap();
        let mut brotli = Vec::new();
        brotli::CompressorWriter::new(&mut brotli, 4096, 5, 22).write_all(PAGE).unwrap();
        check("Content-Encoding: gzip", &gzip(PAGE), Ok(PAGE));
        check("content-encoding: GZIP, gzip", &gzip(&gzip(PAGE)), Ok(PAGE));
        check("Content-Encoding: deflate", &raw.finish().unwrap(), Ok(PAGE));
        check("Content-Encoding: deflate", &zlib.finish().unwrap(), Ok(PAGE));
        check("Content-Encoding: br", &brotli, Ok(PAGE));
        check("Content-Encoding: zstd", &zstd::encode_all(PAGE, 3).unwrap(), Ok(PAGE));
        check("Content-Encoding: identity", PAGE, Ok(PAGE));
        // One header may stand several times, and a coding may be the transfer's.
        check("Content-Encoding: identity\r\nContent-Encoding: gzip", &gzip(PAGE), Ok(PAGE));
        check("Content-Encoding: gzip\r\nContent-Encoding: gzip", &gzip(&gzip(PAGE)), Ok(PAGE));
        let packed = gzip(PAGE);
        let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        check("Transfer-Encoding: gzip, Chunked", &chunked, Ok(PAGE));
        check("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", &chunked, Ok(PAGE));
    }

    /// As servers with a fault of their own send it: gzip tells where it ends.
    #[test]
    fn what_stands_behind_a_packed_body_is_passed_over() {
        for rest in [b"\0\0\0\0".as_slice(), b"\r\n", b"<!-- from the cache -->"] {
            check("Content-Encoding: gzip", &[&gzip(PAGE), rest].concat(), Ok(PAGE));
        }
        let (one, two) = PAGE.split_at(9);
        check("Content-Encoding: gzip", &[gzip(one), gzip(two)].concat(), Ok(PAGE));
    }

    #[test]
    fn codings_that_are_not_there_change_nothing() {
        for coding in ["gzip", "deflate", "br", "zstd", "none"] {
            check(&format!("Content-Encoding: {coding}"), PAGE, Ok(PAGE));
            let marked = [b"\xef\xbb\xbf", PAGE].concat();
            check(&format!("Content-Encoding: {coding}"), &marked, Ok(&marked));
        }
        check("Transfer-Encoding: chunked", PAGE, Ok(PAGE));
    }

    #[test]
    fn what_cannot_be_unpacked_is_said() {
        check("Content-Encoding: gzip", &gzip(PAGE)[..5], Err(Code::ContentCoding));
        let mut damaged = gzip(PAGE);
        damaged[10] = 0xff;
        check("Content-Encoding: gzip", &damaged, Err(Code::ContentCoding));
        check("Content-Encoding: br", b"\xff\xff\xff", Err(Code::ContentCoding));
        check("Content-Encoding: rot13", b"nothing", Err(Code::ContentCoding));
        check(&format!("Content-Encoding: {}", ["gzip"; 99].join(",")), PAGE, Err(Code::ContentCoding));
        let bomb = gzip(&vec![b' '; MAX_PAGE_BYTES + 1]);
        check("Content-Encoding: gzip", &bomb, Err(Code::TooLarge));
    }

    #[test]
    fn chunks_are_joined() {
        let chunked =
            [b"5\r\n".as_slice(), &PAGE[..5], b"\r\n2b;name=value\r\n", &PAGE[5..], b"\r\n0\r\n\r\n"]
                .concat();
        check("Transfer-Encoding: chunked", &chunked, Ok(PAGE));
    }

    #[test]
    fn of_bodies_that_end_too_early_there_is_what_came() {
        let chunked = "Transfer-Encoding: chunked";
        check_cut(chunked, b"3\r\n<p>\r\n5;name=val", b"<p>");
        check_cut(chunked, b"3\r\n<p>\r\n5\r\nte", b"<p>te");
        check_cut(chunked, b"3\r\n<p>\r\nx\r\ntext\r\n0\r\n\r\n", b"<p>");
        check_cut(chunked, b"3\r\n<p>\r\n", b"<p>");
        check_cut(chunked, b"ffffffffffffffff\r\nto the end", b"to the end");
        let packed = gzip(PAGE);
        check_cut("Content-Encoding: gzip", &packed[..packed.len() - 8], PAGE);
        let both = [format!("{:x}\r\n", packed.len() - 3).as_bytes(), &packed[..packed.len() - 3]].concat();
        check_cut("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", &both, PAGE);
    }

    #[test]
    fn heads_are_read_as_servers_write_them() {
        let response =
            Response::of(b"HTTP/1.0 404 \nContent-Type: text/HTML ;\n Charset=\"KOI8-R\"\nX\n\nbody");
        assert_eq!((response.status, response.wire), (404, b"body".as_slice()));
        assert_eq!(response.head.media_type(), "text/html");
        assert_eq!(response.head.charset().as_deref(), Some("KOI8-R"));
        let none = Response::of(b"<p>no head");
        assert_eq!((none.status, none.wire), (200, b"<p>no head".as_slice()));
    }
}
