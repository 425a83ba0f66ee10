//! What browsers show of a page beyond its tree: shadow roots, what is streamed, what `noscript` leaves open.

use unboil_html::{Block, Blocks, Document};

/// Checks the texts of blocks, each with the path from its owner, and whether it is hidden.
#[track_caller]
fn check_paths(html: &str, expected: &[&str]) {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let path = |block: &Block| {
        let path: Vec<_> = document.path(block.owner).map(|id| document.name(id)).collect();
        let hidden = if block.flags.hidden { ", hidden" } else { "" };
        format!("{}: {}{hidden}", blocks.text(block), path.join(" "))
    };
    assert_eq!(blocks.iter().map(path).collect::<Vec<_>>(), expected, "{html}");
}

#[test]
fn shadow_roots_are_part_of_the_page() {
    check_paths(
        "<x-card><Template ShadowRootMode='OPEN'><h1>a</h1><p>b</template><p>c</p></x-card>d",
        &[
            "a: h1 shadow-root x-card body html",
            "b: p shadow-root x-card body html",
            "c: p x-card body html",
            "d: body html",
        ],
    );
    check_paths(
        "<p><x-i><template shadowrootmode=closed><div>a</div></p></template></x-i>b",
        &["a: div shadow-root x-i p body html", "b: p body html"],
    );
    check_paths(
        "<x-a><template shadowrootmode=open><template>no</template><x-b><template shadowrootmode=open>a</template>b</x-b></template>c",
        &[
            "a: shadow-root x-b shadow-root x-a body html",
            "b: x-b shadow-root x-a body html",
            "c: x-a body html",
        ],
    );
    check_paths("<template><template shadowrootmode=open>no</template>no</template>a", &["a: body html"]);
    check_paths(
        "<x-a><template shadowrootmode=open><table><tr><td>a</template>b",
        &["a: td tr tbody table shadow-root x-a body html", "b: x-a body html"],
    );
    check_paths(
        "<template shadowrootmode>no</template><template shadowrootmode=x>no</template>a",
        &["a: body html"],
    );
}

/// What browsers show of XHTML that is served as such.
#[test]
fn xhtml_loses_nothing() {
    let xhtml =
        |rest: &str| format!("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>{rest}");
    let empty =
        "<style/><script src='a.js'/></head><body><p>a<iframe/><textarea/>b</p><p><![CDATA[c & d]]> e</p>";
    check_paths(
        &xhtml(&format!("<head><title/>{empty}")),
        &["a: p body html", "b: p body html", "c & d e: p body html"],
    );
    check_paths(&xhtml("<script>'<p>'<!--<![CDATA[--></script><p>a"), &["a: p body html"]);
    check_paths(
        &xhtml("<table><![CDATA[ ]]><tr><![CDATA[a]]><td>b"),
        &["a: body html", "b: td tr tbody table body html"],
    );
    check_paths("<p>a<script/></p><p>b", &["a: p body html"]);
}

#[test]
fn what_is_streamed_is_put_into_its_place() {
    let place = |id: &str| format!("<!--$?--><template id=\"{id}\"></template><!--/$-->");
    let part = |id: &str, html: &str| format!("<div hidden id=\"{id}\">{html}</div>");
    let call = |call: &str| format!("<script>{call}</script>");
    // Within a sentence as well as around paragraphs.
    check_paths(
        &(format!("<main><p>a {} d</p>{}</main><footer>z</footer>", place("B:0"), place("B:1"))
            + &part("S:0", "b <b>c</b>")
            + &call("$RC(\"B:0\",\"S:0\")")
            + &part("S:1", "<h1>e</h1><p>f")
            + &call("$RC(\"B:1\",\"S:1\")")),
        &[
            "a b c d: p main body html",
            "e: h1 span main body html",
            "f: p span main body html",
            "z: footer body html",
        ],
    );
    // A part of a part, whichever comes first.
    let nested = part("S:1", &format!("<p>a</p>{}<p>c", place("P:2"))) + &part("S:2", "<p>b");
    let calls = ["$RS(\"S:2\",\"P:2\")", "$RC(\"B:0\",\"S:1\")"];
    for calls in [calls, [calls[1], calls[0]]] {
        check_paths(
            &(format!("<main>{}</main><p>z</p>", place("B:0")) + &nested + &call(&calls.join(";"))),
            &[
                "a: p span main body html",
                "b: p span span main body html",
                "c: p span main body html",
                "z: p body html",
            ],
        );
    }
}

#[test]
fn what_is_shown_until_a_part_comes_goes() {
    let check = |page: &str, expected: &[&str]| {
        let part = "<div hidden id=S:0>a</div><script>$RC(\"B:0\",\"S:0\")</script>";
        check_paths(&format!("<body>{page}{part}"), expected);
    };
    check(
        "<!--$?--><template id=B:0></template><p>Loading <b>a</b></p> <!--$-->now<!--/$--><!--/$--><p>b</p>",
        &["a: body html", "b: p body html"],
    );
    // Space behind the boundary belongs to what follows it.
    check("<p>x<!--$?--><template id=B:0></template><i>…</i><!--/$--> <b>b</b></p>", &["xa b: p body html"]);
    // Without a boundary, or with one that does not end, nobody knows what is meant for a while only.
    check("<template id=B:0></template><p>b</p>", &["a: body html", "b: p body html"]);
    check("<!--$?--><template id=B:0></template><p>b</p>", &["a: body html", "b: p body html"]);
}

#[test]
fn what_has_no_place_stays_where_it_is() {
    let check = |html: &str| check_paths(html, &["a: p body html", "b: div body html, hidden"]);
    check("<p>a<div hidden id=S:0>b</div><script>$RC(\"B:0\",\"S:0\")</script>");
    check("<p>a<template id=B:0></template><div hidden id=S:0>b</div>");
    check(
        "<template><template id=B:0></template></template><p>a<div hidden id=S:0>b</div>$RC(\"B:0\",\"S:0\")"
            .replace("$RC", "<script>$RC")
            .as_str(),
    );
    // In itself.
    check("<p>a<div hidden id=S:0>b<template id=B:0></template></div><script>$RC(\"B:0\",\"S:0\")</script>");
}

#[test]
fn what_noscript_leaves_open_ends_with_it() {
    check_paths(
        "<noscript><iframe src=x /></noscript><p>a<section><noscript><div><textarea></NOSCRIPT >b",
        &["a: p body html", "b: section body html"],
    );
    check_paths("<head><noscript><style>no</noscript><p>a", &["a: p body html"]);
    check_paths("<iframe><noscript></iframe><p>a", &["a: p body html"]);
}
