"""Functions of NumPy that look at the parts of complex numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.composites.composite import composite
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import UnsupportedOperation


@composite("angle", "z")
def angle(z: Any, deg: bool = False) -> Any:
    """Return ``numpy.angle``."""
    found = np.arctan2(np.imag(z), np.real(z)) if np.iscomplexobj(z) else np.arctan2(0.0, z)
    return found * (180 / np.pi) if deg else found


@composite("real_if_close", "a")
def real_if_close(a: Any) -> Any:
    """Return ``numpy.real_if_close`` of numbers whose imaginary parts are 0, or of which one is large."""
    if not np.iscomplexobj(a):
        return a
    sizes = np.abs(np.imag(a))
    if np.all(sizes == 0):
        return np.real(a)
    if np.any(sizes > allowances.IMAGINARY.value):
        return a
    raise UnsupportedOperation("whether imaginary parts are left out hangs on rounding")
