r"""What stands around a formula: dollar signs and LaTeX's frames, Markdown, a box for the answer, a full stop."""

from __future__ import annotations

import functools
import re

_PAIRS = (
    ("#", "#"),
    ("$$", "$$"),
    ("$", "$"),
    (r"\(", r"\)"),
    (r"\[", r"\]"),
    (r"\\(", r"\\)"),
    (r"\\[", r"\\]"),
    ("```", "```"),
    ("`", "`"),
    ("**", "**"),
    ("<answer>", "</answer>"),
)

_BOXES = (r"\boxed{", r"\fbox{", r"{\displaystyle", r"{\textstyle")
"""What opens a brace that holds all of a formula, with its head."""

_FIRST = frozenset(opening[0] for opening in (*_BOXES, *(pair[0] for pair in _PAIRS)))
"""Signs with which one of them begins."""

_BEFORE = re.compile(
    r"(?: \*\* )? (?: the \s+ )? (?: final \s+ )? (?: answer | ans | solution )"
    r" (?: \s+ is )? \s* (?: \*\* )? \s* : \s* (?: \*\* (?= \s ) )?"
    r" | \\(?: therefore | displaystyle | quad | qquad | large ) (?! [A-Za-z] ) | \\[,;:!>] | \u2234 ",
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
    if _STOP.match(text, max(start, stop - 1), stop):
        return start, stop - 1
    if stop - start > 1 and text[stop - 1] in _LAST and (end := _before_end(text, start, stop)) < stop:
        return start, end
    if text[start : start + 1] not in _FIRST:
        return None
    if text.startswith(r"\begin{", start) and (inside := _in_environment(text, start, stop)):
        return inside
    for opening, closing in _PAIRS:
        first, last = start + len(opening), stop - len(closing)
        if text.startswith(opening, start, stop) and text.endswith(closing, first, stop):
            language = _LANGUAGE.match(text, start, last)
            return language.end() if language else first, last
    for opening in _BOXES:
        if text.startswith(opening, start, stop) and _closings(text).get(start + opening.index("{")) == stop - 1:
            return start + len(opening), stop - 1
    return None


_ENVIRONMENT = re.compile(r"\\begin\{(equation|displaymath|math|align|aligned|gather|gathered|split)(\*?)\}")


def _in_environment(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return where the formula in an environment of one line begins and ends, if there is one around it."""
    opening = _ENVIRONMENT.match(text, start, stop)
    if opening is None:
        return None
    closing = opening[0].replace("begin", "end")
    end = stop - len(closing)
    rows = text[opening.end() : end].rstrip().removesuffix("\\\\")
    return (opening.end(), end) if text.endswith(closing, opening.end(), stop) and "\\\\" not in rows else None


# Not the point of a number, as in "2.", nor what belongs to a command of LaTeX.
_STOP = re.compile(r"(?<= . ) (?: (?<! \\right ) (?<! [\d.\\] ) \. | (?<! \\ ) [;,] ) \Z", re.VERBOSE | re.DOTALL)


_LAST = frozenset("}g\\$")
"""Signs with which what numbers an equation ends, or a row of several, or a statement of Maxima."""

_NUMBERED = re.compile(r"\\(?: (?: tag \*? | label ) \s* \{ [^{}]* \} | notag ) \Z", re.VERBOSE)


def _before_end(text: str, start: int, stop: int) -> int:
    """Return where a formula ends before what numbers or ends it, or the same place."""
    if text[stop - 1] == "$":
        return stop - (text.count("$", start, stop) == 1)
    if text[stop - 1] == "\\":
        return stop - 2 * text.endswith("\\\\", start, stop)
    number = text.rfind("\\", start, stop)
    return number if number >= 0 and _NUMBERED.match(text, number, stop) else stop


@functools.lru_cache(maxsize=1)
def _closings(text: str) -> dict[int, int]:
    """Return where each brace is closed, found once for all boxes in one another."""
    found, opened = dict[int, int](), list[int]()
    for place, character in enumerate(text):
        if character == "{":
            opened.append(place)
        elif character == "}" and opened:
            found[opened.pop()] = place
    return found
