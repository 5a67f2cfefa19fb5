"""The error of finite differences in every component, for a function of an array."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from derivcheck.formula.arguments import check_seed, is_code
from derivcheck.gradients import error_map as maps
from derivcheck.gradients.parameters import with_arguments
from derivcheck.ground.errors import InputError
from derivcheck.results.error_map import ErrorMap
from derivcheck.testing.sliced import flat, place


def error_map(
    f: Any,
    x: Any,
    *,
    entry: int | tuple[int, ...] | None = None,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> ErrorMap:
    """Return the errors of finite differences in every component, at the usual steps and at the best one.

    Parameters
    ----------
    f : callable
        Code of an array, which returns one number, or an array of which `entry` chooses one.
    x : array or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers.
    entry : int or tuple of int, optional
        For code that returns an array: which of its elements is f.
    args : tuple, optional
        Further arguments of code, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Of random directions that a witness may need.

    Returns
    -------
    ErrorMap
        Whose arrays have the shape of x, of a structure that of the flat array of all parts; `plot()` draws them.

    Raises
    ------
    InputError
        f is no code, an argument cannot be used, or there are too many components.
    DomainError
        There is no gradient at the point.

    Examples
    --------
    >>> import numpy as np
    >>> found = error_map(lambda w: np.sum(np.exp(w)), [[0.1, 0.2], [0.3, 10.0]])
    >>> found.best.error.shape, bool(np.all(np.abs(found.best.error) < 1e-6))
    ((2, 2), True)
    """
    if not is_code(f):
        raise InputError("a map is of code of an array; of a formula compare each variable: wrt=[...]")
    function, point, name, _ = flat(with_arguments(f, args, kwargs), x)
    if not np.ndim(point):
        raise InputError("a map is of the components of an array; the point is one number: see compare")
    return maps.error_map(function, point, name, None if entry is None else place(entry, "entry"), check_seed(seed))
