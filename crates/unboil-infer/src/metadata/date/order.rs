//! Which of two numbers is the month, where either could be: `5/6/2024`.

use unboil_html::{Document, NodeKind};

/// A year, a month and a day of it.
pub(in crate::metadata) type Day = (u32, u32, u32);

/// What stands between the numbers of a day.
const GAPS: [&str; 3] = ["/", "-", "."];

/// How a page writes its days.
#[derive(Clone, Copy, Debug)]
pub(in crate::metadata) struct Order {
    /// Whether the month comes first between each of [`GAPS`].
    is_month_first: [bool; GAPS.len()],
    /// The newest day that is known of the page: its others are hardly after that.
    newest: Option<Day>,
}

impl Order {
    pub(super) const DAY_FIRST: Order = Order { is_month_first: [false; GAPS.len()], newest: None };

    /// That of a language: the month comes first between slashes in American English.
    pub(in crate::metadata) fn of(language: &str) -> Order {
        let is_american = matches!(language, "en" | "en-US" | "");
        Order { is_month_first: GAPS.map(|gap| is_american && gap == "/"), newest: None }
    }

    /// The same, but as the texts of a page tell by their days that are in no doubt, such as `03-13-2007`.
    pub(in crate::metadata) fn as_in(mut self, document: &Document) -> Order {
        let mut has = [[false; 2]; GAPS.len()];
        for (_, node) in document.nodes() {
            if let NodeKind::Text(span) = node.kind {
                without_doubt(document.text(span)).for_each(|(gap, is_month_first)| {
                    has[gap][usize::from(is_month_first)] = true;
                });
            }
        }
        for (is_month_first, has) in self.is_month_first.iter_mut().zip(has) {
            if has[0] != has[1] {
                *is_month_first = has[1];
            }
        }
        self
    }

    /// The same on a page that has this day as well.
    pub(in crate::metadata) fn until(self, day: Option<Day>) -> Order {
        Order { newest: self.newest.max(day), ..self }
    }

    /// Whether the month comes first of numbers that this stands between.
    pub(super) fn is_month_first(&self, between: &str) -> bool {
        GAPS.iter().zip(self.is_month_first).any(|(gap, is_month_first)| is_month_first && *gap == between)
    }

    /// The usual reading of two numbers; the other one where only the usual one is after the newest day.
    pub(super) fn choose(self, usual: Day, other: Option<Day>) -> Day {
        match (self.newest, other) {
            (Some(newest), Some(other)) if usual > newest && other <= newest => other,
            _ => usual,
        }
    }
}

/// The days of a text of which one number cannot be the month: what stands between their numbers, as a place in [`GAPS`], and
/// whether the month comes first.
fn without_doubt(text: &str) -> impl Iterator<Item = (usize, bool)> {
    let is_of_day = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'.');
    let words =
        text.as_bytes().split(move |byte| !is_of_day(byte)).filter(|word| word.len() >= "1/13/2007".len());
    words.filter_map(|word| {
        let word = str::from_utf8(word).ok()?.trim_matches(['/', '-', '.']);
        let gap = GAPS.iter().position(|gap| word.contains(gap))?;
        let mut numbers = word.split(GAPS[gap]);
        let (first, second, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
        if year.len() != 4 || numbers.next().is_some() {
            return None;
        }
        match (first.parse::<u8>().ok()?, second.parse::<u8>().ok()?) {
            (1..=12, 13..=31) => Some((gap, true)),
            (13..=31, 1..=12) => Some((gap, false)),
            _ => None,
        }
    })
}
