"""Interval certificates: what is proven, what is refuted, and what is left open and why."""

from __future__ import annotations

import functools
import itertools
import math
import time
from collections.abc import Callable

import mpmath
import pytest
import strategies  # noqa: F401 - its settings: no deadlines
import sympy
from allowance import changed
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import derivcheck as dc
from derivcheck.arithmetic.ball import Ball
from derivcheck.claims.claim import Claim
from derivcheck.claims.intervals import enclosure
from derivcheck.claims.intervals.bisection import UNIT, merged
from derivcheck.claims.intervals.certificate import certify
from derivcheck.claims.intervals.enclosure import Box, BoxGap
from derivcheck.claims.intervals.singular_points import locate, simplest
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import InputError
from derivcheck.ground.outward import exact
from derivcheck.results import Certificate, Verdict

F = "exp(2*x)/(1+sin(x**2))"
G = "2*exp(2*x)/(1+sin(x**2)) - exp(2*x)*2*x*cos(x**2)/(1+sin(x**2))**2"
BUMP = "exp(-((x-1/3)*10^4)^2)"
BUMP_SLOPE = "-2*10^8*(x-1/3)*exp(-((x-1/3)*10^4)^2)"


def claim(function: str, claimed: str, order: int = 1) -> Claim:
    return Claim(parse(function), parse(claimed), "x", order)


def certified(function: str, claimed: str, lo: float, hi: float, **at: float) -> Certificate:
    return certify(claim(function, claimed), (lo, hi), at)


@functools.cache
def difference(function: str, claimed: str) -> Callable[[mpmath.mpf], mpmath.mpf]:
    f, g = (sympy.sympify(text.replace("^", "**"), rational=True) for text in (function, claimed))
    return sympy.lambdify("x", g - sympy.diff(f, "x"), "mpmath")


def true_gap(function: str, claimed: str, x: float) -> mpmath.mpf:
    """|claim - derivative| by SymPy's derivative and mpmath's numbers, neither of which made the certificate."""
    with mpmath.workdps(60):
        return abs(difference(function, claimed)(mpmath.mpf(x)))


RIGHT = [
    (F, G, 0.0, 1.0),
    (F, "exp(2*x)*(2*(1+sin(x^2)) - 2*x*cos(x^2))/(1+sin(x^2))^2", 0.0, 1.0),
    ("sin(1000*x)", "1000*cos(1000*x)", 0.0, 1.0),
    ("log(x)", "1/x", 1e-7, 2e-7),
    ("100000000 + sin(x)", "cos(x)", 0.0, 3.0),
    ("sqrt(x)*tanh(x)", "tanh(x)/(2*sqrt(x)) + sqrt(x)/cosh(x)^2", 0.5, 4.0),
    ("atan(x)*asinh(x)", "asinh(x)/(1+x^2) + atan(x)/sqrt(1+x^2)", -3.0, 3.0),
    ("x^7/(1+x^4)", "(7*x^6 + 3*x^10)/(1+x^4)^2", -2.0, 2.0),
    ("sin(x) + " + BUMP, "cos(x)" + BUMP_SLOPE, 0.0, 1.0),
    ("x^(5/3) + erf(x)", "5/3*x^(2/3) + 2/sqrt(pi)*exp(-x^2)", 1.0, 2.0),
]


@pytest.mark.parametrize(("function", "claimed", "a", "b"), RIGHT)
def test_right_claims_agree_within_a_bound_that_holds(function: str, claimed: str, a: float, b: float) -> None:
    found = certified(function, claimed, a, b)
    assert found.verdict is Verdict.AGREES
    assert found.proven == ((a, b),)
    assert found.unresolved == ()
    assert found.boxes <= allowances.BOXES.value
    slopes = [true_gap(function, "0", a + k * (b - a) / 40) for k in range(41)]
    assert found.epsilon <= UNIT * max(slopes)
    for k in range(41):
        assert true_gap(function, claimed, a + k * (b - a) / 40) <= found.epsilon + 1e-50


def test_the_text_names_the_bound_and_the_boxes() -> None:
    found = certified(F, G, 0.0, 1.0)
    assert f"proven with {found.boxes} boxes" in found.text
    assert float(found.text.split("<= ")[1].split()[0]) >= found.epsilon
    assert found.epsilon < 1e-12


WRONG = [
    (F, G.replace("2*exp", "2.000000000000001*exp", 1), 0.0, 1.0),
    (F, f"(1 + 1e-20)*({G})", 0.0, 1.0),
    ("pi*x^2", "2*3.14159265358979*x", 0.0, 2.0),
    ("x^3", "3*x", 0.5, 1.5),
    (BUMP, "0", 0.0, 1.0),
    ("sin(x) + " + BUMP, "cos(x)", 0.0, 1.0),
    ("x + sin(128*pi*x)/(128*pi)", "2", 0.0, 1.0),
    ("sin(x)^2 + cos(x)^2", "1e-30", 0.0, 1.0),
    ("sqrt(x^2)", "1", -2.0, 3.0),
]


@pytest.mark.parametrize(("function", "claimed", "a", "b"), WRONG)
def test_wrong_claims_are_refuted_where_they_are_wrong(function: str, claimed: str, a: float, b: float) -> None:
    found = certified(function, claimed, a, b)
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample is not None
    x = found.counterexample["x"]
    assert a <= x <= b
    assert true_gap(function, claimed, x) > 0
    assert found.text.startswith("wrong at x = ")


def test_a_counterexample_has_few_digits() -> None:
    found = certified("x^3", "3*x^2 + (x - 0.7183)^2*0 + max(x, 0.71) - 0.71", 0.1234567, 0.987654321)
    assert found.counterexample is not None
    assert len(repr(found.counterexample["x"])) <= 4


def test_values_are_written_with_the_digits_that_differ() -> None:
    found = certified("2*x", "2*(1 + 1e-20)", 0.0, 1.0)
    assert "2.00000000000000000002" in found.text


OPEN = [
    ("abs(x)", "sign(x)", -1.0, 1.0, "a bend or jump", 0.0),
    ("x*abs(x)", "2*abs(x)", -1.0, 2.0, "a bend or jump", 0.0),
    ("max(x, 1/3)", "(1 + sign(x - 1/3))/2", 0.0, 1.0, "a bend or jump", 1 / 3),
    ("atan2(x, -1)", "-1/(1+x^2)", -1.0, 1.0, "a bend or jump", 0.0),
    ("1/(x-1)", "-1/(x-1)^2", 0.0, 2.0, "a pole of the function", 1.0),
    ("1/(x-2.17)", "-1/(x-2.17)^2", 0.0, 3.0, "a pole of the function", 2.17),
    ("tan(x)", "1/cos(x)^2", 0.0, 3.0, "a pole of the function", math.pi / 2),
    ("(x^2-1)^-3", "-6*x*(x^2-1)^-4", 0.0, 3.0, "a pole of the function", 1.0),
    ("sin(x)/x", "cos(x)/x - sin(x)/x^2", -1.0, 2.0, "a division by zero in the function", 0.0),
    ("sin(1/x)", "-cos(1/x)/x^2", -1.0, 1.0, "a division by zero in the function", 0.0),
    ("x", "x/x", -1.0, 1.0, "a division by zero in the claim", 0.0),
    ("x^2", "2*x + 0/(x - 1/4)", 0.0, 1.0, "a division by zero in the claim", 0.25),
    ("x", "1 + (x - x)*log(x)", -1.0, 1.0, "the edge of the domain of log in the claim", 0.0),
    ("x", "log(x)^0", -1.0, 1.0, "the edge of the domain of log in the claim", 0.0),
    ("x + 0*tan(x)", "1", 1.0, 2.0, "a division by zero in the function", math.pi / 2),
    ("sqrt(x)", "1/(2*sqrt(x))", 0.0, 1.0, "the edge of the domain of sqrt", 0.0),
    ("x^(5/2)", "5/2*x^(3/2)", 0.0, 1.0, "the edge of the domain of a power", 0.0),
    ("asin(x)", "1/sqrt(1-x^2)", 0.0, 1.0, "the edge of the domain of asin", 1.0),
    ("log(x)", "1/x", -1.0, 1.0, "the edge of the domain of log", 0.0),
    ("cbrt(x)", "1/(3*cbrt(x)^2)", -1.0, 1.0, "no finite derivative of cbrt", 0.0),
]


@pytest.mark.parametrize(("function", "claimed", "a", "b", "what", "where"), OPEN)
def test_a_singular_point_is_left_open_and_located(
    function: str, claimed: str, a: float, b: float, what: str, where: float
) -> None:
    found = certified(function, claimed, a, b)
    assert found.verdict is Verdict.UNRESOLVED
    assert found.text.startswith(what)
    near = float(found.text.split(" near ")[1].split(";")[0])
    assert abs(near - where) <= allowances.LOCATION_WIDTH.value * (b - a)
    assert any(lo <= where <= hi for lo, hi in found.unresolved)
    assert all(not lo < where < hi for lo, hi in found.proven)
    # The rest is proven, all of it but the part where the function is not defined.
    open_part = sum(hi - lo for lo, hi in found.unresolved)
    assert open_part < (1.001 if "log" in function + claimed else 0.001)


@pytest.mark.parametrize(("function", "claimed"), [("sqrt(x^2)", "0"), ("(x^4)^(1/4)", "0"), ("sqrt(x^2)", "1")])
def test_at_a_kink_of_a_root_alone_nothing_is_said(function: str, claimed: str) -> None:
    assert certified(function, claimed, 0.0, 0.0).verdict is Verdict.UNRESOLVED


def test_a_region_outside_the_domain_is_named_without_being_split() -> None:
    found = certified("log(x)", "1/x", -8.0, 1.0)
    assert "not defined between about -8 and -0.000" in found.text
    assert found.boxes < 400


def test_nothing_is_proven_where_nothing_is_defined() -> None:
    found = certified("sqrt(-1 - x^2)", "0", 0.0, 1.0)
    assert (found.verdict, found.proven) == (Verdict.UNRESOLVED, ())
    assert math.isnan(found.epsilon)


def test_many_poles_end_by_the_budget() -> None:
    found = certified("sin(1/x)", "-cos(1/x)/x^2", 0.0, 1.0)
    assert found.verdict is Verdict.UNRESOLVED
    assert found.boxes <= allowances.BOXES.value
    assert found.proven[-1][1] == 1.0


def test_the_budget_falls_with_the_size_of_the_formulas() -> None:
    nodes = sum(len(parse(text).nodes) for text in ("tan(50*x)", "50/cos(50*x)^2"))
    with changed(allowances.BOX_OPERATIONS, 10_000):
        assert certified("tan(50*x)", "50/cos(50*x)^2", 0.0, 1.0).boxes == 10_000 // nodes


def test_a_right_claim_over_an_interval_next_to_a_pole_agrees() -> None:
    assert certified("1/(x-1)", "-1/(x-1)^2", 1.0001, 2.0).verdict is Verdict.AGREES


def test_parameters_are_held_at_their_doubles() -> None:
    assert certified("a*x^2", "2*a*x", 0.0, 1.0, a=0.1).verdict is Verdict.AGREES
    # 1/10 is not the double 0.1.
    found = certified("a*x^2", "x/5", 0.5, 1.0, a=0.1)
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample is not None
    assert found.counterexample["a"] == 0.1


@pytest.mark.parametrize("order", [2, 3])
def test_higher_orders(order: int) -> None:
    right = {2: "-4*sin(2*x)", 3: "-8*cos(2*x)"}[order]
    assert certify(claim("sin(2*x)", right, order), (0.0, 1.0), {}).verdict is Verdict.AGREES
    wrong = claim("sin(2*x)", right + "*(1 + 1e-18)", order)
    assert certify(wrong, (0.0, 1.0), {}).verdict is Verdict.REFUTED


def test_a_point_is_an_interval_too() -> None:
    assert certified("x^2", "3*x", 0.0, 0.0).verdict is Verdict.AGREES
    assert certified("x^2", "3*x", 1.0, 1.0).verdict is Verdict.REFUTED
    assert certified("abs(x)", "0", 0.0, 0.0).verdict is Verdict.UNRESOLVED


def test_huge_and_tiny_intervals() -> None:
    assert certified("x^2", "2*x", -1.7e308, 1.7e308).verdict is Verdict.AGREES
    assert certified("x^2", "2*x", 5e-324, 1e-323).verdict is Verdict.AGREES
    assert certified("exp(x)", "exp(x)", 0.0, 1e300).verdict is Verdict.UNRESOLVED


def test_a_target_ends_the_search_early() -> None:
    rough = certify(claim(F, G), (0.0, 1.0), {}, target=1e-3)
    assert rough.verdict is Verdict.AGREES
    assert certified(F, G, 0.0, 1.0).epsilon < rough.epsilon <= 1e-3
    assert rough.boxes < certified(F, G, 0.0, 1.0).boxes


def test_deep_cancellation_raises_the_precision() -> None:
    f = "exp(x) - 1 - x - x^2/2 - x^3/6 - x^4/24"
    found = certified(f, "exp(x) - 1 - x - x^2/2 - x^3/6", 1e-30, 2e-30)
    assert found.verdict is Verdict.AGREES
    assert found.epsilon < UNIT * 1e-118
    assert certified(f, f"({f})*(1 + 1e-9) + x^4/24", 1e-30, 2e-30).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("interval", "message"),
    [
        ((math.inf, math.inf), "holds no number"),
        ((math.nan, 1.0), "holds no number"),
        ((1.0, 0.0), "0.0:1.0 would work"),
    ],
)
def test_what_is_no_interval(interval: tuple[float, float], message: str) -> None:
    with pytest.raises(InputError, match=message):
        certify(claim("x", "1"), interval, {})


def test_other_bad_input() -> None:
    with pytest.raises(InputError, match="a needs a value"):
        certified("a*x", "a", 0.0, 1.0)
    with pytest.raises(InputError, match="a = nan"):
        certified("a*x", "a", 0.0, 1.0, a=math.nan)
    for target in (0.0, -1.0, math.nan):
        with pytest.raises(InputError, match="target"):
            certify(claim("x", "1"), (0.0, 1.0), {}, target=target)


def test_an_operation_without_a_rule_is_left_open() -> None:
    found = certified("besselj(x, 2)", "0", 1.0, 2.0)
    assert found.verdict is Verdict.UNRESOLVED
    assert "besselj" in found.text


# The bound itself, on claims that are wrong everywhere but in the middle, where no refutation gets in the way.

GAPS = [
    "(x - 1/2)^3*exp(x)",
    "sin(7*(x - 1/2))",
    "(x - 1/2)^5*cosh(3*x)",
    "(x - 1/2)/(2 + x)",
    "(x - 1/2)*sqrt(1 + x)*log(2 + x)",
    "sin(20*(x - 1/2))^3/(1 + x^2)",
]


@pytest.mark.parametrize("width", [1.0, 0.25, 2.0**-6])
@pytest.mark.parametrize("gap", GAPS)
def test_the_bound_of_a_box_holds_and_is_not_far_off(gap: str, width: float) -> None:
    box = Box(0.5 - width / 2, 0.5 + width / 2)
    look = BoxGap(claim("x", f"1 + {gap}"), {}).look(box, math.inf)
    largest = max(true_gap("x", f"1 + {gap}", box.lo + k * width / 200) for k in range(201))
    assert look.smooth
    assert look.bound >= largest
    if width < 0.1:
        assert look.bound <= 2 * largest


def test_the_values_in_the_middle_alone_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a remainder that is taken in the middle of the box."""
    expand = BoxGap._expand
    monkeypatch.setattr(BoxGap, "_expand", lambda gap, m, box: expand(gap, m, Box(box.middle, box.middle)))
    look = BoxGap(claim("x", "1 + sin(20*(x - 1/2))"), {}).look(Box(0.0, 1.0), math.inf)
    assert look.bound < 1e-30


NUMBERS = st.floats(-3, 3).map(lambda x: round(x, 3))


@settings(max_examples=40)
@given(NUMBERS, NUMBERS, st.integers(0, 25), st.sampled_from(RIGHT[:1] + RIGHT[4:5] + RIGHT[6:8]), st.booleans())
def test_a_perturbed_claim_never_agrees(
    a: float, b: float, digits: int, right: tuple[str, str, float, float], relative: bool
) -> None:
    function, claimed, lo, hi = right
    low, high = sorted((lo + (hi - lo) * abs(a) / 3, lo + (hi - lo) * abs(b) / 3))
    # At the single point 0, where one of the derivatives vanishes, a multiple of it is right.
    assume(low < high)
    wrong = f"({claimed})*(1 + 1e-{digits})" if relative else f"{claimed} + cos(x/9)*1e-{digits}"
    assert certified(function, wrong, low, high).verdict is Verdict.REFUTED
    assert certified(function, claimed, low, high).verdict is Verdict.AGREES


# What lies around a place that is found may be wider than was looked for, by rounding, and still is all there is.
@example(1, 5, 0.6421468761602703)
@example(4, 2, 0.027800305151228208)
@settings(max_examples=5)
@given(st.integers(-9, 9), st.integers(1, 6), st.floats(0.01, 0.99))
def test_a_planted_pole_is_always_left_open(place: int, power: int, part: float) -> None:
    lo, hi = place - part, place + 1 - part
    found = certified(f"(x - ({place}))^-{power}", f"-{power}*(x - ({place}))^-{power + 1}", lo, hi)
    assert found.verdict is Verdict.UNRESOLVED
    assert f"a pole of the function near {place}" in found.text


@given(st.lists(st.tuples(NUMBERS, NUMBERS).map(sorted).map(lambda pair: Box(*pair)), max_size=8), NUMBERS)
def test_merged_boxes_cover_the_same_points(boxes: list[Box], x: float) -> None:
    union = merged(boxes)
    assert any(b.lo <= x <= b.hi for b in union) == any(b.lo <= x <= b.hi for b in boxes)
    assert all(first.hi < second.lo for first, second in itertools.pairwise(union))


FAR = [
    ("tanh(x)", "1-tanh(x)^2", -100.0, 100.0),
    ("tanh(x)", "1-tanh(x)^2", -1e10, 1e10),
    ("x+tanh(x)", "2-tanh(x)^2", 1e24, 1e25),
    ("tanh(1/x)", "-(1-tanh(1/x)^2)/x^2", 1e-3, 1.0),
    ("tanh(exp(x))", "exp(x)*(1-tanh(exp(x))^2)", -10.0, 10.0),
    ("mish(x)", "tanh(softplus(x))+x*(1-tanh(softplus(x))^2)*sigmoid(x)", -45.0, 45.0),
    ("sigmoid(x)", "sigmoid(x)*(1-sigmoid(x))", -1e10, 1e10),
    ("softplus(x)", "sigmoid(x)", -1e10, 1e10),
    ("softplus(x)", "sigmoid(x)", 1e24, 1e25),
    ("sech(x)", "-sech(x)*tanh(x)", -100.0, 100.0),
    ("csch(x)", "-csch(x)*coth(x)", 1.0, 1e3),
]


@pytest.mark.parametrize(("function", "claimed", "a", "b"), FAR)
def test_hyperbolic_functions_are_bounded_over_wide_intervals(function: str, claimed: str, a: float, b: float) -> None:
    found = certified(function, claimed, a, b)
    assert found.verdict is Verdict.AGREES
    assert found.proven == ((a, b),)
    wrong = certified(function, f"({claimed}) + 1e-9", a, b)
    assert wrong.verdict is Verdict.REFUTED


def test_boxes_that_take_long_end_at_the_time_limit_and_what_is_open_is_said_to_be_for_want_of_time() -> None:
    # Numbers such as exp(-1e24) have exponents of their own.
    slow = ("x*tanh(softplus(x))", "tanh(log(1+exp(x)))+x/cosh(log(1+exp(x)))^2/(1+exp(-x))")
    with changed(allowances.BOX_SECONDS, 0.2):
        start = time.thread_time()
        found = certified(*slow, 1e24, 1e25)
        assert time.thread_time() - start < allowances.BOX_SECONDS.value + _ONE_BOX
    assert found.verdict is Verdict.UNRESOLVED
    assert found.text.endswith("boxes, all that there was time for, were not enough between 1e+24 and 1e+25")
    assert "time" not in certified("sqrt(x)", "1/(2*sqrt(x))", 0.0, 4.0).text


_ONE_BOX = 2.0
"""Seconds within which the box is done that is looked at as the time ends, many times more than it takes."""


def test_an_edge_at_the_end_of_a_huge_interval_is_said_to_be_there() -> None:
    found = certified("acosh(x)", "1/sqrt(x^2-1)", 1.0, 1e300)
    assert found.text.startswith("the edge of the domain of acosh in the function near 1; ")


@pytest.mark.parametrize(("low", "high"), [(1e24, 1e25), (-1e10, 1e10)])
def test_a_box_that_is_merely_wide_is_no_edge_of_a_domain(low: float, high: float) -> None:
    """Balls around exp reach below 0 there, but cosh is nowhere below 1."""
    gap = BoxGap(Claim(parse("log(cosh(x))"), parse("tanh(x)"), "x"), {})
    assert locate(gap, Box(low, high), high - low).startswith("no bound by balls on the function near ")


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        ("exp(1/x)", "an essential singularity of the function"),
        ("2^(1/x^2)/x", "an essential singularity of the function"),
        ("cosh(1/x)", "an essential singularity of the function"),
        ("exp(x)/x", "a pole of the function"),
        ("x^-9 + exp(x)", "a pole of the function"),
        ("log(exp(1/x))", "a pole of the function"),
        ("exp(-1/x)", "a division by zero in the function"),
        # No real value on either side.
        ("log(-1/x^2)", "a division by zero in the function"),
        ("2^x*log(-1/x^2)", "a division by zero in the function"),
    ],
)
def test_what_outgrows_all_powers_is_no_pole(formula: str, what: str) -> None:
    found = locate(BoxGap(Claim(parse(formula), parse("1"), "x"), {}), Box(-1.0, 2.0), 3.0)
    assert found.startswith(what)
    assert found.endswith(" near 0")


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3))
def test_the_simplest_number_of_a_box_is_in_it(lo: float, width: float) -> None:
    box = Box(lo, lo + width)
    assert box.lo <= simplest(box) <= box.hi


@given(st.floats(-1e300, 1e300), st.floats(0, 1e-3))
@settings(max_examples=50)
def test_ends_of_balls_are_rounded_outward(middle: float, part: float) -> None:
    with Ball(128) as m:
        ball = m.arb(middle) / 3
        ball += m.arb(0, abs(float(ball)) * part)
        assert enclosure._upper(ball) >= exact(ball.upper())
        assert enclosure._lower(ball) <= max(exact(abs(ball).lower()), 0)


def test_a_box_as_wide_as_its_numbers_holds_no_pole() -> None:
    """The square of a ball from 0 to 1e285 reaches below -1, though 1 + x^2 is never 0."""
    check = dc.check_derivative("atan(x)", "1/(1+x^2)", over=(0, 1e300), prove=False)
    assert check.certificate is not None
    assert "no bound by balls on the claim near " in check.certificate.text
    for formula, claim, interval in (("1/x", "-1/x^2", (-1, 1)), ("1/(x-1)", "-1/(x-1)^2", (0, 1e6))):
        found = dc.check_derivative(formula, claim, over=interval, prove=False).certificate
        assert found is not None
        assert "a pole of the function near " in found.text


def test_a_bound_that_no_float_holds_is_not_0() -> None:
    """What balls bound of two equal values of exp(-1000) and less is below all doubles, and more than nothing."""
    found = dc.check_derivative("exp(x)", "exp(x)", over=(-2000, -1000), prove=False).certificate
    assert found is not None
    assert 0 < found.epsilon <= 5e-324
    assert "|claim - derivative| <= 4.9e-324 for all x" in found.text
    exact = dc.check_derivative("floor(x)", "0", over=(0.25, 0.75), prove=False).certificate
    assert exact is not None
    assert exact.epsilon == 0


def test_boxes_with_many_bits_count_for_more() -> None:
    """Next to 0 exp(1/x) is so large that thousands of bits are needed, of which products take most of the time."""
    found = certify(Claim(parse("exp(1/x)"), parse("-exp(1/x)/x^2"), "x"), (-3.0, 3.0), {})
    assert found.verdict is Verdict.UNRESOLVED
    assert found.boxes < allowances.BOXES.value / 2
    assert f"{found.boxes} boxes were not enough" in found.text
