//! What tells once a page that a notice stands in the place of its text, or that it is a text.

use unboil_html::{AttrName, NodeId};

use super::Page;
use super::class_words::names_notice;

/// The signs of a page; all false where it has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    /// It asks to be left out of indexes, as logins, errors and results of searches do: see
    /// [`Head::noindex`](unboil_html::Head::noindex).
    pub(crate) is_unlisted: bool,
    /// It says that it is an article, by `og:type`.
    pub(crate) is_article: bool,
    /// It has a field for a password.
    pub(crate) asks_password: bool,
    /// An element around its heading is named after a notice, by class or id; where it has no heading, `body` or the root.
    pub(crate) is_named_notice: bool,
}

impl Signs {
    pub(crate) fn of(page: &Page) -> Signs {
        let head = page.document.head();
        Signs {
            is_unlisted: head.noindex,
            is_article: head.og_type.eq_ignore_ascii_case("article"),
            asks_password: page.elements.controls.iter().any(|id| is_password(page, *id)),
            is_named_notice: is_named_notice(page),
        }
    }
}

fn is_password(page: &Page, control: NodeId) -> bool {
    let kind = page.document.attr(control, AttrName::Type);
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("password"))
}

fn is_named_notice(page: &Page) -> bool {
    let elements = &page.elements;
    let around: Vec<usize> = match page.headings.page_heading {
        Some(heading) => elements.path(elements.owners[heading]).collect(),
        None => (0..elements.len().min(2)).filter(|place| elements.list[*place].is_page()).collect(),
    };
    around.into_iter().any(|place| {
        let attrs = page.document.attrs(elements.list[place].id);
        let mut names = attrs.filter(|(name, _)| matches!(name, AttrName::Class | AttrName::Id));
        names.any(|(_, value)| names_notice(value))
    })
}

#[cfg(test)]
mod tests {
    use unboil_html::{Blocks, Document};

    use super::*;

    const NONE: Signs =
        Signs { is_unlisted: false, is_article: false, asks_password: false, is_named_notice: false };

    #[track_caller]
    fn check(html: &str, expected: Signs) {
        let document = Document::parse(html);
        let blocks = Blocks::of(&document);
        assert_eq!(Signs::of(&Page::new(&document, &blocks)), expected);
    }

    #[test]
    fn the_head_tells_of_pages_that_are_not_listed_and_of_articles() {
        check("<meta name=robots content='noindex, follow'><p>Text", Signs { is_unlisted: true, ..NONE });
        check("<meta property=og:type content=Article><p>Text", Signs { is_article: true, ..NONE });
        check("<meta property=og:type content=website><p>Text", NONE);
    }

    #[test]
    fn a_field_for_a_password_is_a_sign_and_one_for_a_name_is_none() {
        check("<p>Text<form><input type=PASSWORD></form>", Signs { asks_password: true, ..NONE });
        check("<p>Text<form><input type=text name=password></form>", NONE);
    }

    #[test]
    fn names_count_around_the_heading_and_not_beside_it() {
        let named = Signs { is_named_notice: true, ..NONE };
        check("<body class='page error404'><h1>Gone fishing</h1><p>Text", named);
        check("<main id=notFound><h1>Gone fishing</h1></main><p>Text", named);
        check("<div class=login><p>Sign in</div><main><h1>Gone fishing</h1><p>Text</main>", NONE);
        check("<body class=wallpaper><h1>Gone fishing</h1>", NONE);
    }

    #[test]
    fn without_a_heading_the_body_tells() {
        check(
            "<body id=maintenance><div class=box>Back at nine</div>",
            Signs { is_named_notice: true, ..NONE },
        );
        check("<body><div class=maintenance>Back at nine</div>", NONE);
        check("", NONE);
    }
}
