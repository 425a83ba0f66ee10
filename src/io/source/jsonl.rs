//! JSON Lines: a page a line, in a field of an object.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

use serde_json::value::RawValue;

use super::{Fields, Format, Item, Items, Opened, Page, Part, place_in};
use crate::record::{Code, MAX_PAGE_BYTES, PageError};

/// A line of more bytes than this is not read: a page as JSON is longer than the page, by six times at most.
const MAX_LINE: usize = 2 * MAX_PAGE_BYTES;

pub(super) const FORMAT: Format = Format { name: "JSON Lines", endings: &["jsonl", "ndjson"], begins, items };

/// An object whose first line has the field; other JSON is left to be a page that says nothing.
fn begins(head: &[u8], fields: &Fields) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if !head.starts_with(b"{") {
        return false;
    }
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let field = format!("\"{}\"", fields.html);
    memchr::memmem::find(line, field.as_bytes()).is_some()
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
                Err(error) => return Some(Item::lost(place, None, Part::Entry, error)),
            }
        }
        None
    }
}

impl<R: Read> Lines<R> {
    /// The next line with its end, without a byte-order mark; empty at the end.
    fn line(&mut self) -> Result<Vec<u8>, PageError> {
        let mut line = Vec::new();
        let read = self.reader.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', &mut line);
        if let Err(error) = read {
            self.is_over = true;
            let message = format!("the file cannot be read from here on: {error}");
            return Err(PageError::new(self.damage, message));
        }
        if line.len() > MAX_LINE {
            // What cannot be read here is found again by the next line.
            let _ = self.reader.skip_until(b'\n');
            return Err(PageError::too_large());
        }
        if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        Ok(line)
    }
}

fn item(line: Vec<u8>, place: String, fields: Fields) -> Item {
    Item { id: None, part: Part::Entry, unpack: Box::new(move || page(&line, place, &fields)) }
}

pub(super) fn page(line: &[u8], place: String, fields: &Fields) -> Page {
    let found: Result<HashMap<String, &RawValue>, _> = serde_json::from_slice(line);
    let (values, error) = match found {
        Ok(values) => (values, None),
        Err(error) => (HashMap::new(), Some(error)),
    };
    let text =
        |name: &str| values.get(name).and_then(|value| serde_json::from_str::<String>(value.get()).ok());
    let number =
        || values.get(&fields.id).and_then(|id| serde_json::from_str::<serde_json::Number>(id.get()).ok());
    let id = text(&fields.id).or_else(|| number().map(|id| id.to_string())).unwrap_or(place);
    let html = match (error, values.get(&fields.html)) {
        (Some(error), _) => Err(PageError::new(Code::BadLine, format!("no JSON object: {error}"))),
        (None, None) => {
            let message = format!("has no field `{}`; name the page's field with --html-field", fields.html);
            Err(PageError::new(Code::BadLine, message))
        }
        (None, Some(value)) if value.get() == "null" => {
            Err(PageError::new(Code::NoPage, format!("the field `{}` is null", fields.html)))
        }
        (None, Some(_)) => text(&fields.html).map(String::into_bytes).ok_or_else(|| {
            PageError::new(Code::BadLine, format!("the field `{}` is not a text", fields.html))
        }),
    };
    // JSON is Unicode text, whatever the page says of itself.
    Page { id, url: text(&fields.url), charset: Some("utf-8".to_owned()), html }
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
        check(r#"{"html":"a","id":null}"#, Ok("a.jsonl#1|a"));
        check(r#"{"html":null}"#, Err(Code::NoPage));
        check(r#"{"html":1}"#, Err(Code::BadLine));
        check(r#"{"text":"a"}"#, Err(Code::BadLine));
        check(r#"{"html":"a"#, Err(Code::BadLine));
        check("[1]", Err(Code::BadLine));
    }

    #[test]
    fn json_lines_are_told_from_pages() {
        let check = |head: &str, expected: bool| {
            assert_eq!(begins(head.as_bytes(), &Fields::default()), expected, "{head}");
        };
        check("\u{feff} {\"id\":1,\"html\":\"<p>\"}\n", true);
        check("<p>{\"html\"}", false);
        check("{\"error\":\"none\"}\n{\"html\":\"\"}", false);
    }
}
