"""Claims of a file, one after another: CSV, TSV or JSON Lines, compressed or not, or standard input."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_ROW
from derivcheck.results.claim_result import ClaimResult
from derivcheck.testing.claim_row import COLUMNS, ClaimRow, identity, read_row

SEPARATORS = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".jsonl": "", ".ndjson": "", ".json": ""}
"""By the file's ending; "" stands for JSON Lines."""

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


def _opened(name: str) -> IO[bytes] | gzip.GzipFile:
    if name == "-":
        return io.BufferedReader(io.FileIO(sys.stdin.fileno(), closefd=False))
    if Path(name).suffix == ".gz":
        return gzip.open(name)
    return open(name, "rb")


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
    if (known := SEPARATORS.get(ending.lower())) is not None:
        return known
    return "" if head.lstrip().startswith("{") else "\t" if "\t" in head else ","


def _of_table(lines: Iterator[str], separator: str, name: str) -> Iterator[TableRow]:
    csv.field_size_limit(MAX_ROW)
    reader = csv.reader(lines, delimiter=separator)
    columns = [column.strip() for column in next(reader, [])]
    if missing := [column for column in ("function", "claimed") if column not in columns]:
        raise InputError(
            f"{name} has no column {missing[0]!r} in its first line; the columns are {','.join(COLUMNS)}, "
            "in any order, of which only function and claimed are needed"
        )
    while True:
        try:
            fields = next(reader, None)
        except csv.Error as error:
            yield _refused(reader.line_num, f"line {reader.line_num}", str(error), str(error))
            continue
        if fields is None:
            return
        if fields:
            yield _of_fields(columns, fields, reader.line_num)


def _of_fields(columns: list[str], fields: list[str], line: int) -> TableRow:
    row = dict(zip(columns, fields, strict=False))
    content = json.dumps(fields, ensure_ascii=False)
    if fields == [_TOO_LONG.strip()]:
        return _refused(line, f"line {line}", fields[0], content)
    if len(fields) != len(columns):
        hint = "a formula with a separator in it goes in double quotes"
        why = f"{len(fields)} fields where the first line has {len(columns)}; {hint}"
        return _refused(line, identity(row, f"line {line}"), why, content)
    return _entry(row, line, content)


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
