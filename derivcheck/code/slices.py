"""Code of an array as code of one number: along a direction, or in one component; what it returns, or one entry of it.

Along a direction this is the Taylor test of Manopt and pyadjoint, in one component the usual check of
a gradient, with all that code of one number is given: f(x + t v) at t = 0, or f with x[i] = s at s = x[i].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from derivcheck.autodiff.numbers.evaluation import evaluate
from derivcheck.autodiff.numbers.number_array import Space
from derivcheck.code.code import as_it_is, exponent, name_of, single
from derivcheck.code.program import CodeFunction, run
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import code as allowances
from derivcheck.results.parts import called

Index = tuple[int, ...]


class Entry:
    """A callable of an array, or one entry of what it returns.

    Parameters
    ----------
    f : callable
    entry : tuple of int, or None for all

    Examples
    --------
    >>> float(Entry(lambda x: x**2, (1,))(np.array([1.0, 3.0])))
    9.0
    """

    def __init__(self, f: Callable[[Any], Any], entry: Index | None = None) -> None:
        self.f = f
        self.entry = entry
        self.f_name = name_of(f)
        self.__name__ = self.f_name + ("" if entry is None else called("", entry))

    def __call__(self, x: Number) -> Any:
        """Return f(x), or its entry; of a copy, which the code may change."""
        found = self.f(np.array(x) if isinstance(x, np.ndarray) else x)
        if self.entry is None:
            return found
        return (np.asarray(found) if isinstance(found, list | tuple) else found)[self.entry]


class ComponentSlice:
    """Code of an array as a function of one component.

    Parameters
    ----------
    f : Entry
    x : array or number
    index : tuple of int
        () for a number.

    Examples
    --------
    >>> float(ComponentSlice(Entry(np.prod), np.array([2.0, 3.0]), (0,))(np.float64(5.0)))
    15.0
    """

    def __init__(self, f: Entry, x: Any, index: Index) -> None:
        self.f = f
        self.x = x
        self.index = index
        self.__name__ = f.__name__

    def __call__(self, s: Any) -> Any:
        """Return f with the component replaced, by a number of whatever kind."""
        if not np.ndim(self.x):
            return self.f(s)
        if isinstance(s, float | np.floating):
            y = np.array(self.x, dtype=np.asarray(s).dtype)
            y[self.index] = s
            return self.f(y)
        chosen = np.zeros(np.shape(self.x), dtype=bool)
        chosen[self.index] = True
        return self.f(np.where(chosen, s, self.x))


class Line:
    """Code of an array as a function of the distance from a point along a direction.

    Parameters
    ----------
    f : Entry
    x, v : arrays of one shape, or numbers
    variable : str
        What the code calls its argument.

    Examples
    --------
    >>> float(Line(Entry(np.prod), np.array([2.0, 3.0]), np.array([1.0, 0.0]), "w")(np.float64(3.0)))
    15.0
    """

    def __init__(self, f: Entry, x: Any, v: Any, variable: str) -> None:
        self.f = f
        self.x = x
        self.v = v
        self.__name__ = f"{f.__name__}({variable} + t v)"

    def __call__(self, t: Number) -> Any:
        """Return f(x + t v), for a number t of whatever kind."""
        return self.f(self.point(t))

    def point(self, t: Number) -> Any:
        """Return x + t v, in floats of the format of t rounded as NumPy does."""
        kind = type(t) if isinstance(t, np.floating) else np.float64
        return np.asarray(self.x, dtype=kind)[()] + t * np.asarray(self.v, dtype=kind)[()]

    def is_exact(self, t: Number) -> bool:
        """Return whether x + t v is not rounded."""
        kind = type(t)
        triples = zip(*(np.ravel(np.asarray(a, dtype=kind)) for a in (self.x, self.v, self.point(t))), strict=True)
        return all(_fraction(x) + _fraction(t) * _fraction(v) == _fraction(y) for x, v, y in triples)


def _fraction(x: Any) -> Fraction:
    return Fraction(*x.as_integer_ratio())


@dataclass(frozen=True)
class SliceFunction(CodeFunction):
    """Code of an array, cut to one number, as the function of a target: it is run, never written down.

    Attributes
    ----------
    told : str
        Which point and direction, or component, it is.
    """

    told: str = ""

    @classmethod
    def cut(cls, program: ComponentSlice | Line, variable: str, told: str) -> SliceFunction:
        """Return a slice as a function."""
        return cls(run(program, variable), variable, {}, program, told=told)

    @property
    def read_as(self) -> str:
        """What the slice is."""
        return self.told

    def rounded(self, node: Any) -> Any:
        """Return the argument at which the float program is run, where that is not what the node stands for."""
        program = self.program
        if not isinstance(program, Line) or not np.isfinite(node) or program.is_exact(node):
            return None
        return program.point(node)

    def at(self, m: Any, argument: Number) -> Any:
        """Return f at a float argument of the program, in an arithmetic."""
        assert isinstance(self.program, Line)
        space = Space(m, partial(as_it_is, m), exponent, [allowances.COMPARED_OPERATIONS.value])
        return single(np.asarray(evaluate(self.program.f, argument, space), dtype=object))

    def scale(self, x: Number) -> float:
        """Return the size of what the step is added to."""
        return float(np.max(np.abs(self.program.x))) if isinstance(self.program, Line) else super().scale(x)
