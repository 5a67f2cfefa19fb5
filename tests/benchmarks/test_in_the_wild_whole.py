"""All derivatives of the tables of examples/wild: those with a note may be refuted, and no others.

Run by name, ``python -m pytest tests/benchmarks/test_in_the_wild_whole.py -s``; it takes the extra `wild`. The suite
runs the example with a part of the rows.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from derivcheck import Verdict

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def test_all_rows_agree_but_those_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in ("sklearn", "statsmodels"):
        pytest.importorskip(module)
    monkeypatch.setattr(sys, "path", [str(EXAMPLES), *sys.path])
    checks = importlib.import_module("in_the_wild").tell(tmp_path)["checks"]
    printed = capsys.readouterr().out
    assert len(checks) >= 200
    wrong = [row for row, check in checks if check.verdict is not Verdict.AGREES]
    assert [row.name for row in wrong if not row.note] == []
    assert all(f"({row.note})" in printed for row in wrong)
    with capsys.disabled():
        print(f"\n{len(checks)} derivatives, {len(wrong)} do not agree, all with a note")
