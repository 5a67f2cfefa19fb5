"""Long arrays, whose operations are put off: the same numbers as at once, and never a stale one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
import derivcheck.autodiff.forward.jvp
from derivcheck.autodiff.forward.deferred import BLOCK, LONG
from derivcheck.ground.errors import UnsupportedOperation

X = np.linspace(-1.5, 1.5, 2 * LONG + 77)
SHIFT = np.cos(X)


# |x| at 0 is met here on purpose.
pytestmark = pytest.mark.filterwarnings("ignore::derivcheck.ground.errors.KinkWarning")


def elementwise(x: Any) -> Any:
    return np.exp(2 * x) / (1 + np.sin(x**2)) - abs(x) % 0.3 + np.arctan2(x, 2.0) + 1.0 / (3 - x) + 2.0**x


def with_an_array(x: Any) -> Any:
    return np.sin(x * SHIFT) + SHIFT / (2 + x**2) + np.float64(2.0) * x


def changed_later(x: Any) -> Any:
    shift = np.ones(X.shape)
    y = x * shift
    shift += 1
    return y + x * shift


def normalised(x: Any) -> Any:
    e = np.exp(x)
    kept = e * 2
    return e / np.sum(e) + kept


def in_place(x: Any) -> Any:
    y = x * 2
    alias = y
    waiting = y + 1
    y *= x
    y[:3] = 7.0
    return y + waiting + alias


def through_views(x: Any) -> Any:
    y = x * x
    waiting = 3 * y
    view = y[10:20]
    view += 5
    return y + waiting


def branching(x: Any) -> Any:
    y = np.where(x > 0, np.sqrt(np.abs(x)), -x)
    return y * len(x) / x.shape[0] if (x**2).max() > 1 else y


def into_made_arrays(x: Any) -> Any:
    y = np.zeros_like(x)
    y += x
    np.multiply(y, x, out=y)
    return np.stack([y, x])[0] + x.size * 0


def nested(x: Any) -> Any:
    return dc.jvp(lambda y: y**3 * x, x, 1.0)[1]


def with_many_arrays(x: Any) -> Any:
    y = x
    for i in range(20):
        y = y * SHIFT + i
    return y


def summed(x: Any) -> Any:
    return np.sum(np.sin(x) ** 2) + x.mean() + (x @ x)


FUNCTIONS = [
    elementwise,
    with_an_array,
    changed_later,
    normalised,
    in_place,
    through_views,
    branching,
    into_made_arrays,
    nested,
    with_many_arrays,
    summed,
]


def results(f: Callable[[Any], Any], x: Any, v: Any) -> tuple[list[float], list[float]]:
    value, tangent = dc.jvp(f, x, v)
    return value.tolist(), tangent.tolist()


@pytest.mark.parametrize("f", FUNCTIONS)
@pytest.mark.parametrize("v", [1.0, np.sin(X)], ids=["ones", "a direction"])
def test_the_same_numbers_as_at_once(f: Callable[[Any], Any], v: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put_off = results(f, X, v)
    monkeypatch.setattr(derivcheck.autodiff.forward.jvp, "LONG", 10**9)
    at_once = results(f, X, v)
    assert np.array_equal(put_off[0], f(X.copy()))
    # The same operations in the same order; NumPy's functions may take the ends of an array in another way.
    assert np.all(np.abs(np.subtract(put_off[1], at_once[1])) <= 16 * 2.0**-53 * np.maximum(1, np.abs(at_once[1])))


def test_blocks_do_not_meet_the_ends() -> None:
    for size in (LONG, LONG + 1, 4 * BLOCK - 1):
        x = np.arange(float(size))
        value, tangent = dc.jvp(lambda x: x * x, x.reshape(1, -1), 1.0)
        assert np.array_equal(value, [x * x])
        assert np.array_equal(tangent, [2 * x])


def test_formats() -> None:
    x = X.astype(np.float32)
    value, tangent = dc.jvp(lambda x: np.sqrt(x * x + 1), x, 1.0)
    assert value.dtype == tangent.dtype == np.float32


def test_the_function_is_called_once() -> None:
    calls = []
    dc.jvp(lambda x: calls.append(1) or np.sin(x), X, 1.0)
    assert calls == [1]


def test_a_formula() -> None:
    value, tangent = dc.jvp("x^2 + 3x", X, 1.0)
    assert np.array_equal(value, X**2 + 3 * X)
    assert np.array_equal(tangent, 2 * X + 3)


def test_a_long_loop_holds_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivcheck.autodiff.forward.deferred.MOST_NODES", 5)
    assert np.array_equal(dc.jvp(lambda x: sum([x] * 20), X, 1.0)[1], np.full(X.shape, 20.0))


def test_refusals_come_as_usual() -> None:
    for f in (lambda x: float(x), lambda x: np.nextafter(x, 1), lambda x: x.__setitem__(0, 1.0)):
        with pytest.raises(UnsupportedOperation):
            dc.jvp(f, X, 1.0)


def test_a_planted_stale_array_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without the copy, an array that changes later would be read after it changed.
    waiting = derivcheck.autodiff.forward.deferred._waiting
    monkeypatch.setattr(
        "derivcheck.autodiff.forward.deferred._waiting",
        lambda x, tape: x.reshape(-1) if isinstance(x, np.ndarray) else waiting(x, tape),
    )
    assert not np.array_equal(dc.jvp(changed_later, X, 1.0)[1], 3 * np.ones(X.shape))
