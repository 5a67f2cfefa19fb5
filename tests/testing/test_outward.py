"""What leaves the program as value and bound contains the truth: in text, JSON, Markdown and HTML.

The truth is a derivative worked by hand from the pieces of the formula, evaluated by mpmath at twice the
precision of the references; nothing of derivcheck takes part in it.
"""

from __future__ import annotations

import json
import math
import random
import re
from fractions import Fraction
from typing import Any

import mpmath
import pytest

import derivcheck as dc
from derivcheck.claims import conclusion

CASES = 150

# A piece with its derivative; {u} is the inside, whose derivative is du.
PIECES: dict[str, tuple[str, str]] = {
    "sin({u})": ("mpmath.sin({u})", "mpmath.cos({u})"),
    "exp(({u})/4)": ("mpmath.exp(({u})/4)", "mpmath.exp(({u})/4)/4"),
    "atan({u})": ("mpmath.atan({u})", "1/(1 + ({u})**2)"),
    "log(1 + ({u})^2)": ("mpmath.log(1 + ({u})**2)", "2*({u})/(1 + ({u})**2)"),
    "({u})^3/7": ("({u})**3/7", "3*({u})**2/7"),
    "sqrt(2 + ({u})^2)": ("mpmath.sqrt(2 + ({u})**2)", "({u})/mpmath.sqrt(2 + ({u})**2)"),
    "erf({u})": ("mpmath.erf({u})", "2/mpmath.sqrt(mpmath.pi)*mpmath.exp(-({u})**2)"),
}

RIGHT = {"x": ("x", "1"), "3*x - 1": ("3*x - 1", "3"), "x^2/5": ("x**2/5", "2*x/5")}


def drawn(rng: random.Random) -> tuple[str, str, float]:
    """A formula of two nested pieces, its derivative for mpmath, and a point on some scale."""
    inner, (inner_value, inner_slope) = rng.choice(list(RIGHT.items()))
    middle, outer = rng.choice(list(PIECES)), rng.choice(list(PIECES))
    middle_value, middle_slope = (text.format(u=inner_value) for text in PIECES[middle])
    _, outer_slope = (text.format(u=middle_value) for text in PIECES[outer])
    slope = f"({outer_slope})*({middle_slope})*({inner_slope})"
    point = rng.choice((-1, 1)) * 10 ** rng.uniform(-3, 1)
    return outer.format(u=middle.format(u=inner)), slope, float(f"{point:.4g}")


def truth(slope: str, x: float) -> Fraction:
    with mpmath.workdps(120):
        found = eval(slope, {"mpmath": mpmath, "x": mpmath.mpf(x)})  # a text made above, of the pieces above
        sign, mantissa, exponent, _ = found._mpf_
        return (-1) ** sign * Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


SLACK = Fraction(1, 10**100)  # mpmath at 120 digits, a few dozen operations


def holds(value: str, bound: str | None, true: Fraction) -> bool:
    return abs(Fraction(value) - true) <= Fraction(bound or "0") + SLACK * abs(true)


CERTAINTY = re.compile(r"error at most (\S+?) \(")


def shown(page: str) -> list[str]:
    return CERTAINTY.findall(page)


def draws(seed: int, count: int) -> list[tuple[str, str, float]]:
    rng = random.Random(seed)
    return [drawn(rng) for _ in range(count)]


def test_a_check_shows_bounds_that_hold() -> None:
    for formula, slope, x in draws(0, CASES):
        check = dc.check_derivative(formula, "x", x)
        assert check.reference is not None
        true = truth(slope, x)
        value, radius = check.reference.value, check.reference.radius
        assert holds(value, radius, true), (formula, x)
        told = json.loads(check.render("json"))
        assert told["reference"]["radius"] == radius
        assert all(text == radius for text in shown(str(check)))
        (one,) = check.components
        gap = Fraction(x) - true
        assert abs(Fraction(one.gap) - gap) <= Fraction(one.budget) + Fraction(math.ulp(one.gap)), (formula, x)


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_comparison_shows_bounds_that_hold(format: str) -> None:
    for formula, slope, x in draws(1, 12):
        found = dc.compare(formula, x, schemes=["central-2"], steps=[1e-3], digits=random.Random(x).randint(10, 50))
        true = truth(slope, x)
        assert holds(found.reference.value, found.reference.radius, true), (formula, x)
        assert set(shown(found.render(format))) <= {found.reference.radius}
        for estimate in found.estimates:
            if math.isnan(estimate.value):  # one that declines, and says why
                assert estimate.note
                continue
            assert abs(Fraction(estimate.value) - true) <= Fraction(estimate.error_bound), (formula, x, estimate.method)
        if format == "text":
            for row in found.render("text").splitlines():
                words = row.split()
                if words and words[0] in ("symbolic", "forward-mode", "central-2") and len(words) == 7:
                    assert abs(Fraction(words[1]) - true) <= Fraction(words[3]) + Fraction(math.ulp(float(true))), row


def test_a_detection_limit_is_not_below_what_it_is_made_of() -> None:
    for formula, _, x in draws(2, 30):
        check = dc.check_derivative(formula, str(dc.compare(formula, x, schemes=[], steps=[1e-3]).derivative), x)
        told = re.search(r"to a relative (\S+) \(", check.reason)
        if told:
            assert Fraction(told[1]) >= Fraction(check.detection_limit)


def test_rounding_to_nearest_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: radii as a formatter rounds them."""

    def nearest(bound: Any, digits: int = 3) -> str:
        return f"{float(bound):.{digits - 1}e}"

    monkeypatch.setattr(conclusion, "upward", nearest)
    with pytest.raises(AssertionError):
        test_a_check_shows_bounds_that_hold()


@pytest.mark.parametrize(
    ("formula", "x", "order", "true"),
    [
        ("(3*x - 1)^3/7", -0.06526, 3, Fraction(162, 7)),
        ("x^3/7", 0.5, 3, Fraction(6, 7)),
        ("0.1*x", 1.5, 1, Fraction("0.1")),
    ],
)
def test_what_is_left_off_a_value_is_in_its_bound(formula: str, x: float, order: int, true: Fraction) -> None:
    """A double is shown with 17 digits, which are off by more than the double's own bound here."""
    report = dc.compare(formula, x, order=order).render("text")
    rows = [line.split() for line in report.partition("limited by")[0].splitlines() if line.startswith("  symbolic ")]
    assert rows
    for _, value, _, bound, *_ in rows:
        assert abs(Fraction(value) - true) <= Fraction(bound)
