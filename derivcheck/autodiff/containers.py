"""The containers of a point: how they are taken apart, rebuilt around other values, and found again in a result."""

from __future__ import annotations

import copy
import dataclasses
import keyword
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.autodiff.labelled import is_labelled, items, relabelled
from derivcheck.ground.errors import InputError
from derivcheck.results.parts import Part

MOST_LEVELS = 32
"""Containers inside one another; a container that holds itself has more."""


@dataclass(frozen=True)
class Kind:
    """A sort of container: its items, and one like it with other values."""

    items: Callable[[Any], list[tuple[Any, Any]]]
    rebuilt: Callable[[Any, list[Any]], Any]


def _mapping(template: Any, values: list[Any]) -> Any:
    filled = zip(template, values, strict=True)
    if type(template) is dict or not hasattr(template, "__setitem__"):
        return dict(filled)
    found = copy.copy(template)
    for key, value in filled:
        found[key] = value
    return found


def _dataclass(template: Any, values: list[Any]) -> Any:
    return dataclasses.replace(template, **dict(zip(_fields(template), values, strict=True)))


def _fields(value: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(value) if field.init]


_MAPPING = Kind(lambda m: list(m.items()), _mapping)
NAMED = Kind(lambda t: list(zip(t._fields, t, strict=True)), lambda t, values: type(t)(*values))
SEQUENCE = Kind(lambda s: list(enumerate(s)), lambda s, values: type(s)(values))
_DATACLASS = Kind(lambda d: [(name, getattr(d, name)) for name in _fields(d)], _dataclass)
_LABELLED = Kind(items, relabelled)


def kind_of(value: Any) -> Kind | None:
    """Return what sort of container something is; None for what is none."""
    if is_labelled(value):
        return _LABELLED
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _DATACLASS
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return NAMED
    if isinstance(value, Mapping):
        return _MAPPING
    return SEQUENCE if isinstance(value, list | tuple) else None


@dataclass(frozen=True)
class Leaf:
    """An array or a number, and the format that its values have in the user's own point."""

    part: Part
    dtype: np.dtype[Any] | None  # None for a number of Python's


@dataclass(frozen=True)
class Static:
    """What has no derivative, such as a text: it is handed on as it is."""

    value: Any


@dataclass(frozen=True)
class Branch:
    """A container: its keys, what its items are called, and the nodes that stand for them."""

    kind: Kind
    template: Any
    name: str
    names: tuple[str, ...]
    keys: tuple[Any, ...]
    nodes: tuple[Any, ...]


def is_structure(point: Any) -> bool:
    """Return whether a point is more than a number, an array, or a list of numbers that makes one.

    >>> is_structure({"a": 1.0}), is_structure([np.ones(2), np.ones(3)]), is_structure([[1.0, 2.0], [3.0, 4.0]])
    (True, True, False)
    """
    kind = kind_of(point)
    if kind is not SEQUENCE:
        return kind is not None
    return not _is_rectangular(point)


def _is_rectangular(value: Any) -> bool:
    """Return whether nested lists hold numbers only, and as many in each; numbers of ours are left to arrays."""
    elements = list(_elements(value))
    if any(type(e).__module__.startswith("derivcheck.") for e in elements):
        return True
    if any(kind_of(e) is not None or np.ndim(e) for e in elements):
        return False
    try:
        return np.array(value).ndim > 0
    except ValueError:
        return False


def _elements(value: Any, level: int = 0) -> Iterator[Any]:
    """Yield what stands in nested lists; what is nested too deep, or is a container of another kind, as it is."""
    for e in value:
        if kind_of(e) is SEQUENCE and level < MOST_LEVELS:
            yield from _elements(e, level + 1)
        else:
            yield e


def planted(value: Any, name: str, parts: list[Part], values: list[Any], top: bool = False, level: int = 0) -> Any:
    """Return the node for a value; its parts and their values are added to the lists.

    Raises
    ------
    InputError
        A part is not made of real numbers.
    """
    kind = kind_of(value)
    if kind is None:
        return _leaf(value, name, parts, values)
    if level > MOST_LEVELS:
        raise InputError(f"the point has containers inside one another, more than {MOST_LEVELS} levels deep")
    content = kind.items(value)
    keys = [key for key, _ in content]
    twice = len({*keys}) < len(keys)  # of labels only
    names = tuple(f"{name}.iloc[{i}]" if twice else _below(name, key, top, kind) for i, key in enumerate(keys))
    nodes = tuple(planted(e, one, parts, values, level=level + 1) for (_, e), one in zip(content, names, strict=True))
    return Branch(kind, value, "" if top else name, names, tuple(keys), nodes)


def _below(name: str, key: Any, top: bool, kind: Kind) -> str:
    """Return what a part of a container is called: by its key alone where that is a name, else as code has it."""
    if isinstance(key, str) and key.isidentifier() and not keyword.iskeyword(key):
        return key if top else f"{name}.{key}"
    return f"{name}[{', '.join(map(repr, key)) if kind is _LABELLED and isinstance(key, tuple) else repr(key)}]"


def _leaf(value: Any, name: str, parts: list[Part], values: list[Any]) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    array = np.asarray(value) if number or hasattr(value, "__array__") else None
    if array is None or (array.dtype.kind in "bUSO" and not isinstance(value, np.ndarray)) or array.dtype.kind in "bUS":
        return Static(value)
    if array.dtype.kind not in "fiu":
        what = "complex numbers" if array.dtype.kind == "c" else "objects"
        raise InputError(f"{name} of the point is made of {what}, not of real numbers")
    part = Part(name, array.shape, parts[-1].stop if parts else 0)
    parts.append(part)
    values.append(array)
    return Leaf(part, array.dtype if hasattr(value, "dtype") else None)


def leaves(node: Any) -> Iterator[Leaf]:
    """Yield the leaves of a node, in the order of the flat array."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Branch):
        for one in node.nodes:
            yield from leaves(one)


def built(node: Any, flat: Any) -> Any:
    """Return what a node stands for, with the values of a flat array."""
    if isinstance(node, Static):
        return node.value
    if isinstance(node, Branch):
        return node.kind.rebuilt(node.template, [built(one, flat) for one in node.nodes])
    part = node.part
    if np.ndim(flat) > 1:
        return np.reshape(flat[..., part.start : part.stop], (*np.shape(flat)[:-1], *part.shape))
    if part.shape:
        return np.reshape(flat[part.start : part.stop], part.shape)
    number = flat[part.start]
    return float(number) if node.dtype is None and isinstance(number, np.generic) else number


def grafted(node: Any, found: Iterator[Any]) -> Any:
    """Return containers like those of a point, with other things at the places of its leaves."""
    if isinstance(node, Static):
        return node.value
    if isinstance(node, Branch):
        return node.kind.rebuilt(node.template, [grafted(one, found) for one in node.nodes])
    return next(found)
