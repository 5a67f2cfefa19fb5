"""The file of results of many claims: appended as they come, taken up again after any end, by one writer at a time.

Beside it stands a file of fingerprints, by which a claim that has changed since is noticed. A result is written
after its fingerprint, in one piece, and only whole lines count, so nothing has to be undone after a `kill -9`.
What is no file of results is left as it is.
"""

from __future__ import annotations

import errno
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

from derivcheck.cli.results_lines import drop, refuse_other, results, whole_lines
from derivcheck.ground.errors import InputError

_KEY, _MARK = 16, 8
"""Bytes of the hash of an id, and of the fingerprint of a claim."""

_LOCKED_BYTE = 2**40
"""On Windows, where a lock is on bytes; nothing is there."""

_LOCKED = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What systems say where another process has a lock."""

_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EROFS)
"""What systems say of a pipe or a device, which has nothing to bring to a disk."""


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

    Attributes
    ----------
    unmarked : int
        How many claims have a result, but no fingerprint that tells whether they have changed.

    Raises
    ------
    InputError
        Another process writes to it, or it holds something else.
    """

    def __init__(self, name: str, retry: frozenset[str], tell: Callable[[dict[str, Any]], None]) -> None:
        self.name = name
        self.unmarked = 0
        self._open = ExitStack()
        self._index = _index()
        self._open.callback(self._index.close)
        self._marks: Any = None
        if name == "-" and sys.stdout is None:
            raise InputError("standard output is closed; give a file with -o")
        with ExitStack() as unless_opened:
            unless_opened.push(self._open)
            if name == "-" or (Path(name).exists() and not stat.S_ISREG(Path(name).stat().st_mode)):
                self._file = os.dup(sys.stdout.fileno()) if name == "-" else os.open(name, os.O_WRONLY)
            else:
                # Two names of one file have one lock, and a link stays one.
                self._take_up(Path(name).resolve(), retry, tell)
            self._open.callback(os.close, self._file)
            unless_opened.pop_all()

    def __enter__(self) -> ResultsFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        with self._open:
            try:
                os.fsync(self._file)  # some file systems tell only then that they are full
            except OSError as late:
                if kind is None and late.errno not in _NO_SYNC:
                    raise

    def _take_up(self, path: Path, retry: frozenset[str], tell: Callable[[dict[str, Any]], None]) -> None:
        refuse_other(path)
        self._marks = self._open.enter_context(io.FileIO(f"{path}.marks", "a+"))
        _lock(self._marks.fileno(), path)
        size = whole_lines(path)
        if retry and size:
            drop(path, retry)
        for key, mark in _marks(self._marks):
            self._index.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, 0, 0)", (key, mark))
        for result in results(path):
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
        if self._index.execute("INSERT OR IGNORE INTO claims VALUES (?, ?, 0, 1)", (key, mark)).rowcount:
            return Meeting(done=False, again=False)
        found = self._index.execute("SELECT mark, done, met FROM claims WHERE key = ?", (key,)).fetchone()
        before, done, met = found
        if not met and done and before not in (None, mark):
            raise InputError(
                f"line {line}: the claim {id!r} (or an option) has changed since {self.name} was written; "
                f"give another file with -o, or remove {self.name}"
            )
        if not met:
            self.unmarked += bool(done and before is None)
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
    except OSError as error:
        if error.errno in _LOCKED:
            why = f"another derivcheck writes to {path}; wait for it, or give another file with -o"
        else:
            why = f"{path}.marks cannot be locked ({error.strerror}); give a file on another disk with -o"
        raise InputError(why) from None


def _marks(file: Any) -> Iterator[tuple[bytes, bytes]]:
    file.truncate(file.seek(0, os.SEEK_END) // (_KEY + _MARK) * (_KEY + _MARK))
    file.seek(0)
    while data := file.read(4096 * (_KEY + _MARK)):
        for start in range(0, len(data), _KEY + _MARK):
            yield data[start : start + _KEY], data[start + _KEY : start + _KEY + _MARK]
