"""Causes that a person would give, and none by accident; new kinds of them."""

from __future__ import annotations

import pytest

import derivcheck as dc
from derivcheck.claims.diagnosis import brevity
from derivcheck.formula.parser import parse
from derivcheck.results import Check


def check(function: str, claimed: str, **options: object) -> Check:
    found = dc.check_derivative(function, claimed, wrt="x", **options)  # type: ignore[arg-type]
    assert isinstance(found, Check)
    assert found.verdict is dc.Verdict.REFUTED
    return found


ACCIDENTS = [
    # The claim cancels itself: any claim would be explained.
    ("x", "asec(x)"),
    ("x", "1/(x^9*(1+x^8))"),
    ("x", "sinh(2*x)/cosh(2*x)"),
    ("x", "(1+x-sqrt(3))/((1+x+sqrt(3))*sqrt(1+x^3))"),
    # A part that is 0 wherever it was looked at.
    ("x^2", "2x+max(0,x-1e6)-max(0,-x-40)"),
]


@pytest.mark.parametrize(("function", "claimed"), ACCIDENTS)
def test_no_cause_is_better_than_an_accident(function: str, claimed: str) -> None:
    found = check(function, claimed, at=1.0) if "max" in claimed else check(function, claimed)
    assert found.cause is None or found.cause.kind == "term-extra"


def test_without_the_rule_they_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivcheck.claims.diagnosis.search.is_brief", lambda *_: True)
    monkeypatch.setattr("derivcheck.claims.diagnosis.search.cancels", lambda *_: False)
    assert all(check(*pair).cause is not None for pair in ACCIDENTS[:4])
    assert brevity.is_brief is not None


NAMED = [
    ("x^3", "6*x", "order", "this is the second derivative; the first is asked for", "3*x^2"),
    ("x^4+x", "24*x", "order", "this is the third derivative; the first is asked for", "4*x^3 + 1"),
    ("x*abs(x)", "2*x", "absolute-value", "x stands where abs(x) belongs", "2*abs(x)"),
    ("log(x^2+1)", "2*abs(x)/(x^2+1)", "absolute-value", "abs(x) stands where x belongs", "2*x/(x^2 + 1)"),
    ("log(abs(x))", "1/abs(x)", "absolute-value", "abs(x) stands where x belongs", "1/x"),
    ("x^2", "((x+1e-6)^2-x^2)/1e-6", "finite-difference", "a forward difference with the step 1e-6", "2*x"),
    ("exp(x)", "(exp(x)-exp(x-0.001))/0.001", "finite-difference", "a backward difference", "exp(x)"),
    ("sin(x)", "(sin(x+1e-5)-sin(x-1e-5))/2e-5", "finite-difference", "a central difference", "cos(x)"),
    ("ln(x)/x", "(1-ln(x))/x", "quotient-rule", "the denominator is not squared", "(1 - ln(x))/x**2"),
    ("ln(x)/x", "1/x", "quotient-rule", "(u/v)' is not u'/v'", "(1 - ln(x))/x**2"),
    ("x/(x+1)", "1/(x+1)", "quotient-rule", "the denominator is not squared", "1/(x + 1)**2"),
]


@pytest.mark.parametrize(("function", "claimed", "kind", "said", "corrected"), NAMED)
def test_what_a_person_would_say(function: str, claimed: str, kind: str, said: str, corrected: str) -> None:
    found = check(function, claimed)
    assert found.cause is not None
    assert found.cause.kind == kind
    assert said in found.cause.text
    assert found.corrected == corrected
    assert found.feedback


def test_of_a_higher_order_the_one_that_was_given_is_named() -> None:
    found = check("x^4", "12*x^2", order=3)
    assert found.cause is not None
    assert (found.cause.text, found.corrected) == (
        "this is the second derivative; the one of order 3 is asked for",
        "24*x",
    )


PARTS = ("x^2", "sin(x)", "exp(x)", "ln(x)", "cos(2x)", "x^3+1", "tan(x)", "1+x^2", "atan(x)")


@pytest.mark.parametrize("u", PARTS)
def test_a_derivative_written_anew_is_not_longer_than_sympys(u: str) -> None:
    """Of quotients and products, as u'/v' and u'v' are taken for theirs; up to a pair of parentheses."""
    from derivcheck.arithmetic.symbolic import Symbolic

    m = Symbolic()
    x = m.variable("x")

    def slope(text: str) -> str:
        return str(m.sympy.diff(parse(text, ("x",)).evaluate(m, {"x": x}), x))

    for v in (v for v in PARTS if v != u):
        for function, claimed in (
            (f"({u})/({v})", f"({slope(u)})/({slope(v)})"),
            (f"({u})*({v})", f"({slope(u)})*({slope(v)})"),
        ):
            found = check(function, claimed)
            assert found.corrected is not None
            short, long = (text.replace(" ", "").replace("**", "^") for text in (found.corrected, slope(function)))
            assert len(short) <= len(long) + 2, (found.corrected, slope(function))
