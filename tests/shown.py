"""What a page shows, held against a fresh run: exact where it is exact, within the error model where it was measured.

On another machine the last bit of a function may be another one. So a measured number need not be the
same again, but it must satisfy what holds on every machine: the error is the estimate less the
reference, the parts add up to it, truncation is what it was, and round-off is within its bound.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import math
import os
import re
import shlex
from typing import Any
from unittest import mock

from derivcheck.cli import main

ELSEWHERE = "…"  # lines left out

SCHEME = re.compile(r"(forward|backward|central)-\d+")

NUMBER = re.compile(r"(?<![\w.])[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])")

# Below this a number is a radius, a residual or a bound of round-off, of which the order of magnitude is shown.
TINY, ORDER = 1e-12, 10.0

# Two shown digits after the first leave this relative error.
DIGITS = 0.006

# Lines that tell what was measured of round-off, within these factors: the best step and its error; the step
# at which round-off takes over, to a decade; and a slope, which over the twenty steps of a curve has a standard
# deviation of 0.04, so that of two machines the slopes differ by less than 0.2. Bounds are the same to a tenth.
LOOSE = {"best step": 100.0, "Above about": 10.0, "slopes": 1.2, "- ": 1.1, "or, in": 1.1}

# The tables in full are shown as in a wide terminal.
COLUMNS, WIDE = "80", "100"


@functools.cache
def run(arguments: str) -> str:
    """Run the command line, and return what it prints; once for all tests of one process."""
    printed = io.StringIO()
    width = WIDE if "--verbose" in arguments else COLUMNS
    with contextlib.redirect_stdout(printed), mock.patch.dict(os.environ, COLUMNS=width):
        main.main(shlex.split(arguments))
    return printed.getvalue()


def check(arguments: str, shown: str) -> None:
    """Assert that what is shown could be what the command prints."""
    printed = iter(run(arguments).splitlines())
    facts: dict[str, Any] = {}
    scheme = next(iter(re.findall(r"--scheme (\S+)", arguments)), "")
    for line in filter(str.strip, shown.splitlines()):
        words = line.replace("<- best", "").split()
        scheme = line.strip() if SCHEME.fullmatch(line.strip()) else scheme
        if line.strip() == ELSEWHERE or words[:2] == ["Made", "with"]:
            continue
        if is_row(words) or is_method(words) or is_scheme(words):
            facts = facts or json.loads(run(f"{arguments} --format json"))
            assert fits(words, facts, scheme), line
        else:  # in order: an iterator is used up
            assert any(alike(line, fresh) for fresh in printed), line


def is_row(words: list[str]) -> bool:
    """Whether these are a step, an estimate, its error and the four parts of that."""
    return len(words) == 7 and all(NUMBER.fullmatch(word) for word in words)


def is_method(words: list[str]) -> bool:
    """Whether these are a method, its value, error, bound, digits, step and evaluations."""
    return len(words) == 7 and all(NUMBER.fullmatch(word) for word in words[1:4])


def is_scheme(words: list[str]) -> bool:
    """Whether these are a scheme, its best step and error, those predicted, and two parts of the error."""
    return len(words) == 8 and words[6] == "/" and all(NUMBER.fullmatch(word) for word in words[1:5])


def fits(words: list[str], facts: dict[str, Any], scheme: str) -> bool:
    """Whether the figures of a line fit together, and the model of the error in a fresh run."""
    reference = float(facts["reference"]["value"])
    if is_row(words):
        curve = next(one for one in facts["curves"] if one["scheme"] == scheme)
        return row_fits([float(word) for word in words], curve["points"], reference)
    if is_scheme(words):
        curve = next(one for one in facts["curves"] if one["scheme"] == words[0])
        return scheme_fits([float(word) for word in words[1:5]], words[5::2], curve)
    method = next(one for one in facts["estimates"] if one["method"] == words[0])
    return method_fits(words, method, reference)


def row_fits(row: list[float], points: list[dict[str, float]], reference: float) -> bool:
    """Whether a row of an error curve is possible."""
    h, estimate, total, truncation, *roundoff = row
    point = next(p for p in points if math.isclose(p["h"], h, rel_tol=DIGITS))
    largest = max(abs(truncation), *map(abs, roundoff))
    return (
        math.isclose(truncation, point["truncation"], rel_tol=DIGITS)
        and math.isclose(estimate - reference, total, rel_tol=DIGITS, abs_tol=2 * math.ulp(reference))
        and abs(math.fsum([truncation, *roundoff]) - total) <= 2 * DIGITS * largest
        and abs(estimate - reference - point["truncation"]) <= point["predicted_roundoff"]
        and max(map(abs, roundoff)) <= point["predicted_roundoff"] * (1 + DIGITS)
    )


def scheme_fits(figures: list[float], limits: list[str], curve: dict[str, Any]) -> bool:
    """Whether a row of the table of schemes is possible: what is measured to a factor, what is predicted to a tenth."""
    measured = [curve["best"]["h"], curve["best"]["error"]]
    predicted = [curve["predicted"]["h"], curve["predicted"]["error"]]
    near = all(max(a / b, b / a) <= LOOSE["best step"] for a, b in zip(figures[:2], measured, strict=True))
    same = all(math.isclose(a, b, rel_tol=0.1) for a, b in zip(figures[2:], predicted, strict=True))
    return near and same and limits == curve["limited_by"]


def method_fits(words: list[str], method: dict[str, Any], reference: float) -> bool:
    """Whether a row of the table of methods is possible; a bound is computed, and the same to a tenth."""
    value, error, bound = map(float, words[1:4])
    step = 0.0 if words[5] == "-" else float(words[5])
    digits = -math.log10(abs(error / reference)) if error else math.inf
    return (
        math.isclose(value - reference, error, rel_tol=DIGITS, abs_tol=2 * math.ulp(reference))
        and math.isclose(bound, method["error_bound"], rel_tol=0.1)
        and abs(error) <= bound
        and math.isclose(step, method["step"] or 0.0, rel_tol=DIGITS)
        and (digits > 15 if words[4] == "all" else abs(float(words[4]) - digits) < 0.1)
        and int(words[6]) == method["evaluations"]
    )


def alike(shown: str, fresh: str) -> bool:
    """Whether two lines have the same words, and numbers that agree."""
    if NUMBER.sub("#", shown).split() != NUMBER.sub("#", fresh).split():
        return False
    factor = next((f for start, f in LOOSE.items() if shown.strip().startswith(start)), 0.0)
    return all(agree(a, b, factor) for a, b in zip(NUMBER.findall(shown), NUMBER.findall(fresh), strict=True))


def agree(shown: str, fresh: str, factor: float = 0.0) -> bool:
    """Whether two numbers agree: to a unit of the last digit, tiny ones and those told to a factor."""
    if shown == fresh:
        return True
    if not re.search(r"[.e]", shown) or len(shown) > 22:  # counts, and digits that are certain
        return False
    a, b = float(shown), float(fresh)
    if factor or max(abs(a), abs(b)) < TINY:
        return a * b > 0 and max(a / b, b / a) <= (factor or ORDER)
    digits, _, exponent = shown.partition("e")
    unit = 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))
    return abs(a - b) <= max(1.01 * unit, 1e-13 * abs(b))
