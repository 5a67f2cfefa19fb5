"""The logarithm that log is where ln stands in the same formula."""

from __future__ import annotations

from derivcheck.formula.conditions import closing
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question

_QUESTION = Question("'log' beside 'ln' has two readings", "log", ["log10", "ln"])


def check_logarithms(reading: Reading) -> None:
    """Ask what log means beside ln, where it has no base and no library: log x + ln x.

    Raises
    ------
    ParseError
        A logarithm of either kind is there.
    """
    tokens = reading.tokens
    if not any(token.text == "ln" for token in tokens):
        return
    for i, token in enumerate(tokens):
        if (
            token.text == "log"
            and reading.text.startswith(("log", "\\log"), token.position)
            and not has_base(reading, i)
        ):
            reading.check(_QUESTION, token)


def has_base(reading: Reading, index: int) -> bool:
    """Return whether there are several arguments behind a logarithm, or a base in brackets."""
    opening = reading.tokens[index + 1]
    if opening.kind != "(":
        return False
    inside = reading.tokens[index + 1 : closing(reading.tokens, index + 1)]
    return opening.text == "[" or any(token.kind == "," for token in inside)
