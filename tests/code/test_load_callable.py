"""Callables named on the command line: found, or refused in one line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from derivcheck.code.load_callable import load, names_callable
from derivcheck.ground.errors import InputError

MODEL = """
import numpy as np
from helper_of_model import scale
print("imported")
number = 3
def loss(w):
    return scale * np.sum(w**2)
class Model:
    @staticmethod
    def loss(w):
        return 0.0
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a_model.py").write_text(MODEL, "utf-8")
    (tmp_path / "helper_of_model.py").write_text("scale = 2.0\n", "utf-8")
    (tmp_path / "needs.py").write_text("import not_there_at_all\n", "utf-8")
    (tmp_path / "broken.py").write_text("1 / 0\n", "utf-8")
    (tmp_path / "syntax.py").write_text("def f(:\n", "utf-8")
    (tmp_path / "leaving.py").write_text("raise SystemExit(3)\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [p for p in sys.path if p != str(tmp_path)])
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.mark.parametrize("text", ["a_model:loss", "a_model.py:loss", "./a_model.py:Model.loss", "a_model:Model.loss"])
def test_a_function_is_found(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(text)(1.0) in (0.0, 2.0)
    out, err = capsys.readouterr()
    assert (out, "imported" in err) == ("", True)  # what the module prints must not end up in the report


def test_function_and_claim_come_from_one_import(folder: Path) -> None:
    assert load("a_model.py:loss") is load("a_model.py:loss")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a_model:los", "a_model has no 'los'; did you mean loss?"),
        ("a_model:nothing_like_it", "a_model has no 'nothing_like_it'"),
        ("a_model:number", "number is not a function, but of type int"),
        ("no_such_module_here:f", "no module 'no_such_module_here'"),
        ("a_model.part:f", "a_model"),
        ("no_file.py:f", "no file 'no_file.py'"),
        ("needs:f", "importing needs fails: it needs the module 'not_there_at_all'"),
        ("broken:f", "importing broken fails: ZeroDivisionError: division by zero"),
        ("syntax.py:f", "importing syntax.py fails: SyntaxError"),
        ("leaving:f", "importing leaving fails: SystemExit: 3"),
        ("x^2", "does not name a function"),
    ],
)
def test_what_cannot_be_loaded_is_one_clear_line(folder: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        load(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_formulas_are_not_names() -> None:
    for formula in ("x^2", "sin(x)", "a*b", "x", "f(x)/g(x)", "a.b", "1:2", ":f", "x:"):
        assert not names_callable(formula)
