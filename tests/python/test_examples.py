"""The examples for clusters give what the program gives for the same pages, whatever the number of workers."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import unboil
from program import PAGES, ROOT, as_warc

EXAMPLES = ROOT / "examples"
PARTS = 3

sys.path.insert(0, str(EXAMPLES))


def checksum(table):
    """That of ids, states and texts in the order of the ids, for a cluster writes in no order."""
    rows = sorted(zip(table["id"].to_pylist(), table["status"].to_pylist(), table["text"].to_pylist()))
    return len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """The same pages as archives and as a table, in some files each."""
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "pages.parquet").mkdir()
    for part in range(PARTS):
        paths = PAGES[part::PARTS]
        archive = b"".join(as_warc(path.read_bytes(), f"https://{path.stem}.example/") for path in paths)
        # One archive is cut: what is lost is a record, and no failure of a task.
        (folder / f"{part}.warc").write_bytes(archive[:-1000] if part == 1 else archive)
        pages = {"id": [path.name for path in paths], "html": [path.read_bytes() for path in paths]}
        pq.write_table(pa.table(pages), folder / "pages.parquet" / f"{part}.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(inputs, unboil_program, tmp_path_factory):
    """What the program makes of the files that a glob finds."""

    def run(glob):
        records = tmp_path_factory.mktemp("expected") / "records.parquet"
        unboil_program("extract", *sorted(inputs.glob(glob)), "--output", records)
        found = checksum(pq.read_table(records))
        assert found[0] >= len(PAGES)
        return found

    return run


def submit(script, workers, *arguments):
    command = [Path(sys.executable).parent / "spark-submit", "--master", f"local-cluster[{workers},1,1024]"]
    for setting in ("spark.ui.enabled=false", "spark.log.level=ERROR", f"spark.pyspark.python={sys.executable}"):
        command += ["--conf", setting]
    run([*command, script, *arguments])


def run(command):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-5000:]


def test_python_gives_the_same_bytes(inputs, expected):
    assert checksum(unboil.extract_batch(unboil.read_pages(sorted(inputs.glob("*.warc"))))) == expected("*.warc")
    table = pq.read_table(inputs / "pages.parquet")
    assert checksum(unboil.extract_batch(table["html"], table["id"])) == expected("pages.parquet/*")


def test_one_worker_gives_the_same_bytes(inputs, expected, tmp_path):
    submit(EXAMPLES / "spark_extract.py", 1, inputs / "*.warc", tmp_path / "records")
    assert checksum(pq.read_table(tmp_path / "records")) == expected("*.warc")


def test_two_workers_that_fail_once_give_the_same_bytes(inputs, expected, tmp_path):
    submit(ROOT / "tests" / "python" / "failing_once.py", 2, inputs / "*.warc", tmp_path / "records")
    assert checksum(pq.read_table(tmp_path / "records")) == expected("*.warc")


def test_two_workers_give_the_same_bytes_of_a_table(inputs, expected, tmp_path):
    submit(EXAMPLES / "spark_extract.py", 2, inputs / "pages.parquet", tmp_path / "records")
    assert checksum(pq.read_table(tmp_path / "records")) == expected("pages.parquet/*")


def test_ray_gives_the_same_bytes(inputs, expected, tmp_path):
    pytest.importorskip("ray", reason="UNBOIL_RAY=1 tests/python/run")
    run([sys.executable, EXAMPLES / "ray_extract.py", inputs / "pages.parquet", tmp_path / "records"])
    assert checksum(pq.read_table(tmp_path / "records")) == expected("pages.parquet/*")


def test_datatrove_gives_the_same_text():
    pytest.importorskip("datatrove", reason="UNBOIL_RAY=1 tests/python/run")
    from datatrove.data import Document
    from datatrove_extractor import Unboil

    pages = [path.read_text() for path in PAGES[:5]]
    documents = [Document(text=page, id=str(place)) for place, page in enumerate(pages)]
    found = [document.text for document in Unboil(favor="precision").run(documents)]
    texts = [unboil.extract(page, favor="precision")["text"] for page in pages]
    assert found == [text for text in texts if text]
