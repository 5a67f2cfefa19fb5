"""Where a proof holds, in words: what the operations of f and of the claim ask of their arguments."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.claims.claim import Claim
from derivcheck.elementary.number import Number
from derivcheck.formula.domain import Domain
from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node
from derivcheck.ground.timeouts import TimeLimitReached, time_limit

# Conditions that are written out, of each kind, and the characters that each may take.
_SHOWN = 4
_LENGTH = 60

SECONDS = 2.0
"""Time that SymPy may take to see which conditions are always true."""


@dataclass(frozen=True)
class Condition:
    """Something that must hold, or, for an exception, must not.

    Attributes
    ----------
    text : str
        Such as "x > 0" or, for an exception, "x = 0".
    exception : bool
    positive : SymPy expression
        What is positive only where the condition holds; of an exception a power of what vanishes.
    """

    text: str
    exception: bool
    positive: Any


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


def of_formula(m: Symbolic, expression: Expression, symbols: Mapping[str, Any]) -> Iterator[Condition]:
    """Yield what the operations of a formula ask of their arguments."""
    values = expression.evaluate_all(m, symbols)
    for node, exponent in zip(expression.nodes, expression.exponents, strict=True):
        yield from _of_node(m, node, exponent, [values[i] for i in node.arguments])


def _of_node(m: Symbolic, node: Node, exponent: Fraction | None, arguments: list[Any]) -> Iterator[Condition]:
    if node.operation == "pow":
        yield from _of_power(m, exponent, *arguments)
    elif node.operation in _CONDITIONS:
        shown = f"{node.operation}({', '.join(str(a) for a in arguments)})"
        yield from _CONDITIONS[node.operation](m, shown, *arguments)


def _of_power(m: Symbolic, exponent: Fraction | None, base: Number, power: Number) -> Iterator[Condition]:
    if exponent is None or exponent.denominator != 1:
        yield from _positive(m, str(m.sympy.Pow(base, power, evaluate=False)), base)
    elif exponent < 0:
        yield from _nonzero(m, "", base)


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


def _clip(text: str) -> str:
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"


Rule = Callable[..., Iterator[Condition]]


def _positive(m: Symbolic, shown: str, u: Any) -> Iterator[Condition]:
    if u.is_nonnegative:
        yield from _nonzero(m, shown, u)
        return
    c, rest = u.as_coeff_Mul()
    sign, u = ("<", -rest) if c.is_negative else (">", rest)
    yield Condition(f"{_clip(str(rest))} {sign} 0 (so that {_clip(shown)} is smooth)", False, u)


def _nonzero(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
    """Yield the factors of a product that must not vanish."""
    for factor in m.sympy.Mul.make_args(u):
        if (factor.is_Pow and factor.exp.is_positive) or isinstance(factor, m.sympy.Abs | m.sympy.sign):
            yield from _nonzero(m, shown, factor.args[0])
        # Neither has a zero.
        elif not isinstance(factor, m.sympy.erfc | m.sympy.gamma):
            yield Condition(f"{_clip(str(factor))} = 0", True, factor**2)


def _within(low: int, high: int) -> Rule:
    def rule(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
        text = f"{low} < {_clip(str(u))} < {high} (so that {_clip(shown)} is smooth)"
        yield Condition(text, False, (u - low) * (high - u))

    return rule


def _above_one(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
    yield Condition(f"{_clip(str(u))} > 1 (so that {_clip(shown)} is smooth)", False, u - 1)


def _outside_one(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
    yield Condition(f"|{_clip(str(u))}| > 1 (so that {_clip(shown)} is smooth)", False, u**2 - 1)


def _sine_nonzero(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
    return _nonzero(m, shown, m.sympy.sin(u))


def _cosine_nonzero(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
    return _nonzero(m, shown, m.sympy.cos(u))


def _no_pole_of_gamma(m: Symbolic, shown: str, *arguments: Number) -> Iterator[Condition]:
    yield Condition(f"{_clip(str(arguments[-1]))} is 0, -1, -2, …", True, arguments[-1] ** 3)


def _poles_of_beta(m: Symbolic, shown: str, a: Number, b: Number) -> Iterator[Condition]:
    for u in (a, b, a + b):
        yield from _no_pole_of_gamma(m, shown, u)


def _not_one(m: Symbolic, shown: str, *arguments: Number) -> Iterator[Condition]:
    return _nonzero(m, shown, arguments[-1] - 1)


def _positive_not_one(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
    yield from _positive(m, shown, u)
    yield from _nonzero(m, shown, u - 1)


def _below_one(m: Symbolic, shown: str, *arguments: Number) -> Iterator[Condition]:
    u = arguments[-1]
    yield Condition(f"{_clip(str(u))} < 1 (so that {_clip(shown)} is smooth)", False, 1 - u)


def _last_positive(m: Symbolic, shown: str, *arguments: Number) -> Iterator[Condition]:
    return _positive(m, shown, arguments[-1])


def _incomplete_gamma(m: Symbolic, shown: str, a: Number, u: Number) -> Iterator[Condition]:
    yield from _positive(m, shown, a)
    yield from _positive(m, shown, u)


def _bessel(m: Symbolic, shown: str, order: Any, u: Number) -> Iterator[Condition]:
    return iter(()) if order.is_integer else _positive(m, shown, u)


def _lambert(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
    yield Condition(f"{_clip(str(u))} > -1/e (so that {_clip(shown)} is smooth)", False, u + m.sympy.exp(-1))


def _tie(m: Symbolic, shown: str, a: Number, b: Number) -> Iterator[Condition]:
    return _nonzero(m, shown, a - b)


def _origin(m: Symbolic, shown: str, a: Number, b: Number) -> Iterator[Condition]:
    return _nonzero(m, shown, a**2 + b**2)


def _branch_cut(m: Symbolic, shown: str, y: Number, x: Number) -> Iterator[Condition]:
    yield Condition(f"{_clip(str(y))} = 0 and {_clip(str(x))} <= 0", True, x**3)


def _jumps(shift: str = "") -> Rule:
    def rule(m: Symbolic, shown: str, *arguments: Any) -> Iterator[Condition]:
        u = arguments[0] / arguments[1] if len(arguments) > 1 else arguments[0]
        jump = m.sympy.cos(m.pi * u) if shift else m.sympy.sin(m.pi * u)
        yield Condition(f"{_clip(str(u))}{shift} is a whole number", True, jump**2)

    return rule


_CONDITIONS: dict[str, Rule] = {
    **dict.fromkeys(("floor", "ceil", "trunc", "remainder"), _jumps()),
    "rint": _jumps(" + 1/2"),
    "div": lambda m, shown, a, b: _nonzero(m, shown, b),
    **dict.fromkeys(("log", "log2", "log10", "sqrt"), _positive),
    "log1p": lambda m, shown, u: _positive(m, shown, 1 + u),
    **dict.fromkeys(("asin", "acos", "atanh", "erfinv"), _within(-1, 1)),
    **dict.fromkeys(("asech", "logit", "ndtri"), _within(0, 1)),
    "erfcinv": _within(0, 2),
    "acosh": _above_one,
    **dict.fromkeys(("acoth", "asec", "acsc"), _outside_one),
    **dict.fromkeys(("tan", "sec"), _cosine_nonzero),
    **dict.fromkeys(("cot", "csc"), _sine_nonzero),
    **dict.fromkeys(("coth", "csch", "acot", "acsch", "abs", "sign", "cbrt"), _nonzero),
    **dict.fromkeys(("gamma", "loggamma", "digamma", "polygamma"), _no_pole_of_gamma),
    **dict.fromkeys(("beta", "betaln"), _poles_of_beta),
    "Ei": _nonzero,
    **dict.fromkeys(("E1", "expint", "Ci", "Chi", "spence"), _last_positive),
    "li": _positive_not_one,
    **dict.fromkeys(("zeta", "zeta_derivative"), _not_one),
    **dict.fromkeys(("ellipk", "ellipe", "polylog"), _below_one),
    **dict.fromkeys(("gammainc", "gammaincc", "lowergamma", "uppergamma"), _incomplete_gamma),
    **dict.fromkeys(("bessely", "besselk"), lambda m, shown, n, u: _positive(m, shown, u)),
    **dict.fromkeys(("besselj", "besseli"), _bessel),
    "lambertw": _lambert,
    **dict.fromkeys(("max", "min"), _tie),
    "hypot": _origin,
    "atan2": _branch_cut,
}
"""What each operation asks for, beside `pow`; the derivative asks for a little more than the value."""
