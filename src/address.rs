//! Where a page was fetched from, as users give it.

use url::Url;

/// What an address has to be, as a part of a sentence.
pub const ADDRESS_IS: &str = "a whole address, as in https://site.example/page";

/// Whether a text is a whole address, against which links can be resolved.
pub fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_whole() {
        let check = |text: &str, expected: bool| assert_eq!(is_address(text), expected, "{text}");
        check("https://site.example/page", true);
        check("file:///tmp/page.html", true);
        check("site.example/page", false);
        check("//site.example/page", false);
        check("", false);
    }
}
