"""What the operations of a formula ask of their arguments, so that it has a value and a derivative."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node

# Characters that a condition may take, written out.
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


def _clip(text: str) -> str:
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"


Rule = Callable[..., Iterator[Condition]]


def _positive(m: Symbolic, shown: str, u: Any) -> Iterator[Condition]:
    if u.is_nonnegative:
        yield from _nonzero(m, shown, u)
        return
    c, rest = _without_positive(m, u).as_coeff_Mul()
    if rest == 1 and c.is_positive:
        return
    sign, u = ("<", -rest) if c.is_negative else (">", rest)
    yield Condition(f"{_clip(str(rest))} {sign} 0 (so that {_clip(shown)} is smooth)", False, u)


def _without_positive(m: Symbolic, u: Any) -> Any:
    """Return what is left of a product without the factors that are positive everywhere."""
    return m.sympy.Mul(*(f for f in m.sympy.Mul.make_args(u) if not isinstance(f, m.sympy.erfc | m.sympy.exp)))


def _nonzero(m: Symbolic, shown: str, u: Number) -> Iterator[Condition]:
    """Yield the factors of a product that must not vanish."""
    for factor in m.sympy.Mul.make_args(u):
        if (factor.is_Pow and factor.exp.is_positive) or isinstance(factor, m.sympy.Abs | m.sympy.sign):
            yield from _nonzero(m, shown, factor.args[0])
        elif not isinstance(factor, m.sympy.erfc | m.sympy.exp | m.sympy.gamma):  # which have no zeros
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
