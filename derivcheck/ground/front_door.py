"""How errors and warnings leave the package: they show the user's code, and not derivcheck's."""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Callable
from types import FrameType
from typing import ParamSpec, TypeVar

from derivcheck.ground.errors import DerivcheckError

P = ParamSpec("P")
T = TypeVar("T")


def front_door(function: Callable[P, T], package: str = "derivcheck") -> Callable[P, T]:
    """Return a public function as it is exported: an error raised on purpose leaves it without derivcheck's frames.

    What the user's own code raised keeps its frames, as the cause. Errors of other classes are faults
    of derivcheck, and keep all of theirs.

    Parameters
    ----------
    function : callable
    package : str
        Where the function is exported, and so pickled from.

    Returns
    -------
    callable

    Examples
    --------
    >>> from derivcheck.ground.errors import InputError
    >>> def refuse(x):
    ...     raise InputError(f"{x} is not a point")
    >>> try:
    ...     front_door(refuse)("here")
    ... except InputError as error:
    ...     print(error, error.__traceback__.tb_next.tb_next is None)
    here is not a point True
    """

    @functools.wraps(function)
    def exported(*arguments: P.args, **options: P.kwargs) -> T:
        __tracebackhide__ = True
        try:
            return function(*arguments, **options)
        except DerivcheckError as error:
            raise from_outside(error) from error.__cause__ and from_outside(error.__cause__)

    exported.__module__ = package
    return exported


def from_outside(error: BaseException) -> BaseException:
    """Return an error without the frames of derivcheck: those of the user's code that it went through are left."""
    kept, trace = [], error.__traceback__
    while trace is not None:
        if not _is_ours(trace.tb_frame):
            kept.append(trace)
        trace = trace.tb_next
    for one, following in itertools.zip_longest(kept, kept[1:]):
        one.tb_next = following
    return error.with_traceback(kept[0] if kept else None)


def caller_level() -> int:
    """Return the `stacklevel` with which the function that asks gives its warning to derivcheck's caller."""
    level, frame = 1, sys._getframe(1)
    while _is_ours(frame) and frame.f_back is not None:
        level, frame = level + 1, frame.f_back
    return level


def _is_ours(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__")).startswith("derivcheck.")
