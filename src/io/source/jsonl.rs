//! JSON Lines: a page a line, in a field of an object.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use unboil_train::error_of_line;

use super::{Fields, Format, Item, Items, Opened, Page, Part, is_path, no_markup, place_in};
use crate::record::{Code, MAX_PAGE_BYTES, PageError};
use crate::signature::without_mark;

/// A line of more bytes than this is not read: as JSON the largest page is somewhat longer than the page.
const MAX_LINE: usize = 2 * MAX_PAGE_BYTES;

pub(super) const FORMAT: Format = Format { name: "JSON Lines", endings: &["jsonl", "ndjson"], begins, items };

/// An object that has its first key on the first line, whatever the key: no page begins so, and where the field is missing,
/// each line says so. JSON over many lines is left to be a page.
fn begins(head: &[u8]) -> bool {
    let head = without_mark(head).trim_ascii_start();
    let Some(object) = head.strip_prefix(b"{") else { return false };
    let on_first_line = object.split(|byte| *byte == b'\n').next().unwrap_or_default();
    on_first_line.trim_ascii_start().starts_with(b"\"")
}

/// An array of objects, over one line or many.
pub(super) fn is_array(head: &[u8]) -> bool {
    let head = without_mark(head).trim_ascii_start();
    let object =
        head.strip_prefix(b"[").map(<[u8]>::trim_ascii_start).and_then(|head| head.strip_prefix(b"{"));
    object.is_some_and(|object| object.trim_ascii_start().starts_with(b"\""))
}

fn items(opened: Opened, fields: &Fields) -> Items {
    let (id, damage) = (opened.id.clone(), opened.damage());
    match opened.unpacked() {
        Ok(reader) => {
            let reader = BufReader::with_capacity(1 << 16, reader);
            Box::new(Lines { reader, id, damage, fields: fields.clone(), number: 0, is_over: false })
        }
        Err(error) => {
            let error = PageError::new(Code::Unreadable, error.to_string());
            Box::new(std::iter::once(Item::lost(id, None, Part::Whole, error)))
        }
    }
}

struct Lines<R> {
    reader: BufReader<R>,
    id: String,
    damage: Code,
    fields: Fields,
    /// Of the last line read, from 1.
    number: usize,
    is_over: bool,
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.is_over {
            self.number += 1;
            let place = place_in(&self.id, self.number);
            match self.line() {
                Ok(line) if line.is_empty() => self.is_over = true,
                Ok(line) if line.trim_ascii().is_empty() => {}
                Ok(line) => return Some(item(line, place, self.fields.clone())),
                Err(error) => {
                    let part = if self.is_over { Part::Rest } else { Part::Entry };
                    return Some(Item::lost(place, None, part, error));
                }
            }
        }
        None
    }
}

impl<R: Read> Lines<R> {
    /// The next line with its end, without a byte-order mark; empty at the end.
    fn line(&mut self) -> Result<Vec<u8>, PageError> {
        let mut line = Vec::new();
        if let Err(error) = read_line(&mut self.reader, MAX_LINE, &mut line) {
            self.is_over = true;
            let message = format!("the file cannot be read from here on: {error}");
            return Err(PageError::new(self.damage, message));
        }
        if line.len() > MAX_LINE {
            let message = format!("the line is longer than {} MiB; no page is", MAX_LINE >> 20);
            return Err(PageError::new(Code::TooLarge, message));
        }
        if self.number == 1 {
            line.drain(..line.len() - without_mark(&line).len());
        }
        Ok(line)
    }
}

/// Reads a line with its end; of one of more bytes than `most` one byte more than that, and passes over the rest.
fn read_line(reader: &mut impl BufRead, most: usize, line: &mut Vec<u8>) -> io::Result<()> {
    reader.by_ref().take(most as u64 + 1).read_until(b'\n', line)?;
    if line.len() > most && !line.ends_with(b"\n") {
        // What cannot be read here is found again by the next line.
        let _ = reader.skip_until(b'\n');
    }
    Ok(())
}

fn item(line: Vec<u8>, place: String, fields: Fields) -> Item {
    Item { id: None, part: Part::Entry, unpack: Box::new(move || page(&line, place, &fields)) }
}

/// The fields of a line.
type Values<'a> = HashMap<String, &'a RawValue>;

pub(super) fn page(line: &[u8], place: String, fields: &Fields) -> Page {
    // Without its end, at which an error would be told to be in the next line.
    let line = line.trim_ascii_end();
    let error = match serde_json::from_slice::<Values>(line) {
        Ok(values) => return page_of(&values, place, fields),
        Err(error) => error,
    };
    // JSON is UTF-8; one byte that is none, as of a name in another encoding, is no reason to lose the page.
    if let Cow::Owned(text) = String::from_utf8_lossy(line)
        && let Ok(values) = serde_json::from_str::<Values>(&text)
    {
        return page_of(&values, place, fields);
    }
    let way_out = way_out(line, &error);
    let error = error_of_line(&error);
    Page::lost(place, None, PageError::new(Code::BadLine, format!("no JSON object: {error}{way_out}")))
}

/// What to do about a line that is no JSON, where that can be told.
fn way_out(line: &[u8], error: &serde_json::Error) -> &'static str {
    // The place is that of the first letter or the one behind it.
    let at = line.get(error.column().saturating_sub(2)..).unwrap_or_default();
    let stands = |word: &[u8]| at.starts_with(word) || at.get(1..).is_some_and(|at| at.starts_with(word));
    if stands(b"NaN") || stands(b"Infinity") {
        "; NaN and Infinity are no JSON: have null written instead, as with Python's json.dumps(..., allow_nan=False)"
    } else if line.contains(&0) {
        "; it looks like UTF-16: make UTF-8 of the file, as with `iconv -f UTF-16 -t UTF-8`"
    } else {
        ""
    }
}

fn page_of(values: &Values, place: String, fields: &Fields) -> Page {
    let text = |name: &str| values.get(name).and_then(|value| text_of(value));
    let number = || values.get(&fields.id).map(|id| id.get()).filter(|id| is_whole_number(id));
    let id = text(&fields.id).or_else(|| number().map(str::to_owned)).unwrap_or(place);
    let bad = |message: String| Err(PageError::new(Code::BadLine, message));
    let html = match values.get(&fields.html) {
        None => {
            bad(format!("has no field `{}`; on the command line, --html-field names another", fields.html))
        }
        Some(value) if value.get() == "null" => {
            Err(PageError::new(Code::NoPage, format!("the field `{}` is null", fields.html)))
        }
        Some(_) => text(&fields.html).map_or_else(
            || bad(format!("the field `{}` is not a text", fields.html)),
            |text| if is_path(&text) { bad(no_markup(&fields.html, &text)) } else { Ok(text.into()) },
        ),
    };
    // JSON is Unicode text, whatever the page says of itself.
    Page { id, url: text(&fields.url), charset: Some("utf-8".to_owned()), html, truncated: false }
}

/// The text of a JSON value, if it is one. Half a surrogate pair, as programs leave that cut a text in the middle of a
/// character, is replaced.
fn text_of(value: &RawValue) -> Option<String> {
    let bytes = serde_json::from_str::<Bytes>(value.get()).ok()?;
    Some(match String::from_utf8(bytes.0) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// A JSON text as bytes, in which half a surrogate pair may stand.
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Text)
    }
}

/// Whether a JSON value is a number without fraction and exponent, of any size.
fn is_whole_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Result<&str, Code>) {
        let page = page(line.as_bytes(), "a.jsonl#1".to_owned(), &Fields::default());
        let html = page.html.map(|html| String::from_utf8_lossy(&html).into_owned());
        let found = html.map_err(|error| error.code).map(|html| format!("{}|{html}", page.id));
        assert_eq!(found.as_deref().map_err(|code| *code), expected);
    }

    #[test]
    fn a_line_is_a_page() {
        check(r#"{"html":"<p>\u00e9","id":"x"}"#, Ok("x|<p>é"));
        check(r#"{"id":7,"more":[1,{"html":"no"}],"html":""}"#, Ok("7|"));
        check(r#"{"id":123456789012345678901234567890,"html":"a"}"#, Ok("123456789012345678901234567890|a"));
        check(r#"{"id":1.5,"html":"a"}"#, Ok("a.jsonl#1|a"));
        check(r#"{"html":"cut \ud83d here"}"#, Ok("a.jsonl#1|cut \u{fffd}\u{fffd}\u{fffd} here"));
        check(r#"{"html":"a","id":null}"#, Ok("a.jsonl#1|a"));
        check(r#"{"html":null}"#, Err(Code::NoPage));
        check(r#"{"html":1}"#, Err(Code::BadLine));
        check(r#"{"text":"a"}"#, Err(Code::BadLine));
        check(r#"{"html":"a"#, Err(Code::BadLine));
        check("[1]", Err(Code::BadLine));
        check(r#"{"html":"pages/a b.html.gz"}"#, Err(Code::BadLine));
        check(r#"{"html":"see pages/a.html for more"}"#, Ok("a.jsonl#1|see pages/a.html for more"));
        check(r#"{"html":"<p>a.html"}"#, Ok("a.jsonl#1|<p>a.html"));
    }

    #[test]
    fn one_stray_byte_costs_no_line() {
        let page = |line: &[u8]| page(line, "a.jsonl#1".to_owned(), &Fields::default());
        let found = page(b"{\"id\":\"x\",\"name\":\"caf\xe9\",\"html\":\"<p>\xe9\"}");
        assert_eq!((found.id.as_str(), found.html), ("x", Ok("<p>\u{fffd}".into())));
        assert_eq!(page(b"{\"\xe9\"").html.map_err(|error| error.code), Err(Code::BadLine));
    }

    #[test]
    fn what_is_no_json_is_told_with_a_way_out() {
        let check = |line: &[u8], expected: &str| {
            let page = page(line, "a.jsonl#1".to_owned(), &Fields::default());
            let message = page.html.map_err(|error| error.message).unwrap_err();
            assert!(message.contains(expected), "{message}");
        };
        check(b"{\"score\":NaN,\"html\":\"a\"}", "have null written");
        check(b"{\"score\": -Infinity, \"html\":\"a\"}", "have null written");
        check(b"{\"scores\":[1, Infinity]}", "have null written");
        check(b"{\0\"\0h\0", "iconv -f UTF-16");
        check(b"{\"html\":\n", "EOF while parsing a value at column 8");
        check(b"{\"html\":\"pages/a.html\"}\n", "holds `pages/a.html`, the path of a page and not the page");
        check(b"\xff\xfe{\0\"\0h\0", "iconv -f UTF-16");
    }

    #[test]
    fn a_line_that_is_too_long_costs_no_other() {
        for long in ["1234\n", "12345\n", "123456\n", "12345678901\n"] {
            let text = [long, "ab\n", "cde"].concat();
            let mut reader = text.as_bytes();
            let mut next = || {
                let mut line = Vec::new();
                read_line(&mut reader, 4, &mut line).unwrap();
                String::from_utf8(line).unwrap()
            };
            assert!(next().len() > 4, "{long}");
            assert_eq!([next(), next(), next()], ["ab\n", "cde", ""], "{long}");
        }
    }

    #[test]
    fn json_lines_are_told_from_pages() {
        let check = |head: &str, expected: bool| {
            assert_eq!(begins(head.as_bytes()), expected, "{head}");
        };
        check("\u{feff} {\"id\":1,\"html\":\"<p>\"}\n", true);
        check("{ \"content\":\"<p>\"}\n{\"content\":\"\"}", true);
        check("{\"id\":1,\"html\":\n", true);
        check("<p>{\"html\"}", false);
        check("{\n  \"error\": \"none\"\n}", false);
        check("{{\"template\"}}", false);
        check("{", false);
    }
}
