"""A callable that arrays which carry derivatives are run through: as it is, or as a copy that sees more."""

from __future__ import annotations

import contextlib
import linecache
import os
import sys
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.numbers.program import ArrayProgram, as_program
from derivcheck.autodiff.sight.arrays import is_ours
from derivcheck.autodiff.sight.copies import seen
from derivcheck.autodiff.sight.owners import has_state
from derivcheck.ground.errors import DomainError, UnsupportedOperation


class Through:
    """A user's callable, for arrays of any class.

    Parameters
    ----------
    call : callable

    Attributes
    ----------
    hidden : str
        What took the numbers out of sight in the last run that failed, where that is known.

    Examples
    --------
    >>> import numpy as np
    >>> from derivcheck.autodiff.derivatives import derivative
    >>> def square(x):
    ...     return float(x) ** 2
    >>> square.__module__ = "model"  # code of this package's own modules is left alone
    >>> through = Through(square)
    >>> float(derivative(through, 3.0)), through(3.0)
    (6.0, 9.0)
    """

    def __init__(self, call: Callable[[Any], Any]) -> None:
        self.call = call
        self.hidden = ""
        self._needs_sight = False

    def __call__(self, x: Any) -> Any:
        """Return what the callable gives; of plain floats, as it is.

        Raises
        ------
        Exception
            That of the callable as it is, where the copy fails too.
        """
        if not is_ours(x):
            return self.call(x)
        if self._needs_sight:
            return self._seen(x)
        # What an object keeps from a run stays in its copy.
        first, second = (self._seen, self.call) if has_state(self.call) else (self.call, self._seen)
        try:
            return first(x)
        except DomainError:
            raise
        except Exception as error:  # of code that was not written for such numbers: any error is possible
            try:
                found = second(x)
            except DomainError:
                raise
            except Exception:  # of the copy, which fails as the code itself does
                raise error from error.__cause__
        self._needs_sight = second == self._seen
        return found

    def _seen(self, x: Array) -> Any:
        try:
            return seen(self.call, x)
        except Exception as error:  # of code that was not written for such numbers: any error is possible
            self.hidden = culprit(error.__traceback__)
            raise


def as_seen(f: object) -> Callable[..., Any]:
    """Return a formula as a program of arrays, and code as a callable that is seen through."""
    program = as_program(f)
    return program if isinstance(program, ArrayProgram | Through) else Through(program)


HIDES = "takes the numbers out of derivcheck's sight"
"""What is said of a piece of code."""


@contextlib.contextmanager
def located(f: Callable[..., Any]) -> Iterator[None]:
    """Let a refusal name the piece of the code that no rule sees through, where it is known."""
    try:
        yield
    except UnsupportedOperation as error:
        if not isinstance(f, Through) or not f.hidden or error.located:
            raise
        told = type(error)(f"{f.hidden} {HIDES}: {error}")
        told.located = True
        raise told from error


def culprit(trace: TracebackType | None) -> str:
    """Return the piece of the user's code in which a run failed, and its place; empty where it is not known."""
    found = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if not _is_library(code.co_filename):
            spans = list(code.co_positions())
            place = trace.tb_lasti // 2
            found = _piece(code.co_filename, trace.tb_lineno, *(spans[place] if place < len(spans) else (None,) * 4))
        trace = trace.tb_next
    return found


def _piece(file: str, line: int, first: int | None, last: int | None, start: int | None, end: int | None) -> str:
    # Columns count bytes.
    text = linecache.getline(file, first or line).encode()[start:end] if first == last else b""
    said = f"`{text.decode(errors='ignore').strip()}` in line" if text.strip() else "line"
    return f"{said} {first or line} of {os.path.basename(file.replace(chr(92), '/'))}"


_LIBRARIES = ("derivcheck", "numpy", "scipy", "pandas", "xarray", "os")
"""Packages whose lines are not the user's; os stands for the standard library."""


def _is_library(file: str) -> bool:
    """Return whether a file belongs to derivcheck, or to a library."""
    homes = (sys.modules[name].__file__ for name in _LIBRARIES if name in sys.modules)
    return any(home and file.startswith(os.path.dirname(home) + os.sep) for home in homes)
