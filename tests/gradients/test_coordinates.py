"""Names of elements, read back by Python itself."""

from __future__ import annotations

import numpy as np
import pytest

from derivcheck.gradients.coordinates import called, coordinate


@pytest.mark.parametrize("shape", [(), (4,), (2, 3), (2, 1, 3)])
def test_names_are_code_that_gives_the_element(shape: tuple[int, ...]) -> None:
    w = np.random.default_rng(0).normal(size=shape)
    for place in np.ndindex(*shape):
        assert eval(called("w", place), {"w": w}) == w[place]
        assert coordinate("w", w, place) == {called("w", place): w[place]}


def test_the_column_of_a_jacobian_counts_and_not_its_row() -> None:
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert coordinate("x", x, (7, 1, 0)) == {"x[1,0]": 3.0}
    assert coordinate("x", np.float64(2.5), (3,)) == {"x": 2.5}
