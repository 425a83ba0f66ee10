#!/usr/bin/env python3
"""How fast unboil is beside resiliparse's main-content extraction, on a folder of pages (.html or .html.gz).

    python3 benches/peers.py FOLDER [--pages N] [--passes N]

Installs the peers into virtual environments of their own below target/peers, decodes the pages once as UTF-8, and takes
turns over the same decoded pages: CPU seconds of one thread, the median of the passes. unboil's time is that of the
whole command with reading and writing files; a peer's that of its extraction calls alone.
"""
import argparse, gzip, os, pathlib, resource, statistics, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ["resiliparse==0.16.0", "resiliparse==2.0.1"]
PEER = """
import json, pathlib, sys, time
from resiliparse.extract.html2text import extract_plain_text
pages = [path.read_text("utf-8") for path in sorted(pathlib.Path(sys.argv[1]).iterdir())]
for page in pages[:20]:
    extract_plain_text(page, main_content=True)
for _ in range(int(sys.argv[2])):
    started = time.process_time()
    for page in pages:
        extract_plain_text(page, main_content=True)
    print(time.process_time() - started, flush=True)
"""


def python_of(peer):
    """The interpreter of a virtual environment that has the peer."""
    folder = ROOT / "target" / "peers" / peer.replace("==", "-")
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", peer], check=True)
    return python


def decoded(folder, limit, into):
    """Writes the pages as UTF-8, and says how many bytes they are."""
    size = 0
    paths = sorted(path for path in pathlib.Path(folder).rglob("*") if ".html" in path.name)[:limit]
    for number, path in enumerate(paths):
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
        text = raw.decode("utf-8", "replace").encode()
        (into / f"{number:06}.html").write_bytes(text)
        size += len(text)
    return len(paths), size


def unboil(pages):
    """CPU seconds of the command over the pages, with one thread."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    binary = ROOT / "target" / "release" / "unboil"
    subprocess.run([binary, "extract", "-j", "1", pages, "--output", os.devnull], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--pages", type=int, default=500)
    arguments.add_argument("--passes", type=int, default=5)
    given = arguments.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        pages = pathlib.Path(folder)
        count, size = decoded(given.folder, given.pages, pages)
        print(f"{count} pages, {size / 1e6:.1f} MB, {given.passes} passes")
        turns = {peer: [] for peer in PEERS}
        ours = []
        pythons = {peer: python_of(peer) for peer in PEERS}
        for _ in range(given.passes):
            ours.append(unboil(pages))
            for peer in PEERS:
                command = [pythons[peer], "-c", PEER, pages, "1"]
                output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                turns[peer].append(float(output))
        median = statistics.median(ours)
        print(f"{'unboil':24}{1e3 * median / count:8.3f} ms a page {size / 1e6 / median:8.0f} MB/s")
        for peer, times in turns.items():
            theirs = statistics.median(times)
            print(
                f"{peer:24}{1e3 * theirs / count:8.3f} ms a page {size / 1e6 / theirs:8.0f} MB/s"
                f"   unboil is {theirs / median:.2f} times as fast"
            )


if __name__ == "__main__":
    main()
