"""Arrays with labels, of pandas and xarray, without importing either."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np


def _class(module: str, name: str) -> Any:
    """Return a class of a library that is loaded; of none, one that has no instances."""
    return getattr(sys.modules.get(module), name, _Nothing)


class _Nothing:
    """What nothing is an instance of."""


def is_labelled(value: Any) -> bool:
    """Return whether something is a Series or DataFrame of pandas, or a DataArray of xarray."""
    classes = (_class("pandas", "Series"), _class("pandas", "DataFrame"), _class("xarray", "DataArray"))
    return isinstance(value, classes)


def items(value: Any) -> list[tuple[Any, Any]]:
    """Return the elements with their labels, in the order of its array; where it has several axes, tuples of labels."""
    return list(zip(_labels(value), np.ravel(value.values), strict=True))


def _labels(value: Any) -> list[Any]:
    axes = [list(axis) for axis in value.axes] if hasattr(value, "axes") else _coordinates(value)
    return [labels[0] if len(axes) == 1 else labels for labels in itertools.product(*axes)]


def _coordinates(value: Any) -> list[list[Any]]:
    """Return the labels of each axis of a DataArray; places where an axis has none."""
    return [
        np.asarray(value.coords[name]).tolist() if name in value.coords else list(range(size))
        for name, size in zip(value.dims, value.shape, strict=True)
    ]


def columns_like(value: Any, labels: Sequence[Any], square: bool) -> Any:
    """Return a DataFrame as an array whose columns, of a square one also its rows, are in the order of labels.

    What has other labels is returned as it is.
    """
    if not isinstance(value, _class("pandas", "DataFrame")) or {*value.columns} != {*labels}:
        return value
    if not square:
        return value[list(labels)].to_numpy()
    return value.loc[list(labels), list(labels)].to_numpy() if {*value.index} == {*labels} else value


def relabelled(template: Any, values: list[Any]) -> Any:
    """Return an array with the labels of another one, and other values."""
    plain = all(isinstance(v, int | float | np.generic) for v in values)
    array = np.array(values) if plain else np.empty(len(values), dtype=object)
    if not plain:
        array[:] = values
    array = array.reshape(template.shape)
    if hasattr(template, "dims"):
        return template.copy(data=array)
    axes = {"index": template.index} | ({"columns": template.columns} if template.ndim > 1 else {"name": template.name})
    return type(template)(array, **axes)
