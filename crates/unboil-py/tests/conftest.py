"""What the tests share. UNBOIL names the program that Python has to agree with."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted((ROOT / "data" / "pages").glob("*.html"))


@pytest.fixture(scope="session")
def unboil_program():
    """Runs the program from the root of the repository; gives what it prints."""

    def run(*arguments):
        words = [os.environ["UNBOIL"], *map(str, arguments)]
        done = subprocess.run(words, cwd=ROOT, capture_output=True)
        assert done.returncode in (0, 3), done.stderr.decode()
        return done.stdout

    return run


def as_line(record):
    """A record as the program writes it."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
