"""What is compared where a function is code: of one number, in one component, or along a direction."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.code.comparison import Subject
from derivcheck.code.program import CodeFunction
from derivcheck.code.slices import Component, Entry, Index, Line, SliceFunction
from derivcheck.formula.arguments import read_point as read_number
from derivcheck.formula.expression import Expression
from derivcheck.gradients.examination import read_point
from derivcheck.gradients.report import called
from derivcheck.gradients.subject import Subject as Watched
from derivcheck.gradients.subject import parameter
from derivcheck.ground.errors import InputError

_TOLD = 6
"""Elements of an array that are told one by one."""

_DISTANCE = "t"


def is_code(function: Any) -> bool:
    """Return whether a function is code rather than a formula."""
    return callable(function) and not isinstance(function, Expression) and not hasattr(function, "free_symbols")


def subject(
    function: Any,
    at: Any,
    wrt: str | Sequence[str] | None,
    along: ArrayLike | None,
    component: int | Index | None,
    entry: int | Index | None,
    seed: int,
) -> Subject:
    """Return code of one number, as the arguments of `compare` cut it out of code of an array.

    Raises
    ------
    InputError
        An argument does not fit the point, or what the code returns.
    """
    if isinstance(at, Mapping) or (not np.ndim(at) and entry is None):
        if along is not None or component is not None:
            raise InputError("along and component are for code of an array; the point is one number")
        return _of_number(function, at, wrt)
    if wrt is not None:
        raise InputError("wrt names a variable; of code of an array give a component=, or a direction along=")
    x = np.asarray(read_point(at), dtype=np.float64)[()]
    cut = Entry(function, None if entry is None else place(entry, "entry"))
    _check_entry(cut, x)
    name = parameter(function)
    if component is not None or not np.ndim(x):
        if along is not None:
            raise InputError("give a component, or a direction along=, not both")
        return _of_component(cut, x, place(() if component is None else component, "component"), name)
    return _along(cut, x, along, name, seed)


def _of_number(function: Callable[[Any], Any], at: Any, wrt: object) -> Subject:
    names = tuple(at) if isinstance(at, Mapping) else ()
    if len(names) > 1 or not isinstance(wrt, str | None):
        raise InputError("code of one number has one variable")
    variable = wrt or (names[0] if names else "x")
    return Subject.of(CodeFunction.of(function, variable), read_number((variable,), at)[variable])


def place(given: object, what: str) -> Index:
    """Return an index of an array: a whole number, or one an axis.

    Raises
    ------
    InputError
    """
    try:
        return tuple(operator.index(i) for i in (given if isinstance(given, tuple | list) else (given,)))
    except TypeError:
        raise InputError(f"{what} is a whole number, or one for each axis, such as (0, 1), not {given!r}") from None


def _check_entry(cut: Entry, x: object) -> None:
    """Refuse a function that does not return one number."""
    whole = Watched(cut.f).value(x)
    shape = np.shape(whole)
    if cut.entry is not None and not _fits(cut.entry, shape):
        raise InputError(f"entry {list(cut.entry)} is outside of what {cut.f_name} returns, of shape {shape}")
    if cut.entry is None and np.size(whole) != 1:
        raise InputError(f"{cut.f_name} returns an array of shape {shape}; choose one of its entries with entry=")


def _fits(index: Index, shape: tuple[int, ...]) -> bool:
    return len(index) == len(shape) and all(-n <= i < n for i, n in zip(index, shape, strict=True))


def _of_component(cut: Entry, x: NDArray[Any], index: Index, name: str) -> Subject:
    if not _fits(index, np.shape(x)):
        raise InputError(f"component {list(index)} is outside of the point, of shape {np.shape(x)}")
    index = tuple(i % n for i, n in zip(index, np.shape(x), strict=True))
    told = f"a function of {called(name, index)} alone; {name} = {_text(x)}" if index else ""
    f = SliceFunction.cut(Component(cut, x, index), called(name, index), told)
    return Subject.of(f, float(np.asarray(x)[index]))


def _along(cut: Entry, x: NDArray[Any], along: ArrayLike | None, name: str, seed: int) -> Subject:
    if along is None:
        v = np.random.default_rng(seed).standard_normal(np.shape(x))
        v, which = v / np.linalg.norm(v), f"a random direction of length 1 (seed {seed})"
    else:
        v, which = np.asarray(read_point(along), dtype=np.float64), "the direction given"
    if np.shape(v) != np.shape(x):
        raise InputError(f"the direction has the shape {np.shape(v)}, the point {np.shape(x)}")
    if not np.any(v):
        raise InputError("the direction is zero")
    told = f"v = {_text(v)}, {which}; {name} = {_text(x)}"
    return Subject.of(SliceFunction.cut(Line(cut, x, v, name), _DISTANCE, told), 0.0)


def _text(x: ArrayLike) -> str:
    """Return an array as text, a large one by its shape."""
    if np.size(x) > _TOLD:
        return f"an array of shape {np.shape(x)}"
    return str(np.asarray(x).tolist())
