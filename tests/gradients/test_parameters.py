"""Parameters as people have them: dicts, lists and tuples of arrays, further arguments, bounds by name."""

from __future__ import annotations

import math
from collections import namedtuple
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from roundings import gamma

import derivcheck as dc
from derivcheck.ground.errors import InputError

RNG = np.random.default_rng(5)
DATA, TARGET = RNG.normal(size=(6, 3)), RNG.normal(size=6)
NET = {"W1": RNG.normal(size=(3, 4)), "b1": RNG.normal(size=4), "W2": RNG.normal(size=4), "b2": 0.3}
Normal = namedtuple("Normal", "mu log_sigma")


@dataclass
class Parameters:
    """A dataclass of parameters with a text in it."""

    mu: Any
    log_sigma: float
    name: str = "normal"


def loss(p: Any, decay: float = 0.1) -> Any:
    out = np.tanh(DATA @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]
    return 0.5 * np.sum((out - TARGET) ** 2) + 0.5 * decay * np.sum(p["W1"] ** 2)


def slopes(p: Any, decay: float = 0.1) -> dict[str, Any]:
    hidden = np.tanh(DATA @ p["W1"] + p["b1"])
    off = hidden @ p["W2"] + p["b2"] - TARGET
    back = np.outer(off, p["W2"]) * (1 - hidden**2)
    return {"W1": DATA.T @ back + decay * p["W1"], "b1": back.sum(0), "W2": hidden.T @ off, "b2": off.sum()}


def likelihood(p: Any) -> Any:
    mu, log_sigma = p
    return np.sum(0.5 * ((TARGET - mu) / np.exp(log_sigma)) ** 2 + log_sigma)


def score(p: Any) -> Any:
    mu, log_sigma = p
    off, variance = TARGET - mu, np.exp(2 * log_sigma)
    return -np.sum(off) / variance, np.sum(1 - off**2 / variance)


def of_class(p: Any) -> Any:
    return likelihood((p.mu, p.log_sigma))


RIGHT: dict[str, tuple[Any, Any, Any]] = {
    "a dict": (loss, slopes, NET),
    "a flat gradient": (loss, lambda p: np.concatenate([np.ravel(g) for g in slopes(p).values()]), NET),
    "its values": (loss, slopes(NET), NET),
    "value and gradient": (lambda p: (loss(p), slopes(p)), True, NET),
    "a tuple": (likelihood, score, (0.3, 0.1)),
    "a named tuple": (likelihood, lambda p: Normal(*score(p)), Normal(0.3, 0.1)),
    "a dataclass": (of_class, lambda p: Parameters(*score((p.mu, p.log_sigma))), Parameters(0.3, 0.1)),
    "a list of matrices": (
        lambda ws: np.sum((ws[0] @ ws[1]) ** 2),
        lambda ws: [2 * (ws[0] @ ws[1]) @ ws[1].T, 2 * ws[0].T @ (ws[0] @ ws[1])],
        [RNG.normal(size=(2, 3)), RNG.normal(size=(3, 4))],
    ),
    "code for floats": (
        lambda p: sum(math.exp(float(v)) for v in p["w"]) + p["b"] ** 2,
        lambda p: {"w": np.exp(p["w"]), "b": 2 * p["b"]},
        {"w": np.array([0.1, 0.2]), "b": 1.0},
    ),
}


@pytest.mark.parametrize(("function", "claimed", "at"), RIGHT.values(), ids=RIGHT)
def test_right_gradients_agree(function: Any, claimed: Any, at: Any) -> None:
    check = dc.check_gradient(function, claimed, at)
    assert check.verdict is dc.Verdict.AGREES, check
    assert check.witnesses[0] == "reverse sweep"


def changed(part: str, change: Any) -> Any:
    """The gradient of the net with one part changed."""
    return lambda p: {**slopes(p), part: change(slopes(p)[part], p)}


def doubled(g: Any, p: Any) -> Any:
    g[0, 3] *= 2
    return g


WRONG: dict[str, tuple[Any, str, str]] = {
    "one element": (changed("W1", doubled), "W1[0, 3]", "in component W1[0, 3], the claim is the derivative times 2"),
    "sign of a part": (changed("b1", lambda g, p: -g), "b1[", "the sign is wrong in b1"),
    "a part left out": (changed("W2", lambda g, p: 0 * g), "W2[", "W2 was never written: the claim is 0 there"),
    "factor of a part": (changed("b2", lambda g, p: g / 6), "b2", "in b2, the claim is the derivative times 1/6"),
    "penalty": (lambda p: slopes(p, 0.0), "W1[", "W1: a term 0.1 W1 (of a penalty W1^2) is missing"),
    "flipped": (changed("b1", lambda g, p: g[::-1]), "b1[", "b1: the components are in reverse order"),
    "two parts": (
        lambda p: {**slopes(p), "b1": -slopes(p)["b1"], "W2": 2 * slopes(p)["W2"]},
        "W2[",
        "b1: the sign of the whole claim is wrong; W2: the claim is the derivative times 2",
    ),
}


@pytest.mark.parametrize(("claimed", "component", "cause"), WRONG.values(), ids=WRONG)
def test_wrong_gradients_name_the_part(claimed: Any, component: str, cause: str) -> None:
    check = dc.check_gradient(loss, claimed, NET)
    assert check.verdict is dc.Verdict.REFUTED
    worst = check.components[0]
    assert check.reason.startswith(f"wrong in component {worst.name}: ")
    assert check.cause is not None
    assert check.cause.text.startswith(cause)
    flat = np.concatenate([np.ravel(v) for v in NET.values()])
    assert worst.at == {worst.name: flat[worst.index[0]]}
    assert worst.name in str(check)
    assert worst.name in check.to_html()
    assert check.to_dict()["claim"]["worst"]["name"] == worst.name
    assert any(c.name.startswith(component) for c in check.components if c.verdict is dc.Verdict.REFUTED)


def test_a_mistake_without_a_pattern_has_no_cause() -> None:
    noise = np.random.default_rng(1).normal(size=(3, 4))
    assert dc.check_gradient(loss, changed("W1", lambda g, p: np.hypot(g, noise * p["W1"] ** 3)), NET).cause is None


MISFITS: dict[str, tuple[Any, str]] = {
    "transposed": (changed("W1", lambda g, p: g.T), "W1 has the shape (4, 3), which is transposed"),
    "missing": (lambda p: {k: g for k, g in slopes(p).items() if k != "W2"}, "it has no part W2"),
    "too much": (lambda p: {**slopes(p), "W3": 1.0}, "it has a part 'W3', which the point has not"),
}


@pytest.mark.parametrize(("claimed", "said"), MISFITS.values(), ids=MISFITS)
def test_another_structure_is_refuted_in_a_line(claimed: Any, said: str) -> None:
    check = dc.check_gradient(loss, claimed, NET)
    assert check.verdict is dc.Verdict.REFUTED
    assert said in check.reason
    assert len(check.reason) < 150
    assert check.cause is not None
    assert check.cause.kind == "shape"


def test_jacobians_and_hessians_name_both_places() -> None:
    point = {"a": 1.5, "b": np.array([2.0, 3.0])}

    def second(p: Any, factor: float = 1.0) -> dict[str, Any]:
        mixed = np.array([2 * p["a"], 0.0])
        return {"a": {"a": 2 * p["b"][0], "b": factor * mixed}, "b": {"a": mixed, "b": np.zeros((2, 2))}}

    def f(p: Any) -> Any:
        return p["a"] ** 2 * p["b"][0]

    assert dc.check_hessian(f, second, point).verdict is dc.Verdict.AGREES
    wrong = dc.check_hessian(f, lambda p: second(p, 3.0), point)
    assert wrong.components[0].name == "(a, b[0])"
    assert "(a, b[0])" in wrong.reason
    right = dc.check_jacobian(lambda p: p["a"] * p["b"], lambda p: {"a": p["b"], "b": p["a"] * np.eye(2)}, point)
    assert right.verdict is dc.Verdict.AGREES
    wrong = dc.check_jacobian(lambda p: p["a"] * p["b"], lambda p: {"a": p["b"], "b": 2 * p["a"] * np.eye(2)}, point)
    assert wrong.verdict is dc.Verdict.REFUTED
    assert wrong.components[0].name.endswith("] by b[0]")


def ridge(w: Any, data: Any, target: Any, penalty: float = 1.0) -> Any:
    return 0.5 * np.sum((data @ w - target) ** 2) + 0.5 * penalty * w @ w


def ridge_slope(w: Any, data: Any, target: Any, penalty: float = 1.0) -> Any:
    return data.T @ (data @ w - target) + penalty * w


def test_further_arguments_go_to_function_and_claim() -> None:
    at = np.array([0.1, 0.2, 0.3])
    assert dc.check_gradient(ridge, ridge_slope, at, args=(DATA, TARGET))
    assert dc.check_gradient(ridge, ridge_slope, at, args=(DATA,), kwargs={"target": TARGET, "penalty": 3.0})
    pair = dc.check_gradient(lambda *a: (ridge(*a), ridge_slope(*a)), True, at, args=(DATA, TARGET))
    assert pair.verdict is dc.Verdict.AGREES
    wrong = dc.check_gradient(ridge, lambda w, *a: ridge_slope(w, *a, 0.0), at, args=(DATA, TARGET))
    assert wrong.cause is not None
    assert wrong.cause.text == "a term 1 w (of a penalty w^2) is missing"
    assert wrong.reproduce.endswith("args=args)  # claimed: a lambda of test_parameters.py:" + wrong.reproduce[-3:])
    assert dc.check_gradient(loss, slopes, NET, kwargs={"decay": 0.7})
    assert dc.check_gradient(lambda x, a: a * x**2, lambda x, a: 2 * a * x, 1.5, args=3.0)
    dc.testing.assert_gradient(ridge, ridge_slope, at, args=(DATA, TARGET))
    dc.testing.assert_hessian(ridge, lambda w, data, target: data.T @ data + np.eye(3), at, args=(DATA, TARGET))
    dc.testing.assert_jacobian(lambda w, data: data @ w, lambda w, data: data, at, args=(DATA,))


def test_comparisons_of_structures() -> None:
    found = dc.compare(loss, NET, component="W1[0, 3]", schemes=["central-2"], steps=[1e-4], kwargs={"decay": 0.5})
    truth = slopes(NET, 0.5)["W1"][0, 3]
    assert found.wrt == ("W1[0, 3]",)
    budgets = {c.name: c.budget for c in dc.check_gradient(loss, slopes, NET, kwargs={"decay": 0.5}).components}
    assert abs(float(found.reference.value) - truth) <= budgets["W1[0, 3]"] <= gamma(1000)
    assert "21 numbers (W1 (3, 4), b1 (4,), W2 (4,), b2)" in found.read_as
    along = dc.compare(loss, NET, along=slopes(NET), schemes=["central-2"], steps=[1e-4])
    steepest = sum(np.sum(g**2) for g in slopes(NET).values())
    slack = sum(c.budget * 2 * abs(c.reference) for c in dc.check_gradient(loss, slopes, NET).components)
    assert abs(float(along.reference.value) - steepest) <= slack + gamma(25) * steepest
    assert dc.recommend(loss, NET, component=3).best is not None
    assert dc.error_curve(loss, NET, component="b2", steps=[1e-3]).points[0].h == 1e-3
    errors = dc.error_map(loss, NET)
    assert errors.name((13,)) == "b1[1]"
    assert "b1[" in str(errors)
    assert errors.reference.shape == (21,)
    with pytest.raises(InputError, match=r"no component 'W9\[0\]'; its first is W1\[0, 0\]"):
        dc.compare(loss, NET, component="W9[0]")


def logs(p: Any) -> Any:
    return np.sum(np.log(p["s"])) + p["m"] ** 2


def of_logs(p: Any) -> dict[str, Any]:
    return {"s": 1 / p["s"], "m": 2 * p["m"]}


@pytest.mark.parametrize("bounds", [{"s": (0, None)}, [(0, None), (None, None)], [(0, None), (0, 9), (None, 4)]])
def test_bounds_by_part(bounds: Any) -> None:
    check = dc.check_gradient(logs, of_logs, {"s": np.array([1e-3, 2.0]), "m": 1.0}, bounds=bounds)
    assert check.verdict is dc.Verdict.AGREES
    assert check.domain["s[0]"].low == 0


def test_bounds_that_do_not_fit_are_named() -> None:
    with pytest.raises(InputError, match=r"outside its bounds: s\[0\] = -0.001"):
        dc.check_gradient(logs, of_logs, {"s": np.array([-1e-3, 2.0]), "m": 1.0}, bounds={"s": (0, None)})
    with pytest.raises(InputError, match="no part 'q'; its parts are s, m"):
        dc.check_gradient(logs, of_logs, {"s": np.array([1e-3, 2.0]), "m": 1.0}, bounds={"q": (0, None)})


def test_integers_are_kept_for_the_claim() -> None:
    point = {"w": np.array([1, 2, 3]), "b": 2.0}

    def cut(p: Any) -> dict[str, Any]:
        g = np.zeros_like(p["w"])
        g[:] = 2.5 * p["w"]
        return {"w": g, "b": 1.0}

    def f(p: Any) -> Any:
        return 1.25 * np.sum(p["w"] ** 2) + p["b"]

    check = dc.check_gradient(f, cut, point)
    assert check.cause is not None
    assert check.cause.kind == "integers"
    assert check.components[0].name == "w[0]"
    assert dc.check_gradient(f, lambda p: {"w": 2.5 * p["w"], "b": 1.0}, point)


HINTS: dict[str, tuple[Any, Any, str]] = {
    "two arguments": (lambda w, b: np.sum(w) + b, (np.ones((2, 2)), 3.0), r"give lambda p: f\(\*p\)"),
    "further arguments": (lambda w, b: np.sum(w) + b, np.ones(2), "give other arguments in args= or kwargs="),
    "a count": (lambda p: sum(p["w"][i] for i in range(p["n"])), {"w": np.ones(3), "n": 2}, "give what is a count in"),
}


@pytest.mark.parametrize(("function", "at", "said"), HINTS.values(), ids=HINTS)
def test_other_ways_of_calling_are_told(function: Any, at: Any, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        dc.check_gradient(function, lambda *p: p, at)
    assert len(str(caught.value)) < 250


def test_no_weights_are_dumped() -> None:
    large = {"W": np.full((50, 50), 0.125), "b": np.full(50, np.nan)}
    with pytest.raises(InputError) as caught:
        dc.check_gradient(lambda p: np.sum(p["W"]), lambda p: p, large)
    assert str(caught.value) == "b of the point is not made of finite numbers"
    check = dc.check_gradient(lambda p: np.sum(p["W"]), lambda p: {"W": -np.ones((50, 50))}, {"W": large["W"]})
    assert "0.125, 0.125" not in str(check)
    assert check.reproduce.endswith("at: a dict")


def test_a_picture_has_the_rows_of_each_part() -> None:
    check = dc.check_gradient(loss, changed("W1", doubled), NET)
    labels = [text.get_text() for text in check.plot().axes[0].get_yticklabels()]
    assert labels == ["W1[0]", "W1[1]", "W1[2]", "b1", "W2", "b2"]
