"""Questions what a name means that may be one or several."""

from __future__ import annotations

import re
from collections.abc import Callable

from derivcheck.formula.functions_in_names import PIECE, has_angle
from derivcheck.formula.glued_functions import is_glued
from derivcheck.formula.glued_indices import with_number_within
from derivcheck.formula.names import CIRCULAR
from derivcheck.formula.questions import Question
from derivcheck.formula.spelled_greek import numbered_function

# A logarithm to base 10 or 2, or of a multiple.
_DECIMAL = re.compile(r"log(2|10)([^\W\d])")

# vcosθt
_WITH_ANGLE = re.compile("([a-zA-Z]{0,2})(sin|cos|tan|cot|sec|csc)([α-ωϕ])([a-z])")

WITH_PI = re.compile("([^\\W\\d_aeiou]{0,2})pi((?:[^\\W\\d_aeiou][0-9]?|e0){0,3})")
"""Letters around pi, with numbers behind them."""

TRANSPOSE = "'^T' may be a power or the transpose"
"""Why x^T x is asked."""

TRANSPOSE_OUT = " for a power, or the products of a transpose out"
"""What goes on behind the reading as a power."""

FEW_LETTERS = re.compile("[^\\W\\d_]{3}|(?![A-Z]{4})[^\\W\\d_aeiou]{4}")
"""Letters that are hardly a word, which has vowels, or more letters, or only capitals."""

# A letter, or the difference of one: ΔT.
_LETTER = re.compile("Δ?[^\\W\\d_]")

_SEVERAL = "'%s' is several names; write * between them, and brackets around the argument"
_WITH_FUNCTION = re.compile("(?:sin|cos|tan|cot|sec|csc|ln|log|exp|sqrt)[^\\W\\d_]{2}")

# Letters of a word.
_WORD = 5

_FACTOR = re.compile("[^\\W\\d_][0-9]?")

_BEFORE_CAPITAL = re.compile("[^\\W\\d_]{3,}[A-Z]")

USUAL_INDEX = re.compile(
    "([a-z]?)([VICcukt])(?:(?<=[VI])(gs|ds|be|ce|th|t|s|d|g)|(?<=C)([vpV])|(?<=[cu])([oin])|(?<=k)([ae])|(?<=t)([hmd]))"
)

"""Voltages and currents of transistors, heat capacities, concentrations, rates and times: Vgs, nCv, co, un, th."""

# Of equilibrium, elimination or electrons.
_WITH_INDEX_E = re.compile("[a-z]e")

SEVERAL_NUMBERED = re.compile("[^\\W\\d_][0-9]+[^\\W\\d_][^\\W_]*")
"""Letters of which some have a number behind them, and the last may be without one."""


def one_or_letters(name: str) -> str:
    """Return the question whether a name is one, or the product of its letters.

    Examples
    --------
    >>> one_or_letters("mcΔT")
    "'mcΔT' may be one name or m*c*ΔT; write m*c*ΔT, or give mcΔT a value"
    """
    return one_or("*".join(_LETTER.findall(name)), name)


def asked_exponent(name: str) -> str:
    """Return the question what a name of two letters in an exponent means.

    Examples
    --------
    >>> asked_exponent("kt")
    "the exponent 'kt' may be one name or a product; write (k*t) or k*t, or give kt a value"
    """
    product = f"{name[0]}*{name[1]}"
    doubt = f"the exponent '{name}' may be one name or a product"
    return Question(doubt, name, [f"({product})", product], f", or give {name} a value")


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
    return Question(f"'{name}' may be one name or {product}", name, [product], f", or give {name} a value")


def either(name: str, *readings: str, given: bool = False) -> str:
    """Return the question which of some readings is meant, or a name where it can be given a value.

    Examples
    --------
    >>> either("asinx", "asin(x)", "a*sin(x)")
    "'asinx' has two readings; write asin(x) or a*sin(x)"
    """
    otherwise = f", or give {name} a value" if given else ""
    return Question(f"'{name}' has {'two' if len(readings) == 2 else 'several'} readings", name, readings, otherwise)


def lost_power(name: str, product: str, power: str, *, given: bool = False) -> str:
    """Return the question whether the sign of a power has been lost.

    Examples
    --------
    >>> lost_power("x2y", "x2*y", "x^2*y")
    "'x2y' may be x2*y, or x^2*y without its sign; write x2*y or x^2*y"
    """
    otherwise = f", or give {name} a value" if given else ""
    return Question(f"'{name}' may be {product}, or {power} without its sign", name, [product, power], otherwise)


def _of_ten(name: str) -> str | None:
    if name != "x10":
        return None
    doubt = "'x10' may be the sign of a product with 10, or a name"
    return Question(doubt, name, ["*10", "x*10"], ", or give x10 a value")


def _of_pi(name: str) -> str | None:
    """Ask for npix, and for pir2h, in which the sign of a power may have been lost."""
    found = WITH_PI.fullmatch(name)
    if found is None:
        return None
    factors = [*found[1], "pi", *_FACTOR.findall(found[2])]
    product = "*".join(factors)
    raised = "*".join(f"{part[0]}^{part[1]}" if part[1:].isdecimal() and part != "e0" else part for part in factors)
    return lost_power(name, product, raised, given=True) if raised != product else one_or(product, name)


def _of_differential(name: str) -> str | None:
    if name[0] != "d" or len(name) != 2:
        return None
    doubt = f"'{name}' may be a differential, which is left out, or a product"
    return Question(doubt, name, ["", f"d*{name[1]}"], f", or give {name} a value")


def _of_exponential(name: str) -> str | None:
    if not name.endswith("e"):
        return None
    product = "*".join(name) if name.isalpha() and len(name) < _WORD else f"{name[:-1]}*e"
    index = [f"{name[0]}_e"] * (_WITH_INDEX_E.fullmatch(name) is not None)
    return Question(f"'{name}' may be one name or a product", name, [*index, product], f", or give {name} a value")


def _of_lost_power(name: str) -> str | None:
    """Ask for x2y, x2sinx and ex, in which the sign of a power may have been lost."""
    if re.fullmatch("[xyzt][2-9][xyzt]|r[23][a-zA-Z]", name):
        return lost_power(name, f"{name[:2]}*{name[2]}", f"{name[0]}^{name[1]}*{name[2]}")
    if found := numbered_function(name):
        letter, n, call = found
        return lost_power(name, f"{letter}{n}*{call}", f"{letter}^{n}*{call}")
    if name[0] != "e" or len(name) != 2:
        return None
    # A charge beside a voltage or a field is asked again, which it is not beside the sign of a product.
    product = f"e {name[1]}" if name[1] in "VB" else f"e*{name[1]}"
    return lost_power(name, product, f"e^{name[1]}", given=True)


def _of_numbered(name: str) -> str | None:
    if not SEVERAL_NUMBERED.fullmatch(name) and not with_number_within(name):
        return None
    if _WITH_FUNCTION.search(name):
        return _SEVERAL % name[:20]
    return one_or("*".join(re.findall("[^\\W\\d_][0-9]*", name)), name)


def _of_capital_e(name: str) -> str | None:
    if name[0] != "E" or len(name) != 2:
        return None
    doubt = f"'{name}' may be one name or a product with Euler's number"
    return Question(doubt, name, [f"e*{name[1]}"], f", or give {name} or E a value")


def _of_letters(name: str) -> str | None:
    letters = len(name) == 2 or FEW_LETTERS.fullmatch(name)
    if not letters or not (index := USUAL_INDEX.fullmatch(name)):
        return one_or_letters(name) if letters else None
    factor, letter, *ends = index.groups()
    below = next(filter(None, ends))
    pieces = [f"{factor}*{letter}_{below}".removeprefix("*"), "*".join(name)]
    doubt = f"'{name}' may be one name, a letter with an index, or {pieces[-1]}"
    return Question(doubt, name, pieces, f", or give {name} a value")


def _of_capital(name: str) -> str | None:
    """Ask for VmaxS."""
    return one_or(f"{name[:-1]}*{name[-1]}", name) if _BEFORE_CAPITAL.fullmatch(name) else None


def _of_arc(name: str) -> str | None:
    piece = PIECE.fullmatch(name, 1) if name[0] == "a" else None
    if piece is None:
        return None
    function, argument = filter(None, piece.groups())
    return either(name, f"a{function}({argument})", f"a*{function}({argument})")


def _of_angle(name: str) -> str | None:
    if not has_angle(name) and not is_glued(name):
        return None
    if found := _WITH_ANGLE.fullmatch(name):
        factors, function, angle, time = found.groups()
        start = "".join(f"{factor}*" for factor in factors)
        return either(name, f"{start}{function}({angle})*{time}", f"{start}{function}({angle}*{time})")
    return _SEVERAL % name[:20]


def _of_logarithm(name: str) -> str | None:
    logarithm = _DECIMAL.fullmatch(name)
    if logarithm is None:
        return None
    base, letter = logarithm.groups()
    return either(name, f"log{base}({letter})", f"log({base}*{letter})", given=True)


def _of_call(name: str) -> str:
    end = next((i for i, character in enumerate(name) if character.isdecimal()), 3)
    function, argument = name[:end], name[end:]
    if argument.isdecimal() and function in ("log", *CIRCULAR):
        other, called = f"log_{argument}" if function == "log" else f"{function}^{argument}", f"{function} {argument}"
        doubt = f"'{name}' may be one name, {function}({argument}), or {other} of what follows"
        return Question(doubt, name, [called, other], f", or give {name} a value")
    return one_or(f"{function}({argument})", name)


_QUESTIONS: tuple[Callable[[str], str | None], ...] = (
    _of_ten,
    _of_pi,
    _of_differential,
    _of_exponential,
    _of_lost_power,
    _of_numbered,
    _of_capital_e,
    _of_letters,
    _of_capital,
    _of_arc,
    _of_angle,
    _of_logarithm,
    _of_call,
)
