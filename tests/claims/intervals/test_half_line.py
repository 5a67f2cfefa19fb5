"""Certificates on intervals without an end."""

from __future__ import annotations

import math

import pytest

import derivcheck as dc
from derivcheck.claims.claim import Claim
from derivcheck.claims.intervals.certificate import certify
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import InputError
from derivcheck.results import Check

INF = math.inf


def check(function: str, claimed: str, over: tuple[float, float], prove: bool = False) -> Check:
    found = dc.check_derivative(function, claimed, over=over, prove=prove)
    assert isinstance(found, Check)
    return found


RIGHT = [
    ("exp(-x)", "-exp(-x)", (0.0, INF), 1e5),
    ("log(x)", "1/x", (0.0, INF), 1e5),
    ("exp(x)", "exp(x)", (-INF, 0.0), 1e5),
    ("x^2", "2x", (-INF, INF), 1e5),
    ("abs(x-2)", "1", (3.0, INF), 1e5),
    ("sin(x^2)", "2x*cos(x^2)", (0.0, INF), 1.0),
]


@pytest.mark.parametrize(("function", "claimed", "over", "least"), RIGHT)
def test_a_right_claim_is_bounded_far_out_and_open_beyond(
    function: str, claimed: str, over: tuple[float, float], least: float
) -> None:
    found = certify(Claim(parse(function), parse(claimed), "x"), over, {})
    (proven,) = found.proven
    assert found.verdict is dc.Verdict.UNRESOLVED
    assert 0 <= found.epsilon < 1e-14
    assert max(map(abs, proven)) > least
    ends = sorted({*over, *proven, *(end for pair in found.unresolved for end in pair)})
    assert (ends[0], ends[-1]) == over
    assert all(pair[1] == proven[0] or pair[0] == proven[1] for pair in found.unresolved)


@pytest.mark.parametrize(("function", "claimed", "over", "least"), RIGHT[1:4])
def test_a_proof_reaches_to_infinity(function: str, claimed: str, over: tuple[float, float], least: float) -> None:
    found = check(function, claimed, over, prove=True)
    assert found.verdict is dc.Verdict.PROVED
    assert found.certificate is not None
    assert check(function, claimed, over).verdict is dc.Verdict.UNRESOLVED


@pytest.mark.parametrize(
    ("function", "claimed", "over"),
    [
        ("x^2", "2x+max(0,x-1e5)", (-INF, INF)),
        ("x^2", "2x-max(0,-x-1e5)", (-INF, 0.0)),
        ("abs(x-2)", "1", (1.0, INF)),
        ("x^2", "2x+exp(-100*(x-50)^2)", (0.0, INF)),
    ],
)
def test_an_error_far_out_is_found(function: str, claimed: str, over: tuple[float, float]) -> None:
    found = check(function, claimed, over, prove=True)
    assert found.verdict is dc.Verdict.REFUTED
    assert found.certificate is not None
    assert found.certificate.counterexample is not None
    assert over[0] <= found.certificate.counterexample["x"] <= over[1]


@pytest.mark.parametrize("over", [(INF, INF), (-INF, -INF), (0.0, math.nan), (INF, 0.0)])
def test_an_interval_that_holds_no_number_is_refused(over: tuple[float, float]) -> None:
    with pytest.raises(InputError, match=r"0:1|wrong way|reversed|below"):
        certify(Claim(parse("x"), parse("1"), "x"), over, {})
