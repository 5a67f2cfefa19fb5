"""Points and steps as typed on the command line: text to doubles, with the names checked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal

from derivcheck.arithmetic.constant import located
from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_STEPS

NAMELESS = ""
"""The key of a value without a name, as in ``--at 0.5``."""

_GRID_IS = "a grid is FIRST:LAST:COUNT, such as 1e-1:1e-16:33"

# Enough digits that a grid between powers of two, or of ten, meets the doubles of all those between.
_GRID = Context(prec=60, Emin=-9999, Emax=9999)


def parse_point(text: str) -> dict[str, float]:
    """Return the values of ``0.5`` (under the key NAMELESS) or ``x=0.5,a=pi/4``.

    Raises
    ------
    InputError
        A value is missing, given twice, or not a finite number.
    ParseError
        A value is not a formula.
    """
    if text.strip().startswith("["):
        raise InputError(f"--at {text.strip()!r}: a point of a formula is 0.5 or x=0.5,y=2; of several, repeat --at")
    values: dict[str, float] = {}
    for piece in _split(text):
        name, value = _assignment(piece)
        if name in values:
            raise InputError(f"--at {text!r}: {_twice(name)}")
        values[name] = located("--at", value)
    return values


def _twice(name: str) -> str:
    if name:
        return f"two values for {name}"
    return "two values without a name; write x=…,y=… for two variables, 0.5 with a point, or --at twice for two points"


def _assignment(piece: str) -> tuple[str, str]:
    name, equals, value = piece.partition("=")
    if not equals:
        return NAMELESS, piece
    if not name.strip().isidentifier():
        raise InputError(f"--at {piece.strip()!r}: {name.strip()!r} is not a name; write x=0.5 or x=0.5,a=2")
    return name.strip(), value


def _split(text: str) -> list[str]:
    """Split at the commas that are outside parentheses."""
    pieces, depth, start = [], 0, 0
    for i, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth <= 0:
            pieces.append(text[start:i])
            start = i + 1
    return [*pieces, text[start:]]


def parse_interval(text: str) -> tuple[str, tuple[float, float]]:
    """Return the variable of an interval such as ``x=0:1``, NAMELESS for one such as ``0:inf``, and its ends.

    Raises
    ------
    InputError, ParseError
        It is not two numbers with a colon between them.

    Examples
    --------
    >>> parse_interval("0:1/2"), parse_interval("x=0:inf")
    (('', (0.0, 0.5)), ('x', (0.0, inf)))
    """
    name, equals, rest = text.rpartition("=")
    ends = rest.split(":")
    if len(ends) != 2 or (equals and not name.strip().isidentifier()):
        raise InputError(f"--over {text.strip()!r}: write two ends with a colon between them, such as 0:1 or x=0:1")
    low, high = (located("--over", end, infinite=True) for end in ends)
    return name.strip(), (low, high)


def bind(
    values: Mapping[str, float], variables: Sequence[str], wrt: Sequence[str] = (), *, partial: bool = False
) -> dict[str, float]:
    """Return a value for each variable of a formula.

    Parameters
    ----------
    values : mapping of str to float
        From `parse_point`.
    variables : sequence of str
        The variables of the formula.
    wrt : sequence of str
        The variables to differentiate by; one that is not in the formula needs a value all the same.
    partial : bool
        Whether variables may be left without a value, as those of a claim may.

    Raises
    ------
    InputError
        A variable has no value, or a value no variable.

    Examples
    --------
    >>> bind({"": 0.5}, ["t"])
    {'t': 0.5}
    """
    named = dict(values)
    if NAMELESS in named:
        named[_only(variables or wrt or ["x"], values)] = named.pop(NAMELESS)
    # A formula without variables is constant in whatever is named.
    _check_known(sorted({*named} - {*variables, *wrt}) if variables else [], variables)
    _check_known(sorted({*wrt} - {*named, *variables}), variables)
    missing = [name for name in variables if name not in named]
    if missing and not partial:
        raise InputError(f"--at: no value for {', '.join(missing)}; give {_example(variables)}")
    return named


def _only(variables: Sequence[str], values: Mapping[str, float]) -> str:
    if len(variables) > 1 or len(values) > 1:
        names = sorted({*variables, *values} - {NAMELESS})
        raise InputError(f"--at: which variable is {values[NAMELESS]!r}? give {_example(names)}")
    return variables[0]


def _check_known(unknown: Sequence[str], variables: Sequence[str]) -> None:
    if unknown:
        has = f"its variables are {', '.join(variables)}" if variables else "it has none"
        raise InputError(f"the formula has no variable {', '.join(unknown)}; {has}")


def _example(variables: Iterable[str]) -> str:
    return "--at " + ",".join(f"{name}=…" for name in variables)


def parse_steps(text: str) -> tuple[float, ...]:
    """Return the steps of ``1e-3,1e-5``, of the geometric grid ``1e-1:1e-16:33``, or of a mix, falling.

    Raises
    ------
    InputError
        A step is not positive and finite, or there are too many.
    ParseError
        A step is not a formula.

    Examples
    --------
    >>> parse_steps("2^-20,1e-1:1e-4:4")
    (0.1, 0.01, 0.001, 0.0001, 9.5367431640625e-07)
    """
    steps = {step for piece in _split(text) for step in _piece(piece)}
    if len(steps) > MAX_STEPS:
        raise InputError(f"--steps: {len(steps)} steps; at most {MAX_STEPS} would work")
    return tuple(sorted(steps, reverse=True))


def _piece(piece: str) -> list[float]:
    parts = piece.split(":")
    if ".." in piece:
        raise InputError(f"--steps {piece.strip()!r}: {_GRID_IS}")
    if len(parts) == 1:
        return [_step(piece)]
    if len(parts) != 3:
        raise InputError(f"--steps {piece.strip()!r}: {_GRID_IS}")
    return _geometric(_step(parts[0]), _step(parts[1]), _count(parts[2]))


def _step(text: str) -> float:
    step = located("--steps", text)
    if step <= 0:
        raise InputError(f"--steps {text.strip()!r}: a step is a positive number, such as 1e-5 or 2^-20")
    return step


def _count(text: str) -> int:
    count = int(text) if text.strip().isascii() and text.strip().isdigit() and len(text) < 10 else 0
    if not 2 <= count <= MAX_STEPS:
        raise InputError(f"--steps: {text.strip()!r} steps in a grid; a whole number from 2 to {MAX_STEPS} would work")
    return count


def _geometric(first: float, last: float, count: int) -> list[float]:
    ratio = _GRID.divide(Decimal(last), Decimal(first))
    exponents = [_GRID.divide(Decimal(i), Decimal(count - 1)) for i in range(1, count - 1)]
    between = [float(_GRID.multiply(Decimal(first), _GRID.power(ratio, e))) for e in exponents]
    return [first, *map(_tidy, between), last]


def _tidy(step: float) -> float:
    """Prefer the short decimal among neighbouring doubles, so that a grid of decades reads as one."""
    short = float(f"{step:.12g}")
    return short if abs(short - step) <= 4 * math.ulp(step) else step
