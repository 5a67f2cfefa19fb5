r"""Bessel functions whose order is a sum in braces, as in recurrences: J_{n-1}(x)."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.formula.aliases import FAMILIES
from derivcheck.formula.lexer import Token
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import SIGNS

_NAMES = {f"{letter}_": FAMILIES[letter] for letter in "JYIK"}
_LEFT = r"\left"


def with_orders(tokens: Sequence[Token]) -> list[Token]:
    r"""Return the tokens with such functions by their names.

    Examples
    --------
    >>> from derivcheck.formula.lexer import lexed
    >>> "".join(token.text for token in with_orders(lexed("J_{n-1}(x) - J_{2}(x)", 0, 21).tokens))
    'besselj(n-1,(x))-J_{2}(x)'
    """
    written: list[Token] = []
    place = 0
    while place < len(tokens):
        call = _call(tokens, place)
        written += call if call else tokens[place : place + 1]
        place += max(len(call) - 1, 1)  # the braces and the name are written with two signs more
    return written


def _call(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return the tokens of a call that begins at a place, or none: name, order, comma, and the argument in brackets."""
    name = tokens[place]
    if name.kind != "subscripted" or name.text not in _NAMES or tokens[place + 1].text != "{":
        return []
    end = closing(tokens, place + 1)
    order = tokens[place + 2 : end]
    bracket = end + 1 + (end > 0 and tokens[end + 1].text == _LEFT)
    if end < 0 or not any(part.kind in SIGNS for part in order) or tokens[bracket].kind != "(":
        return []
    last = closing(tokens, bracket)
    if last < 0:
        return []
    opening, argument = tokens[place + 1], tokens[end + 1 : last + 1]
    head = [Token("name", _NAMES[name.text], name.position), Token("(", "(", opening.position)]
    comma, stop = Token(",", ",", tokens[end].position), Token(")", ")", tokens[last].end)
    return [*head, *order, comma, *argument, stop]
