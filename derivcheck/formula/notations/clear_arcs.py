"""Arc functions by names that are no products: in a + acos(x) some read a times a cosine."""

from __future__ import annotations

import re

_ARC = re.compile(r"\ba((?:sin|cos|tan)h?)\(")
_AMPLITUDE = re.compile(r"\ba\b(?!\()")


def with_arcs(formula: str) -> str:
    """Return a formula with arc functions by names that cannot be taken for products.

    Examples
    --------
    >>> with_arcs("asin(a*x)")
    'arcsin(a*x)'
    """
    return _ARC.sub(r"arc\1(", formula)


def clear_arcs(formula: str) -> str:
    """Return a strict formula so where a is a variable, and no sign of a product tells that acos is none.

    Examples
    --------
    >>> clear_arcs("a + acos(x)"), clear_arcs("a*x + acos(x)"), clear_arcs("b + acos(x)")
    ('a + arccos(x)', 'a*x + acos(x)', 'b + acos(x)')
    """
    return with_arcs(formula) if "*" not in formula and _AMPLITUDE.search(formula) else formula
