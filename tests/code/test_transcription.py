"""The formula that code computes, against the code itself and against the formula in a head."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from roundings import gamma

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.code.transcription import transcribe
from derivcheck.ground.errors import UnsupportedOperation

FORMULAS = {
    "x**2 + 1": lambda x: x**2 + 1,
    "exp(2*x)/(1 + sin(x**2))": lambda x: np.exp(2 * x) / (1 + np.sin(x**2)),
    "x**(1/3)": lambda x: x ** (1 / 3),
    "sin(x*(1/180*pi))": lambda x: np.sin(x * (math.pi / 180)),
    "7/5*x": lambda x: 1.4 * x,
    "abs(x)": np.abs,
    "x - x**3/6": lambda x: x - x**3 / 6,
    "x**2": np.square,
}


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_read_off(text: str) -> None:
    assert transcribe(FORMULAS[text]).typed == text


def loop(x: Any) -> Any:
    total = 0.0
    for k in range(4):
        total = total + x**k / math.factorial(k)
    return total


CODE = {
    "loop": loop,
    "arrays": lambda x: np.sum(np.array([1.0, 2.0]) * np.exp(x * np.array([0.5, 1.0]))),
    "assignment": lambda x: np.stack([x, x**2, 3 * x]).mean(),
    "logaddexp": lambda x: np.logaddexp(1.0, x),
    "linear algebra": lambda x: np.array([[x, 1.0], [2.0, x]]) @ np.array([x, 1.0]) @ np.array([1.0, 0.0]),
    "log base": lambda x: np.log2(x) + np.log10(x) + np.log1p(x) + np.expm1(x),
}


@pytest.mark.parametrize("name", CODE)
def test_the_formula_has_the_value_of_the_code(name: str) -> None:
    with Running(Real()) as m:
        for x in (0.3, 1.7, 4.0):
            found = transcribe(CODE[name]).evaluate(m, {"x": m.exact(x)})
            # Two float programs of the same operations, each within the running error bound.
            assert abs(found.value - CODE[name](np.float64(x))) <= 2 * found.bound <= gamma(100) * abs(found.value)


@pytest.mark.parametrize(
    "code",
    [
        lambda x: x if x > 0 else -x,
        lambda x: np.where(x > 0, x, -x),
        lambda x: math.sin(x),
        lambda x: np.floor(x),
        lambda x: x * np.inf,
        lambda x: np.linalg.det(np.array([[x, 1.0], [2.0, x]])),
    ],
)
def test_code_that_is_more_than_a_formula_is_refused(code: Any) -> None:
    with pytest.raises(UnsupportedOperation):
        transcribe(code)


def test_the_variable_is_named() -> None:
    assert transcribe(lambda x: x + 1, "t").text == "t + 1"


def test_a_planted_fault_is_found() -> None:
    """Code that does something else shows in the text."""
    assert transcribe(lambda x: x - x**3 / 5).text != "x - x**3/6"
