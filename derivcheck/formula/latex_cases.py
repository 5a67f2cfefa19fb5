r"""Environments of LaTeX whose rows are values with their conditions: ``\begin{cases} … \end{cases}``."""

from __future__ import annotations

from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token

_NAMES = frozenset({"cases", "dcases", "rcases", "array"})


def begin(rewriter: Rewriter, token: Token) -> None:
    r"""Read \begin{cases}: each row is a value and its condition."""
    if _is_cases(rewriter, token):
        if rewriter.texts(3)[::2] == ["{", "}"]:
            rewriter.index += 3  # the columns of an array
        rewriter.cases += 1
        rewriter.write("name", "Piecewise", token)
        rewriter.write("(", "(", token)
        rewriter.write("(", "(", token)


def _is_cases(rewriter: Rewriter, token: Token) -> bool:
    group = rewriter.texts(3)
    if len(group) < 3 or group[::2] != ["{", "}"] or group[1] not in _NAMES:
        rewriter.fault(token)
        return False
    rewriter.index += 3
    return True


def column(rewriter: Rewriter, token: Token) -> None:
    """Write the comma between a value and its condition, which may have been typed."""
    if not rewriter.cases:
        rewriter.copy(token)
    elif rewriter.written[-1].kind != ",":
        rewriter.write(",", ",", token)


def row(rewriter: Rewriter, token: Token) -> None:
    """End a row."""
    if not rewriter.cases:
        rewriter.fault(token)
        return
    if rewriter.following.text == r"\end":
        return
    _without_stop(rewriter)
    for sign in "),(":
        rewriter.write(sign, sign, token)


def _without_stop(rewriter: Rewriter) -> None:
    """Leave out the comma or full stop with which a row ends."""
    if rewriter.written[-1].text in (",", "."):
        rewriter.written.pop()


def end(rewriter: Rewriter, token: Token) -> None:
    """End the cases."""
    if rewriter.cases and _is_cases(rewriter, token):
        rewriter.cases -= 1
        _without_stop(rewriter)
        rewriter.write(")", ")", token)
        rewriter.write(")", ")", token)
    elif not rewriter.cases:
        rewriter.fault(token)
