"""Forward mode as users call it: accuracy, nesting, shapes, branches, formulas, refusals."""

from __future__ import annotations

import math
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import derivcheck as dc
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.autodiff.forward.jvp import CHUNK, chunk_size
from derivcheck.autodiff.forward.level import Level
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, InputError, UnsupportedOperation

UNIT = 2.0**-53


def example(x: Any) -> Any:
    return np.exp(2 * x) / (1 + np.sin(x**2))


EXAMPLE_SLOPE = "2.66566172940702444834146907915639453"


def test_a_known_derivative() -> None:
    with mpmath.workdps(40):
        error = abs(mpmath.mpf(float(dc.derivative(example, 0.5))) - mpmath.mpf(EXAMPLE_SLOPE))
    # Nine operations, each at most 2 units off, on terms up to twice the result.
    assert error <= 9 * 2 * 2 * UNIT * 2.7


def test_perturbations_are_not_confused() -> None:
    assert dc.derivative(lambda x: x * dc.derivative(lambda y: x + y, 1.0), 1.0) == 1.0
    assert dc.derivative(lambda x: dc.derivative(lambda y: x * y**2, x), 3.0) == 12.0
    inner = dc.gradient(lambda x: x[0] * dc.gradient(lambda y: np.sum(x * y), [1.0, 1.0])[1], [2.0, 3.0])
    assert inner.tolist() == [3.0, 2.0]


def test_a_planted_confusion_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    one_for_all = Level()
    monkeypatch.setattr("derivcheck.autodiff.forward.jvp.Level", lambda lead, holomorphic: one_for_all)
    assert dc.derivative(lambda x: x * dc.derivative(lambda y: x + y, 1.0), 1.0) != 1.0


def test_what_is_kept_from_a_derivative_that_is_over_is_refused() -> None:
    def outer(x: Any) -> Any:
        kept: list[Any] = []
        dc.derivative(lambda y: kept.append(y) or y, 1.0)
        return kept[-1] * x

    with pytest.raises(UnsupportedOperation, match="kept from"):
        dc.derivative(outer, 1.0)


def series_sine(x: Any, threshold: float) -> Any:
    """Sum the Maclaurin series until a term falls below a threshold."""
    total, term, n = x, x, 1
    while abs(term) >= threshold:
        term = -term * x**2 / ((n + 1) * (n + 2))
        total = total + term
        n += 2
    return total


def test_a_loop_with_a_branch_that_depends_on_the_data() -> None:
    value, slope = dc.jvp(lambda x: series_sine(x, 1e-4), math.pi / 4, 1.0)
    # Five terms of the series and of its derivative, in the published digits.
    assert abs(value - 0.7071064695751781) <= 4 * UNIT
    assert abs(slope - 0.7071032148228457) <= 4 * UNIT
    value, slope = dc.jvp(lambda x: series_sine(x, 1e-150), math.pi / 4, 1.0)
    # A few units in the last place: one rounding a term, of terms that fall fast.
    assert abs(value - math.sin(math.pi / 4)) <= 4 * UNIT
    assert abs(slope - math.cos(math.pi / 4)) <= 4 * UNIT


def newton_root(a: Any) -> Any:
    """Solve x**3 + x = a by Newton's method, with the slope from derivcheck."""
    x = 1.0
    for _ in range(8):
        x = x - (x**3 + x - a) / dc.derivative(lambda y: y**3 + y, x)
    return x


def test_newtons_method_inside_a_function() -> None:
    x = newton_root(10.0)
    # At a root the derivative by a is 1/(3 x^2 + 1); 8 operations in the last step, 2 units each.
    slope = 1 / (3 * x**2 + 1)
    assert abs(dc.derivative(newton_root, 10.0) - slope) <= 16 * UNIT * slope
    second = -6 * x / (3 * x**2 + 1) ** 3
    found = dc.derivative(lambda a: dc.derivative(newton_root, a), 10.0)
    assert abs(found - second) <= 64 * UNIT * abs(second)


def rosenbrock(x: Any) -> Any:
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


@pytest.mark.parametrize("n", [2, 5, 3 * CHUNK + 1])
def test_rosenbrock(n: int) -> None:
    optimize = pytest.importorskip("scipy.optimize")
    x = np.linspace(-1.2, 1.5, n)
    # Each entry is a sum of at most 8 terms of at most 2,500 each; 4 roundings a term.
    bound = 8 * 4 * UNIT * 2500
    assert np.max(abs(dc.gradient(rosenbrock, x) - optimize.rosen_der(x))) <= bound
    assert np.max(abs(dc.hessian(rosenbrock, x) - optimize.rosen_hess(x))) <= bound


def test_scipys_own_rosenbrock() -> None:
    optimize = pytest.importorskip("scipy.optimize")
    x = np.array([-1.2, 1.0, 0.5, 1.5, 0.25])
    # As above.
    assert np.max(abs(dc.gradient(optimize.rosen, x) - optimize.rosen_der(x))) <= 8 * 4 * UNIT * 2500
    assert np.max(abs(dc.hessian(optimize.rosen, x) - optimize.rosen_hess(x))) <= 8 * 4 * UNIT * 2500


def test_shapes() -> None:
    x = np.arange(6.0).reshape(2, 3)
    assert dc.gradient(lambda x: np.sum(x**2), x).shape == (2, 3)
    assert dc.jacobian(lambda x: x[:, 0], x).shape == (2, 2, 3)
    assert dc.hessian(lambda x: np.sum(x**3), x).shape == (2, 3, 2, 3)
    assert dc.derivative(lambda t: np.stack([t, t**2]), 3.0).tolist() == [1.0, 6.0]
    assert dc.gradient(lambda t: t**2, 3.0) == 6.0
    assert dc.jacobian(lambda x: 7.0, x).tolist() == np.zeros((2, 3)).tolist()
    assert dc.hessian(lambda x: x**3, 2.0) == 12.0
    assert isinstance(dc.derivative(np.sin, 1), np.float64)
    assert dc.jvp(lambda x: 3.0, x, x) == (3.0, 0.0)


@pytest.mark.parametrize("n", [1, CHUNK - 1, CHUNK, 2 * CHUNK + 1])
def test_chunks_meet(n: int) -> None:
    assert dc.gradient(lambda x: np.sum(x**2), np.arange(float(n))).tolist() == (2 * np.arange(float(n))).tolist()


def test_long_arrays_take_small_chunks() -> None:
    assert chunk_size(10**6) < chunk_size(1000) < chunk_size(1) == CHUNK


def test_the_elementwise_derivative() -> None:
    x = np.linspace(-1.0, 1.0, 7)
    value, slope = dc.jvp(example, x, np.ones(7))
    assert value.tolist() == example(x).tolist()
    # The same operations one by one; NumPy's functions of arrays may differ from those of numbers by a unit each.
    single = np.array([dc.derivative(example, float(t)) for t in x])
    assert np.all(abs(slope - single) <= 16 * UNIT * np.maximum(1.0, abs(single)) * 4)


def test_formulas() -> None:
    assert dc.derivative("x^3", 2.0) == 12.0
    assert dc.gradient("x*y^2", [2.0, 3.0]).tolist() == [9.0, 12.0]
    assert dc.gradient("x*y^2", {"y": 3.0, "x": 2.0}) == {"x": 9.0, "y": 12.0}
    assert dc.hessian("x*y^2", {"y": 3.0, "x": 2.0}).tolist() == [[0.0, 6.0], [6.0, 4.0]]
    assert dc.jvp("x^2", np.array([1.0, 2.0]), 1.0)[1].tolist() == [2.0, 4.0]
    assert dc.derivative(parse("besselj(0, x)"), 0.0) == 0.0
    assert dc.derivative("sinc(x)", 0.0) == 0.0
    assert dc.derivative(lambda x: dc.derivative("x^3", x), 2.0) == 12.0
    assert dc.jacobian("7", 1.0) == 0.0


def test_wrong_points_are_refused() -> None:
    cases = {
        "takes a number": lambda: dc.derivative(np.sin, [1.0, 2.0]),
        "of one number": lambda: dc.gradient(np.sin, [1.0, 2.0]),
        "does not fit": lambda: dc.jvp(np.sin, [1.0, 2.0], [1.0, 2.0, 3.0]),
        "no elements": lambda: dc.gradient(np.sum, []),
        "made of numbers": lambda: dc.gradient(np.sum, ["a"]),
        "array of 2 values": lambda: dc.gradient("x*y", [1.0, 2.0, 3.0]),
        "the point has x": lambda: dc.gradient("x*y", {"x": 1.0}),
        "must not be negative": lambda: dc.taylor("x", 0, -1),
    }
    for message, call in cases.items():
        with pytest.raises(InputError, match=message):
            call()


def test_taylor_coefficients() -> None:
    sine = [0 if k % 2 == 0 else (-1) ** (k // 2) / math.factorial(k) for k in range(10)]
    for f in ("sin(x)", np.sin):
        # One rounding a recurrence, at most ten of them.
        assert np.all(abs(dc.taylor(f, 0, 9) - sine) <= 10 * UNIT * np.abs(sine))
    assert dc.taylor(lambda x: x**2 if x > 1 else x, 2.0, 2).tolist() == [4.0, 4.0, 1.0]
    assert dc.taylor(lambda x: np.where(x > 1, x**3, x), 2.0, 1).tolist() == [8.0, 12.0]
    assert dc.taylor("3", 1.0, 2).tolist() == [3.0, 0.0, 0.0]
    with pytest.raises(DomainError):
        dc.taylor("abs(x)", 0.0, 2)


# Random expressions. The truth is mpmath's; the bound is that of running error analysis for the same chain rule.

TREES = st.recursive(
    st.sampled_from(["x", "x", "2", "0.5", "3"]),
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("({} * {})".format, inner, inner),
        st.builds("({} / (2 + ({})^2))".format, inner, inner),  # a power behind log(…) is asked
        st.builds("{}({})".format, st.sampled_from("sin cos tanh atan asinh exp".split()), inner),
        st.builds("{}(1 + ({})^2)".format, st.sampled_from("sqrt log log2 cbrt".split()), inner),
        st.builds("({})^{}".format, inner, st.integers(0, 3)),
    ),
    max_leaves=8,
)


def nested(text: str, x: float, m: Any, order: int) -> Any:
    """Return the derivative of some order by nested scalar dual numbers over `m`."""
    levels = [m]
    point = m.exact(x)
    for _ in range(order):
        levels.append(Dual(levels[-1]))
        point = levels[-1].variable(point)
    result = parse(text, variables=("x",)).evaluate(levels[-1], {"x": point})
    for level in reversed(levels[1:]):
        result = level.tangent(result)
    return result


def by_nesting(f: Any, order: int) -> Any:
    return f if order == 0 else lambda x: dc.derivative(by_nesting(f, order - 1), x)


@given(TREES, st.floats(-2, 2), st.integers(1, 3))
def test_random_expressions(text: str, x: float, order: int) -> None:
    assume(parse(text).variables == ("x",))
    m = Running(Real())
    with m:
        bound = m.bound(m.lift(nested(text, x, m, order)))
    assume(bound < math.inf)
    with Precise(300) as precise:
        try:
            truth = nested(text, x, precise, order)
        except DomainError:
            assume(False)
        found = by_nesting(text, order)(x) if order == 1 else by_nesting(lambda y: dc.derivative(text, y), order - 1)(x)
        # The bound counts the roundings of the same chain rule; twice, since terms may be taken in another order.
        assert abs(truth - precise.exact(found)) <= 2 * bound


def assigned(x: Any) -> Any:
    out = np.zeros(3)
    for i in range(3):
        out[i] = x[i] ** 2
    out[1:] += x[:-1] * math.exp(x[0])
    return out


ASSIGNED = {
    "elements": assigned,
    "a method that keeps": type("Model", (), {"__call__": lambda self, x: setattr(self, "last", x) or assigned(x)})(),
    "rows": lambda x: np.array([x, [1.0, x[0], float(x[1])]]),
    "in place": lambda x: np.multiply(x, x, out=np.empty(3)),
    "a derivative within": lambda x: np.array([dc.derivative(lambda t: math.sin(t) * float(x[0]), x[1]), x[2]]),
}


@pytest.mark.parametrize("name", ASSIGNED)
def test_code_written_for_floats_is_seen_through(name: str) -> None:
    """Held against second-order differences of the plain code, whose error the third derivative bounds."""
    f, x, h = ASSIGNED[name], np.array([0.3, 0.5, 0.7]), 2.0**-13
    found = dc.jacobian(f, x)
    for i, unit in enumerate(np.eye(3)):
        slope = (np.asarray(f(x + h * unit)) - f(x - h * unit)) / (2 * h)
        # Third derivatives here are at most 3 e, and values at most 3, of some ten roundings each.
        assert np.all(np.abs(found[..., i] - slope) <= 9 * h**2 / 6 + 20 * 3 * UNIT / h)
        assert np.all(np.abs(dc.jvp(f, x, unit)[1] - found[..., i]) <= 20 * UNIT * (1 + np.abs(found[..., i])))
    second = dc.hessian(lambda x: np.sum(f(x) * f(x)), x)
    for i, unit in enumerate(np.eye(3)):
        above, below = (dc.gradient(lambda x: np.sum(f(x) * f(x)), x + s * h * unit) for s in (1, -1))
        # Fourth derivatives of these sums of squares are below 3000.
        assert np.all(np.abs(second[i] - (above - below) / (2 * h)) <= 1000 * h**2 / 2)


def test_structures_are_seen_through_too() -> None:
    def f(p: Any) -> float:
        out = np.zeros(2)
        out[:] = p["w"] * p["b"]
        return float(out[0] + math.exp(out[1]))

    found = dc.gradient(f, {"w": np.array([1.0, 2.0]), "b": 0.0})
    assert (found["w"].tolist(), found["b"]) == ([0.0, 0.0], 3.0)


def test_a_refusal_names_the_piece_that_hides_the_numbers() -> None:
    def f(x: Any) -> Any:
        out = np.zeros(2)
        out[0] = np.nextafter(x[0], 1.0)
        return out.sum()

    for derivative in (dc.gradient, dc.hessian, lambda f, x: dc.jvp(f, x, x)):
        with pytest.raises(
            UnsupportedOperation, match=r"^`np.nextafter\(x\[0\], 1.0\)` in line \d+ of test_deriv"
        ) as e:
            derivative(f, np.array([1.0, 2.0]))
        assert str(e.value).count("sight") == 1
