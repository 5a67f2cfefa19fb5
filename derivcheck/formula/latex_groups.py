r"""Braces of LaTeX around a function alone, or with its power or base: {{\sec }^{2}}x, {\ln}x, {{\log }_{2}}x."""

from __future__ import annotations

from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import GREEK, function_named


def without_braces(rewriter: Rewriter) -> bool:
    r"""Take out the end of a group whose brace has just been read, if all it holds is a function without its argument.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> rewriter = Rewriter(tokenize(r"{{\sec }^{2}}x"))
    >>> rewriter.index = 1
    >>> without_braces(rewriter), "".join(token.text for token in rewriter.tokens)
    (True, '{{\\sec}^{2}x')
    """
    # Behind the sign of a power, a group is an exponent.
    if rewriter.written and rewriter.written[-1].kind == "**":
        return False
    tokens = rewriter.tokens
    end = _behind_function(tokens, rewriter.index)
    if end and tokens[end].text != "}":
        end = _behind_power(tokens, end)
    if not end or tokens[end].text != "}":
        return False
    del tokens[end]
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
