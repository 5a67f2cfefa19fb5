"""Where a proof holds, in words: the conditions of f and of the claim that do not follow from each other."""

from __future__ import annotations

import importlib
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.claims.claim import Claim
from derivcheck.claims.proof.conditions import SECONDS, Condition, of_formula
from derivcheck.formula.domain import Domain
from derivcheck.ground.timeouts import TimeLimitReached, time_limit

# Conditions that are written out, of each kind.
_SHOWN = 4


def domain(claim: Claim) -> str:
    """Return where both sides of a proven claim are defined and smooth.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> domain(Claim(parse("x^2"), parse("2x"), "x"))
    'for all real x'
    >>> domain(Claim(parse("x*log(x)"), parse("log(x) + 1"), "x"))
    'for all real x with x > 0 (so that log(x) is smooth)'
    >>> domain(Claim(parse("a/(x - 1)"), parse("-a/(x - 1)^2"), "x"))
    'for all real a and x except where x - 1 = 0'
    """
    names = list(claim.variables)
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    meant = [r.interior.text(name) for name, r in claim.domain]
    try:
        with time_limit(SECONDS):
            found = _needed(_conditions(claim), claim.domain)
    except (TimeLimitReached, Exception):  # SymPy has no one exception for what it cannot do
        return f"for all real {listed}{' with ' * bool(meant)}{' and '.join(meant)} where both are defined"
    with_ = " and ".join(filter(None, [*meant, _joined([c for c in found if not c.exception], " and ")]))
    except_ = _joined([c for c in found if c.exception], " or ")
    clauses = [f" with {with_}"] * bool(with_) + [f" except where {except_}"] * bool(except_)
    return f"for all real {listed}{','.join(clauses)}"


def _joined(conditions: list[Condition], word: str) -> str:
    shown = [c.text for c in conditions[:_SHOWN]]
    return word.join(shown + ["…"] * (len(conditions) > _SHOWN))


def _conditions(claim: Claim) -> Iterator[Condition]:
    m = Symbolic()
    symbols = {name: m.variable(name) for name in claim.variables}
    for expression in (claim.function, claim.claimed):
        yield from of_formula(m, expression, symbols)


def _needed(conditions: Iterator[Condition], domain: Domain) -> list[Condition]:
    """Drop what is repeated, always true, or follows from the domain or from the other conditions."""
    distinct = [c for c in _distinct(conditions) if not _met(c.positive)]
    found = [c for c in distinct if not (domain and _met(_in_domain(c.positive, domain)))]
    implied: dict[Any, Any] = {}
    for c in found:
        implied = {**_half_line(c), **implied}
    positive = {c.positive.expand() for c in found if not c.exception}
    left = [c for c in found if not (c.exception and _implied(c, positive))]
    return [c for c in left if _half_line(c) or not _met(c.positive.subs(implied).expand())]


def _implied(exception: Condition, positive: set[Any]) -> bool:
    """Return whether what must not vanish is known to be positive; or negative, unless that matters (a cube)."""
    base, exponent = exception.positive.as_base_exp()
    return base.expand() in positive or (exponent.is_even and (-base).expand() in positive)


def _distinct(conditions: Iterator[Condition]) -> list[Condition]:
    found: dict[Any, Condition] = {}
    for c in conditions:
        found.setdefault(c.positive.expand(), c)
    return list(found.values())


def _in_domain(u: Any, domain: Domain) -> Any:
    """Write an expression in positive variables that are free, each standing for one that has a range."""
    sympy = importlib.import_module("sympy")
    for x in u.free_symbols:
        r, t = domain[x.name], sympy.Symbol(f"{x.name}+", positive=True)
        low, high = (sympy.Rational(Fraction(end)) if math.isfinite(end) else None for end in (r.low, r.high))
        if low is not None:
            u = u.subs(x, low + (t if high is None else (high - low) * t / (1 + t)))
        elif high is not None:
            u = u.subs(x, high - t)
    return sympy.factor(sympy.together(u))


def _met(u: Any) -> bool:
    return bool(u.is_positive)


def _half_line(c: Condition) -> dict[Any, Any]:
    """Return, for a x + b > 0 with numbers a and b, what x is in terms of something positive."""
    symbols = list(c.positive.free_symbols)
    if c.exception or len(symbols) != 1 or not c.positive.is_polynomial():
        return {}
    (x,) = symbols
    a, b = c.positive.coeff(x, 1), c.positive.subs(x, 0)
    positive = type(x)(x.name, positive=True)
    return {x: (positive - b) / a} if (c.positive - a * x - b).expand() == 0 else {}
