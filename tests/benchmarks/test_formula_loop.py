"""The flat loop over a formula against number by number, and a wrong claim against a right one, as ratios.

Run it by name, on an idle machine: python -m pytest tests/benchmarks/test_formula_loop.py -s
Each ratio is a median of pairs taken in turns, so that a busy spell of the machine meets both.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest

import derivcheck as dc
from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.tangents import forward
from derivcheck.claims.claim import Claim, gap
from derivcheck.formula.parser import parse

PAIRS, REPEATS = 41, 20

FORMULA = "a*x^3*exp(-x^2/2)/(1 + b*x^2) + sin(a*x)*log(b + x^2) - sqrt(1 + x^2)*atan(x/a) + 3*x*(x + a)^(1/2)"

RIGHT = [
    ("x^2*sin(a*x)", "2*x*sin(a*x) + a*x^2*cos(a*x)"),
    ("exp(2*x)/(1 + sin(x^2))", "(2*exp(2*x)*(1 + sin(x^2)) - 2*x*exp(2*x)*cos(x^2))/(1 + sin(x^2))^2"),
    ("log(a + x^2)*sqrt(x)", "2*x*sqrt(x)/(a + x^2) + log(a + x^2)/(2*sqrt(x))"),
]


def duration(job: Callable[[], Any]) -> float:
    start = time.process_time()
    for _ in range(REPEATS):
        job()
    return time.process_time() - start


def ratio(ours: Callable[[], Any], theirs: Callable[[], Any]) -> float:
    found = statistics.median(duration(ours) / duration(theirs) for _ in range(PAIRS))
    print(f"ratio {found:.2f}")
    return found


def test_the_flat_loop_is_faster_than_number_by_number() -> None:
    expression = parse(FORMULA)
    with Ball(192) as m:
        values = {name: m.exact(value) for name, value in {"x": 0.7, "a": 1.3, "b": 2.2}.items()}

        def one_by_one() -> Any:
            dual = Dual(m)
            return expression.evaluate(dual, {**values, "x": dual.variable(values["x"])})

        assert ratio(lambda: forward(expression, m, values, "x"), one_by_one) < 0.5


def test_another_point_takes_less_than_the_first() -> None:
    """Reading a formula and preparing its program is done once."""
    claimed, at = parse("cos(x)"), {"x": 0.7, "a": 1.3, "b": 2.2}
    known = Claim(parse(FORMULA), claimed, "x")

    def again() -> None:
        known.derivatives.clear()
        gap(known, at)

    assert ratio(again, lambda: gap(Claim(parse(FORMULA), claimed, "x"), at)) < 0.4


@pytest.mark.parametrize(("function", "claimed"), RIGHT)
def test_a_cause_takes_a_few_times_as_long_as_an_agreement(function: str, claimed: str) -> None:
    at = {"x": 0.7, "a": 1.3} if "a*" in function or "a +" in function else {"x": 0.7}
    wrong = claimed.replace("2*x", "3*x", 1)
    assert dc.check_derivative(function, wrong, at, wrt="x").cause is not None
    right = lambda: dc.check_derivative(function, claimed, at, wrt="x")  # noqa: E731
    assert ratio(lambda: dc.check_derivative(function, wrong, at, wrt="x"), right) < 5
