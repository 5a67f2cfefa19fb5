"""Linear interpolation of dual arrays between constant nodes."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.forward.dual_array import FUNCTIONS, DualArray, ground, lifted
from derivcheck.ground.errors import UnsupportedOperation


def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None) -> Any:
    """Return ``numpy.interp``; at a node the slope is that to the right of it, and the bend is noted."""
    x = lifted(x)
    if period is not None or any(type(lifted(p)) is DualArray for p in (xp, fp)):
        raise UnsupportedOperation("forward mode has numpy.interp between constant nodes only, without period=")
    nodes, values, place = np.asarray(xp), np.asarray(fp), ground(x)
    x.level.bend("interp", np.isin(place, nodes))
    k = np.clip(np.searchsorted(nodes, place, side="right") - 1, 0, len(nodes) - 2)
    slope = (values[k + 1] - values[k]) / (nodes[k + 1] - nodes[k])
    line = values[k] + slope * (x - nodes[k])
    line = np.where(place < nodes[0], values[0] if left is None else left, line)
    return np.where(place > nodes[-1], values[-1] if right is None else right, line)


FUNCTIONS[np.interp] = interp
