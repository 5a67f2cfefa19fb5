"""Slips of NumPy code: each planted one is named, at points where the truth is known in closed form."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc

RNG = np.random.default_rng(3)
X = RNG.uniform(0.5, 2.0, 5)
MATRIX = RNG.normal(size=(5, 5))
SYMMETRIC = MATRIX + MATRIX.T
WEIGHTS = np.arange(1.0, 13.0).reshape(3, 4)
CUBE = np.arange(1.0, 19.0).reshape(3, 3, 2)
DATA, TARGET, SAMPLE = RNG.normal(size=(20, 5)), RNG.normal(size=20), RNG.normal(size=10)


def loss(x: Any) -> Any:
    return np.sum(np.exp(x) * x)


def slope(x: Any) -> Any:
    return np.exp(x) * (x + 1)


def ridge(w: Any) -> Any:
    return np.mean((DATA @ w - TARGET) ** 2) + 0.1 * np.sum(w**2)


def normal(p: Any) -> Any:
    return np.sum((SAMPLE - p[0]) ** 2) / (2 * p[1]) + 5 * np.log(p[1])


def normal_slope(p: Any, factor: Any) -> Any:
    rest = SAMPLE - p[0]
    return np.array([-np.sum(rest) / p[1], factor * (-np.sum(rest**2) / (2 * p[1] ** 2) + 5 / p[1])])


GRADIENTS = {
    "w.r.t. the logarithm": (loss, lambda x: slope(x) * x, X, "the claim is the derivative with respect to log(x)"),
    "w.r.t. the logarithm, of what is negative": (
        loss,
        lambda x: slope(x) * x,
        X * np.array([1, 1, -1, 1, 1]),
        "the claim is the derivative with respect to log(abs(x))",
    ),
    "sum beside a penalty": (
        ridge,
        lambda w: 2 * DATA.T @ (DATA @ w - TARGET) + 0.2 * w,
        X,
        "but for a term 0.2 w (of a penalty w^2), the claim is the derivative times 20",
    ),
    "standard deviation": (
        normal,
        lambda p: normal_slope(p, 2 * np.sqrt(p[1])),
        np.array([0.3, 1.7]),
        "in p[1], the claim is the derivative with respect to sqrt(p[1]), such as a standard deviation instead of",
    ),
    "log variance": (
        normal,
        lambda p: normal_slope(p, p[1]),
        np.array([0.3, 1.7]),
        "in p[1], the claim is the derivative with respect to log(p[1])",
    ),
    "flipped": (
        lambda v: np.sum(np.sin(v) * WEIGHTS),
        lambda v: (np.cos(v) * WEIGHTS)[:, ::-1],
        RNG.normal(size=(3, 4)),
        "the claim is flipped along axis 1",
    ),
    "swapped axes": (
        lambda v: np.sum(np.sin(v) * CUBE),
        lambda v: np.swapaxes(np.cos(v) * CUBE, 0, 1),
        RNG.normal(size=(3, 3, 2)),
        "axes 0 and 1 of the claim are swapped",
    ),
    "mask": (
        lambda x: np.sum(np.maximum(x, 0) * TARGET[:5]),
        lambda x: TARGET[:5],
        X * np.array([1, -1, 1, -1, 1]),
        "the derivative is 0 in components [1], [3], and the claim is not: as if a mask, such as that of max(x, 0)",
    ),
    "chain rule of tanh": (
        lambda x: np.sum(np.tanh(x) * TARGET[:5]),
        lambda x: TARGET[:5],
        X,
        "the factor 1 - tanh(x)^2, the derivative of tanh(x), is missing",
    ),
    "argument for the value": (
        lambda x: np.sum(np.tanh(x) * TARGET[:5]),
        lambda x: TARGET[:5] * (1 - x**2),
        X,
        "the derivative of tanh is taken as 1 - x^2: it is 1 - y^2, of the value y = tanh(x)",
    ),
    "chain rule of the sigmoid": (
        lambda x: np.sum(TARGET[:5] / (1 + np.exp(-x))),
        lambda x: TARGET[:5],
        X,
        "the factor s (1 - s) is missing, the derivative of s = sigmoid(x)",
    ),
    "w.r.t. the logit": (
        loss,
        lambda x: slope(x) * x * (1 - x),
        X / 4,
        "the claim is the derivative with respect to logit(x)",
    ),
    "nothing written": (loss, lambda x: 0 * x, X, "no component was ever written: the claim is 0"),
    "not more than is 0": (
        lambda x: x[0] ** 2 + x[2] ** 3,
        lambda x: np.array([2 * x[0], 0, 0, 0, 0]),
        X,
        "component [2] was never written: the claim is 0 there",
    ),
    "negative share": (loss, lambda x: slope(x) / -7, X, "the claim is the derivative times -1/7"),
}


@pytest.mark.parametrize("name", GRADIENTS)
def test_a_slip_in_a_gradient_is_named(name: str) -> None:
    f, claimed, at, said = GRADIENTS[name]
    check = dc.check_gradient(f, claimed, at)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.text.startswith(said)


@pytest.mark.parametrize(("factor", "said"), [(0.5, "1/2"), (3**0.5, "sqrt(3)"), (0.125, "1/8")])
def test_factors_of_float32_have_names(factor: float, said: str) -> None:
    check = dc.check_gradient(loss, lambda x: np.float32(factor) * slope(x), X.astype(np.float32))
    assert f"times {said}" in check.cause.text


def hessian(x: Any) -> Any:
    return SYMMETRIC + np.diag(6 * x)


def without_block(x: Any) -> Any:
    left = hessian(x).copy()
    left[:2, 2:] = left[2:, :2] = 0
    return left


def reparametrised(p: Any, factor: Any = 1.0) -> Any:
    """The Hessian of exp(c) (sin(ab) + a^2 + exp(c)), its last row and column over a factor."""
    a, b, c = p
    e, s, r = np.exp(c), np.sin(a * b), np.cos(a * b)
    upper = [
        [e * (2 - b * b * s), e * (r - a * b * s), e * (b * r + 2 * a)],
        [0, -e * a * a * s, e * a * r],
        [0, 0, e * (s + a * a) + 4 * e * e],
    ]
    found = np.array(upper) + np.triu(upper, 1).T
    found[2, :2], found[:2, 2], found[2, 2] = found[2, :2] / factor, found[:2, 2] / factor, found[2, 2] / factor
    return found


HESSIANS = {
    "triangle": (lambda x: np.triu(hessian(x)), "the triangle below the diagonal was never written"),
    "block": (without_block, "the block of rows 0 to 1 and columns 2 to 4, and its transpose, was never written"),
    "symmetric": (
        lambda x: hessian(x) * (2 - np.eye(5)),
        "in the elements off the diagonal, the claim is the derivative times 2",
    ),
}


@pytest.mark.parametrize("name", HESSIANS)
def test_a_slip_in_a_hessian_is_named(name: str) -> None:
    claimed, said = HESSIANS[name]
    check = dc.check_hessian(lambda x: x @ SYMMETRIC @ x / 2 + np.sum(x**3), claimed, X)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause.text.startswith(said)


def test_a_factor_that_is_missing_in_a_row_and_a_column() -> None:
    at = np.array([0.4, 0.9, 0.3])

    def f(p: Any) -> Any:
        return np.exp(p[2]) * (np.sin(p[0] * p[1]) + p[0] ** 2 + np.exp(p[2]))

    assert dc.check_hessian(f, reparametrised, at).verdict is dc.Verdict.AGREES
    check = dc.check_hessian(f, lambda p: reparametrised(p, np.exp(p[2])), at)
    assert check.cause.text == "in p[2], the claim is the derivative with respect to exp(p[2])"


def test_a_hessian_by_another_parameter_lacks_a_term_on_the_diagonal() -> None:
    """With v = exp(c) the function is v (sin(ab) + a^2 + v), and its second derivative by v is 2."""
    at = np.array([0.4, 0.9, 0.3])

    def f(p: Any) -> Any:
        return np.exp(p[2]) * (np.sin(p[0] * p[1]) + p[0] ** 2 + np.exp(p[2]))

    def by_v(p: Any, corner: float = 2.0) -> Any:
        found = reparametrised(p, np.exp(p[2]))
        found[2, 2] = corner
        return found

    check = dc.check_hessian(f, by_v, at)
    assert check.cause.text == (
        "in p[2], the claim is the derivative with respect to exp(p[2]), off the diagonal at least"
    )
    unrelated = dc.check_hessian(f, lambda p: by_v(p) + np.array([[0, 0, 0.1], [0, 0, 0], [0.1, 0, 0]]), at)
    assert unrelated.cause is None


def test_one_number_is_not_explained() -> None:
    assert dc.check_gradient(lambda x: x[0] ** 2 / 2, np.array([4.0]), np.array([2.0])).cause is None


def test_a_term_that_is_all_of_the_derivative_leaves_no_factor() -> None:
    """Of 2 x the claim int(2 x) is no multiple beside a penalty: the term alone is the derivative."""
    x = np.array([1.3, 2.2])
    check = dc.check_gradient(lambda x: np.sum(x**2), lambda x: (2 * x).astype(int), x)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is None


@pytest.mark.parametrize("change", [lambda x: np.cos(3 * x), lambda x: 1 - x**2 / 3, lambda x: np.tanh(x) ** 2])
def test_no_chain_or_mask_is_named_for_another_factor(change: Any) -> None:
    check = dc.check_gradient(loss, lambda x: slope(x) * change(x), X)
    assert check.verdict is dc.Verdict.REFUTED
    # The code itself tells it.
    assert check.cause.text.startswith("the factor `change(x)` in `slope(x) * change(x)`")
    assert check.cause.text.endswith("is too much")


def test_what_is_refuted_is_not_called_right_but_for_its_digits() -> None:
    def claimed(x: Any) -> Any:
        return 2 * ((loss(x) + 1e9) - 1e9) * slope(x) / loss(x)

    check = dc.check_gradient(loss, claimed, X)
    assert check.verdict is dc.Verdict.REFUTED
    assert not any("it is right" in said for said in check.warnings)


def test_a_claim_that_is_kept_from_its_first_call_is_told_from_one_that_is_wrong_there() -> None:
    first: list[Any] = []

    def claim(x: Any) -> Any:
        if not first:
            first.append(np.exp(x))
        return first[0]

    x = np.array([0.1, 0.2])
    cause = dc.check_gradient(lambda y: np.sum(np.exp(y)), claim, x).cause
    assert (cause.kind, "kept from a first call" in cause.text) == ("kept", True)
    assert dc.check_gradient(lambda y: np.sum(np.exp(y)), lambda y: np.cos([0.1, 0.2]), x).cause is None
