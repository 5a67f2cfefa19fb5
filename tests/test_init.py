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
    "ClaimResult",
    "Comparison",
    "Comparisons",
    "Component",
    "DerivcheckError",
    "DerivcheckWarning",
    "DomainError",
    "ErrorCurve",
    "ErrorMap",
    "Estimate",
    "Grade",
    "Grader",
    "InputError",
    "KinkWarning",
    "MissingExtraError",
    "ParseError",
    "PrecisionError",
    "Recommendation",
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
    "check_many",
    "compare",
    "derivative",
    "error_curve",
    "error_map",
    "estimate_derivative",
    "gradient",
    "hessian",
    "jacobian",
    "jvp",
    "parse",
    "plot_error_curves",
    "recommend",
    "taylor",
    "testing",
    "trace",
]


def test_the_names_are_pinned() -> None:
    assert dc.__all__ == NAMES
    assert dir(dc) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there(name: str) -> None:
    assert getattr(dc, name) is not None


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(str(dc.__file__)).read_text("utf-8"))
    imported = [a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names]
    assert set(NAMES) - set(imported) == {"__version__"}


def test_every_exception_is_exported() -> None:
    errors = importlib.import_module("derivcheck.ground.errors")
    raised = {n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, errors.DerivcheckError)}
    assert raised <= set(NAMES)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"^module 'derivcheck' has no attribute 'comparee'$"):
        _ = dc.comparee  # type: ignore[attr-defined]


LIBRARIES = ("sympy", "numpy", "mpmath", "flint", "matplotlib", "scipy")
LOADED = f"import sys; {{}}; print([n for n in {LIBRARIES} if n in sys.modules])"


def output(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("code", ["import derivcheck", "from derivcheck import Verdict, ParseError"])
def test_names_without_arithmetic_import_no_library(code: str) -> None:
    assert output(LOADED.format(code)) == "[]"


def test_no_room_is_named_as_a_function_is() -> None:
    # Importing `derivcheck.compare` would put the module in the place of a function of that name.
    rooms = {path.name for path in Path(str(dc.__file__)).parent.iterdir()}
    assert rooms & set(NAMES) == {"testing"}


def test_the_exceptions_are_found_under_the_name_that_users_know() -> None:
    code = "from derivcheck.errors import ParseError; import derivcheck as dc; print(ParseError is dc.ParseError)"
    assert output(code) == "True"


def test_the_assertions_are_there_without_an_import_of_their_own() -> None:
    assert output("import derivcheck as dc; print(dc.testing.assert_gradient.__name__)") == "assert_gradient"
