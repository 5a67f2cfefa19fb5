"""Claims of a file, one after another: CSV, TSV or JSON Lines, compressed or not, or standard input."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from derivcheck.cli.quoted_rows import QuotedRow, quoted_rows
from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_ROW
from derivcheck.results.claim_result import ClaimResult
from derivcheck.testing.claim_row import COLUMNS, ClaimRow, identity, read_row

SEPARATORS = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".jsonl": "", ".ndjson": "", ".json": ""}
"""By the file's ending; "" stands for JSON Lines."""

_ARRAY = re.compile(r"\s*\[\s*(?:\{|$)")

_TOO_LONG = f"longer than {MAX_ROW} characters\n"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the file.

    Attributes
    ----------
    line : int
        The line that it ends in, from 1.
    row : ClaimRow or ClaimResult
        The claim; a result with the verdict "error" where the row is none.
    content : str
        All that the row says, to tell whether it has changed.
    """

    line: int
    row: ClaimRow | ClaimResult
    content: str


def read_claims(name: str) -> Iterator[TableRow]:
    """Yield the rows of a file; no more is held in memory than one of them.

    Parameters
    ----------
    name : str
        A path, or "-" for standard input.

    Raises
    ------
    InputError
        The file cannot be read, or has not the columns.
    """
    line = 0
    try:
        with _opened(name) as stream:
            lines = _lines(stream)
            head = next(lines, "")
            if head.startswith(("\xff\xfe", "\udcff\udcfe", "\udcfe\udcff")):
                raise InputError(f"{name} is UTF-16; save it as UTF-8")
            separator = _separator(name, head)
            lines = itertools.chain([head], lines)
            for entry in _of_table(lines, separator, name) if separator else _of_json(lines):
                line = entry.line
                yield entry
    except (OSError, EOFError, zlib.error) as error:
        after = f" after line {line}" if line else ""
        raise InputError(f"{name} cannot be read{after}: {getattr(error, 'strerror', None) or error}") from error


_COMPRESSED = b"\x1f\x8b"
"""How begins what gzip has compressed."""


@contextlib.contextmanager
def _opened(name: str) -> Iterator[IO[bytes] | gzip.GzipFile]:
    if name == "-" and sys.stdin is None:
        raise InputError("standard input is closed; give a file")
    with open(sys.stdin.fileno() if name == "-" else name, "rb", closefd=name != "-") as stream:
        packed = stream.peek(len(_COMPRESSED)).startswith(_COMPRESSED)
        yield gzip.GzipFile(fileobj=stream) if packed else stream


def _lines(stream: IO[bytes] | gzip.GzipFile) -> Iterator[str]:
    """Yield the lines; for one that is too long to be a claim, what says so."""
    first = True
    while piece := stream.readline(MAX_ROW + 1):
        if len(piece) > MAX_ROW:
            while (rest := stream.readline(MAX_ROW)) and not rest.endswith(b"\n"):
                pass
            piece = _TOO_LONG.encode()
        text = piece.decode("utf-8", "surrogateescape")
        yield text.removeprefix("\ufeff") if first else text
        first = False


def _separator(name: str, head: str) -> str:
    """Return what stands between columns, by the file's ending or its first line; "" for JSON Lines."""
    path = Path(name)
    ending = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    known = SEPARATORS.get(ending.lower())
    if known == "" and _ARRAY.match(head):
        raise InputError(f"{name} is one array of JSON; write an object a line, as jq -c '.[]' does")
    if known is not None and known in head:
        return known
    return "" if head.lstrip().startswith("{") else max(",\t;", key=head.count)


def _of_table(lines: Iterator[str], separator: str, name: str) -> Iterator[TableRow]:
    rows = quoted_rows(lines, separator)
    columns = _columns(next(rows, None), name)
    for fields, line, fault in rows:
        row = dict(zip(columns, fields, strict=False))
        content = json.dumps(fields, ensure_ascii=False)
        if fields == [_TOO_LONG.strip()]:
            yield _refused(line, f"line {line}", fields[0], content)
        elif fault:
            yield _refused(line, identity(row, f"line {line}"), fault, content)
        else:
            yield _entry(row, line, content)


def _columns(head: QuotedRow | None, name: str) -> list[str]:
    if head and head.fault:
        raise InputError(f"{name}, line 1: {head.fault}")
    columns = [column.strip().lower() for column in head.fields] if head else []
    if missing := [column for column in ("function", "claimed") if column not in columns]:
        raise InputError(
            f"{name} has no column {missing[0]!r} in its first line; the columns are {','.join(COLUMNS)}, "
            "in any order, of which only function and claimed are needed"
        )
    if twice := [column for column in COLUMNS if columns.count(column) > 1]:
        raise InputError(f"{name} has the column {twice[0]!r} twice in its first line")
    return columns


def _of_json(lines: Iterator[str]) -> Iterator[TableRow]:
    for line, text in enumerate(lines, 1):
        if not text.strip():
            continue
        if text == _TOO_LONG:
            yield _refused(line, f"line {line}", text.strip(), text)
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield _refused(line, f"line {line}", f"no JSON: {error}", text)
            continue
        yield _entry(row, line, text.strip())


def _entry(row: Mapping[str, Any], line: int, content: str) -> TableRow:
    try:
        content.encode()
        return TableRow(line, read_row(row, f"line {line}"), content)
    except UnicodeEncodeError:
        return _refused(line, identity(row, f"line {line}"), "it is not UTF-8 text", content)
    except InputError as error:
        return _refused(line, identity(row, f"line {line}"), str(error), content)


def _refused(line: int, id: object, why: str, content: str) -> TableRow:
    return TableRow(line, ClaimResult(id, "error", why), content)
