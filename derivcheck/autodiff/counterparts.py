"""What stands in a result at the place of each array and number of a point, checked for its structure and shapes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from derivcheck.autodiff.containers import NAMED, SEQUENCE, Branch, Kind, Leaf, is_structure, kind_of, leaves
from derivcheck.ground.errors import InputError
from derivcheck.results.parts import Part


class StructureError(InputError):
    """What code returned does not have the structure of its argument."""


def gathered(node: Any, value: Any, top: bool = False) -> Iterator[Any]:
    """Yield the array of each leaf in what code returned."""
    if isinstance(node, Leaf):
        yield _array(value, node.part)
    elif isinstance(node, Branch):
        for one, below in _matched(node, value, top):
            yield from gathered(one, below)


def subtrees(node: Any, value: Any, top: bool = False) -> Iterator[Any]:
    """Yield what stands at the place of each leaf."""
    if isinstance(node, Leaf):
        yield value
    elif isinstance(node, Branch):
        for one, below in _matched(node, value, top):
            yield from subtrees(one, below)


def _matched(node: Branch, value: Any, top: bool) -> Iterator[tuple[Any, Any]]:
    """Yield each node that has leaves, with what stands in its place; parts without numbers may be left out."""
    told = [(key, name, one) for key, name, one in zip(node.keys, node.names, node.nodes, strict=True) if _told(one)]
    kind = kind_of(value)
    if kind is None and len(told) == 1:
        yield told[0][2], value  # a single part may be given bare
        return
    if kind is None or not _alike(kind, node.kind):
        raise StructureError(f"{node.name or 'it'} is {_what(value)}, not {_described(node)}")
    content = kind.items(value)
    if [key for key, _ in content] == list(node.keys):
        yield from ((one, e) for one, (_, e) in zip(node.nodes, content, strict=True) if _told(one))
        return
    if len({*node.keys}) < len(node.keys):
        raise StructureError(f"{node.name or 'it'} has other labels, or another order of labels that are there twice")
    if kind is SEQUENCE:
        places = node.keys if len(content) == len(node.keys) else [key for key, _, _ in told]
        if len(content) != len(places):
            least = len(told)
            raise StructureError(f"{node.name or 'it'} has {len(content)} parts, the point {least}")
        found = dict(zip(places, (e for _, e in content), strict=True))
    else:
        found = dict(content)
    for key, name, one in told:
        if key not in found:
            raise StructureError(f"it has no part {name}")
        yield one, found[key]
    if extra := [key for key, e in found.items() if key not in node.keys and _holds_numbers(e)]:
        raise StructureError(f"it has a part {extra[0]!r}, which the point has not")


def _holds_numbers(value: Any) -> bool:
    return is_structure(value) or np.asarray(value).dtype.kind in "fiuc"


def _alike(kind: Kind, wanted: Kind) -> bool:
    """Return whether items of one container can stand for those of another: by place, or by name."""
    return wanted in (SEQUENCE, NAMED) if kind is SEQUENCE else wanted is not SEQUENCE


def _told(node: Any) -> bool:
    return next(leaves(node), None) is not None


def _what(value: Any) -> str:
    return f"of shape {value.shape}" if hasattr(value, "shape") else f"a {type(value).__name__}"


def _described(node: Branch) -> str:
    shown = [name for name, one in zip(node.names, node.nodes, strict=True) if _told(one)]
    more = f", … ({len(shown)} parts)" if len(shown) > 4 else ""
    return f"a {type(node.template).__name__} of {', '.join(shown[:4])}{more}"


def _array(value: Any, part: Part) -> Any:
    """Return what stands for a part, checked for its last axes."""
    if hasattr(value, "tocsr") and hasattr(value, "nnz"):
        value = value.toarray()
    if kind_of(value) is not None and not is_structure(value):
        value = np.array(value)
    shape = getattr(value, "shape", ())
    if kind_of(value) is not None or (not hasattr(value, "shape") and not isinstance(value, int | float)):
        raise StructureError(f"{part.name} is a {type(value).__name__}, not {_of_shape(part)}")
    if shape[len(shape) - len(part.shape) :] != part.shape or len(shape) < len(part.shape):
        if math.prod(shape) == part.size == 1:
            return np.reshape(value, part.shape)
        hint = ", which is transposed" if len(shape) > 1 and shape == part.shape[::-1] else ""
        raise StructureError(f"{part.name} has the shape {shape}{hint}, the point's has {part.shape}")
    return value


def _of_shape(part: Part) -> str:
    return f"an array of shape {part.shape}" if part.shape else "a number"
