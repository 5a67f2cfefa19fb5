"""The letters i, j and I where they are the imaginary unit: e^(i*w*t), cos x + i sin x, 3i, jωC."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.formula.conditions import closing
from derivcheck.formula.lexer import Token

UNITS = frozenset("ijI")
"""The letters that it has in books and systems."""

_OPERANDS = frozenset({"name", "letter", "number", "pi", "("})
_FREQUENCIES = frozenset({"omega", "\N{GREEK SMALL LETTER OMEGA}"})
_ENDS = frozenset({"+", "-", ")", ",", "end"})
_MESSAGE = (
    "'{0}' is the imaginary unit to most readers, and complex numbers are not read; "
    "write the real part, such as cos(x), or give {1} a value"
)

# iEt and ikx, which are no words of programs.
_WITH_UNIT = re.compile("[ij](?!dx|nt|np|mg)[^\\W\\d_aeiou]{1,3}")


def imaginary_fault(tokens: Sequence[Token], name: str) -> str | None:
    """Say that a letter looks like the imaginary unit, or return None if it is a variable.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> imaginary_fault(tokenize("(1 + i)^n"), "i"), imaginary_fault(tokenize("exp(-i/10)"), "i")
    (None, None)
    >>> (imaginary_fault(tokenize("x + 3i"), "i") or "")[:43]
    "'i' is the imaginary unit to most readers, "
    """
    places = [i for i, token in enumerate(tokens) if token.text == name]
    exponents = [exponent for i in range(len(tokens) - 2) if (exponent := _exponent(tokens, i))]
    angles = any(
        i in exponent and (len(exponent) < 3 or _is_factor(tokens, i)) for i in places for exponent in exponents
    )
    if angles or (name != "I" and any(_is_of_sine(tokens, i) or _is_behind_number(tokens, i) for i in places)):
        return _MESSAGE.format(name, name)
    if name != "I" and any(tokens[i + 1].text in _FREQUENCIES for i in places):
        return _MESSAGE.format(name, name)
    return None


def hidden_fault(tokens: Sequence[Token], name: str) -> str | None:
    """Say that the imaginary unit looks like a part of a name, or return None: e^(-iEt/ħ), a + bi.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> (hidden_fault(tokenize("a + bi"), "bi") or "")[-45:]
    'real part, such as cos(x), or give bi a value'
    >>> hidden_fault(tokenize("v - vi"), "vi"), hidden_fault(tokenize("iEt + 1"), "iEt")
    (None, None)
    """
    in_power, in_sum = _WITH_UNIT.fullmatch(name), len(name) == 2 and "i" in name
    if not (in_power or in_sum):
        return None
    places = [i for i, token in enumerate(tokens) if token.text == name]
    if in_power and any(i in _exponent(tokens, k) for i in places for k in range(i)):
        return _MESSAGE.format(name[0], name)
    return _MESSAGE.format("i", name) if in_sum and any(_is_second_part(tokens, i) for i in places) else None


def _is_second_part(tokens: Sequence[Token], i: int) -> bool:
    """Return whether i and a letter stand behind the letter before it in the alphabet: a + bi, x - iy."""
    first, sign = tokens[i - 2].text, tokens[i - 1].kind
    second = tokens[i].text.replace("i", "", 1)
    behind = len(first) == 1 and i > 1 and sign in ("+", "-") and ord(first) + 1 == ord(second)
    return behind and tokens[i + 1].kind in _ENDS


def _exponent(tokens: Sequence[Token], i: int) -> range:
    """Return the places of the exponent of an exponential that begins at a place; none if there begins no other."""
    if tokens[i].text in ("exp", "Exp"):
        opening = i + 1
    elif tokens[i].text in ("e", "E") and tokens[i + 1].kind == "**":
        opening = i + 2 + (tokens[i + 2].kind == "-")
    else:
        return range(0)
    if tokens[opening].kind != "(":
        return range(opening, opening + 1)
    return range(opening, max(closing(tokens, opening), opening))


def _is_factor(tokens: Sequence[Token], i: int) -> bool:
    """Return whether a letter is multiplied by what stands behind it, or before it by a sign."""
    before, after = tokens[i - 1], tokens[i + 1]
    return after.kind in _OPERANDS or after.kind == "*" or before.kind == "*"


def _is_of_sine(tokens: Sequence[Token], i: int) -> bool:
    """Return whether a letter stands before a sine or cosine, or is by a sign the factor of a sine beside a cosine."""
    if tokens[i + 1].text in ("sin", "cos"):
        return True
    sine = tokens[min(i + 1 + (tokens[i + 1].kind == "*"), len(tokens) - 1)]
    return sine.text == "sin" and any(token.text == "cos" for token in tokens)


def _is_behind_number(tokens: Sequence[Token], i: int) -> bool:
    """Return whether a letter is the end of a term behind its number."""
    before, token = tokens[i - 1], tokens[i]
    return i > 0 and before.kind == "number" and before.touches(token) and tokens[i + 1].kind in _ENDS
