"""Brackets around powers of which nobody can say how far they go where a formula has no sign of a product."""

from __future__ import annotations

import re

from derivcheck.formula.notations.doubtful_powers import is_compound_logarithm, may_go_on

_RAISED = re.compile(r"\)(?=\^)")
_DIVIDED = re.compile(r"\^[\w.]+(?=/([\w.]+))")
_NAME = re.compile(r"\w*\Z")


def clear_powers(formula: str) -> str:
    """Return a strict formula with the brackets that let no reader ask how far its powers go.

    Examples
    --------
    >>> clear_powers("x^3/2 + x"), clear_powers("sin(x)^3/2"), clear_powers("log(x + 1)^2")
    ('(x^3)/2 + x', '(sin(x)^3)/2', '(log(x + 1))^2')
    >>> clear_powers("x^2/2"), clear_powers("2*x^3/2")
    ('x^2/2', '2*x^3/2')
    """
    if "^" not in formula or "*" in formula:
        return formula
    # From the right, so that the places on the left stay.
    for power in reversed([*_RAISED.finditer(formula)]):
        start = _start(formula, power.end())
        if is_compound_logarithm(formula[start : power.end()].replace("ln(", "log(", 1)):
            formula = _enclosed(formula, start, power.end())
    for power in reversed([*_DIVIDED.finditer(formula)]):
        start = _start(formula, power.start())
        if may_go_on(formula[start : power.end()], power[1]):
            formula = _enclosed(formula, start, power.end())
    return formula


def _enclosed(formula: str, start: int, stop: int) -> str:
    return f"{formula[:start]}({formula[start:stop]}){formula[stop:]}"


def _start(formula: str, stop: int) -> int:
    """Return where the operand begins that ends at a place: a name, a number, or brackets with their function."""
    depth, start = 0, stop
    while start and (depth or formula[start - 1] in "()"):
        start -= 1
        depth += (formula[start] == ")") - (formula[start] == "(")
        if depth <= 0:
            break
    named = _NAME.search(formula, 0, start)
    return named.start() if named else start
