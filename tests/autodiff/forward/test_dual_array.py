"""Dual arrays inside NumPy code: each function of whole arrays, indexing, assignment, formats, refusals."""

from __future__ import annotations

import contextlib
import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.forward.dual_functions import FUNCTIONS, LINEAR, MULTILINEAR, RESHAPING
from derivcheck.autodiff.forward.partials import gradient as run_as_it_is
from derivcheck.ground.errors import UnsupportedOperation

X = np.array([[1.0, -2.0, 3.0], [4.0, 0.0, -5.0]])
"""Small integers, so that sums and products are exact."""

LINEAR_CALLS: dict[str, Callable[[Any], Any]] = {
    "roll": lambda x: np.roll(x, 1, axis=1),
    "flip": lambda x: np.flip(x, 0),
    "fliplr": np.fliplr,
    "flipud": np.flipud,
    "rot90": np.rot90,
    "tile": lambda x: np.tile(x, (2, 1)),
    "repeat": lambda x: np.repeat(x, 2, axis=0),
    "diag": np.diag,
    "diagonal": np.diagonal,
    "trace": np.trace,
    "diagflat": np.diagflat,
    "tril": np.tril,
    "triu": np.triu,
    "diff": lambda x: np.diff(x, axis=1),
    "concatenate": lambda x: np.concatenate([x, 2 * x, np.ones((1, 3))]),
    "stack": lambda x: np.stack([x, 3 * x], axis=-1),
    "vstack": lambda x: np.vstack([x, x[0]]),
    "hstack": lambda x: np.hstack([x, x]),
    "column_stack": lambda x: np.column_stack([x[:, 0], x]),
    "dstack": lambda x: np.dstack([x, x]),
    "delete": lambda x: np.delete(x, 1, axis=1),
    "compress": lambda x: np.compress([True, False], x, axis=0),
    "resize": lambda x: np.resize(x, (3, 3)),
    "cumsum": lambda x: np.cumsum(x, axis=0),
    "insert": lambda x: np.insert(x, 1, 0.0, axis=1),
    "append": lambda x: np.append(x, x),
    "reshape": lambda x: np.reshape(x, (3, -1)),
    "ravel": np.ravel,
    "squeeze": lambda x: np.squeeze(x[:1]),
    "expand_dims": lambda x: np.expand_dims(x, 1),
    "atleast_1d": lambda x: np.atleast_1d(x[0, 0]),
    "atleast_2d": lambda x: np.atleast_2d(x[0]),
    "atleast_3d": np.atleast_3d,
    "sum": lambda x: np.sum(x, axis=0, keepdims=True),
    "sum of all": np.sum,
    "sum of axes": lambda x: x.sum(axis=(0, -1)),
    "mean": lambda x: np.mean(4 * 6 * x, axis=-1),
    "transpose": np.transpose,
    "axes": lambda x: np.transpose(x, (1, 0)),
    "T": lambda x: x.T,
    "swapaxes": lambda x: np.swapaxes(x, 0, 1),
    "moveaxis": lambda x: np.moveaxis(x, 0, -1),
    "broadcast_to": lambda x: np.broadcast_to(x, (4, 2, 3)),
    "where": lambda x: np.where([True, False, True], x, -x),
    "where with a row": lambda x: np.where(X > 0, x, x[0]),
    "take": lambda x: np.take(x, [2, 0], axis=1),
    "a row": lambda x: x[1],
    "an element": lambda x: x[1, 2],
    "a slice": lambda x: x[:, ::-2],
    "Ellipsis": lambda x: x[..., None, 1:],
    "a list of rows": lambda x: x[[1, 0, 1]],
    "lists apart": lambda x: x[[0, 1], :, None][:, [2, 0]],
    "a mask": lambda x: x[np.array([[True, False, True], [False, True, True]])],
    "a mask and Ellipsis": lambda x: x[..., [True, False, True]],
    "rows by iteration": lambda x: np.stack(list(x)),
    "operators": lambda x: -(+x) * 2 + x / 4 - x,
    "a constant matrix": lambda x: np.arange(8.0).reshape(4, 2) @ x,
    "a constant row": lambda x: np.array([1.0, 2.0]) @ x,
    "a constant column": lambda x: x @ np.array([1.0, 2.0, 3.0]),
    "a stack of matrices": lambda x: np.arange(12.0).reshape(2, 3, 2) @ x,
    "a vector in a stack": lambda x: np.arange(12.0).reshape(2, 2, 3) @ x[0],
    "from the left of a stack": lambda x: x[0] @ np.arange(12.0).reshape(2, 3, 2),
    "select": lambda x: np.select([X > 2, X < -1], [x, 3 * x], -x),
    "average": lambda x: np.average(4 * x, axis=0, weights=[[1.0] * 3, [3.0] * 3]),
    "split": lambda x: np.split(x, [1], axis=1)[1],
    "array_split": lambda x: np.array_split(x, 2, axis=-1)[0],
    "an array of numbers": lambda x: np.array([x[0, 0], 2 * x[1, 1]]),
    "asarray": lambda x: np.asarray(x) * 2.0,
}

QUADRATIC_CALLS: dict[str, Callable[[Any], Any]] = {
    "outer": lambda x: np.outer(x[0], x),
    "inner": lambda x: np.inner(x, x),
    "tensordot": lambda x: np.tensordot(x, x, axes=([0, 1], [0, 1])),
    "kron": lambda x: np.kron(x, x[:1]),
    "convolve": lambda x: np.convolve(x[0], x[1]),
    "correlate": lambda x: np.correlate(x[0], x[1], "full"),
    "cross": lambda x: np.cross(x[0], x[1]),
    "vecdot": lambda x: np.vecdot(x, x) if hasattr(np, "vecdot") else np.sum(x * x, axis=-1),
    "einsum": lambda x: np.einsum("ij,kj->ik", x, x),
    "matmul": lambda x: x @ x.T,
    "matmul of vectors": lambda x: x[0] @ x[1],
    "matmul with a vector": lambda x: x @ x[0],
    "dot": lambda x: np.dot(x.T, x),
    "dot of a number": lambda x: np.dot(x[0, 0], x),
    "product": lambda x: x * x[0],
    "square": np.square,
    "power": lambda x: x**2,
    "power of an array": lambda x: x ** np.array([2, 1, 0]),
    "prod of two": lambda x: np.prod(x, axis=0),
    "cumprod": lambda x: np.cumprod(x, axis=0),
    "sum of squares": lambda x: np.sum(np.absolute(x + 1) ** 2),
    "variance": lambda x: 36 * np.var(x * np.array([[1.0], [1.0]]), axis=0),
    "outer by ufunc": lambda x: np.multiply.outer(x[0], x[1]),
    "reduction by ufunc": lambda x: np.multiply.reduce(x, axis=0),
}


def partials(f: Callable[[Any], Any], reach: float) -> Any:
    """Return the partial derivatives of a polynomial of degree 2 in each element, exactly."""
    columns = []
    for index in np.ndindex(*X.shape):
        step = np.zeros_like(X)
        step[index] = reach
        columns.append((np.asarray(f(X + step)) - np.asarray(f(X - step))) / (2 * reach))
    return np.reshape(np.moveaxis(np.array(columns), 0, -1), np.shape(f(X)) + X.shape)


@pytest.mark.parametrize("name", LINEAR_CALLS)
def test_linear_functions(name: str) -> None:
    f = LINEAR_CALLS[name]
    # Sums and products of small integers, and of quarters, are exact.
    np.testing.assert_array_equal(dc.jacobian(f, X), partials(f, 1.0))
    value, tangent = dc.jvp(f, X, 2 * X)
    np.testing.assert_array_equal(value, f(X))
    np.testing.assert_array_equal(tangent, np.tensordot(partials(f, 1.0), 2 * X, 2))


@pytest.mark.parametrize("name", QUADRATIC_CALLS)
def test_quadratic_functions(name: str) -> None:
    f = QUADRATIC_CALLS[name]
    # Central differences of polynomials of degree 2 are exact, and so are small integers.
    np.testing.assert_array_equal(dc.jacobian(f, X), partials(f, 1.0))
    value, tangent = dc.jvp(f, X, 2 * X)
    np.testing.assert_array_equal(value, f(X))
    np.testing.assert_array_equal(tangent, np.tensordot(partials(f, 1.0), 2 * X, 2))


@pytest.mark.parametrize("name", ["einsum", "matmul", "prod of two", "power", "kron", "cumprod", "variance"])
def test_second_derivatives_of_quadratic_functions(name: str) -> None:
    def f(x: Any) -> Any:
        return np.sum(QUADRATIC_CALLS[name](x))

    gradient = np.array([partials(f, 1.0)])[0]
    twice = dc.hessian(f, X)
    # The gradient of a quadratic form is its Hessian times x, plus the linear part.
    at_zero = dc.gradient(f, np.zeros_like(X))
    np.testing.assert_array_equal(np.tensordot(twice, X, 2) + at_zero, gradient)


def test_every_row_is_tried() -> None:
    rows = " ".join([*LINEAR.values(), *MULTILINEAR.values(), RESHAPING]).split()
    assert set(rows) <= {*LINEAR_CALLS, *QUADRATIC_CALLS}


def test_a_planted_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FUNCTIONS, np.roll, lambda x, *shift, **axis: x)
    with pytest.raises(AssertionError):
        test_linear_functions("roll")


def test_a_product_with_zeros() -> None:
    assert dc.gradient(np.prod, [0.0, 2.0, 3.0]).tolist() == [6.0, 0.0, 0.0]
    assert dc.gradient(np.prod, [0.0, 2.0, 0.0]).tolist() == [0.0, 0.0, 0.0]
    assert dc.gradient(lambda x: np.prod(x.reshape(2, 2)), [1.0, 2.0, 3.0, 4.0]).tolist() == [24.0, 12.0, 8.0, 6.0]


KINKS: dict[str, tuple[Callable[[Any], Any], float, float]] = {
    "x**0 at 0": (lambda x: x**0, 0.0, 0.0),
    "x**1 at 0": (lambda x: x**1, 0.0, 1.0),
    "x**2 at 0": (lambda x: x**2, 0.0, 0.0),
    "x**0.0 at 0": (lambda x: np.power(x, 0.0), 0.0, 0.0),
    "0**x": (lambda x: 0.0**x, 2.0, 0.0),
    "2**x": (lambda x: 2.0**x, 3.0, 8 * math.log(2)),
    "a negative base": (lambda x: x**3, -2.0, 12.0),
    "a negative base, negative power": (lambda x: x**-3, -2.0, -3 / 16),
    "x**x": (lambda x: x**x, 1.0, 1.0),
    "|x| at 0": (abs, 0.0, 0.0),
    "|x|": (np.abs, -3.0, -1.0),
    "a tie": (lambda x: np.maximum(x, 2 * x), 0.0, 1.5),
    "a tie of equals": (lambda x: np.minimum(x, x), 1.0, 1.0),
    "fmax of a NaN": (lambda x: np.fmax(x, np.nan), 1.0, 1.0),
    "max of a tie": (lambda x: np.max(np.stack([x, 3 * x])), 0.0, 2.0),
    "clip inside": (lambda x: np.clip(x, 0, 2), 1.0, 1.0),
    "clip outside": (lambda x: x.clip(0, 2), 3.0, 0.0),
    "the branch not taken": (lambda x: np.where(x > 0, np.sqrt(x), 0.0), 0.0, 0.0),
    "a NaN in the branch not taken": (lambda x: np.where(x > 0, np.log(x), 2 * x), -1.0, 2.0),
    "zero times an infinite slope": (lambda x: x + np.sqrt(0 * x), 1.0, 1.0),
    "floor": (np.floor, 2.5, 0.0),
    "remainder": (lambda x: (7 * x) % 2, 0.5, 7.0),
    "by a remainder": (lambda x: 7 % x, 2.0 + 0.5, -2.0),
    "floor division": (lambda x: x // 2, 3.0, 0.0),
    "copysign": (lambda x: np.copysign(x, -1.0), 3.0, -1.0),
    "heaviside": (lambda x: np.heaviside(x, 0.5), 3.0, 0.0),
    "sinc at 0": (np.sinc, 0.0, 0.0),
    "nan_to_num": (lambda x: np.nan_to_num(x * np.array([1.0, np.nan])).sum(), 3.0, 1.0),
    "sort": (lambda x: np.sort(np.stack([3 * x, x]))[0], 1.0, 1.0),
    "norm": (lambda x: np.linalg.norm(np.stack([3 * x, 4 * x])), 1.0, 5.0),
    "degrees": (np.degrees, 1.0, 180 / math.pi),
    "square root of a square": (lambda x: np.sqrt(x**2), -2.0, -1.0),
}


BENT = {"|x| at 0": "absolute", "a tie": "maximum", "max of a tie": "max"}


@pytest.mark.parametrize("name", KINKS)
def test_special_points(name: str) -> None:
    f, x, slope = KINKS[name]
    with pytest.warns(dc.KinkWarning, match=f"{BENT[name]} at 1") if name in BENT else contextlib.nullcontext():
        found = dc.derivative(f, x)
    # The exact slope rounded, after at most four roundings of its own.
    assert abs(found - slope) <= 4 * np.spacing(abs(slope or 1.0)) * (slope not in (0.0, 1.0, -1.0))


def test_one_infinite_slope_does_not_spoil_the_other_components() -> None:
    assert dc.gradient(lambda x: np.sum(np.sqrt(x)), [0.0, 4.0]).tolist() == [math.inf, 0.25]
    assert dc.hessian(lambda x: np.sum(np.sqrt(x) ** 3), [1.0, 4.0])[0].tolist() == [0.75, 0.0]


def test_assignment_into_arrays_made_from_the_argument() -> None:
    def f(x: Any) -> Any:
        y = np.zeros_like(x)
        y[0] = x[1] ** 2
        y[1:] = x[:-1] * x[1:]
        y[0] += 3 * x[0]
        y[-1] = 7.0
        return y

    x = np.array([2.0, 3.0, 5.0])
    expected = [[3.0, 6.0, 0.0], [3.0, 2.0, 0.0], [0.0, 0.0, 0.0]]
    assert dc.jacobian(f, x).tolist() == expected
    second = dc.hessian(lambda x: np.sum(f(x)), x).tolist()
    assert second == [[0.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 0.0]]


def test_views_see_what_is_assigned() -> None:
    def f(x: Any) -> Any:
        y = 2 * x
        view, flat = y[1:], y.reshape(-1)
        y *= x
        y[0] = 5 * x[2]
        return np.stack([view[0], flat[0], y[1]])

    assert dc.jacobian(f, [2.0, 3.0, 4.0]).tolist() == [[0.0, 12.0, 0.0], [0.0, 0.0, 5.0], [0.0, 12.0, 0.0]]
    assert dc.jvp(f, [2.0, 3.0, 4.0], 1.0)[1].tolist() == [12.0, 5.0, 12.0]


def test_updates_in_place_leave_other_results_alone() -> None:
    def f(x: Any) -> Any:
        y = x + 1
        z = y * 1
        w = y + 0
        y *= x
        z += y
        return np.stack([y, z, w, x])

    assert dc.jvp(f, [2.0, 3.0], 1.0)[1].tolist() == [[5.0, 7.0], [6.0, 8.0], [1.0, 1.0], [1.0, 1.0]]


def test_output_arguments() -> None:
    def f(x: Any) -> Any:
        y = np.zeros_like(x)
        np.divide(1.0, x, out=y, where=x != 0)
        np.multiply(y, 2, out=y)
        return y

    assert dc.jvp(f, [2.0, 0.0], 1.0)[1].tolist() == [-0.5, 0.0]


REFUSALS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "math.sin": (lambda x: math.sin(x[0]), r"float\(\).*np\.sin"),
    "float": (lambda x: float(x[0]), "float"),
    "an array that has no such attribute": (lambda x: x.tobytes(), "tobytes"),
    "complex": (lambda x: complex(x[0]), "complex"),
    "a plain array": (lambda x: np.zeros(3).__setitem__(0, x[0]), "zeros_like"),
    "a plain slice": (lambda x: np.zeros(3).__setitem__(slice(None), x), "lose the derivative"),
    "a float array": (lambda x: np.asarray(x, dtype=float), "lose the derivative"),
    "a plain out": (lambda x: np.add(x, 1, out=np.zeros(3)), "zeros_like"),
    "its own argument": (lambda x: x.__setitem__(0, 1.0), r"x = x\.copy\(\)"),
    "its own argument in place": (lambda x: x.__iadd__(1), r"x = x\.copy\(\)"),
    "an unknown function": (lambda x: np.packbits(x), "packbits"),
    "an unknown ufunc": (lambda x: np.nextafter(x, 1), "nextafter"),
    "two results": (lambda x: np.modf(x), "modf"),
    "an option": (lambda x: np.add(x, 1, dtype=float), "dtype="),
    "an object": (lambda x: "a text", "str"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals_say_why(name: str) -> None:
    f, message = REFUSALS[name]
    with pytest.raises(UnsupportedOperation, match=message):
        run_as_it_is(f, np.array([1.0, 2.0, 3.0]))


def test_the_argument_is_never_changed() -> None:
    x = np.array([1.0, 2.0])
    assert dc.gradient(lambda x: np.sum(x.copy() * 2), x).tolist() == [2.0, 2.0]
    assert x.tolist() == [1.0, 2.0]


def test_branches_go_by_the_primal() -> None:
    def f(x: Any) -> Any:
        assert isinstance(x[0] > 0, bool | np.bool_)
        assert (x > 0).tolist() == [True, False]
        assert np.isfinite(x).all()
        assert len(x) == 2
        assert x.shape == (2,)
        assert np.argmax(x) == 0
        return x[0] if x[0] > x[1] and not np.isnan(x[1]) else x[1]

    assert dc.gradient(f, [1.0, -1.0]).tolist() == [1.0, 0.0]


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.longdouble, np.complex64, np.complex128])
def test_formats_are_kept(dtype: Any) -> None:
    x = np.array([0.5, 0.25], dtype=dtype)
    value, tangent = dc.jvp(lambda x: np.exp2(x) * np.sqrt(x) / (1 + np.sin(x) ** 2) + np.log10(x), x, 1.0)
    assert value.dtype == tangent.dtype == dtype
    assert dc.jacobian(np.tanh, x).dtype == dtype


def test_the_complex_derivative() -> None:
    # d/dz of z^2 is 2z, exactly.
    assert dc.derivative(lambda z: z**2, 1 + 2j) == 2 + 4j
    with pytest.raises(UnsupportedOperation, match="complex derivative"):
        dc.derivative(abs, 1 + 2j)
    # Along the real numbers |exp(i x)| is constant; each of four roundings is below 1e-16.
    assert abs(dc.derivative(lambda x: np.abs(np.exp(1j * x)), 0.7)) <= 4 * 2.0**-53


def test_lists_of_numbers_are_results() -> None:
    assert dc.jacobian(lambda x: [x[0] * x[1], x[1]], [2.0, 3.0]).tolist() == [[3.0, 2.0], [0.0, 1.0]]
    assert dc.jacobian(lambda x: np.sin(np.array([x[0], 0 * x[1]])), [0.0, 3.0]).tolist() == [[1.0, 0.0], [0.0, 0.0]]


def test_special_functions_of_scipy() -> None:
    special = pytest.importorskip("scipy.special")
    x = 0.75
    # One product and one exponential: at most 4 units in the last place.
    slope = 2 / math.sqrt(math.pi) * math.exp(-x * x)
    assert abs(dc.derivative(special.erf, x) - slope) <= 4 * np.spacing(slope)
    assert dc.derivative(lambda x: special.jv(0, x), x) == -special.jv(1, x)


def test_attributes_that_do_not_exist() -> None:
    with pytest.raises(AttributeError, match="no nonsense of arrays"):
        dc.gradient(lambda x: x.nonsense, [1.0])
    with pytest.raises(AttributeError):
        dc.gradient(lambda x: copy.copy(x).nonsense, [1.0])
