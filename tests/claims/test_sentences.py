"""Sentences about gaps say no more digits than are known."""

from __future__ import annotations

import re

import pytest

from derivcheck.claims import sentences
from derivcheck.claims.claim import Claim, gap
from derivcheck.formula.parser import parse


@pytest.mark.parametrize(
    ("function", "claimed", "text"),
    [
        # (x e^x - e^x)/x^2 is 0 at 1, and e a number with an error.
        ("e^x/x", "1", r"the claim is 1, the derivative 0 to within \d\.\d\de-\d\d"),
        ("x^2", "sin(pi*x)", r"the claim is 0 to within \d\.\d\de-\d\d, the derivative 2"),
        ("x^2", "3*x", "the claim is 3, the derivative 2"),
        ("x^3 - 3*x", "2", "the claim is 2, the derivative 0"),
    ],
)
def test_what_may_be_zero_is_said_with_its_bound(function: str, claimed: str, text: str) -> None:
    found = gap(Claim(parse(function), parse(claimed), "x"), {"x": 1.0})
    assert re.fullmatch(text, sentences.values(found))
