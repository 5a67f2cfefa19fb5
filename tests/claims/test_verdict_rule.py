"""The rule that turns numbers into a verdict, on numbers placed as unfavourably as their bounds allow."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest

from derivcheck.claims.verdict_rule import detection_limit, explained, meaningful, verdict
from derivcheck.results import Verdict


def test_nan_and_infinity_are_never_a_pass() -> None:
    assert not explained(math.nan, 1.0)
    assert not explained(1.0, math.nan)
    assert explained(np.array([1.0, math.nan, -1.0]), np.ones(3)).tolist() == [True, False, True]
    assert verdict(False, math.nan) is verdict(False, math.inf) is Verdict.UNRESOLVED
    assert verdict(True, math.nan) is Verdict.REFUTED


@pytest.mark.parametrize("number", [float, np.float64, mpmath.mpf])
@pytest.mark.parametrize("excess", [1.001, -1.001])
def test_an_error_beyond_the_limit_is_caught_whatever_the_errors_are(number: type, excess: float) -> None:
    truth, bound, noise = number(3.0), number(2.0**-10), number(2.0**-12)
    wrong = truth * (1 + excess * detection_limit(bound + noise, truth))
    for d in (truth - bound, truth + bound):
        for c in (wrong - noise, wrong + noise):
            assert not explained(c - d, bound + noise)


def test_a_smaller_error_may_go_unseen() -> None:
    truth, budget = 3.0, 2.0**-10
    wrong = truth * (1 + 0.999 * detection_limit(budget, truth))
    assert explained((wrong - budget / 2) - (truth + budget / 2), budget)


def test_what_could_not_see_a_128th_is_no_pass() -> None:
    assert meaningful(1 / 129)
    assert not meaningful(1 / 128)
    assert not meaningful(math.nan)
