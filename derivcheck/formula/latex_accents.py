r"""Letters with a mark above, which are names: ``\hat{y}`` is y_hat, ``\bar{x}_1`` x_bar_1."""

from __future__ import annotations

from derivcheck.formula.latex_names import index_below, upright_name
from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import GREEK

MARKS = {
    **{r"\hat": "hat", r"\widehat": "hat", r"\bar": "bar", r"\overline": "bar"},
    **{r"\tilde": "tilde", r"\widetilde": "tilde"},
}
"""What is written behind the letter; points are derivatives, and arrows vectors, which are no names."""


def accented(rewriter: Rewriter, token: Token) -> None:
    r"""Read a mark with its letter, whose index may stand below the mark or behind it.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> rewriter = Rewriter(tokenize(r"\hat{\beta}_1"))
    >>> accented(rewriter, rewriter.next())
    >>> rewriter.written[0].text
    'beta_hat_1'
    """
    name, stop = upright_name(rewriter.tokens, rewriter.index, inner=True)
    letter, _, index = (name.text.removeprefix("\\") if name else "").partition("_")
    if not (letter in GREEK or (len(letter) == 1 and letter.isalpha())):
        rewriter.fault(token)
        return
    rewriter.index = stop
    inside = index.strip("{}")
    below = f"_{inside}" if inside else index_below(rewriter)
    rewriter.write("letter", f"{letter}_{MARKS[token.text]}{below}", token)
