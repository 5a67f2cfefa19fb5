"""Random expressions, with their values and derivatives by mpmath and SymPy alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
from elementary_cases import VALUES, precisely, slope_program
from hypothesis import strategies as st
from mpmath import mpf

# SymPy writes coth as a quotient of exponentials, which cancel at tiny arguments.
DIGITS = 700

# With larger arguments these take mpmath for ever.
_LARGE_BITS = 5_000
_LIMITED = frozenset("exp expm1 exp2 pow sin cos tan cot sec csc sinc sinh cosh tanh coth sech csch sigmoid".split())
_LIMITED |= frozenset("softplus logaddexp erf erfc gamma loggamma digamma lambertw".split())

_SLOPES = {
    ("sinc", 0): lambda x: VALUES["sinc_derivative"](1, x),
    ("pow", 0): lambda a, b: b * a ** (b - 1),
    ("tanh", 0): lambda x: 1 / mpmath.cosh(x) ** 2,
    ("lambertw", 0): lambda x: 1 / (x + mpmath.exp(mpmath.re(mpmath.lambertw(x)))),
}
"""Slopes where SymPy's form has no value at an ordinary point."""

UNARY = (
    "neg sqrt cbrt exp expm1 log log1p log2 log10 sin cos tan cot sec csc asin acos atan acot asec acsc sinc sinh cosh "
    "tanh coth sech csch asinh acosh atanh acoth asech acsch abs sign erf erfc sigmoid softplus square exp2"
).split()
SPECIAL = "gamma loggamma digamma lambertw".split()
BINARY = "add sub mul div add sub mul div pow atan2 hypot max min logaddexp".split()


class Unknown(ArithmeticError):
    """There is no finite real value."""


class TooLarge(ArithmeticError):
    """mpmath would take for ever, or means something else."""


@dataclass(frozen=True)
class Tree:
    """An operation on trees; a leaf is a number, or the variable if it has no number."""

    operation: str
    arguments: tuple[Tree, ...] = ()
    number: Fraction | None = None

    def __str__(self) -> str:
        if not self.arguments:
            return "x" if self.number is None else str(self.number)
        exponent = f", {self.number}" if self.number is not None else ""
        return f"{self.operation}({', '.join(map(str, self.arguments))}{exponent})"


def evaluate(tree: Tree, m: Any, x: Any) -> Any:
    """Evaluate a tree in an arithmetic of derivcheck."""
    if not tree.arguments:
        return x if tree.number is None else m.number(tree.number)
    arguments = [evaluate(a, m, x) for a in tree.arguments]
    if tree.number is not None:
        return m.typed_power(arguments[0], m.number(tree.number), tree.number)
    return getattr(m, tree.operation)(*arguments)


def _known(found: Any) -> mpf:
    if mpmath.im(found) != 0 or not mpmath.isfinite(found):
        raise Unknown
    return mpmath.re(found)


def _call(operation: str, function: Any, arguments: list[mpf]) -> mpf:
    if operation in _LIMITED and any(a and mpmath.mag(a) > _LARGE_BITS for a in arguments):
        raise TooLarge
    try:
        return _known(function(*arguments))
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        raise Unknown from None


def value_and_slope(tree: Tree, x: Any) -> tuple[mpf, mpf]:
    """Forward mode by hand: values by mpmath, slopes by SymPy.

    Raises
    ------
    Unknown
        There is no finite value or slope.
    TooLarge
        mpmath would take for ever.
    """
    with mpmath.workdps(DIGITS):
        return _pair(tree, precisely(x))


def _pair(tree: Tree, x: mpf) -> tuple[mpf, mpf]:
    if not tree.arguments:
        return (x, mpf(1)) if tree.number is None else (_rational(tree.number), mpf(0))
    if tree.number == 0:
        return _value(tree, x), mpf(0)
    pairs = [_pair(a, x) for a in tree.arguments]
    arguments = [value for value, _ in pairs]
    if tree.number is not None:
        return _constant_power(arguments[0], pairs[0][1], tree.number)
    terms = [_slope(tree.operation, i, arguments) * tangent for i, (_, tangent) in enumerate(pairs) if tangent]
    return _function(tree.operation, arguments), mpmath.fsum(terms)


def _function(operation: str, arguments: list[mpf]) -> mpf:
    if operation == "atan2" and not any(arguments):
        raise TooLarge  # a convention, in which the sign of a zero takes part
    return _call(operation, VALUES.get(operation) or getattr(mpmath, operation), arguments)


def _slope(operation: str, index: int, arguments: list[mpf]) -> mpf:
    return _call(operation, _SLOPES.get((operation, index)) or slope_program(operation, index), arguments)


def _constant_power(base: mpf, tangent: mpf, exponent: Fraction) -> tuple[mpf, mpf]:
    def power(n: Fraction) -> mpf:
        return _call("power", lambda b: b ** int(n) if n.denominator == 1 else b ** _rational(n), [base])

    value = power(exponent)
    return value, _rational(exponent) * power(exponent - 1) * tangent if tangent and exponent else mpf(0)


def value(tree: Tree, x: Any) -> mpf:
    """The value alone, where the slope may not exist."""
    with mpmath.workdps(DIGITS):
        return _value(tree, precisely(x))


def _value(tree: Tree, x: mpf) -> mpf:
    if not tree.arguments:
        return x if tree.number is None else _rational(tree.number)
    arguments = [_value(a, x) for a in tree.arguments]
    if tree.number is not None:
        return _constant_power(arguments[0], mpf(0), tree.number)[0]
    return _function(tree.operation, arguments)


def _rational(q: Fraction) -> mpf:
    return mpf(q.numerator) / q.denominator


X = Tree("variable")

NUMBERS = "1 2 3 10 0.1 0.5 1e-3 -2 1e5 0.7 1e-9 7.25".split()
EXPONENTS = "2 3 -1 -2 0.5 1/3 2.5 0 1 7 -1/2".split()


def trees(max_leaves: int = 6, *, special: bool = False) -> st.SearchStrategy[Tree]:
    """Expressions of one variable in the functions of the table."""
    leaves = st.just(X) | st.just(X) | st.sampled_from(NUMBERS).map(lambda n: Tree("number", number=Fraction(n)))
    names = [*UNARY, *SPECIAL] if special else UNARY

    def longer(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        return st.one_of(
            st.builds(lambda name, a: Tree(name, (a,)), st.sampled_from(names), children),
            st.builds(lambda name, a, b: Tree(name, (a, b)), st.sampled_from(BINARY), children, children),
            st.builds(lambda a, n: Tree("power", (a,), Fraction(n)), children, st.sampled_from(EXPONENTS)),
        )

    return st.recursive(leaves, longer, max_leaves=max_leaves)


def points() -> st.SearchStrategy[float]:
    """Ordinary numbers, most of them with a long fraction."""
    return st.one_of(
        st.floats(-5, 5),
        st.floats(0.01, 3),
        st.sampled_from([1.0, 0.5, -1.0, 2.0, 1e-8, 1e5, -1e5, 1e-300, 1e10, 0.1, 1.5707963267948966]),
    )
