//! Blocks and trees as html5ever makes them, on generated pages and on real ones.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::outline::{outline, reference_outline};
use crate::reference::{agreement, blocks, reference_blocks};

/// Pieces that the rules of tree construction care about. Not `annotation-xml` that holds HTML: scraper's tree does not
/// know it. Nor `</>`, after which html5ever keeps a line feed that begins a `<pre>`, nor `shadowrootmode`, by which a
/// template is part of the page: scraper's tree leaves it out.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<a href=x>",
    "<a>",
    "</a>",
    "<b>",
    "</b>",
    "<b class=c>",
    "<i>",
    "</i>",
    "<em>",
    "</em>",
    "<nobr>",
    "</nobr>",
    "<font color=red>",
    "<font>",
    "</font>",
    "<span>",
    "</span>",
    "<h1>",
    "</h2>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dd>",
    "</dl>",
    "<table>",
    "</table>",
    "<tbody>",
    "</tbody>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<caption>",
    "</caption>",
    "<colgroup>",
    "<col>",
    "<thead>",
    "<select>",
    "</select>",
    "<option>",
    "</option>",
    "<optgroup>",
    "<hr>",
    "<br>",
    "</br>",
    "<input>",
    "<input type=hidden>",
    "<form>",
    "</form>",
    "<button>",
    "</button>",
    "<object>",
    "</object>",
    "<template>",
    "</template>",
    "<svg>",
    "</svg>",
    "<svg/>",
    "<g>",
    "</g>",
    "<foreignObject>",
    "<desc>",
    "<title>",
    "</title>",
    "<math>",
    "</math>",
    "<mi>",
    "</mi>",
    "<mtext>",
    "<mglyph>",
    "<annotation-xml>",
    "</annotation-xml>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "</textarea>",
    "<noscript>",
    "</noscript>",
    "<iframe>",
    "</iframe>",
    "<xmp>",
    "</xmp>",
    "<pre>",
    "</pre>",
    "<head>",
    "</head>",
    "<body>",
    "</body>",
    "<html lang=en>",
    "</html>",
    "<link>",
    "<meta>",
    "<frameset>",
    "</frameset>",
    "<frame>",
    "<noframes>",
    "</noframes>",
    "<ruby>",
    "<rt>",
    "<rp>",
    "<rtc>",
    "<img>",
    "<image>",
    "<address>",
    "</address>",
    "<article>",
    "</article>",
    "<x-y>",
    "</x-y>",
    "<!-- c -->",
    "<!doctype html>",
    "<![CDATA[t]]>",
    "<?x?>",
    "</ x>",
    "<",
    "&amp;",
    "&lt",
    "&#10;",
    "&#x80;",
    "&notit;",
    "\n",
    " ",
    "\r\n",
    "\0",
    "one",
    "two",
    " three ",
    "é",
    "<plaintext>",
    "<p/>",
    "<a b='>'c>",
    "<!-->",
    "<!--->",
    "--!>",
];

/// Whether raw text may stand in `noscript`, which ends it here, and does not in the reference.
fn has_raw_text_in_noscript(html: &str) -> bool {
    let inner = html.split_once("<noscript>").map_or("", |(_, inner)| inner);
    ["<script", "<style", "<textarea", "<title", "<iframe", "<xmp", "<noframes"]
        .iter()
        .any(|tag| inner.contains(tag))
}

fn page() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// Pages of few tags, which nest and misnest more deeply.
fn narrow_page() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 2..7).prop_flat_map(|few| {
        proptest::collection::vec(proptest::sample::select(few), 0..40).prop_map(|pieces| pieces.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("UNBOIL_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_pages_have_the_reference_tree(html in page()) {
        prop_assume!(!has_raw_text_in_noscript(&html));
        prop_assert_eq!(outline(&html), reference_outline(&html));
    }

    #[test]
    fn misnested_pages_have_the_reference_tree(html in narrow_page()) {
        prop_assume!(!has_raw_text_in_noscript(&html));
        prop_assert_eq!(outline(&html), reference_outline(&html));
    }
}

#[test]
fn nodes_that_go_elsewhere_have_their_place_in_the_reference_tree() {
    let pages = [
        "<head></head> <link> <title>a</title> <script>b</script><p>c",
        "<head></head> <style>a</style> b",
        "<form><div><p>a</form><p>b</div>c",
        "<template><table>a<td>b</template>c",
        "<table><tr>a<td>b</table>c",
        "<table><b>a<td>b</table>c",
        "<b><p>a</b>b",
        "<a>a<div><a>b</div>c",
        "<frameset><frame></frameset>a<noframes>b",
        "<body><b>a<frameset>",
    ];
    for page in pages {
        assert_eq!(outline(page), reference_outline(page), "{page}");
    }
}

/// The shares of text and of pages that agree on a folder of pages.
fn shares(folder: &Path) -> (f64, f64) {
    let (mut pages, mut equal, mut total, mut same) = (0_usize, 0, 0, 0);
    for entry in fs::read_dir(folder).expect("a folder of pages") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let bytes = fs::read(&path).expect("a page");
        // In the reference, streamed parts stay where they are.
        let text = unboil_html::decode(&bytes, None).text.replace("$R", "$X");
        let (ours, theirs) = (blocks(&text), reference_blocks(&text));
        let (bytes_total, bytes_same) = agreement(&ours, &theirs);
        (pages, equal) = (pages + 1, equal + usize::from(ours == theirs));
        (total, same) = (total + bytes_total, same + bytes_same);
    }
    assert!(pages > 0, "{} has no pages", folder.display());
    (same as f64 / total.max(1) as f64, equal as f64 / pages as f64)
}

#[test]
fn our_own_pages_agree_wholly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/pages");
    assert_eq!(shares(&folder), (1.0, 1.0));
}

/// `UNBOIL_PAGES` may name a folder of real pages.
#[test]
fn real_pages_agree() {
    let Some(folder) = std::env::var_os("UNBOIL_PAGES") else { return };
    let (text, pages) = shares(Path::new(&folder));
    assert!(text >= 0.999 && pages >= 0.96, "{text} of the text, {pages} of the pages");
}
