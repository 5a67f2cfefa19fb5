"""Points without a derivative: their kind, and both sides."""

from __future__ import annotations

import math

import pytest

import derivcheck as dc
from derivcheck.claims.claim import Claim
from derivcheck.claims.singular import examine
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError
from derivcheck.testing.compare import compare

CASES = [
    ("abs(x)", 0.0, "kink", -1.0, 1.0),
    ("abs(x - 2) + 3*x", 2.0, "kink", 2.0, 4.0),
    ("max(x, x^2)", 1.0, "kink", 1.0, 2.0),
    ("min(x, 0)", 0.0, "kink", 1.0, 0.0),
    ("exp(-abs(x))", 0.0, "kink", 1.0, -1.0),
    ("sqrt(x^2)", 0.0, "kink", -1.0, 1.0),
    ("sign(x)", 0.0, "jump", 0.0, 0.0),
    ("acot(x)", 0.0, "jump", -1.0, -1.0),
    ("log(abs(x))", 0.0, "infinite", -math.inf, math.inf),
    ("1/x", 0.0, "infinite", -math.inf, -math.inf),
    ("1/x^2", 0.0, "infinite", math.inf, -math.inf),
    ("cbrt(x)", 0.0, "vertical", math.inf, math.inf),
    ("sqrt(x)", 0.0, "edge", None, math.inf),
    ("asin(x)", 1.0, "edge", math.inf, None),
    ("log(-1 - x^2)", 1.0, "outside", None, None),
    ("sin(x)/x", 0.0, "removable", 0.0, 0.0),
    ("x*abs(x)", 0.0, "removable", 0.0, 0.0),
]


@pytest.mark.parametrize(("function", "x", "kind", "left", "right"), CASES, ids=[f"{c[0]} at {c[1]}" for c in CASES])
def test_kinds(function: str, x: float, kind: str, left: float | None, right: float | None) -> None:
    found = examine(Claim(parse(function), parse("0"), "x"), {"x": x})
    assert (found.kind, found.left.slope, found.right.slope) == (kind, left, right)
    assert f"{x:g}" in found.text


def test_an_oscillation_is_not_called_a_vertical_tangent() -> None:
    found = examine(Claim(parse("x^2*sin(1/x)"), parse("0"), "x"), {"x": 0.0})
    assert found.kind == "unsettled"
    assert found.text.startswith("the derivative of f settles to no limit at x = 0 (")
    assert not found.denied
    f_too = examine(Claim(parse("sin(1/x)"), parse("0"), "x"), {"x": 0.0})
    assert f_too.text.startswith("f or its derivative settles to no limit at x = 0 (")


def test_a_jump_is_shown_by_values() -> None:
    found = examine(Claim(parse("sign(x)"), parse("0"), "x"), {"x": 0.0})
    assert found.text == "f jumps at x = 0: from -1 to 1"


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("(-2)^x", "real only at isolated points, for (-2)^(x) has a negative base"),
        ("(x-5)^x", "real only at isolated points, for (x - 5)^(x) has a negative base"),
    ],
)
def test_powers_of_negative_bases_are_named(formula: str, words: str) -> None:
    found = examine(Claim(parse(formula), parse("0"), "x"), {"x": 1.0})
    assert words in found.text


def test_a_kink_that_is_not_proven_is_called_seeming() -> None:
    """That sin(pi) is 0 no ball knows, so the slopes of both sides have no bounds that exclude each other."""
    found = examine(Claim(parse("max(sin(pi*x), -sin(pi*x))"), parse("0"), "x"), {"x": 1.0})
    assert found.kind == "kink"
    assert found.text.startswith("f seems to bend at x = 1 (left about -3.14159, right about 3.14159)")


def test_the_reason_names_what_was_typed() -> None:
    for formula in ("relu(x)", "hardtanh(x + 1)", "floor(x)"):
        with pytest.raises(DomainError, match=formula.partition("(")[0] + " (has no derivative|jumps) here"):
            compare(formula, 0.0)


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("x*log(x)", None, -math.inf),
        ("x*log(abs(x))", -math.inf, -math.inf),
        ("-x*log(x)+x", None, math.inf),
        ("x*log(x)^2", None, math.inf),
        ("x*log(x)^3+1000*x", None, -math.inf),
    ],
)
def test_a_slope_that_grows_like_a_logarithm_is_infinite(text: str, left: float | None, right: float) -> None:
    found = examine(Claim(parse(text), parse("0"), "x"), {"x": 0.0})
    assert (found.left.slope, found.right.slope) == (left, right)
    assert "no limit" not in found.text


@pytest.mark.parametrize("text", ["x^2*sin(1/x)", "x*sin(1/x)", "x*cos(1/x)", "x*sin(3/x+1)", "cbrt(x)*sin(1/x)"])
def test_a_slope_that_swings_has_no_limit(text: str) -> None:
    found = examine(Claim(parse(text), parse("0"), "x"), {"x": 0.0})
    assert found.kind == "unsettled"
    assert math.isnan(found.left.slope or 0.0)
    assert math.isnan(found.right.slope or 0.0)


def test_a_claim_for_a_second_derivative_is_no_subgradient() -> None:
    """The sides of |x| at 0 are slopes, between which 0 lies; it was claimed for the derivative of a slope."""
    first = dc.check_derivative("abs(x)", "0", 0.0)
    second = dc.check_derivative("abs(x)", "0", 0.0, order=2)
    assert first.reason.endswith("; the claim 0 lies between them, a subgradient")
    assert second.reason == "not differentiable at x = 0 (left -1, right 1)"


@pytest.mark.parametrize(("f", "right"), [("bessely(0, x)", math.inf), ("besselk(1, x)", -math.inf)])
def test_bessel_functions_that_end_at_0(f: str, right: float) -> None:
    """Both are defined right of 0 alone; there Y_0 tends to minus infinity, K_1 to infinity (DLMF 10.7, 10.30)."""
    found = examine(Claim(parse(f), parse("0"), "x"), {"x": 0.0})
    assert found.kind == "edge"
    assert found.left.value is None
    assert found.right.slope == right
    assert found.right.value == -right
