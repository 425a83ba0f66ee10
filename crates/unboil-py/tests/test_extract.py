"""One page at a time: records and blocks are the program's, whatever the page."""

import ast
import inspect
import json
import pickle
import threading
from pathlib import Path

import pytest
import unboil
from program import PAGES, ROOT, as_line

ARTICLE = ROOT / "data" / "pages" / "article-en-mission-semantic.html"


@pytest.mark.parametrize(
    "flags, options",
    [
        ([], {}),
        (["--text-format", "markdown", "--metadata"], {"format": "markdown", "metadata": True}),
        (["--text-format", "html", "--no-links", "--no-images"], {"format": "html", "links": False, "images": False}),
        (["--favor", "strict", "--title", "off"], {"favor": "strict", "title": "off"}),
        (["--threshold", "0.5", "--comments", "on"], {"threshold": 0.5, "comments": "on"}),
    ],
)
def test_records_are_the_programs(unboil_program, flags, options):
    expected = unboil_program("extract", "data/pages", "--format", "jsonl", *flags).decode().splitlines()
    names = [str(path.relative_to(ROOT)) for path in PAGES]
    found = [as_line(unboil.extract(path.read_bytes(), id=name, **options)) for path, name in zip(PAGES, names)]
    assert found == expected


def test_blocks_are_the_programs(unboil_program):
    name = str(ARTICLE.relative_to(ROOT))
    expected = [json.loads(line) for line in unboil_program("classify", name, "--favor", "recall").splitlines()]
    assert unboil.classify(ARTICLE.read_bytes(), id=name, favor="recall") == expected


def test_text_is_read_as_text():
    html = "<title>Ä</title><meta charset=latin1>"
    check = lambda html, **beside: (lambda record: (record["title"], record["encoding"]))(unboil.extract(html, **beside))
    assert check(html) == ("Ä", "UTF-8")
    assert check("<title>П</title>".encode("koi8-r"), charset="koi8-r") == ("П", "KOI8-R")
    # Half of a surrogate pair is no character; the page is read all the same.
    assert check("<title>a\ud800b</title>") == ("a\ufffd\ufffd\ufffdb", "UTF-8")
    assert check(bytearray(b"<title>a</title>")) == ("a", "UTF-8")


def test_addresses_are_made_whole():
    html = "<title>Tides</title><article><p>" + "The tide comes in twice a day, and walkers have to know. " * 5
    record = unboil.extract(html + "<a href=b>More</a>", url="https://a.example/", format="markdown")
    assert "[More](https://a.example/b)" in record["text"]
    assert record["url"] == "https://a.example/"


def test_what_is_no_page_has_a_record():
    record = unboil.extract(b"%PDF-1.7")
    assert (record["status"], record["error"]["code"], record["text"]) == ("error", "not_html", "")
    assert unboil.extract("")["status"] == "empty"


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda: unboil.extract("", format="pdf"), ValueError, "format: unknown variant `pdf`, expected one of `text`, `markdown`"),
        (lambda: unboil.extract("", favour="strict"), ValueError, "favour: unknown field `favour`, expected one of `format`"),
        (lambda: unboil.extract("", metadata="yes"), ValueError, "metadata: invalid type"),
        (lambda: unboil.extract("", threshold=2), ValueError, "threshold: give a number from 0 to 1"),
        (lambda: unboil.extract("", threshold=0.5, favor="strict"), ValueError, "favor or threshold, not both"),
        (lambda: unboil.extract(None), TypeError, "a page is str or bytes, not NoneType"),
        (lambda: unboil.classify(b"%PDF-1.7"), ValueError, "not a web page but a PDF document"),
        (lambda: unboil.Model.load("no/such/model.json"), FileNotFoundError, "no/such/model.json: cannot be read"),
        (lambda: unboil.Model.load(str(ARTICLE)), ValueError, "article-en-mission-semantic.html: "),
        (lambda: unboil.Model.from_bytes(b"{}"), ValueError, "format"),
    ],
)
def test_errors_say_what_is_wrong(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert message in str(raised.value)


def test_models_pickle_by_content():
    model = unboil.Model.builtin()
    again = pickle.loads(pickle.dumps(model))
    assert again == model and hash(again) == hash(model)
    assert again.sha256 == model.sha256 and again.to_bytes() == model.to_bytes()
    page = ARTICLE.read_bytes()
    assert again.extract(page) == unboil.extract(page) == unboil.extract(page, model=again)
    assert again.classify(page) == unboil.classify(page)
    assert model.sha256[:12] in repr(model)
    assert model.manifest["sets"]


def test_the_gil_is_released():
    """Another thread runs while a page is worked on: were the GIL held, it would not get a turn until all was done."""
    page = ARTICLE.read_bytes() * 200
    turns = []

    def count():
        while not is_done.is_set():
            turns.append(None)

    is_done = threading.Event()
    thread = threading.Thread(target=count)
    thread.start()
    before = len(turns)
    unboil.extract(page)
    during = len(turns) - before
    is_done.set()
    thread.join()
    assert during > 1000


def test_stubs_name_what_is_there():
    stub = ast.parse(Path(unboil.__file__).with_name("__init__.pyi").read_text())
    named = {node.name: node for node in stub.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    of_types = {"Options", "Error", "Record", "Block"}
    assert set(unboil.__all__) == set(named) - of_types
    for name, node in named.items():
        if isinstance(node, ast.FunctionDef) and name != "train":
            there = list(inspect.signature(getattr(unboil, name)).parameters)
            arguments = node.args.args + node.args.kwonlyargs + ([node.args.kwarg] if node.args.kwarg else [])
            assert [argument.arg for argument in arguments] == there
    methods = {node.name for node in named["Model"].body + named["Page"].body}
    assert methods <= set(dir(unboil.Model)) | set(dir(unboil.Page))
