"""The partial derivatives that derivcheck itself uses: those of the public functions, without their words."""

from __future__ import annotations

import math

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.forward import partials
from derivcheck.ground.errors import InputError


def test_they_are_those_of_the_public_functions() -> None:
    x = np.array([0.3, -1.2, 2.0])

    def f(x: np.ndarray) -> np.ndarray:
        return np.sum(np.sin(x) * x[::-1])

    assert partials.gradient(f, x).tolist() == dc.gradient(f, x).tolist()
    assert partials.hessian(f, x).tolist() == dc.hessian(f, x).tolist()
    assert partials.jacobian(np.exp, x).tolist() == np.diag(np.exp(x)).tolist()
    assert partials.along(np.sin, x, 1.0)[1].tolist() == np.cos(x).tolist()


def test_what_is_not_determined_is_nan() -> None:
    assert math.isnan(partials.gradient(np.linalg.norm, np.zeros(2))[0])


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(InputError, match="of one number"):
        partials.gradient(np.sin, np.zeros(2))
    with pytest.raises(InputError, match="does not fit"):
        partials.along(np.sin, np.zeros(2), np.zeros(3))
