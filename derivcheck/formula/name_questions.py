"""Questions what a name means that may be one or several."""

from __future__ import annotations

import re
from collections.abc import Callable

from derivcheck.formula.functions_in_names import NUMBERED_FUNCTION, PIECE, has_angle
from derivcheck.formula.glued_functions import is_glued

# A logarithm to base 10 or 2, or of a multiple.
_DECIMAL = re.compile(r"log(2|10)([^\W\d])")

TRANSPOSE = "'^T' may be a power or the transpose; write **T for a power, or the products of a transpose out"
"""What to ask of x^T x."""

SEVERAL_NUMBERED = re.compile("[A-Za-z][0-9]+[A-Za-z][A-Za-z0-9]*")
"""Letters of which some have a number behind them, and the last may be without one."""


def asked_exponent(name: str) -> str:
    """Return the question what a name of two letters in an exponent means.

    Examples
    --------
    >>> asked_exponent("kt")
    "the exponent 'kt' may be one name or a product; write ^(k*t) or ^k*t, or give kt a value"
    """
    product = f"{name[0]}*{name[1]}"
    return (
        f"the exponent '{name}' may be one name or a product; write ^({product}) or ^{product}, or give {name} a value"
    )


def asked(name: str) -> str:
    """Return the question what a name means.

    Examples
    --------
    >>> asked("cost")
    "'cost' may be one name or cos(t); write cos(t), or give cost a value"
    """
    return next(message for ask in _QUESTIONS if (message := ask(name)))


def one_or(product: str, name: str) -> str:
    """Return the question whether a name is one, or what might be meant instead.

    Examples
    --------
    >>> one_or("a*h*x", "ahx")
    "'ahx' may be one name or a*h*x; write a*h*x, or give ahx a value"
    """
    return f"'{name}' may be one name or {product}; write {product}, or give {name} a value"


def _of_ten(name: str) -> str | None:
    if name != "x10":
        return None
    return "'x10' may be the sign of a product with 10, or a name; write *10^3, or give x10 a value"


def _of_differential(name: str) -> str | None:
    if name[0] != "d" or len(name) != 2:
        return None
    return f"'{name}' may be a differential or a product; leave it out, or write d*{name[1]}, or give {name} a value"


def _of_exponential(name: str) -> str | None:
    if not name.endswith("e"):
        return None
    return f"'{name}' may be one name or a product; write {name[:-1]}*e, or give {name} a value"


def _of_lost_power(name: str) -> str | None:
    """Ask for x2y, x2sinx and ex, in which the sign of a power may have been lost."""
    if re.fullmatch("[xyzt][2-9][xyzt]", name):
        product, power = f"{name[:2]}*{name[2]}", f"{name[0]}^{name[1]}*{name[2]}"
        return f"'{name}' may be {product}, or {power} without its sign; write what is meant"
    if found := NUMBERED_FUNCTION.fullmatch(name):
        letter, n, function, argument = found.groups()
        call = f"{function}({argument})"
        return f"'{name}' may be {letter}{n}*{call}, or {letter}^{n}*{call} without its sign; write what is meant"
    if name[0] != "e" or len(name) != 2:
        return None
    product, power = f"e*{name[1]}", f"e^{name[1]}"
    return f"'{name}' may be {product}, or {power} without its sign; write {product} or {power}, or give {name} a value"


def _of_numbered(name: str) -> str | None:
    return one_or("*".join(re.findall("[A-Za-z][0-9]*", name)), name) if SEVERAL_NUMBERED.fullmatch(name) else None


def _of_capital_e(name: str) -> str | None:
    if name[0] != "E" or len(name) != 2:
        return None
    return f"'{name}' may be one name or a product; write e*{name[1]} for Euler's number, or give {name} or E a value"


def _of_letters(name: str) -> str | None:
    letters = len(name) == 2 or (len(name) == 3 and name.isalpha())
    return one_or("*".join(name), name) if letters else None


def _of_arc(name: str) -> str | None:
    piece = PIECE.fullmatch(name, 1) if name[0] == "a" else None
    if piece is None:
        return None
    function, argument = filter(None, piece.groups())
    return f"'{name}' has two readings; write a{function}({argument}) or a*{function}({argument})"


def _of_angle(name: str) -> str | None:
    if not has_angle(name) and not is_glued(name):
        return None
    return f"'{name:.20}' is several names; write * between them, and brackets around the argument"


def _of_logarithm(name: str) -> str | None:
    logarithm = _DECIMAL.fullmatch(name)
    if logarithm is None:
        return None
    base, letter = logarithm.groups()
    return f"'{name}' has two readings; write log{base}({letter}) or log({base}*{letter}), or give {name} a value"


def _of_call(name: str) -> str:
    end = next((i for i, character in enumerate(name) if character.isdecimal()), 3)
    function, argument = name[:end], name[end:]
    base = f", or log(x, {argument}) for that base" if function == "log" and argument.isdecimal() else ""
    meant = f"write {function}({argument}){base}, or give {name} a value"
    return f"'{name}' may be one name or {function}({argument}); {meant}"


_QUESTIONS: tuple[Callable[[str], str | None], ...] = (
    _of_ten,
    _of_differential,
    _of_exponential,
    _of_lost_power,
    _of_numbered,
    _of_capital_e,
    _of_letters,
    _of_arc,
    _of_angle,
    _of_logarithm,
    _of_call,
)
