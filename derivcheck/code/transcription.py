"""The formula that code computes, read off by running the code on texts.

That works for code of one number without branches. Constants are read as what they stand for, so
that the formula can be compared with another one exactly.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.protocol import exact_exponent
from derivcheck.arithmetic.text.writing import Writing, Written
from derivcheck.autodiff.numbers.evaluation import call
from derivcheck.autodiff.numbers.number_array import NumberArray, Space, boxed
from derivcheck.code.code import single
from derivcheck.code.constants import read
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.ground.limits import MAX_CODE_OPERATIONS


def transcribe(function: Callable[[Any], Any], variable: str = "x", *, exact: bool = False) -> Expression:
    """Return the formula that a callable of one number computes.

    Parameters
    ----------
    function : callable
        NumPy code.
    variable : str
        The name of its argument in the formula.
    exact : bool
        Whether float constants are the numbers that they are.

    Returns
    -------
    Expression
        Its float constants are else read as the simplest numbers that they may be the rounding of.

    Raises
    ------
    UnsupportedOperation
        The code compares, or does what no formula can say.
    ParseError
        The formula is too large.

    Examples
    --------
    >>> import numpy as np
    >>> transcribe(lambda x: np.exp(2 * x) / (1 + np.sin(x**2)) + 0.1 * np.pi).typed
    'exp(2*x)/(1 + sin(x**2)) + 1/10*pi'
    """
    m = Writing()
    literal, exponent = (m.exact, exact_exponent) if exact else (functools.partial(_constant, m), _exponent)
    space = Space(m, literal, exponent, [MAX_CODE_OPERATIONS])
    found = single(call(function, NumberArray(boxed(m.variable(variable)), space)).data)
    return parse(m.lift(found).text, variables=(variable,))


def _constant(m: Writing, x: Any) -> Written:
    if not abs(float(x)) < float("inf"):
        raise UnsupportedOperation(f"a formula has no constant {x}")
    reading = read(float(x))
    if not reading.base:
        return m.number(reading.factor)
    base = m.constant(reading.base)
    return base if reading.factor == 1 else m.lift(m.mul(m.number(reading.factor), base))


def _exponent(x: Any) -> Fraction | None:
    if exact_exponent(x) is None:
        return None
    reading = read(float(x))
    return None if reading.base else reading.factor
