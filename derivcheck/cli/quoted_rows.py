"""Rows of a table whose fields may be quoted: one that is torn costs only itself, and not what it takes in."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from derivcheck.ground.limits import MAX_ROW

_OPEN = 'a double quote is not closed in its row; one that is part of a text is doubled ("")'

_FAULTS = {
    "unexpected end of data": _OPEN,
    "'": 'a double quote in a quoted field is doubled ("")',
    "new-line character": "a carriage return alone (CR) ends no line; save it with LF or CR LF at the ends of lines",
}
"""What is said for what `csv` says, by how that begins."""


class QuotedRow(NamedTuple):
    """A row: its fields, the line that it ends in, and what is wrong with it ("" where nothing is).

    Of a row that is wrong the fields are those that are certain.
    """

    fields: list[str]
    line: int
    fault: str


def quoted_rows(lines: Iterator[str], separator: str) -> Iterator[QuotedRow]:
    r"""Yield the rows that are not empty, which have as many fields as the first, or are faulty.

    Parameters
    ----------
    lines : iterator of str
        Taken as they are needed; in memory are those of one row, at most `MAX_ROW` characters.
    separator : str
        What stands between fields.

    Examples
    --------
    >>> text = 'id,function,claimed\n1,"x^2,2*x\n2,x^3,3*x^2\n'
    >>> [(row.fields[:1], row.fault.partition(" is")[0]) for row in quoted_rows(iter(text.splitlines(True)), ",")]
    [(['id'], ''), (['1'], 'a double quote'), (['2'], '')]
    """
    csv.field_size_limit(MAX_ROW)
    source, count = _Lines(lines), 0
    while source.begin():
        fields, fault = _row(source, separator)
        count = count or len(fields)
        if fields and len(fields) != count:
            hint = "a formula with a separator in it goes in double quotes"
            fault = fault or f"{len(fields)} fields where the first line has {count}; {hint}"
        if fault and source.give_back():
            fault = _OPEN
        if fault and not fields:
            fields = next(csv.reader([source.first.replace("\r", " ")], delimiter=separator))[:-1]
        if fields or fault:
            yield QuotedRow(fields, source.number, fault)


def _row(source: _Lines, separator: str) -> tuple[list[str], str]:
    try:
        return next(csv.reader(source, delimiter=separator, strict=True), []), ""
    except csv.Error as error:
        return [], next((said for start, said in _FAULTS.items() if str(error).startswith(start)), str(error))


class _Lines:
    """Lines of which those of a row can be given back, except the first."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._back = lines, deque[str]()
        self._taken: list[str] = []
        self._size = self.number = 0

    def begin(self) -> bool:
        """Begin a row; False where there is no line."""
        self._taken, self._size = [], 0
        if not self._back:
            self._back.extend(line for line in [next(self._lines, None)] if line is not None)
        return bool(self._back)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self._taken.append(line)
        self._size += len(line)
        self.number += 1
        if self._size > MAX_ROW and len(self._taken) > 1:
            raise csv.Error(_OPEN)
        return line

    @property
    def first(self) -> str:
        """Return the first line of the row."""
        return self._taken[0]

    def give_back(self) -> bool:
        """Have the lines after the first of the row come again; False where there are none."""
        again = self._taken[1:]
        self._back.extendleft(reversed(again))
        self.number -= len(again)
        return bool(again)
