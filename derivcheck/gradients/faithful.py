"""Whether a run in other numbers computes what the code computes on plain floats.

Code may ask what it is given (``isinstance(x, np.ndarray)``, ``x.dtype``, a shortcut for floats), and then computes
something else for the arrays of a witness. Its derivative would be that of another function, so a witness is heard
only where its value is the one that the code returns, to within what rounding explains.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.claims.verdict_rule import explained
from derivcheck.gradients.rounding import measured
from derivcheck.gradients.subject import Subject
from derivcheck.ground.errors import UnsupportedOperation


def held(f: Subject, x: ArrayLike, value: ArrayLike, rng: np.random.Generator, bound: Any = np.inf) -> None:
    """Raise unless a run gave what f returns for plain floats.

    Parameters
    ----------
    f : Subject
    x : array or number
    value : array or number
        What the run gave.
    rng : numpy.random.Generator
    bound : array or number, optional
        On its rounding error, and on that of a run in float64; where there is none, noise is measured.

    Raises
    ------
    UnsupportedOperation
        It gave something else.
    """
    plain, found = np.asarray(f.value(x)), np.asarray(value)
    if plain.size != found.size:
        raise UnsupportedOperation(f"{f.name} gives another shape for the arrays of this witness")
    off = np.reshape(found, plain.shape) - plain
    if np.all(off == 0):
        return
    limit = np.broadcast_to(bound, found.shape).reshape(plain.shape)
    if not np.all(explained(off, 2 * limit)) or not np.all(np.isfinite(limit)):
        limit = np.where(np.isfinite(limit), limit, 0) + measured(f, x, plain, rng)
    if not np.all(explained(off, 2 * limit)):
        raise UnsupportedOperation(f"{f.name} computes something else for the arrays of this witness than for floats")
