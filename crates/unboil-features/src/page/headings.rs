//! The heading that a block stands under, and the heading of the page.

use unboil_html::{AttrName, Blocks, Document, Run, Tag};

use super::elements::{Elements, Landmarks};
use super::{Marks, Overlap, Texts, Totals};

/// A heading of at most this many words speaks for what is under it.
const SPEAKING_WORDS: f64 = 10.0;
/// Without an `h1`, a block this alike to the title is the page's heading.
const TITLE_LIKE: f64 = 0.5;

/// One block's place among the headings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BlockHeadings {
    /// Blocks since the last heading, 0 for a heading itself; `None` before the first.
    pub(crate) since_last: Option<usize>,
    /// 1 to 6, the level of the last heading; 0 before the first.
    pub(crate) level: u8,
    /// Keyword families that the last heading shows; none for a heading itself.
    pub(crate) marks: u32,
    /// Whether the last heading is a link; not for a heading itself.
    pub(crate) is_linked: bool,
    /// -1 before the page's heading, 1 after it, 0 for itself or where there is none.
    pub(crate) side: f64,
    /// Blocks between the page's heading and this one.
    pub(crate) distance: f64,
    /// Levels up from the block to the first element that also holds the page's heading.
    pub(crate) up: f64,
    /// Share of the page's words in that element.
    pub(crate) meet_share: f64,
}

/// The headings as each block sees them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headings {
    pub(crate) list: Vec<BlockHeadings>,
    /// The block that is the heading of the page.
    pub(crate) page_heading: Option<usize>,
}

impl Headings {
    pub(crate) fn of(
        page_heading: Option<usize>,
        elements: &Elements,
        marks: &Marks,
        texts: &Texts,
        totals: &Totals,
        landmarks: &mut Landmarks,
    ) -> Headings {
        let meetings = page_heading.map(|at| landmarks.meetings(elements, elements.owners[at]));
        let levels = heading_levels(elements);
        let mut last: Option<(usize, u8)> = None;
        let list = elements.owners.iter().enumerate().map(|(index, owner)| {
            if let Some(level) = levels[*owner] {
                last = Some((index, level));
            }
            let speaks = |at: usize| at != index && totals.words(&(at..at + 1)) <= SPEAKING_WORDS;
            let speaking = last.filter(|(at, _)| speaks(*at));
            let mut headings = BlockHeadings {
                since_last: last.map(|(at, _)| index - at),
                level: last.map_or(0, |(_, level)| level),
                marks: speaking.map_or(0, |(at, _)| marks.list[at]),
                is_linked: last.is_some_and(|(at, _)| at != index && texts.list[at].is_linked()),
                ..BlockHeadings::default()
            };
            if let (Some(at), Some(meetings)) = (page_heading, &meetings) {
                headings.side = (index as f64 - at as f64).signum() * f64::from(u8::from(index != at));
                headings.distance = index.abs_diff(at) as f64;
                let meeting = meetings[elements.holders[index]];
                headings.up = f64::from(meeting.up);
                let meet = elements.list[meeting.at as usize].blocks();
                headings.meet_share = totals.words(&meet) / totals.words(&totals.all());
            }
            headings
        });
        Headings { list: list.collect(), page_heading }
    }
}

/// The level of the innermost heading that each element is or stands in; `None` where there is none.
fn heading_levels(elements: &Elements) -> Vec<Option<u8>> {
    let mut levels: Vec<Option<u8>> = Vec::with_capacity(elements.len());
    for element in &elements.list {
        let around = levels.get(element.parent as usize).copied().flatten();
        levels.push(element.tag.heading_level().or(around));
    }
    levels
}

/// The visible `h1` most alike to the title, unless only an `h2` is alike; else the `h2` or the block that is, or an `h1`
/// that leads home, which names the site.
pub(crate) fn find_page_heading(
    document: &Document,
    blocks: &Blocks,
    elements: &Elements,
    overlap: &Overlap,
) -> Option<usize> {
    let title = |block: usize| overlap.list[block].title;
    let is_alike = |block: usize| title(block) > TITLE_LIKE;
    let within = |tag: Tag| {
        let mut found = vec![false; blocks.len()];
        for element in elements.list.iter().filter(|element| element.tag == tag) {
            found[element.blocks()].fill(true);
        }
        found
    };
    let most_alike = |candidates: &dyn Fn(usize) -> bool| {
        let candidates = (0..blocks.len()).filter(|&block| candidates(block));
        candidates.max_by(|&a, &b| title(a).total_cmp(&title(b)).then(b.cmp(&a)))
    };
    let (mut first, mut second) = (within(Tag::H1), within(Tag::H2));
    for (block, (first, second)) in
        first.iter_mut().zip(&mut second).enumerate().filter(|(_, (first, _))| **first)
    {
        *first = !blocks.block(block).flags.hidden;
        if *first && leads_home(document, blocks, block) {
            (*first, *second) = (false, true);
        }
    }
    let heading = most_alike(&|block| first[block]);
    heading
        .filter(|&block| is_alike(block))
        .or_else(|| most_alike(&|block| second[block] && is_alike(block)))
        .or(heading)
        .or_else(|| most_alike(&|block| second[block] || is_alike(block)))
}

/// Whether all of a block is a link to where its site begins.
fn leads_home(document: &Document, blocks: &Blocks, block: usize) -> bool {
    let href = |run: &Run| document.attr(run.link?, AttrName::Href);
    blocks.runs(blocks.block(block)).iter().all(|run| href(run).is_some_and(is_home))
}

/// Whether an address is that of a whole site: one without a path, or with that of an index.
fn is_home(href: &str) -> bool {
    let path = match href.split_once("//") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => href.trim_start_matches(['.', '/']),
    };
    !href.is_empty() && (path.is_empty() || path.starts_with("index.") && !path.contains(['/', '?']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Page;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let document = Document::parse(html);
        let blocks = Blocks::of(&document);
        let heading = Page::new(&document, &blocks).headings.page_heading;
        assert_eq!(heading.map(|block| blocks.text(blocks.block(block))), Some(expected), "{html}");
    }

    #[test]
    fn the_heading_of_a_page_is_not_the_name_of_its_site() {
        let title = "<title>A day on the flats - Mud Diaries</title>";
        let post = "<p>Home</p><h2>A day on the flats</h2><p>We set out early.";
        let diaries = "Mud Diaries";
        check(&format!("{title}<h1><a href='/'>{diaries}</a></h1>{post}"), "A day on the flats");
        check(
            &format!("{title}<a href='https://mud.example'><h1>{diaries}</h1></a>{post}"),
            "A day on the flats",
        );
        check(&format!("{title}<h1>{diaries}</h1>{post}"), "A day on the flats");
        check(&format!("{title}<h1>{diaries}</h1><h1>The flats, a day</h1>{post}"), "The flats, a day");
        check(&format!("{title}<h1>{diaries}</h1><h2>Comments</h2>"), diaries);
        check(&format!("<title>{diaries}</title><h1><a href='index.php'>{diaries}</a></h1>{post}"), diaries);
        check(&format!("<h1><a href='./'>{diaries}</a></h1>{post}"), diaries);
        check(&format!("<h1><a href='/a'>{diaries}</a></h1>{post}"), diaries);
    }
}
