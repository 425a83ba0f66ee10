use super::*;
use crate::LabelledPage;

fn example(id: &str, html: &str, gold: &str) -> Example {
    let line = serde_json::json!({ "id": id, "url": format!("https://{id}.example/"), "page_type": "article",
        "html": html, "text": gold });
    let page = LabelledPage::parse(&line.to_string(), "test.jsonl", 1).unwrap();
    Example::new(page, "test", html.as_bytes(), Schema::full())
}

fn pages() -> Vec<Example> {
    let page = |id: &str, word: &str| {
        let sentence =
            |n: usize| format!("{word} sentence {n} says that things are as they are, and goes on for long.");
        let content: Vec<String> = (0..4).map(sentence).collect();
        let rest: String = (0..4)
            .map(|n| format!("<p>{word} rest {n} with a number of words that follow it.</p>"))
            .collect();
        let html = format!(
            "<main class=a><h1>{word}</h1><p>{}</p><p>{}</p><div class=ad>{word} plea to subscribe today</div><p>{}</p><p>{}</p></main><div class=rest>{rest}</div>",
            content[0], content[1], content[2], content[3]
        );
        example(id, &html, &content.join("\n"))
    };
    vec![page("a", "Alpha"), page("b", "Beta"), page("c", "Gamma")]
}

/// The texts of a copy's blocks cannot be read from it, but their words and labels can.
fn content_words(measured: &Measured) -> Vec<f64> {
    let rows = measured.labels.iter().zip(measured.outline.words());
    rows.filter(|(label, _)| **label == Some(true)).map(|(_, words)| *words).collect()
}

#[test]
fn copies_keep_all_content_and_gain_boilerplate() {
    let examples = pages();
    let copies = copies(&examples, &[Some(0); 3], Schema::full(), 1);
    assert_eq!(copies.len(), examples.len());
    for copy in &copies {
        let original = &examples[copy.example].measured;
        assert_eq!(content_words(&copy.measured), content_words(original));
        assert!(copy.measured.labels.len() > original.labels.len());
        let own = &examples[copy.example].site;
        assert!(!copy.sites.is_empty() && !copy.sites.contains(own));
    }
}

#[test]
fn copies_depend_on_the_seed_alone() {
    let examples = pages();
    let of = |seed| copies(&examples, &[Some(0); 3], Schema::full(), seed);
    let features =
        |copies: Vec<AlteredCopy>| copies.into_iter().map(|c| c.measured.features).collect::<Vec<_>>();
    assert_eq!(features(of(1)), features(of(1)));
    assert_ne!(features(of(1)), features(of(2)));
}

#[test]
fn boilerplate_comes_from_pages_of_the_same_fold() {
    let examples = pages();
    let copies = copies(&examples, &[Some(0), Some(1), Some(2)], Schema::full(), 1);
    assert_eq!(copies.len(), 3);
    for copy in &copies {
        assert_eq!(copy.measured.labels.len(), examples[copy.example].measured.labels.len());
        assert!(copy.sites.is_empty());
    }
}

#[test]
fn what_is_not_learned_from_gives_no_boilerplate() {
    let copies = copies(&pages(), &[Some(0), None, Some(0)], Schema::full(), 1);
    let copied: Vec<(usize, &[String])> = copies.iter().map(|copy| (copy.example, &*copy.sites)).collect();
    assert_eq!(copied, [(0, &["c.example".to_owned()][..]), (2, &["a.example".to_owned()][..])]);
}

/// The tags above each text of a page that is rewritten.
fn check_style(style: Style, html: &str, expected: &[&str]) {
    let document = Document::parse(html);
    let (copy, origins) = rewrite(0, &[], style, &|_| &document);
    assert_eq!(origins.len(), copy.len());
    let blocks = Blocks::of(&copy);
    let path = |owner: NodeId| {
        let mut names: Vec<&str> = copy.path(owner).map(|id| copy.name(id)).collect();
        names.reverse();
        names[2..].join("/")
    };
    let found: Vec<String> =
        blocks.iter().map(|block| format!("{} {}", path(block.owner), blocks.text(block))).collect();
    assert_eq!(found, expected, "{style:?}");
}

#[test]
fn a_style_changes_the_markup_and_keeps_the_text() {
    let html = "<main><section><h2>A</h2><p>B <b>b</b><p>C</section></main><div>D</div>";
    let plain = Style::default();
    check_style(plain, html, &["main/section/h2 A", "main/section/p B b", "main/section/p C", "div D"]);
    let semantics = Style { without_semantics: true, ..plain };
    check_style(semantics, html, &["div/div/h2 A", "div/div/p B b", "div/div/p C", "div D"]);
    let headings = Style { without_headings: true, without_paragraphs: true, ..plain };
    check_style(headings, html, &["main/section/p A", "main/section/div B b", "main/section/div C", "div D"]);
    let breaks = Style { breaks: true, ..plain };
    check_style(breaks, html, &["main/section/h2 A", "main/section B b", "main/section C", "div D"]);
    // A paragraph stays a block of its own behind text that stands on its line, and within a quotation that does.
    let inline =
        "<div><span>By X</span><p>A <i>i</i><p>B</div><div>C</div>D<blockquote><p>E</p></blockquote>";
    check_style(breaks, inline, &["div By X", "div A i", "div B", "div C", " D", "blockquote E"]);
    let tables = Style { tables: true, ..plain };
    check_style(
        tables,
        html,
        &[
            "main/table/tbody/tr/td/h2 A",
            "main/table/tbody/tr/td/p B b",
            "main/table/tbody/tr/td/p C",
            "div D",
        ],
    );
}

/// The labels of a copy, given those of the page's blocks.
#[test]
fn blocks_of_texts_that_disagree_are_not_labelled() {
    let mut source = example("a", "<div>One<b>Two</b></div><p>Three</p>", "");
    let check = |source: &Example, written: &str, expected: Option<bool>| {
        let copy = Document::parse(written);
        // The texts of the copy are those of the page, in their order.
        let texts = |document: &Document| -> Vec<NodeId> {
            let nodes =
                document.nodes().filter(|(_, node)| matches!(node.kind, unboil_html::NodeKind::Text(_)));
            nodes.map(|(id, _)| id).collect()
        };
        let of_page = texts(source.text.document());
        let mut origins = vec![Origin { example: 0, node: NodeId::ROOT }; copy.len()];
        texts(&copy).iter().zip(of_page).for_each(|(id, node)| origins[id.index()].node = node);
        let found = labels(&Blocks::of(&copy), &origins, &|_| source);
        assert_eq!(found, [expected], "{written}");
    };
    let together = "<div>One<b>Two</b><i>Three</i></div>";
    source.measured.labels = vec![Some(true), Some(true)];
    check(&source, together, Some(true));
    source.measured.labels = vec![Some(true), Some(false)];
    check(&source, together, None);
    source.measured.labels = vec![None, Some(false)];
    check(&source, together, None);
    check(&source, "<div>One<b>Two</b></div>", None);
}
