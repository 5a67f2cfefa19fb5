"""Where the domains of a function and of a claim differ; the functions are ones whose domains are known."""

from __future__ import annotations

import pytest

import derivcheck as dc
from derivcheck.claims.claim import Claim
from derivcheck.claims.coverage import bare_side, lacks_value
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.results import Check
from derivcheck.results.check import BEYOND, NO_VALUE

HALF = [
    ("cbrt(x^2)", "2/3*x^(-1/3)", 2.0, -2.0),
    ("sqrt(x^2-x)", "(2x-1)/(2*sqrt(x)*sqrt(x-1))", 2.0, -2.0),
    ("x^3", "3*x*sqrt(x)^2", 2.0, -2.0),
    ("1/x^2", "-2/sqrt(x)^6", 2.0, -2.0),
    ("atan(x)", "exp(-log(1+x^2)+0*log(x))", 2.0, -2.0),
]


def check(function: str, claimed: str, at: float | None = None, **options: object) -> Check:
    found = dc.check_derivative(function, claimed, at, **options)  # type: ignore[arg-type]
    assert isinstance(found, Check)
    return found


@pytest.mark.parametrize("prove", [False, True])
@pytest.mark.parametrize(("function", "claimed", "right", "bare"), HALF)
def test_a_claim_without_a_value_is_said_first(
    function: str, claimed: str, right: float, bare: float, prove: bool
) -> None:
    found = check(function, claimed, right, prove=prove)
    assert found.verdict is dc.Verdict.AGREES
    assert found.reason.startswith(f"the claim has no value at x = {bare:g}, where the derivative is ")
    assert found.findings[0].kind == NO_VALUE
    assert str(found).split("\n", 1)[0].startswith("AGREES: the claim has no value at")


@pytest.mark.parametrize(("function", "claimed", "right", "bare"), HALF)
def test_where_it_has_no_value_it_is_refuted(function: str, claimed: str, right: float, bare: float) -> None:
    found = check(function, claimed, bare)
    assert found.verdict is dc.Verdict.REFUTED
    assert found.cause is None
    assert found.to_dict()["claim"]["findings"][0]["at"] == {"x": bare}


@pytest.mark.parametrize("prove", [False, True])
@pytest.mark.parametrize(("function", "claimed", "right", "bare"), HALF)
def test_without_a_point_it_is_no_derivative(
    function: str, claimed: str, right: float, bare: float, prove: bool
) -> None:
    for options in ({}, {"domain": {"x": (-9.0, 9.0)}}, {"at": right, "domain": {"x": (-9.0, 9.0)}}):
        found = check(function, claimed, prove=prove, **options)  # type: ignore[arg-type]
        assert found.verdict is dc.Verdict.REFUTED
        assert found.at["x"] < 1
        assert found.without_value
        assert found.feedback == "The answer has no value at some points where the function has a derivative."


@pytest.mark.parametrize(("function", "claimed", "right", "bare"), HALF)
def test_advice_on_it_is_to_give_it_one(function: str, claimed: str, right: float, bare: float) -> None:
    for at in (None, right, bare):
        report = " ".join(str(check(function, claimed, at)).split())
        assert "Mend the claim so that it has a value at x = -" in report
        assert "Nothing to mend" not in report


@pytest.mark.parametrize(("function", "claimed", "right", "bare"), HALF)
def test_a_domain_without_such_points_has_no_finding(function: str, claimed: str, right: float, bare: float) -> None:
    found = check(function, claimed, right, domain="x>1", prove=True)
    assert not found.findings
    assert found.verdict is dc.Verdict.PROVED


def test_a_claim_that_goes_on_is_no_fault() -> None:
    found = check("log(x)", "1/x", 2.0, prove=True)
    assert found.verdict is dc.Verdict.PROVED
    assert [one.kind for one in found.findings] == [BEYOND]
    assert found.findings[0].at["x"] < 0


@pytest.mark.parametrize("claimed", ["2*x", "2*abs(x)*sign(x)"])
def test_the_same_domain_has_no_finding(claimed: str) -> None:
    assert not check("x^2", claimed, 1.0, prove=True).findings


def test_an_isolated_hole_is_named_by_a_proof() -> None:
    found = check("x^2", "2*x*(x-3)/(x-3)", 1.0, prove=True)
    assert found.verdict is dc.Verdict.AGREES
    assert found.reason.startswith("the claim has no value at x = 3, where the derivative is 6; elsewhere the ")
    assert found.reason.endswith(" is identically zero, for all real x except where x - 3 = 0")
    assert found.findings[0].kind == NO_VALUE


def test_at_a_hole_nothing_is_decided_unless_the_claim_is_wrong_beside_it() -> None:
    right, wrong = (check("x^2", f"{c}*x*(x-1)/(x-1)", 1.0) for c in (2, 3))
    assert right.verdict is dc.Verdict.UNRESOLVED
    assert right.reason.startswith("the claim has no value at x = 1, where the derivative is 2; it agrees at ")
    assert wrong.verdict is dc.Verdict.REFUTED


@pytest.mark.parametrize(
    ("text", "x", "lacks"),
    [
        ("log(x)", -1.0, True),
        ("1/x", 0.0, True),
        ("sqrt(x)", -1e-300, True),
        ("asin(x)", 1.5, True),
        ("log(x)", 1e-300, False),
        # It has a value, which takes more bits to see.
        ("sqrt(x+1e99-1e99)", 0.5, False),
        ("log((1+x)-1)", 1e-100, False),
    ],
)
def test_having_no_value_is_proven(text: str, x: float, lacks: bool) -> None:
    assert lacks_value(parse(text), {"x": x}) is lacks


def test_an_agreement_says_where_it_looked() -> None:
    found = check("x^2", "2x+max(0,x-1e6)")
    low, high = found.window["x"]
    assert found.verdict is dc.Verdict.AGREES
    assert high < 1e6
    assert f"x from {low:.10g} to {high:.10g}" in found.reason
    report = " ".join(str(found).split())
    assert "any error at this point would have shown" in report
    assert f"tried, x from {low:.10g} to {high:.10g}; of others it says nothing" in report


def test_the_error_beyond_is_seen_where_it_was_meant() -> None:
    assert check("x^2", "2x+max(0,x-1e6)", domain="x=0:1e8").verdict is dc.Verdict.REFUTED


def test_a_claim_keeps_its_domain() -> None:
    claim = Claim(parse("x"), parse("1"), "x")
    assert not claim.domain


BARE_ON_AN_INTERVAL = [
    ("sqrt(x^2+1)", "x/sqrt(x^2+1)+0*log(x)", 2.0, (-1.0, 1.0)),
    ("sqrt(x^2+1)", "x/sqrt(x^2+1)+0*log(x)", 2.0, (-1.0, 4.0)),
    ("x^3", "3*x^2+sqrt(x-5)*0", 7.0, (0.0, 1.0)),
    ("x^3", "3*x^2+sqrt(x-5)*0", 7.0, (0.0, 100.0)),
]


@pytest.mark.parametrize(("function", "claimed", "right", "over"), BARE_ON_AN_INTERVAL)
def test_an_interval_without_values_is_no_hole(
    function: str, claimed: str, right: float, over: tuple[float, float]
) -> None:
    somewhere, there = check(function, claimed, prove=True), check(function, claimed, right, prove=True)
    unproved, along = check(function, claimed, right), check(function, claimed, over=over, prove=True)
    verdicts = [found.verdict for found in (there, unproved, somewhere, along)]
    assert verdicts == [*[dc.Verdict.AGREES] * 2, *[dc.Verdict.REFUTED] * 2]
    for found in (somewhere, there, unproved, along):
        assert found.findings[0].text.endswith(", nor on an interval next to it")
        assert found.reason.startswith(found.findings[0].text)
        assert "elsewhere" not in found.reason
    assert all("; where it has a value, " in found.reason for found in (somewhere, there, unproved))


HOLES = [
    ("(x-1.2345)", "1.2345", 2.469),
    ("(x-1)", "1", 2.0),
    ("(x^2-2)", "-sqrt(2)", -2.82843),
    ("(x-pi)", "pi", 6.28319),
]


@pytest.mark.parametrize("over", [None, (-2.0, 4.0), (-4.0, 6.0)])
@pytest.mark.parametrize(("factor", "place", "slope"), HOLES)
def test_a_hole_is_named_though_no_float_is_there(
    factor: str, place: str, slope: float, over: tuple[float, float] | None
) -> None:
    found = check("x^2", f"2*x*{factor}/{factor}", over=over, prove=True)
    assert found.verdict is dc.Verdict.AGREES
    assert found.reason.startswith(f"the claim has no value at x = {place}, where the derivative is {slope:g}; ")
    assert "elsewhere the derivative minus the claim is identically zero" in found.reason
    assert [one.kind for one in found.findings] == [NO_VALUE]


def test_no_hole_is_seen_where_the_function_has_one_too() -> None:
    found = check("x^2*(x-1.2345)/(x-1.2345)", "2*x*(x-1.2345)/(x-1.2345)", prove=True)
    assert found.verdict is dc.Verdict.PROVED
    assert not found.findings


def test_what_is_bare_beyond_the_interval_is_not_asked_about() -> None:
    at_the_end = check("x^2", "2*x+0*log(x)", over=(0.0, 4.0), prove=True)
    assert at_the_end.verdict is dc.Verdict.AGREES
    assert at_the_end.without_value
    assert at_the_end.without_value.at == {"x": 0}
    assert check("x^2", "2*x+0*log(x)", over=(1.0, 4.0), prove=True).verdict is dc.Verdict.PROVED
    assert check("x^2", "2*x+0*log(x)", over=(-0.5, 4.0), prove=True).verdict is dc.Verdict.REFUTED


def test_over_and_a_domain_without_the_hole_nothing_is_found() -> None:
    found = check("x^2", "2*x*(x-1.2345)/(x-1.2345)", over=(2.0, 3.0), prove=True)
    assert found.verdict is not dc.Verdict.REFUTED
    assert not found.findings


@pytest.mark.parametrize(
    ("claimed", "bare"),
    [
        ("log(x - 1)", True),  # on the left
        ("log(1 - x)", True),  # on the right
        ("1/(x - 1)", False),
        # Holes just where a look aside goes are points, and no interval.
        (f"1/(x - 1 - 1/2^{allowances.NARROWEST_BOX.value})", False),
        (f"1/(x - 1 + 1/2^{allowances.NARROWEST_BOX.value})", False),
    ],
)
def test_a_side_without_a_value_is_an_interval_on_either_side(claimed: str, bare: bool) -> None:
    assert bare_side(Claim(parse("x^2"), parse(claimed), "x"), {"x": 1.0}) is bare
