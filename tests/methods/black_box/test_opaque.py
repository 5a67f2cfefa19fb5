"""Opaque code: what counts as a value, and the count."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
import pytest

from derivcheck.methods.black_box.opaque import Opaque


@pytest.mark.parametrize("value", [2, 2.0, np.float32(2), np.array(2.0), np.array([[2.0]]), 2 + 0j, True + 1])
def test_real_numbers_of_any_kind(value: Any) -> None:
    found = Opaque(lambda x: value)(1.0)
    assert (type(found), found) == (float, 2.0)


@pytest.mark.parametrize("value", [math.nan, math.inf, 2 + 1j, np.array([1.0, 2.0]), np.array([]), None, "2 3"])
def test_what_is_no_real_number_is_nan(value: Any) -> None:
    assert math.isnan(Opaque(lambda x: value)(1.0))


@pytest.mark.parametrize("f", [math.log, lambda x: 1 / 0, lambda x: math.exp(1e5), lambda x: math.sin((-1.0) ** 0.5)])
def test_errors_outside_of_the_domain_are_nan(f: Any) -> None:
    assert math.isnan(Opaque(f)(-1.0))


def test_other_errors_are_those_of_the_code() -> None:
    with pytest.raises(KeyError):
        Opaque(lambda x: {}[x])(1.0)


def test_floating_point_warnings_are_silent() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert math.isnan(Opaque(lambda x: np.log(np.float64(x)))(-1.0))


def test_each_point_is_asked_for_once() -> None:
    f = Opaque(math.sqrt)
    assert [f(x) for x in (4.0, 9.0, 4.0)] == [2.0, 3.0, 2.0]
    assert f.evaluations == 2
