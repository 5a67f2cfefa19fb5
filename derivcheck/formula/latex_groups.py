r"""Braces of LaTeX that hold no operand as a whole: of {{\sec }^{2}}x, {\ln}x, {{\log }_{2}}x, {{x}_{1}}."""

from __future__ import annotations

from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import GREEK, function_named


def without_braces(rewriter: Rewriter) -> bool:
    r"""Take out the end of a group whose brace has just been read, if it holds a function alone, or an index's letter.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> rewriter = Rewriter(tokenize(r"{{\sec }^{2}}x"))
    >>> rewriter.index = 1
    >>> without_braces(rewriter), "".join(token.text for token in rewriter.tokens)
    (True, '{{\\sec}^{2}x')
    """
    tokens = rewriter.tokens
    if rewriter.following.kind == "end":
        return False
    if tokens[rewriter.index + 1].text == "}" and tokens[rewriter.index + 2].text.startswith("_"):
        return _with_index(tokens, rewriter.index)
    end = _behind_function(tokens, rewriter.index)
    if end and tokens[end].text != "}":
        end = _behind_power(tokens, end)
    if not end or tokens[end].text != "}":
        return False
    del tokens[end]
    return True


def _with_index(tokens: list[Token], start: int) -> bool:
    r"""Take the brace from between a letter and its index, or a function and its base, and say whether it is one."""
    letter, index = tokens[start], tokens[start + 2]
    if letter.kind == "command":
        known = letter.text[1:] in GREEK or letter.text == r"\log"
        del tokens[start + 1 : start + 1 + known]
        return known
    if letter.kind != "name" or len(letter.text) > 1:
        return False
    tokens[start : start + 3] = [Token(index.kind, letter.text + index.text, index.position - 1)]
    return True


def _behind_function(tokens: list[Token], start: int) -> int:
    r"""Return the place behind \sec or {\sec}, or 0 if there is none."""
    braced = tokens[start].text == "{"
    name = tokens[start + braced]
    if name.kind != "command" or name.text[1:] in GREEK or function_named(name.text[1:]) is None:
        return 0
    closed = not braced or tokens[start + 2].text == "}"
    return start + 1 + 2 * braced if closed else 0


def _behind_power(tokens: list[Token], start: int) -> int:
    """Return the place behind an index, or a power whose exponent is one token or one group; 0 if there is none."""
    if tokens[start].text.startswith("_") and tokens[start].text != "_":
        return start + 1
    if tokens[start].text not in ("^", "_"):
        return 0
    if tokens[start + 1].text != "{":
        return start + 2 if start + 2 < len(tokens) else 0
    depth = 0
    for place in range(start + 1, len(tokens) - 1):
        depth += (tokens[place].text == "{") - (tokens[place].text == "}")
        if not depth:
            return place + 1
    return 0
