"""The readings of a text that is asked about, as whole formulas, each of which can be typed instead of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from derivcheck.formula.expression import Expression
from derivcheck.formula.questions import OpenQuestion, Question, listed
from derivcheck.ground.errors import ParseError

LONGEST = 200
"""Characters of the longest text whose readings are worked out."""

_MOST_QUESTIONS = 4
"""How many questions within one another are followed."""

_MOST_READINGS = 8

_MOST_MIXED = 4
"""How many readings there may be with those in which pieces of one form are read in several ways."""

_LONGEST_SHOWN = 320
"""Characters that all readings of a message may have together."""

Parse = Callable[[str], Expression]

_NONE: Mapping[str, int] = {}


def with_readings(error: ParseError, parse: Parse) -> ParseError:
    """Return an error with the whole formulas that may be meant, in its message if they are short.

    Parameters
    ----------
    error : ParseError
        As the parser raises it, whose message may be a `Question`.
    parse : callable
        Reads a text, and raises such errors.
    """
    found, refused = _readings(error, parse, _MOST_QUESTIONS)
    readings = _in_order(found)
    asked = error.args[0]
    message = str(refused or asked)
    if readings and sum(map(len, readings)) <= _LONGEST_SHOWN:
        if len(readings) == 1 and isinstance(error, OpenQuestion) and error.later:
            asked = error.later.args[0]  # The other doubt goes with it: cos^2y(Siny).
        if isinstance(asked, Question):
            message = asked.of_formulas(readings)
        elif len(readings) > 1:
            count = "two" if len(readings) == 2 else "several"
            message = f"this has {count} readings; write {listed(readings)}"
    return ParseError(message, error.text, error.position, readings)


def _readings(
    error: ParseError, parse: Parse, depth: int, chosen: Mapping[str, int] = _NONE
) -> tuple[dict[str, bool], ParseError | None]:
    """Return the readings of a question, and of those that are left in them; without, why its piece is refused.

    Each comes with whether pieces of one form are read in several ways in it. What has been chosen for a piece stands
    in its other places, too.
    """
    if error.readings:
        return dict.fromkeys(error.readings, False), None
    asking = (error.later if isinstance(error, OpenQuestion) else None) or error
    question, text = asking.args[0], asking.text
    if not isinstance(question, Question) or len(text) > LONGEST or not depth:
        return {}, None
    start, stop = _place(question, text, asking.position)
    if start == stop:
        return {}, None
    found: dict[str, bool] = {}
    refused: ParseError | None = None
    form = _QUOTED.sub("", question.doubt)
    for written, choice in _written(question, text, start, stop).items():
        if chosen.get(question, choice) != choice:
            continue
        mixed = chosen.get(form, choice) != choice
        try:
            parse(written)
            found.setdefault(written.strip(), mixed)
        except ParseError as again:
            if _is_euler(again.args[0], text[start:stop]):
                continue
            inner, _ = _readings(again, parse, depth - 1, {form: choice, **chosen, str(question): choice})
            found |= {reading: mixed or other for reading, other in inner.items()}
            inside = start <= again.position < stop + len(written) - len(text)
            refused = refused or (again if inside and not isinstance(again.args[0], Question) else None)
    return found, None if found else refused


def _in_order(found: Mapping[str, bool]) -> tuple[str, ...]:
    """Return readings, those with pieces of one form alike first, and only these where there are many."""
    alike = [reading for reading, mixed in found.items() if not mixed]
    if len(found) > _MOST_MIXED and len(alike) > 1:
        return tuple(alike[:_MOST_READINGS])
    return (*alike, *(reading for reading, mixed in found.items() if mixed))[:_MOST_READINGS]


def _place(question: Question, text: str, position: int) -> tuple[int, int]:
    """Return where the piece that is asked about begins and ends, with a backslash or font; none if not there."""
    start = position - question.back
    typed = f"\\{question.typed}" if text.startswith(f"\\{question.typed}", start) else question.typed
    stop = start + len(typed)
    if not text.startswith(typed, start):
        return start, start
    if text.startswith("}", stop) and (upright := _UPRIGHT.search(text, 0, start)):
        return upright.start(), stop + 1
    return start, stop


def _written(question: Question, text: str, start: int, stop: int) -> dict[str, int]:
    """Return the texts with what may stand instead of a piece, and which of these it is."""
    written: dict[str, int] = {}
    for choice, piece in enumerate(question.instead):
        for whole in with_piece(text, start, stop, piece):
            written.setdefault(whole, choice)
    return written


def _is_euler(asked: object, typed: str) -> bool:
    """Return whether E is asked, which in the product of a name is hardly Euler's number: q*E."""
    return isinstance(asked, Question) and asked.typed == "E" != typed and "E" in typed


def with_piece(text: str, start: int, stop: int, piece: str) -> tuple[str, ...]:
    """Return a text with another piece in it, twice where a call behind a division may be below it."""
    if "\N{HORIZONTAL ELLIPSIS}" not in piece:
        return (replaced(text, start, stop, piece),)
    inside, end = _argument(text, stop)
    if not inside:
        return ()
    piece = _RAW.sub(lambda _: inside, piece)
    if "\N{HORIZONTAL ELLIPSIS}" in piece and "," in inside:  # several arguments are no operand
        return ()
    factor = inside if inside.isidentifier() or inside.isdecimal() else f"({inside})"
    piece = piece.replace("\N{HORIZONTAL ELLIPSIS}", factor)
    narrow = replaced(text, start, end, piece)
    below = text[:start].rstrip().endswith("/") and "*(" in piece and not text[end:].lstrip().startswith(("^", "**"))
    return (narrow, replaced(text, start, end, f"({piece})")) if below else (narrow,)


def _argument(text: str, place: int) -> tuple[str, int]:
    """Return what stands in the bracket behind a place, and where that bracket ends; "" where there is none."""
    opening = _OPENING.match(text, place)
    if opening is None:
        return "", place
    depth = 0
    for end in range(opening.end() - 1, len(text)):
        depth += (text[end] in "([{") - (text[end] in ")]}")
        if not depth:
            return text[opening.end() : end].removesuffix("\\right").strip(), end + 1
    return "", place


def replaced(text: str, start: int, stop: int, piece: str) -> str:
    """Return a text with another piece in it; a product behind the sign of a division is all below it.

    Examples
    --------
    >>> replaced("E/mc^2", 2, 4, "m*c"), replaced("2mc^2", 1, 3, "m*c")
    ('E/(m*c^2)', '2m*c^2')
    """
    piece, stop = in_place(text, start, stop, piece)
    before = text[:start].rstrip() if piece.startswith("*") else text[:start]
    if not piece:  # nor a space before what is left out: x^2\, dx
        before = _SPACES.sub("", before)
    joint = " " * (before[-1:].isalpha() and piece[:1].isalnum())
    return f"{before}{joint}{piece}{text[stop:]}"


def in_place(text: str, start: int, stop: int, piece: str) -> tuple[str, int]:
    """Return what to write for a product, with the power behind it if all of it is below a division, and the end.

    Examples
    --------
    >>> in_place("E/mc^2", 2, 4, "m*c"), in_place("1 + e^kt", 6, 8, "k*t")
    (('(m*c^2)', 6), ('k*t', 8))
    """
    if not text[:start].rstrip().endswith("/") or not _PRODUCT.fullmatch(piece):
        return piece, stop
    power = _POWER.match(text, stop)
    return (f"({piece}{power[0]})", power.end()) if power else (f"({piece})", stop)


_EXPONENT = r"[0-9.]+|[^\W\d_]+|\([^()]*\)|\{[^{}]*\}"
"""Of one token, or in one bracket."""

_POWER = re.compile(rf"[\u00b2\u00b3\u00b9\u2070-\u207f]+|(?:\^|\*\*)(?:{_EXPONENT})")
_SPACES = re.compile(r"(?:\s*\\[,;:!])+\s*\Z")
_QUOTED = re.compile("'[^']*'")
_RAW = re.compile("(?<=[( ])\N{HORIZONTAL ELLIPSIS}(?=[),])")
_OPENING = re.compile(r"\s*(?:\\left)?\s*[(\[{]")
_UPRIGHT = re.compile(r"\\(?:math[a-z]+|operatorname|text[a-z]*)\s*\{\s*\Z")
_PRODUCT = re.compile(r"[^-+^()/\s*][^-+^()/\s]*\*[^-+^()/\s]+")
