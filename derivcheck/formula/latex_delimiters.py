r"""Delimiters of LaTeX: \left and \right, bars of which it is known which they are, and the whole part."""

from __future__ import annotations

from derivcheck.formula.latex_commands import (
    ROUNDED,
    ROUNDED_PAIRS,
)
from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token


def bar(rewriter: Rewriter, token: Token, opens: bool) -> None:
    """Write a bar of which it is known whether it opens or closes."""
    if token.text[2:] != "vert":
        rewriter.index += 1
    if opens:
        rewriter.write("name", "abs", token)
        rewriter.opening(Token("(", "|", token.position))
    else:
        rewriter.closing(Token(")", "|", token.position))


def left(rewriter: Rewriter, token: Token) -> None:
    r"""Pass over \left, and the point behind it that is no delimiter."""
    rewriter.delimiters.append(rewriter.following.text)
    rewriter.index += rewriter.following.text == "."


def right(rewriter: Rewriter, token: Token) -> None:
    r"""Pass over \right; a point behind it ends the brace of \left\{."""
    opened = rewriter.delimiters.pop() if rewriter.delimiters else ""
    if rewriter.following.text == ".":
        rewriter.index += 1
        if opened in (r"\{", r"\lbrace"):
            rewriter.closing(Token(")", "}", token.position))
        elif opened != ".":
            rewriter.fault(token)


def rounded(rewriter: Rewriter, token: Token) -> None:
    r"""Write \lfloor or \lceil as a function, whose bracket is to be closed by its like."""
    rewriter.write("name", ROUNDED[token.text], token)

    def check(_: Token) -> None:
        if rewriter.tokens[rewriter.index - 1].text != ROUNDED_PAIRS[token.text]:
            rewriter.fault(token)

    rewriter.opening(Token("(", "(", token.position), check)


def rounded_end(rewriter: Rewriter, token: Token) -> None:
    r"""Close that bracket."""
    rewriter.closing(Token(")", ")", token.position))
