"""What a run of code sees in place of distances of `scipy.spatial`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import assembled, is_ours
from derivcheck.ground.errors import UnsupportedOperation


def _apart(one: Any, other: Any, metric: Any = "euclidean", **options: Any) -> Any:
    given = {key: value for key, value in options.items() if value is not None}
    if metric not in _METRICS or {*given} - {"p", "VI"}:
        raise UnsupportedOperation(f"there is no rule for distances with metric={metric!r} and these options")
    return _METRICS[metric](one, other, **given)


def _of_difference(size: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda u, v: size(u - v)


def _cosine(u: Any, v: Any) -> Any:
    along = np.sum(u * v, axis=-1)
    return 1 - along / np.sqrt(np.sum(u * u, axis=-1) * np.sum(v * v, axis=-1))


def _correlation(u: Any, v: Any) -> Any:
    return _cosine(u - np.mean(u, axis=-1, keepdims=True), v - np.mean(v, axis=-1, keepdims=True))


def _canberra(u: Any, v: Any) -> Any:
    size = np.abs(u) + np.abs(v)
    if np.any(np.equal(size, 0)):
        raise UnsupportedOperation("there is no slope of a Canberra distance where both numbers are 0")
    return np.sum(np.abs(u - v) / size, axis=-1)


def _minkowski(u: Any, v: Any, p: Any = 2) -> Any:
    if np.ndim(p):
        raise UnsupportedOperation("there is a rule for Minkowski distances of one p")
    if p == math.inf:
        return np.max(np.abs(u - v), axis=-1)
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
    "canberra": _canberra,
}


def _pairs(x: Any, metric: Any = "euclidean", **options: Any) -> Any:
    x = _read(x)
    rows, columns = np.triu_indices(len(x), 1)
    return _apart(x[rows], x[columns], metric, **options)


def _all_pairs(a: Any, b: Any, metric: Any = "euclidean", **options: Any) -> Any:
    return _apart(_read(a)[:, np.newaxis], _read(b)[np.newaxis], metric, **options)


def _square_form(x: Any) -> Any:
    if x.ndim == 2:
        return x[np.triu_indices(len(x), 1)]
    size = int((1 + math.sqrt(1 + 8 * len(x))) / 2)
    place = np.zeros((size, size), dtype=int)
    place[np.triu_indices(size, 1)] = np.arange(len(x))
    return np.where(np.eye(size, dtype=bool), 0.0, x[place + place.T])


def _of_two(metric: str) -> Callable[..., Any]:
    """Return the distance of two vectors, without weights."""
    return lambda u, v: _apart(_read(u), _read(v), metric)


def _read(given: Any) -> Any:
    found = assembled(given)
    return found if is_ours(found) else np.asarray(found, dtype=np.float64)


RULES: dict[str, Callable[..., Any]] = {
    "cdist": _all_pairs,
    "pdist": _pairs,
    "squareform": _square_form,
    **{name: _of_two(name) for name in _METRICS},
    "minkowski": lambda u, v, p=2: _apart(_read(u), _read(v), "minkowski", p=p),
    "mahalanobis": lambda u, v, VI: _apart(_read(u), _read(v), "mahalanobis", VI=VI),
}
"""By name in `scipy.spatial.distance`."""

OF_SPATIAL: dict[str, Callable[..., Any]] = {
    "distance_matrix": lambda x, y, p=2: _minkowski(_read(x)[:, np.newaxis], _read(y)[np.newaxis], p),
    "minkowski_distance": lambda x, y, p=2: _minkowski(_read(x), _read(y), p),
}
"""By name in `scipy.spatial`."""
