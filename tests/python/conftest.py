"""The program, as the tests of the package have it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "crates" / "unboil-py" / "tests"))
from program import unboil_program  # noqa: E402, F401
