"""Groups of tokens: what stands in a bracket or between commas, is squared, and where it begins and ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from derivcheck.formula.lexer import Token


def split(tokens: Sequence[Token], ends: Callable[[int], bool]) -> Iterator[Sequence[Token]]:
    """Yield the parts of tokens between those that end a part, brackets left whole."""
    depth = start = 0
    for i, token in enumerate(tokens):
        depth += (token.kind == "(") - (token.kind == ")")
        if not depth and ends(i):
            yield tokens[start:i]
            start = i + 1
    yield tokens[start:]


def arguments(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return what stands between commas."""
    return list(split(tokens, lambda i: tokens[i].kind == ","))


def inside(tokens: Sequence[Token]) -> Sequence[Token] | None:
    """Return what one pair of brackets around all of the tokens holds, or None if there is no such pair."""
    if len(tokens) < 2 or tokens[0].kind != "(" or closing(tokens, 0) != len(tokens) - 1:
        return None
    return tokens[1:-1]


def closing(tokens: Sequence[Token], opening: int) -> int:
    """Return the index of the bracket that closes the one at `opening`, or -1 if it is not closed."""
    depth = 0
    for i in range(opening, len(tokens)):
        depth += (tokens[i].kind == "(") - (tokens[i].kind == ")")
        if not depth:
            return i
    return -1


def opening(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the bracket in which a token stands, or which it closes, or -1 if there is none."""
    depth = 0
    for i in range(index - 1, -1, -1):
        depth += (tokens[i].kind == ")") - (tokens[i].kind == "(")
        if depth < 0:
            return i
    return -1


def end_of_group(tokens: Sequence[Token], index: int) -> int:
    """Return where the bracket closes that a token stands in, or the end."""
    depth = 0
    for place in range(index, len(tokens)):
        depth += (tokens[place].kind == "(") - (tokens[place].kind == ")")
        if depth < 0 or (not depth and tokens[place].kind in (",", "end")):
            return place
    return len(tokens) - 1


def start_of_group(tokens: Sequence[Token], index: int) -> int:
    """Return where the bracket or argument begins that a token stands in."""
    depth = 0
    for place in range(index, -1, -1):
        depth += (tokens[place].kind == ")") - (tokens[place].kind == "(")
        if depth < 0 or (not depth and tokens[place].kind == ","):
            return place + 1
    return 0


def outside_brackets(tokens: Sequence[Token], start: int, stop: int) -> list[int]:
    """Return the places in no bracket, of those from one to another."""
    depth, found = 0, []
    for place in range(start, stop):
        depth += (tokens[place].kind == "(") - (tokens[place].kind == ")")
        found += [place] * (depth == 0)
    return found


def behind_square(tokens: Sequence[Token], index: int) -> int:
    """Return the place behind a square whose sign may stand at a place: ², ^2, and ^(2), as LaTeX is read.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> [behind_square(tokenize(text), 1) for text in ("x² + 1", "x^2 + 1", "x^(2) + 1", "x^3 + 1")]
    [2, 3, 5, 1]
    """
    if tokens[index].text == "\N{SUPERSCRIPT TWO}":
        return index + 1
    exponent = [token.text for token in tokens[index + 1 : index + 4]]
    if tokens[index].kind != "**" or (exponent[0] != "2" and exponent != ["(", "2", ")"]):
        return index
    return index + 2 if exponent[0] == "2" else index + 4
