"""The package's names: pinned, lazy, and what they are called."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import derivcheck as dc

NAMES = [
    "Cause",
    "Check",
    "Checks",
    "Comparison",
    "Comparisons",
    "Component",
    "DerivcheckError",
    "DerivcheckWarning",
    "DomainError",
    "ErrorCurve",
    "Estimate",
    "InputError",
    "KinkWarning",
    "MissingExtraError",
    "ParseError",
    "PrecisionError",
    "Reference",
    "SchemeError",
    "Trace",
    "UnsupportedOperation",
    "Verdict",
    "__version__",
    "check_derivative",
    "check_gradient",
    "check_hessian",
    "check_jacobian",
    "compare",
    "derivative",
    "error_curve",
    "estimate_derivative",
    "gradient",
    "hessian",
    "jacobian",
    "jvp",
    "parse",
    "taylor",
    "trace",
]


def test_the_names_are_pinned() -> None:
    assert dc.__all__ == NAMES
    assert set(NAMES) <= set(dir(dc))


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there(name: str) -> None:
    assert getattr(dc, name) is not None


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(str(dc.__file__)).read_text("utf-8"))
    imported = [a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names]
    assert set(NAMES) - set(imported) == {"__version__"}


def test_every_exception_is_exported() -> None:
    errors = importlib.import_module("derivcheck.errors")
    raised = {n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, errors.DerivcheckError)}
    assert raised <= set(NAMES)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"^module 'derivcheck' has no attribute 'comparee'$"):
        _ = dc.comparee  # type: ignore[attr-defined]


LOADED = "import sys; {}; print([n for n in ('sympy', 'numpy', 'mpmath', 'matplotlib', 'scipy') if n in sys.modules])"


def output(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("code", ["import derivcheck", "from derivcheck import Verdict, ParseError"])
def test_names_without_arithmetic_import_no_library(code: str) -> None:
    assert output(LOADED.format(code)) == "[]"


def test_a_submodule_does_not_take_the_place_of_a_function() -> None:
    # `derivcheck.compare` is both; the package would show the module once that has been imported.
    code = (
        "import importlib, derivcheck as dc\n"
        "modules = [importlib.import_module('derivcheck.' + n) for n in ('compare', 'error_curve', 'errors')]\n"
        "print(dc.compare is modules[0].compare, dc.error_curve is modules[0].error_curve, dc.errors is modules[2])"
    )
    assert output(code) == "True True True"
