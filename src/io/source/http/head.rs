//! The head of a response or record: names and values, and what they say of the body.

/// A head of more bytes than this is none.
pub(in crate::io::source) const MAX_HEAD: usize = 1 << 20;

/// What says that the media type is not known. Source: WHATWG, "MIME Sniffing", 7; what is no media type at all, as `html` or
/// `*/*`, says as little.
const UNKNOWN: [&str; 2] = ["unknown/unknown", "application/unknown"];

/// The names and values at the head of an HTTP response or an archive's record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::io::source) struct Head(Vec<(String, String)>);

impl Head {
    /// The fields of lines such as `Name: value`. What is no such line is passed over; a line that begins with a blank
    /// goes on with the one before.
    pub(in crate::io::source) fn of(lines: &[u8]) -> Head {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.split(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(line.trim_ascii_end());
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Head(fields)
    }

    /// The first value of a name, which is given in lower case.
    pub(in crate::io::source) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name that is given in lower case, those of lists one by one.
    fn values(&self, name: &str) -> impl DoubleEndedIterator<Item = &str> {
        let fields = self.0.iter().filter(move |(found, _)| found == name);
        fields.flat_map(|(_, value)| value.split(',')).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The codings that a name lists, in lower case, the first that was applied first.
    pub(super) fn codings(&self, name: &str) -> Vec<String> {
        self.values(name).map(str::to_ascii_lowercase).filter(|coding| coding != "identity").collect()
    }

    /// The media type, in lower case and without parameters; empty where there is none, or none that browsers hear. Of
    /// several the last that is one counts, as in browsers.
    pub(in crate::io::source) fn media_type(&self) -> String {
        let last = self.values("content-type").rfind(|value| is_media_type(&essence_of(value)));
        last.map(essence_of).filter(|essence| !UNKNOWN.contains(&essence.as_str())).unwrap_or_default()
    }

    /// The charset that the media type names, there or where it stood before; without a media type any that is named.
    pub(in crate::io::source) fn charset(&self) -> Option<String> {
        let media_type = self.media_type();
        let is_of_it = |value: &&str| media_type.is_empty() || essence_of(value) == media_type;
        self.values("content-type").rev().filter(is_of_it).find_map(charset_of)
    }
}

/// A media type without its parameters, in lower case.
fn essence_of(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_media_type(essence: &str) -> bool {
    let is_no_name = |c: char| c.is_whitespace() || "/*\"'".contains(c);
    let is_name = |name: &str| !name.is_empty() && !name.contains(is_no_name);
    essence.split_once('/').is_some_and(|(kind, name)| is_name(kind) && is_name(name))
}

/// The charset that the value of a `Content-Type` names, if it does.
pub(crate) fn charset_of(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    let charset = charsets.next()?.1.trim().trim_matches(['"', '\'']);
    (!charset.is_empty()).then(|| charset.to_owned())
}

/// Where the head ends, its empty line included.
pub(in crate::io::source) fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let bytes = &bytes[..bytes.len().min(MAX_HEAD)];
    let mut ends = memchr::memchr_iter(b'\n', bytes);
    ends.find_map(|end| match &bytes[end + 1..] {
        [b'\n', ..] => Some(end + 2),
        [b'\r', b'\n', ..] => Some(end + 3),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_media_type_counts() {
        let check = |values: &[&str], media_type: &str, charset: Option<&str>| {
            let lines: String = values.iter().map(|value| format!("Content-Type: {value}\n")).collect();
            let head = Head::of(lines.as_bytes());
            assert_eq!((head.media_type().as_str(), head.charset().as_deref()), (media_type, charset));
        };
        check(&["text/plain", "text/html; charset=koi8-r"], "text/html", Some("koi8-r"));
        check(&["text/html; charset=koi8-r", "text/html"], "text/html", Some("koi8-r"));
        check(&["text/html; charset=koi8-r, text/html"], "text/html", Some("koi8-r"));
        check(&["text/html; charset=koi8-r", "html", "*/*"], "text/html", Some("koi8-r"));
        check(&["text/html; charset=koi8-r", "text/plain"], "text/plain", None);
        // What says nothing of the page.
        check(&["html; charset=koi8-r"], "", Some("koi8-r"));
        check(&["\"text/html\""], "", None);
        check(&["*/*"], "", None);
        check(&["unknown/unknown"], "", None);
        check(&["text/html", "application/unknown"], "", None);
        check(&["application/octet-stream"], "application/octet-stream", None);
        assert_eq!(Head::of(b"Content-Type: text/html; charset=\"").charset(), None);
    }
}
