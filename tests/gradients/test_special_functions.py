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


@pytest.mark.parametrize("name", SLOPES)
def test_forward_mode_has_the_slope(name: str) -> None:
    function, slope = SLOPES[name]
    # The functions themselves are exact to some units in the last place, up to 253 for gammainc.
    assert np.allclose(dc.jvp(function, X, np.ones(3))[1], slope(X), rtol=512 * 2.0**-52, atol=0)
