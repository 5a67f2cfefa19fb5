"""Edits that exchange one thing for another: a sign, or a function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from derivcheck.claims.diagnosis.edits import Edit, Search, wants
from derivcheck.claims.diagnosis.occurrences import Occurrence, term_number, values
from derivcheck.claims.diagnosis.phrases import excerpt, ordinal
from derivcheck.claims.diagnosis.recognition import recognise_common, same
from derivcheck.claims.diagnosis.wrong_rules import slope
from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.nodes import Node
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

_KEPT = frozenset(("sec", "csc", "sech", "csch"))
"""Functions that stand in their derivatives too."""

_SINES = frozenset(("sin", "cos", "sinh", "cosh"))
_TANGENTS = frozenset(("tan", "cot", "tanh", "coth"))

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
    """Propose the cofunction, or another function of its kin, also for one factor of a power such as sec(x)^2."""
    present, exponent = _raised(search, place)
    arguments = [search.trial.written[i] for i in present.arguments]
    for name in KIN.get(present.operation, ()):
        # tan for sin is a factor 1/cos, unless f has one of those that have tan in their derivatives.
        if present.operation in _SINES and name in _TANGENTS and not search.functions & {name, *_TANGENTS, *_KEPT}:
            continue
        if _gives_wanted(search, place, name):
            kind = "cofunction" if COFUNCTIONS.get(present.operation) == name else "function"
            # That neither of them is in f is rather a coincidence: 1/cos for 1/tan is a wrong rule for log(sin).
            near = bool({name, present.operation} & search.functions)
            if kind == "cofunction":
                # Nor that sec, which its own derivative has, stands for csc.
                near = present.operation not in _KEPT or present.operation not in search.functions
            text = getattr(search.write, name)(*arguments)
            if exponent > 1:
                one = getattr(search.write, present.operation)(*arguments)
                text = search.write.mul(search.write.power(one, Fraction(exponent - 1)), text)
            yield Edit(
                kind if near else "function elsewhere",
                kind,
                place,
                text,
                f"{present.operation} stands where {name} belongs",
            )


def _raised(search: Search, place: Occurrence) -> tuple[Node, int]:
    """Return the operation of a place, or of the base of a whole power, with the exponent."""
    claimed = search.trial.claim.claimed
    node = claimed.nodes[place.node]
    exponent = claimed.exponents[place.node] or 1
    whole = exponent > 1 and exponent.denominator == 1
    return (claimed.nodes[node.arguments[0]], int(exponent)) if whole else (node, 1)


def undifferentiated(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose the derivative of a function, or a multiple of it, where the function itself stands."""
    present = search.trial.claim.claimed.nodes[place.node]
    if present.operation not in _DIFFERENTIATED or same(*values(search.trial, place)):
        return
    inner = present.arguments[0]
    pairs = zip(search.trial.claimed[inner], values(search.trial, place), place.wanted, strict=True)
    try:
        slopes = [(slope(search.m, present.operation, 0, (u,), v), wanted) for u, v, wanted in pairs]
        ratios = [[search.m.div(w, rate) for w in wanted] for rate, wanted in slopes]
    except (DerivcheckError, ArithmeticError):
        return
    for k in recognise_common(search.m, ratios):
        if k.fraction:
            argument = (search.trial.written[inner],)
            rate = slope(search.write, present.operation, 0, argument, search.now(place))
            text = search.write.mul(k.written(search.write), rate)
            belongs = f": {shown} belongs there" if (shown := excerpt(text)) else ""
            said = f"{search.name(place)} is not differentiated{belongs}"
            yield Edit("not differentiated", "not-differentiated", place, text, said, k.complexity)


_DIFFERENTIATED = frozenset(row.name for row in FUNCTIONS.values() if row.arity == 1 and row.smooth) - {"exp"}
"""Functions of one argument that are not their own derivative."""

_ORDERED = frozenset(("polygamma", "besselj", "bessely", "besseli", "besselk", "expint", "polylog"))
"""Functions whose first argument is an order, and whose derivatives have other orders."""


def order(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose an order that is larger or smaller by 1 or 2."""
    trial = search.trial
    present = trial.claim.claimed.nodes[place.node]
    n = trial.claim.claimed.rationals[present.arguments[0]] if present.operation in _ORDERED else None
    if n is None or n.denominator != 1:
        return
    function = getattr(search.m, present.operation)
    for shift in (1, -1, 2, -2):
        try:
            target = [function(search.m.number(n + shift), x) for x in trial.claimed[present.arguments[1]]]
        except (DerivcheckError, ArithmeticError):
            continue
        if wants(place, target):
            text = getattr(search.write, present.operation)(n + shift, trial.written[present.arguments[1]])
            said = f"the order {n} of {search.name(place)} should be {n + shift}"
            yield Edit("order of a function", "coefficient", place, text, said, abs(shift))


def _gives_wanted(search: Search, place: Occurrence, name: str) -> bool:
    present, exponent = _raised(search, place)
    arguments = [search.trial.claimed[i] for i in present.arguments]
    try:
        exchanged, known = getattr(search.m, name), getattr(search.m, present.operation)

        def value(at: Sequence[Any]) -> Any:
            return exchanged(*at) * known(*at) ** (exponent - 1) if exponent > 1 else exchanged(*at)

        first, *others = zip(*arguments, strict=True)
        found = value(first)
        return place.wanted.may_be(found) and wants(place, [found, *map(value, others)])
    except (DerivcheckError, ArithmeticError):
        return False
