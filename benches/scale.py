#!/usr/bin/env python3
"""How many pages a core extracts in a second: the program, the Python package, and Spark.

    python3 benches/scale.py UNBOIL FOLDER [COPIES]

UNBOIL is the release build of the program; FOLDER has pages as .html files, which are put into an archive (.warc.gz, a
member a record). Each way reads the archive once and then COPIES times (5 unless given), on one core, and writes Parquet;
the CPU time of all its processes in the second run, less that in the first, is what the pages more took, so that the
start of a cluster does not count. Needs the package, pyarrow and pyspark in this Python; docs/scale.md has the figures.
"""

import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
# Spark looks for itself by the first Python of the path.
os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])

PYTHON = """
import sys, pyarrow.parquet as pq, unboil
with pq.ParquetWriter(sys.argv[1], unboil.schema()) as table:
    for pages in unboil.batches(unboil.read_pages(sys.argv[2:])):
        table.write_table(unboil.extract_batch(pages, threads=1))
"""


def archive(folder, path):
    """All pages of a folder as an archive; gives their number and their bytes."""
    pages = sorted(Path(folder).glob("*.html"))
    size = 0
    with open(path, "wb") as file:
        for page in pages:
            html = page.read_bytes()
            size += len(html)
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://{page.stem}.example/\r\nContent-Length: {len(http)}\r\n\r\n"
            file.write(gzip.compress(head.encode() + http + b"\r\n\r\n", 6))
    return len(pages), size


def cpu_seconds(command):
    """The CPU time of a command and of all processes that it starts, as the kernel counts it."""
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times = {}
    while process.poll() is None:
        times.update(session_times(process.pid))
        time.sleep(0.05)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return sum(times.values()) / TICKS


def session_times(session):
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            yield stat.parent.name, int(fields[11]) + int(fields[12])


def commands(unboil, folder):
    """What reads the archives of a folder, by name."""
    archives = [str(path) for path in sorted(folder.glob("*.warc.gz"))]
    submit = [str(Path(sys.executable).parent / "spark-submit"), "--master", "local-cluster[1,1,1024]"]
    for setting in ("spark.ui.enabled=false", f"spark.pyspark.python={sys.executable}"):
        submit += ["--conf", setting]
    script = str(ROOT / "examples" / "spark_extract.py")
    return {
        "program": [unboil, "extract", "-j1", *archives, "--output", str(folder / "program.parquet")],
        "Python": [sys.executable, "-c", PYTHON, str(folder / "python.parquet"), *archives],
        "Spark": [*submit, script, str(folder / "*.warc.gz"), str(folder / "spark")],
    }


def main(unboil, pages, copies=5):
    with tempfile.TemporaryDirectory() as work:
        once, often = Path(work, "once"), Path(work, "often")
        once.mkdir(), often.mkdir()
        count, size = archive(pages, once / "0.warc.gz")
        for copy in range(int(copies)):
            os.link(once / "0.warc.gz", often / f"{copy}.warc.gz")
        print(f"{count} pages of {size / count / 1e3:.0f} kB, {(once / '0.warc.gz').stat().st_size / count / 1e3:.0f} kB packed")
        more = count * (int(copies) - 1)
        for name, command in commands(unboil, once).items():
            seconds = cpu_seconds(commands(unboil, often)[name]) - cpu_seconds(command)
            print(f"{name}: {more / seconds:.0f} pages a core-second, {seconds / more * 1e3:.2f} ms a page", flush=True)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
