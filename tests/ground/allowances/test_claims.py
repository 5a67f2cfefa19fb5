"""What each allowance of claims decides: beside the honest outcome stands what another value makes of it."""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sympy
from allowance import changed

import derivcheck as dc
from derivcheck.claims.claim import Claim, gap
from derivcheck.claims.diagnosis import diagnose
from derivcheck.claims.intervals.certificate import certify
from derivcheck.claims.intervals.enclosure import BoxGap
from derivcheck.claims.proof import proof, worker
from derivcheck.claims.screening import suspects
from derivcheck.claims.singular import examine
from derivcheck.formula.domain import Domain, Range
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.allowances.record import Allowance
from derivcheck.results import Certificate


def claim(function: str, claimed: str) -> Claim:
    return Claim(parse(function), parse(claimed), "x")


def verdict(function: str, claimed: str, at: float | None = None) -> str:
    return dc.check_derivative(function, claimed, at).verdict.value


_UNPROVEN = " + 0*log(abs(x^2-x))"
"""What is nothing beside 0 and 1, and has no value there, so that neither side is proven."""


def kind(function: str, at: float) -> str:
    """What a point is called at which there is no derivative."""
    return examine(claim(function, "0"), {"x": at}).kind


def cause(function: str, claimed: str) -> str:
    found = diagnose(claim(function, claimed), [{"x": 1.0}, {"x": 2.0}])
    return found.kind if found else "none"


def certificate(function: str, claimed: str, high: float = 1.0) -> Certificate:
    return certify(claim(function, claimed), (0.0, high), {})


def certified(function: str, claimed: str, high: float = 1.0) -> str:
    return certificate(function, claimed, high).verdict.value


def said(function: str, claimed: str) -> str:
    return certificate(function, claimed).text


def proved(function: str, claimed: str) -> bool:
    return proof.prove(claim(function, claimed)).proved


def reached(function: str, claimed: str) -> float:
    """How far a half-line is proven."""
    return max((high for _, high in certificate(function, claimed, math.inf).proven), default=0.0)


def turns(function: str, claimed: str) -> float:
    """Where a claim turns wrong that is right at 1."""
    found = dc.check_derivative(function, claimed, 1.0).right_on
    assert found is not None
    return found.high


def proven_to(function: str, claimed: str) -> float:
    """How far to the right a claim is proven that is right at 1."""
    found = dc.check_derivative(function, claimed, 1.0).right_on
    assert found is not None
    return found.proven[1] if found.proven else 1.0


STEEP = ("exp(-1e13*x)", "-1e13*exp(-1e13*x)")
POLE = ("1/(x-1/3)", "-1/(x-1/3)^2")
WAVE = ("exp(sin(x)*x)", "(sin(x) + x*cos(x))*exp(sin(x)*x)")
CANCELS = ("log((x + 1 + 1e25) - 1e25)", "1/(x+1)")
BOUNDED = ("(1-x)*(x-1/3)/(x-1/3)", "-1")
NESTED = ("exp(tan(tan(9*x)))", "exp(tan(tan(5*x)))*(1+tan(tan(9*x))^2)*(1+tan(9*x)^2)*9")
WHOLE = ("x*(-2)^n*(-3)^m", "(-2)^n*(-3)^m")
QUARTIC = str(sympy.expand(sympy.sympify("(a + b + c + x)**4")))
PRODUCTS = (
    "+".join(f"exp(x/{k})*sin(x^{k}/2)" for k in range(2, 8)),
    "+".join(f"exp(x/{k})*(sin(x^{k}/2)/{k} + cos(x^{k}/2)*{k}*x^({k - 1})/2)" for k in range(2, 8)),
)
SIGMOID = ("1/(1+exp(-x))", "exp(-x)/(1+exp(-x))")
"""The square of the denominator is missing, which is near to 1 far to the right."""

OTHER_PIECE = ("asin(2*x*sqrt(1-x^2))", "2/sqrt(1-x^2)")


def sines(n: int, sign: str) -> tuple[str, str]:
    """A long sum and its derivative, the last term with a sign of its own."""
    slopes = "+".join(f"{k}*cos({k}*x)" for k in range(1, n))
    return "+".join(f"sin({k}*x)" for k in range(1, n + 1)), f"{slopes}{sign}{n}*cos({n}*x)"


OUTCOMES: list[tuple[Allowance[Any], float, Callable[[], Any], Any, Any]] = [
    (
        allowances.POSITIVE_POINTS,
        1000,
        lambda: dc.check_derivative("asin(x/a)", "1/sqrt(a^2 - x^2)", wrt="x").right_if_positive,
        ("a",),
        (),
    ),
    # A gap of 1e-20 behind a sum that leaves too few of the bits of the first precision.
    (
        allowances.AGREEMENT_BITS,
        9,
        lambda: gap(claim("x^2", "2*x*(1+1e-20) + (1e5 + x) - 1e5 - x"), {"x": 0.3}).outcome.value,
        "different",
        "equal",
    ),
    (allowances.MOST_BITS, 307, lambda: verdict("x^2", "2*x + (1e100 + x) - 1e100 - x", 1.0), "agrees", "unresolved"),
    (allowances.ZERO_BITS, 110, lambda: verdict("sin(x)^2+cos(x)^2+1e-60*x", "0", 0.4), "refuted", "agrees"),
    (allowances.ZERO_BITS, 11_000, lambda: verdict("sin(x)^2+cos(x)^2", "0", 0.4), "agrees", "unresolved"),
    (
        allowances.SCANNED,
        1638,
        lambda: verdict("asin(100*(x/12345-1))", "100/12345/sqrt(1-(100*(x/12345-1))^2)"),
        "agrees",
        "unresolved",
    ),
    (
        allowances.SCAN_BELOW,
        4,
        lambda: verdict("asin(x*1e6-3)", "1e6/sqrt(1-(x*1e6-3)^2)"),
        "agrees",
        "unresolved",
    ),
    (
        allowances.SCAN_ABOVE,
        6,
        lambda: verdict("asin(x/1e6-3)", "1e-6/sqrt(1-(x/1e6-3)^2)"),
        "agrees",
        "unresolved",
    ),
    (allowances.NARROWEST_BOX, 4, lambda: verdict("log(x-1)", "1/(x-1)", 1.0009765625), "agrees", "unresolved"),
    # By a third from a double to the next.
    (
        allowances.BEND,
        0.5,
        lambda: "the next one" in dc.check_derivative("3*x+abs(sin(x))/2", "3", math.pi).reason,
        True,
        False,
    ),
    (allowances.SUSPECTS, 0, lambda: verdict(*OTHER_PIECE, 0.1), "refuted", "agrees"),
    (
        allowances.UNCOVERED,
        0,
        lambda: len(dc.check_derivative("cbrt(x^2)", "2/3*x^(-1/3)", 1.0).findings),
        1,
        0,
    ),
    (allowances.NOTABLE, 2.0**-26 * 10, lambda: verdict("x^2+1e-7*abs(x-3)", "2*x-1e-7", 0.1), "refuted", "agrees"),
    # Too close to the point for the precision that it is looked at with.
    (allowances.SIDE_DISTANCE, 640, lambda: kind(f"sqrt(x^2-2*x+1){_UNPROVEN}", 1.0), "kink", "outside"),
    (allowances.SIDE_STEP, 9, lambda: kind(f"abs(x)^(9/8)+abs(x){_UNPROVEN}", 0.0), "kink", "unsettled"),
    (allowances.SIDE_GAIN, 120, lambda: kind(f"abs(x)+x^2{_UNPROVEN}", 0.0), "kink", "unsettled"),
    (allowances.SIDE_GAIN, 1, lambda: kind("abs(x)*(2+1/log(abs(x)))", 0.0), "unsettled", "kink"),
    (allowances.BOXES, 40, lambda: certified("sin(100*x)", "100*cos(100*x)", 3.0), "agrees", "unresolved"),
    (allowances.BOX_SECONDS, 0.001, lambda: certified("sin(100*x)", "100*cos(100*x)", 3.0), "agrees", "unresolved"),
    (allowances.BOX_OPERATIONS, 40_000, lambda: certified(*sines(60, "+"), 5.0), "agrees", "unresolved"),
    (allowances.SHARE, 4096, lambda: reached("sin(20*x)", "20*cos(20*x)") > 4, True, False),
    (allowances.DOUBLINGS, 2, lambda: reached("log(1+x)", "1/(1+x)") > 4, True, False),
    (allowances.CLOSENESS, 1, lambda: dc.check_derivative(*SIGMOID, 200.0).reason.split()[0], "at", "right"),
    (allowances.EXTENT_OPERATIONS, 1, lambda: proven_to("abs(x)", "1") > 1e5, True, False),
    (allowances.BISECTIONS, 4, lambda: turns("x^2", "2x+max(0,x-100)"), 100.0, 99.0),
    (
        allowances.BOX_WIDTH,
        2.0**-44 * 30,
        lambda: certified(*STEEP),
        "agrees",
        "unresolved",
    ),
    (
        allowances.LOCATION_WIDTH,
        2.0**-50 * 10,
        lambda: "near 0.3333333333333333;" in said(*POLE),
        True,
        False,
    ),
    (allowances.ROUGH_BITS, 8, lambda: certificate(*WAVE, 10.0).boxes < 44, True, False),
    (allowances.COARSE_BITS, 64, lambda: certified(*CANCELS), "agrees", "unresolved"),
    (allowances.CHEAP_BITS, 100, lambda: BoxGap(claim("x", "1"), {}).cost, 1, 2),
    (allowances.CLUSTER, 1, lambda: "several" in said(*POLE), False, True),
    (allowances.POLE_GROWTH, 0.2, lambda: said(*BOUNDED)[:6], "a divi", "a pole"),
    (allowances.MORE_PROOF_POINTS, 20, lambda: proved("asin(x-4)", "1/sqrt(1-(x-4)^2)"), True, False),
    (allowances.PROOF_STARTS, 10, lambda: proved(*PRODUCTS), True, False),
    (allowances.PRIMES, 102, lambda: proved("x*log(11021)", "log(103) + log(107)"), True, False),
    (allowances.FACTORED_TERMS, 30, lambda: proved(f"sqrt({QUARTIC})", "2*a + 2*b + 2*c + 2*x"), True, False),
    (allowances.WHOLE_NUMBERS, 0.03, lambda: proved(*WHOLE), True, False),
    (allowances.SEARCH, 5_000, lambda: cause(*sines(1499, "-")), "term-sign", "none"),
    (allowances.BRANCHES, 10, lambda: cause(*NESTED), "coefficient", "argument"),
    (allowances.NEAR_PERIODS, 0, lambda: cause("sin(10*x)", "10*cos(x)"), "argument", "none"),
    (allowances.FAR_PERIODS, 2, lambda: cause("sin(100*x)", "100*cos(120*x)"), "coefficient", "none"),
    (allowances.LARGEST, 1e30, lambda: cause("1e200*sin(x)", "-1e200*cos(x)"), "sign", "none"),
    (allowances.DENOMINATOR, 10**8, lambda: cause("x^2", "2*1.000000001*x"), "factor", "coefficient"),
    (allowances.FRACTION, 10**6, lambda: cause("x^2", "2*x*1234/1237"), "factor", "coefficient"),
    (allowances.FRACTION, 10**8, lambda: cause("x^2", "2*x*4321/4327"), "coefficient", "factor"),
    (allowances.MULTIPLE, 40, lambda: cause("sin(x)", "pi/180*cos(x)"), "factor", "coefficient"),
    (allowances.MULTIPLE, 4000, lambda: cause("sin(x)", "pi*49/53*cos(x)"), "coefficient", "factor"),
]


@pytest.mark.parametrize(("record", "value", "outcome", "honest", "other"), OUTCOMES)
def test_another_value_has_another_outcome(
    record: Allowance[Any], value: float, outcome: Callable[[], Any], honest: Any, other: Any
) -> None:
    assert outcome() == honest
    with changed(record, value):
        assert outcome() == other


def test_a_domain_that_is_far_from_simple_points_is_found_in_the_list_of_candidates() -> None:
    def place() -> str:
        return dc.check_derivative("log(x-20)", "1/(x-20)").reason.split(" and ")[0]

    assert place() == "agrees at x = 100"
    with changed(allowances.CANDIDATES, 4):
        assert place() != "agrees at x = 100"


def test_a_narrow_piece_is_seen_with_enough_floats() -> None:
    def seen() -> int:
        wrong = replace(claim("abs(x-999/1000)", "-1"), domain=Domain.of({"x": Range(0.0, 1.01)}))
        return len(list(suspects(wrong, {"x": 0.5})))

    assert seen() > 0
    with changed(allowances.SCREENED, 12):
        assert seen() == 0


def test_less_is_set_aside_around_a_pole_the_narrower_its_box() -> None:
    def aside() -> float:
        return sum(high - low for low, high in certificate(*POLE).unresolved)

    honest = aside()
    with changed(allowances.SINGULAR_WIDTH, 2.0**-14 * 10):
        assert aside() > 5 * honest


def test_the_scale_of_a_slope_is_not_seen_at_the_ends_alone() -> None:
    """Else the bound is sought relative to a slope that is a thousand times too small."""

    def boxes() -> int:
        return certificate("exp(-(10*(x-3/10))^2)", "-200*(x-3/10)*exp(-(10*(x-3/10))^2)").boxes

    honest = boxes()
    with changed(allowances.SCALE_SAMPLES, 2):
        assert boxes() > honest


def test_an_unsound_step_is_told_by_enough_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "vanishes", lambda *_: True)
    assert not proved("abs(x-2)", "-1")
    with changed(allowances.PROOF_POINTS, 1):
        assert proved("abs(x-2)", "-1")


def test_a_proof_in_another_process_takes_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "_QUICK_TERMS", 3)
    right = ("(sin(x)^2+cos(x)^2)^2*x", "1")
    # No process has imported SymPy by then.
    with changed(allowances.PROOF_SECONDS, 0.01):
        assert proof.prove(claim(*right)).text == "no symbolic proof within 0.01 s"
    with changed(allowances.PROOF_SECONDS, 60.0):
        assert proved(*right)


def test_terms_are_what_a_proof_is_made_of() -> None:
    # A square of a sum, written out, is equal only when the other is written out too.
    long = claim("(a+b+x)^5/5", "(a^2+b^2+x^2+2*a*b+2*a*x+2*b*x)^2")
    assert worker.search(long) is True
    with changed(allowances.PROOF_TERMS, 3), pytest.raises(dc.DerivcheckError):
        worker.search(long)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there")
def test_bytes_are_what_a_proof_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_pool", worker._pool.__wrapped__)  # a new pool for each limit
    square = "+".join([f"{p}^2" for p in "abcdx"] + [f"2*{p}*{q}" for p, q in itertools.combinations("abcdx", 2)])
    # Some 16 MiB, and what a process has left from its imports is less.
    needs = claim("(a+b+c+d+x)^29/29", f"({square})^14")
    assert worker.search_elsewhere(needs, 60.0) is True
    with changed(allowances.PROOF_BYTES, 2**20):
        assert worker.search_elsewhere(needs, 60.0) is None


def rounded(function: str, claim: str) -> dc.Check:
    return dc.check_derivative(function, claim, 0.7)


def test_with_fewer_digits_a_worse_program_would_agree() -> None:
    short = ("2^x", "0.6931472*2^x")
    assert rounded(*short).verdict is dc.Verdict.REFUTED
    with changed(allowances.ROUNDED_DIGITS, 7):
        assert rounded(*short).detection_limit > 1e-8
    with changed(allowances.ROUNDED_DIGITS, 150):
        assert rounded("2^x", "0.693147180559945309*2^x").verdict is dc.Verdict.REFUTED


def test_last_digits_that_are_most_of_a_gap_do_not_excuse_it() -> None:
    wrong = ("sin(x)", "cos(x) + 1e10*(0.333333333333333 - 1/3)")
    assert rounded(*wrong).verdict is dc.Verdict.REFUTED
    with changed(allowances.ROUNDED_GROWTH, 1e12):
        assert rounded(*wrong).verdict is dc.Verdict.AGREES
    with changed(allowances.ROUNDED_GROWTH, 0.1):
        assert rounded("2^x", "0.693147180559945309*2^x").verdict is dc.Verdict.REFUTED


def test_a_decimal_of_few_digits_is_wrong_rather_than_rounded() -> None:
    def kinds() -> list[str]:
        claims = (("2.52*x", "2.5"), ("sin(1.5*x)*sqrt(2)", "2.1213*cos(1.5*x)"))
        return [rounded(*claim).cause.kind for claim in claims]

    assert kinds() == ["factor", "rounded-constant"]
    with changed(allowances.FEW_DIGITS, 0):
        assert kinds()[0] == "rounded-constant"


def test_constants_are_solved_for_together_and_in_steps() -> None:
    several = ("x/3 + 2^x", "0.333333 + 0.693147*2^x")
    assert rounded(*several).cause.kind == "rounded-constant"
    for allowance, fewer in ((allowances.ROUNDED_UNKNOWNS, 1), (allowances.NEWTON_STEPS, 1)):
        with changed(allowance, fewer):
            assert getattr(rounded(*several).cause, "kind", "") != "rounded-constant"


def test_a_constant_without_a_name_is_told_from_its_decimal() -> None:
    unnamed = ("x*sin(1)^2", "0.70807")
    assert "(0.70807341827357119350…)" in rounded(*unnamed).cause.text
    with changed(allowances.SHOWN_CONSTANT, 2):
        assert "(0.71…)" in rounded(*unnamed).cause.text


def test_a_cut_off_decimal_is_a_unit_off() -> None:
    cut = ("2*x^3/9", "0.666*x^2")
    assert rounded(*cut).cause.kind == "rounded-constant"
    with changed(allowances.ROUNDED_REACH, 0.2):
        assert rounded(*cut).cause.kind != "rounded-constant"
