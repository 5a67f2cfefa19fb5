"""NumPy code on numbers of every arithmetic, against NumPy itself and against mpmath."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from roundings import UNIT

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.autodiff.derivatives import jvp
from derivcheck.autodiff.numbers import number_array
from derivcheck.autodiff.numbers.evaluation import differentiate, directional, evaluate
from derivcheck.autodiff.numbers.number_array import FUNCTIONS, NumberArray, Space
from derivcheck.ground.errors import DomainError, UnsupportedOperation

A = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 4.0]])
X = np.array([0.3, 0.7, 1.1])
V = np.array([1.0, 0.5, -2.0])


def assigned(x: Any) -> Any:
    out = np.zeros_like(x)
    out[0] = x[1] ** 2
    out[1:] += np.sin(x[1:])
    return out


def summed_in_a_loop(x: Any) -> Any:
    total = 0.0
    for element in x:
        total += element * element
    return total


CODE: dict[str, Callable[[Any], Any]] = {
    "ufuncs": lambda x: np.exp(2 * x) / (1 + np.sin(x**2)) - np.arctan2(x, 2.0) + np.hypot(x, 1),
    "powers": lambda x: x**0.5 + 2.0**x + x ** np.array([1.0, 2.0, 3.0]) + x**x,
    "sum": lambda x: np.sum(x**2),
    "matmul": lambda x: A @ x + x @ A,
    "quadratic form": lambda x: x @ A @ x,
    "item assignment": assigned,
    "loop": summed_in_a_loop,
    "solve": lambda x: np.linalg.solve(A + np.diag(x), x),
    "inv": lambda x: np.linalg.inv(A + np.diag(x)),
    "det": lambda x: np.linalg.det(A * x),
    "slogdet": lambda x: np.linalg.slogdet(A + np.outer(x, x))[1],
    "norm": lambda x: np.linalg.norm(x),
    "norm 1": lambda x: np.linalg.norm(x, 1),
    "logaddexp": lambda x: np.logaddexp(x[0], x[1]) + np.log1p(x[2]) + np.expm1(x[0]),
    "where": lambda x: np.where(x > 0.5, x**2, np.sin(x)),
    "select": lambda x: np.select([x > 1, x > 0.5], [x, x**2], 0.0),
    "clip": lambda x: np.clip(x, 0.4, 0.9),
    "maximum": lambda x: np.maximum(x, 0.6) - np.minimum(x, 0.8),
    "statistics": lambda x: np.var(x) + np.std(x, ddof=1) + np.mean(x) + np.max(x) - np.min(x),
    "einsum": lambda x: np.einsum("i,ij->j", x, A),
    "tensordot": lambda x: np.tensordot(x, A, 1) + np.dot(A, x),
    "concatenate": lambda x: np.concatenate([x, 2 * x]),
    "stack": lambda x: np.stack([x, x * x]).reshape(-1),
    "roll and tile": lambda x: np.roll(x, 1) * np.tile(x, 2)[3:],
    "trace": lambda x: np.trace(np.diag(x)),
    "array of elements": lambda x: np.array([x[0], x[1] * 2]).sum(),
    "asarray": lambda x: np.exp(np.asarray(x)) ** 2,
    "cumulative": lambda x: np.cumsum(x) * np.prod(x),
    "softmax": lambda x: np.exp(x - x.max()) / np.exp(x - x.max()).sum(),
    "reduce": lambda x: np.add.reduce(x) + np.multiply.outer(x, x),
    "axes": lambda x: (x[:, None] - x[None, :]).mean(axis=1),
    "outer": lambda x: np.outer(x, x).T @ x,
    "interp": lambda x: np.interp(x, [0.0, 0.5, 2.0], [1.0, 3.0, 2.0]),
    "sort": lambda x: np.sort(-x),
    "sinc": lambda x: np.sinc(x),
    "rounding": lambda x: np.floor(4 * x) + np.ceil(3 * x) + np.trunc(-4 * x) + np.rint(5.3 * x) * x,
    "remainders": lambda x: 2 * x % 0.75 + np.fmod(-3 * x, 0.8) + 5.3 * x // 2,
    "polyval": lambda x: np.polyval([1.0, -2.0, 0.5], x),
    "trapezoid": lambda x: np.sum((x[1:] + x[:-1]) / 2) + np.linspace(x[0], x[1], 4),
    "signs": lambda x: np.heaviside(x - 0.5, 0.5) * x + np.copysign(x, -1.0) + np.nan_to_num(x) + np.sign(x),
    "filled": lambda x: np.full_like(x, 2.0) * x + np.ones_like(x),
}
BEYOND_FLOAT_FORWARD_MODE = {"solve", "inv", "det", "slogdet", "norm 1", "interp", "remainders", "polyval", "trapezoid"}

ARITHMETICS = [Precise(160), Running(Precise(160)), Running(Real()), Ball(160)]


def as_floats(numbers: Any) -> Any:
    def one(x: Any) -> float:
        return float(x.mid() if hasattr(x, "mid") else getattr(x, "value", x))

    box = np.empty(np.shape(numbers) if isinstance(numbers, np.ndarray) else (), dtype=object)
    box[...] = numbers
    return np.asarray(np.frompyfunc(one, 1, 1)(box), dtype=float)


def bounds(numbers: Any) -> Any:
    """How far numbers are off by what they say themselves."""

    def one(x: Any) -> float:
        return float(x.rad() if hasattr(x, "rad") else getattr(x, "bound", 0.0))

    return np.asarray(np.frompyfunc(one, 1, 1)(np.asarray(numbers, dtype=object)), dtype=float)


@functools.cache
def in_float64(name: str) -> tuple[Any, Any]:
    """How far the value and the tangent of a float64 program may be off: the running error bounds of its operations."""
    value, tangent = directional(CODE[name], X, V, Running(Real()))
    return bounds(value), bounds(tangent)


@pytest.mark.parametrize("m", ARITHMETICS, ids=lambda m: m.name)
@pytest.mark.parametrize("name", CODE)
def test_values_are_those_of_numpy(name: str, m: Any) -> None:
    expected = np.asarray(CODE[name](X.copy()))
    numbers = evaluate(CODE[name], X, m)
    found = as_floats(numbers)
    assert found.shape == expected.shape
    # Both are as near to the truth as their operations are; and a long number is rounded to a float here.
    assert np.all(np.abs(found - expected) <= in_float64(name)[0] + bounds(numbers) + UNIT * np.abs(found))


@pytest.mark.parametrize("m", ARITHMETICS, ids=lambda m: m.name)
@pytest.mark.parametrize("name", CODE)
def test_tangents_are_those_of_a_difference_in_high_precision(name: str, m: Any) -> None:
    numbers = directional(CODE[name], X, V, m)[1]
    fine = Precise(300)
    with fine:
        h = fine.context.ldexp(1, -100)
        ends = [np.array([fine.exact(x) + s * h * v for x, v in zip(X, V, strict=True)]) for s in (1, -1)]
        values = [np.asarray(evaluate(CODE[name], end, fine)) for end in ends]
        quotient = np.frompyfunc(lambda a, b: float((a - b) / (2 * h)), 2, 1)(*values)
    # The quotient is exact to 2^-190; it and a long number are rounded to floats here.
    expected = np.asarray(quotient, dtype=float)
    assert np.all(np.abs(as_floats(numbers) - expected) <= bounds(numbers) + 2 * UNIT * np.abs(expected))


@pytest.mark.parametrize("name", [name for name in CODE if name not in BEYOND_FLOAT_FORWARD_MODE])
def test_tangents_are_those_of_forward_mode_on_floats(name: str) -> None:
    found = as_floats(directional(CODE[name], X, V, Precise(80))[1])
    assert np.all(np.abs(jvp(CODE[name], X, V)[1] - found) <= in_float64(name)[1] + UNIT * np.abs(found))


def test_digits_are_those_of_mpmath() -> None:
    found = evaluate(lambda x: np.exp(np.sin(x)) / np.log1p(x), 0.3, Precise(200))
    with mpmath.workprec(260):
        x = mpmath.mpf(0.3)
        assert abs(found - mpmath.exp(mpmath.sin(x)) / mpmath.log1p(x)) < mpmath.mpf(2) ** -195


def test_constants_are_doubles_exactly() -> None:
    found = evaluate(lambda x: x + 0.1, 0.0, Precise(200))
    assert found == mpmath.mpf(0.1)
    assert found * 10 != 1


@pytest.mark.parametrize(
    "code",
    [
        lambda x: __import__("math").sin(x),
        lambda x: float(x),
        lambda x: np.zeros(1).__setitem__(0, x),
        lambda x: np.asarray(x, dtype=float),
        lambda x: np.spacing(x),
        lambda x: np.fft.fft([x]),
        lambda x: x.tobytes(),
        lambda x: x * 1j,
    ],
)
def test_what_would_lose_the_number_is_refused(code: Callable[[Any], Any]) -> None:
    with pytest.raises(UnsupportedOperation):
        evaluate(code, 0.5, Precise(100))


def test_a_refusal_names_the_function() -> None:
    with pytest.raises(UnsupportedOperation, match=r"numpy\.spacing"):
        evaluate(np.spacing, 0.5, Precise(100))


def test_a_branch_that_is_not_certain_is_not_taken() -> None:
    m = Ball(100)
    with m:
        wide = np.array(m.arb(0, 0.5), dtype=object)
        with pytest.raises(DomainError):
            evaluate(lambda x: np.where(x > 0, x, -x), wide, m)


def test_a_number_is_not_changed_in_place() -> None:
    def code(x: Any) -> Any:
        y = x
        y += 1
        return x * y

    assert float(evaluate(code, 2.0, Precise(60))) == 6.0


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that forgets a factor shows in the comparison with NumPy."""
    monkeypatch.setitem(FUNCTIONS, np.sum, lambda space, a, **options: space.lift(a)[0])
    with pytest.raises(AssertionError):
        test_values_are_those_of_numpy("sum", Precise(160))


@pytest.mark.parametrize("number", [-2.5, -2.0, -0.5, 0.0, 0.49999999999999994, 0.5, 1.5, 2.5, 3.7, 2.0**53])
@pytest.mark.parametrize("function", [np.floor, np.ceil, np.trunc, np.rint])
def test_integers_are_those_of_numpy(function: Any, number: float) -> None:
    assert float(evaluate(function, number, Precise(120))) == function(number)


def test_a_jump_is_an_edge() -> None:
    assert 0 in [float(e) for e in differentiate(np.floor, 2.0, 1.0, Precise(80)).edges]
    assert 0 not in [float(e) for e in differentiate(np.floor, 2.5, 1.0, Precise(80)).edges]


def test_lifting_reads_lists_arrays_and_numbers() -> None:
    space = Space(Precise(80))
    assert isinstance(space.lift([1, 2.5]), NumberArray)
    assert space.lift([[1.0], [2.0]]).shape == (2, 1)
    with pytest.raises(UnsupportedOperation):
        number_array.apply(np.add, (1j, 1.0), space)
