"""Wrong claims whose code is right but for one small slip: the slip is named, with its line."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.edits import edits

RNG = np.random.default_rng(5)
X, Y, A = RNG.normal(size=(6, 4)), RNG.normal(size=(6, 2)), RNG.normal(size=(4, 4))
POINT = {"W": RNG.normal(size=(4, 3)), "b": RNG.normal(size=3), "V": RNG.normal(size=(3, 2))}
Z = RNG.normal(size=16)


def network(p: Any) -> Any:
    return np.sum((np.maximum(X @ p["W"] + p["b"], 0) @ p["V"] - Y) ** 2) / 2


def unmasked(p: Any) -> Any:
    z = X @ p["W"] + p["b"]
    h = np.maximum(z, 0)
    d = h @ p["V"] - Y
    dh = d @ p["V"].T
    return {"W": X.T @ dh, "b": dh.sum(axis=0), "V": h.T @ d}


def softmax(z: Any) -> Any:
    e = np.exp(z.reshape(4, 4))
    return e / e.sum(axis=1, keepdims=True)


def softmax_loss(z: Any) -> Any:
    return np.sum(softmax(z) * A)


def softmax_other_axis(z: Any) -> Any:
    s = softmax(z)
    return np.ravel(s * (A - np.sum(s * A, axis=0, keepdims=True)))


def tanh_loss(w: Any) -> Any:
    return np.sum(np.tanh(X @ w.reshape(4, 4)) @ A)


def tanh_forgotten(w: Any) -> Any:
    h = np.tanh(X @ w.reshape(4, 4))
    d = np.ones((6, 4)) @ A.T
    return np.ravel(X.T @ d) + 0 * h.sum()  # h is there, and not used


def kernel(x: Any) -> Any:
    d = x[:, None] - x[None, :]
    return np.sum(np.exp(-(d**2)) * A)


def kernel_sign(x: Any) -> Any:
    d = x[:, None] - x[None, :]
    k = np.exp(-(d**2)) * A
    return -2 * np.sum(d * k, axis=1) - 2 * np.sum(d * k, axis=0)


def recurrent(x: Any) -> Any:
    h = 0.0
    for t in range(4):
        h = np.tanh(h * x[0] + x[1] * A[0, t])
    return h


def overwritten(x: Any) -> Any:
    h = [0.0]
    for t in range(4):
        h.append(np.tanh(h[-1] * x[0] + x[1] * A[0, t]))
    g, d = np.zeros(2), 1.0
    for t in range(3, -1, -1):
        d = d * (1 - h[t + 1] ** 2)
        g[0] += d * h[t]
        g[1] = d * A[0, t]
        d = d * x[0]
    return g


def chained(x: Any) -> Any:
    u = np.sin(x)
    return np.sum(u * np.cos(u))


def other_name(x: Any) -> Any:
    u = np.sin(x)
    return (np.cos(u) - x * np.sin(u)) * np.cos(x)


def derivative_of_sum(s: Any) -> Any:
    return 1 + s


def with_helper(x: Any) -> Any:
    return derivative_of_sum(np.sin(x)) * np.cos(x)


SLIPS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any], Any, str, str]] = {
    "mask": (network, unmasked, POINT, "d @ p[", "mask"),
    "axis": (softmax_loss, softmax_other_axis, Z, "np.sum(s * A, axis=0", "axis"),
    "chain": (tanh_loss, tanh_forgotten, Z, "np.ones((6, 4)) @ A.T", "chain"),
    "sign": (kernel, kernel_sign, Z[:4], "2 * np.sum(d * k, axis=0)", "sign"),
    "overwritten": (recurrent, overwritten, np.array([0.5, 0.7]), "g[1] = d * A[0, t]", "overwritten"),
    "name": (chained, other_name, Z[:4], "x * np.sin(u)", "name"),
    "helper": (lambda x: np.sum(np.sin(x) - np.sin(x) ** 2 / 2), with_helper, Z[:4], "return 1 + s", "sign"),
}


def line_of(claim: Callable[[Any], Any], piece: str) -> int:
    for function in (claim, derivative_of_sum):
        lines, first = inspect.getsourcelines(function)
        for i, line in enumerate(lines):
            if piece in line:
                return first + i
    raise AssertionError(piece)


@pytest.mark.parametrize("name", SLIPS)
def test_the_slip_is_named_with_its_line(name: str) -> None:
    f, claim, x, piece, kind = SLIPS[name]
    check = dc.check_gradient(f, claim, x)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.kind == kind
    assert f"in line {line_of(claim, piece)} of test_edited_claims.py" in check.cause.text


def test_a_pair_of_value_and_gradient_is_edited_too() -> None:
    def pair(x: Any) -> Any:
        return softmax_loss(x), softmax_other_axis(x)

    assert dc.check_gradient(pair, True, Z).cause.kind == "axis"


def test_a_claim_of_one_number_whose_code_is_out_of_reach_has_no_cause() -> None:
    def claim(a: float) -> float:
        print(end="")
        return float(np.exp(np.sin(3 * a)))

    check = dc.check_derivative(lambda a: float(np.sin(float(a))), claim, 1.3)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is None


def test_what_no_edit_mends_has_no_cause() -> None:
    check = dc.check_gradient(chained, lambda x: np.exp(np.sin(3 * x)) / (2 + x**4), Z[:4])
    assert check.cause is None


def test_code_that_may_not_end_is_left_alone_with_all_that_calls_it() -> None:
    def claim(x: Any) -> Any:
        i = 0
        while i < 1:
            i = i + 1
        return other_name(x) * i

    assert dc.check_gradient(chained, other_name, Z[:4]).cause is not None
    assert dc.check_gradient(chained, lambda x: claim(x) + 0, Z[:4]).cause is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("lambda d: d.sum()", "`d.sum()` in line 1 is to be `d.sum(axis=0)`"),
        (
            "lambda d: np.linalg.norm(d)",
            "`np.linalg.norm(d)` in line 1 is to be `np.linalg.norm(d, axis=1, keepdims=True)`",
        ),
        ("lambda d: d.mean(0)", "`d.mean(0)` in line 1 is to be `d.sum(0)`"),
        ("lambda a, b: a - b", "the sign before `b` in line 1 is wrong"),
        ("lambda a, b: a @ b", "`a @ b` in line 1 is to be `a.T @ b`"),
        ("lambda a, b: a.T @ b", "`a.T @ b` in line 1 is to be `a @ b`"),
        ("lambda a: a > 0", "`a > 0` in line 1 is to be `a < 0`"),
        ("lambda a, b: a * b", "`a * b` in line 1 is to be `a / b`"),
        ("lambda a: a ** 2", "`a ** 2` in line 1 is to be `a ** 1`"),
        ("lambda a: a[1] + a[0]", "`a[1]` in line 1 is to be `a[2]`"),
        ("lambda a, b: a * b", "the factor `b` in `a * b` in line 1 is too much"),
        ("lambda p: p + {'k': 1}['k']", "the term `{'k': 1}['k']` in `p + {'k': 1}['k']` in line 1 is too much"),
    ],
)
def test_edits_say_what_they_change(source: str, expected: str) -> None:
    tree: Any = ast.parse(source, mode="eval").body
    names = [argument.arg for argument in tree.args.args]
    assert expected in [edit.text for edit in edits(tree, names)]
    assert ast.unparse(tree) == ast.unparse(ast.parse(source, mode="eval").body)


def test_edits_never_write_to_the_users_data() -> None:
    """Names of data stand beside names that are written to, also by functions and methods."""
    data, kept = [X.copy(), Y.copy()], X.copy()
    first, second = data

    def claim(w: Any, weights: Any = A) -> Any:
        g = np.zeros(4)
        g[:] = first.T @ second[:, 0]
        np.add.at(g, [0, 1], w[:2])
        g += w
        g.sort()
        return np.multiply(g, 2, out=g)

    before = [part.copy() for part in (first, second, A, kept)]
    dc.check_gradient(lambda w: np.sum(np.exp(w) * np.cos(w)), claim, Z[:4])
    assert all(np.array_equal(one, other) for one, other in zip(before, (first, second, A, kept), strict=True))


def test_lambdas_of_one_line_are_told_apart() -> None:
    """The minus of one of them is not taken for that of another."""
    claims = [lambda x: -right(x), lambda x: right(x) * x, lambda x: right(x) ** 2, lambda x: np.multiply(right(x), x)]
    texts = []
    for claim in claims:
        cause = dc.check_gradient(lambda x: np.sum(np.sin(x) + np.exp(x) / 3), claim, Z[:4]).cause
        texts.append(cause and cause.text)
    assert "sign" in texts[0]
    assert not any("minus" in text or "sign" in text for text in texts[1:] if text)


def right(x: Any) -> Any:
    return np.cos(x) + np.exp(x) / 3
