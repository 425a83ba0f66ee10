"""Many pages: tables are the program's, and no page is lost."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import unboil
from program import PAGES, ROOT, as_warc

NAMES = [str(path.relative_to(ROOT)) for path in PAGES]
HTML = [path.read_bytes() for path in PAGES]
URLS = [f"https://{path.stem}.example/" for path in PAGES]
OPTIONS = {"format": "markdown", "metadata": True, "title": "on"}


def test_tables_are_the_programs(unboil_program, tmp_path):
    table = pa.table({"id": NAMES, "url": URLS, "html": pa.array(HTML, pa.binary())})
    pq.write_table(table, tmp_path / "pages.parquet")
    flags = ["--text-format", "markdown", "--metadata", "--title", "on"]
    unboil_program("extract", tmp_path / "pages.parquet", "--output", tmp_path / "records.parquet", *flags)
    expected = pq.read_table(tmp_path / "records.parquet", arrow_extensions_enabled=False)
    found = unboil.extract_batch(table["html"], table["id"], table["url"], **OPTIONS)
    assert found.schema == unboil.schema()
    assert found.schema.equals(expected.schema, check_metadata=False)
    assert found.to_pylist() == expected.to_pylist()
    read = unboil.extract_batch(unboil.read_pages(tmp_path / "pages.parquet"), **OPTIONS)
    assert read.to_pylist() == expected.to_pylist()


def test_threads_change_nothing():
    expected = unboil.extract_batch(HTML, NAMES, threads=1)
    for threads in (2, 7, None):
        assert unboil.extract_batch(HTML, NAMES, threads=threads).equals(expected)


@pytest.mark.parametrize(
    "pages",
    [
        HTML[:3],
        tuple(HTML[:3]),
        (page for page in HTML[:3]),
        pa.array(HTML[:3]),
        pa.array(HTML[:3], pa.large_binary()),
        pa.array(HTML[:3], pa.binary_view()),
        pa.chunked_array([HTML[:1], HTML[1:3]]),
        pa.chunked_array([[page.decode() for page in HTML[:3]]]),
        pa.array([page.decode() for page in HTML[:3]], pa.large_string()),
        pa.array(HTML[:3]).dictionary_encode(),
        pd.Series(HTML[:3]),
        pd.Series([page.decode() for page in HTML[:3]]),
    ],
)
def test_pages_come_in_any_wrapping(pages):
    expected = unboil.extract_batch([page.decode() for page in HTML[:3]])
    assert unboil.extract_batch(pages).equals(expected)


def test_every_page_has_a_row():
    pages = [HTML[0], None, b"", 7, b"%PDF-1.7", "\ud800", [], bytes(range(1, 9)) * 9]
    table = unboil.extract_batch(pages, [5, None, *"cdefgh"])
    assert table["id"].to_pylist() == ["5", "1", "c", "d", "e", "f", "g", "h"]
    codes = [None, "no_page", None, "bad_line", "not_html", None, "bad_line", "not_html"]
    assert table["error_code"].to_pylist() == codes
    assert table["error_message"][3].as_py() == "a page is str or bytes, not int"
    assert unboil.extract_batch([]).num_rows == 0
    assert unboil.extract_batch(pa.array([None, None], pa.binary()))["status"].to_pylist() == ["error"] * 2


def test_text_that_is_none_is_read():
    """A column of text may hold anything: nobody checks the bytes that a cast makes text of."""
    pages = pa.array([b"<title>a\xffb</title>"]).view(pa.string())
    assert unboil.extract_batch(pages)["title"].to_pylist() == ["a\ufffdb"]


def test_errors_say_what_is_wrong():
    with pytest.raises(ValueError, match="ids: give one a page: there are 1 pages, and 2 ids"):
        unboil.extract_batch([""], ["a", "b"])
    with pytest.raises(ValueError, match="threads: give at least 1"):
        unboil.extract_batch([""], threads=0)
    with pytest.raises(ValueError, match="favour: unknown field"):
        unboil.extract_batch([""], favour="strict")


def test_pages_are_read_as_the_program_reads_them(unboil_program, tmp_path):
    (tmp_path / "b.html").write_bytes(HTML[0])
    (tmp_path / "a.jsonl").write_text('{"html": "<title>a</title>", "id": 7}\nno json\n')
    (tmp_path / "c.warc").write_bytes(as_warc(HTML[1]) + b"WARC/1.0\r\nbroken")
    unboil_program("extract", tmp_path, tmp_path / "missing.html", "--output", tmp_path / "records.parquet")
    expected = pq.read_table(tmp_path / "records.parquet").to_pylist()
    (tmp_path / "records.parquet").unlink()
    pages = list(unboil.read_pages([tmp_path, tmp_path / "missing.html"]))
    assert unboil.extract_batch(pages).to_pylist() == expected
    assert [page.error[0] for page in pages if page.error][-1] == "not_found"
    assert pages[0].html == b"<title>a</title>" and len(pages[0]) == 16 and pages[0].charset == "utf-8"


def test_batches_are_bounded():
    check = lambda pages, **bounds: [len(batch) for batch in unboil.batches(pages, **bounds)]
    assert check([]) == []
    assert check(["a"] * 5, rows=2) == [2, 2, 1]
    assert check([b"aaa", None, b"aaaaaaaa", b"a", b"a"], size=4) == [2, 1, 2]
