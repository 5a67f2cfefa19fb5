"""A domain as people write it: ``x=0:1``, ``s > 0``, ``0 < x <= 1``, and pairs of numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from derivcheck.arithmetic.constant import located
from derivcheck.formula.domain import Domain, Range
from derivcheck.ground.errors import InputError

_FORMS = "write x=0:1, s>0 or 0<x<1"

_SIGN = re.compile("(<=|>=|=<|=>|<|>|\N{LESS-THAN OR EQUAL TO}|\N{GREATER-THAN OR EQUAL TO})")

_DOWNWARD = (">", ">=", "=>", "\N{GREATER-THAN OR EQUAL TO}")

_NUMBERS = ("pi", "e", "inf", "oo", "infinity")
"""Names that stand for ends."""

_JOINT = re.compile(r",(?![^()\[\]]*+[)\]])|\band\b|&|;")


def read_domain(given: object) -> Domain:
    """Return a domain.

    Parameters
    ----------
    given : mapping, str, pair of numbers, sequence of str, Domain or None
        For each variable a pair of ends, of which None is infinite, or a text such as "> 0" or "0:1"; or texts
        with the names in them, such as "x=0:1, s>0". Of a pair and of ``0:1`` the ends are in the domain. What has
        no name is for the one variable, and has the name "".

    Raises
    ------
    InputError, ParseError

    Examples
    --------
    >>> print(read_domain({"x": (0, 1), "s": "> 0"}))
    0 <= x <= 1 and s > 0
    >>> print(read_domain("s>0, -pi/2 < t < pi/2, y=0:inf"))
    s > 0 and -1.5707963267948966 < t < 1.5707963267948966 and y >= 0
    """
    if given is None or isinstance(given, Domain):
        return given or Domain()
    if isinstance(given, Mapping):
        found = list(_named(given))
    elif isinstance(given, str):
        found = list(_texts([given]))
    elif isinstance(given, Sequence) and all(isinstance(text, str) for text in given):
        found = list(_texts(given))
    elif isinstance(given, tuple | list) and len(given) == 2:
        found = [("", read_range("", given))]
    else:
        raise InputError(f"a domain is a mapping of names, such as {{'x': (0, 1), 's': '> 0'}}, not {given!r}"[:200])
    domain = Domain()
    for name, one in found:
        domain = domain.limited(name, one)
    for name, one in domain:
        if one.low == one.high:
            raise InputError(
                f"the domain of {name or 'the variable'} is one point, where there is no derivative; {_FORMS}"
            )
    return domain


def _named(given: Mapping[Any, Any]) -> Iterator[tuple[str, Range]]:
    for name, value in given.items():
        if not isinstance(name, str) or not name.isidentifier():
            raise InputError(f"the domain has {name!r}, which is not a name; {_FORMS}")
        if isinstance(value, Range):
            yield name, value
        elif isinstance(value, str):
            yield from _of_one(name, value)
        else:
            yield name, read_range(name, value)


def _of_one(name: str, text: str) -> Iterator[tuple[str, Range]]:
    """Yield the ranges in a text about one variable, such as "> 0, < 1" and "0:1", where the name may be missing."""
    for piece in map(str.strip, _JOINT.split(text)):
        known, one = _piece(f"{name}{piece}" if _SIGN.match(piece) else piece)
        if known not in ("", name):
            raise InputError(f"the domain of {name} is {text!r}, which is about {known}; {_FORMS}")
        yield name, one


def read_range(name: str, ends: object) -> Range:
    """Return the range between two ends, which are in it.

    Raises
    ------
    InputError
    """
    if not isinstance(ends, tuple | list) or len(ends) != 2:
        raise InputError(
            f"the domain of {name or 'the variable'} is a pair of numbers, such as (0, 1), or a text, not {ends!r}"[
                :200
            ]
        )
    try:
        low, high = (default if e is None else float(e) for e, default in zip(ends, (-math.inf, math.inf), strict=True))
    except (TypeError, ValueError, OverflowError):
        raise InputError(
            f"the domain of {name or 'the variable'} is a pair of numbers, such as (0, 1), not {ends!r}"[:200]
        ) from None
    return _ordered(name, Range(low, high))


def _texts(texts: Sequence[str]) -> Iterator[tuple[str, Range]]:
    for text in texts:
        for piece in _JOINT.split(text):
            yield _piece(piece.strip())


def _piece(text: str) -> tuple[str, Range]:
    parts = [part.strip() for part in _SIGN.split(text)]
    if len(parts) > 1:
        return _compared(text, parts)
    name, equals, ends = text.rpartition("=")
    low, colon, high = ends.partition(":")
    if not colon or (equals and not name.strip().isidentifier()):
        raise InputError(f"domain {text!r}: {_FORMS}")
    low_end, high_end = (located("domain", end, infinite=True) for end in (low, high))
    return name.strip(), _ordered(name.strip(), Range(low_end, high_end))


def _compared(text: str, parts: Sequence[str]) -> tuple[str, Range]:
    """Read ``s > 0``, ``0 < s`` or ``0 < s <= 1``."""
    downward = {sign in _DOWNWARD for sign in parts[1::2]}
    if downward == {True}:
        parts = parts[::-1]
    places = [i for i in range(0, len(parts), 2) if parts[i] not in _NUMBERS and (parts[i] or "x").isidentifier()]
    if len(parts) > 5 or len(downward) != 1 or len(places) != 1 or (len(parts) == 5 and places != [2]):
        raise InputError(f"domain {text!r}: {_FORMS}")
    ends, opened = [-math.inf, math.inf], [False, False]
    for side, step in enumerate((-1, 1)):
        if 0 <= places[0] + step < len(parts):
            ends[side] = located("domain", parts[places[0] + 2 * step], infinite=True)
            opened[side] = parts[places[0] + step] in ("<", ">")
    return parts[places[0]], _ordered(parts[places[0]], Range(ends[0], ends[1], opened[0], opened[1]))


def _ordered(name: str, one: Range) -> Range:
    if math.isnan(one.low) or math.isnan(one.high):
        raise InputError(f"an end of the domain of {name or 'the variable'} is not a number; {_FORMS}")
    if one.low > one.high or one.low == math.inf or one.high == -math.inf:
        raise InputError(
            f"the domain of {name or 'the variable'} is empty: {one.low:g} is not below {one.high:g}; {_FORMS}"
        )
    return one
