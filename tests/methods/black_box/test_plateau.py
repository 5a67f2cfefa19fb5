"""The plateau of code that is known to a part of itself, against solvers whose equations have a closed solution."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from opaque_cases import PLAIN, Case

from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.methods.black_box.plateau import plateau, slope_above

scipy_integrate = pytest.importorskip("scipy.integrate")


def solved(rate: float, tolerance: float, method: str) -> float:
    """y(2), where y' = -rate y + sin(t)/2 and y(0) = 1."""
    found = scipy_integrate.solve_ivp(
        lambda t, y: -rate * y + 0.5 * np.sin(t), (0, 2), [1.0], rtol=tolerance, atol=tolerance, method=method
    )
    return float(found.y[0, -1])


def exact(a: complex) -> complex:
    c = 0.5 / (1 + a * a)
    return complex(c * (a * math.sin(2) - math.cos(2)) + (1 + c) * np.exp(-2 * a))


@pytest.mark.parametrize(("method", "tolerance"), [("RK45", 1e-8), ("RK45", 1e-6), ("LSODA", 1e-8), ("BDF", 1e-6)])
def test_a_solver_has_one_and_the_slope_above_it_is_inside_its_bound(method: str, tolerance: float) -> None:
    f = Opaque(lambda rate: solved(rate, tolerance, method))
    relative = plateau(f, 1.3)
    assert relative is not None
    assert 1e-13 < relative < 1e3 * tolerance
    found = slope_above(f, 1.3, relative)
    assert found is not None
    truth = exact(1.3 + 1e-20j).imag / 1e-20
    assert abs(found.value - truth) <= found.bound < 1e-3 * abs(truth)


@pytest.mark.parametrize("case", PLAIN, ids=str)
def test_a_smooth_function_has_none(case: Case) -> None:
    assert plateau(Opaque(case.f), case.x) is None


@pytest.mark.parametrize("pole", [0.89, 0.97, 0.999])
def test_a_function_that_is_not_resolved_has_none(pole: float) -> None:
    assert plateau(Opaque(lambda x: 1 / (x - pole)), 1.0) is None


def test_pieces_that_are_joined_are_no_errors_of_a_solver() -> None:
    assert plateau(Opaque(lambda x: x**2 + 1e-3 * (x > 1.01) + 1e-3 * (x < 0.985)), 1.0) is None


@pytest.mark.parametrize("extra", [lambda x: 1e-9 * abs(x - 1.004), lambda x: 1e-9 * (x > 1.004)], ids=["bend", "jump"])
def test_a_single_bend_or_jump_is_seen_from_one_place_only(extra: Callable[[float], float]) -> None:
    assert plateau(Opaque(lambda x: math.sin(x) + extra(x)), 1.0) is None
    repeated = Opaque(lambda x: math.sin(x) + 1e-9 * abs(97 * x % 1 - 0.5))
    assert plateau(repeated, 1.0) is not None


@pytest.mark.parametrize("pole", [1.66, 1.68, 1.7, 1.72])
def test_a_fit_that_is_narrow_enough_to_leave_rounding_only_shows_none(pole: float) -> None:
    """The wide one leaves a few roundings more, of which rounding is more than the part that would stay."""
    assert plateau(Opaque(lambda x: 1 / (x - pole)), 1.0) is None


def test_the_slope_above_is_that_of_the_fit_with_the_least_bound() -> None:
    """Errors weigh less over a wide window; what a fit leaves of a function with a pole less over a narrow one."""
    wide, narrow = slope_above(Opaque(math.sin), 1.0, 1e-6), slope_above(Opaque(lambda x: 1 / (x - 1.3)), 1.0, 1e-16)
    assert wide is not None
    assert narrow is not None
    assert wide.radius == 4 * narrow.radius
