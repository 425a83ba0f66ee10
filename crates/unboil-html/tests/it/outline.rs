//! Trees as text.

use unboil_html::Document;

use crate::reference::{Step, html5ever, walk, walk_reference};

/// A tree as lines, an element or text each, indented by depth. Neighbouring texts are one; comments, the texts of
/// scripts and style sheets, those of framesets and the
/// white space of templates are left out.
#[derive(Default)]
struct Outliner {
    open: Vec<String>,
    lines: String,
    text: String,
}

impl Outliner {
    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Enter(name) => {
                self.flush();
                let name = name.to_ascii_lowercase();
                self.lines += &format!("{}<{name}>\n", "  ".repeat(self.open.len()));
                self.open.push(name);
            }
            Step::Leave => {
                self.flush();
                self.open.pop();
            }
            Step::Text(text) => {
                let skipped = ["script", "style", "frameset"];
                let parent = self.open.last().map_or("", String::as_str);
                let after_frameset = self.open.len() == 1 && self.lines.contains("<frameset>");
                if !skipped.contains(&parent) && !after_frameset {
                    self.text.push_str(text);
                }
            }
        }
    }

    fn flush(&mut self) {
        if self.open.last().is_some_and(|name| name == "template" || name == "colgroup") {
            self.text.retain(|character| !character.is_ascii_whitespace());
        }
        if !self.text.is_empty() {
            self.lines += &format!("{}{:?}\n", "  ".repeat(self.open.len()), self.text);
            self.text.clear();
        }
    }
}

/// The outline of html5ever's tree.
pub(crate) fn reference_outline(text: &str) -> String {
    let mut outliner = Outliner::default();
    walk_reference(&html5ever(text), |step| outliner.step(step));
    outliner.lines
}

/// The outline of our tree.
pub(crate) fn outline(text: &str) -> String {
    let mut outliner = Outliner::default();
    walk(&Document::parse(text), |step| outliner.step(step));
    outliner.lines
}
