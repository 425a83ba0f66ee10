//! A text beside the gold, word by word.

use super::align;
use crate::score::words_in;

/// A piece of a text and its gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// In both, as the text has it.
    Both(&'a str),
    /// In the text alone.
    Extra(&'a str),
    /// In the gold alone.
    Missed(&'a str),
}

/// What a text has and lacks of its gold, in order, by the longest common subsequence of their words. Words are the same
/// whatever their case; what stands between them goes with the word before.
pub fn diff<'a>(text: &'a str, gold: &'a str) -> Vec<Piece<'a>> {
    let (text_words, gold_words) = (Words::of(text), Words::of(gold));
    let is_shared = align::matched(&text_words.lower(), &gold_words.lower());
    let mut pieces = Pieces { text: &text_words, gold: &gold_words, all: Vec::new() };
    let (mut at_text, mut at_gold) = (0, 0);
    for word in (0..is_shared.len()).filter(|&word| is_shared[word]) {
        // The words that are shared stand in the gold in the same order: the next place will do.
        let rest = &gold_words.lower[at_gold..];
        let Some(steps) = rest.iter().position(|gold| *gold == text_words.lower[word]) else { break };
        pieces.missed(at_gold, at_gold + steps);
        pieces.extra(at_text, word);
        pieces.both(word);
        (at_text, at_gold) = (word + 1, at_gold + steps + 1);
    }
    pieces.missed(at_gold, gold_words.lower.len());
    pieces.extra(at_text, text_words.lower.len());
    pieces.merged()
}

struct Words<'a> {
    text: &'a str,
    /// Where each word starts, and the end of the text.
    starts: Vec<usize>,
    lower: Vec<String>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Words<'a> {
        let (mut starts, mut lower) = (Vec::new(), Vec::new());
        for range in words_in(text) {
            starts.push(range.start);
            lower.push(text[range].to_lowercase());
        }
        starts.push(text.len());
        Words { text, starts, lower }
    }

    fn lower(&self) -> Vec<&str> {
        self.lower.iter().map(String::as_str).collect()
    }

    /// Words from one to another, with what stands between them and behind; `None` for no words.
    fn stretch(&self, from: usize, to: usize) -> Option<&'a str> {
        (from < to).then(|| &self.text[self.starts[from]..self.starts[to]])
    }
}

/// Pieces by the ranges of words that they are made of.
struct Pieces<'w, 'a> {
    text: &'w Words<'a>,
    gold: &'w Words<'a>,
    /// Whether they are shared, and the first and last word of those of the text.
    all: Vec<Stretch<'a>>,
}

enum Stretch<'a> {
    Both(usize, usize),
    One(Piece<'a>),
}

impl<'a> Pieces<'_, 'a> {
    fn missed(&mut self, from: usize, to: usize) {
        self.all.extend(self.gold.stretch(from, to).map(|piece| Stretch::One(Piece::Missed(piece))));
    }

    fn extra(&mut self, from: usize, to: usize) {
        self.all.extend(self.text.stretch(from, to).map(|piece| Stretch::One(Piece::Extra(piece))));
    }

    fn both(&mut self, word: usize) {
        match self.all.last_mut() {
            Some(Stretch::Both(_, end)) => *end = word + 1,
            _ => self.all.push(Stretch::Both(word, word + 1)),
        }
    }

    fn merged(self) -> Vec<Piece<'a>> {
        let piece = |stretch| match stretch {
            Stretch::One(piece) => Some(piece),
            Stretch::Both(from, to) => self.text.stretch(from, to).map(Piece::Both),
        };
        self.all.into_iter().filter_map(piece).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Both, Extra, Missed};
    use super::*;

    #[test]
    fn words_are_shared_extra_or_missed() {
        let check = |text, gold, expected: &[Piece]| assert_eq!(diff(text, gold), expected);
        check("The tide, comes in", "the Tide comes in", &[Both("The tide, comes in")]);
        check("Menu. The tide", "The tide comes", &[Extra("Menu. "), Both("The tide"), Missed("comes")]);
        check("a x c", "a b c", &[Both("a "), Missed("b "), Extra("x "), Both("c")]);
        check("", "a b", &[Missed("a b")]);
        check("a b", "", &[Extra("a b")]);
        check(" — ", "", &[]);
    }
}
