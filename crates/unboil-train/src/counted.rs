//! Numbers of things, in words.

/// A number and what it counts, in the singular where that is 1: `1 site`, `2 sites`.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        let check = |number: usize, expected: &str| assert_eq!(counted(number, "site"), expected);
        check(0, "0 sites");
        check(1, "1 site");
        check(2, "2 sites");
    }
}
