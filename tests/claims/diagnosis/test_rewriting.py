"""Derivatives of the parts of a function as text, against forward mode in high precision."""

from __future__ import annotations

import pytest

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.tangents import forward
from derivcheck.arithmetic.text.simplifying import Simplifying
from derivcheck.claims.diagnosis.rewriting import WrittenDerivatives
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import UnsupportedOperation

AT = {"x": 0.7, "a": 1.3}

LONG = "+".join(f"sin({k}*x)/(x+{k})" for k in range(2, 30))
"""Too long for the quotient rule."""


@pytest.mark.parametrize("text", ["exp(a*x)/(1+x^2)*x^3", "atan(sin(x^2)/x)/log(x+a)", "a^2", LONG])
@pytest.mark.parametrize("backwards", [False, True])
def test_each_part_has_its_own_derivative_in_whatever_order_they_are_asked_for(text: str, backwards: bool) -> None:
    function, m = parse(text), Precise(100)
    values = {name: m.exact(value) for name, value in AT.items()}
    known = forward(function, m, values, "x").tangents
    written = WrittenDerivatives(function, Simplifying(), "x")
    places = range(len(written))
    for place in reversed(places) if backwards else places:
        value = parse(written[place].text).evaluate(m, values)
        assert abs(value - (0 if known[place] is None else known[place])) <= 1e-25 * abs(value)
    assert [str(d) for d in written[-2:]] == [str(written[i]) for i in places[-2:]]


def test_only_what_a_part_is_made_of_is_written() -> None:
    function = parse(LONG)
    derivatives = WrittenDerivatives(function, Simplifying(), "x")
    leaves = len(derivatives._done)
    place = next(i for i, node in enumerate(function.nodes) if node.operation == "sin")
    assert str(derivatives[place]) == "2*cos(2*x)"
    assert len(derivatives._done) == leaves + 2 < len(function.nodes)


def test_what_nobody_would_read_is_not_written() -> None:
    derivatives = WrittenDerivatives(parse("*".join(["x"] * 3000)), Simplifying(), "x")
    assert str(derivatives[1]) == "2*x"
    with pytest.raises(UnsupportedOperation, match="too long"):
        derivatives[-1]
