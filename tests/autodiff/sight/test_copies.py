"""Copies of code see through floats, buffers and classes, and leave everything outside of the run as it was."""

from __future__ import annotations

import builtins
import functools
import gc
import math
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from types import ModuleType
from typing import Any, ClassVar

import numpy as np
import pytest
import scipy.sparse as ss
from numpy import zeros
from roundings import rounded

import derivcheck as dc
from derivcheck.arithmetic.precise import Precise
from derivcheck.autodiff.numbers.evaluation import directional
from derivcheck.autodiff.sight import copies, owners
from derivcheck.autodiff.sight.copies import seen
from derivcheck.autodiff.sight.through import Through

X = np.array([0.3, 1.2, 0.4])
counter = 0


def helper(v: Any) -> Any:
    return math.sin(v) * float(v)


def counting(x: Any) -> Any:
    global counter
    counter += 1
    return float(x[0]) * float(x[1])


class Activation:
    scale: ClassVar[float] = 2.0

    def __init__(self, factor: float) -> None:
        self.factor = factor
        self.calls = 0

    @property
    def both(self) -> float:
        return self.factor * self.scale

    @staticmethod
    def squashed(v: Any) -> Any:
        return math.tanh(float(v))

    @classmethod
    def shifted(cls, v: Any) -> Any:
        return cls.squashed(v) + cls.scale

    def __call__(self, x: Any) -> Any:
        self.calls += 1
        out = np.zeros(len(x))
        for i, v in enumerate(x):
            out[i] = self.both * self.shifted(v)
        return float(np.sum(out))


class Doubled(Activation):
    def __call__(self, x: Any) -> Any:
        return 2 * super().__call__(x)


@dataclass(frozen=True)
class Parameters:
    rate: float

    def of(self, x: Any) -> Any:
        return np.array([float(self.rate * v) for v in x]).sum()


def recursive(x: Any) -> Any:
    def power(n: int) -> Any:
        return float(x[0]) if n == 0 else power(n - 1) * x[1]

    return power(3)


def imports(x: Any) -> Any:
    from math import sqrt

    import numpy as other

    found = other.ones(2)
    found[1] = sqrt(x[0])
    return found[0] * found[1] + (lambda q: other.full(2, q[1]).sum())(x)


def asks(x: Any) -> Any:
    x = np.asarray(x, dtype=float)
    first = x[0]
    if not isinstance(x, np.ndarray) or not isinstance(first, float | int) or not np.isscalar(first):
        raise TypeError("not as of floats")
    return np.float64(first) ** 2 + sum(map(float, x))


def from_names(x: Any) -> Any:
    found = zeros(3)
    found[:] = [exp(v) for v in x]
    return found @ found


def blocks(x: Any) -> Any:
    found = np.eye(3)
    found[0, 1] = x[0]
    found[1] += np.array([[x[1], 0.0, 2.0], [0.0, 0.0, x[2]]])[0]
    return np.sum(found @ np.asarray(x.tolist()))


def local_class(x: Any) -> Any:
    class Pair:
        def __init__(self, a: Any) -> None:
            self.a = float(a)

    return Pair(x[0]).a * Pair(x[1]).a


@functools.cache
def cached(k: int) -> float:
    return 2.0 * k


TABLE = {"square": lambda v: float(v) ** 2, "others": [helper]}
SPRING = ss.csr_array(np.array([[2.0, -1.0, 0.0], [-1.0, 2.0, -1.0], [0.0, -1.0, 2.0]]))

PROGRAMS: dict[str, Callable[[Any], Any]] = {
    "float and math": lambda x: sum(math.exp(float(v)) + math.pow(v, 2) + math.log(v, 3) for v in x),
    "fsum and prod": lambda x: math.fsum(helper(v) for v in x) * math.prod(x) + math.hypot(x[0], 1.0),
    "another function": lambda x: np.stack([helper(v) for v in x]).sum(),
    "a global": counting,
    "an object": Activation(1.5),
    "a method": Activation(1.5).__call__,
    "a subclass": Doubled(1.5),
    "a dataclass": Parameters(3.0).of,
    "recursion": recursive,
    "imports": imports,
    "questions": asks,
    "names": from_names,
    "blocks": blocks,
    "a class": local_class,
    "a cache": lambda x: cached(3) * float(x[2]),
    "a partial": functools.partial(lambda k, x: k * float(x[0]), 3.0),
    "a table": lambda x: TABLE["square"](x[0]) * TABLE["others"][0](x[1]),
    "a sparse product": lambda x: float(np.sum((SPRING @ x) ** 2 + SPRING.T.dot(x))),
    "a filled array": lambda x: np.full((2, 2), float(x[0])).sum() + np.full_like(X, x[1]).sum(),
    "special functions": lambda x: math.erf(x[0]) + math.lgamma(x[1]) + math.gamma(x[2]),
    "an update": lambda x: (lambda y: (np.add.at(y, [0, 0, 1], x), np.sum(y**2))[1])(np.zeros(2)),
}


@functools.cache
def slope(name: str) -> Any:
    f, h = PROGRAMS[name], 2.0**-17
    return np.array([(f(X + h * e) - f(X - h * e)) / (2 * h) for e in np.eye(3)])


def by_numbers(f: Callable[[Any], Any]) -> Any:
    return np.array([float(directional(f, X, e, Precise(100))[1]) for e in np.eye(3)])


WAYS: dict[str, Callable[[Callable[[Any], Any]], Any]] = {
    "dual": lambda f: dc.gradient(f, X),
    "recorded": lambda f: dc.trace(f, X).gradient,
    "numbers": by_numbers,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_derivative_of_code_for_floats(name: str, way: str) -> None:
    if (name, way) == ("special functions", "recorded"):
        return  # no rule for all of them in a trace
    found = WAYS[way](lambda x: seen(PROGRAMS[name], x))
    # Third derivatives are below 100, values below 100: 100 h**2 and 100 eps / h.
    np.testing.assert_allclose(found, slope(name), rtol=0, atol=1e-8)


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_value_is_that_of_floats(name: str) -> None:
    value, _ = dc.jvp(lambda x: seen(PROGRAMS[name], x), X, np.ones(3))
    expected = PROGRAMS[name](X)
    assert abs(float(value) - expected) <= 64 * 2.0**-53 * (1 + abs(expected))


def test_nothing_outside_of_the_run_changes() -> None:
    before = {name: dict(vars(module)) for name, module in (("np", np), ("math", math), ("builtins", builtins))}
    here = dict(globals())
    activation = PROGRAMS["an object"]
    content = dict(vars(activation))
    for name in PROGRAMS:
        dc.gradient(lambda x, f=PROGRAMS[name]: seen(f, x), X)
    assert {name: dict(vars(module)) for name, module in (("np", np), ("math", math), ("builtins", builtins))} == before
    assert dict(globals()) == here
    assert vars(activation) == content
    assert type(activation) is Activation


def test_an_exception_leaves_no_trace() -> None:
    def fails(x: Any) -> Any:
        found = np.zeros(3)
        found[0] = x[0]
        raise KeyError("after the work")

    with pytest.raises(KeyError, match="after the work"):
        dc.gradient(lambda x: seen(fails, x), X)
    assert type(np.zeros(2)) is np.ndarray
    assert float("1.5") == 1.5


def test_threads_do_not_meet() -> None:
    found: dict[int, Any] = {}

    def work(k: int) -> None:
        found[k] = dc.gradient(lambda x: seen(lambda y: sum(float(v) ** k for v in y), x), X)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(2, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[k] == rounded(k * X ** (k - 1), 6) for k in range(2, 8))


def test_a_module_of_the_user_is_seen_through(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("somebodys_model")
    exec("import numpy as np\ndef loss(x):\n    out = np.zeros(3)\n    out[:] = x\n    return out @ out", vars(module))
    monkeypatch.setitem(sys.modules, "somebodys_model", module)
    assert dc.gradient(lambda x: seen(lambda y: module.loss(y), x), X).tolist() == (2 * X).tolist()


def test_a_class_that_registers_its_subclasses_is_not_inherited_from() -> None:
    class Registered:
        known: ClassVar[list[type]] = []

        def __init_subclass__(cls) -> None:
            cls.known.append(cls)

        def loss(self, x: Any) -> Any:
            return float(x[0])

    assert dc.gradient(lambda x: seen(Registered().loss, x), X).tolist() == [1.0, 0.0, 0.0]
    assert not Registered.known


def test_code_is_run_as_it_is_where_that_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "Sight", None)
    assert dc.gradient(Through(lambda x: np.sum(x**2)), X).tolist() == (2 * X).tolist()


def reversed_text(v: Any) -> float:
    return float.fromhex(float(v).hex())


def through_text(x: Any) -> Any:
    total = 0.0
    for v in x:
        total += reversed_text(v) ** 2
    return total


def test_what_still_hides_is_named() -> None:
    found = dc.check_gradient(through_text, lambda x: 2 * x, X)
    assert found.verdict is dc.Verdict.AGREES
    assert found.witnesses[0] == "adaptive estimate"
    line = reversed_text.__code__.co_firstlineno + 1
    said = next(w for w in found.warnings if "sight" in w)
    assert said.startswith(f"`float(v).hex` in line {line} of test_copies.py takes the numbers out of")
    assert "values of through_text were judged" in said


def test_where_numbers_are_seen_nothing_is_said() -> None:
    found = dc.check_gradient(lambda x: sum(float(v) ** 2 for v in x), lambda x: 2 * x, X)
    assert found.witnesses[0] == "reverse sweep"
    assert not found.warnings


def test_what_a_run_writes_to_an_object_stays_in_its_copy() -> None:
    class Keeper:
        def __init__(self) -> None:
            self.kept: dict[str, Any] = {}
            self.steps: list[Any] = []

        def f(self, x: Any) -> Any:
            self.kept["x"] = x
            self.steps.append(x)
            self.last = x
            return np.sum(x**2)

    keeper = Keeper()
    for f in (keeper.f, lambda x: keeper.f(x), functools.partial(Keeper.f, keeper)):
        assert owners.has_state(f)
        assert np.array_equal(dc.gradient(Through(f), X), 2 * X)
        assert keeper.kept == {}
        assert keeper.steps == []
        assert not hasattr(keeper, "last")
    assert not owners.has_state(lambda x: np.sum(x))


def test_an_object_that_does_something_as_it_ends_is_not_copied() -> None:
    ended = []

    class Connection:
        def __init__(self) -> None:
            self.scale = 2.0

        def __del__(self) -> None:
            ended.append(self.scale)

        def f(self, x: Any) -> Any:
            return self.scale * np.sum(x**2)

    connection = Connection()
    for f, claim in ((connection.f, lambda x: 4 * x), (lambda x: connection.f(x), lambda x: 4 * np.abs(x))):
        dc.check_gradient(f, claim, X)
        assert np.array_equal(dc.gradient(Through(f), X), 4 * X)
    gc.collect()
    assert ended == []


def test_what_one_copy_leaves_in_an_object_the_next_one_finds() -> None:
    class Layer:
        def forward(self, x: Any) -> Any:
            self.kept = np.tanh(x)
            return np.sum(self.kept)

        def backward(self, x: Any) -> Any:
            return 1 - self.kept**2

    layer = Layer()
    slope = dc.gradient(lambda x: np.sum(seen((layer.forward, layer.backward), x)), X)
    assert slope == rounded(-2 * np.tanh(X) / np.cosh(X) ** 2, 16)
