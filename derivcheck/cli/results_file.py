"""The file of results of many claims: appended as they come, taken up again after any end, by one writer at a time.

Beside it stands a file of fingerprints, by which a claim that has changed since is noticed. A result is written
after its fingerprint, in one piece, and only whole lines count, so nothing has to be undone after a `kill -9`.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from derivcheck.ground.errors import InputError

_KEY, _MARK = 16, 8
"""Bytes of the hash of an id, and of the fingerprint of a claim."""

_LOCKED_BYTE = 2**40
"""On Windows, where a lock is on bytes; nothing is there."""


class Meeting(NamedTuple):
    """Whether a claim is done, and whether its id has been met in this run."""

    done: bool
    again: bool


class ResultsFile:
    """Where results go.

    Parameters
    ----------
    name : str
        A path; "-" for standard output. What is no file, such as a pipe, is written to and never read.
    retry : collection of str
        Verdicts of results that are dropped, so that their claims are judged again.
    tell : callable
        Is called with each result that is there already, and stays.

    Raises
    ------
    InputError
        Another process writes to it, or it holds something else.
    """

    def __init__(self, name: str, retry: frozenset[str], tell: Callable[[dict[str, Any]], None]) -> None:
        self.name = name
        self._open = ExitStack()
        self._index = _index()
        self._open.callback(self._index.close)
        self._marks: Any = None
        with ExitStack() as unless_opened:
            unless_opened.push(self._open)
            if name == "-" or (Path(name).exists() and not stat.S_ISREG(Path(name).stat().st_mode)):
                self._file = os.dup(sys.stdout.fileno()) if name == "-" else os.open(name, os.O_WRONLY)
            else:
                self._take_up(Path(name), retry, tell)
            self._open.callback(os.close, self._file)
            unless_opened.pop_all()

    def __enter__(self) -> ResultsFile:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def _take_up(self, path: Path, retry: frozenset[str], tell: Callable[[dict[str, Any]], None]) -> None:
        self._marks = self._open.enter_context(io.FileIO(f"{path}.marks", "a+"))
        _lock(self._marks.fileno(), path)
        size = _whole_lines(path)
        if retry and size:
            _drop(path, retry)
        for key, mark in _marks(self._marks):
            self._index.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, 0, 0)", (key, mark))
        for result in _results(path):
            self._enter(result, tell)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)

    def _enter(self, result: dict[str, Any], tell: Callable[[dict[str, Any]], None]) -> None:
        key = _key(result["id"])
        found = self._index.execute("SELECT done FROM claims WHERE key = ?", (key,)).fetchone()
        if found and found[0]:
            raise InputError(f"{self.name} has the id {result['id']!r} twice; give another file with -o")
        self._index.execute("INSERT OR IGNORE INTO claims VALUES (?, NULL, 0, 0)", (key,))
        self._index.execute("UPDATE claims SET done = 1 WHERE key = ?", (key,))
        tell(result)

    def meet(self, id: object, content: str, line: int) -> Meeting:
        """Note that a claim is in the input.

        Raises
        ------
        InputError
            It has a result, but has changed since.
        """
        key, mark = _key(id), _mark(content)
        found = self._index.execute("SELECT mark, done, met FROM claims WHERE key = ?", (key,)).fetchone()
        before, done, met = found or (None, 0, 0)
        if not met and done and before not in (None, mark):
            raise InputError(
                f"line {line}: the claim {id!r} (or an option) has changed since {self.name} was written; "
                f"give another file with -o, or remove {self.name}"
            )
        if not met:
            self._index.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, ?, 1)", (key, mark, done))
        return Meeting(bool(done), bool(met))

    def write(self, result: dict[str, Any], content: str) -> None:
        """Append a result.

        Raises
        ------
        OSError
            The disk is full, or the pipe closed.
        """
        if self._marks is not None:
            self._marks.write(_key(result["id"]) + _mark(content))
        data = (json.dumps(result) + "\n").encode()
        while data:
            data = data[os.write(self._file, data) :]


def _index() -> sqlite3.Connection:
    """Return a table of claims that is on disk where it is large, and gone with the process."""
    index = sqlite3.connect("", isolation_level=None)
    index.execute("PRAGMA journal_mode = OFF")
    index.execute("PRAGMA synchronous = OFF")
    index.execute("CREATE TABLE claims (key BLOB PRIMARY KEY, mark BLOB, done INTEGER, met INTEGER) WITHOUT ROWID")
    return index


def _key(id: object) -> bytes:
    return hashlib.blake2b(json.dumps(id).encode(), digest_size=_KEY).digest()


def _mark(content: str) -> bytes:
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=_MARK).digest()


def _lock(descriptor: int, path: Path) -> None:
    """Take the lock, which the system gives back however this process ends."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt = importlib.import_module("msvcrt")
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl = importlib.import_module("fcntl")
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise InputError(f"another derivcheck writes to {path}; wait for it, or give another file with -o") from None


def _whole_lines(path: Path) -> int:
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


def _marks(file: Any) -> Iterator[tuple[bytes, bytes]]:
    file.truncate(file.seek(0, os.SEEK_END) // (_KEY + _MARK) * (_KEY + _MARK))
    file.seek(0)
    while data := file.read(4096 * (_KEY + _MARK)):
        for start in range(0, len(data), _KEY + _MARK):
            yield data[start : start + _KEY], data[start + _KEY : start + _KEY + _MARK]


def _results(path: Path) -> Iterator[dict[str, Any]]:
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


def _drop(path: Path, verdicts: frozenset[str]) -> None:
    """Take out the results with some verdicts; the file is as before or without them, whenever this is ended."""
    kept = path.with_name(f"{path.name}.kept")
    with path.open("rb") as old, kept.open("wb") as new:
        for number, line in enumerate(old, 1):
            if _result(line, path, number)["verdict"] not in verdicts:
                new.write(line)
        new.flush()
        os.fsync(new.fileno())
    kept.replace(path)
