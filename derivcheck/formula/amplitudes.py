"""Amplitudes glued to a sine: Asin(kx - ωt), Asin(Bx) + C, and acosx beside bsinx, which is no arccosine."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from derivcheck.formula.functions_in_names import with_functions
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CIRCULAR
from derivcheck.formula.token_groups import closing

LONGEST = 40
"""The tokens of an exponent or angle that is looked into."""

_OF_BOOKS_WAVE = re.compile("B[xtθ]")
_OF_WAVE = re.compile(f"ω|[a-z]ω|omega|B$|{_OF_BOOKS_WAVE.pattern}$")
_AMPLITUDES = {"a": "b", "A": "B"}
_ARC = re.compile(f"([aA])({'|'.join(sorted(CIRCULAR, key=len, reverse=True))})(.*)")


def amplitudes(tokens: Sequence[Token], names: Collection[str]) -> dict[str, Sequence[str]]:
    """Return the parts of such names.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> amplitudes(tokenize("Asin(Bx) + C"), {"Asin", "Bx"})
    {'Bx': 'Bx', 'Asin': ['A', 'sin']}
    """
    letters = {letter for letter in "aA" if _has_amplitude(_AMPLITUDES[letter], names)}
    return {**(_beside_others(tokens, letters) if letters else {}), **_waves(tokens, names)}


def _waves(tokens: Sequence[Token], names: Collection[str]) -> dict[str, Sequence[str]]:
    """Return the parts of Asin(kx - ωt), which of an angle in time is no arcsine, and of Asin(Bx), as books have it."""
    found: dict[str, Sequence[str]] = {}
    for i, token in enumerate(tokens):
        glued = token.text in names and token.text[0] == "A" and token.text[1:] in CIRCULAR
        if glued or (token.text in CIRCULAR and tokens[i - 1].text == "A"):
            within = {part.text for part in inside(tokens, i + 1)}
            found |= {name: name for name in within & {*names} if _OF_BOOKS_WAVE.fullmatch(name)}
            if glued and any(map(_OF_WAVE.match, within)):
                found[token.text] = ["A", token.text[1:]]
    return found


def inside(tokens: Sequence[Token], opening: int) -> Sequence[Token]:
    """Return what stands in the short bracket that opens at a place, or the token there if none does."""
    if tokens[opening].kind != "(":
        return tokens[opening : opening + 1]
    inside = tokens[opening : opening + LONGEST]
    return inside[: closing(inside, 0)]


def _beside_others(tokens: Sequence[Token], letters: Collection[str]) -> dict[str, Sequence[str]]:
    """Return the parts of asin and acosx, of these letters, beside which bcos or bsinx stands."""
    found: dict[str, Sequence[str]] = {}
    for token in tokens:
        match = _ARC.fullmatch(token.text) if token.kind == "name" else None
        if match and match[1] in letters:
            letter, function, argument = match.groups()
            parts = with_functions(f"{function}{argument}", argument) if argument else [function]
            found |= {token.text: [letter, *parts]} if parts else {}
    return found


def _has_amplitude(letter: str, names: Collection[str]) -> bool:
    return any(name[0] == letter and name.removeprefix(letter)[:3] in CIRCULAR for name in names)
