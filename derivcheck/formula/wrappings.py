r"""What stands around a formula: dollar signs and LaTeX's frames, Markdown, a box for the answer, a full stop."""

from __future__ import annotations

import re

_PAIRS = (
    ("$$", "$$"),
    ("$", "$"),
    (r"\(", r"\)"),
    (r"\[", r"\]"),
    ("```", "```"),
    ("`", "`"),
    ("**", "**"),
    ("<answer>", "</answer>"),
    *((rf"\begin{{{name}}}", rf"\end{{{name}}}") for name in ("equation", "equation*", "displaymath", "math")),
)

_BOXES = (r"\boxed{", r"\fbox{")

_BEFORE = re.compile(
    r"(?: \*\* )? (?: (?: the \s+ )? final \s+ )? answer (?: \s+ is )? \s* (?: \*\* )? \s* : \s* (?: \*\* (?= \s ) )?"
    r" | \\therefore (?! [A-Za-z] ) | \u2234 ",
    re.VERBOSE | re.IGNORECASE,
)
"""What leads to an answer."""

_LANGUAGE = re.compile(r"```\w*[ \t]*\n")


def unwrapped(text: str) -> tuple[int, int]:
    r"""Return where the formula in a text begins and ends, with its head.

    Examples
    --------
    >>> texts = ["$3x^2$", r"**Answer:** $\boxed{f'(x) = 3\cos(x)}$.", "```python\nreturn 3*x\n```", "3x"]
    >>> [text[slice(*unwrapped(text))] for text in texts]
    ['3x^2', "f'(x) = 3\\cos(x)", 'return 3*x\n', '3x']
    """
    start, stop = 0, len(text)
    while (inner := _inside(text, start, stop)) is not None:
        start, stop = inner
    return start, stop


def _inside(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return where the text inside the outermost wrapping stands; None where there is none."""
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    if before := _BEFORE.match(text, start, stop):
        return before.end(), stop
    if _STOP.search(text, start, stop):
        return start, stop - 1
    for opening, closing in _PAIRS:
        first, last = start + len(opening), stop - len(closing)
        if text.startswith(opening, start, stop) and text.endswith(closing, first, stop):
            language = _LANGUAGE.match(text, start, last)
            return language.end() if language else first, last
    for opening in _BOXES:
        first = start + len(opening)
        if text.startswith(opening, start, stop) and _closing(text, first, stop) == stop - 1:
            return first, stop - 1
    return None


# Not the point of a number, as in "2.", nor what belongs to a command of LaTeX.
_STOP = re.compile(r"(?<= . ) (?: (?<! \\right ) (?<! [\d.\\] ) \. | (?<! \\ ) ; ) \Z", re.VERBOSE | re.DOTALL)


def _closing(text: str, start: int, stop: int) -> int:
    """Return where the brace that was opened before is closed; -1 where it is not."""
    depth = 1
    for place in range(start, stop):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return place
    return -1
