"""Claims from files: each format says the same, and a row that is none is told by its line."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli.claim_table import TableRow, read_claims
from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_ROW
from derivcheck.results.claim_result import ClaimResult
from derivcheck.testing.claim_row import COLUMNS, ClaimRow

ROWS = [
    ["a", "max(x, 1)", "x", "1", "2.5", ""],
    ["b", "a*x^2", "x", "2*a*x", "1", '{"a": 2, "b": "3"}'],
    ["c", "x", "", "1", "", ""],
]
CLAIMS = [
    ClaimRow("a", "max(x, 1)", "1", "x", 2.5, {}),
    ClaimRow("b", "a*x^2", "2*a*x", "x", 1.0, {"a": 2.0, "b": 3.0}),
    ClaimRow("c", "x", "1", "", None, {}),
]


def table(separator: str) -> str:
    said = io.StringIO()
    csv.writer(said, delimiter=separator).writerows([COLUMNS, *ROWS])
    return said.getvalue()


TEXTS = {
    "claims.csv": table(","),
    "claims.tsv": table("\t"),
    "claims.txt": table("\t"),
    "claims": table(","),
    "claims.jsonl": "\n".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) for row in ROWS),
    "claims.data": "\n\n".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) for row in ROWS),
}


def entries(path: Path, content: str | bytes) -> list[TableRow]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_claims(str(path)))


@pytest.mark.parametrize("name", TEXTS)
def test_each_format_says_the_same(name: str, tmp_path: Path) -> None:
    assert [entry.row for entry in entries(tmp_path / name, TEXTS[name])] == CLAIMS
    assert [entry.row for entry in entries(tmp_path / name, "\ufeff" + TEXTS[name])] == CLAIMS
    packed = gzip.compress(TEXTS[name].encode())
    for other in (f"{name}.gz", name):  # by what it is, since it may have any name, or none
        assert [entry.row for entry in entries(tmp_path / other, packed)] == CLAIMS
    assert [entry.row for entry in entries(tmp_path / f"{name}.gz", TEXTS[name])] == CLAIMS
    assert [entry.row for entry in entries(tmp_path / name, TEXTS[name].replace("\n", "\r\n"))] == CLAIMS


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    text = "note, claimed ,function\nmine,1,x\n"
    (entry,) = entries(tmp_path / "c.csv", text)
    assert (entry.line, entry.row) == (2, ClaimRow("line 2", "x", "1", "", None, {}))


@pytest.mark.parametrize("name", ["c.csv", "c.txt", "c"])
def test_separators_of_other_countries(name: str, tmp_path: Path) -> None:
    (entry,) = entries(tmp_path / name, "ID;Function;Claimed\na;max(x, 1);1\n")
    assert entry.row == ClaimRow("a", "max(x, 1)", "1", "", None, {})


@pytest.mark.parametrize("column", [1, 2])
def test_a_quote_that_is_not_closed_takes_in_no_other_claim(column: int, tmp_path: Path) -> None:
    rows = [[f"c{k}", f"x^{k}", f"{k}*x"] for k in range(2000)]
    rows[5][column] = '"' + rows[5][column]
    rows[1500][2] = '"max(x, 1)"'
    lines = ["id,function,claimed", *(",".join(row) for row in rows)]
    found = entries(tmp_path / "c.csv", "\n".join(lines))
    assert [entry.row.id for entry in found] == [f"c{k}" for k in range(2000)]
    assert [entry.line for entry in found] == [*range(2, 2002)]
    (wrong,) = (entry.row for entry in found if isinstance(entry.row, ClaimResult))
    assert wrong.id == "c5"
    assert wrong.reason.startswith("a double quote is not closed")


def test_lines_are_counted_in_fields_of_several_lines(tmp_path: Path) -> None:
    found = entries(tmp_path / "c.csv", 'id,function,claimed\na,"x\n+1",1\n\nb,x\n')
    assert [(entry.line, type(entry.row)) for entry in found] == [(3, ClaimRow), (5, ClaimResult)]


MALFORMED = {
    "c.csv": [
        ("a,x", "2 fields where the first line has 3"),
        ("a,x,1,2", "4 fields where"),
        ("a,,1", "'function' is empty"),
        (b"a,x\xff,1", "not UTF-8"),
        ('"' + "a" * (MAX_ROW + 10) + '",x,1', "longer than"),
        ('a,"x' + f"\n+{'1' * 1000}" * (MAX_ROW // 1000 + 9), "a double quote is not closed"),
        ('a,"x,1', "a double quote is not closed"),
        ('a,"x"y,1', "is doubled"),
        ("a,x\r,1", "a carriage return alone"),
    ],
    "c.jsonl": [
        ("{", "no JSON"),
        ("[1]", "a mapping with function and claimed"),
        ("[" * 10**5, "no JSON"),
        ('{"id": "a"}', "'function' is empty"),
        (b'{"function": "\xff"}', "not UTF-8"),
        (json.dumps({"function": "x" * MAX_ROW}), "longer than"),
        ('{"function": "x", "claimed": 1, "at": {}}', "at {} is not a number"),
    ],
}


FAULTS = [(name, *row) for name, rows in MALFORMED.items() for row in rows]


@pytest.mark.parametrize(("name", "row", "why"), FAULTS, ids=range(len(FAULTS)))
def test_a_row_that_is_none_is_told(name: str, row: str | bytes, why: str, tmp_path: Path) -> None:
    head = "id,function,claimed\n" if name == "c.csv" else ""
    raw = row if isinstance(row, bytes) else row.encode()
    good = "a,x,1\n" if head else '{"function": "x", "claimed": "1"}\n'
    found = entries(tmp_path / name, (head + good).encode() + raw + b"\n" + good.encode())
    told = found[1].row
    assert isinstance(told, ClaimResult)
    assert told.verdict == "error"
    assert why in told.reason
    assert len(told.reason) < 200
    assert isinstance(found[0].row, ClaimRow)
    assert isinstance(found[-1].row, ClaimRow)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("c.csv", b"a,x,1\n", "no column 'function'"),
        ("c.csv", b"function,at\nx,1\n", "no column 'claimed'"),
        ("c.csv", b"", "no column 'function'"),
        ("c.csv", "function,claimed\n".encode("utf-16"), "UTF-16"),
        ("c.csv", b"function,claimed,Function\n", "the column 'function' twice"),
        ("c.csv", b"function,claimed\rx,1\r", "line 1: a carriage return alone"),
        ("c.json", b'[{"function": "x", "claimed": "1"}]', "one array of JSON"),
        ("c.json", b'[\n {"function": "x", "claimed": "1"}\n]', "one array of JSON"),
        ("c.jsonl.gz", gzip.compress(b'{"function": "x", "claimed": "1"}\n' * 9, mtime=0)[:-9], "cannot be read"),
    ],
    ids=range(9),
)
def test_a_file_that_is_none_is_refused(name: str, content: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=why):
        entries(tmp_path / name, content)
    with pytest.raises(InputError, match="No such file"):
        list(read_claims(str(tmp_path / "none")))


def test_the_content_tells_whether_a_row_has_changed(tmp_path: Path) -> None:
    contents: list[Any] = []
    for change in ({}, {"at": "2"}, {"claimed": "2"}, {"id": "b"}):
        row = {"id": "a", "function": "x", "claimed": "1", "at": "1", **change}
        contents.append(entries(tmp_path / "c.jsonl", json.dumps(row))[0].content)
    assert len({*contents}) == 4
