//! Files that hold pages in ways that are not read: each would pass for one page, and a poor one.

use super::{is_named, jsonl, looks_like_markup};
use crate::record::{Code, PageError};
use crate::signature::{BZIP2, TAR, XZ};

/// A kind of file that is refused.
struct Foreign {
    /// For messages.
    name: &'static str,
    /// What to do instead.
    way_out: &'static str,
    /// How names of such files end, without `.gz` or `.zst`.
    endings: &'static [&'static str],
    /// Whether an unpacked file that begins like this is of the kind, whatever its name.
    begins: fn(&[u8]) -> bool,
}

const FOREIGN: [Foreign; 7] = [
    Foreign {
        name: "an ARC archive",
        way_out: "make a WARC archive of it, as with `warcio recompress OLD.arc.gz NEW.warc.gz`",
        endings: &["arc"],
        begins: |head| head.starts_with(b"filedesc://"),
    },
    Foreign {
        name: TAR.name,
        way_out: "unpack it, and give the folder",
        endings: &["tar", "tgz"],
        begins: |head| TAR.begins(head),
    },
    Foreign {
        name: "a WACZ archive",
        way_out: "unpack it as a ZIP archive, and give the WARC archives in its folder `archive`",
        endings: &["wacz"],
        begins: |_| false,
    },
    Foreign {
        name: BZIP2.name,
        way_out: "unpack it, or pack it as gzip or Zstandard",
        endings: &["bz2"],
        begins: |head| head.starts_with(b"BZh") && BZIP2.begins(head),
    },
    Foreign {
        name: XZ.name,
        way_out: "unpack it, or pack it as gzip or Zstandard",
        endings: &["xz"],
        begins: |head| XZ.begins(head),
    },
    Foreign {
        name: "JSON, but not JSON Lines",
        way_out: "write an object a line, as with `jq -c '.[]'` for an array and `jq -c .` for an object",
        endings: &["json"],
        begins: jsonl::is_array,
    },
    Foreign {
        name: "a table of text",
        way_out: "write it as JSON Lines or Parquet",
        endings: &["csv", "tsv"],
        begins: |_| false,
    },
];

/// Why a file is refused that begins like this, whatever its name.
pub(super) fn by_content(head: &[u8]) -> Option<PageError> {
    FOREIGN.iter().find(|foreign| (foreign.begins)(head)).map(Foreign::refusal)
}

/// Why a file of a name is refused whose content tells nothing. What begins as markup is a page, however it is named.
pub(super) fn by_name(name: &str, head: &[u8]) -> Option<PageError> {
    if looks_like_markup(head) {
        return None;
    }
    FOREIGN.iter().find(|foreign| is_named(name, foreign.endings)).map(Foreign::refusal)
}

impl Foreign {
    fn refusal(&self) -> PageError {
        let message = format!("{}, which is not read; {}", self.name, self.way_out);
        PageError::new(Code::WrongFormat, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_containers_are_told_by_content_or_name() {
        let check = |name: &str, head: &[u8], expected: Option<&str>| {
            let error = by_content(head).or_else(|| by_name(name, head));
            let found = error.as_ref().and_then(|error| error.message.split(", which").next());
            assert_eq!(found, expected, "{name}");
        };
        check("a", b"filedesc://a.arc 0.0.0.0 2006", Some("an ARC archive"));
        check("a.html", &[[b'a'; 257].as_slice(), b"ustar  "].concat(), Some("a tar archive"));
        check("a", b"BZh91AY&SY", Some("bzip2 data"));
        check("a", b"\xfd7zXZ\0\0", Some("xz data"));
        check("-", b"\xef\xbb\xbf [\n {\"html\": 1}]", Some("JSON, but not JSON Lines"));
        check("-", b"[{{ title }}] <p>", None);
        check("a.json", b"{\n \"html\": 1}", Some("JSON, but not JSON Lines"));
        check("a.CSV.gz", b"id,html", Some("a table of text"));
        check("a.wacz", b"PK\x03\x04", Some("a WACZ archive"));
        check("a.csv", b" <!doctype html>", None);
        check("a.html", b"id,html", None);
        check("csv", b"id,html", None);
    }
}
