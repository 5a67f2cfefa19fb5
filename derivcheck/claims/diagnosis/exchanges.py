"""Edits that exchange one thing for another: a sign, or a function."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.claims.diagnosis.edits import Edit, Search, wants
from derivcheck.claims.diagnosis.occurrences import Occurrence, term_number, values
from derivcheck.claims.diagnosis.phrases import excerpt, ordinal
from derivcheck.ground.errors import DerivcheckError

_PAIRS = "sin cos,tan cot,sec csc,asin acos,atan acot,asec acsc,sinh cosh,tanh coth,sech csch,asinh acosh,atanh acoth"

COFUNCTIONS = {a: b for pair in _PAIRS.split(",") for a, b in (pair.split(), pair.split()[::-1])}
"""Each function with its cofunction."""

_FAMILIES = (
    "sin cos tan cot sec csc sinh cosh tanh coth sech csch",
    "asin acos atan acot asec acsc asinh acosh atanh acoth asech acsch",
    "exp log log2 log10 expm1 log1p",
    "sqrt cbrt",
    "erf erfc erfi",
    "erfinv erfcinv",
    "sigmoid softplus",
    "gamma digamma loggamma",
    "beta betaln",
    "gammainc gammaincc lowergamma uppergamma",
    "besselj bessely besseli besselk",
    "airyai airybi airyaiprime airybiprime",
    "Ei E1 li",
    "Si Ci Shi Chi",
    "fresnels fresnelc",
    "ellipk ellipe",
    "max min",
)

KIN = {name: [other for other in family.split() if other != name] for family in _FAMILIES for name in family.split()}
"""Each function with those that it may be taken for."""


def sign(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose the other sign of a term or of an argument."""
    if place.parent is None or search.in_product(place) or (place.exponent and search.is_number(place)):
        return
    if place.wanted.may_be(-search.trial.floats[place.node]) and wants(
        place, [-v for v in values(search.trial, place)]
    ):
        number, text = term_number(search.trial, place), search.write.neg(search.now(place))
        if number:
            yield Edit("sign", "term-sign", place, text, f"the {ordinal(number)} term has the wrong sign")
            return
        # In a - b it is more often the sign before b than the one before a.
        in_sum = search.in_sum(place)
        why = "sign in front" if in_sum and place.argument == 0 else "sign"
        said = f"the sign {'before' if in_sum else 'of'} {search.name(place)} is wrong"
        yield Edit(why, "term-sign", place, text, said, 1 if in_sum else 2)


def absolute(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose |u| for u, or u for |u|, which are the same on one side of 0."""
    if not search.bent:
        return
    node = search.trial.claim.claimed.nodes[place.node]
    if node.operation == "abs":
        inside = node.arguments[0]
        if wants(place, search.trial.claimed[inside]):
            text = search.trial.written[inside]
            bare = excerpt(text) or "what is inside"
            said = f"{search.name(place)} stands where {bare} belongs, which has a sign"
            yield Edit("absolute value", "absolute-value", place, text, said)
    elif (
        search.trial.negative[place.node]
        and not search.is_number(place)
        and place.wanted.may_be(abs(search.trial.floats[place.node]))
        and wants(place, [abs(v) for v in values(search.trial, place)])
    ):
        text = search.write.abs(search.now(place))
        said = f"{search.name(place)} stands where {excerpt(text) or 'its absolute value'} belongs"
        yield Edit("absolute value", "absolute-value", place, text, said, node.operation != "variable")


def function(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose the cofunction, or another function of its kin."""
    present = search.trial.claim.claimed.nodes[place.node]
    for name in KIN.get(present.operation, ()):
        if _gives_wanted(search, place, name):
            text = getattr(search.write, name)(*[search.trial.written[i] for i in present.arguments])
            why = "cofunction" if COFUNCTIONS.get(present.operation) == name else "function"
            yield Edit(why, why, place, text, f"{present.operation} stands where {name} belongs")


def _gives_wanted(search: Search, place: Occurrence, name: str) -> bool:
    arguments = [search.trial.claimed[i] for i in search.trial.claim.claimed.nodes[place.node].arguments]
    try:
        exchanged = getattr(search.m, name)
        first, *others = zip(*arguments, strict=True)
        value = exchanged(*first)
        return place.wanted.may_be(value) and wants(place, [value, *(exchanged(*values) for values in others)])
    except (DerivcheckError, ArithmeticError):
        return False
