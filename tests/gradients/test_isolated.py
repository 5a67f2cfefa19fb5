"""Edited code changes nothing and does nothing else: a check leaves all as one does in which nothing is edited."""

from __future__ import annotations

import contextlib
import copy
import io
import itertools
import logging
import math
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.edits import edits
from derivcheck.gradients.isolated import _COPIES, Isolated, NotIsolated
from derivcheck.gradients.pure_names import is_pure, names_of
from derivcheck.gradients.source_trees import tree_of
from derivcheck.ground.allowances import gradients as allowances
from tests.allowance import changed

RNG = np.random.default_rng(8)
X = RNG.normal(size=(5, 4))
W = RNG.normal(size=(4, 3))
POINT = RNG.normal(size=4)


def loss(x: Any) -> Any:
    return np.sum(np.sin(x @ W))


class World:
    """Everything that the claims below can reach."""

    shared: ClassVar[dict[str, Any]] = {"steps": np.zeros(3), "log": [1.0]}

    def __init__(self) -> None:
        self.W = W.copy()
        self.P = {"W": W.copy(), "b": np.zeros(3), "inner": [np.ones(2), {"c": np.ones(3)}]}
        self.buffer = np.zeros(3)
        self.count = 0
        self.seen: list[Any] = []
        self.random = np.random.default_rng(3)
        type(self).shared = {"steps": np.zeros(3), "log": [1.0]}

    @property
    def state(self) -> bytes:
        """All of it, bit by bit."""
        return pickle.dumps((self.__dict__, type(self).shared, COUNTS, X.tobytes(), W.tobytes()))

    def updates_a_dict(self, x: Any) -> Any:
        z = x @ self.P["W"]
        self.P["W"] += 0 * self.P["W"]
        self.P["b"] -= 0 * z
        return np.cos(z) @ self.P["W"].T * (2 + np.sin(3 * x))

    def updates_an_attribute(self, x: Any) -> Any:
        z = x @ self.W
        self.W[:] = self.W * 1
        self.W -= 0 * self.W
        return np.cos(z) @ self.W.T * (2 + np.sin(3 * x))

    def updates_by_functions(self, x: Any) -> Any:
        z = x @ self.W
        np.add.at(self.W, ([0], [1]), 0 * z[0])
        np.multiply(self.W, 1, out=self.W)
        np.copyto(self.W, self.W)
        return np.cos(z) @ self.W.T * (2 + np.sin(3 * x))

    def writes_to_a_buffer(self, x: Any) -> Any:
        np.cos(x @ self.W, out=self.buffer)
        return self.buffer @ self.W.T * (2 + np.sin(3 * x))

    def counts(self, x: Any) -> Any:
        self.count = self.count + 1
        self.seen.append(x.sum())
        return np.cos(x @ self.W) @ self.W.T * (2 + np.sin(3 * x))

    def changes_its_class(self, x: Any) -> Any:
        type(self).shared["steps"] += 1
        self.shared["log"].append(1.0)
        return np.cos(x @ self.W) @ self.W.T * (2 + np.sin(3 * x))

    def draws(self, x: Any) -> Any:
        return np.cos(x @ self.W) @ self.W.T * (2 + np.sin(3 * x)) + 0 * self.random.normal()

    def changes_what_lies_deep(self, x: Any) -> Any:
        for part in self.P["inner"]:
            if isinstance(part, dict):
                part["c"] += 0 * x[:3]
                part["d"] = x[0]
        return np.cos(x @ self.W) @ self.W.T * (2 + np.sin(3 * x))

    def sorts_in_place(self, x: Any) -> Any:
        g = np.cos(x @ self.W) @ self.W.T * (2 + np.sin(3 * x))
        self.seen.sort()
        self.seen[:] = self.seen
        g += 0 * self.buffer.sum()
        return g


COUNTS = {"calls": 0}


def global_count(x: Any) -> Any:
    COUNTS["calls"] += 1
    return np.cos(x @ W) @ W.T * (2 + np.sin(3 * x))


def global_array(x: Any) -> Any:
    np.multiply(X, 1, out=X)
    X[0] += 0 * x
    return np.cos(x @ W) @ W.T * (2 + np.sin(3 * x))


METHODS = [name for name, value in vars(World).items() if callable(value) and not name.startswith("_")]


def after_check(claim_of: Callable[[World], Any], edited: bool) -> bytes:
    world = World()
    COUNTS["calls"] = 0
    with changed(allowances.EDITS, allowances.EDITS.value if edited else 0):
        assert dc.check_gradient(loss, claim_of(world), POINT).verdict is dc.Verdict.REFUTED
    return world.state


def after(name: str, edited: bool) -> bytes:
    return after_check(lambda world: getattr(world, name), edited)


@pytest.mark.parametrize("name", METHODS)
def test_edits_leave_every_array_dict_and_object_as_it_is(name: str) -> None:
    assert after(name, True) == after(name, False)


@pytest.mark.parametrize("claim", [global_count, global_array])
def test_edits_leave_globals_as_they_are(claim: Any) -> None:
    assert after_check(lambda world: claim, True) == after_check(lambda world: claim, False)


class Counter:
    """What is no number in a point."""

    def __init__(self) -> None:
        self.seen: list[float] = []


@pytest.mark.parametrize("further", [False, True])
def test_what_lies_beside_the_numbers_of_a_point_is_left_as_it_is(further: bool) -> None:
    def slope(w: Any, counter: Counter) -> Any:
        counter.seen.append(1.0)
        return np.cos(w @ W) @ W.T * (2 + np.sin(3 * w))

    def claim(p: Any, counter: Any = None) -> Any:
        return {"w": slope(p["w"], counter or p["counter"])}

    runs = []
    for most in (allowances.EDITS.value, 0):
        counter = Counter()
        point = {"w": POINT} if further else {"w": POINT, "counter": counter}
        with changed(allowances.EDITS, most):
            check = dc.check_gradient(lambda p, *_: loss(p["w"]), claim, point, args=(counter,) if further else ())
        assert check.verdict is dc.Verdict.REFUTED
        runs.append(len(counter.seen))
    assert runs[0] == runs[1] > 0


def test_edits_of_code_that_is_not_isolated_would_change_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests above see is not nothing."""
    monkeypatch.setitem(_COPIES, np.ndarray, lambda self, value: value)
    for name in ("updates_a_dict", "updates_an_attribute"):
        assert after(name, True) != after(name, False)


def test_what_never_changes_is_bit_equal_before_and_after() -> None:
    """The data of claims that write to nothing but their own, closures and defaults among them."""
    world = World()
    P, weights = copy.deepcopy(world.P), np.arange(1.0, 5.0)

    def claim(x: Any, scale: Any = weights, parts: Any = (weights, {"w": weights})) -> Any:
        z = x @ P["W"] + P["b"]
        g, total = np.zeros(4), {"g": np.zeros(4)}
        for i in range(4):
            g[i] += np.cos(z) @ P["W"][i]
        total["g"] += g
        np.add.at(g, [0, 1], scale[:2])
        g -= parts[1]["w"]
        return np.multiply(g, scale, out=g) + total["g"]

    before = pickle.dumps((P, weights, world.__dict__))
    assert dc.check_gradient(loss, claim, POINT).verdict is dc.Verdict.REFUTED
    assert pickle.dumps((P, weights, world.__dict__)) == before


def test_edits_print_log_draw_and_write_nothing(tmp_path: Path, capsys: Any, caplog: Any) -> None:
    file = io.StringIO()
    effects: dict[str, Callable[[], object]] = {
        "print": lambda: print("run"),
        "logging": lambda: logging.getLogger("claims").warning("run"),
        "file": lambda: file.write("run"),
        "seed": lambda: np.random.random(),
        "sleep": lambda: time.sleep(0),
        "save": lambda: np.save(tmp_path / "runs.npy", X),
        "tofile": lambda: X.tofile(tmp_path / "x.bin"),
        "settings": lambda: np.seterr(all="ignore"),
    }

    for name, effect in effects.items():

        def claim(x: Any, effect: Any = effect) -> Any:
            effect()
            return np.cos(x @ W) @ W.T * (2 + np.sin(3 * x))

        for run in (lambda runs, claim=claim: runs.of(claim)(POINT), lambda runs, effect=effect: runs.of(effect)()):
            with pytest.raises((NotIsolated, NameError, AttributeError)):
                run(Isolated({}))
        assert dc.check_gradient(loss, claim, POINT).cause is None, name


def test_code_that_may_not_end_is_not_edited() -> None:
    """Each of them ends as it is, and not with another sign, name or comparison."""

    def counted_down(n: int) -> int:
        while n > 0:
            n = n - 1
        return n

    def tried_again(n: float) -> float:
        for _ in itertools.count():
            if n > 0:
                break
        return n

    def swallowed(n: float) -> float:
        try:
            return math.sqrt(n)
        except:  # noqa: E722
            return 0.0

    for helper in (counted_down, tried_again, swallowed):

        def claim(x: Any, helper: Any = helper) -> Any:
            return np.cos(x @ W) @ W.T * (2 + np.sin(3 * x)) + 0 * helper(3)

        with changed(allowances.EDITED_SECONDS, 1e9), changed(allowances.EDITED_WAIT, 1e9):
            assert dc.check_gradient(loss, claim, POINT).cause is None


def test_copies_are_of_another_memory_and_sealed() -> None:
    world = World()
    found = Isolated({}).of(world.P)
    pairs = [(found["W"], world.P["W"]), (found["inner"][1]["c"], world.P["inner"][1]["c"])]
    for one, other in pairs:
        assert one.tobytes() == other.tobytes()
        assert not np.may_share_memory(one, other)
        with pytest.raises(ValueError, match="read-only"):
            one += 1
    assert found["inner"] is not world.P["inner"]
    view = X[:, ::-1].T
    assert np.array_equal(Isolated({}).of(view), view)


def test_much_data_is_not_copied() -> None:
    with changed(allowances.EDITED_DATA, X.size):
        assert Isolated({}).of([X])[0].shape == X.shape
        with pytest.raises(NotIsolated, match="data"):
            Isolated({}).of([X, W])


def test_objects_and_classes_are_copied_and_what_they_cannot_do_is_missing() -> None:
    class Base:
        factor: ClassVar[list[float]] = [2.0]

        def scaled(self, x: Any) -> Any:
            return self.factor[0] * x

        def told(self) -> None:
            print(self)

    class Derived(Base):
        def __init__(self) -> None:
            self.w = np.ones(2)
            self.file = logging

        @property
        def twice(self) -> Any:
            return 2 * self.w

        @staticmethod
        def one() -> float:
            return 1.0

        @classmethod
        def made(cls) -> Any:
            return cls.factor

    original = Derived()
    found = Isolated({}).of(original)
    assert found.scaled(3.0) == 6.0
    assert found.twice.tolist() == [2.0, 2.0]
    assert (found.one(), found.made()) == (1.0, [2.0])
    assert type(found) is not Derived
    assert type(found).factor is not Base.factor
    assert not hasattr(found, "file")
    with pytest.raises(NameError):
        found.told()


@pytest.mark.parametrize(
    "value",
    [
        *(open, print, np.save, np.random.normal, np.random.default_rng(1), iter([1]), np.array([None]), time, logging),
        *(itertools.count(), np.frompyfunc(math.sin, 1, 1), SimpleNamespace, memoryview(b"1"), list(range(2000))),
    ],
)
def test_of_other_things_there_is_no_copy(value: Any) -> None:
    with pytest.raises(NotIsolated):
        Isolated({}).of(value)


@pytest.mark.parametrize("name", ["pandas", "xarray"])
def test_a_table_is_not_copied_with_all_the_code_of_its_library(name: str) -> None:
    library = pytest.importorskip(name)
    table = library.DataFrame({"a": [1.0, 2.0]}) if name == "pandas" else library.DataArray(np.ones(2))
    trees: dict[Any, Any] = {}
    with pytest.raises(NotIsolated):
        Isolated(trees).of(table)
    assert not trees


def test_of_an_object_that_does_something_as_it_ends_there_is_no_copy() -> None:
    class Connection:
        def __del__(self) -> None:
            raise AssertionError

    class Further(Connection):
        pass

    kept = Connection(), Further()
    for one in kept:
        with pytest.raises(NotIsolated):
            Isolated({}).of(one)
    Connection.__del__ = lambda self: None  # type: ignore[method-assign]


def test_an_object_is_not_asked_for_its_class() -> None:
    """A proxy tells another one than it has, and runs code for that."""
    asked: list[int] = []

    class Proxy:
        @property
        def __class__(self) -> Any:
            asked.append(1)
            return np.ndarray

    class Holder:
        inner = Proxy()

    for value in (Proxy(), Holder()):
        with contextlib.suppress(NotIsolated, TypeError):
            Isolated({}).of(value)
    assert not asked
    assert isinstance(Proxy(), np.ndarray)
    assert asked


def test_modules_show_what_only_gives() -> None:
    seen = names_of(np)
    assert seen is not None
    shown = [name for name in np.__all__ if hasattr(seen, name)]
    assert len(shown) > 250
    writers = "save savez savetxt load loadtxt fromfile genfromtxt memmap random seterr setbufsize copyto put"
    assert not {*writers.split()} & {*shown}
    with pytest.raises(AttributeError):
        seen.exp = 1
    assert [is_pure(value) for value in (np.exp, float, math.pi, np.float32, eval, getattr, type, globals)] == [
        *(True, True, True, True, False, False, False, False)
    ]


def test_what_says_how_large_something_is_stays() -> None:
    def claim(n: int, a: Any) -> Any:
        rows = [a]
        for _ in range(n * 2):
            rows = rows + rows[:1]
        return np.concatenate([a, np.zeros(n - 1)]).reshape(n + 3)

    said = [ast_edit.text for ast_edit in edits(tree_of(claim), ["n", "a"])]
    assert said
    said = [text for text in said if "`range(" not in text and "minus" not in text]  # whose sizes stay, but for one
    assert not [text for text in said if "n - 1" in text or "n + 3" in text or "n * 2" in text]


def test_a_layer_with_a_cache_has_its_slip_named() -> None:
    class Dense:
        def __init__(self, weights: Any) -> None:
            self.W = weights
            self.h = np.zeros(0)

        def forward(self, x: Any) -> Any:
            self.h = np.tanh(x @ self.W)
            return self.h

        def backward(self, d: Any) -> Any:
            return (d * (1 + self.h**2)) @ self.W.T

    layers = [Dense(W.copy()), Dense(W.T.copy())]
    kept = [layer.W.copy() for layer in layers]

    def forward(x: Any) -> Any:
        for layer in layers:
            x = layer.forward(x)
        return x

    def backward(x: Any) -> Any:
        d = forward(x)
        for layer in reversed(layers):
            d = layer.backward(d)
        return d

    cause = dc.check_gradient(lambda x: np.sum(forward(x) ** 2) / 2, backward, POINT).cause
    assert cause is not None
    assert cause.kind == "sign"
    assert "before `self.h ** 2` in line" in cause.text
    assert all(np.array_equal(layer.W, w) for layer, w in zip(layers, kept, strict=True))
