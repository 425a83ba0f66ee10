//! scraper, with its selectors, as the reference for what text a page has.

use std::fs;

use scraper::{Html, Selector};
use unboil::html::{Blocks, Document};

use crate::root;

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn paragraphs_are_those_that_a_selector_finds() {
    let paragraph = Selector::parse("article > p:not(:has(br, button))").unwrap();
    let mut checked = 0;
    for entry in fs::read_dir(root("data/pages")).unwrap() {
        let html = fs::read_to_string(entry.unwrap().path()).unwrap();
        let document = Document::parse(&html);
        let blocks = Blocks::of(&document);
        let texts: Vec<String> = blocks.iter().map(|block| squeeze(blocks.text(block))).collect();
        for element in Html::parse_document(&html).select(&paragraph) {
            let text = squeeze(&element.text().collect::<String>());
            if text.chars().any(char::is_alphanumeric) {
                assert!(texts.contains(&text), "{text}");
                checked += 1;
            }
        }
    }
    assert!(checked > 50, "{checked}");
}
