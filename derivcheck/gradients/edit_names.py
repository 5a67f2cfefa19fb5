"""The names that edited code knows, with what they stood for when the code ran as it is."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np


class KnownNames(list[str]):
    """Names of arguments, variables and arrays of a function.

    Parameters
    ----------
    names : iterable of str
    values : mapping, optional
        What they stood for at the end of a run, of those that were seen.

    Attributes
    ----------
    functions : list of str
        Functions of one argument that may be missing.

    Examples
    --------
    >>> names = KnownNames(["d", "m", "n"], {"d": np.ones((3, 2)), "m": np.ones(2)})
    >>> [names.alike("d", other) for other in ("m", "n")], names.fits("d", "m"), names.fits("m", "d")
    ([False, True], True, False)
    """

    def __init__(self, names: Iterable[str], values: Mapping[str, Any] | None = None) -> None:
        super().__init__(names)
        self.values = dict(values or {})
        self.functions: list[str] = []

    def alike(self, name: str, other: str) -> bool:
        """Return whether one may stand for the other: both have the same shape, or nothing is known of one."""
        if name not in self.values or other not in self.values:
            return True
        one: tuple[int, ...] = np.shape(self.values[name])
        return bool(one == np.shape(self.values[other]))

    def fits(self, name: str, other: str) -> bool:
        """Return whether an array keeps its shape times the other."""
        if name not in self.values or other not in self.values:
            return True
        shape: tuple[int, ...] = np.shape(self.values[name])
        factor: tuple[int, ...] = np.shape(self.values[other])
        return len(factor) <= len(shape) and all(
            bool(n in (1, m)) for n, m in zip(factor[::-1], shape[::-1], strict=False)
        )

    def is_mask(self, name: str) -> bool:
        """Return whether a name stands for bools: few numbers tell masks apart, which may look alike by chance."""
        return name in self.values and bool(np.asarray(self.values[name]).dtype.kind == "b")

    def is_real(self, name: str) -> bool:
        """Return whether a name stands for an array of real numbers."""
        return name in self.values and np.ndim(self.values[name]) > 0 and bool(self.values[name].dtype.kind == "f")


SEEN = "seen_by_edits"
"""The name under which code that is watched finds what keeps its variables."""


def watched(tree: Any, key: int) -> Any:
    """Return a function that hands its variables over, by a key, before it returns."""
    found = copy.deepcopy(tree)
    for node in [found] if isinstance(found, ast.Lambda) else [*ast.walk(found)]:
        if isinstance(node, ast.Return) and node.value is not None:
            node.value = _handing_over(key, node.value)
        elif isinstance(node, ast.Lambda) and node is found:
            node.body = _handing_over(key, node.body)
    return ast.fix_missing_locations(found)


def _handing_over(key: int, value: Any) -> Any:
    call = ast.parse(f"{SEEN}({key}, locals())", mode="eval").body
    assert isinstance(call, ast.Call)
    call.args.append(value)
    return call


class Seen:
    """The variables of functions at the end of their last run."""

    def __init__(self) -> None:
        self.values: dict[int, dict[str, Any]] = {}

    def keep(self, key: int, values: Mapping[str, Any], result: Any) -> Any:
        """Keep the numbers among the variables of a function, and return what it returns."""
        self.values[key] = {name: value for name, value in values.items() if _is_numeric(value)}
        return result

    @property
    def names(self) -> dict[str, Any]:
        """What watched code finds."""
        return {SEEN: self.keep, "locals": locals}


def _is_numeric(value: Any) -> bool:
    return type(value) in (int, float, bool, np.ndarray) or issubclass(type(value), np.generic)


@functools.cache
def _axes(ndim: int) -> tuple[tuple[int | None, str], ...]:
    """Return the axes that a mean may be over, with how it is written."""
    last = (ndim - 1, "axis=-1, keepdims=True")
    return ((None, ""),) if ndim == 1 else ((0, "axis=0"), last)


def normalised(value: Any) -> list[tuple[str, str]]:
    """Return how an array is normalised, and along what, as the argument of a sum.

    Examples
    --------
    >>> normalised(np.array([1.0, -1.0])), normalised(np.array([0.6, 0.8])), normalised(np.array([0.25, 0.75]))
    ([('standard', '')], [('unit', '')], [('softmax', '')])
    """
    array = np.asarray(value)
    if array.dtype.kind != "f" or not 0 < array.ndim < 4 or array.size < 2 or not np.all(np.isfinite(array)):
        return []
    return [(kind, text) for axis, text in _axes(array.ndim) if (kind := _normalised_along(array, axis))]


def _normalised_along(array: Any, axis: int | None) -> str:
    def near(found: Any, wanted: float) -> bool:
        return bool(np.all(np.abs(found - wanted) <= _NEARLY))

    squares = array**2
    if near(np.mean(array, axis=axis), 0) and near(np.mean(squares, axis=axis), 1):
        return "standard"
    if near(np.sum(array, axis=axis), 1) and np.all(array >= 0):
        return "softmax"
    return "unit" if near(np.sum(squares, axis=axis), 1) and array.shape[axis or 0] > 1 else ""


_NEARLY = 2.0**-6
"""How far an array may be from normalised that was divided by the root of its variance and a little more."""
