"""The program that Python has to agree with, and our own pages."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted((ROOT / "data" / "pages").glob("*.html"))


@pytest.fixture(scope="session")
def unboil_program():
    """Runs the program that UNBOIL names, from the root of the repository; gives what it prints."""

    def run(*arguments):
        words = [os.environ["UNBOIL"], *map(str, arguments)]
        done = subprocess.run(words, cwd=ROOT, capture_output=True)
        assert done.returncode in (0, 3), done.stderr.decode()
        return done.stdout

    return run


def as_line(record):
    """A record as the program writes it."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def as_warc(html, url="https://a.example/"):
    """A page as a record of an archive."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"
