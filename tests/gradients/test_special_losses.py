"""Gradients of losses in functions of `scipy.special`: right ones pass, by running bounds; wrong ones are refuted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.special as sc

import derivcheck as dc

X = np.array([[1.0, 0.3], [1.0, -1.2], [1.0, 2.1], [1.0, 0.7]])
COUNTS = np.array([0.0, 2.0, 5.0, 1.0])
SIGNS = np.array([1.0, -1.0, 1.0, 1.0])
ANGLES = np.array([0.3, -0.4, 1.1, 0.9])
SQUARED = np.array([[0.0, 1.3, 2.6], [1.3, 0.0, 0.4], [2.6, 0.4, 0.0]])

Function = Callable[..., Any]


def poisson_deviance(b: Any) -> Any:
    mean = np.exp(X @ b)
    return 2 * np.sum(sc.xlogy(COUNTS, COUNTS / mean) - COUNTS + mean)


def poisson_gradient(b: Any, sign: float = 1.0) -> Any:
    return 2 * X.T @ (np.exp(X @ b) - sign * COUNTS)


def probit(b: Any) -> Any:
    return -np.sum(sc.log_ndtr(SIGNS * (X @ b)))


def probit_gradient(b: Any, ratio: Function = lambda t: np.sqrt(2 / np.pi) / sc.erfcx(-t / np.sqrt(2))) -> Any:
    return -X.T @ (SIGNS * ratio(SIGNS * (X @ b)))


def von_mises(p: Any) -> Any:
    centre, kappa = p
    size = np.log(2 * np.pi * sc.i0e(kappa)) + kappa
    return ANGLES.size * size - kappa * np.sum(np.cos(ANGLES - centre))


def von_mises_gradient(p: Any, mean: Function = lambda k: sc.i1e(k) / sc.i0e(k)) -> Any:
    centre, kappa = p
    along = ANGLES.size * mean(kappa) - np.sum(np.cos(ANGLES - centre))
    return np.array([-kappa * np.sum(np.sin(ANGLES - centre)), along])


def matern(p: Any) -> Any:
    """The sum of Matérn's kernel of smoothness 5/2 over pairs."""
    u = np.sqrt(5 * SQUARED[np.triu_indices(3, 1)]) / p[0]
    return p[1] * np.sum(2**-1.5 / sc.gamma(2.5) * u**2.5 * sc.kv(2.5, u))


def matern_gradient(p: Any, order: float = 1.5) -> Any:
    u = np.sqrt(5 * SQUARED[np.triu_indices(3, 1)]) / p[0]
    scale = 2**-1.5 / sc.gamma(2.5)
    # d/du u^v K_v(u) = -u^v K_(v-1)(u) (DLMF 10.29.4).
    along = p[1] * np.sum(scale * u**3.5 * sc.kv(order, u)) / p[0]
    return np.array([along, np.sum(scale * u**2.5 * sc.kv(2.5, u))])


def beta_binomial(p: Any) -> Any:
    a, b = p
    return -np.sum(np.log(sc.binom(9.0, COUNTS)) + sc.betaln(COUNTS + a, 9 - COUNTS + b) - sc.betaln(a, b))


def beta_binomial_gradient(p: Any, less: float = 1.0) -> Any:
    a, b = p
    total = sc.psi(9 + a + b) - less * sc.psi(a + b)
    along = [sc.psi(COUNTS + a) - sc.psi(a) - total, sc.psi(9 - COUNTS + b) - sc.psi(b) - total]
    return -np.array([np.sum(s) for s in along])


def entropy(w: Any) -> Any:
    return np.sum(sc.entr(sc.softmax(w)))


def entropy_gradient(w: Any, one: float = 1.0) -> Any:
    p = sc.softmax(w)
    slope = -np.log(p) - one
    return p * (slope - np.sum(p * slope)) if one else p * slope


def robust(b: Any) -> Any:
    return np.sum(sc.huber(0.8, X @ b - COUNTS)) + np.sum(sc.pseudo_huber(0.8, X @ b))


def robust_gradient(b: Any, threshold: float = 0.8) -> Any:
    fitted = X @ b
    return X.T @ (np.clip(fitted - COUNTS, -threshold, threshold) + fitted / np.sqrt(1 + (fitted / 0.8) ** 2))


B, POSITIVE = np.array([0.3, 0.4]), np.array([1.3, 2.2])

LOSSES: dict[str, tuple[Function, Function, Function, Any]] = {
    "Poisson deviance": (poisson_deviance, poisson_gradient, lambda b: poisson_gradient(b, -1.0), B),
    "probit": (probit, probit_gradient, lambda b: probit_gradient(b, lambda t: np.exp(-t * t / 2) / sc.ndtr(t)), B),
    "von Mises": (
        von_mises,
        von_mises_gradient,
        lambda p: von_mises_gradient(p, lambda k: sc.i1e(k) / sc.i0e(k) - 1),
        POSITIVE,
    ),
    "Matérn": (matern, matern_gradient, lambda p: matern_gradient(p, 2.5), POSITIVE),
    "beta-binomial": (beta_binomial, beta_binomial_gradient, lambda p: beta_binomial_gradient(p, 0.0), POSITIVE),
    "entropy": (entropy, entropy_gradient, lambda w: entropy_gradient(w, 0.0), np.array([0.3, -0.4, 1.1])),
    "robust": (robust, robust_gradient, lambda b: robust_gradient(b, 0.9), B),
}


@pytest.mark.parametrize("name", LOSSES)
def test_the_right_gradient_agrees_and_a_wrong_one_is_refuted(name: str) -> None:
    loss, right, wrong, at = LOSSES[name]
    check = dc.check_gradient(loss, right, at)
    assert check.verdict is dc.Verdict.AGREES
    # Some thousand units in the last place: the bound is that of an exact witness, not of an estimate.
    assert check.detection_limit is not None
    assert check.detection_limit < 2.0**-36
    assert dc.check_gradient(loss, wrong, at).verdict is dc.Verdict.REFUTED


def test_a_count_of_zero_has_no_share_in_the_deviance() -> None:
    """xlogy(0, 0/m) is 0 for every m, though neither log(0) nor 0/0 has a value."""
    check = dc.check_gradient(
        lambda m: np.sum(sc.xlogy(COUNTS, COUNTS / m)), lambda m: -COUNTS / m, np.array([0.3, 0.4, 0.5, 0.6])
    )
    assert check.verdict is dc.Verdict.AGREES


@pytest.mark.parametrize("f", [sc.i0e, sc.i1e, lambda x: sc.ive(2, x)])
def test_the_scaled_function_bends_at_zero(f: Function) -> None:
    check = dc.check_gradient(lambda x: np.sum(f(x) * np.array([1.0, 2.0])), lambda x: 0 * x + 1, np.array([0.0, 1.0]))
    assert check.verdict is not dc.Verdict.AGREES


def wishart(a: Any) -> Any:
    """Minus the logarithm of Wishart's constant of three dimensions, and of two binomial coefficients."""
    return sc.multigammaln(a[0], 3) + np.log(sc.comb(a[1], 2.0)) + np.log(sc.factorial(a[1]))


def wishart_gradient(a: Any, last: float = 1.0) -> Any:
    first = sc.psi(a[0]) + sc.psi(a[0] - 0.5) + last * sc.psi(a[0] - 1)
    return np.array([first, 1 / a[1] + 1 / (a[1] - 1) + sc.psi(a[1] + 1)])


def test_functions_that_are_no_ufuncs() -> None:
    at = np.array([2.3, 5.5])
    check = dc.check_gradient(wishart, wishart_gradient, at)
    assert check.verdict is dc.Verdict.AGREES
    assert check.detection_limit is not None
    assert check.detection_limit < 2.0**-36
    assert dc.check_gradient(wishart, lambda a: wishart_gradient(a, 0.0), at).verdict is dc.Verdict.REFUTED
