"""A user's callable: run on copies, counted, and watched for what a mathematical function never does."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Container
from types import FunctionType
from typing import Any, TypeVar

import numpy as np

from derivcheck.autodiff.sight.arrays import holds
from derivcheck.autodiff.sight.through import Through
from derivcheck.autodiff.structure import StructureError
from derivcheck.ground.errors import DomainError, InputError, UnsupportedOperation
from derivcheck.ground.refusals import unprinted

T = TypeVar("T")


class Subject:
    """A callable of one number or array.

    Parameters
    ----------
    call : callable
    what : str
        What messages call it, such as "the function".
    name : str
        The callable's own by default.
    within : container, optional
        Of the points that it may be asked for as plain numbers.

    Attributes
    ----------
    runs : int
        How often it was called, in whatever arithmetic.
    mutates : bool
        Whether a call changed the array that it was given.
    blind : bool
        Whether runs in other numbers gave a slope that its values do not have.
    traced : bool
        Whether it was run in other numbers, which code that keeps what it is given may answer with.
    first : tuple of two arrays, or None
        The first plain argument and what it gave.

    Examples
    --------
    >>> def double(x):
    ...     x *= 2
    ...     return x
    >>> subject, x = Subject(double, "the claim"), np.array([1.0])
    >>> subject(x), x, subject.mutates
    (array([2.]), array([1.]), True)
    """

    def __init__(
        self,
        call: Callable[[Any], Any],
        what: str = "the function",
        name: str = "",
        within: Container[Any] | None = None,
    ) -> None:
        self.call = call
        self.through = Through(call)
        self.what = what
        self.within = within
        self.name = name or str(getattr(call, "__qualname__", type(call).__name__)).rpartition("<locals>.")[2]
        self.runs = 0
        self.mutates = False
        self.blind = False
        self.traced = False
        self.first: tuple[Any, Any] | None = None

    def __call__(self, x: object) -> Any:
        """Return what the callable returns, of a copy of a plain array."""
        self.runs += 1
        if self.within is not None and isinstance(x, np.ndarray | float) and x not in self.within:
            raise DomainError("outside of the bounds that were given")
        if isinstance(x, float):
            return self._plainly(x)
        if not isinstance(x, np.ndarray) or x.dtype == object:
            self.traced = True
            return self.through(x)
        given = np.array(x)
        result = self._plainly(given)
        # A result that is the argument itself, or a view of it, must survive the next call.
        found = np.array(result) if isinstance(result, np.ndarray) else result
        # Where nothing is NaN, as nearly always, the plain comparison takes a twentieth of the time.
        same = np.array_equal(given, x) or np.array_equal(given, x, equal_nan=True)
        self.mutates = self.mutates or not same
        return found

    def _plainly(self, x: Any) -> Any:
        """Run the code on plain numbers; again, after others, where it answers with what a run has left in it."""
        try:
            if not holds(result := self.call(x)):
                return result
        except Exception:  # of the user's code: any error is possible
            if not self.traced:
                raise
        self.call(x + np.spacing(x))
        return self.call(np.array(x)[()] if isinstance(x, float) else np.array(x))

    def value(self, x: object) -> Any:
        """Return what it gives for plain numbers, as an array, a SciPy sparse array or a number of floats.

        Raises
        ------
        InputError
            It fails, or returns something else than real numbers.
        """
        with np.errstate(all="ignore"):
            try:
                found = self(x)
            except (UnsupportedOperation, StructureError, KeyboardInterrupt):
                raise
            except Exception as error:  # the user's code may raise anything, and is told what
                text = " ".join(str(error).split())
                said = f"{type(error).__name__}: {text}"
                raise InputError(f"{self.what} {self.name} fails at the point: {said}") from error
        numbers = self._numbers(found)
        if self.first is None:
            self.first = np.array(x), numbers
        return numbers

    def _numbers(self, found: object) -> Any:
        if is_sparse(found):
            return found
        try:
            array = np.asarray(found)
        except ValueError:
            raise InputError(f"{self.what} {self.name} returned rows of different lengths{_pair_hint(found)}") from None
        if array.dtype.kind not in "fiub":
            hint = _pair_hint(found)
            kind = "complex numbers" if array.dtype.kind == "c" else type(found).__name__
            raise InputError(f"{self.what} {self.name} returned {kind}, not real numbers{hint}")
        return array.astype(float) if array.dtype.kind in "iub" else array


def _pair_hint(found: object) -> str:
    pair = isinstance(found, tuple) and len(found) == 2
    return "; for a pair (value, gradient) give claimed=True" if pair else ""


def attempt(run: Callable[..., T], *arguments: object) -> T | None:
    """Return what runs the user's code, in whatever numbers; None where it raises.

    >>> attempt(lambda x: x.nothing, np.float64(1)) is None
    True
    """
    try:
        with np.errstate(all="ignore"), unprinted():
            return run(*arguments)
    except Exception:  # of the user's code, which was not written for such numbers: any error is possible
        return None


def is_sparse(value: object) -> bool:
    """Return whether a value is a SciPy sparse array or matrix, without importing SciPy."""
    return hasattr(value, "tocsr") and hasattr(value, "nnz")


def parameter(call: Callable[..., Any]) -> str:
    """Return the name of a callable's first parameter, or x.

    >>> parameter(lambda w: w)
    'w'
    """
    call = inspect.unwrap(call)
    if isinstance(call, FunctionType) and call.__code__.co_argcount:
        return call.__code__.co_varnames[0]
    try:
        name = next(iter(inspect.signature(call).parameters), "x")
    except (TypeError, ValueError):
        return "x"
    return name if name.isidentifier() else "x"
