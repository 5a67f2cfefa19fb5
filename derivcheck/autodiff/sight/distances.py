"""What a run of code sees in place of distances of `scipy.spatial`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.ground.errors import UnsupportedOperation


def _apart(one: Any, other: Any, metric: Any = "euclidean", **options: Any) -> Any:
    if metric not in _METRICS or {*options} - {"p", "VI"}:
        raise UnsupportedOperation(f"there is no rule for distances with metric={metric!r} and these options")
    return _METRICS[metric](one, other, **options)


def _of_difference(size: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda u, v: size(u - v)


def _cosine(u: Any, v: Any) -> Any:
    along = np.sum(u * v, axis=-1)
    return 1 - along / np.sqrt(np.sum(u * u, axis=-1) * np.sum(v * v, axis=-1))


def _correlation(u: Any, v: Any) -> Any:
    return _cosine(u - np.mean(u, axis=-1, keepdims=True), v - np.mean(v, axis=-1, keepdims=True))


def _minkowski(u: Any, v: Any, p: Any = 2) -> Any:
    return np.sum(np.abs(u - v) ** p, axis=-1) ** (1 / p)


def _mahalanobis(u: Any, v: Any, VI: Any = None) -> Any:
    if VI is None:
        raise UnsupportedOperation("there is a rule for the Mahalanobis distance of a given VI=")
    off = u - v
    return np.sqrt(np.sum((off @ VI) * off, axis=-1))


_METRICS: dict[Any, Callable[..., Any]] = {
    "euclidean": _of_difference(lambda d: np.sqrt(np.sum(d * d, axis=-1))),
    "sqeuclidean": _of_difference(lambda d: np.sum(d * d, axis=-1)),
    "cityblock": _of_difference(lambda d: np.sum(np.abs(d), axis=-1)),
    "chebyshev": _of_difference(lambda d: np.max(np.abs(d), axis=-1)),
    "cosine": _cosine,
    "correlation": _correlation,
    "minkowski": _minkowski,
    "mahalanobis": _mahalanobis,
    "braycurtis": lambda u, v: np.sum(np.abs(u - v), axis=-1) / np.sum(np.abs(u + v), axis=-1),
    "canberra": lambda u, v: np.sum(np.abs(u - v) / (np.abs(u) + np.abs(v)), axis=-1),
}


def _pairs(x: Any, *metric: Any, **options: Any) -> Any:
    rows, columns = np.triu_indices(len(x), 1)
    return _apart(x[rows], x[columns], *metric, **options)


def _square_form(x: Any, *options: Any, **named: Any) -> Any:
    if x.ndim == 2:
        return x[np.triu_indices(len(x), 1)]
    size = int((1 + math.sqrt(1 + 8 * len(x))) / 2)
    place = np.zeros((size, size), dtype=int)
    place[np.triu_indices(size, 1)] = np.arange(len(x))
    return np.where(np.eye(size, dtype=bool), 0.0, x[place + place.T])


def _of_two(metric: str) -> Callable[..., Any]:
    """Return the distance of two vectors, without weights."""

    def distance(u: Any, v: Any, *given: Any, **options: Any) -> Any:
        names = {"minkowski": "p", "mahalanobis": "VI"}
        if given and metric in names:
            options, given = {names[metric]: given[0], **options}, given[1:]
        if given or options.get("w") is not None:
            raise UnsupportedOperation(f"there is a rule for scipy.spatial.distance.{metric} without weights")
        first, second = (np.asarray(a, dtype=np.float64) if isinstance(a, list | tuple) else a for a in (u, v))
        return _apart(first, second, metric, **{key: value for key, value in options.items() if key != "w"})

    return distance


def _table(x: Any, y: Any, p: Any = 2, **options: Any) -> Any:
    return _minkowski(x[:, np.newaxis], y[np.newaxis], p)


RULES: dict[str, Callable[..., Any]] = {
    "cdist": lambda a, b, *metric, **options: _apart(a[:, np.newaxis], b[np.newaxis], *metric, **options),
    "pdist": _pairs,
    "squareform": _square_form,
    **{name: _of_two(name) for name in _METRICS},
}
"""By name in `scipy.spatial.distance`."""

OF_SPATIAL: dict[str, Callable[..., Any]] = {"distance_matrix": _table, "minkowski_distance": _minkowski}
"""By name in `scipy.spatial`."""
