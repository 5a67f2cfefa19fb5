"""Wrong claims that are right but for one slip in their calculus: each is named, and made right by what is said."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.special import logsumexp, softmax
from scipy.stats import norm

import derivcheck as dc
from derivcheck.gradients.calculus_rules import product_rule
from derivcheck.gradients.edit_names import KnownNames
from derivcheck.gradients.edits import edits

RNG = np.random.default_rng(3)
A, B, W = RNG.normal(size=(4, 3)), RNG.normal(size=(4, 3)), RNG.random(4)
Q = np.array([1.0, -1.0, -1.0, 1.0])
MASK = np.array([True, False, False, True, True, False, True])
C = RNG.normal(size=7)


def normal_losses(b: Any) -> Any:
    return np.sum(norm.logcdf(Q * (A @ b)))


def other_tail(b: Any) -> Any:
    z = Q * (A @ b)
    return (Q * norm.pdf(z) / norm.sf(z)) @ A


def standardised(x: Any) -> Any:
    centred = x - x.mean(axis=1, keepdims=True)
    return np.sum(A * centred / np.sqrt(np.mean(centred**2, axis=1, keepdims=True) + 1e-5))


def variance_forgotten(x: Any) -> Any:
    s = np.sqrt(x.var(axis=1, keepdims=True) + 1e-5)
    z = (x - x.mean(axis=1, keepdims=True)) / s
    d = A - A.mean(axis=1, keepdims=True)
    return d / s + 0 * z


def weighted_softmax(x: Any) -> Any:
    return np.sum(B * softmax(x, axis=1))


def diagonal_only(x: Any) -> Any:
    p = softmax(x, axis=1)
    return B * p * (1 - p)


def filtered(t: Any) -> Any:
    gain, level = t[0], 0.0
    for y in (0.3, -0.7, 1.1):
        level = level + gain * (y - level)
        gain = gain * t[1]
    return level**2


def half_of_the_product_rule(t: Any) -> Any:
    gain, level = t[0], 0.0
    dgain, dlevel = np.array([1.0, 0.0]), np.zeros(2)
    for y in (0.3, -0.7, 1.1):
        rest = y - level
        drest = -dlevel
        level = level + gain * rest
        dlevel = dlevel + dgain * rest
        gain, dgain = gain * t[1], dgain * t[1] + gain * np.array([0.0, 1.0]) + 0 * drest
    return 2 * level * dlevel


def link(b: Any) -> Any:
    return np.sum(W * (np.exp(A @ b) - A @ b))


def with_waves(b: Any) -> Any:
    return link(b) + np.sum(np.sin(B @ b))


def link_forgotten(b: Any) -> Any:
    z = np.dot(A, b)
    return A.T @ (W * (z - 1))


def ratio_turned(b: Any) -> Any:
    z = np.exp(A @ b)
    return A.T @ (W * (1 - z)) + B.T @ np.cos(B @ b)


def without_weights(b: Any) -> Any:
    z = np.exp(A @ b)
    return A.T @ (z - 1) + 0 * W.sum()


def masked(x: Any) -> Any:
    return np.sum(np.where(MASK, x**2, np.sin(x)) * C)


def other_side(x: Any) -> Any:
    return np.where(~MASK, 2 * x, np.cos(x)) * C


def chain(x: Any) -> Any:
    return np.sum(C[1:] * x[1:] * x[:-1])


def one_step_short(x: Any) -> Any:
    g = np.zeros(7)
    for t in range(1, 6):
        g[t] += C[t] * x[t - 1]
        g[t - 1] += C[t] * x[t]
    return g


def entropy(x: Any) -> Any:
    z = x - logsumexp(x)
    return np.sum(z * np.exp(z))


def other_logarithm(x: Any) -> Any:
    p = softmax(x)
    return p * (np.log10(p) - np.sum(p * np.log(p)))


SLIPS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any], Any, str, str]] = {
    "tail": (normal_losses, other_tail, RNG.normal(size=3), "function", "`norm.cdf(z)`"),
    "variance": (standardised, variance_forgotten, RNG.normal(size=(4, 3)), "normalisation", "normalising `z`"),
    "softmax": (weighted_softmax, diagonal_only, RNG.normal(size=(4, 3)), "normalisation", "the diagonal of a softmax"),
    "product rule": (filtered, half_of_the_product_rule, np.array([0.4, 0.8]), "missing term", "`gain * drest`"),
    "link": (link, link_forgotten, RNG.normal(size=3), "function", "is to be `np.exp(z)`"),
    "order": (with_waves, ratio_turned, RNG.normal(size=3), "sign", "is to be `z - 1`"),
    "weights": (link, without_weights, RNG.normal(size=3), "factor", "the factor `W` is missing at `z - 1`"),
    "choice": (masked, other_side, RNG.normal(size=7), "mask", "`~MASK` in line"),
    "loop": (chain, one_step_short, RNG.normal(size=7), "index", "is to be `range(1, 7)`"),
    "logarithm": (entropy, other_logarithm, RNG.normal(size=4), "function", "is to be `np.log(p)`"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_the_slip_is_named(name: str) -> None:
    f, claim, x, kind, said = SLIPS[name]
    check = dc.check_gradient(f, claim, x)
    assert check.verdict is dc.Verdict.REFUTED
    assert check.cause is not None
    assert said in check.cause.text
    assert check.cause.kind == kind


def test_a_quotient_is_differentiated_by_its_divisor_too() -> None:
    node = ast.parse("du / v", mode="eval").body
    assert [said for _, said, _ in product_rule(node, KnownNames(["u", "v", "du", "dv"]))] == [
        "the term `-(u) * dv / v ** 2` is missing beside `{before}`{at}, as of the product rule"
    ]
    assert not list(product_rule(node, KnownNames(["u", "v", "du"])))


def test_what_a_comparison_or_a_mask_gives_may_be_so_by_chance() -> None:
    tree = ast.parse("lambda r, y: (r > 0) * y", mode="eval").body
    said = [edit.text for edit in edits(tree, KnownNames(["r", "y"], {"r": np.ones(2), "y": np.ones(2)}))]
    assert "`r > 0` in line 1 is to be `r < 0`" in said
    assert not [text for text in said if "`r` in line 1 is to be `y`" in text]
    mask = ast.parse("lambda m, y: m * y", mode="eval").body
    said = [edit.text for edit in edits(mask, KnownNames(["m", "y"], {"m": MASK, "y": C}))]
    assert "`y` in line 1 is to be `y[::-1]`" in said
    assert "`m` in line 1 is to be `m[::-1]`" not in said


def test_arrays_are_joined_with_themselves_in_no_loop() -> None:
    once = ast.parse("lambda a, b: np.concatenate([a, b])", mode="eval").body
    again = ast.parse("lambda a, b: [np.concatenate([a, b]) for _ in b]", mode="eval").body
    assert "`a` in line 1 is to be `b`" in [edit.text for edit in edits(once.body, ["a", "b"])]  # type: ignore[attr-defined]
    assert "`a` in line 1 is to be `b`" not in [edit.text for edit in edits(again, ["a", "b"])]
