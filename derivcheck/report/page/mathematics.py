"""Formulas as MathML, which browsers typeset themselves."""

from __future__ import annotations

import functools
import importlib

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError

LONGEST = 400
"""Characters of a formula beyond which a typeset one is harder to read than text."""


@functools.lru_cache(maxsize=64)
def mathml(text: str) -> str:
    """Return a formula as a MathML element, in SymPy's order of terms; "" where it cannot be typeset.

    Examples
    --------
    >>> mathml("x^2")
    '<math display="block"><msup><mi>x</mi><mn>2</mn></msup></math>'
    >>> mathml("not (a formula")
    ''
    """
    if len(text) > LONGEST:
        return ""
    try:
        expression = parse(text)
        m = Symbolic()
        value = expression.evaluate(m, {name: m.variable(name) for name in expression.variables})
    except DerivcheckError:
        return ""
    written = importlib.import_module("sympy.printing.mathml").mathml(value, printer="presentation")
    return f'<math display="block">{written}</math>'
