"""Finite differences of code that is known by its values only: within their bounds, and borne out by the fit."""

from __future__ import annotations

import dataclasses
import math

import pytest

from derivcheck.methods.black_box import adaptive, opaque_difference
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.methods.differences.schemes import TABLE, stencil


@pytest.mark.parametrize("scheme", TABLE)
def test_a_difference_is_within_its_bound(scheme: str) -> None:
    found = opaque_difference.estimate(Opaque(math.sin), 1.0, stencil(scheme))
    assert abs(found.value - math.cos(1.0)) <= found.error_bound < 1e-3


def test_a_difference_that_the_fit_does_not_bear_out_has_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: the fit has another slope, as if it had missed what the difference sees."""
    fit, honest = adaptive.fitted(Opaque(math.sin), 1.0)
    wrong = dataclasses.replace(honest, value=honest.value + 1e-3)
    monkeypatch.setattr(adaptive, "fitted", lambda f, x, order: (fit, wrong))
    found = opaque_difference.estimate(Opaque(math.sin), 1.0, stencil("central-4"))
    assert found.error_bound == math.inf
    assert found.note == "no bound: a wider fit does not bear it out"
