"""What a run of code sees in place of `numpy.vectorize` and `numpy.frompyfunc`, which call code on each element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import holds
from derivcheck.ground.errors import UnsupportedOperation


def elementwise(code: Callable[..., Any], plain: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that runs code on each element of its arguments.

    Parameters
    ----------
    code : callable
        Of one number each, as the run sees it.
    plain : callable
        What is called where there is nothing but plain numbers.

    Examples
    --------
    >>> elementwise(lambda a, b: a + b, np.add)(np.array([1.0, 2.0]), 3.0)
    array([4., 5.])
    """

    def run(*arguments: Any, **options: Any) -> Any:
        if not any(map(holds, arguments)):
            return plain(*arguments, **options)
        if options:
            raise UnsupportedOperation("code that is run on each element takes arguments by their places only")
        given = [a if holds(a) and not isinstance(a, list | tuple) else np.asarray(a) for a in arguments]
        shape = np.broadcast_shapes(*map(np.shape, given))
        given = [np.broadcast_to(a, shape) for a in given]
        parts = [code(*(a[place] for a in given)) for place in np.ndindex(*shape)]
        if any(isinstance(part, tuple) for part in parts):
            raise UnsupportedOperation("code that is run on each element returns one number")
        return np.reshape(np.stack([np.asarray(p) if np.isscalar(p) else p for p in parts]), shape)

    return run


def from_python(function: Callable[..., Any], nin: int, nout: int, **options: Any) -> Any:
    """Return what stands for ``numpy.frompyfunc``."""
    plain = np.frompyfunc(function, nin, nout, **options)
    return elementwise(function, plain) if nout == 1 else plain


def vectorized(pyfunc: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Return what stands for ``numpy.vectorize``."""
    plain = np.vectorize(pyfunc, *arguments, **options)
    return plain if plain.excluded or plain.signature else elementwise(pyfunc, plain)


def of_python(ufunc: np.ufunc) -> Callable[..., Any]:
    """Return what stands for a ufunc that `numpy.frompyfunc` has made of code; others as they are."""
    if ufunc.nout != 1 or not ufunc.types or any(set(kinds) - set("O->") for kinds in ufunc.types):
        return ufunc

    def code(*numbers: Any) -> Any:
        boxes = [np.empty((), dtype=object) for _ in numbers]
        for box, number in zip(boxes, numbers, strict=True):
            box[()] = number
        return ufunc(*boxes)

    return elementwise(code, ufunc)


REPLACEMENTS: dict[Any, Any] = {np.frompyfunc: from_python, np.vectorize: vectorized}
"""What stands for each of these functions."""
