//! Sets of elements that the rules of tree construction speak of.

use super::tree::Namespace;
use crate::Tag;

/// A set of the sets that an element is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Class(u16);

impl Class {
    /// Ends a generic search for an open element.
    pub(super) const SPECIAL: Class = Class(1);
    /// Bounds every scope but that of tables.
    pub(super) const SCOPE: Class = Class(1 << 1);
    /// Bounds list item scope, as those of `SCOPE` do.
    pub(super) const LIST: Class = Class(1 << 2);
    /// Bounds button scope, as those of `SCOPE` do.
    pub(super) const BUTTON: Class = Class(1 << 3);
    /// Bounds table scope.
    pub(super) const TABLE_SCOPE: Class = Class(1 << 4);
    /// May end without end tag.
    pub(super) const IMPLIED_END: Class = Class(1 << 5);
    /// Ends without end tag where a template ends.
    pub(super) const THOROUGH_END: Class = Class(1 << 6);
    pub(super) const HEADING: Class = Class(1 << 7);
    /// What stands in these, but may not, stands before the table instead.
    pub(super) const FOSTERED: Class = Class(1 << 8);
    pub(super) const CELL: Class = Class(1 << 9);
    /// Where clearing the stack back to a table ends.
    pub(super) const TABLE_CONTEXT: Class = Class(1 << 10);
    /// Where clearing the stack back to a table body ends.
    pub(super) const BODY_CONTEXT: Class = Class(1 << 11);
    /// Where clearing the stack back to a table row ends.
    pub(super) const ROW_CONTEXT: Class = Class(1 << 12);
    /// A point within foreign content at which HTML begins again.
    pub(super) const INTEGRATION: Class = Class(1 << 13);

    /// Where such an element is the current one, its end tag in the body does nothing but close it.
    pub(super) const PLAIN_END: Class = Class(1 << 14);

    /// Whether the two have a set in common.
    #[inline]
    pub(super) fn meets(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// The sets that an element is in.
    #[inline]
    pub(super) fn of(tag: Tag, namespace: Namespace) -> Class {
        let integrates = match namespace {
            Namespace::Html => return CLASSES.get(tag as usize).copied().unwrap_or(Class(0)),
            Namespace::Svg => matches!(tag, Tag::ForeignObject | Tag::Desc | Tag::Title),
            Namespace::MathMl => is_math_text(tag),
        };
        if integrates { Class::SCOPE.or(Class::INTEGRATION) } else { Class(0) }
    }
}

/// Whether an element belongs in the head, by whose rules it is read wherever it stands.
pub(super) fn is_metadata(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, Base | Basefont | Bgsound | Link | Meta | Noframes | Script | Style | Template | Title)
}

/// Whether an element of MathML holds text, in which HTML may stand.
pub(super) fn is_math_text(tag: Tag) -> bool {
    matches!(tag, Tag::Mi | Tag::Mo | Tag::Mn | Tag::Ms | Tag::Mtext)
}

static CLASSES: [Class; 256] = classes();

#[allow(clippy::indexing_slicing, reason = "runs in the compiler, where a wrong index is an error")]
const fn classes() -> [Class; 256] {
    let mut classes = [Class(0); 256];
    let mut at = 0;
    while at < Tag::ALL.len() {
        classes[Tag::ALL[at] as usize] = html_class(Tag::ALL[at]);
        at += 1;
    }
    classes
}

const fn html_class(tag: Tag) -> Class {
    use Tag::*;
    let mut class = if is_special(tag) { Class::SPECIAL } else { Class(0) };
    if matches!(
        tag,
        Applet | Caption | Html | Table | Td | Th | Marquee | Object | Select | ShadowRoot | Template
    ) {
        class = class.or(Class::SCOPE);
    }
    if matches!(tag, Dd | Dt | Li | Option | Optgroup | P | Rb | Rp | Rt | Rtc) {
        class = class.or(Class::IMPLIED_END).or(Class::THOROUGH_END);
    }
    if matches!(tag, Caption | Colgroup | Tbody | Td | Tfoot | Th | Thead | Tr) {
        class = class.or(Class::THOROUGH_END);
    }
    if has_plain_end(tag) {
        class = class.or(Class::PLAIN_END);
    }
    // Beyond the standard's sets, `table` and `body` end each of the three: where the depth limit closed an element,
    // clearing must not take the whole page.
    if matches!(tag, Html | Template | Table | Body) {
        class = class.or(Class::TABLE_CONTEXT).or(Class::BODY_CONTEXT).or(Class::ROW_CONTEXT);
    }
    class.or(match tag {
        Ol | Ul => Class::LIST,
        Button => Class::BUTTON,
        H1 | H2 | H3 | H4 | H5 | H6 => Class::HEADING,
        Html | Template => Class::TABLE_SCOPE,
        Table => Class::TABLE_SCOPE.or(Class::FOSTERED),
        Tbody | Tfoot | Thead => Class::FOSTERED.or(Class::BODY_CONTEXT),
        Tr => Class::FOSTERED.or(Class::ROW_CONTEXT),
        Td | Th => Class::CELL,
        _ => Class(0),
    })
}

const fn has_plain_end(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        Article
            | Aside
            | Button
            | Dd
            | Div
            | Dl
            | Dt
            | Figcaption
            | Figure
            | Footer
            | H1
            | H2
            | H3
            | H4
            | H5
            | H6
            | Header
            | Label
            | Li
            | Main
            | Nav
            | Ol
            | P
            | Section
            | Span
            | Time
            | Ul
    )
}

const fn is_special(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        Address
            | Applet
            | Area
            | Article
            | Aside
            | Base
            | Basefont
            | Bgsound
            | Blockquote
            | Body
            | Br
            | Button
            | Caption
            | Center
            | Col
            | Colgroup
            | Dd
            | Details
            | Dir
            | Div
            | Dl
            | Dt
            | Embed
            | Fieldset
            | Figcaption
            | Figure
            | Footer
            | Form
            | Frame
            | Frameset
            | H1
            | H2
            | H3
            | H4
            | H5
            | H6
            | Head
            | Header
            | Hgroup
            | Hr
            | Html
            | Iframe
            | Img
            | Input
            | Isindex
            | Li
            | Link
            | Listing
            | Main
            | Marquee
            | Menu
            | Meta
            | Nav
            | Noembed
            | Noframes
            | Noscript
            | Object
            | Ol
            | P
            | Param
            | Plaintext
            | Pre
            | Script
            | Section
            | Select
            | ShadowRoot
            | Source
            | Style
            | Summary
            | Table
            | Tbody
            | Td
            | Template
            | Textarea
            | Tfoot
            | Th
            | Thead
            | Title
            | Tr
            | Track
            | Ul
            | Wbr
            | Xmp
    )
}
