"""The usual wrong rules of differentiation, one row each.

A row is for a value v = op(a_0, a_1, ...) and the derivatives d_0, d_1, ... of the arguments: it
gives what people take for the derivative of v, such as u'v' for a product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derivcheck.elementary import TABLE
from derivcheck.elementary.number import Functions, Number
from derivcheck.ground.errors import UnsupportedOperation

# The arguments that each sign in a row allows.
_SORTS = {"c": "c", "v": "xu", "u": "u", "?": "cxu"}

Derivative = Callable[[Any, Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class WrongRule:
    """A wrong rule.

    Attributes
    ----------
    rank : int
        0 for the likeliest.
    kind : str
        As it is reported.
    varying : str
        What the arguments may be: "c" a constant, "u" a function of the variable, "v" that or the
        variable itself, "?" anything.
    rule : callable
        ``rule(m, v, a, d)`` returns the wrong derivative in an arithmetic `m`.
    said : str
        What is wrong; {v} stands for the part, {u} for what is inside, {d} for the right derivative.
    family : str
        What the same mistake is called if it is made throughout; "" if it hardly would be.
    numeric : bool
        Whether a claim that is a number may come of it; a number is easily hit by accident.
    """

    rank: int
    kind: str
    varying: str
    rule: Derivative
    said: str
    family: str = ""
    numeric: bool = True

    def fits(self, varying: str) -> bool:
        """Tell whether it is for a part with such arguments, as `Trial.varying` gives them."""
        return all(sort in _SORTS[wanted] for wanted, sort in zip(self.varying, varying, strict=False))


def slope(m: Functions, operation: str, j: int, a: Any, v: Any) -> Any:
    """Return the partial derivative of an operation in its argument `j`.

    Raises
    ------
    UnsupportedOperation
        It has none that is known.
    """
    if operation == "pow" and j == 0:
        # Through the value, so that it needs no power of a negative base.
        return a[1] * m.div(v, a[0])
    found = TABLE[operation].slopes[j] if operation in TABLE else None
    if found is None:
        raise UnsupportedOperation(f"{operation} has no known derivative in this argument")
    return found(m, *a, v)


IT_IS = ": the derivative of {v} is {d}"

MISSING = WrongRule(3, "term-missing", "", lambda m, v, a, d: m.number(0), "the term {t} is missing")

COPIED = WrongRule(
    4, "not-differentiated", "", lambda m, v, a, d: v, "{v} itself stands where its derivative {d} belongs"
)

ANYWHERE = (MISSING, COPIED)

PRODUCT = (
    WrongRule(
        1,
        "product-rule",
        "vv",
        lambda m, v, a, d: d[0] * d[1],
        "product rule: (uv)' is not u'v'" + IT_IS,
        "(uv)' is not u'v'",
    ),
    WrongRule(
        2,
        "product-rule",
        "vv",
        lambda m, v, a, d: d[0] * a[1] - a[0] * d[1],
        "product rule: (uv)' is u'v + uv'" + IT_IS,
        "(uv)' is u'v + uv'",
    ),
    WrongRule(2, "product-rule", "vv", lambda m, v, a, d: d[0] + d[1], "product rule: (uv)' is not u' + v'" + IT_IS),
)

_QUOTIENT_RULE = "(u/v)' is (u'v - uv')/v^2"

QUOTIENT = tuple(
    WrongRule(rank, "quotient-rule", varying, rule, said + IT_IS, _QUOTIENT_RULE)
    for rank, varying, rule, said in (
        (1, "vv", lambda m, v, a, d: m.div(d[0], d[1]), "quotient rule: (u/v)' is not u'/v'"),
        (1, "cv", lambda m, v, a, d: m.div(a[0], d[1]), "quotient rule: (c/v)' is not c/v'"),
        (
            2,
            "?v",
            lambda m, v, a, d: m.div(a[0] * d[1] - d[0] * a[1], a[1] * a[1]),
            "quotient rule: the terms of the numerator are the wrong way round, it is u'v - uv'",
        ),
        (
            2,
            "?v",
            lambda m, v, a, d: m.div(d[0] * a[1] + a[0] * d[1], a[1] * a[1]),
            "quotient rule: the numerator has a minus, it is u'v - uv'",
        ),
        (
            2,
            "?v",
            lambda m, v, a, d: m.div(d[0] * a[1] - a[0] * d[1], a[1]),
            "quotient rule: the denominator is not squared",
        ),
        (2, "?v", lambda m, v, a, d: d[0] * a[1] - a[0] * d[1], "quotient rule: the denominator v^2 is missing"),
    )
)

NO_CHAIN = "chain rule: the derivative of the inner function {u} is missing" + IT_IS
CHAIN = "the derivatives of the inner functions are missing"
_NO_POWER = "the power rule is not for a variable exponent"


def _reduced(m: Functions, v: Number, a: Any, d: Number) -> Any:
    """Return n u^(n-1)."""
    return a[1] * m.div(v, a[0])


POWER = (
    WrongRule(0, "chain", "vc", _reduced, NO_CHAIN, CHAIN),
    WrongRule(
        1,
        "coefficient",
        "vc",
        lambda m, v, a, d: m.div(v, a[0]) * d[0],
        "power rule: the exponent is missing as a factor" + IT_IS,
        "the exponents are missing as factors",
    ),
    WrongRule(
        1,
        "exponent",
        "vc",
        lambda m, v, a, d: a[1] * v * d[0],
        "power rule: the exponent is not lowered by 1" + IT_IS,
        "the exponents are not lowered by 1",
    ),
    WrongRule(2, "chain", "uc", lambda m, v, a, d: m.pow(d[0], a[1]), "(u^n)' is not (u')^n" + IT_IS),
    WrongRule(2, "chain", "uc", lambda m, v, a, d: a[1] * m.pow(d[0], a[1] - 1), "(u^n)' is not n (u')^(n-1)" + IT_IS),
    # As of cos^3, whose sign is taken out of the square.
    WrongRule(
        2, "chain", "uc", lambda m, v, a, d: -(a[1] * m.pow(-d[0], a[1] - 1)), "(u^n)' is not n (u')^(n-1)" + IT_IS
    ),
    WrongRule(
        2,
        "integrated",
        "vc",
        lambda m, v, a, d: m.div(v * a[0], a[1] + 1),
        "{v} is integrated instead of differentiated" + IT_IS,
        "the powers are integrated instead of differentiated",
    ),
    WrongRule(1, "power-rule", "?v", _reduced, _NO_POWER + IT_IS, _NO_POWER),
    WrongRule(1, "power-rule", "?v", lambda m, v, a, d: _reduced(m, v, a, d) * d[1], _NO_POWER + IT_IS, _NO_POWER),
    WrongRule(1, "power-rule", "vv", lambda m, v, a, d: _reduced(m, v, a, d) * d[0], _NO_POWER + IT_IS),
    WrongRule(1, "power-rule", "cv", lambda m, v, a, d: v * d[1], "the logarithm of the base is missing" + IT_IS),
    WrongRule(
        1,
        "power-rule",
        "vv",
        lambda m, v, a, d: m.log(a[0]) * v * d[1],
        "the rule of a^x is not for a variable base" + IT_IS,
    ),
)

EXPONENTIAL = (
    WrongRule(1, "power-rule", "v", lambda m, v, a, d: a[0] * m.exp(a[0] - 1), _NO_POWER + IT_IS, _NO_POWER),
    WrongRule(1, "power-rule", "v", lambda m, v, a, d: a[0] * m.exp(a[0] - 1) * d[0], _NO_POWER + IT_IS),
)


def of_function(name: str) -> tuple[WrongRule, ...]:
    """Return the wrong rules for a function of one argument."""

    def outer(m: Functions, v: Number, a: Number, d: object) -> Any:
        return slope(m, name, 0, a, v)

    def negative(m: Functions, v: Any, a: Number, d: Any) -> Any:
        return -(outer(m, v, a, d) * d[0])

    def of_derivative(m: Functions, v: Any, a: Number, d: Any) -> Any:
        return slope(m, name, 0, d, getattr(m, name)(*d))

    def kept(m: Functions, v: Any, a: Number, d: Any) -> Any:
        return v * d[0]

    left_out = f"chain rule: the factor from {name} itself is missing, only that from the inner function {{u}} is there"
    wrong_sign = f"the derivative of {name} has the wrong sign"
    return (
        WrongRule(0, "chain", "v", outer, NO_CHAIN, CHAIN),
        WrongRule(1, "term-sign", "v", negative, wrong_sign + IT_IS, wrong_sign),
        WrongRule(2, "chain", "u", of_derivative, f"{name}'(u') is not the derivative of {name}(u)" + IT_IS),
        WrongRule(2, "chain", "u", lambda m, v, a, d: getattr(m, name)(d[0]), f"{name}(u)' is not {name}(u')" + IT_IS),
        WrongRule(3, "chain", "u", lambda m, v, a, d: d[0], left_out + IT_IS, numeric=False),
        WrongRule(2, "function", "v", kept, f"{name} itself stands for its derivative" + IT_IS),
    )


ABSOLUTE_VALUE = (
    WrongRule(
        0,
        "absolute-value",
        "v",
        lambda m, v, a, d: d[0],
        "|u|' is not u': the sign of {u} is missing as a factor" + IT_IS,
    ),
)

_NOT_THE_OTHER = "the numerator is the other argument of atan2" + IT_IS

ARCTANGENT = tuple(
    WrongRule(1, "argument", varying, rule, _NOT_THE_OTHER)
    for varying, rule in (
        ("vc", lambda m, v, a, d: m.div(a[0] * d[0], a[0] * a[0] + a[1] * a[1])),
        ("cv", lambda m, v, a, d: m.div(a[1] * d[1], a[0] * a[0] + a[1] * a[1])),
        ("cv", lambda m, v, a, d: -m.div(a[1] * d[1], a[0] * a[0] + a[1] * a[1])),
    )
)

CARDINAL_SINE = (
    WrongRule(
        1,
        "quotient-rule",
        "v",
        lambda m, v, a, d: m.cos(a[0]) * d[0],
        "quotient rule: sinc(u) is sin(u)/u, and (u/v)' is not u'/v'" + IT_IS,
    ),
)
