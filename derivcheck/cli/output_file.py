"""A file to be written is none of those that are read."""

from __future__ import annotations

from pathlib import Path

from derivcheck.ground.errors import InputError


def check_other_file(option: str, output: str, *read: str) -> None:
    """Refuse to write over what is read.

    Raises
    ------
    InputError
        The file to be written is one of those, under this name or another.
    """
    written = Path(output.strip())
    if any(written.exists() and Path(name).exists() and written.samefile(name) for name in read if name):
        raise InputError(f"{option} {output.strip()!r} is the file that is read; give another one")
