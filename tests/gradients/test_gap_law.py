"""The law of the gap: flat for a wrong claim, none for a right one."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from derivcheck import check_gradient
from derivcheck.gradients.gap_law import of
from derivcheck.gradients.subject import Subject

F = Subject(lambda x: np.sum(np.exp(x)))


@pytest.mark.parametrize("x", [0.3, -2.0, 3.0])
@pytest.mark.parametrize("excess", [1e-1, 1e-4, -1e-6])
def test_a_wrong_claim_keeps_its_gap(x: float, excess: float) -> None:
    law = of(F, np.array([x]), (0,), math.exp(x) + excess)
    assert law is not None
    shown = re.search(r"stays at (\S+) for", law)
    # Rounding of the quotients leaves one digit of the least excess.
    assert shown is not None
    assert float(shown[1]) == pytest.approx(excess, rel=0.1)


@pytest.mark.parametrize("x", [0.3, -2.0, 3.0, 1e-3])
def test_a_right_claim_has_none(x: float) -> None:
    assert of(F, np.array([x]), (0,), math.exp(x)) is None


def test_nothing_is_said_of_a_claim_that_is_no_number() -> None:
    assert of(F, np.array([1.0]), (0,), math.nan) is None


def test_a_check_of_opaque_code_tells_it() -> None:
    check = check_gradient(lambda x: math.fsum(map(math.exp, x.tolist())), lambda x: 2 * np.exp(x), np.ones(2))
    assert check.witnesses == ("adaptive estimate",)
    assert check.law is not None
    assert check.law.startswith("flat")
