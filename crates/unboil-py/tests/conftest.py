"""What the tests share."""

from program import unboil_program  # noqa: F401
