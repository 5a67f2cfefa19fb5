"""Points at which two pieces meet: verdicts against exact one-sided derivatives, and against mpmath's limits."""

from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from roundings import gamma

import derivcheck as dc
from derivcheck.arithmetic.ball import Ball
from derivcheck.claims import joins
from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.claims.joins import join, proven
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.methods import sides as sides_module
from derivcheck.methods.sides import side

SMOOTH = {
    "x*abs(x)": ("2*abs(x)", 0.0),
    "max(x,0)^2": ("2*max(x,0)", 0.0),
    "abs(x)^3": ("3*x*abs(x)", 0.0),
    "cbrt(x)^4": ("4/3*cbrt(x)", 0.0),
    "elu(x)": ("exp(min(x,0))", 0.0),
    "abs(x)^(3/2)": ("3/2*sign(x)*sqrt(abs(x))", 0.0),
    "x^2*floor(x)": ("2*x*floor(x)", 0.0),
    "piecewise(x < 1, x^2, 2*x - 1)": ("piecewise(x < 1, 2*x, 2)", 1.0),
}


@pytest.mark.parametrize("f", SMOOTH)
def test_a_smooth_join_gets_a_verdict(f: str) -> None:
    claimed, x = SMOOTH[f]
    assert dc.check_derivative(f, claimed, x).verdict in (dc.Verdict.PROVED, dc.Verdict.AGREES)
    wrong = dc.check_derivative(f, f"{claimed} + 0.5", x)
    assert wrong.verdict is dc.Verdict.REFUTED
    assert wrong.certified


def test_a_wrong_claim_at_a_join_of_three_is_refuted() -> None:
    f = "max(x,e^x-1,(x+1)^2/2-1/2)"
    assert dc.check_derivative(f, "1.5", 0.0).verdict is dc.Verdict.REFUTED
    assert gap(Claim(parse(f), parse("1"), "x"), {"x": 0.0}).outcome is GapOutcome.EQUAL


BROKEN = {
    ("abs(x)", 1, 0.0): "not differentiable at x = 0 (left -1, right 1)",
    ("x*abs(x)", 2, 0.0): "not twice differentiable at x = 0 (derivative of order 2: left -2, right 2)",
    ("cbrt(x)", 1, 0.0): "the tangent is vertical at x = 0 (left infinite, right infinite)",
    ("sqrt(abs(x))", 1, 0.0): "the tangent is vertical at x = 0 (left -infinite, right infinite)",
    ("cbrt(x)^4", 2, 0.0): "not twice differentiable at x = 0 (derivative of order 2: left infinite, right infinite)",
    ("floor(x)", 1, 3.0): "f jumps at x = 3: from 2 to 3",
    ("floor(1e308*x)", 1, 0.3): "f jumps at x = 0.3, where it is 3e+307, by 1",
    ("piecewise(x == 0, 5 + 1e-30, 5 + x^2)", 1, 0.0): "f jumps at x = 0, where it is 5, by 1e-30",
    ("x % 2", 1, 4.0): "f jumps at x = 4: from 2 to 0",
    ("piecewise(x < 0, x, x == 0, 5, x)", 1, 0.0): "f jumps at x = 0: its value is 5, and its limit from both sides 0",
    ("piecewise(x < 0, x, x*(1 + 1e-9))", 1, 0.0): "not differentiable at x = 0 (left 1, right 1.000000001)",
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_has_no_derivative_is_said_with_both_sides(case: tuple[str, int, float]) -> None:
    f, order, x = case
    check = dc.check_derivative(f, "1", x, order=order)
    assert check.verdict is dc.Verdict.UNRESOLVED
    assert BROKEN[case] in check.reason


@pytest.mark.parametrize(
    "f", ["abs(sin(x))", "x*floor(x)", "cbrt(x)^5", "abs(x)*exp(x)", "hypot(x, 0)", "max(x, sin(x))"]
)
@pytest.mark.parametrize("sign", [-1, 1])
def test_the_slopes_of_both_sides_are_those_of_mpmath(f: str, sign: int) -> None:
    formula = {
        "abs(sin(x))": lambda x: abs(mpmath.sin(x)),
        "x*floor(x)": lambda x: x * mpmath.floor(x),
        "cbrt(x)^5": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)) ** 5,
        "abs(x)*exp(x)": lambda x: abs(x) * mpmath.exp(x),
        "hypot(x, 0)": abs,
        "max(x, sin(x))": lambda x: max(x, mpmath.sin(x)),
    }[f]
    found = side(parse(f), {"x": 0.0}, "x", 1, 128, sign)
    assert found is not None
    with mpmath.workdps(60):
        truth = sign * formula(sign * mpmath.mpf(10) ** -40) * mpmath.mpf(10) ** 40
    # The quotient is off by its truncation, of a third of 40 digits at least, and both are rounded to floats.
    assert float(found.derivatives[1]) == pytest.approx(float(truth), rel=gamma(2), abs=10.0 ** (-40 / 3))


def test_an_undecided_branch_is_held_not_guessed() -> None:
    """sin(pi x) is 0 at 1, which no ball knows: both branches are within the slopes that are stated."""
    found = join(parse("max(sin(pi*x), -sin(pi*x))"), {"x": 1.0}, "x", 1, 192)
    assert found is None or found.derivative is None or abs(found.derivative).upper() > 3
    assert proven(parse("x*log(x)"), {"x": 0.0}, "x") is None


def test_a_planted_fault_of_a_side_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the left side forgot its sign, |x| would be smooth, and the tests above would fail."""
    real = sides_module.side
    monkeypatch.setattr("derivcheck.claims.joins.side", lambda *args: real(*args[:-1], 1))
    found = join(parse("abs(x)"), {"x": 0.0}, "x", 1, 192)
    assert found is not None
    assert found.kind == "smooth"


RATIONALS = st.builds(Fraction, st.integers(-6, 6), st.sampled_from([1, 2, 3, 4, 5]))
BREAKS = st.builds(Fraction, st.integers(-8, 8), st.sampled_from([1, 2, 4]))


def text_of(coefficients: list[Fraction], at: Fraction) -> str:
    return " + ".join(f"({c})*(x - ({at}))^{k}" if k else f"({c})" for k, c in enumerate(coefficients))


def derivative_of(coefficients: list[Fraction], order: int = 1) -> list[Fraction]:
    for _ in range(order):
        coefficients = [k * c for k, c in enumerate(coefficients)][1:]
    return coefficients


@settings(max_examples=40)
@given(
    left=st.lists(RATIONALS, min_size=4, max_size=4),
    right=st.lists(RATIONALS, min_size=4, max_size=4),
    at=BREAKS,
    shared=st.integers(0, 3),
    form=st.sampled_from(["piecewise(x < {at}, {left}, {right})", "({left}) if x <= {at} else ({right})"]),
)
def test_piecewise_polynomials_by_construction(
    left: list[Fraction], right: list[Fraction], at: Fraction, shared: int, form: str
) -> None:
    """Pieces that share their first coefficients are as often differentiable at the break, by exact arithmetic."""
    right = left[:shared] + right[shared:]
    assume(left != right)  # else there are no cases
    smooth = next((k for k in range(4) if left[k] != right[k]), 4) - 1
    f = parse(form.format(at=f"({at})", left=text_of(left, at), right=text_of(right, at)))
    for order in (1, 2):
        found = proven(f, {"x": float(at)}, "x", order)
        assert found is not None
        if order > smooth:
            assert found.derivative is None
            assert found.order == smooth + 1
            continue
        truth = derivative_of(left, order)[0]
        with Ball(200) as m:
            assert found.derivative.contains(m.number(truth))
        right_claim = Claim(f, parse(f"({truth})"), "x", order)
        assert gap(right_claim, {"x": float(at)}).outcome is GapOutcome.EQUAL
        wrong_claim = Claim(f, parse(f"({truth}) + 1/1000"), "x", order)
        assert gap(wrong_claim, {"x": float(at)}).outcome is GapOutcome.DIFFERENT


def test_limits_that_are_hardly_known_are_not_the_same_number() -> None:
    with Ball(192) as m:
        wide, narrow = m.arb(1, 1e-3), m.arb(1, 1e-50)
        zero, nearly = m.arb(0, 1e-3), m.arb(0, m.arb(2) ** -(allowances.ZERO_BITS.value + 3))
        assert [joins._same(a, a + 0 * b) for a, b in ((narrow, wide), (nearly, nearly))] == [True, True]
        assert [joins._same(a, b) for a, b in ((wide, wide), (zero, zero))] == [None, None]
        assert joins._same(m.arb(1), m.arb(2)) is False
