"""Parentheses that are missing: a/b + c for a/(b + c), e^2*x for e^(2*x), cos(x^2) for cos(x)^2."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from derivcheck.claims.diagnosis.edits import Edit, Search, wants
from derivcheck.claims.diagnosis.occurrences import Occurrence
from derivcheck.claims.diagnosis.phrases import excerpt
from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.nodes import Node
from derivcheck.ground.errors import DerivcheckError

# How strongly each binds; of equal ones the left one is done first.
_BINDING = {"add": 1, "sub": 1, "mul": 2, "div": 2, "pow": 3}

Build = Callable[..., tuple[Any, Any]]
"""``build(m, *operands)``: the value with the parentheses, and of what is in them."""


@dataclass(frozen=True, slots=True)
class _Regrouping:
    """Operands, by their nodes, and what they give with parentheses around two of them."""

    operands: tuple[int, ...]
    build: Build


def parentheses(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose the other order of two operations, of which the first was done first for want of parentheses."""
    nodes = search.trial.claim.claimed.nodes
    outer = nodes[place.node]
    if outer.operation in FUNCTIONS:
        yield from _power_within(search, place, outer)
    if outer.operation in _BINDING:
        for regrouping in (*_on_the_left(nodes, outer), *_on_the_right(nodes, outer)):
            yield from _proposed(search, place, regrouping)


def _power_within(search: Search, place: Occurrence, outer: Node) -> Iterator[Edit]:
    """Propose cos(x)^2 for cos(x^2)."""
    claimed, n = search.trial.claim.claimed, None
    if len(outer.arguments) == 1:
        n = claimed.exponents[outer.arguments[0]]
    if n is None or n.denominator != 1:
        return
    base = claimed.nodes[outer.arguments[0]].arguments[0]
    function, m = getattr(search.m, outer.operation), search.m
    try:
        if not wants(place, [m.power(function(u), n) for u in search.trial.claimed[base]]):
            return
    except (DerivcheckError, ArithmeticError):
        return
    inside = getattr(search.write, outer.operation)(search.trial.written[base])
    said = f"the exponent {n} belongs to {outer.operation}, not to its argument"
    yield Edit("parentheses", "parentheses", place, search.write.power(inside, n), said)


def _on_the_left(nodes: tuple[Node, ...], outer: Node) -> Iterator[_Regrouping]:
    """Yield ``a inner (b outer c)``, where -a or p*a may stand for a."""
    left, c = outer.arguments
    for before, inner in _endings(nodes, nodes[left]):
        if _BINDING.get(inner.operation, 0) >= _BINDING[outer.operation]:
            operands = (*inner.arguments, c, *before.arguments[:1])
            yield _Regrouping(operands, _right_group(inner.operation, outer.operation, before.operation))


def _endings(nodes: tuple[Node, ...], left: Node) -> Iterator[tuple[Node, Node]]:
    """Yield what an operand ends with, and what stands before that."""
    if left.operation == "neg":
        yield left._replace(arguments=()), nodes[left.arguments[0]]
        return
    yield left._replace(operation="", arguments=()), left
    if left.operation in ("add", "sub", "mul"):
        yield left, nodes[left.arguments[1]]


def _right_group(inner: str, outer: str, before: str) -> Build:
    def build(m: Any, a: Any, b: Any, c: Any, *p: Any) -> tuple[Any, Any]:
        together = getattr(m, outer)(b, c)
        value = getattr(m, inner)(a, together)
        return getattr(m, before)(*p, value) if before else value, together

    return build


def _on_the_right(nodes: tuple[Node, ...], outer: Node) -> Iterator[_Regrouping]:
    """Yield ``(a outer b) inner c``."""
    a, right = outer.arguments
    inner = nodes[right]
    if _BINDING.get(inner.operation, 0) > _BINDING[outer.operation]:
        yield _Regrouping((a, *inner.arguments), _left_group(inner.operation, outer.operation))


def _left_group(inner: str, outer: str) -> Build:
    def build(m: Any, a: Any, b: Any, c: Any) -> tuple[Any, Any]:
        together = getattr(m, outer)(a, b)
        return getattr(m, inner)(together, c), together

    return build


def _proposed(search: Search, place: Occurrence, regrouping: _Regrouping) -> Iterator[Edit]:
    """Yield the regrouping as an edit, if it has the wanted values."""
    values = zip(*(search.trial.claimed[i] for i in regrouping.operands), strict=True)
    try:
        found = (regrouping.build(search.m, *sample)[0] for sample in values)
        first = next(found)
        if not (place.wanted.may_be(first) and wants(place, [first, *found])):
            return
    except (DerivcheckError, ArithmeticError):
        return
    text, together = regrouping.build(search.write, *[search.trial.written[i] for i in regrouping.operands])
    around = excerpt(together) or "a part of the claim"
    yield Edit("parentheses", "parentheses", place, text, f"parentheses are missing around {around}")
