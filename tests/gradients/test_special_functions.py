"""Gradients of NumPy code that calls `scipy.special`: the slopes of textbooks in SciPy's own functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc

special = pytest.importorskip("scipy.special")

X = np.array([0.3, 0.5, 0.7])

SLOPES: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "erf": (special.erf, lambda x: 2 / np.sqrt(np.pi) * np.exp(-x * x)),
    "erfi": (special.erfi, lambda x: 2 / np.sqrt(np.pi) * np.exp(x * x)),
    "erfinv": (special.erfinv, lambda x: np.sqrt(np.pi) / 2 * np.exp(special.erfinv(x) ** 2)),
    "erfcinv": (special.erfcinv, lambda x: -np.sqrt(np.pi) / 2 * np.exp(special.erfcinv(x) ** 2)),
    "dawsn": (special.dawsn, lambda x: 1 - 2 * x * special.dawsn(x)),
    "ndtr": (special.ndtr, lambda x: np.exp(-x * x / 2) / np.sqrt(2 * np.pi)),
    "expit": (special.expit, lambda x: special.expit(x) * special.expit(-x)),
    "logit": (special.logit, lambda x: 1 / (x * (1 - x))),
    "gammaln": (special.gammaln, special.digamma),
    "beta": (
        lambda x: special.beta(x, 2.5),
        lambda x: special.beta(x, 2.5) * (special.digamma(x) - special.digamma(x + 2.5)),
    ),
    "betaln": (lambda x: special.betaln(x, 2.5), lambda x: special.digamma(x) - special.digamma(x + 2.5)),
    "expi": (special.expi, lambda x: np.exp(x) / x),
    "exp1": (special.exp1, lambda x: -np.exp(-x) / x),
    "expn": (lambda x: special.expn(3, x), lambda x: -special.expn(2, x)),
    "sici": (lambda x: special.sici(x)[1], lambda x: np.cos(x) / x),
    "shichi": (lambda x: special.shichi(x)[0], lambda x: np.sinh(x) / x),
    "fresnel": (lambda x: special.fresnel(x)[1], lambda x: np.cos(np.pi * x**2 / 2)),
    "airy": (lambda x: special.airy(x)[0], lambda x: special.airy(x)[1]),
    "ellipk": (special.ellipk, lambda x: (special.ellipe(x) - (1 - x) * special.ellipk(x)) / (2 * x * (1 - x))),
    "ellipe": (special.ellipe, lambda x: (special.ellipe(x) - special.ellipk(x)) / (2 * x)),
    "spence": (special.spence, lambda x: np.log(x) / (1 - x)),
    "gammainc": (lambda x: special.gammainc(2.5, x), lambda x: x**1.5 * np.exp(-x) / special.gamma(2.5)),
    "gammaincc": (lambda x: special.gammaincc(2.5, x), lambda x: -(x**1.5) * np.exp(-x) / special.gamma(2.5)),
}


@pytest.mark.parametrize("name", SLOPES)
def test_a_right_gradient_agrees_and_a_wrong_one_is_refuted(name: str) -> None:
    function, slope = SLOPES[name]
    right = dc.check_gradient(lambda x: np.sum(function(x)), slope, X)
    assert right.verdict is dc.Verdict.AGREES
    assert "reverse sweep" in right.reason
    assert right.detection_limit < 1e-12
    wrong = dc.check_gradient(lambda x: np.sum(function(x)), lambda x: slope(x) * (1 + 1e-9), X)
    assert wrong.verdict is dc.Verdict.REFUTED


def test_all_results_of_one_call_count() -> None:
    """Ai Bi' - Ai' Bi is 1/pi (DLMF 9.2.7)."""

    def wronskian(x: Any) -> Any:
        ai, aip, bi, bip = special.airy(x)
        return np.sum(x * (ai * bip - aip * bi))

    assert dc.check_gradient(wronskian, lambda x: np.full(3, 1 / np.pi), X).verdict is dc.Verdict.AGREES
    assert dc.check_gradient(wronskian, lambda x: np.full(3, 1 / 3), X).verdict is dc.Verdict.REFUTED


def test_code_of_one_number() -> None:
    check = dc.check_derivative(lambda x: special.sici(x)[0] * x, lambda x: special.sici(x)[0] + np.sin(x), 0.7)
    assert check.verdict is dc.Verdict.AGREES
    check = dc.check_derivative(lambda x: special.sici(x)[0] * x, lambda x: special.sici(x)[0] - np.sin(x), 0.7)
    assert check.verdict is dc.Verdict.REFUTED


@pytest.mark.parametrize("name", SLOPES)
def test_forward_mode_has_the_slope(name: str) -> None:
    function, slope = SLOPES[name]
    # The functions themselves are exact to some units in the last place, up to 253 for gammainc.
    assert np.allclose(dc.jvp(function, X, np.ones(3))[1], slope(X), rtol=512 * 2.0**-52, atol=0)
