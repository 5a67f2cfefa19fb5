"""How the gap behaves against the step."""

from __future__ import annotations

from derivcheck.claims.claim import Claim, gap
from derivcheck.claims.law import of
from derivcheck.formula.parser import parse


def law(function: str, claimed: str, x: float, order: int = 1) -> str | None:
    claim = Claim(parse(function), parse(claimed), "x", order)
    return of(claim, gap(claim, {"x": x}))


def test_a_wrong_formula_has_a_flat_gap() -> None:
    assert law("x^3", "3*x", 2.0) == (
        "flat: the gap to central differences stays at -6 as h falls, so it is the formula that is wrong"
    )


def test_nothing_is_said_where_f_cannot_be_evaluated_around() -> None:
    assert law("abs(x)", "1", 0.0) is None
    assert law("sin(x)", "1", 0.5, order=2) is None


def test_nothing_is_said_where_truncation_hides_the_gap() -> None:
    """At h = 2^-64 the truncation is about 1e-39, above a gap of 5e-41."""
    assert law("sin(x)", "cos(x)*(1 + 1e-40)", 1.0) is None
