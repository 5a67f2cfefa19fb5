"""Operators from both sides and in place, against those of float arrays; what would lose a number is refused."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derivcheck.arithmetic.real import Real
from derivcheck.autodiff.numbers.evaluation import evaluate
from derivcheck.autodiff.numbers.number_array import Space
from derivcheck.ground.errors import UnsupportedOperation

X = np.array([1.5, -2.0, 4.0])
OPERATORS = "add sub mul truediv mod floordiv matmul lt le gt ge eq ne".split()


@pytest.mark.parametrize("name", OPERATORS)
def test_from_both_sides(name: str) -> None:
    apply = getattr(operator, name)
    other = np.array([2.0, -2.0, 3.0])
    for code in (lambda x: apply(x, other) * 1, lambda x: apply(other, x) * 1):
        assert np.array_equal(np.asarray(evaluate(code, X, Real("float64")), dtype=float), code(X))


@pytest.mark.parametrize("apply", [operator.neg, operator.pos, abs])
def test_of_one_operand(apply: Callable[[Any], Any]) -> None:
    assert np.array_equal(np.asarray(evaluate(apply, X, Real("float64")), dtype=float), apply(X))


def test_in_place_changes_an_array_and_no_number() -> None:
    x = Space(Real("float64")).lift(X)
    same, number = x, x[0]
    x += 1
    kept = number
    number += 1
    assert same is x
    assert [float(e) for e in x.data] == [2.5, -1.0, 5.0]
    assert (float(kept.data[()]), float(number.data[()])) == (1.5, 2.5)


@pytest.mark.parametrize("convert", [float, complex])
def test_conversions_are_refused(convert: Any) -> None:
    with pytest.raises(UnsupportedOperation, match=convert.__name__):
        convert(Space(Real("float64")).lift(1.5))
