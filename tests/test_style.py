"""Lint and types, as tests, so that one command checks everything."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent

CHECKS = {
    "lint": ("ruff", "check", "--config=pyproject.toml"),
    "types": ("mypy", "--strict", "--config-file=setup.cfg"),
}
PATHS = {"lint": ["derivcheck", "tests", "examples"], "types": ["derivcheck"]}
FAULTS = {"lint": '"""A planted fault."""\n\nimport os\n', "types": 'X: int = "one"\n'}


def class_names(package: Path) -> list[str]:
    """The name of each class of a package that is not private to its module."""
    sources = (path.read_text("utf-8") for path in package.rglob("*.py"))
    trees = [ast.parse(source) for source in sources if re.search(r"^class ", source, re.MULTILINE)]
    return [n.name for t in trees for n in t.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]


def check(name: str, *paths: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *CHECKS[name], *paths]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def unexplained(source: str) -> list[int]:
    """Lines that catch every exception, with no comment there or on the line above that says why."""
    if not re.search(r"except\s*:|Exception", source):
        return []
    lines = ["", *source.splitlines()]
    broad = [n.lineno for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ExceptHandler) and catches_all(n)]
    return [n for n in broad if "#" not in lines[n] and not lines[n - 1].lstrip().startswith("#")]


def catches_all(handler: ast.ExceptHandler) -> bool:
    caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else set()
    return not handler.type or bool(caught & {"Exception", "BaseException"})


def test_whoever_catches_every_exception_says_why() -> None:
    found = {
        path.name: lines for path in (ROOT / "derivcheck").rglob("*.py") if (lines := unexplained(path.read_text()))
    }
    assert found == {}


@pytest.mark.parametrize("caught", ["", " Exception", " (KeyError, Exception)", " BaseException as error"])
def test_a_planted_handler_without_a_reason_is_found(caught: str) -> None:
    assert unexplained(f"try:\n    f()\nexcept{caught}:\n    pass\n") == [3]
    assert unexplained(f"try:\n    f()\nexcept{caught}:  # it is of the user\n    pass\n") == []
    assert unexplained(f"try:\n    f()\n# It is of the user.\nexcept{caught}:\n    pass\n") == []
    assert unexplained("try:\n    f()\nexcept KeyError:\n    pass\n") == []


# Without them a comparison is by what a library takes for small: 1e-12 of pytest, 1e-8 of NumPy, whatever the numbers.
TOLERANCES = {"approx": {"rel", "abs"}, "allclose": {"rtol", "atol"}, "assert_allclose": {"rtol"}}


def undeclared(source: str) -> list[int]:
    """Lines that compare floats without saying how far apart they may be."""
    if not any(name in source for name in TOLERANCES):
        return []
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [(n, getattr(n.func, "attr", getattr(n.func, "id", ""))) for n in calls]
    return [n.lineno for n, name in named if TOLERANCES.get(name, set()) - {k.arg for k in n.keywords}]


def test_no_default_tolerance_compares_floats() -> None:
    found = {path.name: lines for path in (ROOT / "tests").rglob("*.py") if (lines := undeclared(path.read_text()))}
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    ["pytest.approx(1.0)", "approx(1.0, rel=1e-9)", "np.allclose(a, b, rtol=0)", "np.testing.assert_allclose(a, b)"],
)
def test_a_planted_default_tolerance_is_found(planted: str) -> None:
    assert undeclared(f"x = 1\nassert x == {planted}\n") == [2]
    assert undeclared("assert x == pytest.approx(1.0, rel=gamma(3), abs=0)\n") == []


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.skipif(np.lib.NumpyVersion(np.__version__) < "2.0.0", reason="the types are those of NumPy 2")
def test_the_code_is_clean(name: str) -> None:
    done = check(name, *PATHS[name])
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", CHECKS)
def test_a_planted_fault_is_found(name: str, tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(FAULTS[name], "utf-8")
    done = check(name, str(planted))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "planted.py" in done.stdout


def test_the_name_of_a_class_means_one_thing(tmp_path: Path) -> None:
    names = class_names(ROOT / "derivcheck")
    assert [name for name, count in Counter(names).items() if count > 1] == []
    for module in ("one", "other"):
        (tmp_path / f"{module}.py").write_text("class Planted: ...\n")
    assert class_names(tmp_path) == ["Planted", "Planted"]
