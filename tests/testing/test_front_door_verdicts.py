"""Verdicts and words of the front doors on what was once judged or told wrongly, one example of each kind."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.sparse as ss

import derivcheck as dc

B = np.array([0.3, 0.5])


def value(claimed: Callable[..., Any]) -> dc.Verdict:
    return dc.check_gradient(lambda b: np.sum(np.exp(b)), claimed, B).verdict


@pytest.mark.parametrize(
    "clipped", [lambda e: np.clip(e, 1e-16, np.inf), lambda e: np.minimum(e, np.inf), lambda e: np.maximum(e, -np.inf)]
)
def test_a_clip_to_infinity_changes_nothing_in_function_or_claim(clipped: Callable[..., Any]) -> None:
    assert value(lambda b: clipped(np.exp(b))) is dc.Verdict.AGREES
    assert dc.check_gradient(lambda b: np.sum(clipped(np.exp(b))), np.exp, B).verdict is dc.Verdict.AGREES
    assert value(lambda b: 1.001 * clipped(np.exp(b))) is dc.Verdict.REFUTED


@pytest.mark.parametrize(
    ("function", "claimed"), [("x^2*y", "2xy"), ("x*e^x", "e^x+xe^x"), ("a*x^2+b*x+c", "2ax+b"), ("k*x^2", "2kx")]
)
def test_a_product_in_the_claim_is_no_new_variable(function: str, claimed: str) -> None:
    assert dc.check_derivative(function, claimed, wrt="x")


def test_a_name_that_only_the_claim_has_is_asked_about() -> None:
    with pytest.raises(dc.InputError, match="did you mean k"):
        dc.check_derivative("sin(k*x)", "K*cos(K*x)", wrt="x")


def test_a_constant_that_is_off_is_refuted_by_both_doors() -> None:
    off = math.sqrt(2) + 1e-13
    formula = dc.check_derivative("sqrt(2)*sin(x)", f"{off!r}*cos(x)", 0.7)
    code = dc.check_gradient(lambda w: np.sqrt(2) * np.sin(w).sum(), lambda w: off * np.cos(w), np.array([0.7]))
    assert formula.verdict is code.verdict is dc.Verdict.REFUTED


def test_a_wave_that_is_small_in_the_function_counts_in_its_slope() -> None:
    """The slope of 1e-9 sin(1e7 x) is a hundredth: formula and code see a claim without it as wrong."""
    f, right, wrong = "sin(x)+1e-9*sin(1e7*x)", "cos(x)+1e-2*cos(1e7*x)", "cos(x)"
    assert dc.check_derivative(f, right, 0.7)
    assert dc.check_derivative(f, wrong, 0.7).verdict is dc.Verdict.REFUTED

    def code(w: Any) -> Any:
        return np.sum(np.sin(w) + 1e-9 * np.sin(1e7 * w))

    check = dc.check_gradient(code, lambda w: np.cos(w) + 1e-2 * np.cos(1e7 * w), np.array([0.7]))
    assert check.verdict is dc.Verdict.AGREES
    # Five digits are lost where 1e7 x is rounded, and no more.
    assert 1e-13 < check.detection_limit < 1e-9
    assert dc.check_gradient(code, np.cos, np.array([0.7])).verdict is dc.Verdict.REFUTED


def test_smooth_code_has_no_kink() -> None:
    """A logistic loss in a loop, and a sparse matrix times the variables."""
    rng = np.random.default_rng(0)
    rows, labels = rng.normal(size=(8, 4)), np.where(rng.normal(size=8) > 0, 1.0, -1.0)

    def loss(w: Any) -> float:
        total = 0.0
        for row, label in zip(rows, labels, strict=True):
            z = sum(float(a) * float(b) for a, b in zip(row, w, strict=True))
            total += math.log1p(math.exp(-label * z))
        return total

    def hessian(w: Any) -> Any:
        s = 1 / (1 + np.exp(-labels * (rows @ w)))
        return (rows.T * (s * (1 - s))) @ rows

    assert dc.check_hessian(loss, hessian, np.full(4, 0.1))
    chain = ss.diags_array([[1.0] * 39, [-2.0] * 40, [1.0] * 39], offsets=[-1, 0, 1]).tocsr()
    at = np.linspace(0.1, 1, 40)
    assert dc.check_jacobian(lambda u: chain @ u + u**3, lambda u: chain.toarray() + np.diag(3 * u**2), at)
    wrong = dc.check_jacobian(lambda u: chain @ u + u**3, lambda u: chain.toarray() + np.diag(2 * u**2), at)
    assert wrong.verdict is dc.Verdict.REFUTED


JOINS = [
    ("x*|x|", "2*|x|", "2*x"),
    ("max(x,0)^2", "2*max(x,0)", "2*x"),
    ("|x|^3", "3*x*|x|", "3*x^2"),
    ("cbrt(x)^4", "4/3*cbrt(x)", "4/3*abs(cbrt(x))"),
    ("elu(x)", "piecewise(x>0,1,exp(x))", "piecewise(x>0,1,0)"),
]


@pytest.mark.parametrize(("function", "claimed", "wrong"), JOINS)
def test_where_pieces_join_smoothly_a_claim_is_judged(function: str, claimed: str, wrong: str) -> None:
    assert dc.check_derivative(function, claimed, 0.0)
    assert dc.check_derivative(function, wrong, 0.0).verdict is dc.Verdict.REFUTED


def test_a_claim_that_is_wrong_at_a_join_is_refuted_there() -> None:
    check = dc.check_derivative("max(x,e^x-1,(x+1)^2/2-1/2)", "1.5", 0.0)
    assert check.reason == "wrong at x = 0: the claim is 1.5, the derivative 1"


def test_what_user_code_raises_at_a_fresh_point_is_that_points_affair() -> None:
    def only_here(w: Any) -> Any:
        if w[0] != 0.3:
            raise RuntimeError("only here")
        return w[0] ** 2

    assert dc.check_gradient(only_here, lambda w: 2 * w, np.array([0.3]))
    assert not dc.check_gradient(only_here, lambda w: 3 * w, np.array([0.3]))


@pytest.mark.parametrize("verdict", ["refuted", "unresolved"])
def test_a_check_that_did_not_pass_is_never_true(verdict: str) -> None:
    claimed, function = ("3*x", "x^2") if verdict == "refuted" else ("0", "abs(x)")
    check = dc.check_derivative(function, claimed, 1.0 if verdict == "refuted" else 0.0)
    assert (str(check.verdict), bool(check)) == (verdict, False)


def test_the_error_of_float32_code_is_one_factor_and_no_false_law() -> None:
    f, claim = (
        lambda w: np.sum(np.float32(1.3) * w.astype(np.float32) ** 3),
        lambda w: (np.float32(3.9) * w.astype(np.float32) ** 2) * np.float32(1.003),
    )
    check = dc.check_gradient(f, claim, np.array([0.5, 0.7], dtype=np.float32))
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is not None
    assert check.cause.text.startswith("the claim is the derivative times 1.003")
    assert check.law is None
