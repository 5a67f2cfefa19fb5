"""The best of the steps that were tried: none where no step gives a digit, and no accident."""

from __future__ import annotations

import math

import pytest

import derivcheck as dc
from derivcheck.results import ErrorCurve


def curve(formula: str, x: float, name: str, order: int = 1) -> ErrorCurve:
    return dc.error_curve(formula, x, name, order=order)


@pytest.mark.parametrize(
    ("formula", "x", "name", "order", "derivative"),
    [
        ("sin(x)", 1e-100, "central-2", 2, 1e-100),  # f(x + h) and f(x - h) cancel
        ("(1-cos(x))/x^2", 1e-8, "forward-1", 1, 8.4e-10),  # 1 - cos x is 0 or a rounding of 1
        ("tan(x)", math.pi / 2, "forward-1", 1, 2.66e32),  # the pole is nearer than the next float
        ("log(cosh(x))", 20.0, "central-6", 3, 3.4e-17),
    ],
)
def test_where_no_step_gives_a_digit_none_is_best(
    formula: str, x: float, name: str, order: int, derivative: float
) -> None:
    found = curve(formula, x, name, order)
    points = [p for p in found.points if not p.note]
    assert points
    assert all(abs(p.total) > derivative * 0.99 for p in points)
    assert math.isnan(found.best.h)
    assert found.limits.endswith(
        " No step gives a digit: at each one tried the error is as large as the derivative, or larger."
    )
    assert "best step   none\n" in found.to_text()
    assert found.to_dict()["best"] == {"h": None, "error": None}


@pytest.mark.parametrize(
    ("formula", "x", "name", "order"),
    [("sin(x)", 1e-8, "central-2", 2), ("exp(x)", 1.0, "forward-1", 1), ("cos(x)", 0.0, "forward-1", 1)],
)
def test_where_a_step_gives_one_the_best_is_told(formula: str, x: float, name: str, order: int) -> None:
    """Of a derivative that is 0, as that of cos at 0, there are no digits to be had."""
    found = curve(formula, x, name, order)
    assert found.best.h > 0
    assert "No step" not in found.limits


def test_smaller_errors_that_are_accidents_are_told() -> None:
    """At 1 - 1e-16, which is rounded to 1 - 2^-53, (x - 1)^3 is smaller still; 1 + 1e-16 is rounded to 1."""
    found = curve("(x-1)^3", 1.0, "central-2")
    least = min((p for p in found.points if not p.note), key=lambda p: abs(p.total))
    assert least.h < found.best.h
    assert abs(least.total) < found.best.error
    assert any(
        note == "1 step with a smaller error is not called best: the difference is 0, or h is not above the spacing of "
        "the floats at x, 1.1e-16"
        for note in found.notes
    )
    assert "is not called best" in " ".join(found.to_text().split())
    assert not curve("exp(x)", 1.0, "central-2").notes


def test_a_step_that_does_not_move_x_is_not_advised() -> None:
    for name in ("forward-1", "central-2", "central-4"):
        found = dc.compare("(x-1)^3", 1.0, schemes=[name])
        step = next(e.step for e in found.estimates if e.method == name)
        assert step is not None
        assert step >= 2.0**-53


def test_a_comparison_names_the_schemes_of_which_no_step_gives_a_digit() -> None:
    report = " ".join(str(dc.compare("sin(x)", 1e-100, order=2, schemes=["central-2", "forward-1"])).split())
    assert (
        "- central-2, forward-1: no step gives a digit: each error is as large as the derivative, or larger" in report
    )
    assert "no step gives" not in str(dc.compare("sin(x)", 1.0, schemes=["central-2"]))
