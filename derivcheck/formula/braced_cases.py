"""Cases in braces, as graphing calculators have them: {x < 0: x^2, x}, which is piecewise(x < 0, x^2, x)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from derivcheck.formula.lexer import Token
from derivcheck.formula.token_groups import closing

_MOST = 30
"""So many colons are looked at."""


def braced_cases(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the function instead of each brace that holds values behind their conditions.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> "".join(token.text for token in braced_cases(tokenize("2*{x < 0: x, {x < 1: 1, 2}}")))
    '2*piecewise(x<0,x,piecewise(x<1,1,2))'
    """
    colons = [i for i, token in enumerate(tokens) if token.text == ":"]
    if len(colons) > _MOST:
        return tokens
    opened = {start for colon in colons if (start := _brace_before(tokens, colon)) is not None}
    # From the right, so that what stands in another stays where it is.
    for start in sorted(opened, reverse=True):
        tokens = _written_out(tokens, start)
    return tokens


def _brace_before(tokens: list[Token], colon: int) -> int | None:
    """Return the place of the brace in which a colon stands, if a comparison is between them."""
    depth = 0
    compared = False
    for place in range(colon - 1, -1, -1):
        token = tokens[place]
        depth += (token.kind == ")") - (token.kind == "(")
        compared |= token.kind == "comparison"
        if depth < 0:
            return place if compared and token.text in ("{", r"\{") else None
    return None


def _written_out(tokens: list[Token], start: int) -> list[Token]:
    """Return the tokens with one of them as a function; the same ones where values and conditions do not take turns."""
    end = closing(tokens, start)
    parts = list(_top_signs(tokens, start, end))
    commas = [i for i in parts if tokens[i].kind == ","]
    colons = [i for i in parts if tokens[i].text == ":"]
    # The last of them may have a condition, or hold otherwise.
    turns = sorted(parts) == [i for pair in itertools.zip_longest(colons, commas) for i in pair if i is not None]
    if end < 0 or not commas or not turns or len(colons) - len(commas) not in (0, 1):
        return tokens
    written = list(tokens)
    for i in colons:
        written[i] = tokens[i]._replace(kind=",", text=",")
    written[end] = tokens[end]._replace(text=")")
    place = tokens[start].position
    written[start : start + 1] = [Token("name", "piecewise", place), Token("(", "(", place)]
    return written


def _top_signs(tokens: list[Token], start: int, end: int) -> Iterator[int]:
    """Yield the places of the commas and colons that are in no other bracket."""
    depth = 0
    for i in range(start + 1, end):
        depth += (tokens[i].kind == "(") - (tokens[i].kind == ")")
        if not depth and (tokens[i].kind == "," or tokens[i].text == ":"):
            yield i
