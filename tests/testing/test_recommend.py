"""What is recommended has the error that is told; without a step where that is as good."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.arithmetic.real import Real
from derivcheck.methods.differences.schemes import stencil


@pytest.mark.parametrize(
    ("f", "x", "slope", "method"),
    [
        ("exp(2*x)/(1+sin(x**2))", 0.5, 2.665661729407024448, "forward-mode"),
        (np.tanh, 0.3, 1 / math.cosh(0.3) ** 2, "forward-mode"),
        (lambda x: math.exp(x), 0.5, math.exp(0.5), "adaptive"),
    ],
)
def test_the_difference_has_the_error_that_is_told(f: Any, x: float, slope: float, method: str) -> None:
    found = dc.recommend(f, x)
    assert found.method == method
    assert found.difference is not None
    s, h = stencil(found.scheme), found.h
    program = partial(dc.parse(f).evaluate, Real()) if isinstance(f, str) else None
    nodes = [np.float64(x + float(g) * h) for g in s.offsets]
    values = [program({"x": y}) if program else f(y) for y in nodes]
    value = float(s.apply(values, h))
    assert abs(value - slope) <= found.difference.error_bound * 1.01 + 1e-15
    assert found.cheap is not None
    assert found.cheap.evaluations <= found.difference.evaluations


def test_the_words_name_method_scheme_step_and_error() -> None:
    found = dc.recommend("sin(x)", 1.0)
    assert found.text.startswith("Use forward mode: no step to choose; error at most ")
    assert f"{found.scheme} with h = {found.h:.3g}" in found.text
    assert found.text in " ".join(str(found).split())
    assert [e.method for e in found.estimates] == [
        e.method for e in sorted(found.estimates, key=lambda e: e.error_bound)
    ]


def test_the_difference_of_fewest_evaluations_is_told_once() -> None:
    best, fewer = dc.recommend("0*x + 1", 1.0), dc.recommend("sin(x)", 1.0)
    assert best.cheap is best.difference is not None
    assert (best.text.count("evaluations"), fewer.text.count("evaluations")) == (1, 2)


def test_code_of_an_array() -> None:
    found = dc.recommend(lambda w: np.sum(w**3), [1.0, 2.0], component=1)
    assert (found.wrt, found.method) == (("w[1]",), "forward-mode")
    assert "<html" in found.to_html()


def test_what_is_sure_of_no_digit_is_not_recommended() -> None:
    """Of (1 - cos x)/x^2 at 1e-8 floats know nothing; steps that move 1e22 are too wide for the sine."""
    found = dc.recommend("(1-cos(x))/x^2", 1e-8)
    assert (found.best, found.difference, found.cheap, found.method) == (None, None, None, "")
    assert found.text == "No method is sure of a digit at this point: use the reference."
    assert found.estimates
    for formula, x in (("sin(x)", 1e22), ("tan(x)", math.pi / 2)):
        found = dc.recommend(formula, x)
        assert found.method == "forward-mode"
        assert (found.difference, found.scheme) == (None, "")
        assert found.text.endswith("No difference is sure of a digit here.")


def test_where_there_is_no_bound_there_is_no_empty_table() -> None:
    found = dc.recommend("log(1+exp(x))", 800.0)
    assert found.text == "No method has an error bound at this point: use the reference."
    assert "What was tried" not in str(found)
