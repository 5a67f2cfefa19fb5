"""Symbolic proofs: what is proven and where, what must not be, and that no search outlives its time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

import derivcheck.claims.proof.proof
from derivcheck.claims.claim import Claim, gap
from derivcheck.claims.claim import GapOutcome as Compared
from derivcheck.claims.proof import worker
from derivcheck.claims.proof.proof import prove
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import InputError
from derivcheck.ground.workers import Outcome, Pool


def claim(function: str, claimed: str, order: int = 1) -> Claim:
    return Claim(parse(function), parse(claimed), "x", order)


PROVEN = [
    ("x^2", "2x", "for all real x"),
    ("5", "0", "for all real x"),
    ("exp(2x)/(2 + sin(x^2))", "2exp(2x)/(2+sin(x^2)) - 2x*exp(2x)cos(x^2)/(2+sin(x^2))^2", "for all real x except"),
    ("1/(1 + x^2)", "-2x/(x^2 + 1)^2", "for all real x"),
    ("log(1 + exp(x))", "1/(1 + exp(-x))", "for all real x"),
    ("tanh(x)", "1 - tanh(x)^2", "for all real x"),
    ("sinh(x)^2", "sinh(2x)", "for all real x"),
    ("atan(x)", "1/(1 + x^2)", "for all real x"),
    ("asinh(x)", "1/sqrt(1 + x^2)", "for all real x"),
    ("softplus(x)", "sigmoid(x)", "for all real x"),
    ("erf(x)", "2/sqrt(pi)*exp(-x^2)", "for all real x"),
    ("x*log(x) - x", "log(x)", "for all real x with x > 0 (so that log(x) is smooth)"),
    ("log1p(x)", "1/(1 + x)", "for all real x with x + 1 > 0 (so that log1p(x) is smooth)"),
    ("sqrt(x)", "1/(2sqrt(x))", "for all real x with x > 0 (so that sqrt(x) is smooth)"),
    ("x^(1/3)", "1/3*x^(-2/3)", "for all real x with x > 0 (so that x**(1/3) is smooth)"),
    ("cbrt(x)", "1/(3cbrt(x)^2)", "for all real x except where x = 0"),
    ("a/(x - 1)", "-a/(x - 1)^2", "for all real a and x except where x - 1 = 0"),
    ("tan(x)", "1 + tan(x)^2", "for all real x except where cos(x) = 0"),
    ("tan(x/2)", "1/(1 + cos(x))", "for all real x except where cos(x/2) = 0 or cos(x) + 1 = 0"),
    ("abs(x)", "sign(x)", "for all real x except where x = 0"),
    ("sqrt(x^2)", "x/abs(x)", "for all real x except where x = 0"),
    ("log(abs(x))", "1/x", "for all real x except where x = 0"),
    ("x*log(x^2) - 2x", "log(x^2)", "for all real x except where x = 0"),
    ("max(x, 1)", "(1 + sign(x - 1))/2", "for all real x except where x - 1 = 0"),
    ("a^x", "a^x*log(a)", "for all real a and x with a > 0 (so that a**x is smooth)"),
    ("x^n", "n*x^(n-1)", "for all real n and x with x > 0 (so that x**n is smooth)"),
    ("x^x", "x^x*(1 + log(x))", "for all real x with x > 0 (so that x**x is smooth)"),
    ("asin(x)", "1/sqrt((1-x)(1+x))", "for all real x with -1 < x < 1 (so that asin(x) is smooth)"),
    ("acosh(x)", "1/sqrt(x^2 - 1)", "for all real x with x > 1 (so that acosh(x) is smooth)"),
    ("atanh(x/a)", "a/(a^2 - x^2)", "for all real a and x with -1 < x/a < 1 (so that atanh(x/a) is smooth), except"),
    ("exp(atanh(x))", "1/((1-x)*sqrt(1-x^2))", "for all real x with -1 < x < 1 (so that atanh(x) is smooth)"),
    ("asin(sin(x))", "cos(x)/abs(cos(x))", "for all real x with -1 < sin(x) < 1 (so that asin(sin(x)) is smooth), exc"),
    ("besselj(1, x)", "besselj(0, x) - besselj(1, x)/x", "for all real x except where x = 0"),
    ("gammainc(2, x)", "x*e^(-x)", "for all real x with x > 0 (so that gammainc(2, x) is smooth)"),
    ("binom(x, 2)", "x - 1/2", "for all real x except where x + 1 is 0, -1, -2, … or x - 1 is 0, -1, -2, …"),
    ("ndtri(x)", "1/normpdf(ndtri(x))", "for all real x with 0 < x < 1 (so that ndtri(x) is smooth)"),
    ("log(normcdf(x))", "normpdf(x)/normcdf(x)", "for all real x"),
    ("log_ndtr(x)", "normpdf(x)/normcdf(x)", "for all real x"),
    ("erfcx(x)", "2x*erfcx(x) - 2/sqrt(pi)", "for all real x"),
    ("i0e(x)", "i1e(x) - sign(x)*i0e(x)", "for all real x except where x = 0"),
    ("besselk(n, x)", "-besselk(n-1, x) - n/x*besselk(n, x)", "for all real n and x with x > 0 (so that besselk("),
    ("lambertw(x)", "1/(x + exp(lambertw(x)))", "for all real x with x > -1/e (so that lambertw(x) is smooth), exc"),
    ("gamma(x + 1)", "x*gamma(x)*(digamma(x) + 1/x)", "for all real x except where x + 1 is 0, -1, -2, … or x"),
]


@pytest.mark.parametrize(("function", "claimed", "domain"), PROVEN)
def test_right_claims_are_proven_and_their_domain_named(function: str, claimed: str, domain: str) -> None:
    proof = prove(claim(function, claimed))
    assert proof.proved
    assert proof.domain.startswith(domain)
    assert proof.domain == domain or len(domain) > 20


NOT_PROVEN = [
    ("x^2", "2*x*(1 + 1e-30)"),
    ("x^3", "3*x"),
    # right for positive x only
    ("x^2/2", "sqrt(x^2)"),
    ("sqrt(x^2)", "1"),
    ("x*log(x^2)", "2*log(abs(x)) - 2"),
    ("log(x^2)^2/8", "log(abs(x))/abs(x)"),
    ("abs(x)^3/3", "x^2"),
    ("x*(x^2)^(1/2)", "2*x"),
    ("(x^4)^(1/4)", "1"),
    ("(x^6)^(1/2)", "3*x^2"),
    # right on one period only
    ("asin(sin(x))", "1"),
    ("atan(tan(x))*x", "2*x"),
    ("acos(cos(x))", "1"),
    ("sqrt(1 + cos(x))", "-sin(x/2)/sqrt(2)"),
    ("acosh(cosh(x))", "1"),
    # an empty domain, and one that is a single point
    ("sqrt(-1 - x^2)", "-x/sqrt(-1 - x^2)"),
    ("log(-exp(x))", "1"),
    ("x", "1 + sqrt(-x^2)"),
    ("x", "1 + sqrt(x-1) + sqrt(1-x)"),
]


@pytest.mark.parametrize(("function", "claimed"), NOT_PROVEN)
def test_what_holds_on_a_part_only_is_not_proven(function: str, claimed: str) -> None:
    proof = prove(claim(function, claimed))
    assert (proof.proved, proof.domain) == (False, "")
    assert proof.text


def test_higher_orders() -> None:
    assert prove(claim("sin(x)*exp(x)", "2*exp(x)*cos(x)", 2)).proved
    assert prove(claim("log(x)", "2/x^3", 3)).proved
    assert not prove(claim("log(x)", "2/x^3", 2)).proved


def test_a_claim_with_a_smaller_domain_holds_on_it() -> None:
    proof = prove(claim("x*log(x^2) - 2x", "2*log(x)"))
    assert proof.domain == "for all real x with x > 0 (so that log(x) is smooth)"


@pytest.mark.parametrize(("function", "claimed"), [*NOT_PROVEN, ("sin(x)", "cos(x) + sign(x) - 1")])
def test_numbers_guard_against_an_unsound_step(function: str, claimed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a zero test that finds everything zero."""
    monkeypatch.setattr(derivcheck.claims.proof.proof, "vanishes", lambda *_: True)
    assert not prove(claim(function, claimed)).proved


BUSY = 20.0
"""Seconds that a busy machine may add, far less than the searches would take."""

# Time. Squares of sums, written out or not, are equal only when their high powers are written out.

NAMES = "a b c d x".split()
SQUARE = "+".join([f"{p}^2" for p in NAMES] + [f"2*{p}*{q}" for i, p in enumerate(NAMES) for q in NAMES[i + 1 :]])


def squares(n: int) -> Claim:
    return claim(f"({'+'.join(NAMES)})^{2 * n + 1}/{2 * n + 1}", f"({SQUARE})^{n}")


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Outcome]]:
    """What became of the searches that a test leaves to a worker."""
    ended: list[Outcome] = []

    class Recorded(Pool):
        def run(self, function: str, argument: Any, seconds: float) -> Outcome:
            ended.append(super().run(function, argument, seconds))
            return ended[-1]

    with Recorded(1) as pool:
        monkeypatch.setattr(worker, "_pool", lambda process: pool)
        yield ended


@pytest.mark.parametrize("seconds", [0.2, 3.0])
def test_a_search_ends_at_its_time(seconds: float, searches: list[Outcome]) -> None:
    start = time.monotonic()
    proof = prove(squares(60), seconds=seconds)
    assert time.monotonic() - start < seconds + BUSY
    assert proof.text == f"no symbolic proof within {seconds:g} s"
    assert [search.failure for search in searches] == ["timeout"] * (seconds > 1)


def test_what_is_too_large_here_is_proven_elsewhere(searches: list[Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derivcheck.claims.proof.proof, "_QUICK_TERMS", 3)
    known = squares(2)
    assert gap(known, dict.fromkeys(NAMES, 0.5)).outcome is Compared.EQUAL  # which leaves what cannot be sent
    assert prove(known, seconds=60).proved
    assert [search.value for search in searches] == [True]


def test_a_search_that_breaks_down_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derivcheck.claims.proof.proof, "_QUICK_TERMS", 3)
    for broken in ("os:abort", "no_module:search"):
        monkeypatch.setattr(worker, "_pool", lambda process, broken=broken: Broken(broken))
        assert prove(squares(2)).text == "no symbolic proof within 10 s"


class Broken(Pool):
    """Workers that do something else, or none that can be started."""

    def __init__(self, function: str) -> None:
        super().__init__(1)
        self.function = function

    def run(self, function: str, argument: Any, seconds: float) -> Outcome:
        if self.function.startswith("no_module"):
            raise InputError("no process can be started")
        with self:
            return super().run(self.function, argument, seconds)


@pytest.mark.parametrize(
    "function",
    [
        "x*exp(log(3)*123456789)",
        "x*exp(10^9*log(2))",
        "x*gamma(10^9)",
        "x*2^(2^2^2^2)",
        "sinc(x)*besselj(x, x)",
        "x*(1 + sqrt(2))^4000",
        "+".join(f"sin({k}x)^{k}" for k in range(1, 60)),
    ],
)
def test_hostile_formulas_end_in_time(function: str) -> None:
    start = time.monotonic()
    proof = prove(claim(function, "x"), seconds=2.0)
    assert time.monotonic() - start < 2.0 + BUSY
    assert not proof.proved


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan")])
def test_a_time_that_is_none(seconds: float) -> None:
    with pytest.raises(InputError, match="positive"):
        prove(claim("x", "1"), seconds=seconds)
