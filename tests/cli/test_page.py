"""The command that writes a page of results."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli.main import main

LINES = [
    {
        "id": "a",
        "verdict": "refuted",
        "reason": "wrong at x = 1",
        "gap": -1.5,
        "cause": {"kind": "sign", "text": "sign"},
    },
    {"id": 2, "verdict": "error", "reason": "line 2: no formula", "gap": None},
]
TEXT = "".join(f"{json.dumps(line)}\n" for line in LINES)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "results.jsonl"
    path.write_text(text, "utf-8")
    return str(path)


def test_the_page_of_a_file(tmp_path: Path, out: Path) -> None:
    assert main(["page", written(tmp_path, TEXT), "-o", str(out)]) == 0
    assert "<title>results.jsonl</title>" in out.read_text("utf-8")
    assert '["a","refuted",null,null,"wrong at x = 1","sign",-1.5,null,null]' in out.read_text("utf-8")


def test_the_page_of_standard_input(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["page", "-", "--output", str(out)]) == 0
    assert "1 refuted, 1 error" in out.read_text("utf-8")


@pytest.mark.parametrize("end", ['{"id": 3, "verd', '{"id": 3, "gap": NaN', "\n  \n"])
def test_what_a_run_that_was_ended_leaves_is_left_out(tmp_path: Path, out: Path, end: str) -> None:
    assert main(["page", written(tmp_path, TEXT + end), "-o", str(out)]) == 0
    assert "1 refuted, 1 error" in out.read_text("utf-8")


@pytest.mark.parametrize("name", ["results.jsonl", "claims.csv", "link"])
def test_a_page_is_not_written_over_what_it_is_made_of(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    results, claims = written(tmp_path, TEXT), tmp_path / "claims.csv"
    claims.write_text("id,function,claimed\na,x,1\n", "utf-8")
    (tmp_path / "link").hardlink_to(results)
    assert main(["page", results, "--claims", str(claims), "-o", str(tmp_path / name)]) == 2
    assert "is the file that is read" in capsys.readouterr().err
    assert Path(results).read_text("utf-8") == TEXT


def test_closed_standard_input_is_told(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["page", "-", "-o", str(out)]) == 2
    assert "standard input is closed" in capsys.readouterr().err


def test_what_is_no_number_is_empty(tmp_path: Path, out: Path) -> None:
    line = '{"id": [1], "verdict": "agrees", "reason": "", "gap": NaN, "seconds": Infinity}\n'
    assert main(["page", written(tmp_path, line), "-o", str(out)]) == 0
    assert '["[1]","agrees",null,null,"",null,null,null,null]' in out.read_text("utf-8")


BAD = {
    "[1]\n": "line 1, is no result",
    TEXT + "{\n": "line 3, is no result",
    TEXT + "[" * 100_000 + "\n": "line 3, is no result",
    '{"id": 1, "verdict": "fine", "reason": ""}\n': "verdict (refuted, error, unresolved, agrees, proved)",
    '{"id": 1, "verdict": ["agrees"], "reason": ""}\n': "is no result",
    '{"verdict": "agrees", "reason": ""}\n': "an object with id",
}


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_what_is_no_result_is_named(tmp_path: Path, out: Path, text: str, capsys: Any) -> None:
    assert main(["page", written(tmp_path, text), "-o", str(out)]) == 2
    assert BAD[text] in capsys.readouterr().err
    assert not out.exists()


def test_files_that_cannot_be_used_are_named(tmp_path: Path, out: Path, capsys: Any, monkeypatch: Any) -> None:
    assert main(["page", str(tmp_path / "none"), "-o", str(out)]) == 2
    assert "cannot be read: No such file" in capsys.readouterr().err
    assert main(["page", written(tmp_path, TEXT), "-o", str(tmp_path / "no" / "page.html")]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert main(["page", written(tmp_path, TEXT), "-o", str(tmp_path)]) == 2
    assert "cannot be written: Is a directory" in capsys.readouterr().err
    monkeypatch.setattr("derivcheck.cli.page.MAX_PAGE_ROWS", 1)
    assert main(["page", written(tmp_path, TEXT), "-o", str(out)]) == 2
    assert "at most 1 claims" in capsys.readouterr().err


def test_the_page_of_a_batch_shows_the_formulas(tmp_path: Path, out: Path, capsys: Any) -> None:
    claims, found = tmp_path / "claims.csv", tmp_path / "results.jsonl"
    claims.write_text("id,function,claimed\nright,sin(x),cos(x)\nwrong,x^2,3x\nnone,,\n", "utf-8")
    assert main(["batch", str(claims), "-o", str(found), "--jobs", "1"]) == 1
    assert main(["page", str(found), "--claims", str(claims), "-o", str(out)]) == 0
    page = out.read_text("utf-8")
    assert '["right","agrees","sin(x)","cos(x)",' in page
    assert '["wrong","refuted","x^2","3x",' in page
    assert '["none","error",null,null,' in page
