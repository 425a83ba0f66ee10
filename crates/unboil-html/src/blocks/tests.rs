use proptest::prelude::*;

use super::*;
use crate::Tag;

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let texts: Vec<&str> = blocks.iter().map(|block| blocks.text(block)).collect();
    assert_eq!(texts, expected);
}

#[track_caller]
fn check_flags(html: &str, expected: BlockFlags) {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    assert_eq!(blocks.block(0).flags, expected);
}

#[test]
fn elements_that_are_not_inline_end_a_block() {
    check("<div>one<p>two</p>three<ul><li>four<li>five</ul></div>", &["one", "two", "three", "four", "five"]);
    check("<p>a <b>b</b> <span>c</span>", &["a b c"]);
    check("<x-card>one</x-card><p>two", &["one", "two"]);
}

#[test]
fn elements_of_unknown_names_in_a_line_are_inline() {
    check(
        "<p>They met in <st1:City>London</st1:City>, as the plan was.",
        &["They met in London, as the plan was."],
    );
    check("<p>As told before (<x-note>4</x-note>).", &["As told before (4)."]);
    check("<p>In all <output>12</output>, <slot>half</slot> done", &["In all 12, half done"]);
    check("<p>a</p><x-card><p>b</p>c</x-card>", &["a", "b", "c"]);
}

#[test]
fn white_space_is_one_space_wherever_it_stands() {
    let words = "the river rises in the hills – and ends in the sea";
    for space in ["  ", "\n", "\t ", " \u{a0}", "\u{2003}", "\u{3000} ", "\u{c}"] {
        for (at, _) in words.char_indices() {
            let (before, after) = words.split_at(at);
            let text = format!("{before}{space}{after}");
            let expected = text.split_whitespace().collect::<Vec<_>>().join(" ");
            check(&format!("<p>{text}"), &[&expected]);
        }
    }
}

#[test]
fn a_line_break_ends_a_block() {
    check("<p>one<br>two<br><br>three", &["one", "two", "three"]);
}

#[test]
fn inline_borders_part_words_but_not_letters_or_punctuation() {
    check("<span>Home</span><span>About</span>", &["Home About"]);
    check("see <a href=x>here</a>, please", &["see here, please"]);
    check("<b>W</b>ord H<sub>2</sub>O", &["Word H2O"]);
    check("<a>東京</a><a>大阪</a>", &["東京大阪"]);
    check("<a>jetty</a>s, <span>T</span>he un<span>believ</span>able", &["jettys, The unbelievable"]);
    check("<span>Jane Doe</span>Reporter <span>12</span>comments", &["Jane Doe Reporter 12 comments"]);
    check("<span>one<span></span></span>two<span></span>three", &["one two three"]);
    check("<p><span>child</span><span>ren</span> <a>O</a><a>nce</a>", &["children Once"]);
    check("<p><span>Jane</span><span>Doe</span>", &["Jane Doe"]);
    check("<span>new</span><span>sale</span>", &["new sale"]);
    check("<h2><b><span>O</span></b><span>nce</span></h2>", &["Once"]);
}

#[test]
fn labels_sentences_and_prices_in_elements_of_their_own_are_parted() {
    let check = |texts: &[&str], expected: &str| {
        check(&texts.iter().map(|text| format!("<span>{text}</span>")).collect::<String>(), &[expected]);
    };
    check(&["Written by:", "Ada Low"], "Written by: Ada Low");
    check(&["The ebb comes.", "Then the flood."], "The ebb comes. Then the flood.");
    check(&["Tides, old", "(12)", "[Edit]"], "Tides, old (12) [Edit]");
    check(&["£19.99", "£24.99"], "£19.99 £24.99");
    check(&["#ebb", "#flood"], "#ebb #flood");
    check(&["Ada:", "“The ebb”", "News", "50%", "off"], "Ada: “The ebb” News 50% off");
    check(&["Ebb!", "Flood?", "(M)", "Blue"], "Ebb! Flood? (M) Blue");
    // What goes on.
    check(&["12:", "30"], "12:30");
    check(&["1,", "000", ".", "50", "€"], "1,000.50€");
    check(&["www.", "ebb.", "example"], "www.ebb.example");
    check(&["f", "(x)", "+", "g", "(y)"], "f(x)+g(y)");
    check(&["US", "$", "5"], "US$5");
    check(&["item", "(s)", "."], "item(s).");
    check(&["潮:", "汐", "(1)"], "潮:汐(1)");
    super::tests::check("<p>Size<a>(M)</a> by:<a>Ada</a>", &["Size(M) by:Ada"]);
}

#[test]
fn nothing_parts_code_but_its_own_space() {
    check(
        "<pre><span>2</span><span>j</span> + <span>0</span><span>xFF</span><span>L</span></pre>",
        &["2j + 0xFFL"],
    );
    check("<p>so <code><span>get</span><a>Item</a>(0)</code> is", &["so getItem(0) is"]);
    check("<p><tt>a<a>B</a></tt> <samp><a>C</a><a>D</a></samp>", &["aB CD"]);
    check("<p>press <kbd>F</kbd><kbd>TAB</kbd>", &["press F TAB"]);
    check("<p><span>Jane</span><code>Doe</code><span>Roe</span>", &["Jane Doe Roe"]);
}

#[test]
fn what_is_written_high_or_low_stays_with_its_word() {
    check("<p>340 <a>km</a><sup>2</sup> of <span>CO</span><sub>2</sub>", &["340 km2 of CO2"]);
    check("<p><a>H</a><sub>2</sub>O H<sub><span>2</span></sub>O", &["H2O H2O"]);
    check("<p>the 1<sup><span>st</span></sup> of 10<sup><a href=x>3</a></sup>", &["the 1st of 103"]);
    check("<p><span>one</span> <sup><a>two</a></sup><span>Three</span>", &["one two Three"]);
    // But for the marks of footnotes, and where a text begins behind a number.
    check("<p>word<sup><a href=#n>1</a></sup> word<a href=#n><sup>2</sup></a>", &["word 1 word 2"]);
    check("<p>about it<sup><a href='javascript:void(0)'>4</a></sup> again", &["about it 4 again"]);
    check("<li><sup>1</sup><span>Faculty</span>", &["1 Faculty"]);
    check("<p><b><span>$549</span><sup>00</sup></b> €12<sup>50</sup>", &["$549 00 €12 50"]);
    check("<p><a>paccache</a><sup>AUR</sup>", &["paccache AUR"]);
    check(
        "<p><sup>1</sup>Faculty of Tides<br><sup>14</sup>C <p>x<sup>2</sup>For",
        &["1 Faculty of Tides", "14C", "x2For"],
    );
    check(
        "<p><sup>18</sup>FDG<p><sub>2</sub>Faculty<p><sup>3</sup><br>Tide",
        &["18FDG", "2Faculty", "3", "Tide"],
    );
}

#[test]
fn old_ruby_and_image_maps_part_nothing() {
    check("<p>In <ruby><rb>漢</rb><rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", &["In 漢(かん)"]);
    check("<p>one <map><area href=x></map>two", &["one two"]);
}

#[test]
fn readings_without_parentheses_get_them() {
    check("<p><ruby>海<rt>うみ</rt></ruby>に", &["海(うみ)に"]);
    check("<p><ruby>海<rt><b>う</b>み </ruby>に", &["海(うみ) に"]);
    check("<p><ruby><rb>東<rb>京<rt>とう<rt>きょう<rtc>Tokyo</ruby> is", &["東京(とう)(きょう)(Tokyo) is"]);
    check("<p><ruby>海<rt></rt>山<rp>(</rp><rt>やま</rt><rp>)</rp></ruby>", &["海山(やま)"]);
    check("<ruby>a<rt>b<br>c</ruby><ruby>d<rt>–<p>e</ruby>", &["a(b)", "cd(–)", "e"]);
}

#[test]
fn formulas_stand_in_their_paragraph() {
    check(
        "<p>As <math><munderover><mo>∑</mo><mn>1</mn><mn>9</mn></munderover><msubsup><mi>x</mi><mn>1</mn>
        <mn>2</mn></msubsup></math> grows",
        &["As ∑1 9 x 1 2 grows"],
    );
    check(
        "<p>Take <math><mstyle><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></mstyle>
        <semantics><ms>s</ms><annotation>TeX</annotation></semantics></math>.",
        &["Take 1 2 s."],
    );
}

#[test]
fn letters_without_case_go_on_behind_a_text_but_not_between_two_elements() {
    check("<li><a>뉴스</a><a>사진</a>", &["뉴스 사진"]);
    check("<p><a>서울</a>에서 <span>강</span>이", &["서울에서 강이"]);
    check("<li><a>أخبار</a><a>صور</a>", &["أخبار صور"]);
    check("<li><span>東</span><span>京</span><a>かな</a><a>カナ</a>", &["東京かなカナ"]);
    check("<p><span>ประเทศ</span><span>ไทย</span>", &["ประเทศไทย"]);
    check("<div><a>ข่าว</a><a>ภาพ</a>", &["ข่าว ภาพ"]);
}

#[test]
fn hints_at_line_breaks_are_left_out() {
    check("<p>Hafen&shy;behörde \u{200b} x\u{200b}y &shy;", &["Hafenbehörde xy"]);
    check("<p>&shy;<a>\u{200b}</a>", &[]);
}

#[test]
fn white_space_is_collapsed() {
    check("<p> a \n\t b&nbsp;c <i> d </i>e ", &["a b c d e"]);
    check("<pre>a\n  b</pre>", &["a b"]);
}

#[test]
fn text_without_words_makes_no_block() {
    check("<p>|</p><p>a</p><p>—</p>", &["a"]);
    check("", &[]);
}

#[test]
fn noscript_is_read_and_scripts_are_not() {
    check("<noscript><p>posts</p></noscript><script>var x = '<p>no</p>'</script>", &["posts"]);
    check("<svg><title>icon</title></svg><template>t</template><p>a", &["a"]);
    check("<embed src=a><noembed><p>no</p></noembed><noframes><p>no</noframes><p>a", &["a"]);
    check_flags("<body><noscript><p>a</noscript>", BlockFlags { noscript: true, ..Default::default() });
}

#[test]
fn hidden_parts_are_kept_and_flagged() {
    let hidden = BlockFlags { hidden: true, ..Default::default() };
    check_flags("<div style='color:red; DISPLAY : none'><p>a", hidden);
    check_flags("<div hidden><p>a", hidden);
    check_flags("<div aria-hidden=true>a", BlockFlags { aria_hidden: true, ..Default::default() });
    check_flags("<button>a", BlockFlags { control: true, ..Default::default() });
}

#[test]
fn a_block_is_hidden_where_all_of_its_words_are() {
    let check = |html: &str, hidden, aria_hidden| {
        check_flags(html, BlockFlags { hidden, aria_hidden, ..Default::default() });
    };
    check("<p><span style='display:none'>x</span>The river rises", false, false);
    check("<p>The river rises <span hidden>x</span>", false, false);
    check("<p><span hidden>x</span> <a hidden>y</a>", true, false);
    check("<p><span>–</span> <a hidden>y</a>.", true, false);
    check("<p><span aria-hidden=true>★</span>The river", false, false);
    check("<p><span aria-hidden=true hidden>x</span> <span aria-hidden=true>y</span>", false, true);
}

#[track_caller]
fn check_seen(html: &str, expected: &[&str]) {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let texts: Vec<_> = blocks.iter().map(|block| blocks.seen_text(block)).collect();
    assert_eq!(texts, expected);
}

#[test]
fn what_is_hidden_in_a_line_is_not_seen() {
    check_seen(
        "<p>Born in Leith<span style='display:none'> (1950) </span>on 2 May",
        &["Born in Leith on 2 May"],
    );
    check_seen("<p>She went with<span hidden>a hidden tip</span> her", &["She went with her"]);
    check_seen("<td><span style='visibility:hidden'>000012</span>12", &["12"]);
    check_seen("<p><a hidden>All</a> ★", &["All ★"]);
    check_seen("<p hidden>All <span>of</span> it", &["All of it"]);
    // What is long is the rest of a text, to be opened.
    let rest = "and the water came in fast ".repeat(8);
    check_seen(
        &format!("<p>We set out <span hidden>{rest}</span>"),
        &[&format!("We set out {}", rest.trim())],
    );
}

#[test]
fn what_only_screen_readers_are_told_beside_words_is_not_seen() {
    let check = |html: &str, expected: &[&str]| {
        check_seen(&html.replace("<s>", "<span class=sr-only>").replace("</s>", "</span>"), expected);
    };
    check("<p>See <a>the map <s>(opens in a new window)</s></a> for more.", &["See the map for more."]);
    check("<p>See <a>the map <s>(opens in a new window)</s></a>. And", &["See the map. And"]);
    check("<p><s>Price:</s> $ <b>9</b><s>now</s>.", &["$ 9."]);
    check("<p>12<s>of</s>40", &["12 40"]);
    check("<p>12 <s>of</s>40 <s>lots</s>", &["12 40"]);
    // Alone, or beside signs, it is all that there is.
    check("<h2><s>The <i>river</i></s></h2><p><s>Rated 4</s> ★★★★", &["The river", "Rated 4 ★★★★"]);
    check("<p>★ <s>Rated</s><div class=sr-only>A part</div>", &["★ Rated", "A part"]);
}

#[test]
fn links_and_bold_are_known_by_run() {
    let document = Document::parse("<p>a <a href=x>b <b>c</b></a> d");
    let blocks = Blocks::of(&document);
    let runs: Vec<(&str, bool, bool)> = blocks
        .runs(blocks.block(0))
        .iter()
        .map(|run| (blocks.run_text(run), run.link.is_some(), run.bold))
        .collect();
    assert_eq!(runs, [("a", false, false), ("b", true, false), ("c", true, true), ("d", false, false)]);
}

#[test]
fn the_blocks_of_an_element_are_a_range() {
    let document = Document::parse("<p>-</p><ul><li>a <i>b</i></li><li>*</li><li>c</ul><p>d");
    let blocks = Blocks::of(&document);
    let find = |tag| document.nodes().find(|(id, _)| document.tag(*id) == tag).map(|(id, _)| id).unwrap();
    assert_eq!(blocks.within(&document, find(Tag::Ul)), 0..2);
    assert_eq!(blocks.within(&document, find(Tag::I)), 0..1);
    assert_eq!(blocks.within(&document, find(Tag::P)), 0..0);
    assert_eq!(blocks.within(&document, NodeId::ROOT), 0..3);
}

proptest! {
    #[test]
    fn any_text_is_a_page_whose_blocks_tile_it(
        html in "(<(/?(p|div|a|b|br|li|ul|table|td|script|noscript|span|select|option)) ?(hidden|class=x|class=sr-only)?>|[a-z .,|é漢\u{a0}]{0,6}){0,40}"
    ) {
        let document = Document::parse(&html);
        let blocks = Blocks::of(&document);
        prop_assert_eq!(blocks.within(&document, NodeId::ROOT), 0..blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            let text = blocks.text(block);
            prop_assert_eq!(text.trim(), text);
            let seen = blocks.seen_text(block);
            prop_assert_eq!(seen.trim(), &seen);
            prop_assert!(seen.chars().any(char::is_alphanumeric));
            prop_assert!(text.chars().any(char::is_alphanumeric));
            prop_assert!(document.contains(block.owner, block.holder));
            prop_assert!(blocks.within(&document, block.holder).contains(&index));
            let joined: String = blocks.runs(block).iter().map(|run| blocks.run_text(run)).collect();
            let squeeze = |s: &str| s.replace(' ', "");
            prop_assert_eq!(squeeze(&joined), squeeze(text));
        }
    }
}

#[test]
fn what_is_behind_the_last_block_that_may_be_belongs_to_it() {
    let count = |lines: usize| Blocks::of(&Document::parse(&"<p>a".repeat(lines)));
    let blocks = count(Blocks::MAX);
    assert_eq!((blocks.len(), blocks.truncated()), (Blocks::MAX, false));
    let blocks = count(Blocks::MAX + 2);
    assert_eq!((blocks.len(), blocks.truncated()), (Blocks::MAX, true));
    assert_eq!(blocks.text(blocks.block(Blocks::MAX - 1)), "a a a");
}
