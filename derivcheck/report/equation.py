r"""A result as displayed equations in LaTeX, as a notebook typesets them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from derivcheck.report import wording
from derivcheck.report.typeset import latex, name
from derivcheck.results import Check, Checks, Comparison, Comparisons, ErrorCurve, Result, Verdict
from derivcheck.results.trace import Trace
from derivcheck.results.traced import Traced

DIGITS = 20
"""Digits of a reference that an equation shows."""

_LONGEST_POINT = 4
"""Coordinates that an equation shows; of more, the first ones."""

_BREAK, _COMMA = r" \\ ", r",\, "


def equation(result: Result) -> str:
    r"""Return what a result says of the derivative, between dollar signs.

    Parameters
    ----------
    result : Result

    Returns
    -------
    str
        One line, or one for each component.

    Examples
    --------
    >>> import derivcheck as dc
    >>> print(equation(dc.check_derivative("x^2", "4*x^3", 1.0)))
    $\displaystyle \frac{d}{d x}\left[x^{2}\right] \neq 4 x^{3}$
    """
    lines = _lines(result)
    body = lines[0] if len(lines) == 1 else rf"\begin{{gathered}}{_BREAK.join(lines)}\end{{gathered}}"
    return rf"$\displaystyle {body}$"


@functools.singledispatch
def _lines(result: Result) -> list[str]:
    return [name(type(result).__name__)]


@_lines.register
def _comparison(result: Comparison) -> list[str]:
    derivative = f" = {latex(result.derivative)}" if result.derivative else ""
    value = f"{_at(result.at)} = {_number(result.reference.value)}"
    short = _derivative_of("f", result.wrt[0], result.order)
    return [f"{_applied(result)}{derivative}", f"{short}{value}"]


@_lines.register
def _check(result: Check) -> list[str]:
    relation = _RELATIONS[result.verdict]
    if result.kind != "derivative":
        return [rf"{_OPERATORS[result.kind]}\,{name(result.function)} {relation} {name(result.claimed)}"]
    claim = f"{_applied(result)} {relation} {latex(result.claimed)}"
    return [claim, f"{_applied(result)} = {latex(result.corrected)}"] if result.corrected else [claim]


@_lines.register
def _several(result: Comparisons | Checks) -> list[str]:
    return [line for part in result.components for line in _lines(part)]


@_lines.register
def _curve(result: ErrorCurve) -> list[str]:
    term = "0" if result.exact else rf"{name(result.truncation_term)} + \cdots"
    return [rf"{name(wording.stencil(result))} - {_derivative_of('f', 'x', result.order)} = {term}"]


@_lines.register
def _trace(result: Trace) -> list[str]:
    value = _number(wording.shortest(float(result.derivative)))
    return [rf"{_derivative_of(latex(result.function), result.wrt[0])}{_at(result.at)} \approx {value}"]


@_lines.register
def _traced(result: Traced) -> list[str]:
    return _lines(result.result)


_RELATIONS = {
    Verdict.PROVED: "=",
    Verdict.AGREES: r"\overset{\text{agrees}}{=}",
    Verdict.REFUTED: r"\neq",
    Verdict.UNRESOLVED: r"\overset{\text{?}}{=}",
}

_OPERATORS = {"gradient": r"\nabla", "jacobian": r"\mathrm{D}", "hessian": r"\nabla^{2}"}


def _applied(result: Comparison | Check) -> str:
    return _derivative_of(latex(result.function), result.wrt[0], result.order)


def _derivative_of(function: str, variable: str, order: int = 1) -> str:
    power = "" if order == 1 else f"^{{{order}}}"
    what = function if function == "f" else rf"\left[{function}\right]"
    return rf"\frac{{d{power}}}{{d {latex(variable)}{power}}}{what}"


def _at(at: Mapping[str, Any]) -> str:
    shown = [f"{latex(key)} = {_coordinate(value)}" for key, value in list(at.items())[:_LONGEST_POINT]]
    more = [r"\ldots"] if len(at) > _LONGEST_POINT else []
    return rf"\Big|_{{{_COMMA.join([*shown, *more])}}}" if shown else ""


def _coordinate(value: Any) -> str:
    return r"\ldots" if getattr(value, "ndim", 0) else _number(wording.shortest(float(value)))


def _number(text: str) -> str:
    """Write a decimal number with a power of ten where it has one, and at most so many digits."""
    digits, _, exponent = text.partition("e")
    cut = digits[: DIGITS + 2]
    more = r"\ldots" if len(cut) < len(digits) else ""
    power = rf" \cdot 10^{{{int(exponent)}}}" if exponent else ""
    return f"{cut}{more}{power}"
