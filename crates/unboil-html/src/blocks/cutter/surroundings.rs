//! What holds around a text: the link, the weight and the hiding of the elements that it stands in.

use super::Cutter;
use crate::blocks::BlockFlags;
use crate::blocks::unseen::{hides, is_for_screen_readers, is_long};
use crate::{AttrName, Element, NodeId, Tag};

/// What holds around the node that is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Surroundings {
    pub(super) link: Option<NodeId>,
    /// The outermost element of code.
    pub(super) code: Option<NodeId>,
    pub(super) bold: bool,
    /// Whether an inline element is hidden, or only for screen readers.
    pub(super) unseen: bool,
    pub(super) flags: BlockFlags,
}

impl<'a> Cutter<'a> {
    /// What holds within an element; `None` where nothing about it changes that.
    #[inline]
    pub(super) fn surroundings(&mut self, id: NodeId, element: &Element) -> Option<Surroundings> {
        let document = self.document;
        let mut within = None;
        match element.tag {
            Tag::A => self.change(&mut within).link = Some(id),
            Tag::B | Tag::Strong => self.change(&mut within).bold = true,
            Tag::Pre | Tag::Listing | Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => {
                self.change(&mut within).code.get_or_insert(id);
            }
            Tag::Noscript => self.change(&mut within).flags.noscript = true,
            Tag::Button if document.is_heading_button(id) => {}
            Tag::Button | Tag::Select | Tag::Option | Tag::Textarea | Tag::Datalist => {
                self.change(&mut within).flags.control = true;
            }
            _ => {}
        }
        if element.tag.is_inline()
            && !self.around.unseen
            && let Some(class) = document.class(element)
            && self.is_for_screen_readers(class)
        {
            self.change(&mut within).unseen = true;
        }
        for (name, value) in document.hiding_attrs(element) {
            let within = self.change(&mut within);
            let is_hidden = match name {
                AttrName::Hidden => true,
                AttrName::Style => hides(value, &mut self.blocks.scratch.style),
                _ => false,
            };
            within.flags.aria_hidden |= name == AttrName::AriaHidden && value == "true";
            within.flags.hidden |= is_hidden;
            within.unseen |= is_hidden && element.tag.is_inline() && !is_long(document, id);
        }
        within
    }

    #[inline]
    fn is_for_screen_readers(&mut self, class: &'a str) -> bool {
        if self.last_class.0 != class {
            self.last_class = (class, is_for_screen_readers(class));
        }
        self.last_class.1
    }

    /// The surroundings within an element, to be changed.
    fn change<'w>(&self, within: &'w mut Option<Surroundings>) -> &'w mut Surroundings {
        within.get_or_insert(self.around)
    }
}
