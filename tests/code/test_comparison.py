"""All methods on code of one number: exact where it runs in balls, measured where it does not."""

from __future__ import annotations

import dataclasses
import json
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from roundings import UNIT, gamma, rounded

from derivcheck.code import measured
from derivcheck.ground.errors import DomainError, InputError, UnsupportedOperation
from derivcheck.results import Comparison, CurvePoint, Estimate, Verdict
from derivcheck.testing.compare import compare, error_curve


def polynomial(x: Any) -> Any:
    return 0.01 * x**2 + 0.1 * x


def smooth(x: Any) -> Any:
    return np.exp(2 * x) / (1 + np.sin(x**2))


def on_floats(x: Any) -> Any:
    return math.exp(2 * x) / (1 + math.sin(x**2))


def newton(x: Any) -> Any:
    y = x
    while abs(y * y - x) > 1e-12:
        y = 0.5 * (y + x / y)
    return y


def compared(f: Any, at: Any, **options: Any) -> Comparison:
    found = compare(f, at, **options)
    assert isinstance(found, Comparison)
    return found


def parts_add_up(p: CurvePoint) -> bool:
    sizes = (p.total, p.truncation, p.argument, p.evaluation, p.arithmetic)
    off = abs(p.total - (p.truncation + p.argument + p.evaluation + p.arithmetic))
    return math.isnan(p.total) or off <= 8 * 2.0**-53 * max(map(abs, sizes))


@pytest.mark.parametrize(("x", "expected"), [(5, 0.1999999999990898), (10, 0.2999999999986347)])
def test_the_numbers_of_the_textbook(x: float, expected: float) -> None:
    """Central differences of 0.01 x^2 + 0.1 x with h = 1e-4, as "Deep Learning from Scratch" prints them."""
    (p,) = error_curve(polynomial, x, steps=[1e-4]).points
    assert p.estimate == expected
    slope = Fraction(0.01) * 2 * x + Fraction(0.1)  # the constants are the doubles that they are
    assert p.total == float(Fraction(expected) - slope)
    assert p.truncation == 0
    assert parts_add_up(p)
    assert min(abs(p.argument), abs(p.evaluation)) > 100 * abs(p.arithmetic) > 0


def test_code_is_compared_like_the_formula_that_it_computes() -> None:
    code, formula = compared(smooth, 0.5), compared("exp(2*x)/(1+sin(x**2))", 0.5)
    assert code.verdict is Verdict.AGREES
    assert code.measured == ""
    assert (code.reference, code.derivative) == (formula.reference, formula.derivative)
    assert [e.method for e in code.estimates] == [e.method for e in formula.estimates]
    assert code.read_as == "exp(2*x)/(1 + sin(x**2))"
    assert all(parts_add_up(p) for c in code.curves for p in c.points)
    assert [c.predicted for c in code.curves] == [c.predicted for c in formula.curves]


def test_what_runs_on_floats_only_is_measured_and_marked() -> None:
    exact, found = compared(smooth, 0.5), compared(on_floats, 0.5)
    assert found.measured.startswith("measured, not exact (float() would lose the number")
    assert not found.reference.certified
    truth = mpmath.mpf(exact.reference.value)
    assert abs(mpmath.mpf(found.reference.value) - truth) <= mpmath.mpf(found.reference.radius)
    for c, known in zip(found.curves, exact.curves, strict=True):
        assert c.measured
        assert not known.measured
        for p, e in zip(c.points, known.points, strict=True):
            assert parts_add_up(p)
            # The truncation does not depend on whose exponential was called.
            assert abs(p.truncation - e.truncation) <= p.uncertainty
    plain = json.loads(found.render("json"))
    assert plain["curves"][0]["points"][0]["uncertainty"] > 0
    assert "measured" in str(found)
    assert "may each be off" in found.to_text(verbose=True)


def test_a_loop_that_ends_by_its_values() -> None:
    found = compared(newton, 2.0, schemes=["central-2"])
    assert found.verdict is Verdict.AGREES
    assert found.measured == ""
    # The last step leaves an error of 1e-24; the rest is rounding, of the reference, a root and a quotient.
    assert float(found.reference) == rounded(1 / math.sqrt(8), 4)
    assert found.curves[0].best.error < 10 * UNIT ** (2 / 3)  # what central differences reach, to a factor
    assert next(e for e in found.estimates if e.method == "central-2").step == found.curves[0].predicted.h


def test_long_code_is_measured() -> None:
    def long(x: Any) -> Any:
        for _ in range(300):
            x = x - 0.01 * np.sin(x)
        return x

    found = compared(long, 1.0, schemes=["central-2"], steps=[1e-3, 1e-5])
    assert "(the code takes too many operations for" in found.measured
    # Three hundred times three operations, of at most two units each, that nothing cancels in.
    assert next(e for e in found.estimates if e.method == "forward-mode").error_bound < gamma(300 * 3 * 4)
    assert all(parts_add_up(p) for p in found.curves[0].points)


def test_a_program_that_is_off_its_mathematics_is_still_within_bounds() -> None:
    """A program that rounds through float32 has the finite differences that it has."""
    found = compared(lambda x: float(np.float32(np.sin(x))), 0.5)
    assert found.verdict is Verdict.AGREES
    central = next(c for c in found.curves if c.scheme == "central-2")
    assert central.best.h > 1e-4
    assert central.predicted.h > 1e-4


def test_exceptions_and_nan_at_some_steps_do_not_end_it() -> None:
    def picky(x: Any) -> Any:
        if x > 0.55:
            raise RuntimeError("no way")
        return math.sqrt(x)

    def small(x: Any) -> Any:
        return np.log(x)

    for f, x in ((picky, 0.5), (small, 0.01)):
        found = compared(f, x, steps=[0.1, 1e-3, 1e-5], schemes=["central-2"])
        wide, *others = found.curves[0].points
        assert math.isnan(wide.total)
        assert wide.note
        assert all(math.isfinite(p.total) for p in others)


@pytest.mark.parametrize(
    ("f", "x", "kind", "message"),
    [
        (np.abs, 0.0, DomainError, "not differentiable"),
        (lambda x: abs(float(x)), 0.0, DomainError, "bent: the derivative is -1 from below and 1 from above"),
        (np.log, -1.0, DomainError, "no finite value"),
        (lambda x: x.nothing, 1.0, InputError, "raised AttributeError"),
        (lambda x: "text", 1.0, InputError, "not a number"),
        (smooth, [0.1, 0.2], InputError, "choose one of its entries"),
    ],
)
def test_what_cannot_be_compared(f: Any, x: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        compare(f, x)


def test_orders() -> None:
    assert compared(smooth, 0.5, order=3, schemes=["central-2"], steps=[1e-2]).verdict is Verdict.AGREES
    assert compared(on_floats, 0.5, order=2, schemes=["central-2"], steps=[1e-2]).verdict is Verdict.AGREES
    with pytest.raises(UnsupportedOperation, match="order 1 and 2"):
        compare(on_floats, 0.5, order=3)
    with pytest.raises(UnsupportedOperation, match="float64"):
        compare(on_floats, 0.5, dtype="float32")


@pytest.mark.parametrize("dtype", ["float32", "longdouble"])
def test_other_float_formats(dtype: str) -> None:
    found = compared(smooth, 0.5, dtype=dtype, schemes=["central-2"])
    assert found.verdict is Verdict.AGREES
    assert all(parts_add_up(p) for p in found.curves[0].points)


def test_the_name_of_the_variable() -> None:
    assert compared(smooth, {"t": 0.5}, schemes=["central-2"], steps=[1e-3]).at == {"t": 0.5}
    assert compared(smooth, 0.5, wrt="t", schemes=["central-2"], steps=[1e-3]).wrt == ("t",)


def test_a_picture_and_a_page() -> None:
    found = compared(on_floats, 0.5, schemes=["central-2"], steps=[1e-1, 1e-3, 1e-5])
    assert len(found.plot().axes) == 1
    assert "measured" in found.to_html()


def test_of_a_measured_reference_no_digit_is_shown_that_is_not_known() -> None:
    """The estimate for sqrt(x^4) at 0 is some 1e-18 that may as well be 0; beside e^2 some digits are known."""
    nothing = compare(lambda x: np.sqrt(x**4), 0.0)
    assert (nothing.reference.value, nothing.reference.digits) == ("0.0", 0)
    some = compare(lambda x: math.exp(x), 2.0)
    digits, off = some.reference.digits, abs(Decimal(some.reference.value) - Decimal(2).exp())
    assert off <= Decimal(str(some.reference.radius)) <= Decimal(10) ** (1 - digits)
    assert len(some.reference.value) <= digits + 3


@pytest.mark.parametrize("f", [lambda x: abs(x) * x, lambda x: np.maximum(x, 0) ** 2])
def test_where_pieces_join_the_derivative_of_both_sides_is_told(f: Any) -> None:
    with pytest.raises(
        UnsupportedOperation, match="two pieces of f join at x = 0, where the derivative is 0 from both"
    ):
        compare(f, 0.0)
    with pytest.raises(
        UnsupportedOperation, match="two pieces of f join at x = 0, where the derivative is 0 from both"
    ):
        error_curve(f, 0.0, "central-2")


@pytest.mark.parametrize(
    ("off", "error"),
    [
        (0.5e-3, 0.0),  # less than the reference is off
        (1.05e-2, 0.0),  # more than its bound, by less than the reference is off
        (5e-3, 5e-3),
        (2e-2, 2e-2),
    ],
)
def test_of_an_error_only_what_the_reference_can_tell_is_told(off: float, error: float) -> None:
    best = Estimate("adaptive", 1.0, None, math.nan, 1e-3, 1)
    found = measured._with_error(Estimate("central-2", 1.0 + off, 0.1, math.nan, 1e-2, 2), best)
    assert found.error == rounded(error, 1, size=1)
    assert found.holds is (off < 2e-2)


def test_an_estimate_is_the_reference_only_where_values_confirm_it() -> None:
    by_values = Estimate("adaptive", 1.0, None, math.nan, 1e-6, 1)
    other = Estimate("forward-mode", 1.0, None, math.nan, 1e-12, 1)
    assert measured._confirmed(other, by_values)
    assert not measured._confirmed(dataclasses.replace(other, value=1.1), by_values)
    assert not measured._confirmed(other, dataclasses.replace(by_values, error_bound=math.inf))
