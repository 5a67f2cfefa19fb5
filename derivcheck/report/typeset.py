"""Formulas as LaTeX and MathML, in SymPy's order of terms."""

from __future__ import annotations

import functools
import importlib
from typing import Any

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError

LONGEST = 400
"""Characters of a formula beyond which a typeset one is harder to read than text."""


@functools.lru_cache(maxsize=64)
def mathml(text: str) -> str:
    """Return a formula as a MathML element; "" where it cannot be typeset.

    Examples
    --------
    >>> mathml("x^2")
    '<math display="block"><msup><mi>x</mi><mn>2</mn></msup></math>'
    >>> mathml("not (a formula")
    ''
    """
    value = _read(text)
    if value is None:
        return ""
    written = importlib.import_module("sympy.printing.mathml").mathml(value, printer="presentation")
    return f'<math display="block">{written}</math>'


def latex(text: str) -> str:
    r"""Return a formula in LaTeX's mathematics; as it is, in LaTeX's typewriter type, where it cannot be typeset.

    Examples
    --------
    >>> latex("exp(x)/2"), latex("<lambda>"), latex("my loss")
    ('\\frac{e^{x}}{2}', '\\texttt{<lambda>}', '\\texttt{my loss}')
    """
    value = _read(text)
    return name(text) if value is None else str(importlib.import_module("sympy").latex(value))


def name(text: str) -> str:
    r"""Return a name as text inside LaTeX's mathematics, where nothing of it can act.

    Examples
    --------
    >>> name("w[0]"), name("a_b$c")
    ('\\texttt{w[0]}', '\\texttt{a\\_b\\$c}')
    """
    safe = (_ESCAPED.get(character, character if character.isprintable() else "?") for character in text)
    return rf"\texttt{{{''.join(safe)}}}"


_ESCAPED = {
    **{character: f"\\{character}" for character in "#$%&_{}"},
    **{"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"},
}


def _read(text: str) -> Any:
    """Return what SymPy makes of a formula, without simplifying it; None where there is none to typeset."""
    if len(text) > LONGEST:
        return None
    try:
        expression = parse(text, program=True)
        m = Symbolic()
        return expression.evaluate(m, {name: m.variable(name) for name in expression.variables})
    except DerivcheckError:
        return None
