"""Assertions pass and fail as the check does, and a failing one shows its report."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from derivcheck import Verdict
from derivcheck.testing import assertions

X = np.array([0.3, -0.7, 1.1])


def cubes(x: Any) -> Any:
    return np.sum(x**3)


def slopes(x: Any) -> Any:
    return 3 * x**2


PASSING: list[tuple[Callable[..., None], Any, Any, Any]] = [
    (assertions.assert_derivative, "sin(x)", "cos(x)", 0.5),
    (assertions.assert_derivative, "sin(x)", "cos(x)", None),
    (assertions.assert_derivative, np.sin, np.cos, 0.5),
    (assertions.assert_gradient, cubes, slopes, X),
    (assertions.assert_gradient, lambda x: (cubes(x), slopes(x)), True, X),
    (assertions.assert_jacobian, lambda x: x**3, lambda x: np.diag(3 * x**2), X),
    (assertions.assert_hessian, cubes, lambda x: np.diag(6 * x), X),
]

FAILING: list[tuple[Callable[..., None], Any, Any, Any]] = [
    (assertions.assert_derivative, "sin(x)", "-cos(x)", 0.5),
    (assertions.assert_derivative, np.sin, np.sin, 0.5),
    (assertions.assert_gradient, cubes, lambda x: 2 * x**2, X),
    (assertions.assert_jacobian, lambda x: x**3, lambda x: np.diag(3 * x), X),
    (assertions.assert_hessian, cubes, lambda x: np.diag(3 * x), X),
]


@pytest.mark.parametrize(("check", "f", "claimed", "at"), PASSING)
def test_what_is_right_passes(check: Callable[..., None], f: Any, claimed: Any, at: Any) -> None:
    check(f, claimed, at)


@pytest.mark.parametrize(("check", "f", "claimed", "at"), FAILING)
def test_what_is_wrong_fails(check: Callable[..., None], f: Any, claimed: Any, at: Any) -> None:
    with pytest.raises(AssertionError, match=r"^REFUTED: wrong "):
        check(f, claimed, at)


def test_the_message_has_the_worst_component_the_cause_the_seed_and_the_call() -> None:
    def wrong(x: Any) -> Any:
        return slopes(x) * np.array([1.001, 1, -1])

    with pytest.raises(AssertionError) as failed:
        assertions.assert_gradient(cubes, wrong, X, seed=5)
    lines = str(failed.value).splitlines()
    rows = [line.split()[0] for line in lines if line.strip().startswith("x[")]
    assert rows == ["x[2]", "x[0]"]
    call = f"  from {__name__} import cubes; dc.check_gradient(cubes, wrong, [0.3, -0.7, 1.1], seed=5)"
    assert (
        lines.index(call) == lines.index(f"  # wrong: wrong of test_assertions.py:{wrong.__code__.co_firstlineno}") + 1
    )
    # The call stays on one line, to be pasted.
    assert max(len(line) for line in lines if line != call) <= 100
    assert any("seed 5." in line for line in lines)


def first_line(check: Callable[..., None], *arguments: Any) -> str:
    with pytest.raises(AssertionError) as failed:
        check(*arguments)
    return str(failed.value).partition("\n")[0]


def test_the_first_line_is_the_verdict_and_the_worst_component() -> None:
    twice = lambda x: slopes(x) * np.array([1, 1, 2])  # noqa: E731
    of_gradient = first_line(assertions.assert_gradient, cubes, twice, X)
    assert (
        of_gradient
        == "REFUTED: wrong in component [2]: the claim is 7.26, the derivative 3.63 (1 of 3 components wrong)"
    )
    of_jacobian = first_line(assertions.assert_jacobian, lambda x: x**3, lambda x: np.diag(twice(x)), X)
    assert of_jacobian.startswith("REFUTED: wrong in component [2, 2]: the claim is 7.26, ")
    of_formula = first_line(assertions.assert_derivative, "sin(x)", "-cos(x)", 0.5)
    assert of_formula == "REFUTED: wrong at x = 0.5: the claim is -0.877583, the derivative 0.877583"


def test_unresolved_fails_too() -> None:
    with pytest.raises(AssertionError, match="UNRESOLVED: not differentiable"):
        assertions.assert_gradient(lambda x: np.sum(np.abs(x)), np.sign, np.zeros(2))


def test_importing_it_imports_no_library() -> None:
    code = "import sys, derivcheck.testing; print([n for n in ('numpy', 'sympy', 'scipy') if n in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def of_pytest(folder: Path, *bodies: str) -> str:
    """What pytest prints about failing tests of a user."""
    head = "import numpy as np\nfrom derivcheck.testing import assert_gradient\n"
    tests = [f"\ndef test_gradient_{k}():\n    {body}\n" for k, body in enumerate(bodies)]
    (folder / "test_mine.py").write_text("".join([head, *tests]), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_mine.py"]
    plain = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # those of other packages take a second to load
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=plain)
    assert done.returncode == 1
    return done.stdout


def test_a_failing_test_shows_the_report(tmp_path: Path) -> None:
    shown = of_pytest(tmp_path, "assert_gradient(lambda w: np.sum(w**2), lambda w: w, np.ones(2))")
    assert "the claim is the derivative times 1/2" in shown
    summary = next(line for line in shown.splitlines() if line.startswith("FAILED"))
    assert "REFUTED: wrong in c" in summary
    # The frames of derivcheck itself are left out.
    assert "_require" not in shown
    assert "assertions.py" not in shown


def test_of_input_that_cannot_be_used_only_the_frames_of_the_user_are_shown(tmp_path: Path) -> None:
    shown = of_pytest(
        tmp_path,
        "assert_gradient(lambda w: w.nothing, np.ones_like, np.ones(2))",
        "assert_gradient(np.sum, '2*x', np.ones(2))",
    )
    assert "fails at the point: AttributeError" in shown
    assert "a callable or an array" in shown
    assert all(f"test_mine.py:{line}: " in shown for line in (5, 8))
    assert not [line for line in shown.splitlines() if "derivcheck/" in line and ".py:" in line]


def test_the_verdicts_that_pass() -> None:
    assert [v for v in Verdict if not v.exit_status] == [Verdict.PROVED, Verdict.AGREES]
