"""Signs of programs that are others in a formula: c ? a : b of C, log(x, base=2) of R, POWER($A$1;2), exp.(x), %e^x."""

from __future__ import annotations

import re
from collections.abc import Collection

from derivcheck.formula.lexer import Token
from derivcheck.formula.token_groups import closing, opening

# Of Julia's exp.(x).
_CALL_OF_EACH = re.compile(r"(?<=[A-Za-z])\.(?=\()")

# Of a spreadsheet's $B$1, which stays where it is when the formula is copied.
_ABSOLUTE = re.compile(r"(?<![\w$])(?:\$([A-Z]{1,3})\$?|([A-Z]{1,3})\$)([0-9]{1,7})(?![\w$(])", re.IGNORECASE)

# Behind an operand the sign is that of a remainder.
_CONSTANT = re.compile(r"(\A|[-+*/^(\[,=:])(\s*)%(e|pi)(?!\w)")
_CONSTANTS = frozenset({"e", "pi"})
_ALONE = re.compile(r"(?<![\w%])(?:e|pi)(?!\w)")


def plain_calls(text: str) -> str:
    """Return a text, character for character, without the points by which Julia calls a function of each element.

    Examples
    --------
    >>> plain_calls("2 .* exp.(x)")
    '2 .* exp (x)'
    """
    return _CALL_OF_EACH.sub(" ", text)


def plain_cells(text: str) -> str:
    """Return a text, character for character, without the signs of a spreadsheet's absolute cells.

    Examples
    --------
    >>> plain_cells("=$A1^2 + B$1*$C$2")
    '= A1^2 +  B1*  C2'
    """
    return _ABSOLUTE.sub(lambda cell: f"{cell[1] or cell[2]}{cell[3]}".rjust(len(cell[0])), text)


def plain_constants(text: str, given: Collection[str] = ()) -> str:
    """Return a text, character for character, without the sign before Maxima's constants, if e is no variable besides.

    Examples
    --------
    >>> plain_constants("x*%e^(%pi*x)"), plain_constants("x %pi"), plain_constants("e*%e^x")
    ('x* e^( pi*x)', 'x %pi', 'e*%e^x')
    """
    if not _CONSTANTS.isdisjoint(given) or _ALONE.search(text):
        return text
    return _CONSTANT.sub(r"\1\2 \3", text)


def plain_signs(tokens: list[Token], text: str) -> list[Token]:
    """Return the tokens with such signs replaced by those of a formula; the same ones where there are none.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> [token.text for token in plain_signs(tokenize("x>0 ? x : -x"), "x>0 ? x : -x")]
    ['piecewise', '(', 'x', '>', '0', ',', 'x', ',', '-', 'x', ')', '']
    """
    if "?" in text:
        tokens = _cases(tokens)
    if "base" in text:
        tokens = _without_keyword(tokens)
    if "S(" in text:
        tokens = _without_singleton(tokens)
    if text.startswith("=") and ";" in text and "," not in text:
        tokens = [token._replace(kind=",", text=",") if token.text == ";" else token for token in tokens]
    return tokens


def _without_keyword(tokens: list[Token]) -> list[Token]:
    """Return the tokens without the name of a logarithm's base."""
    signs = [token.text for token in tokens]
    for i in range(len(tokens) - 2, 1, -1):
        if signs[i - 1 : i + 2] == [",", "base", "="]:
            del tokens[i : i + 2]
    return tokens


def _without_singleton(tokens: list[Token]) -> list[Token]:
    """Return the tokens without SymPy's S in S(1)/2 and x**S(2), which makes a number of it."""
    kinds = [token.kind for token in tokens]
    written = list(tokens)
    for i in range(len(tokens) - 5, -1, -1):
        number = tokens[i].text == "S" and kinds[i + 1 : i + 4] == ["(", "number", ")"]
        if number and (kinds[i + 4 : i + 6] == ["/", "number"] or tokens[i - 1].text == "**"):
            del written[i]
    return written


def _cases(tokens: list[Token]) -> list[Token]:
    """Return the tokens with one choice by a comparison as a formula by cases, in its bracket if it stands in one."""
    signs = [token.text for token in tokens]
    if signs.count("?") != 1 or signs.count(":") != 1:
        return tokens
    first, second = signs.index("?"), signs.index(":")
    start = opening(tokens, first)
    end = closing(tokens, start) if start >= 0 else len(tokens) - 1
    compared = any(token.kind == "comparison" for token in tokens[start + 1 : first])
    if not first < second < end or not compared or any(token.kind == "," for token in tokens[start + 1 : end]):
        return tokens
    comma = [tokens[i]._replace(kind=",", text=",") for i in (first, second)]
    place = tokens[start + 1].position
    choice = [
        *(Token("name", "piecewise", place), Token("(", "(", place)),
        *(*tokens[start + 1 : first], comma[0], *tokens[first + 1 : second], comma[1], *tokens[second + 1 : end]),
        Token(")", ")", tokens[end].position),
    ]
    return [*tokens[: start + 1], *choice, *tokens[end:]]
