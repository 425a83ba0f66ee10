//! Parentheses around the readings of ruby text, where the page has none.

use std::mem;

use super::Cutter;
use crate::Tag;

/// A reading of ruby text around which the page has no parentheses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading {
    None,
    /// Its element was entered.
    Entered,
    /// Its text was begun with a parenthesis.
    Begun,
}

impl Cutter<'_> {
    pub(super) fn enter_ruby(&mut self, tag: Tag) {
        match tag {
            Tag::Ruby => self.has_rp = false,
            Tag::Rp => self.has_rp = true,
            Tag::Rt | Tag::Rtc if !self.has_rp => self.reading = Reading::Entered,
            _ => {}
        }
    }

    /// Ends a reading, with the parenthesis that belongs to its last run.
    pub(super) fn end_reading(&mut self) {
        if mem::replace(&mut self.reading, Reading::None) == Reading::Begun
            && let Some(run) = self.blocks.runs.last_mut()
        {
            self.blocks.text.push(')');
            run.text.end += 1;
        }
    }
}
