"""The letters i, j and I where they are the imaginary unit: e^(i*w*t), cos x + i sin x, 3i, jωC."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import POWERS, SIGNS, TERM_ENDS

UNITS = frozenset("ijI")
"""The letters that it has in books and systems."""

_OPERANDS = frozenset({"name", "letter", "number", "pi", "("})
_FREQUENCIES = frozenset({"omega", "\N{GREEK SMALL LETTER OMEGA}"})
_PARAMETERS = frozenset("abcdefgh")
_FEW = 3
_STARTS = frozenset({"(", "end", "+", "-"})
_OF_NUMBERS = SIGNS | {"number", "*", "/", "(", ")", "end"}
_COORDINATES = frozenset("xyz")
_REACTANCES = _FREQUENCIES | frozenset("wXBL")
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
    inside = ((i, len(exponent) < 3) for exponent in exponents for i in exponent if tokens[i].text == name)
    angles = any(short or _is_factor(tokens, i) for i, short in inside)
    if angles or (name != "I" and any(_is_of_sine(tokens, i) or _is_behind_number(tokens, i) for i in places)):
        return _MESSAGE.format(name, name)
    if name != "I" and (any(tokens[i + 1].text in _FREQUENCIES for i in places) or _is_number(tokens, name)):
        return _MESSAGE.format(name, name)
    if len({token.text for token in tokens} & _PARAMETERS) > _FEW:  # a, b, c, d, ..., i
        return None
    around = _Around(tokens)
    return _MESSAGE.format(name, name) if any(ask(around, i) for ask in _BY_NAME[name] for i in places) else None


def _is_number(tokens: Sequence[Token], name: str) -> bool:
    """Return whether all is of numbers and the letter, without a power: 1 + i, 2*i - 3, 1/(1 + i)."""
    kinds = {token.kind for token in tokens if token.text != name}
    return kinds <= _OF_NUMBERS and "number" in kinds and not kinds.isdisjoint(SIGNS)


class _Around:
    """The tokens around a place; beyond the formula its end."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def text(self, i: int) -> str:
        """Return the text of a token."""
        return self._tokens[i].text if 0 <= i < len(self._tokens) else ""

    def kind(self, i: int) -> str:
        """Return its kind."""
        return self._tokens[i].kind if 0 <= i < len(self._tokens) else "end"

    @functools.cached_property
    def counts(self) -> Counter[str]:
        """How often each text is one."""
        return Counter(token.text for token in self._tokens)


def _is_term(around: _Around, i: int) -> bool:
    """Return whether it is added to a variable, its power or a number: x + i, x^2 + 2*i, 2 - i; not 1 + i, n - i."""
    if around.kind(i + 1) not in TERM_ENDS:
        return False
    sign = i - 1 - 2 * (around.kind(i - 1) == "*" and around.kind(i - 2) == "number")
    power = around.kind(sign - 2) == "**" and around.text(sign - 3) in _COORDINATES
    number = around.kind(sign - 1) == "number" and around.text(sign - 1) != "1" and around.kind(sign - 2) in _STARTS
    return around.text(sign) in SIGNS and (around.text(sign - 1) in _COORDINATES or power or number)


def _is_beside_coordinate(around: _Around, i: int) -> bool:
    """Return whether it is multiplied by a variable that has no power: x + i*y, 2*i*x, not i*x^(i-1)."""
    behind = i + 1 + (around.kind(i + 1) == "*")
    product = around.text(behind) in _COORDINATES and around.kind(behind + 1) not in POWERS
    before = i - 1 - (around.kind(i - 1) == "*")
    return product or around.text(before) in _COORDINATES


def _is_second_term(around: _Around, i: int) -> bool:
    """Return whether it is multiplied by the letter behind the one before the sign: a + b*i, a + i*b."""
    if around.kind(i - 1) == "*":
        second, sign, ends = i - 2, i - 3, i + 1
    else:
        second = i + 1 + (around.kind(i + 1) == "*")
        sign, ends = i - 1, second + 1
    first = around.text(sign - 1)
    alike = (
        first.isalpha() and len(first) == len(around.text(second)) == 1 and ord(first) + 1 == ord(around.text(second))
    )
    return alike and around.text(sign) in SIGNS and around.kind(ends) in TERM_ENDS


def _is_radicand(around: _Around, i: int) -> bool:
    """Return whether it is all that stands below a root: sqrt(i)."""
    bracketed = around.kind(i - 1) == "(" and around.kind(i + 1) == ")"
    return around.kind(i - 1) == "root" or (bracketed and around.text(i - 2) in ("sqrt", "\N{SQUARE ROOT}"))


def _is_power(around: _Around, i: int) -> bool:
    """Return whether it is the exponent of a variable, and stands nowhere else: x^i, not x^i/i."""
    raised = around.kind(i - 1) == "**" and around.text(i - 2) in _COORDINATES
    return raised and around.kind(i + 1) in TERM_ENDS and around.counts["i"] == 1


def _is_divided_exponent(around: _Around, i: int) -> bool:
    """Return whether it is divided in an exponent of e: e^(-i/10)."""
    start = i - 1 - (around.kind(i - 1) == "-")
    power = around.kind(start) == "(" and around.kind(start - 1) == "**" and around.text(start - 2) == "e"
    return power and around.kind(i + 1) == "/"


def _is_reactance(around: _Around, i: int) -> bool:
    """Return whether it is the factor of a reactance, or of a frequency, behind a sign: R + j*X, 1 + j*w*R*C."""
    behind = i + 1 + (around.kind(i + 1) == "*")
    return around.text(i - 1) in SIGNS and around.text(behind) in _REACTANCES


def _is_factor_of_term(around: _Around, i: int) -> bool:
    """Return whether it is behind a sign, and multiplied by a variable: 1 + I*x."""
    return around.text(i - 1) in SIGNS and around.text(i + 2) in _COORDINATES and _is_beside_coordinate(around, i)


_BY_NAME: dict[str, tuple[Callable[[_Around, int], bool], ...]] = {
    "i": (_is_term, _is_beside_coordinate, _is_second_term, _is_radicand, _is_power, _is_divided_exponent),
    "j": (_is_term, _is_reactance, _is_second_term),
    "I": (_is_factor_of_term,),
}


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
    unit = "j" if name[0] == "j" else "i"
    in_power, in_sum = _WITH_UNIT.fullmatch(name), len(name) == 2 and unit in name
    if not (in_power or in_sum):
        return None
    places = [i for i, token in enumerate(tokens) if token.text == name]
    exponents = {i for k in range(len(tokens)) for i in _exponent(tokens, k)} if in_power else set()
    if not exponents.isdisjoint(places):
        return _MESSAGE.format(name[0], name)
    return _MESSAGE.format(unit, name) if in_sum and any(_is_second_part(tokens, i) for i in places) else None


def _is_second_part(tokens: Sequence[Token], i: int) -> bool:
    """Return whether i and a letter stand behind the letter before it in the alphabet: a + bi, x - iy."""
    first, sign = tokens[i - 2].text, tokens[i - 1].kind
    second = tokens[i].text.replace("j" if tokens[i].text[0] == "j" else "i", "", 1)
    behind = len(first) == 1 and i > 1 and sign in ("+", "-") and ord(first) + 1 == ord(second)
    return behind and tokens[i + 1].kind in TERM_ENDS


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
    return i > 0 and before.kind == "number" and before.touches(token) and tokens[i + 1].kind in TERM_ENDS
