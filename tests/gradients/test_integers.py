"""A point of integers: claims that cut digits off in its format, as NumPy's own arrays of integers do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.sparse as ss

import derivcheck as dc
from derivcheck.gradients import integers

ODD = np.array([1, 2, 3])


def quarter(x: Any) -> Any:
    return np.sum(x**2) / 4


def preallocated(x: Any) -> Any:
    found = np.zeros_like(x)
    for i in range(x.size):
        found[i] = x[i] * 0.5
    return found


def matrix(x: Any) -> Any:
    found = np.zeros_like(x, shape=(x.size, x.size))
    found[np.arange(x.size), np.arange(x.size)] = x * 0.5
    return found


def quarters(x: Any) -> Any:
    return x**2 / 4


WRONG: dict[str, tuple[Any, Any, Any, Any]] = {
    "int64": (dc.check_gradient, quarter, preallocated, ODD),
    "uint8": (dc.check_gradient, quarter, preallocated, ODD.astype(np.uint8)),
    "int16": (dc.check_gradient, quarter, preallocated, ODD.astype(np.int16)),
    "a number": (dc.check_gradient, quarter, lambda x: np.full_like(x, x * 0.5)[()], np.int64(3)),
    "a large gradient": (dc.check_gradient, quarter, preallocated, np.arange(1, 900)),
    "a Jacobian": (dc.check_jacobian, quarters, matrix, ODD),
    "a large Jacobian": (dc.check_jacobian, quarters, matrix, np.arange(1, 400)),
    "a sparse Jacobian": (dc.check_jacobian, quarters, lambda x: ss.csr_array(np.diag(preallocated(x))), ODD),
    "a Hessian": (dc.check_hessian, lambda x: np.sum(x**3) / 12, matrix, ODD),
    "both at once": (dc.check_gradient, lambda x: (quarter(x), preallocated(x)), True, ODD),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_claim_that_cuts_digits_off_in_the_format_of_the_point_is_refuted(name: str) -> None:
    check, f, claim, x = WRONG[name]
    found = check(f, claim, x)
    assert found.verdict is dc.Verdict.REFUTED
    assert found.cause.kind == "integers"
    worst = found.components[0]
    # What the program returns, whose digits are cut off, beside the derivative.
    assert (worst.claimed, worst.reference) == (np.trunc(worst.reference), worst.claimed + 0.5)
    assert check(f, claim, x.astype(float)).verdict is dc.Verdict.AGREES


@pytest.mark.parametrize("x", [ODD, ODD.astype(np.int16), np.int64(3), [1, 2, 3]], ids=str)
def test_a_right_claim_agrees_at_integers(x: Any) -> None:
    assert dc.check_gradient(quarter, lambda x: np.asarray(x) / 2, x).verdict is dc.Verdict.AGREES
    # Nothing is cut off from whole numbers.
    assert dc.check_gradient(quarter, preallocated, 2 * ODD).verdict is dc.Verdict.AGREES


def test_rounding_that_integers_do_not_have_is_no_fault() -> None:
    x = np.array([3, 5, 7])
    found = dc.check_gradient(lambda y: np.sum(y**20) / 1e9, lambda y: 20 * y**19 / 1e9, x)
    assert found.verdict is dc.Verdict.AGREES


def test_a_claim_that_integers_overflow_is_refuted() -> None:
    x = np.array([3, 5, 7])
    found = dc.check_gradient(lambda y: np.sum(y**30) / 1e9, lambda y: 30 * y**29 / 1e9, x)
    assert found.verdict is dc.Verdict.REFUTED


def test_a_function_that_gives_other_numbers_at_integers_is_named() -> None:
    found = dc.check_gradient(lambda x: np.sum(preallocated(x) ** 2), lambda x: x * 0.5, ODD)
    assert found.verdict is dc.Verdict.AGREES
    assert any("other numbers at the integers" in said for said in found.warnings)
    assert not dc.check_gradient(quarter, lambda x: x * 0.5, ODD).warnings


def test_a_claim_of_another_shape_at_integers_is_refuted() -> None:
    found = dc.check_gradient(quarter, lambda x: x / 2 if x.dtype == float else np.zeros(5), ODD)
    assert found.verdict is dc.Verdict.REFUTED
    assert "shape (5,) at the integers" in found.reason


def test_a_claim_that_fails_at_integers_says_how_to_give_floats() -> None:
    with pytest.raises(dc.InputError, match=r"x\.astype\(float\)"):
        dc.check_gradient(lambda x: np.sum(1 / x), lambda x: -(x**-2), ODD)


def test_the_call_that_repeats_the_check_keeps_the_integers() -> None:
    assert "np.array([1, 2, 3])" in dc.check_gradient(quarter, preallocated, ODD).reproduce


def test_without_the_run_at_the_integers_the_fault_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: the point is read as floats, and no more."""
    monkeypatch.setattr(integers, "own_integers", lambda at: None)
    assert dc.check_gradient(quarter, preallocated, ODD).verdict is dc.Verdict.AGREES
