"""Quotients of sums without their brackets: x+1 / x-1, x+1/x-1, x/x+1, y2-y1/x2-x1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.symbols import SYMBOLS
from derivcheck.formula.token_groups import end_of_group, outside_brackets, start_of_group
from derivcheck.formula.token_kinds import NAMES, POWERS, SIGNS
from derivcheck.ground.limits import MAX_TYPED_TOKENS

_ENDS = frozenset({"name", "letter", "number", "pi", "superscript", ")"})

# Of x, 2^x, x^2, x²; not of sin x.
_POWER_ENDS = frozenset({"name", "number", "superscript"})

_SIGN = re.compile(f"[{re.escape(''.join(sign for sign, kind in SYMBOLS.items() if kind in SIGNS))}]")

_DOUBT = "'/' between sums without brackets has two readings"


def quotient_of_sums(reading: Reading, token: Token) -> str | None:
    """Ask whether the bar just read divides all of the sum around it, or return None."""
    tokens, index = reading.tokens, reading.index
    if len(tokens) > MAX_TYPED_TOKENS or not _SIGN.search(reading.text):
        return None
    tight = tokens[index - 2].touches(token) and token.touches(tokens[index])
    spaced = reading.spaced(token) and reading.spaced(tokens[index])
    # Programs, which write signs of products, do divide by the same: a*b/b+1.
    tight &= "*" not in reading.text
    if (spaced or tight) and (asked := _of_sums(reading, token, tight=tight)):
        return asked
    if reading.last == "name" and _is_slope(tokens[max(index - 4, 0) : index + 3]):
        first, last = tokens[index - 4], tokens[index + 2]
        typed = reading.text[first.position : last.end]
        over, _, below = typed.partition("/")
        if " " not in typed:
            readings = [f"({over})/({below})", typed.replace("-", " - ")]
            return _question(typed, readings, token.position - first.position)
    return _of_same(reading, index) if tight else None


def _of_sums(reading: Reading, token: Token, *, tight: bool) -> str | None:
    """Ask for x+1 / x-1, where no other sign of the sum is set apart, and for sums of one kind without white space."""
    tokens, index = reading.tokens, reading.index
    end = end_of_group(tokens, index)
    start = start_of_group(tokens, index - 2)
    top = outside_brackets(tokens, start, end)
    signs = [i for i in top if tokens[i].kind in SIGNS and i > start and tokens[i - 1].kind in _ENDS]
    bars = [i for i in top if tokens[i].kind == "/"]
    together = all(tokens[i - 1].touches(tokens[i]) and tokens[i].touches(tokens[i + 1]) for i in signs)
    if (
        not (signs and together and tokens[end - 1].kind in _ENDS)
        or len(bars) > 1
        or (tight and not _are_alike(tokens, start, signs, end))
    ):
        return None
    first = tokens[start].position
    over = reading.text[first : token.position].rstrip()
    below = reading.text[token.end : tokens[end].position].strip()
    typed = reading.text[first : tokens[end].position].rstrip()
    pieces = [f"({over})/({below})"] * (signs[0] < index) + [f"{over}/({below})"] * (signs[-1] > index)
    pieces.append(_spaced(typed, [tokens[i].position - first for i in signs]))
    return _question(typed, pieces, token.position - first)


def _are_alike(tokens: Sequence[Token], start: int, signs: Sequence[int], end: int) -> bool:
    """Return whether two sums begin with the same, or with letters and end with numbers: 1+x/1-x, 3x+1/2x-1."""
    bar = next(i for i in outside_brackets(tokens, start, end) if tokens[i].kind == "/")
    over, below = [i for i in signs if i < bar], [i for i in signs if i > bar]
    if not over or not below:
        return False
    heads = tokens[start : over[0]], tokens[bar + 1 : below[0]]
    tails = tokens[over[-1] + 1 : bar], tokens[below[-1] + 1 : end]
    if [part.text for part in heads[0]] == [part.text for part in heads[1]]:
        return any(part.kind in NAMES for part in tokens[start:end])
    numbers = all([part.kind for part in tail] == ["number"] for tail in tails)
    return numbers and all(any(part.kind in NAMES for part in head) for head in heads)


def _spaced(typed: str, signs: Sequence[int]) -> str:
    """Return a sum with white space around its signs."""
    for place in reversed(signs):
        typed = f"{typed[:place]} {typed[place]} {typed[place + 1 :]}"
    return typed


def _of_same(reading: Reading, index: int) -> str | None:
    """Ask for x/x+1, x²/√x+1 and e^x/e^x+1: nobody divides a letter by itself, or a power by one."""
    tokens = reading.tokens
    root = tokens[index].kind == "root"
    base, divisor = tokens[_base(tokens, index - 2)], tokens[index + root]
    if base.text != divisor.text or reading.last not in _POWER_ENDS:
        return None
    sign = index + root + 1
    power = tokens[sign].kind in POWERS
    if not (divisor.kind in NAMES or (divisor.kind == "number" and power)):
        return None
    sign += (2 if tokens[sign].kind == "**" else 1) * power
    if sign + 1 >= len(tokens) or tokens[sign].kind not in SIGNS or (root and power):
        return None
    if not (tokens[sign - 1].touches(tokens[sign]) and tokens[sign].touches(tokens[sign + 1])):
        return None
    stop = tokens[end_of_group(tokens, index)].position
    below = reading.text[tokens[index].position : tokens[sign].position]
    rest = reading.text[tokens[sign].end : stop]
    typed = f"/{below}{tokens[sign].text}{rest}".rstrip()
    radicand = [f"/√({typed[2:]})"] * root
    return _question(typed, [f"/({typed[1:]})", *radicand, f"/{below} {tokens[sign].text} {rest}".rstrip()], 0)


def _base(tokens: Sequence[Token], last: int) -> int:
    """Return the place of the base of the power that ends at a place, or that place."""
    if tokens[last].kind == "superscript":
        return last - 1
    return last - 2 if last > 1 and tokens[last - 1].kind == "**" else last


def _is_slope(tokens: Sequence[Token]) -> bool:
    """Return whether a difference of two values is divided by one of two others: y2-y1/x2-x1."""
    names = [part.text for part in tokens[::2]]
    if [part.kind for part in tokens[1::2]] != ["-", "/", "-"] or not all(name[-1:].isdecimal() for name in names):
        return False
    return all(a[:-1] == b[:-1] and a != b for a, b in (names[:2], names[2:]))


def _question(typed: str, pieces: list[str], back: int) -> Question:
    return Question(_DOUBT, typed, pieces, back=back)
