"""What is compared where a function is code: of one number, in one component, or along a direction."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.autodiff.structure import Structure, is_structure
from derivcheck.code.comparison import CodeAtPoint
from derivcheck.code.program import CodeFunction
from derivcheck.code.slices import ComponentSlice, Entry, Index, Line, SliceFunction
from derivcheck.formula.arguments import read_point as read_number
from derivcheck.gradients.naming import Variable, element
from derivcheck.gradients.parameters import with_arguments
from derivcheck.gradients.reading import read_point
from derivcheck.gradients.subject import Subject, parameter
from derivcheck.ground.errors import InputError
from derivcheck.results.parts import Part
from derivcheck.testing.cut import Cut

_TOLD = 6
"""Elements of an array that are told one by one."""

_DISTANCE = "t"


def subject(function: Any, at: Any, wrt: Any, cut: Cut, seed: int) -> CodeAtPoint:
    """Return code of one number, as the arguments of `compare` cut it out of code of an array.

    Raises
    ------
    InputError
        An argument does not fit the point, or what the code returns.
    """
    function = with_arguments(function, cut.args, cut.kwargs)
    if _is_number(at) and cut.entry is None:
        if cut.along is not None or cut.component is not None:
            raise InputError("along and component are for code of an array; the point is one number")
        return _of_number(function, at, wrt)
    if wrt is not None:
        raise InputError("wrt names a variable; of code of an array give a component=, or a direction along=")
    function, x, name, structure = flat(function, at)
    one = Entry(function, None if cut.entry is None else place(cut.entry, "entry"))
    _check_entry(one, x)
    if cut.component is not None or not np.ndim(x):
        if cut.along is not None:
            raise InputError("give a component, or a direction along=, not both")
        return _of_component(one, x, _component(cut.component, structure), name)
    return _along(one, x, cut.along if structure is None else _direction(cut.along, structure), name, seed)


def _is_number(at: Any) -> bool:
    """Return whether a point is one number, with a name or without."""
    if isinstance(at, Mapping) and len(at) == 1:
        return _is_number(*at.values())
    return not is_structure(at) and not np.ndim(at)


def flat(function: Any, at: Any) -> tuple[Any, Any, Variable, Structure | None]:
    """Return code of a structure as that of a flat array, its point, what it is called, and the structure.

    Raises
    ------
    InputError
        The point is not made of finite real numbers.
    """
    name = parameter(function)
    structure = Structure.of(at, name)
    if structure is None:
        return function, np.asarray(read_point(at), dtype=np.float64)[()], Variable(name), None
    x = structure.flat.astype(np.float64)
    return structure.taken(function), x, Variable(name, structure.parts), structure


def _component(given: Any, structure: Structure | None) -> Index:
    """Return the place of a component in the array; of a structure it may be named."""
    if structure is None or not isinstance(given, str):
        return place(() if given is None else given, "component")
    elements = ((part.start + i, part.element(i)) for part in structure.parts for i in range(part.size))
    starts = [place for place, name in elements if _told(name) == _told(given) or name.endswith(f"[{given!r}]")]
    if not starts:
        raise InputError(f"the point has no component {given!r}; its first is {structure.parts[0].element(0)}")
    return (starts[0],)


def _told(name: str) -> str:
    return name.replace(" ", "")


def _direction(along: Any, structure: Structure) -> Any:
    return None if along is None else structure.pack(along)


def _of_number(function: Callable[[Any], Any], at: Any, wrt: object) -> CodeAtPoint:
    names = tuple(at) if isinstance(at, Mapping) else ()
    if len(names) > 1 or not isinstance(wrt, str | None):
        raise InputError("code of one number has one variable")
    variable = wrt or (names[0] if names else "x")
    return CodeAtPoint.of(CodeFunction.of(function, variable), read_number((variable,), at)[variable])


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
    whole = Subject(cut.f).value(x)
    shape = np.shape(whole)
    if cut.entry is not None and not _fits(cut.entry, shape):
        raise InputError(f"entry {list(cut.entry)} is outside of what {cut.f_name} returns, of shape {shape}")
    if cut.entry is None and np.size(whole) != 1:
        raise InputError(f"{cut.f_name} returns an array of shape {shape}; choose one of its entries with entry=")


def _fits(index: Index, shape: tuple[int, ...]) -> bool:
    return len(index) == len(shape) and all(-n <= i < n for i, n in zip(index, shape, strict=True))


def _of_component(cut: Entry, x: NDArray[Any], index: Index, name: Variable) -> CodeAtPoint:
    if not _fits(index, np.shape(x)):
        raise InputError(f"component {list(index)} is outside of the point, of shape {np.shape(x)}")
    index = tuple(i % n for i, n in zip(index, np.shape(x), strict=True))
    told = f"a function of {element(name, index)} alone; {name} = {_text(x, name.parts)}" if index else ""
    f = SliceFunction.cut(ComponentSlice(cut, x, index), element(name, index), told)
    return CodeAtPoint.of(f, float(np.asarray(x)[index]))


def _along(cut: Entry, x: NDArray[Any], along: ArrayLike | None, name: Variable, seed: int) -> CodeAtPoint:
    if along is None:
        v = np.random.default_rng(seed).standard_normal(np.shape(x))
        v, which = v / np.linalg.norm(v), f"a random direction of length 1 (seed {seed})"
    else:
        v, which = np.asarray(read_point(along), dtype=np.float64), "the direction given"
    if np.shape(v) != np.shape(x):
        raise InputError(f"the direction has the shape {np.shape(v)}, the point {np.shape(x)}")
    if not np.any(v):
        raise InputError("the direction is zero")
    told = f"v = {_text(v, name.parts)}, {which}; {name} = {_text(x, name.parts)}"
    return CodeAtPoint.of(SliceFunction.cut(Line(cut, x, v, name), _DISTANCE, told), 0.0)


def _text(x: ArrayLike, parts: Sequence[Part] = ()) -> str:
    """Return an array as text, a large one by its shape, that of a structure by its parts."""
    if parts:
        shown = ", ".join(f"{part.name} {part.shape}" if part.shape else part.name for part in parts[:_TOLD])
        return f"{np.size(x):,} numbers ({shown}{', …' if len(parts) > _TOLD else ''})"
    if np.size(x) > _TOLD:
        return f"an array of shape {np.shape(x)}"
    return str(np.asarray(x).tolist())
