//! What a page says of itself.

use crate::{AttrName, Document, Node, NodeId, NodeKind, Tag};

/// Texts from `<title>`, `<meta>` and the root element: of several of a name the first that is not empty. Each is empty
/// where the page does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The first `<title>`, white space collapsed.
    pub title: String,
    /// `og:title`.
    pub og_title: String,
    /// `og:description`, else `description`.
    pub description: String,
    /// `og:site_name`, else `application-name`.
    pub site_name: String,
    /// `og:type`.
    pub og_type: String,
    /// Whether `robots` asks search engines to leave the page out: `noindex`, or `none`.
    pub noindex: bool,
    /// The root's `lang`, as written.
    pub lang: String,
}

impl Head {
    pub(crate) fn of(document: &Document) -> Head {
        let mut head = Head {
            lang: document.attr(NodeId::ROOT, AttrName::Lang).unwrap_or_default().to_owned(),
            ..Head::default()
        };
        let (mut og, mut plain, mut application) = (String::new(), String::new(), String::new());
        // By one look at each node: there are many, and few of these.
        let tells = |node: &Node| match &node.kind {
            NodeKind::Element(element) => {
                matches!(element.tag, Tag::Title | Tag::Meta | Tag::Svg | Tag::Math)
            }
            NodeKind::Text(_) => false,
        };
        // Where pictures and formulas end, whose titles are their own, and the titles that are empty.
        let mut titled_from = NodeId::ROOT;
        for (id, node) in document.nodes().filter(|(_, node)| tells(node)) {
            match document.tag(id) {
                Tag::Title if head.title.is_empty() && titled_from <= id => {
                    head.title = content(document, id);
                    titled_from = node.end;
                }
                Tag::Svg | Tag::Math => titled_from = titled_from.max(node.end),
                Tag::Meta => {
                    let name = document.attr(id, AttrName::Property).or(document.attr(id, AttrName::Name));
                    let text = || document.attr(id, AttrName::Content).unwrap_or_default().trim().to_owned();
                    let told = match name.unwrap_or_default().to_ascii_lowercase().as_str() {
                        "og:title" => &mut head.og_title,
                        "og:description" => &mut og,
                        "description" => &mut plain,
                        "og:type" => &mut head.og_type,
                        "og:site_name" => &mut head.site_name,
                        "application-name" => &mut application,
                        "robots" => {
                            head.noindex |= asks_for_noindex(&text());
                            continue;
                        }
                        _ => continue,
                    };
                    if told.is_empty() {
                        *told = text();
                    }
                }
                _ => {}
            }
        }
        head.description = if og.is_empty() { plain } else { og };
        if head.site_name.is_empty() {
            head.site_name = application;
        }
        head
    }
}

/// Whether a list of directives for robots has one that leaves the page out of indexes.
fn asks_for_noindex(directives: &str) -> bool {
    let mut directives = directives.split(',').map(str::trim);
    directives.any(|asked| asked.eq_ignore_ascii_case("noindex") || asked.eq_ignore_ascii_case("none"))
}

/// The text within an element: what is before and behind it is not looked at, as there may be many titles.
fn content(document: &Document, id: NodeId) -> String {
    let inside = (id.0..document.node(id).end.0).map(|inner| document.node(NodeId(inner)));
    let mut text = String::new();
    for node in inside {
        if let NodeKind::Text(span) = node.kind {
            text.push_str(document.text(span));
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::Document;

    #[track_caller]
    fn check_noindex(metas: &str, expected: bool) {
        assert_eq!(Document::parse(metas).head().noindex, expected);
    }

    #[test]
    fn robots_are_asked_to_leave_a_page_out_by_one_of_their_directives() {
        check_noindex("<meta name=robots content=noindex>", true);
        check_noindex("<META NAME='Robots' CONTENT='follow, NoIndex'>", true);
        check_noindex("<meta name=robots content=none>", true);
        check_noindex(
            "<meta name=robots content='max-snippet:-1'><meta name=robots content='noindex,nofollow'>",
            true,
        );
        check_noindex("<meta name=robots content='index, noimageindex'>", false);
        check_noindex("<meta name=description content=noindex>", false);
        check_noindex("", false);
    }

    #[test]
    fn the_first_that_says_anything_counts() {
        let metas = "<meta property=og:title content=' '><meta property=og:title content=River>
            <meta property=og:title content=Lake><meta name=application-name content=App>
            <meta property=og:site_name content=''>";
        let document = Document::parse(metas);
        assert_eq!((&*document.head().og_title, &*document.head().site_name), ("River", "App"));
    }

    #[test]
    fn the_title_is_the_first_that_is_not_empty_and_of_no_picture() {
        let check = |html: &str, expected| assert_eq!(Document::parse(html).head().title, expected, "{html}");
        check("<title> The\n river </title><title>Lake</title>", "The river");
        check("<title></title><p>a<title> </title><title>River</title>", "River");
        check("<svg><g><title>Icon</title></g></svg><title>River</title>", "River");
        check("<math><mi>x<title>Sum</title></mi></math><title>River</title>", "River");
        check(&format!("{}<title>River</title>b", "<title></title>".repeat(100_000)), "River");
    }

    #[test]
    fn the_type_of_a_page_is_that_of_the_open_graph() {
        let document =
            Document::parse("<meta property=og:type content=' article '><meta name=type content=x>");
        assert_eq!(document.head().og_type, "article");
    }
}
