"""The law of the gap: flat for a wrong claim, none for a right one."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from derivcheck import check_gradient, check_jacobian
from derivcheck.gradients.gap_law import differences, of
from derivcheck.gradients.subject import Subject

pytestmark = pytest.mark.usefixtures("blind")

F = Subject(lambda x: np.sum(np.exp(x)))


@pytest.mark.parametrize("x", [0.3, -2.0, 3.0])
@pytest.mark.parametrize("excess", [1e-1, 1e-4, -1e-6])
def test_a_wrong_claim_keeps_its_gap(x: float, excess: float) -> None:
    law = of(F, np.array([x]), (0,), math.exp(x) + excess)
    assert law is not None
    shown = re.search(r"stays at (\S+) for", law)
    # Rounding of the quotients leaves one digit of the least excess.
    assert shown is not None
    assert float(shown[1]) == pytest.approx(excess, rel=0.1, abs=0)


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


def test_differences_approach_the_derivative_and_never_take_a_verdict_away() -> None:
    found = differences(F, np.array([0.3]), (0,))
    assert [one.h for one in found] == sorted((one.h for one in found), reverse=True)
    # Truncation is f'''(y) h^2 / 6; rounding of the two values is at most 4 ulp each, of exp here, over 2h.
    for one in found:
        bound = math.exp(0.3 + one.h) * one.h**2 / 6 + 8 * math.ulp(math.exp(0.4)) / (2 * one.h)
        assert abs(one.value - math.exp(0.3)) <= bound * (1 + 1e-12) + 1e-12

    def only_there(x: np.ndarray) -> float:
        if x[0] != 1.0:
            raise ValueError("only there")
        return 1.0

    assert all(math.isnan(one.value) for one in differences(Subject(only_there), np.array([1.0]), (0,)))


@pytest.mark.parametrize("kind", ["gradient", "jacobian"])
def test_a_refuted_gradient_has_them_and_nothing_else(kind: str) -> None:
    judge = {"gradient": check_gradient, "jacobian": check_jacobian}[kind]
    claims = {"gradient": (2.0, 3.0), "jacobian": (np.diag([2.0, 4.0]), np.diag([2.0, 5.0]))}[kind]
    f = (lambda x: np.sum(x**2)) if kind == "gradient" else (lambda x: x**2)
    right, wrong = ((lambda x, c=c: c * x) if kind == "gradient" else c for c in claims)
    assert judge(f, right, np.array([1.0, 2.0])).differences == ()
    assert bool(judge(f, wrong, np.array([1.0, 2.0])).differences) == (kind == "gradient")
