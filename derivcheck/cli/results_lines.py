"""Lines of a file of results: only whole ones count, and what is no such file is left as it is."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from derivcheck.ground.errors import InputError

_LONGEST = 2**24
"""Bytes of a line that are read to see what a file is."""


def refuse_other(path: Path) -> None:
    """Refuse a file whose first line is neither a result nor the beginning of one, before it is touched."""
    if path.exists():
        with path.open("rb") as file:
            first = file.readline(_LONGEST)
        if first.endswith(b"\n") or not _begins(first.decode("utf-8", "surrogateescape")):
            _result(first, path, 1)


_BEFORE_ID, _AFTER_ID = '{"id": ', ', "verdict": "'
_TORN_ID = re.compile(r'-?\d*|"(?:[^"\\]|\\.)*\\?')


def _begins(torn: str) -> bool:
    """Whether a text is the beginning of a line that `ResultsFile.write` writes.

    Examples
    --------
    >>> [_begins(torn) for torn in ("", '{"id": "a', '{"id": 12, "verd', "hello", '{"id": 1, "function": "x"')]
    [True, True, True, False, False]
    """
    rest = torn.removeprefix(_BEFORE_ID)
    if rest == torn:
        return _BEFORE_ID.startswith(torn)
    if _TORN_ID.fullmatch(rest):
        return True
    try:
        end = json.JSONDecoder().raw_decode(rest)[1]
    except (ValueError, RecursionError):
        return False
    return rest[end:].startswith(_AFTER_ID) or _AFTER_ID.startswith(rest[end:])


def whole_lines(path: Path) -> int:
    """Cut off a last line that is not whole; return the size."""
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        size = end
        while size:
            start = max(0, size - 4096)
            file.seek(start)
            found = file.read(size - start).rfind(b"\n")
            if found >= 0:
                size = start + found + 1
                break
            size = start
        if size != end:
            file.truncate(size)
        return size


def results(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the results of a file, if there is one."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield _result(line, path, number)


def _result(line: bytes, path: Path, number: int) -> dict[str, Any]:
    try:
        result = json.loads(line)
    except (ValueError, RecursionError):
        result = None
    if not isinstance(result, dict) or not {"id", "verdict", "reason"} <= {*result}:
        raise InputError(f"{path}, line {number}, is no result of derivcheck; give another file with -o")
    return result


def drop(path: Path, verdicts: frozenset[str]) -> None:
    """Take out the results with some verdicts; the file is as before or without them, whenever this is ended."""
    kept = path.with_name(f"{path.name}.kept")
    try:
        with path.open("rb") as old, kept.open("wb") as new:
            for number, line in enumerate(old, 1):
                if _result(line, path, number)["verdict"] not in verdicts:
                    new.write(line)
            new.flush()
            os.fsync(new.fileno())
        shutil.copymode(path, kept)
        kept.replace(path)
    finally:
        kept.unlink(missing_ok=True)
