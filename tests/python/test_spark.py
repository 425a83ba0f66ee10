"""The example for Spark on a cluster of processes: the same text as the program's, whatever the number of workers."""

import hashlib
import subprocess
import sys

import pyarrow.parquet as pq
import pytest
from conftest import ROOT, as_warc

SCRIPT = ROOT / "examples" / "spark_extract.py"


def checksum(table):
    """That of ids and texts, sorted, for Spark writes in no order."""
    rows = sorted(zip(table["id"].to_pylist(), table["status"].to_pylist(), table["text"].to_pylist()))
    return len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory, pages):
    """The same pages as archives and as a table, in a few files each."""
    folder = tmp_path_factory.mktemp("inputs")
    for part in range(3):
        archive = b"".join(as_warc(url, html) for url, html in zip(pages["url"].to_pylist()[part::3], pages["html"].to_pylist()[part::3]))
        # The last archive is cut: what is lost is a record, and no failure of a task.
        (folder / f"{part}.warc").write_bytes(archive[:-1000] if part == 2 else archive)
    (folder / "pages.parquet").mkdir()
    for part in range(3):
        rows = pages.slice(part * pages.num_rows // 3, (part + 1) * pages.num_rows // 3 - part * pages.num_rows // 3)
        pq.write_table(rows, folder / "pages.parquet" / f"{part}.parquet")
    return folder


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("source", ["*.warc", "pages.parquet"])
def test_spark_gives_what_the_program_gives(unboil_program, inputs, tmp_path, source, workers):
    expected = tmp_path / "expected.parquet"
    unboil_program("extract", *sorted(inputs.glob(source)), "--output", expected)
    submit = [sys.executable, SCRIPT, inputs / source, tmp_path / "records", ]
    environment_is = {"PYSPARK_PYTHON": sys.executable}
    conf = ["--master", f"local-cluster[{workers},1,1024]", "--conf", "spark.ui.enabled=false"]
