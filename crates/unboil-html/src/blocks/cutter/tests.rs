use super::*;

#[test]
fn words_end_at_white_space_that_is_not_one_space_between_words() {
    let ends = [
        "  ", " \n", "\t", "\r", "\u{b}", " \u{7f}", " \u{e9}", "\u{85}", "\u{a0}", "\u{1680}", "\u{2003}",
        "\u{3000}",
    ];
    let others = ["", "!", "\u{1}", "\u{a1}", "\u{e9}", "\u{e01}", "\u{2019}", "\u{1f600}", "a b"];
    for before in 0..20 {
        for other in others {
            let words = format!("{}x{other}", "a ! ".repeat(before));
            assert_eq!(spaced_words(&words), words.len());
            for end in ends {
                let text = format!("{words}{end}{words}");
                assert_eq!(spaced_words(&text), words.len(), "{text:?}");
            }
        }
    }
}

#[test]
fn styles_hide_whatever_their_spaces_and_case() {
    let mut compact = String::new();
    let mut check = |style: &str, expected| assert_eq!(hides(style, &mut compact), expected, "{style}");
    check("color:red; Display :\u{a0}NONE", true);
    check("visib ility:hid den;", true);
    check("display:block", false);
    check("display:none", true);
    check("y:n", false);
    check("display::none", false);
}
