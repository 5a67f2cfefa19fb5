"""What goes wrong when the verdict rule allows more, or less."""

from __future__ import annotations

import math

import numpy as np
import pytest
from allowance import changed

import derivcheck as dc
from derivcheck.ground.allowances.verdict_rule import MEANINGFUL

# What is judged is code of which only values are known.
pytestmark = pytest.mark.usefixtures("blind")


def rough(x: float) -> float:
    """The sine, known to four digits: its slope is known to one and a half."""
    return math.sin(x) + 1e-4 * math.sin(1e9 * float(x))


def test_ten_times_larger_a_claim_passes_that_is_wrong_by_more() -> None:
    wrong = (rough, lambda x: 1.01 * math.cos(x), 0.3)
    assert dc.check_gradient(*wrong).verdict is dc.Verdict.UNRESOLVED
    with changed(MEANINGFUL, 10 * MEANINGFUL.value):
        assert dc.check_gradient(*wrong).verdict is dc.Verdict.AGREES


def test_ten_times_smaller_a_right_claim_in_single_precision_does_not_pass() -> None:
    x = np.array([0.3, 0.5], np.float32)
    right = (lambda y: np.sum(np.exp(y) + 1e5), lambda y: (np.exp(y) + 1e5) - 1e5, x)
    assert dc.check_gradient(*right).verdict is dc.Verdict.AGREES
    with changed(MEANINGFUL, MEANINGFUL.value / 10):
        assert dc.check_gradient(*right).verdict is not dc.Verdict.AGREES
