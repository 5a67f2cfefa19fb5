"""A point made of several arrays and numbers, in dicts, lists, tuples and dataclasses, as one flat array.

Everything else works on arrays; here a flat one is taken apart for the user's code, in whatever arithmetic, and what
the code returns is put together.
"""

from __future__ import annotations

import copy
import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.autodiff.containers import built, grafted, leaves, planted
from derivcheck.autodiff.containers import is_structure as is_structure
from derivcheck.autodiff.counterparts import StructureError as StructureError
from derivcheck.autodiff.counterparts import gathered, subtrees
from derivcheck.autodiff.labelled import columns_like
from derivcheck.ground.errors import InputError
from derivcheck.results.parts import Part


class _Original:
    """Stands for the point as the user gave it, in its own formats."""


ORIGINAL = _Original()


@dataclass(frozen=True, eq=False)
class Structure:
    """How the arrays and numbers of a point lie in a flat array.

    Attributes
    ----------
    parts : tuple of Part
    flat : array
        The point.
    dtype : numpy.dtype
        Of `flat`.

    Examples
    --------
    >>> point = {"W": np.array([[1.0, 2.0]]), "b": 3.0, "kind": "linear"}
    >>> structure = Structure.of(point, "params")
    >>> structure.flat, [part.name for part in structure.parts]
    (array([1., 2., 3.]), ['W', 'b'])
    >>> structure.unpack(2 * structure.flat)
    {'W': array([[2., 4.]]), 'b': 6.0, 'kind': 'linear'}
    >>> structure.pack({"W": np.ones((1, 2)), "b": 0.0})
    array([1., 1., 0.])
    """

    parts: tuple[Part, ...]
    flat: Any
    given: Any
    _root: Any

    @classmethod
    def of(cls, point: Any, variable: str = "x") -> Structure | None:
        """Return the structure of a point; None of one that is an array or a number.

        Raises
        ------
        InputError
            A part is not made of real numbers, or there is none.
        """
        if not is_structure(point):
            return None
        parts: list[Part] = []
        values: list[Any] = []
        root = planted(point, variable, parts, values, top=True)
        if not sum(part.size for part in parts):
            raise InputError(f"the point {variable} has no numbers to differentiate by")
        kinds = {value.dtype for value in values}
        dtype = np.dtype(np.float32) if kinds == {np.dtype(np.float32)} else np.dtype(np.float64)
        flat = np.concatenate([np.ravel(value).astype(dtype) for value in values])
        for part in parts:
            if not np.all(np.isfinite(flat[part.start : part.stop])):
                raise InputError(f"{part.name} of the point is not made of finite numbers")
        return cls(tuple(parts), flat, point, root)

    @property
    def integers(self) -> tuple[str, ...]:
        """The names of the arrays of integers, whose format the user's code may pass on."""
        found = ((leaf.part.name, leaf.dtype) for leaf in leaves(self._root))
        return tuple(name for name, dtype in found if dtype is not None and dtype.kind in "iu")

    @property
    def _labels(self) -> tuple[Any, ...]:
        """The keys of the outermost container."""
        return tuple(getattr(self._root, "keys", ()))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a user is warned of: arrays of float32 that are taken as float64, since others are."""
        short = [leaf.part.name for leaf in leaves(self._root) if leaf.dtype == np.float32]
        if not short or self.flat.dtype == np.float32:
            return ()
        return (f"{short[0]} is float32 and other parts are not: all are taken as float64",)

    @property
    def size(self) -> int:
        """The number of elements of all parts."""
        return self.parts[-1].stop

    def taken(self, call: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """Return a callable of a flat array, which calls one of the structure."""

        def taken(x: Any) -> Any:
            return call(self.unpack(x))

        return standing_for(taken, call)

    def unpack(self, flat: Any) -> Any:
        """Return a flat array, of whatever class, as the user's code takes it; axes before the last stay in each part.

        ORIGINAL stands for the point in the user's own formats.
        """
        return copy.deepcopy(self.given) if flat is ORIGINAL else built(self._root, flat)

    def unpack_square(self, matrix: Any) -> Any:
        """Return second derivatives as a structure of structures: those by W and b are at ``["W"]["b"]``."""
        rows = (np.reshape(matrix[p.start : p.stop], (*p.shape, self.size)) for p in self.parts)
        return grafted(self._root, (built(self._root, one) for one in rows))

    def pack(self, value: Any, lead: tuple[int, ...] | None = None) -> Any:
        """Return a structure, or what is flat already, as one array; axes before those of parts stay, as `lead` says.

        Raises
        ------
        StructureError
            A part is missing, too much, or has another shape.
        """
        value = columns_like(value, self._labels, square=False)
        try:
            arrays = list(gathered(self._root, value, top=True))
        except StructureError:
            if (flat := _flat(value, self.size)) is None:
                raise
            return flat
        lead = _lead(arrays, self.parts, lead)
        rows = [np.reshape(array, (*lead, part.size)) for array, part in zip(arrays, self.parts, strict=True)]
        return np.concatenate(rows, axis=-1)

    def pack_square(self, value: Any) -> Any:
        """Return second derivatives, a structure of structures or a matrix, as one matrix.

        Raises
        ------
        StructureError
            A part is missing, too much, or has another shape.
        """
        value = columns_like(value, self._labels, square=True)
        if not is_structure(value):
            return value
        rows = [self.pack(row) for row in subtrees(self._root, value, top=True)]
        for row, part in zip(rows, self.parts, strict=True):
            if np.shape(row)[:-1] != part.shape:
                raise StructureError(f"the rows of {part.name} have the shape {np.shape(row)[:-1]}, not {part.shape}")
        blocks = [np.reshape(row, (part.size, self.size)) for row, part in zip(rows, self.parts, strict=True)]
        return np.concatenate(blocks, axis=0)


def _lead(arrays: Sequence[Any], parts: Sequence[Part], wanted: tuple[int, ...] | None = None) -> tuple[int, ...]:
    """Return the axes before those of the parts, which are the same for all, and those that are wanted."""
    leads = [tuple(np.shape(a))[: np.ndim(a) - len(part.shape)] for a, part in zip(arrays, parts, strict=True)]
    if all(math.prod(lead) == 1 for lead in leads) and () in leads:
        return ()  # numbers with an axis of their own
    for lead, part in zip(leads, parts, strict=True):
        if wanted == () and lead:
            said = f"{part.name} has the shape {(*lead, *part.shape)}, the point's has {part.shape}"
            raise StructureError(f"{said}: is it to be summed over {'its first axis' if len(lead) == 1 else 'axes'}?")
        if lead != leads[0]:
            raise StructureError(f"{part.name} has the leading shape {lead}, {parts[0].name} has {leads[0]}")
    return leads[0]


def _flat(value: Any, size: int) -> Any | None:
    """Return what is one array already, with an element for each of all parts along its last axis."""
    if is_structure(value) or isinstance(value, str):
        return None
    array = np.array(value) if isinstance(value, list | tuple) else value
    return array if np.ndim(array) and np.shape(array)[-1] == size else None


def standing_for(outer: Callable[..., Any], inner: Any) -> Callable[..., Any]:
    """Return a function of ours that is called what the user's is, and is seen through like the user's own."""
    functools.update_wrapper(outer, inner, updated=())
    outer.__module__ = ""  # of no library
    name = str(getattr(inner, "__qualname__", type(inner).__name__))
    outer.__qualname__ = name
    outer.__name__ = name.rpartition(".")[2]
    return outer
