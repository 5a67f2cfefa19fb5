"""What the code of a function names, holds as constants, and finds in its closure."""

from __future__ import annotations

from collections.abc import Mapping
from types import CellType, CodeType, FunctionType
from typing import Any, TypeVar

K = TypeVar("K")


def contents(cells: Mapping[K, CellType]) -> dict[K, Any]:
    """Return what is in cells that are bound."""
    found = {}
    for name, cell in cells.items():
        try:
            found[name] = cell.cell_contents
        except ValueError:  # not bound yet
            continue
    return found


def nonlocals(function: FunctionType) -> dict[str, Any]:
    """Return what a function finds in its closure, by name."""
    return contents(dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)))


def names_in(code: CodeType) -> set[str]:
    """Return the names that code looks up, itself or in functions inside.

    >>> sorted(names_in((lambda x: [np.sin(a) for a in x]).__code__))
    ['np', 'sin']
    """
    return {*code.co_names}.union(*(names_in(part) for part in code.co_consts if isinstance(part, CodeType)))


def constants_in(code: CodeType) -> list[Any]:
    """Return the constants of code, and of functions inside."""
    return [c for part in code.co_consts for c in (constants_in(part) if isinstance(part, CodeType) else [part])]
