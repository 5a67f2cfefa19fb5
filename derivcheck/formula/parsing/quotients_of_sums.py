"""Quotients of sums without their brackets: x+1 / x-1, x/x+1, y2-y1/x2-x1."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import end_of_group, outside_brackets, start_of_group
from derivcheck.formula.token_kinds import NAMES, POWERS, SIGNS
from derivcheck.ground.limits import MAX_TYPED_TOKENS

_ENDS = frozenset({"name", "letter", "number", "pi", "superscript", ")"})

_DOUBT = "'/' between sums without brackets has two readings"


def quotient_of_sums(reading: Reading, token: Token) -> str | None:
    """Ask whether the bar just read divides all of the sum around it, or return None."""
    tokens, index = reading.tokens, reading.index
    if len(tokens) > MAX_TYPED_TOKENS:
        return None
    if reading.spaced(token) and reading.spaced(tokens[index]):
        return _of_spaced_bar(reading, token)
    divided, divisor = tokens[index - 2], tokens[index]
    if reading.last != "name" or divisor.kind not in NAMES:
        return None
    if _is_slope(tokens[max(index - 4, 0) : index + 3]):
        first, last = tokens[index - 4], tokens[index + 2]
        typed = reading.text[first.position : last.end]
        over, _, below = typed.partition("/")
        if " " not in typed:
            readings = [f"({over})/({below})", typed.replace("-", " - ")]
            return _question(typed, readings, token.position - first.position)
    # Programs, which write signs of products, do divide by the same: a*b/b+1.
    return _of_same(reading, index) if divided.text == divisor.text and "*" not in reading.text else None


def _of_spaced_bar(reading: Reading, token: Token) -> str | None:
    """Ask for x+1 / x-1, where no other sign of the sum is set apart."""
    tokens, index = reading.tokens, reading.index
    end = end_of_group(tokens, index)
    start = start_of_group(tokens, index - 2)
    top = outside_brackets(tokens, start, end)
    signs = [i for i in top if tokens[i].kind in SIGNS and i > start and tokens[i - 1].kind in _ENDS]
    bars = [i for i in top if tokens[i].kind == "/"]
    tight = all(tokens[i - 1].touches(tokens[i]) and tokens[i].touches(tokens[i + 1]) for i in signs)
    if not signs or not tight or len(bars) > 1:
        return None
    first = tokens[start].position
    over = reading.text[first : token.position].rstrip()
    below = reading.text[token.end : tokens[end].position].strip()
    typed = reading.text[first : tokens[end].position].rstrip()
    return _question(typed, [f"({over})/({below})", f"{over}/{below}"], token.position - first)


def _of_same(reading: Reading, index: int) -> str | None:
    """Ask for x/x+1: nobody divides x by itself."""
    tokens = reading.tokens
    sign = index + 1
    if tokens[sign].kind in POWERS and tokens[sign].text != "**":
        sign += 2 if tokens[sign].kind == "**" else 1
    if sign + 1 >= len(tokens) or tokens[sign].kind not in SIGNS:
        return None
    if not (tokens[sign - 1].touches(tokens[sign]) and tokens[sign].touches(tokens[sign + 1])):
        return None
    stop = tokens[end_of_group(tokens, index)].position
    divisor = reading.text[tokens[index].position : tokens[sign].position]
    rest = reading.text[tokens[sign].end : stop]
    typed = f"/{divisor}{tokens[sign].text}{rest}".rstrip()
    return _question(typed, [f"/({typed[1:]})", f"/{divisor} {tokens[sign].text} {rest}".rstrip()], 0)


def _is_slope(tokens: Sequence[Token]) -> bool:
    """Return whether a difference of two values is divided by one of two others: y2-y1/x2-x1."""
    names = [part.text for part in tokens[::2]]
    if [part.kind for part in tokens[1::2]] != ["-", "/", "-"] or not all(name[-1:].isdecimal() for name in names):
        return False
    return all(a[:-1] == b[:-1] and a != b for a, b in (names[:2], names[2:]))


def _question(typed: str, pieces: list[str], back: int) -> Question:
    return Question(_DOUBT, typed, pieces, back=back)
