"""Edits that put in, or take out, a piece of the function or of the claim."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.edits import Edit, Search
from derivcheck.claims.diagnosis.factors import divided, multiplied, struck_out
from derivcheck.claims.diagnosis.known_values import Known
from derivcheck.claims.diagnosis.occurrences import Occurrence, values
from derivcheck.claims.diagnosis.phrases import excerpt
from derivcheck.claims.diagnosis.recognition import same_values
from derivcheck.elementary import FUNCTIONS

# An inner derivative is a factor outside of them.
_ENCLOSING = frozenset({*FUNCTIONS, "pow"})


def inner_derivative(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose to multiply or divide by the derivative of an inner function."""
    if search.outer(place) in _ENCLOSING:
        return
    if not search.may_lack_inner(place):
        return
    ratios, below = search.ratios(place), _is_below(search, place)
    for known in search.inner.find(ratios):
        if below:
            # What a denominator lacks its term has once too often: b/x has the b of log(b*x), whose derivative is 1/x.
            yield _by_chain_rule(search, place, known, _TOO_MANY, multiplied, "one too many")
            continue
        near = _holds(search, place, known) and not _is_reciprocal(search, known)
        why = "inner derivative" if near else "inner derivative elsewhere"
        yield _by_chain_rule(search, place, known, why, multiplied, "missing")
    for known in search.inner.find(_inverted(search, ratios)):
        yield _by_chain_rule(search, place, known, _TOO_MANY, divided, "missing" if below else "one too many")


_TOO_MANY = "inner derivative too many"


def _is_below(search: Search, place: Occurrence) -> bool:
    """Tell whether a factor in a place divides the term that it is in."""
    below, above = False, place
    while above.parent and search.in_product(above):
        below ^= search.outer(above) == "div" and above.argument == 1
        above = above.parent
    return below


def _by_chain_rule(
    search: Search, place: Occurrence, known: Known, why: str, change: Callable[..., Written], what: str
) -> Edit:
    """Return the edit that multiplies or divides by an inner derivative; its texts are many, and hardly any is used."""

    def text() -> Written:
        return change(search.trial, place.node, known.values, known.text())

    return Edit(why, "chain", place, text, functools.partial(_chain, known, what), place.node)


def _inverted(search: Search, ratios: list[list[Any]]) -> list[list[Any]]:
    return [[search.m.div(1, r) for r in of_sample if r != 0] for of_sample in ratios]


def _holds(search: Search, place: Occurrence, known: Known) -> bool:
    """Tell whether an inner function is a part of the place: its derivative belongs near it."""
    nodes, target = search.trial.claim.claimed.nodes, search.trial.function[known.node]
    waiting, seen = [place.node], {place.node}
    while waiting:
        i = waiting.pop()
        if same_values(search.trial.claimed[i], target):
            return True
        new = [j for j in nodes[i].arguments if j not in seen]
        seen.update(new)
        waiting += new
    return False


def _is_reciprocal(search: Search, known: Known) -> bool:
    """Tell whether an inner derivative is one over a denominator of the function: the quotient rule may lack it."""
    trial = search.trial
    places = [node.arguments[1] for node in trial.claim.function.nodes if node.operation == "div"]
    below = [trial.function[i] for i in places if trial.tangents[i] is not None]
    return any(same_values([search.m.div(1, v) for v in values], known.values) for values in below)


def _chain(known: Known, what: str) -> str:
    derivative, inner = excerpt(known.text()), excerpt(known.source())
    function = f"the inner function {inner}" if inner else "an inner function"
    return (
        f"chain rule: the factor {derivative} from {function} is {what}"
        if derivative
        else f"chain rule: the derivative of {function} is {what}"
    )


def _found(search: Search, place: Occurrence, wanted: Sequence[Sequence[Any]]) -> Iterator[Known]:
    """Yield the pieces that are wanted, but not those that the place is itself a part of."""
    for known in search.expressions.find(wanted):
        above = place
        while above.parent and not same_values(values(search.trial, above.parent), known.values):
            above = above.parent
        if above.parent is None:
            yield known


def piece_of_product(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose one factor more or less."""
    if search.in_product(place):
        return
    ratios = search.ratios(place)
    for known in _found(search, place, ratios):
        text = multiplied(search.trial, place.node, known.values, known.text())
        yield Edit("piece", "factor-missing", place, text, _piece(known, "factor", "missing"), length=known.length)
    for known in _found(search, place, _inverted(search, ratios)):
        if (struck := struck_out(search.trial, place.node, known.values)) is not None:
            # What is struck out is pointed to.
            length = 0 if struck.value is None else known.length
            yield Edit("piece", "factor-extra", place, struck, _piece(known, "factor", "one too many"), length=length)
        else:
            text = search.write.div(search.now(place), known.text())
            said = f"a division by {excerpt(known.text()) or 'a part of the function'} is missing"
            yield Edit("piece", "factor-missing", place, text, said, length=known.length)


def piece_of_sum(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose one term more or less."""
    if search.in_sum(place):
        return
    # Inside of a product it is a multiple of the term that the claim lacks.
    beside = f"beside {search.name(place)} " if place.parent else ""
    differences = search.differences(place)
    # That a number times a term lacks a piece of the claim is a coincidence.
    if place.parent and search.is_number(place):
        return
    for known in _found(search, place, differences):
        text = search.write.add(search.now(place), known.text())
        said = beside + _piece(known, "term", "missing")
        yield Edit("piece of a sum", "term-missing", place, text, said, length=known.length)
    for known in _found(search, place, [[-d for d in of_sample] for of_sample in differences]):
        text = search.write.sub(search.now(place), known.text())
        said = beside + _piece(known, "term", "missing with a minus sign")
        yield Edit("piece of a sum", "term-missing", place, text, said, length=known.length)


def part_of_function(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose a part of the function in the place of a term or of a divisor."""
    divides = search.outer(place) == "div" and place.argument == 1
    if not (search.in_sum(place) or divides) or search.is_number(place):
        return
    for known in _found(search, place, list(place.wanted)):
        if not known.length and (shown := excerpt(known.text())):
            said = f"{shown} belongs where {search.name(place)} stands"
            yield Edit("piece of a sum", "function", place, known.text(), said)


def _piece(known: Known, noun: str, what: str) -> str:
    return f"the {noun} {excerpt(known.text()) or 'that is a part of the function'} is {what}"


def argument(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose another piece in this place, such as 2*x inside a cosine."""
    inside = search.outer(place) in _ENCLOSING and not place.exponent
    is_name = not search.trial.claim.claimed.nodes[place.node].arguments
    if search.is_number(place) or place.parent is None or not (inside or is_name):
        return
    if not search.expressions.may_hold(place.wanted.floats):
        return
    why = "argument" if search.outer(place) in FUNCTIONS else "piece"
    for known in _found(search, place, list(place.wanted)):
        said = f"{excerpt(known.text()) or 'another part'} belongs where {search.name(place)} stands"
        yield Edit(why, "argument", place, known.text(), said, length=known.length)
