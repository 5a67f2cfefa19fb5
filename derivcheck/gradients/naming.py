"""What reports call the variable of code, its elements, and the components of a derivative."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.results.parts import Part, called
from derivcheck.results.parts import element as element_of_parts

MOST_NAMED = 3
"""Parts that a sentence lists by name."""


class Variable(str):
    """The name of a variable; of one that is made of several arrays, with their names.

    Parameters
    ----------
    name : str
    parts : tuple of Part
        Of a structure, whose elements lie in a flat array; else empty.
    square : bool
        Whether a component of the derivative has two of these elements, as that of a Hessian.

    Examples
    --------
    >>> name = Variable("params", (Part("W", (2, 2), 0), Part("b", (2,), 4)))
    >>> element(name, (1,)), component(name, (5,)), component(Variable("w"), (1, 0))
    ('W[0, 1]', 'b[1]', '[1, 0]')
    """

    __slots__ = ("parts", "square")
    parts: tuple[Part, ...]
    square: bool

    def __new__(cls, name: str, parts: tuple[Part, ...] = (), square: bool = False) -> Variable:
        """Return the name."""
        made = super().__new__(cls, name)
        made.parts, made.square = parts, square
        return made


def parts_of(name: str) -> tuple[Part, ...]:
    """Return the parts of a variable; none of one that is a single array."""
    return name.parts if isinstance(name, Variable) else ()


def element(name: str, place: tuple[int, ...]) -> str:
    """Return what an element of a variable is called, by its place in the array that stands for it."""
    parts = parts_of(name)
    return element_of_parts(parts, place[0]) if parts and place else called(name, place)


def component(name: str, index: tuple[int, ...]) -> str:
    """Return what a component of a derivative is called: its index, with names where the variable has parts."""
    index = tuple(map(int, index))
    parts = parts_of(name)
    if not parts or not index:
        return str(list(index))
    *rest, last = index
    if not rest:
        return element(name, index)
    if isinstance(name, Variable) and name.square:
        return f"({', '.join(element(name, (i,)) for i in index)})"
    return f"{rest} by {element(name, (last,))}"


def whole_parts(wrong: Any, name: str) -> list[str]:
    """Return the names of parts if they are what is wrong, and wrong all over; else none.

    >>> name = Variable("params", (Part("W", (2, 2), 0), Part("b", (2,), 4)))
    >>> whole_parts(np.array([0, 0, 0, 0, 1, 1]), name), whole_parts(np.array([0, 0, 0, 0, 0, 1]), name)
    (['b'], [])
    """
    parts = parts_of(name)
    if not parts or np.ndim(wrong) != 1:
        return []
    named = [part for part in parts if part.size and np.all(wrong[part.start : part.stop])]
    covered = sum(part.size for part in named) == np.count_nonzero(wrong)
    return [part.name for part in named] if covered and len(named) <= MOST_NAMED else []


def place_of(index: Iterable[SupportsIndex], whole: ArrayLike, name: str) -> str:
    """Return what a component is called: one of a gradient as the element of the variable is."""
    found = tuple(map(operator.index, index))
    return element(name, found) if len(found) == np.ndim(whole) and not parts_of(name) else component(name, found)


def listed(wrong: ArrayLike, name: str) -> str:
    """Name a few components, or whole parts of a structure; count them where they are many.

    >>> listed(np.array([True, False, True]), "w"), listed(np.ones(9, dtype=bool), "w")
    ('components [0], [2]', '9 components')
    """
    if not np.ndim(wrong):
        return "the derivative"
    if names := whole_parts(wrong, name):
        return " and ".join(names)
    count = int(np.count_nonzero(wrong))
    if count > MOST_NAMED:
        return f"{count} components"
    places = [component(name, tuple(place)) for place in np.argwhere(wrong)]
    return f"component{'s' if count > 1 else ''} {', '.join(places)}"


def coordinate(name: str, x: ArrayLike, index: tuple[int, ...]) -> dict[str, float]:
    """Return the element of x that a component of a derivative belongs to, by its name in code.

    >>> coordinate("w", np.array([[1.0, 2.0]]), (0, 1))
    {'w[0, 1]': 2.0}
    """
    place = index[len(index) - np.ndim(x) :]
    return {element(name, place): float(np.asarray(x)[place])}
