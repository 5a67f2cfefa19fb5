"""Domains as people write them."""

from __future__ import annotations

import math
from typing import Any

import pytest

from derivcheck.arithmetic.domains import read_domain
from derivcheck.formula.domain import Range
from derivcheck.ground.errors import DerivcheckError

POSITIVE = Range(0.0, math.inf, open_low=True)

READ: list[tuple[Any, dict[str, Range]]] = [
    (None, {}),
    ("x=0:1", {"x": Range(0, 1)}),
    ("0:inf", {"": Range(0, math.inf)}),
    ("x=-inf:0", {"x": Range(-math.inf, 0)}),
    ("s>0", {"s": POSITIVE}),
    ("0 < s", {"s": POSITIVE}),
    ("1 >= x > 0", {"x": Range(0, 1, open_low=True)}),
    ("0<x<=1/2", {"x": Range(0, 0.5, open_low=True)}),
    ("x\N{GREATER-THAN OR EQUAL TO}0", {"x": Range(0, math.inf)}),
    ("-pi/2 < t < pi/2", {"t": Range(-math.pi / 2, math.pi / 2, open_low=True, open_high=True)}),
    ("x=max(0,1):2, s>0", {"x": Range(1, 2), "s": POSITIVE}),
    ("x>0 and x<2", {"x": Range(0, 2, open_low=True, open_high=True)}),
    (["x=0:1", "a<-2"], {"x": Range(0, 1), "a": Range(-math.inf, -2, open_high=True)}),
    ({"x": (0, 1), "s": "> 0"}, {"x": Range(0, 1), "s": POSITIVE}),
    ({"x": (None, 2)}, {"x": Range(-math.inf, 2)}),
    ({"x": "0:1", "y": "> 0, < 1"}, {"x": Range(0, 1), "y": Range(0, 1, open_low=True, open_high=True)}),
    ({"x": "0 < x"}, {"x": POSITIVE}),
    ((0, 1), {"": Range(0, 1)}),
    ({"x": (-math.inf, math.inf)}, {}),
]


@pytest.mark.parametrize(("given", "expected"), READ, ids=lambda value: str(value)[:30])
def test_what_is_read(given: Any, expected: dict[str, Range]) -> None:
    assert dict(read_domain(given)) == expected


@pytest.mark.parametrize(
    "given",
    [
        *("", "x", "x=1", "x<y", "x<0<1", "0<x>1", "x>0>y>2", "x=nan:1", "x=0:1:2", "x<x", "s>", "<", "a.b>0"),
        *("x=0:0", "x=1:0", "2<x<1", "x=inf:inf", "x=0:1,x=2:3", "x=0:q", "x=__import__('os'):1"),
        *({"x": "abc"}, {1: (0, 1)}, {"x": (1, 2, 3)}, {"x": ("a", 1)}, {"x": (math.nan, 1)}, {"x": "y>0"}, {"x": 3}),
        *(5, ["x=0:1", 3]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_refused(given: Any) -> None:
    with pytest.raises(DerivcheckError) as refused:
        read_domain(given)
    assert "\n" not in str(refused.value)
