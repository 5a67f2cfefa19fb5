"""Words that are signs: {1} over {1 + x} of OpenOffice, if x > 0 then x else -x of Maxima."""

from __future__ import annotations

from derivcheck.formula.lexer import Token
from derivcheck.formula.token_groups import end_of_group, outside_brackets

_MOST = 30
"""So many choices are looked at."""


def with_signs(tokens: list[Token]) -> list[Token]:
    """Return the tokens with signs instead of such words, where nothing else can be meant.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> "".join(token.text for token in with_signs(tokenize("x - {a} over {b}")))
    'x-{a}/{b}'
    >>> "".join(token.text for token in with_signs(tokenize("if x > 0 then x else -x")))
    'piecewise(x>0,x,-x)'
    """
    written = list(tokens)
    for place in range(1, len(tokens) - 1):
        before, token, behind = tokens[place - 1 : place + 2]
        if token.text == "over" and (before.text, behind.text) == ("}", "{"):
            written[place] = token._replace(kind="/", text="/")
    choices = [place for place, token in enumerate(tokens) if token.text == "if"]
    if len(choices) > _MOST:
        return written
    # From the right, so that what is chosen in another choice stays where it is.
    for place in reversed(choices):
        written = _chosen(written, place)
    return written


def _chosen(tokens: list[Token], start: int) -> list[Token]:
    """Return the tokens with a function instead of the words of a choice; the same ones if it has not three parts."""
    end = end_of_group(tokens, start)
    words = [place for place in outside_brackets(tokens, start, end) if tokens[place].text in ("then", "else")]
    if [tokens[place].text for place in words] != ["then", "else"]:
        return tokens
    place = tokens[start].position
    written = [*tokens[:end], Token(")", ")", tokens[end].position), *tokens[end:]]
    for word in words:
        written[word] = tokens[word]._replace(kind=",", text=",")
    written[start : start + 1] = [Token("name", "piecewise", place), Token("(", "(", place)]
    return written
