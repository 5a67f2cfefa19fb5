"""Claims that are finite differences of the code are told so, with their step, and others are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc

X = np.array([0.7, -1.3, 0.05])
EPS = np.finfo(float).eps


def f(x: Any) -> Any:
    return np.sum(np.sin(x) * x) + x[0] * x[1] ** 2


def quotients(f: Callable[[Any], Any], x: Any, ahead: Any, behind: Any) -> Any:
    """Difference quotients by each element, as people write them."""
    columns = []
    for i, e in enumerate(np.eye(len(x))):
        columns.append((f(x + ahead[i] * e) - f(x - behind[i] * e)) / (ahead[i] + behind[i]))
    return np.stack(columns, axis=-1)


NONE, SIZE = np.zeros(3), np.maximum(1, np.abs(X))

# The steps ahead and behind, and what is said of them.
DIFFERENCES = {
    "forward 1e-8": (1e-8 + NONE, NONE, "a forward difference with the step 1e-8"),
    "backward 1e-5": (NONE, 1e-5 + NONE, "a backward difference with the step 1e-5"),
    "central 1e-4": (1e-4 + NONE, 1e-4 + NONE, "a central difference with the step 1e-4"),
    "SciPy's": (EPS**0.5 * SIZE * np.sign(X), NONE, "a forward difference with the step sqrt(eps) max(1, |x|) sign(x)"),
    "statsmodels'": (
        EPS**0.5 * np.maximum(0.1, np.abs(X)),
        NONE,
        "a forward difference with the step sqrt(eps) max(0.1, |x|)",
    ),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_gradient_that_is_a_finite_difference(name: str) -> None:
    ahead, behind, said = DIFFERENCES[name]
    check = dc.check_gradient(f, quotients(f, X, ahead, behind), X)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is not None
    assert (check.cause.kind, check.cause.text) == (
        "finite-difference",
        f"this is {said}, an approximation and not the derivative",
    )


def test_a_jacobian_that_is_a_finite_difference() -> None:
    def g(x: Any) -> Any:
        return np.array([np.exp(x[0] * x[1]), np.sin(x[2]) * x[0]])

    check = dc.check_jacobian(g, lambda x: quotients(g, x, 1e-6 + NONE, NONE), X)
    assert check.cause is not None
    assert check.cause.text.startswith("this is a forward difference with the step 1e-6,")


@pytest.mark.parametrize("off", [1e-3, 1e-7, 1e-9])
def test_what_is_none_is_not_taken_for_one(off: float) -> None:
    wrong = dc.gradient(f, X) * (1 + off * np.array([1.0, -0.3, 0.45]))
    check = dc.check_gradient(f, wrong, X)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is None or check.cause.kind != "finite-difference"


def test_one_component_by_a_difference_and_another_wrong() -> None:
    claimed = quotients(f, X, 1e-5 + NONE, NONE)
    claimed[1] *= 1.001
    check = dc.check_gradient(f, claimed, X)
    assert check.cause is None or check.cause.kind != "finite-difference"


def second(x: Any, h: Any) -> Any:
    """Difference quotients of second order, as statsmodels writes them."""
    steps = np.diag(h)
    found = np.outer(h, h)
    for i in range(3):
        for j in range(3):
            rise = f(x + steps[i] + steps[j]) - f(x + steps[i] - steps[j])
            found[i, j] = (rise - (f(x - steps[i] + steps[j]) - f(x - steps[i] - steps[j]))) / (4 * found[i, j])
    return found


def three_points(x: Any, h: float) -> Any:
    found = second(x, h + NONE)
    for i, e in enumerate(h * np.eye(3)):
        found[i, i] = (f(x + e) - 2 * f(x) + f(x - e)) / h**2
    return found


HESSIANS = {
    "statsmodels'": (lambda x: second(x, EPS**0.25 * np.maximum(0.1, np.abs(x))), "eps^(1/4) max(0.1, |x|)"),
    "on the diagonal": (lambda x: three_points(x, 1e-3), "1e-3"),
}


@pytest.mark.parametrize("name", HESSIANS)
def test_a_hessian_that_is_a_finite_difference(name: str) -> None:
    claimed, said = HESSIANS[name]
    check = dc.check_hessian(f, claimed(X), X)
    assert check.cause is not None
    assert check.cause.text.startswith(f"this is a second difference with the step {said},")
    off = dc.hessian(f, X) * (1 + 1e-6 * np.arange(9).reshape(3, 3))
    check = dc.check_hessian(f, off, X)
    assert check.cause is None or check.cause.kind != "finite-difference"


def test_a_difference_that_is_off_by_a_factor_too() -> None:
    """Of the exponential every difference is a multiple of the derivative."""
    claimed = quotients(lambda x: np.sum(np.exp(x)), X, 1e-5 + NONE, 1e-5 + NONE)
    check = dc.check_gradient(lambda x: np.sum(np.exp(x)), claimed, X)
    assert check.cause is not None
    assert check.cause.text.startswith("this is a central difference with the step 1e-5,")
