"""Edits of numbers: coefficients, exponents, and factors that are numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.edits import Edit, Search
from derivcheck.claims.diagnosis.occurrences import Occurrence, is_repeated, replaced, values
from derivcheck.claims.diagnosis.phrases import excerpt
from derivcheck.claims.diagnosis.recognition import Constant, recognise_common, same_values
from derivcheck.ground.errors import DerivcheckError

# Bits of an exponent that may have been forgotten: 2, 3, 1/2, -2.
_SMALL = 3

_ZERO, _ONE, _TWO, _MINUS_ONE = (Constant(Fraction(k)) for k in (0, 1, 2, -1))
_HALF = Constant(Fraction(1, 2))
_PI, _DEGREES = Constant(Fraction(1), "pi"), 180


def number(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose another number."""
    present = search.trial.claim.claimed.rationals[place.node]
    if present is None and search.trial.claim.claimed.nodes[place.node].operation != "constant":
        return
    for right in recognise_common(search.m, place.wanted, values(search.trial, place)[0]):
        if place.exponent:
            # A power that should not be there is a factor too many, whose exponent is no matter.
            if right != _ZERO or search.in_sum(place):
                yield _exponent(search, place, right)
        elif right == _ZERO and search.in_sum(place):
            yield _too_many(search, place)
        # A factor 0 takes its term with it, which `factor` finds, and the other sign is found by `sign`.
        elif right != _ZERO and right != Constant(-(present or Fraction())):
            said = _should_be(search, place, "coefficient", right.written(search.write))
            if present == _DEGREES and right == _PI:
                said = "degrees are turned into radians, and the angle is in radians already"
            # That a number lacks the square of pi is rather a coincidence: 180/pi stands where pi/180 belongs.
            why = "factor" if right.unit == "pi**2" else "unit" if right.unit or present is None else "coefficient"
            yield Edit(why, "coefficient", place, right.written(search.write), said, right.complexity)


def _exponent(search: Search, place: Occurrence, right: Constant) -> Edit:
    text = right.written(search.write)
    if place.parent and search.in_sum(place):
        said = f"the exponent {search.name(place.parent)} should be {replaced(search.trial, place, text)}"
    else:
        said = _should_be(search, place, "exponent", text)
    return Edit("unit" if right.unit else "exponent", "exponent", place, text, said, right.complexity)


def _should_be(search: Search, place: Occurrence, kind: str, right: Written) -> str:
    around = excerpt(search.now(place.parent)) if place.parent else ""
    return f"the {kind} {search.name(place)}{f' in {around}' if around else ''} should be {right}"


def shifted_exponent(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose an exponent that is larger or smaller by a number."""
    if not place.exponent or search.is_number(place) or search.in_sum(place):
        return
    for shift in recognise_common(search.m, search.differences(place)):
        text = search.write.add(search.now(place), shift.written(search.write))
        said = _should_be(search, place, "exponent", text)
        yield Edit("exponent shifted", "exponent", place, text, said, shift.complexity)


def power(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose a power, a square root or the reciprocal."""
    if search.is_number(place):
        return
    is_name = not search.trial.claim.claimed.nodes[place.node].arguments
    # Of the square of a denominator the quotient rule has more to say.
    why = "exponent of a name" if is_name and not _is_denominator(search, place) else "exponent of a part"
    for k in _exponents(search, place):
        # Nobody forgets that a factor is a divisor, or a term its own reciprocal.
        if k.fraction < 0 and (k != _MINUS_ONE or search.in_sum(place)):
            continue
        kind, text, said = _power(search, place, k)
        yield Edit(why, kind, place, text, said, k.complexity)


def _is_denominator(search: Search, place: Occurrence) -> bool:
    """Tell whether a denominator of the claim is one of the function too."""
    if search.outer(place) != "div" or place.argument != 1:
        return False
    trial = search.trial
    below = [node.arguments[1] for node in trial.claim.function.nodes if node.operation == "div"]
    varying = [trial.function[i] for i in below if trial.tangents[i] is not None]
    return any(same_values(denominator, values(trial, place)) for denominator in varying)


def _power(search: Search, place: Occurrence, k: Constant) -> tuple[str, Written, str]:
    """Return the kind, the text and the sentence for a power that is missing."""
    now, name = search.now(place), search.name(place)
    if k == _MINUS_ONE:
        return "reciprocal", search.write.div(1, now), f"{name} stands where its reciprocal belongs"
    if k == _HALF:
        return "exponent", search.write.sqrt(now), f"the square root of {name} is missing"
    said = f"the exponent {k} of {name} is missing"
    if k == _TWO and _is_root(search, place.node):
        said = f"the square root in {name} does not belong there"
    return "exponent", search.write.power(now, k.fraction), said


def _is_root(search: Search, node: int) -> bool:
    """Tell whether a part of the claim is a square root, or a number over one."""
    claimed = search.trial.claim.claimed
    found = claimed.nodes[node]
    if found.operation == "div" and claimed.rationals[found.arguments[0]] is not None:
        found = claimed.nodes[found.arguments[1]]
    return found.operation == "sqrt"


def _exponents(search: Search, place: Occurrence) -> Iterator[Constant]:
    m, present = search.m, values(search.trial, place)
    try:
        exponents = [
            [m.div(m.log(abs(w)), m.log(abs(v))) for w in wanted]
            for wanted, v in zip(place.wanted, present, strict=True)
        ]
    except (DerivcheckError, ArithmeticError):
        return
    for k in recognise_common(m, exponents):
        if not k.unit and k not in (_ZERO, _ONE) and k.complexity <= _SMALL:
            yield k


def factor(search: Search, place: Occurrence) -> Iterator[Edit]:
    """Propose a multiple of a term, or nothing in its place."""
    if search.in_product(place) or (search.is_number(place) and place.parent):
        return
    for k in recognise_common(search.m, search.ratios(place)):
        if k == _ZERO:
            yield _too_many(search, place)
        elif k not in (_ONE, _MINUS_ONE):
            text = search.write.mul(k.written(search.write), search.now(place))
            said = f"the factor {k} of {search.name(place)} is missing"
            yield Edit("factor", "coefficient", place, text, said, k.complexity)


def _too_many(search: Search, place: Occurrence) -> Edit:
    kind, said = "term-extra", f"the term {search.name(place)} does not belong there"
    if place.parent is None:
        said = f"the function does not depend on {search.trial.claim.wrt}, so its derivative is 0"
    elif is_repeated(search.trial, place):
        kind, said = "term-doubled", f"the term {search.name(place)} stands there twice"
    # A number that is a term is rather struck out than another number changed.
    why = "coefficient" if search.is_number(place) else "term too many"
    return Edit(why, kind, place, search.write.number(0), said, -1)
