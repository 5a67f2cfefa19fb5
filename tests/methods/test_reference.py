"""The reference: the oracles are derivatives written by hand and evaluated by mpmath with far more digits."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from rows import of_each

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import Bounded
from derivcheck.arithmetic.precise import Precise
from derivcheck.elementary import TABLE, Elementary
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, DomainError, InputError, PrecisionError
from derivcheck.ground.limits import MAX_DIGITS
from derivcheck.methods import reference as reference_module
from derivcheck.methods.reference import enclose, error_exponent, in_balls, reference
from derivcheck.methods.target import Target

# Precision of the oracles: (x - sin x)/x^3 at 1e-300 cancels about 1500 digits.
DIGITS = 3000

SECONDS = 2.0
"""How long any answer or refusal may take."""


def target(formula: str, x: float, order: int = 1, dtype: str = "float64") -> Target:
    return Target.of(parse(formula), {"x": x}, "x", order, dtype)


def off(formula: str, x: float, truth: Any, digits: int = 50, order: int = 1) -> tuple[Any, Any]:
    """Return how far the reference is off, and the radius that it states."""
    found, _ = reference(target(formula, x, order), digits)
    return abs(mpf(found.value) - truth), mpf(found.radius or 0)


CASES: list[tuple[str, float, Callable[[Any], Any]]] = [
    (
        "exp(2*x)/(1+sin(x^2))",
        0.5,
        lambda x: (
            mpmath.exp(2 * x) * (2 + 2 * mpmath.sin(x * x) - 2 * x * mpmath.cos(x * x)) / (1 + mpmath.sin(x * x)) ** 2
        ),
    ),
    ("(1-cos(x))/x^2", 1e-8, lambda x: mpmath.sin(x) / x**2 - 2 * (1 - mpmath.cos(x)) / x**3),
    ("(1-cos(x))/x^2", 1e-100, lambda x: mpmath.sin(x) / x**2 - 2 * (1 - mpmath.cos(x)) / x**3),
    ("(1-cos(x))/x^2", 1e-300, lambda x: mpmath.sin(x) / x**2 - 2 * (1 - mpmath.cos(x)) / x**3),
    ("(x-sin(x))/x^3", 1e-300, lambda x: (1 - mpmath.cos(x)) / x**3 - 3 * (x - mpmath.sin(x)) / x**4),
    ("exp(x)/(exp(x)-1)", 1e-7, lambda x: -mpmath.exp(x) / (mpmath.exp(x) - 1) ** 2),
    ("x^2", 1e30, lambda x: 2 * x),
    ("x^2", 5e-324, lambda x: 2 * x),
    ("exp(x)", -700.0, mpmath.exp),
    ("exp(x)", 1e4, mpmath.exp),
    ("x^1000", 1e300, lambda x: 1000 * x**999),
    ("sin(x)", 1e300, mpmath.cos),
    ("tanh(x)", 300.0, lambda x: 1 / mpmath.cosh(x) ** 2),
    ("0.1*x", 3.0, lambda x: mpf(1) / 10),
    ("(x+1)-x+x/3", 0.3, lambda x: mpf(1) / 3),
    ("log(x)", 5e-324, lambda x: 1 / x),
    ("sinc(x)", 1e-9, lambda x: mpmath.cos(x) / x - mpmath.sin(x) / x**2),
    ("loggamma(x)", -2.5, lambda x: mpf(46) / 15 - mpmath.euler - 2 * mpmath.log(2)),
    ("x^x", 1e-5, lambda x: x**x * (mpmath.log(x) + 1)),
    ("max(x, x^2)", 1.0001, lambda x: 2 * x),
    ("cbrt(x)", -1e-9, lambda x: mpmath.cbrt(abs(x)) ** -2 / 3),
]


@pytest.mark.parametrize(("formula", "x", "derivative"), CASES, ids=[f"{f} at {x:g}" for f, x, _ in CASES])
def test_the_radius_covers_the_truth(formula: str, x: float, derivative: Callable[[Any], Any]) -> None:
    with mpmath.workdps(DIGITS):
        truth = derivative(mpf(x))
        gap, radius = off(formula, x, truth)
        assert gap <= radius
        # Half a unit in the last of 50 digits for the value, and as much for writing it.
        assert radius <= abs(truth) * mpf(10) ** -49


def test_the_digits_of_the_example() -> None:
    found, _ = reference(target("exp(2*x)/(1+sin(x^2))", 0.5), 50)
    assert found.value.startswith("2.66566172940702444834146907915639453")
    assert float(found) == 2.6656617294070244


@pytest.mark.parametrize("digits", [5, 17, 50, 200, MAX_DIGITS])
def test_as_many_digits_as_asked_for(digits: int) -> None:
    with mpmath.workdps(digits + 50):
        truth = mpmath.cos(mpf(0.3))
        gap, radius = off("sin(x)", 0.3, truth, digits)
        assert gap <= radius <= mpf(10) ** (1 - digits)
    found, _ = reference(target("sin(x)", 0.3), digits)
    assert (len(found.value.removeprefix("0.")), found.digits) == (digits, digits)
    assert found.certified


@pytest.mark.parametrize(
    ("formula", "x", "truth"),
    [
        ("7", 2.0, "0.0"),
        ("0*x", 2.0, "0.0"),
        ("x^2", 0.0, "0.0"),
        ("(x-1)^7", 1.0, "0.0"),
        ("sign(x)", 0.3, "0.0"),
        ("3x+2", 1e5, "3.0"),
        ("x^2", 2.0, "4.0"),
    ],
)
def test_what_is_exact_has_no_radius(formula: str, x: float, truth: str) -> None:
    found, enclosure = reference(target(formula, x), 20)
    assert float(found.value) == float(truth)
    assert found.radius is None
    assert enclosure.bound == 0


@pytest.mark.parametrize("formula", ["sin(x)^2+cos(x)^2", "exp(x)*exp(-x)", "log(exp(x))-x", "(x+1)-x"])
def test_zero_by_cancellation_is_zero_with_a_radius(formula: str) -> None:
    found, _ = reference(target(formula, 0.7), 30)
    assert found.value == "0.0"
    # Not told apart from zero with 2^13 bits.
    assert mpf(found.radius or 0) < mpf(2) ** -8000


def test_a_derivative_that_is_tiny_is_not_taken_for_zero() -> None:
    with mpmath.workdps(DIGITS):
        tiny = mpf(10) ** -1500
        gap, radius = off("sin(x)^2+cos(x)^2+1e-750^2*x", 0.7, tiny)
        assert gap <= radius < tiny / 10**49


@pytest.mark.parametrize("order", [2, 3, 4])
def test_higher_orders(order: int) -> None:
    with mpmath.workdps(100):
        truth = {2: -mpmath.sin(mpf(2)), 3: -mpmath.cos(mpf(2)), 4: mpmath.sin(mpf(2))}[order]
        gap, radius = off("sin(x)", 2.0, truth, order=order)
        assert gap <= radius <= mpf(10) ** -49


@pytest.mark.parametrize("dtype", ["float32", "float64", "longdouble"])
def test_the_point_is_the_float_of_the_format(dtype: str) -> None:
    with mpmath.workdps(60):
        near = mpf(float(np.float32(0.1))) if dtype == "float32" else mpf(0.1)
        found, _ = reference(target("x^2", 0.1, dtype=dtype), 40)
        assert abs(mpf(found.value) - 2 * near) <= mpf(found.radius or 0)


@pytest.mark.parametrize(
    ("formula", "x", "words"),
    [
        ("1/x", 0.0, "division by zero"),
        ("1/(x-0.5)", 0.5, "division by zero"),
        ("sin(x)/x", 0.0, "division by zero"),
        ("log(x)", -1.0, "log(-1.0)"),
        ("log(x)", 0.0, "log(0.0)"),
        ("sqrt(x)", -4.0, "sqrt(-4.0)"),
        ("sqrt(x)", 0.0, "no derivative at 0"),
        ("x^0.5", 0.0, "zero to the power 1/2"),
        ("x^-1", 0.0, "zero to the power -1"),
        ("abs(x)", 0.0, "abs is not differentiable"),
        ("max(x, -x)", 0.0, "not differentiable"),
        ("asin(x)", 2.0, "asin(2.0)"),
        ("asin(x)", 1.0, "division by zero"),
        ("acosh(x)", 0.5, "acosh(0.5)"),
        ("gamma(x)", -1.0, "gamma(-1.0)"),
        ("lambertw(x)", -1.0, "lambertw(-1.0)"),
        ("(-2)^x", 0.5, "-2.0"),
        ("atan2(x, -1)", 0.0, "jumps"),
        ("log(x-1)+x", 1.0, "log(0.0)"),
    ],
)
def test_poles_and_edges_are_named(formula: str, x: float, words: str) -> None:
    began = time.process_time()
    with pytest.raises(DomainError) as caught:
        reference(target(formula, x), 50)
    assert time.process_time() - began < SECONDS
    message = str(caught.value)
    assert words in message
    assert "\n" not in message
    # The place in the formula is told.
    assert ", character " in message


@pytest.mark.parametrize(
    ("formula", "x"),
    [
        ("exp(exp(exp(x)))", 10.0),
        ("exp(-exp(exp(x)))", 10.0),
        ("x^(x^(x^x))", 10.0),
        ("erf(x)", 1e300),
        ("gamma(x)", 1e300),
        ("sin(exp(exp(x)))", 9.0),
        ("log(x^2+1-2*x*cos(0))", 1.0),
        ("1/(0.1*x-0.3)", 3.0),
        ("sqrt(sin(x)^2+cos(x)^2-1)", 0.7),
        ("abs(sin(x)^2+cos(x)^2-1)", 0.7),
        ("tan(x)", 1.5707963267948966),
        ("besselj(1e9, x)", 1e9),
    ],
)
def test_hard_ones_never_hang(formula: str, x: float) -> None:
    began = time.process_time()
    try:
        said = reference(target(formula, x), 50)[0].value
    except DerivcheckError as error:
        said = str(error)
    assert time.process_time() - began < SECONDS
    assert len(said) < 200
    assert "\n" not in said


@pytest.mark.parametrize("digits", [0, -3, MAX_DIGITS + 1])
def test_digits_out_of_range(digits: int) -> None:
    with pytest.raises(InputError, match=f"digits must be 1 to {MAX_DIGITS}"):
        reference(target("x", 1.0), digits)


def test_too_small_to_be_written_is_refused() -> None:
    with pytest.raises(PrecisionError, match="not written out"):
        reference(target("exp(-exp(x))", 700.0), 20)


def test_enclosures_of_parameters_and_constants() -> None:
    function = Target.of(parse("a*x^2+pi*x"), {"x": 3.0, "a": 0.1}, "x", 1, "float64").function
    with mpmath.workdps(60):
        found = enclose(function, np.float64(3.0), 1, 40)
        # a is the double nearest to 0.1, as typed values are.
        assert abs(mpf(found.value) - (6 * mpf(0.1) + mpmath.pi)) <= mpf(found.bound) <= mpf(10) ** -39


def test_a_planted_error_is_outside_the_radius() -> None:
    with mpmath.workdps(DIGITS):
        gap, radius = off("sin(x)", 0.3, mpmath.cos(mpf(0.3)) * (1 + mpf(10) ** -48))
        assert gap > radius


@pytest.mark.parametrize(
    ("formula", "x", "size"),
    [
        ("sin(x)", 0.3, 0),
        ("1e8+sin(x)", 0.3, 27),
        ("(1-cos(x))/x^2", 1e-8, 54),
        ("exp(x)", 700.0, 1010),
    ],
)
def test_the_error_exponent_tells_the_cancellation(formula: str, x: float, size: int) -> None:
    # Size of the largest intermediate value relative to where it ends up, in bits, to about a byte:
    # each operation may add a bit or two.
    assert abs(error_exponent(target(formula, x).function, np.float64(x)) - size) <= 12


# The second opinion: differences of values by mpmath, with far more digits, know no slopes and no recurrences.

OPINION_BITS, STEP = 1200, -200

ARGUMENTS = {"bessely": "1/3, x", "besselk": "1/3, x"}
"""Orders that mpmath takes no limits for, which are slow."""

NAMED = [row for row in TABLE.values() if row.names]

FORMULAS = [
    *[f"{row.name}(x)" for row in NAMED if row.arity == 1],
    *[f"{row.name}({ARGUMENTS.get(row.name, '2, x')})" for row in NAMED if row.arity == 2],
    "exp(2*x)/(1+sin(x^2))",
    "x^x*log(1+x)",
    "sqrt(1+x^4)-x^2",
    "(1-cos(x))/x^2",
    "atan2(x, 1+x^2)",
    "1e8+sin(1e4*x)",
    "gamma(1+x)*exp(-x)",
    "erf(x)/x-besselj(1, x)",
]


def second_opinion(formula: str, x: float) -> Any:
    """Return a central difference, which is off by h^2/6 times the third derivative."""
    m, f = Precise(OPINION_BITS), parse(formula)
    h = m.context.ldexp(1, STEP)
    high, low = (f.evaluate(m, {"x": m.exact(x) + step}) for step in (h, -h))
    return (high - low) / (2 * h)


def disagreement(formula: str) -> Any:
    """Return by how many of its radii the reference is off from the second opinion, at a point of the domain."""
    for x in (0.4375, 1.6875):
        try:
            found = enclose(target(formula, x).function, np.float64(x), 1, 50)
        except DomainError:
            continue
        assert in_balls(parse(formula))
        with mpmath.workprec(OPINION_BITS):
            # Third derivatives, which are below 2^60 here, count for 2^-340 at most.
            return abs(found.value - second_opinion(formula, x)) / (found.bound + mpf(2) ** -340)
    raise AssertionError(f"{formula} is defined at no point that was tried")


@of_each(FORMULAS)
def test_mpmath_is_of_the_same_opinion(formula: str) -> None:
    assert disagreement(formula) <= 1


@pytest.mark.parametrize(("name", "formula"), [("exp", "exp(2*x)/(1+sin(x^2))"), ("erf", "x*erf(x)")])
def test_a_ball_that_is_off_is_found(name: str, formula: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a function of Arb that is wrong in the 46th digit."""
    native = Ball.native

    def off(m: Ball, row: Elementary) -> Any:
        rule = native(m, row)
        return (lambda *a: rule(*a) * (1 + m.arb(2) ** -150)) if rule and row.name == name else rule

    monkeypatch.setattr(Ball, "native", off)
    assert disagreement(formula) > 100


# Functions that Arb has not.


@pytest.mark.parametrize(
    ("name", "formula", "x", "derivative"),
    [
        ("erf", "x*erf(x)", 0.4, lambda x: mpmath.erf(x) + 2 * x * mpmath.exp(-x * x) / mpmath.sqrt(mpmath.pi)),
        ("exp", "(exp(x)-1)/x", 1e-30, lambda x: mpmath.exp(x) / x - (mpmath.exp(x) - 1) / x**2),
        ("max", "max(x, x^2)", 1.0001, lambda x: 2 * x),
    ],
)
def test_mpmath_stands_in_for_arb(
    name: str, formula: str, x: float, derivative: Callable[[Any], Any], not_in_arb: Callable[..., None]
) -> None:
    not_in_arb(name)
    found, _ = reference(target(formula, x), 50)
    assert not found.certified
    with mpmath.workdps(DIGITS):
        truth = derivative(mpf(x))
        gap, radius = off(formula, x, truth)
        assert gap <= radius <= abs(truth) * mpf(10) ** -48
        assert off(formula, x, truth * (1 + mpf(10) ** -47))[0] > radius
    assert reference(target("x*cos(x)", 0.4), 50)[0].certified


@pytest.mark.parametrize("size", [1.0, -3.0, 1e-200])
def test_enough_is_half_a_unit_of_the_last_digit(size: float) -> None:
    unit = abs(mpf(size)) * mpf(10) ** -30
    assert reference_module._enough(Bounded(mpf(size), unit * mpf("0.49")), 30, 200)
    assert not reference_module._enough(Bounded(mpf(size), unit * mpf("0.51")), 30, 200)
