"""Numbers as people type them, such as pi/4 and 1e-5, as doubles."""

from __future__ import annotations

import math

from derivcheck.ground.errors import DerivcheckError, InputError, ParseError

VALUE_BITS = 200
"""Precision at which a constant expression is evaluated before it is rounded to a double."""

_INFINITE = frozenset({"inf", "infinity", "oo", "\N{INFINITY}"})


def number(text: str) -> float:
    """Return the double nearest to a number or a constant expression such as ``pi/4``.

    Raises
    ------
    InputError
        It is not a finite number.
    ParseError
        It is not a formula either.

    Examples
    --------
    >>> number("1e-5"), number("1/3")
    (1e-05, 0.3333333333333333)
    """
    try:
        value = float(text)
    except ValueError:
        value = _constant(text)
    if not math.isfinite(value):
        raise InputError("not a finite double; a number such as 0.5, 1e-3 or pi/4 would work")
    return value


def end_of_interval(text: str) -> float:
    """Return the same, or an infinity.

    >>> end_of_interval("-inf"), end_of_interval("2^-1")
    (-inf, 0.5)
    """
    sign, size = (-1, text.strip()[1:]) if text.strip().startswith("-") else (1, text.strip().removeprefix("+"))
    return sign * math.inf if size.strip().lower() in _INFINITE else number(text)


def located(what: str, text: str, *, infinite: bool = False) -> float:
    """Read a number, or the end of an interval, and say in the message what it was for.

    Raises
    ------
    InputError, ParseError
    """
    if not text.strip():
        raise InputError(f"{what}: a value is empty; a number such as 0.5, 1e-3 or pi/4 would work")
    try:
        return (end_of_interval if infinite else number)(text.strip())
    except ParseError as error:
        raise ParseError(f"{what} {text.strip()!r}: {error}", error.text, error.position) from None
    except DerivcheckError as error:
        raise InputError(f"{what} {text.strip()!r}: {error}") from None


def _constant(text: str) -> float:
    # Imported here because nearly all values are plain numbers, and --help needs none.
    from derivcheck.arithmetic.precise import Precise
    from derivcheck.formula.parser import parse

    expression = parse(text)
    if expression.variables:
        unknown = ", ".join(expression.variables)
        raise InputError(f"{unknown} has no value here; a number such as 0.5, 1/3, pi/4 or sqrt(2) would work")
    with Precise(VALUE_BITS) as m:
        return float(expression.evaluate(m, {}))
