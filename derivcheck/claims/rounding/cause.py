"""The cause of a claim that is wrong only because its decimals, or those of f, were rounded."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from derivcheck.arithmetic.tangents import forward
from derivcheck.arithmetic.text.simplifying import Simplifying
from derivcheck.arithmetic.text.style import style_of
from derivcheck.claims.claim import Claim, Gap
from derivcheck.claims.diagnosis import Diagnosis
from derivcheck.claims.rounding.open_claim import OpenClaim
from derivcheck.claims.rounding.reach import in_reach
from derivcheck.claims.rounding.solving import Meaning, solve
from derivcheck.claims.sentences import place
from derivcheck.formula.decimals import FLOAT_DIGITS, Decimal, decimals
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.ground.outward import exact, upward
from derivcheck.methods.reference import in_balls

KIND = "rounded-constant"


Points = Callable[[int], Sequence[Mapping[str, float]]]
"""Gives some generic points, so many more than usual."""


def diagnose_rounding(claim: Claim, shown: Gap, points: Points, *, short: bool = False) -> Diagnosis | None:
    """Return the cause of a refuted claim that is right but for the rounding of its decimals.

    Parameters
    ----------
    claim : Claim
    shown : Gap
        The one that refutes it.
    points : callable
        ``points(n)`` returns n generic points and one more at least; it is called only where it is needed.
    short : bool
        Whether decimals of so few digits are meant that they are rather wrong than rounded, or those of more.

    Examples
    --------
    >>> from derivcheck.claims.claim import gap
    >>> claim = Claim(parse("x^3/9"), parse("0.333*x^2"), "x")
    >>> found = diagnose_rounding(claim, gap(claim, {"x": 1.0}), lambda n: [{"x": 0.7}, {"x": 1.1}])
    >>> print(found.text)
    the constant 0.333 is rounded to 3 digits (1/3); that makes the claim wrong by a relative 1.01e-03 at x = 1
    >>> print(found.corrected)
    (x^2)/3
    """
    for open_claim in _opened(claim, shown, short):
        meanings = solve(open_claim, points(len(open_claim.unknowns)))
        rounded = [m for m in meanings or () if m.is_rounded]
        if meanings and rounded and all(map(_plausible, rounded)):
            corrected = _corrected(claim, open_claim, meanings)
            if corrected is not None:
                return Diagnosis(KIND, f"{_said(rounded)}; {_effect(shown)}", corrected)
    return None


def _opened(claim: Claim, shown: Gap, short: bool) -> Iterator[OpenClaim]:
    """Yield the claim with one decimal open, then all those of a side that were probably rounded."""
    own, of_function = ([d for d in decimals(f) if _is_short(d) is short] for f in (claim.claimed, claim.function))
    if (not own and not of_function) or shown.difference is None or not in_balls(claim.function, claim.claimed):
        return
    near = in_reach(claim.claimed, own, shown.at, float(shown.difference.value)) if own else {}
    yield from (OpenClaim.of(claim, (), (d,)) for d, number in near.items() if not _has_as_few_places(number, d))
    if not short and 1 < len(near) <= allowances.ROUNDED_UNKNOWNS.value:
        yield OpenClaim.of(claim, (), tuple(near))
    yield from (OpenClaim.of(claim, (d,), ()) for d in of_function)


def _is_short(d: Decimal) -> bool:
    return d.digits <= allowances.FEW_DIGITS.value


def _has_as_few_places(number: float, typed: Decimal) -> bool:
    """Return whether a number has no more places than a decimal, to what floats can tell: it was not rounded to it."""
    units = number / float(typed.unit)
    noise = abs(units) * _FLOAT_NOISE
    return noise < _FLOAT_NOISE**0.25 and abs(units - round(units)) <= noise


_FLOAT_NOISE = 2.0**-40
"""Relative error of a number that floats gave; where the last place is less than that, nothing can be told."""


def _plausible(meaning: Meaning) -> bool:
    """Return whether rounding explains a decimal more briefly than it is long.

    That 2.5 is 2.52 rounded says no more than that it is wrong.
    """
    typed, constant = meaning.unknown.decimal, meaning.constant
    short = typed.digits <= 2 * allowances.FEW_DIGITS.value
    return not short or (constant is not None and (bool(constant.unit) or _repeats(constant.fraction)))


def _repeats(number: Fraction) -> bool:
    """Return whether a fraction has infinitely many decimals."""
    return math.gcd(number.denominator, 10 ** number.denominator.bit_length()) != number.denominator


def _said(rounded: Sequence[Meaning]) -> str:
    if len(rounded) == 1:
        m = rounded[0]
        of = "" if m.unknown.in_claim else " of the function"
        has = "" if m.unknown.in_claim else ", and the claim has it exactly"
        return f"the constant {m.unknown.decimal.text}{of} is {_how(m)} ({m.text}){has}"
    each = [f"{m.unknown.decimal.text} is {_how(m)} ({m.text})" for m in rounded]
    return f"of the constants, {', '.join(each[:-1])} and {each[-1]}"


def _how(m: Meaning) -> str:
    digits = m.unknown.decimal.digits
    if digits >= FLOAT_DIGITS and m.is_nearest:
        return "rounded to a double"
    counted = f"{digits} digit{'s' if digits > 1 else ''}"
    return f"rounded to {counted}" if m.is_nearest else f"cut off after {counted}"


def _effect(shown: Gap) -> str:
    """Say how wrong the rounding makes the claim."""
    assert shown.difference is not None
    assert shown.derivative is not None
    difference, derivative = shown.difference.precise(), shown.derivative.precise()
    error = abs(exact(difference.value)) + exact(difference.bound)
    size = abs(exact(derivative.value)) - exact(derivative.bound)
    by = f"a relative {upward(error / size)}" if size > 0 else upward(error)
    return f"that makes the claim wrong by {by} at {place(shown)}"


def _corrected(claim: Claim, open_claim: OpenClaim, meanings: Sequence[Meaning]) -> Expression | None:
    """Return the claim with exact constants, or the derivative written anew where one has no name."""
    m = Simplifying(style_of(claim.claimed))
    values = {name: m.variable(name) for name in claim.variables}
    own = {u.unknown.name: u.constant.written(m) for u in meanings if u.constant and u.unknown.in_claim}
    try:
        if len(own) == len(meanings):
            text = open_claim.claim.claimed.evaluate(m, {**values, **own}).text
        elif claim.order == 1:
            text = m.lift(forward(claim.function, m, values, claim.wrt).derivative(m)).text
        else:
            return None
        return parse(text, claim.variables, program=True)
    except DerivcheckError:
        return None
