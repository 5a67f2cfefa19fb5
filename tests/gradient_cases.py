"""Functions of NumPy with gradients derived by hand, right and wrong, and points without a derivative.

The right ones are slopes from tables and textbooks; each wrong one has a slip that people make.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

RNG = np.random.default_rng(20240229)
A = RNG.normal(size=(6, 4))
B = RNG.normal(size=(4, 4))
Y = RNG.normal(size=6)
LABELS = np.array([0, 1, 1, 0, 1, 0])
X4 = np.array([0.3, -0.7, 1.1, 0.2])
X3 = np.array([0.4, 1.7, 2.2])
W = RNG.normal(size=(4, 3))
ONEHOT = np.eye(3)[[0, 2, 1, 1, 0, 2]]


class Case(NamedTuple):
    name: str
    f: Callable[[Any], Any]
    g: Any
    x: Any


def sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def softmax(z: Any) -> Any:
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def logistic(w: Any) -> Any:
    z = A @ w
    return np.mean(np.logaddexp(0, z) - LABELS * z)


def logistic_gradient(w: Any) -> Any:
    return A.T @ (sigmoid(A @ w) - LABELS) / len(LABELS)


def ridge(w: Any) -> Any:
    return 0.5 * np.sum((A @ w - Y) ** 2) + 0.05 * np.sum(w**2)


def ridge_gradient(w: Any) -> Any:
    return A.T @ (A @ w - Y) + 0.1 * w


def quadratic(x: Any) -> Any:
    return x @ B @ x


def cross_entropy(w: Any) -> Any:
    z = A @ w
    return np.mean(np.log(np.sum(np.exp(z), axis=1)) - np.sum(ONEHOT * z, axis=1))


def cross_entropy_gradient(w: Any) -> Any:
    e = np.exp(A @ w)
    return A.T @ (e / e.sum(axis=1, keepdims=True) - ONEHOT) / 6


def network(w: Any) -> Any:
    return np.sum(np.tanh(B @ w) ** 2)


def network_gradient(w: Any) -> Any:
    t = np.tanh(B @ w)
    return B.T @ (2 * t * (1 - t**2))


def chain(x: Any) -> Any:
    return np.sum(x[1:] * x[:-1])


def chain_gradient(x: Any) -> Any:
    g = np.zeros_like(x)
    g[1:] += x[:-1]
    g[:-1] += x[1:]
    return g


def huber(x: Any) -> Any:
    return np.sum(np.where(np.abs(x) < 1, 0.5 * x**2, np.abs(x) - 0.5))


def entropy(p: Any) -> Any:
    return -np.sum(p * np.log(p))


def norm_cubed(x: Any) -> Any:
    return np.sum(x**2) ** 1.5


def gaussian(v: Any) -> Any:
    """Minus the log-likelihood of a mean and a log of a deviation."""
    return np.sum(0.5 * ((Y - v[0]) / np.exp(v[1])) ** 2 + v[1])


def gaussian_gradient(v: Any) -> Any:
    z = (Y - v[0]) / np.exp(v[1])
    return np.array([-np.sum(z) / np.exp(v[1]), np.sum(1 - z**2)])


def loop(x: Any) -> Any:
    total = 0.0
    for i in range(len(x)):
        total = total + np.sin(x[i]) * (i + 1)
    return total


def himmelblau(x: Any) -> Any:
    return (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2


def himmelblau_gradient(x: Any) -> Any:
    p, q = x[0] ** 2 + x[1] - 11, x[0] + x[1] ** 2 - 7
    return np.array([4 * x[0] * p + 2 * q, 2 * p + 4 * x[1] * q])


def written(x: Any) -> Any:
    y = np.empty_like(x)
    y[0] = x[0]
    for i in range(1, len(x)):
        y[i] = y[i - 1] * x[i]
    return y[-1]


TRAPS_RIGHT = [
    Case("log near 0", np.log, lambda x: 1 / x, 1e-7),
    Case("large constant", lambda x: 1e8 + np.sin(x), np.cos, 1.0),
    Case("fast sine", lambda x: np.sin(1e4 * x), lambda x: 1e4 * np.cos(1e4 * x), 1.0),
    Case("sine far out", np.sin, np.cos, 1e9),
    Case("reciprocal", lambda x: 1 / x, lambda x: -1 / x**2, 0.05),
    Case(
        "aliased sine",
        lambda x: x + np.sin(128 * np.pi * x) / (128 * np.pi),
        lambda x: 1 + np.cos(128 * np.pi * x),
        1.0,
    ),
    Case("log in its domain", np.log, lambda x: 1 / x, 0.25),
    Case("cancelling", lambda x: (1 - np.cos(x)) / x**2, lambda x: (x * np.sin(x) + 2 * np.cos(x) - 2) / x**3, 1e-3),
    Case("tanh from its value", np.tanh, lambda x: 1 - np.tanh(x) ** 2, 12.0),
    Case("exp over exp - 1", lambda x: np.exp(x) / np.expm1(x), lambda x: -np.exp(x) / np.expm1(x) ** 2, 1e-7),
    Case("sine at a rounded place", np.sin, np.cos, 1e5 + 0.1),
]

TRAPS_WRONG = [
    Case("3x for x^3 at 1", lambda x: x**3, lambda x: 3 * x, 1.0),
    Case("small penalty forgotten", lambda w: np.sum(np.sin(w)) + 1e-4 * np.sum(w**2), np.cos, X3),
    Case("pi as 3.1416", lambda x: np.sin(np.pi * x), lambda x: 3.1416 * np.cos(np.pi * x), 0.3),
    Case("sign of a small term", lambda x: x**2 + 1e-7 * np.sin(x), lambda x: 2 * x - 1e-7 * np.cos(x), 1.0),
    Case("NaN", lambda w: np.sum(w**2), lambda w: w * np.nan, X3),
    Case("NaN in one place", lambda w: np.sum(w**2), lambda w: np.where(w > 2, np.nan, 2 * w), X3),
    Case("aliased sine", lambda x: x + np.sin(128 * np.pi * x) / (128 * np.pi), lambda x: 1.0 + 0 * x, 1.0),
    Case(
        "a thousandth, cancelling",
        lambda x: (1 - np.cos(x)) / x**2,
        lambda x: 1.001 * (x * np.sin(x) + 2 * np.cos(x) - 2) / x**3,
        1e-3,
    ),
]

RIGHT = [
    *TRAPS_RIGHT,
    Case("sum of squares", lambda x: np.sum(x**2), lambda x: 2 * x, X4),
    Case("logistic loss", logistic, logistic_gradient, X4),
    Case("ridge", ridge, ridge_gradient, X4),
    Case("quadratic form", quadratic, lambda x: (B + B.T) @ x, X4),
    Case("cross entropy", cross_entropy, cross_entropy_gradient, W),
    Case("network", network, network_gradient, X4),
    Case("neighbours", chain, chain_gradient, X4),
    Case("Huber away from its bends", huber, lambda x: np.clip(x, -1, 1), np.array([0.2, -3.0, 1.7])),
    Case("entropy", entropy, lambda p: -np.log(p) - 1, np.array([0.2, 0.3, 0.5])),
    Case("cube of a norm", norm_cubed, lambda x: 3 * np.sqrt(np.sum(x**2)) * x, X4),
    Case("Gaussian", gaussian, gaussian_gradient, np.array([0.2, -0.3])),
    Case("loop", loop, lambda x: np.cos(x) * np.arange(1, 4), X3),
    Case("Himmelblau", himmelblau, himmelblau_gradient, np.array([1.2, -0.4])),
    Case("at a minimum", himmelblau, himmelblau_gradient, np.array([3.0, 2.0])),
    Case("product", written, lambda x: np.prod(x) / x, X3),
    Case("numpy product", np.prod, lambda x: np.prod(x) / x, X3),
    Case("log-sum-exp", lambda x: np.log(np.sum(np.exp(x))), softmax, X4),
    Case(
        "shifted log-sum-exp with a tie",
        lambda x: np.max(x) + np.log(np.sum(np.exp(x - np.max(x)))),
        softmax,
        np.ones(3),
    ),
    Case("variance", np.var, lambda x: 2 * (x - np.mean(x)) / x.size, X4),
    Case("deviation", np.std, lambda x: (x - np.mean(x)) / (x.size * np.std(x)), X4),
    Case("norm", np.linalg.norm, lambda x: x / np.linalg.norm(x), X4),
    Case("log-determinant", lambda m: np.linalg.slogdet(m @ m.T)[1], lambda m: 2 * np.linalg.inv(m).T, B),
    Case("trace", lambda m: np.trace(m @ B), lambda m: B.T, B + np.eye(4)),
    Case("cumulative sum", lambda x: np.sum(np.cumsum(x) ** 2), lambda x: 2 * np.cumsum(np.cumsum(x)[::-1])[::-1], X4),
    Case("absolute values away from 0", lambda x: np.sum(np.abs(x)), np.sign, X4),
    Case("maximum without a tie", np.max, lambda x: np.eye(4)[np.argmax(x)], X4),
    Case("unused variable", lambda x: x[0] ** 2 + np.exp(x[2]), lambda x: np.array([2 * x[0], 0, np.exp(x[2])]), X3),
    Case(
        "badly scaled",
        lambda x: 1e9 * x[0] ** 2 + 1e-9 * np.sin(x[1]),
        lambda x: np.array([2e9 * x[0], 1e-9 * np.cos(x[1])]),
        X3[:2],
    ),
    Case(
        "distance", lambda x: np.sqrt(np.sum((x - Y[:4]) ** 2)), lambda x: (x - Y[:4]) / np.linalg.norm(x - Y[:4]), X4
    ),
    Case(
        "squared relu at 0",
        lambda x: np.sum(np.maximum(x, 0) ** 2),
        lambda x: 2 * np.maximum(x, 0),
        np.array([0.0, 1.0, -1.0]),
    ),
    Case("given as an array", lambda x: np.sum(x**2), 2 * X4, X4),
    Case(
        "near a kink",
        lambda x: np.sum(np.maximum(x, 0)),
        lambda x: np.where(x > 0, 1.0, 0.0),
        np.array([1e-12, -1e-12]),
    ),
]

WRONG = [
    *TRAPS_WRONG,
    Case("factor 2", lambda x: np.sum(x**2), lambda x: x, X4),
    Case("mean for sum", lambda x: np.mean(x**2), lambda x: 2 * x, X4),
    Case("logistic sign", logistic, lambda w: -logistic_gradient(w), X4),
    Case("logistic batch", logistic, lambda w: 6 * logistic_gradient(w), X4),
    Case("ridge without penalty", ridge, lambda w: A.T @ (A @ w - Y), X4),
    Case("ridge penalty halved", ridge, lambda w: A.T @ (A @ w - Y) + 0.05 * w, X4),
    Case("quadratic form as symmetric", quadratic, lambda x: 2 * B @ x, X4),
    Case("quadratic form, one half", quadratic, lambda x: B @ x, X4),
    Case("cross entropy reversed", cross_entropy, lambda w: cross_entropy_gradient(w)[:, ::-1], W),
    Case("network without its inner slope", network, lambda w: B.T @ (2 * np.tanh(B @ w)), X4),
    Case("network, square forgotten", network, lambda w: B.T @ (2 * np.tanh(B @ w) * (1 - np.tanh(B @ w))), X4),
    Case("one end forgotten", chain, lambda x: np.append(chain_gradient(x)[:-1], 0.0), X4),
    Case("neighbours shifted", chain, lambda x: np.roll(chain_gradient(x), 1), X4),
    Case("entropy without 1", entropy, lambda p: -np.log(p), np.array([0.2, 0.3, 0.5])),
    Case("norm, power off", norm_cubed, lambda x: 3 * np.sum(x**2) * x, X4),
    Case("Gaussian, one sign", gaussian, lambda v: gaussian_gradient(v) * np.array([-1, 1]), np.array([0.2, -0.3])),
    Case("Gaussian swapped", gaussian, lambda v: gaussian_gradient(v)[::-1], np.array([0.2, -0.3])),
    Case("loop, off by one", loop, lambda x: np.cos(x) * np.arange(3), X3),
    Case(
        "Himmelblau, a coefficient",
        himmelblau,
        lambda x: himmelblau_gradient(x) + np.array([1e-6, 0]),
        np.array([1.2, -0.4]),
    ),
    Case("product, one too many", np.prod, lambda x: np.prod(x) + 0 * x, X3),
    Case("variance with n - 1", np.var, lambda x: 2 * (x - np.mean(x)) / (x.size - 1), X4),
    Case("norm not normalised", np.linalg.norm, lambda x: x, X4),
    Case("log-determinant transposed", lambda m: np.linalg.slogdet(m @ m.T)[1], lambda m: 2 * np.linalg.inv(m), B),
    Case("trace transposed", lambda m: np.trace(m @ B), lambda m: B, B + np.eye(4)),
    Case("degrees", lambda x: np.sum(np.sin(np.pi / 180 * x)), lambda x: np.cos(np.pi / 180 * x), X3),
    Case(
        "one element, one millionth",
        lambda x: np.sum(np.exp(x)),
        lambda x: np.exp(x) * np.array([1, 1, 1 + 1e-6, 1]),
        X4,
    ),
    Case(
        "a small component dropped",
        lambda x: 1e9 * x[0] ** 2 + 1e-9 * np.sin(x[1]),
        lambda x: np.array([2e9 * x[0], 0.0]),
        X3[:2],
    ),
    Case("zeros", lambda x: np.sum(np.exp(x)), np.zeros_like, X4),
    Case("a column for a row", lambda x: np.sum(x**2), lambda x: 2 * x[:, None], X4),
    Case("infinity", lambda x: np.sum(x**2), lambda x: x / 0.0, X4),
    Case("given as an array", lambda x: np.sum(x**2), 2 * X4 + 1e-9, X4),
    Case("right at a zero only", lambda x: np.sum(np.sin(x)), lambda x: 1 + x, np.zeros(3)),
    Case("linear for exponential at 0", lambda x: np.sum(np.exp(x)), lambda x: np.ones_like(x), np.zeros(3)),
]

KINKS = [
    Case("|x| with slope 0", lambda x: np.abs(x), lambda x: 0.0, 0.0),
    Case("|x| with slope 1", lambda x: np.abs(x), lambda x: 1.0, 0.0),
    Case("sum of |x|", lambda x: np.sum(np.abs(x)), np.sign, np.array([1.0, 0.0, -2.0])),
    Case("relu at 0", lambda x: np.sum(np.maximum(x, 0)), lambda x: (x > 0) * 1.0, np.array([0.0, 1.0])),
    Case("relu by where", lambda x: np.sum(np.where(x > 0, x, 0)), lambda x: (x > 0) * 1.0, np.array([0.0, 1.0])),
    Case("leaky relu", lambda x: np.sum(np.where(x > 0, x, 0.1 * x)), lambda x: np.where(x > 0, 1, 0.1), np.zeros(2)),
    Case("relu by a branch", lambda x: x if x > 0 else 0.0 * x, lambda x: 1.0, 0.0),
    Case("maximum with a tie", np.max, lambda x: np.eye(2)[np.argmax(x)], np.array([2.0, 2.0])),
    Case("minimum with a tie", np.min, lambda x: np.eye(2)[np.argmin(x)], np.array([2.0, 2.0])),
    Case("maximum of two", lambda x: np.maximum(x[0], x[1]), lambda x: np.array([0.5, 0.5]), np.array([1.5, 1.5])),
    Case("hinge", lambda w: np.maximum(0, 1 - w[0]), lambda w: np.array([-1.0]), np.array([1.0])),
    Case("clip", lambda x: np.sum(np.clip(x, 0, 1)), lambda x: np.ones_like(x), np.array([1.0, 0.5])),
    Case("step", lambda x: np.floor(x) + x, lambda x: 1.0, 2.0),
    Case("sign", lambda x: np.sign(x) + x, lambda x: 1.0, 0.0),
    Case("norm at 0", lambda x: np.sqrt(np.sum(x**2)), np.zeros_like, np.zeros(2)),
    Case("square root at 0", np.sqrt, lambda x: 0.0, 0.0),
]
