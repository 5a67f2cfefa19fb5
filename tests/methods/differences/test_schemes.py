"""Stencils: the oracles are Fornberg's tables (Math. Comp. 51, 1988) and exact rational arithmetic."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction

import numpy as np
import pytest
from rows import of_each

from derivcheck.ground.errors import InputError, SchemeError
from derivcheck.methods.differences import schemes
from derivcheck.methods.differences.schemes import DEFAULT, TABLE, Scheme, Stencil, stencil
from derivcheck.results import Verdict
from derivcheck.testing.compare import compare

ORDERS = (1, 2, 3, 4)
EVERY = [(name, order) for name in TABLE for order in ORDERS]

# Table 1: weights at the nodes 0, 1, 2, ...; those at -1, -2, ... are the same up to the sign (-1)^order.
CENTRAL = {
    (1, 2): "0 1/2",
    (1, 4): "0 2/3 -1/12",
    (1, 6): "0 3/4 -3/20 1/60",
    (1, 8): "0 4/5 -1/5 4/105 -1/280",
    (2, 2): "-2 1",
    (2, 4): "-5/2 4/3 -1/12",
    (2, 6): "-49/18 3/2 -3/20 1/90",
    (2, 8): "-205/72 8/5 -1/5 8/315 -1/560",
    (3, 2): "0 -1 1/2",
    (3, 4): "0 -13/8 1 -1/8",
    (3, 6): "0 -61/30 169/120 -3/10 7/240",
    (4, 2): "6 -4 1",
    (4, 4): "28/3 -13/2 2 -1/6",
    (4, 6): "91/8 -122/15 169/60 -2/5 7/240",
}

# Table 3: weights at the nodes 0, 1, 2, ....
FORWARD = {
    (1, 1): "-1 1",
    (1, 2): "-3/2 2 -1/2",
    (1, 3): "-11/6 3 -3/2 1/3",
    (1, 4): "-25/12 4 -3 4/3 -1/4",
    (2, 1): "1 -2 1",
    (2, 2): "2 -5 4 -1",
    (2, 3): "35/12 -26/3 19/2 -14/3 11/12",
    (2, 4): "15/4 -77/6 107/6 -13 61/12 -5/6",
    (3, 1): "-1 3 -3 1",
    (3, 2): "-5/2 9 -12 7 -3/2",
    (3, 3): "-17/4 71/4 -59/2 49/2 -41/4 7/4",
    (3, 4): "-49/8 29 -461/8 62 -307/8 13 -15/8",
    (4, 1): "1 -4 6 -4 1",
    (4, 2): "3 -14 26 -24 11 -2",
    (4, 3): "35/6 -31 137/2 -242/3 107/2 -19 17/6",
    (4, 4): "28/3 -111/2 142 -1219/6 176 -185/2 82/3 -7/2",
}


def published(text: str) -> dict[Fraction, Fraction]:
    weights = [Fraction(c) for c in text.split()]
    return {Fraction(g): c for g, c in enumerate(weights) if c}


def derived(s: Stencil) -> dict[Fraction, Fraction]:
    return dict(zip(s.offsets, s.weights, strict=True))


@pytest.mark.parametrize(("order", "accuracy"), CENTRAL)
def test_central_weights_are_those_published(order: int, accuracy: int) -> None:
    half = published(CENTRAL[order, accuracy])
    mirrored = {-g: (-1) ** order * c for g, c in half.items()}
    assert derived(stencil(f"central-{accuracy}", order)) == {**half, **mirrored}


@pytest.mark.parametrize(("order", "accuracy"), FORWARD)
def test_one_sided_weights_are_those_published(order: int, accuracy: int) -> None:
    weights = published(FORWARD[order, accuracy])
    assert derived(stencil(f"forward-{accuracy}", order)) == weights
    mirrored = {-g: (-1) ** order * c for g, c in weights.items()}
    assert derived(stencil(f"backward-{accuracy}", order)) == mirrored


def wrong_moments(s: Stencil) -> list[int]:
    """Return the degrees below q + p at which sum c g^k is not what Taylor's theorem asks for."""
    wanted = [math.factorial(k) if k == s.order else 0 for k in range(s.order + s.accuracy)]
    return [k for k, m in enumerate(wanted) if sum(c * g**k for g, c in derived(s).items()) != m]


@of_each(EVERY)
def test_every_stencil_has_the_accuracy_in_its_name(name: str, order: int) -> None:
    s = stencil(name, order)
    assert s.accuracy == int(name.rpartition("-")[2])
    assert wrong_moments(s) == []
    assert list(s.offsets) == sorted(set(s.offsets))


@of_each(EVERY)
def test_the_error_constant_is_the_error_for_the_first_power_that_is_missed(name: str, order: int) -> None:
    s, h = stencil(name, order), Fraction(1, 7)
    k = order + s.accuracy
    # f = x^k at 0 has f^(k) = k! and no other derivative, so the error is C k! h^p and nothing else.
    estimate = s.apply([(g * h) ** k for g in s.offsets], h)
    assert estimate == s.constant * math.factorial(k) * h**s.accuracy != 0


@of_each(EVERY)
def test_polynomials_below_that_power_are_differentiated_exactly(name: str, order: int) -> None:
    s, x, h = stencil(name, order), Fraction(3, 5), Fraction(2, 9)
    for k in range(order + s.accuracy):
        truth = math.perm(k, order) * x ** (k - order) if k >= order else 0
        assert s.apply([(x + g * h) ** k for g in s.offsets], h) == truth


def test_a_wrong_weight_is_found() -> None:
    s = stencil("central-4")
    planted = dataclasses.replace(s, weights=(*s.weights[:-1], s.weights[-1] * Fraction(1001, 1000)))
    assert wrong_moments(planted) != []


def test_roundoff_gain_and_reach() -> None:
    s = stencil("forward-2")
    assert s.absolute_moment(0) == 4  # 3/2 + 2 + 1/2
    assert s.absolute_moment(1) == 3  # 2 * 1 + 1/2 * 2
    assert s.reach == 2
    assert s.denominator == 2


@pytest.mark.parametrize("order", [2, 3])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_float_program_is_the_formula_as_one_writes_it(order: int, dtype: type) -> None:
    left, middle, right, h = (dtype(v) for v in (0.1, 0.7, 1.9, 1e-3))
    assert stencil("central-2").apply([left, right], h) == (right - left) / (2 * h)
    assert stencil("forward-1").apply([left, right], h) == (right - left) / h
    assert stencil("central-2", 2).apply([left, middle, right], h) == (left - 2 * middle + right) / (h * h)
    values = [left, middle, right, right, middle][: order + 1]
    assert isinstance(stencil("forward-1", order).apply(values, h), dtype)


@pytest.mark.parametrize(
    ("name", "order", "weights", "accuracy", "constant"),
    [
        ("offsets:-1,1", 1, ["-1/2", "1/2"], 2, "1/6"),
        ("offsets:-1/2,1/2", 1, ["-1", "1"], 2, "1/24"),
        ("offsets: -0.5 , 0.5 ", 1, ["-1", "1"], 2, "1/24"),
        ("offsets:2,-1,0", 1, ["-2/3", "1/2", "1/6"], 2, "1/3"),
        ("offsets:-1,0,1", 2, ["1", "-2", "1"], 2, "1/12"),
        ("offsets:0,1/3", 1, ["-3", "3"], 1, "1/6"),
        ("offsets:5,6", 1, ["-1", "1"], 1, "11/2"),
    ],
)
def test_own_offsets(name: str, order: int, weights: list[str], accuracy: int, constant: str) -> None:
    s = stencil(name, order)
    assert [str(c) for c in s.weights] == weights
    assert (s.accuracy, str(s.constant)) == (accuracy, constant)
    assert wrong_moments(s) == []


def test_a_node_of_weight_zero_is_not_evaluated() -> None:
    assert stencil("offsets:-1,0,1").offsets == (-1, 1)


@pytest.mark.parametrize(
    ("name", "order", "words"),
    [
        ("centrl-2", 1, "no scheme 'centrl-2'; known: forward-1"),
        ("", 1, "no scheme ''"),
        ("central-3", 1, "central-4"),
        ("central-2", 0, "order 0; known: 1 to 4"),
        ("central-2", 5, "order 5; known: 1 to 4"),
        ("central-2", -1, "order -1"),
        ("offsets:", 1, "write offsets:-1,0,2"),
        ("offsets:a,b", 1, "write offsets:-1,0,2"),
        ("offsets:1/0,1", 1, "write offsets:-1,0,2"),
        ("offsets:nan,1", 1, "write offsets:-1,0,2"),
        ("offsets:inf,1", 1, "write offsets:-1,0,2"),
        ("offsets:1e999999999,1", 1, "write offsets:-1,0,2"),
        ("offsets:" + "9" * 5000 + ",1", 1, "write offsets:-1,0,2"),
        ("x" * 10**6, 1, "no scheme 'xxx"),
        ("offsets:" + "1," * 10**5 + "1", 1, "names an offset twice"),
        ("offsets:1,1", 1, "names an offset twice"),
        ("offsets:0.5,1/2", 1, "names an offset twice"),
        ("offsets:1", 1, "order 1 needs 2 to 25"),
        ("offsets:-1,1", 2, "order 2 needs 3 to 25"),
        ("offsets:" + ",".join(map(str, range(26))), 1, "26 offsets"),
        ("offsets:0,1001", 1, "beyond 1000"),
        ("offsets:0,1/1001", 1, "finer than 1/1000"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_would_work(name: str, order: int, words: str) -> None:
    with pytest.raises(SchemeError) as caught:
        stencil(name, order)
    message = str(caught.value)
    assert words in message
    assert "\n" not in message
    assert len(message) < 300
    assert isinstance(caught.value, InputError)


def test_the_default_schemes_are_in_the_table() -> None:
    assert set(DEFAULT) <= set(TABLE)
    assert [scheme.name for scheme in TABLE.values()] == list(TABLE)


def test_one_row_adds_a_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Scheme("lopsided-2", lambda order: range(-1, order + 1))
    monkeypatch.setattr(schemes, "TABLE", {**TABLE, row.name: row})
    assert stencil("lopsided-2", 2).offsets == (-1, 0, 1)
    found = compare("exp(x)", 0.5, schemes=["lopsided-2"], steps=[1e-3, 1e-4])
    assert [curve.scheme for curve in found.curves] == ["lopsided-2"]
    assert found.verdict is Verdict.AGREES
