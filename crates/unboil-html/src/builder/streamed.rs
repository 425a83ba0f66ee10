//! Parts of a page that are streamed behind it, and that scripts put into their places.
//!
//! A server that streams a page of React, as Next.js does, writes `<template id="B:0">` where a part is still missing, the
//! part itself behind the page as `<div hidden id="S:0">`, and then a call that puts it into its place: `$RC("B:0","S:0")`,
//! `$RR` where style sheets are waited for, and `$RS("S:1","P:1")` for a part of a part. What is shown until then, between
//! that template and the comment that ends the boundary, goes. Source: the instructions of `react-dom/server`, Fizz.

use std::collections::HashMap;

use memchr::memmem;

use super::Builder;
use super::tree::{Id, NIL};
use crate::Tag;
use crate::document::{AttrName, NodeId, NodeKind};

/// What all calls begin with.
const CALL: &[u8] = b"$R";
/// Calls name their parts within this many bytes.
const CALL_BYTES: usize = 200;
/// How comments begin, and those that open a boundary and close it.
const COMMENT: &[u8] = b"<!--";
const BOUNDARY_BEGINS: [&[u8]; 4] = [b"<!--$-->", b"<!--$?-->", b"<!--$!-->", b"<!--$~-->"];
const BOUNDARY_END: &[u8] = b"<!--/$-->";

/// A part and the place that it belongs into, by their ids in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Streamed<'a> {
    part: &'a str,
    place: &'a str,
}

impl Builder<'_> {
    /// Puts streamed parts into their places, for which there are templates.
    pub(super) fn settle_streamed(&mut self) {
        if !self.has_template {
            return;
        }
        let calls: Vec<Streamed> = streamed_parts(self.source).collect();
        if calls.is_empty() {
            return;
        }
        let mut wanted: HashMap<&str, Id> =
            calls.iter().flat_map(|call| [call.part, call.place]).map(|id| (id, NIL)).collect();
        for (id, _) in self.tree.document.nodes() {
            let named = self.tree.document.attr(id, AttrName::Id).and_then(|name| wanted.get_mut(name));
            if let Some(found) = named.filter(|found| **found == NIL) {
                *found = id.0;
            }
        }
        let boundaries = boundary_ends(self.source);
        for call in calls {
            let [part, place] = [call.part, call.place].map(|id| wanted.get(id).copied().unwrap_or(NIL));
            let tag = |id: Id| self.tree.document.tag(NodeId(id));
            if tag(part) == Tag::Div && tag(place) == Tag::Template && self.is_read_beside(place, part) {
                self.tree.detach(part);
                self.tree.insert_before(place, part);
                self.tree.document.make_plain(NodeId(part));
                let begin = self.tree.document.source(NodeId(place)).start;
                if let Some(end) = boundaries.get(&begin) {
                    self.remove_fallback(place, *end);
                }
            }
        }
    }

    /// Takes away what is shown until a part comes: what stands beside its place, up to where the boundary ends.
    fn remove_fallback(&mut self, place: Id, end: u32) {
        let mut last = NIL;
        let mut beside = self.tree.next(place);
        while beside != NIL {
            let document = &self.tree.document;
            let source = document.source(NodeId(beside));
            let is_space = || matches!(document.node(NodeId(beside)).kind, NodeKind::Text(_));
            if source.start < source.end && source.end <= end {
                last = beside;
            } else if source.start < source.end || !is_space() {
                break;
            }
            beside = self.tree.next(beside);
        }
        let mut shown = place;
        while last != NIL && shown != last {
            shown = self.tree.next(place);
            self.tree.detach(shown);
        }
    }

    /// Whether what is put beside a place is read, does not stand in the part that goes there, and not too deep.
    fn is_read_beside(&self, place: Id, part: Id) -> bool {
        let mut outer = self.tree.parent(place);
        for _ in 0..self.limits.depth {
            if outer == part || self.tree.document.tag(NodeId(outer)).is_unread() {
                return false;
            }
            if outer == 0 {
                return true;
            }
            outer = self.tree.parent(outer);
        }
        false
    }
}

/// The calls of a page, in their order.
fn streamed_parts(source: &str) -> impl Iterator<Item = Streamed<'_>> {
    memmem::find_iter(source.as_bytes(), CALL).filter_map(|at| {
        let call = source.get(at + CALL.len()..source.floor_char_boundary(at + CALL_BYTES))?;
        let (first, rest) = call.get(1..)?.strip_prefix("(\"")?.split_once("\",\"")?;
        let (second, _) = rest.split_once('"')?;
        match call.as_bytes().first()? {
            b'C' | b'R' => Some(Streamed { place: first, part: second }),
            b'S' => Some(Streamed { part: first, place: second }),
            _ => None,
        }
    })
}

/// Where the boundaries of a page end, by where they begin, which is behind the comment that opens them.
fn boundary_ends(source: &str) -> HashMap<u32, u32> {
    let mut open = Vec::new();
    let mut ends = HashMap::new();
    for at in memmem::find_iter(source.as_bytes(), COMMENT) {
        let comment = source.as_bytes().get(at..).unwrap_or_default();
        if comment.starts_with(BOUNDARY_END) {
            ends.extend(open.pop().map(|begin| (begin, at as u32)));
        } else if let Some(begin) = BOUNDARY_BEGINS.iter().find(|begin| comment.starts_with(begin)) {
            open.push((at + begin.len()) as u32);
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_name_the_part_and_its_place() {
        let check = |script: &str, expected: &[(&str, &str)]| {
            let found: Vec<_> = streamed_parts(script).map(|call| (call.part, call.place)).collect();
            assert_eq!(found, expected, "{script}");
        };
        check("$RC(\"B:0\",\"S:1\")", &[("S:1", "B:0")]);
        check("$RS(\"S:2\",\"P:2\");$RR(\"B:0\",\"S:1\",[[\"a.css\"]])", &[("S:2", "P:2"), ("S:1", "B:0")]);
        check("$RC=function(a,b){};$RX(\"B:0\",\"e\");$RC(\"B:0", &[]);
    }

    #[test]
    fn boundaries_end_where_those_within_them_have_ended() {
        let check = |html: &str, expected: &[(u32, u32)]| {
            let mut found: Vec<_> = boundary_ends(html).into_iter().collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{html}");
        };
        check("<!--$?-->a<!--/$-->", &[(9, 10)]);
        check("<!--$--><!--$!-->a<!--/$--><!--x--><!--/$-->", &[(8, 35), (17, 18)]);
        check("<!--/$--><!--$?-->a<!--$", &[]);
    }
}
