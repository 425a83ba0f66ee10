//! Which of two numbers is the month, where either could be: `5/6/2024`.

/// A year, a month and a day of it.
pub(in crate::metadata) type Day = (u32, u32, u32);

/// How a page writes its days.
#[derive(Clone, Copy, Debug)]
pub(in crate::metadata) struct Order {
    /// Whether the month comes first between slashes.
    pub(super) is_month_first: bool,
    /// The newest day that is known of the page: its others are hardly after that.
    newest: Option<Day>,
}

impl Order {
    pub(super) const DAY_FIRST: Order = Order { is_month_first: false, newest: None };

    /// That of a language: the month comes first in American English.
    pub(in crate::metadata) fn of(language: &str) -> Order {
        Order { is_month_first: matches!(language, "en" | "en-US" | ""), newest: None }
    }

    /// The same on a page that has this day as well.
    pub(in crate::metadata) fn until(self, day: Option<Day>) -> Order {
        Order { newest: self.newest.max(day), ..self }
    }

    /// The usual reading of two numbers; the other one where only the usual one is after the newest day.
    pub(super) fn choose(self, usual: Day, other: Option<Day>) -> Day {
        match (self.newest, other) {
            (Some(newest), Some(other)) if usual > newest && other <= newest => other,
            _ => usual,
        }
    }
}
