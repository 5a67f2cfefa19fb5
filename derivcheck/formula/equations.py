"""Equations to be solved, whose left side is no head of a formula: y = 2 + (x^2 + y^2)^(1/2)."""

from __future__ import annotations

import re

from derivcheck.formula.expression import Expression
from derivcheck.formula.questions import Question
from derivcheck.formula.typeset_heads import plain_head
from derivcheck.ground.errors import ParseError

_NAME = re.compile(r"\s*([^\W\d]\w*)\s*:?=(?!>)")


def check_sides(expression: Expression, text: str, start: int) -> None:
    """Refuse an equation, where what the head names stands in the formula, too: y = 2 + (x^2 + y^2)^(1/2).

    Parameters
    ----------
    expression : Expression
    text : str
    start : int
        Where the formula begins.

    Raises
    ------
    ParseError
        It is one.
    """
    named = _NAME.match(plain_head(text, 0, start)[0] if "\\" in text[:start] else text[:start])
    if named and named[1] in expression.variables:
        doubt = f"'{named[1]:.20}' stands on both sides of '=', as in an equation to be solved"
        right = text[start:].strip()
        raise ParseError(Question(doubt, text, [right], " for the right side alone"), text, 0)
