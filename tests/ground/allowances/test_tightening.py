"""What each allowance decides by which code that stops at a tolerance is judged beside tighter ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from allowance import changed

import derivcheck as dc
from derivcheck.gradients.convergence import left_open
from derivcheck.gradients.own_loops import OwnLoops
from derivcheck.ground.allowances import gradients as allowances

optimize = pytest.importorskip("scipy.optimize")
from scipy import integrate  # noqa: E402

X = 1.3


def cubic(u: Any, a: float) -> Any:
    return u**3 + a * u - 2


def root_slope(a: float) -> float:
    u = float(np.roots([1, 0, a, -2])[-1].real)
    return -u / (3 * u * u + a)


def bracketed(a: float) -> float:
    return float(optimize.brentq(cubic, 0, 2, (a,), 1e-4))


def coarse(a: float) -> float:
    """A root whose residuals are never below 5e-11."""
    return float(optimize.broyden1(lambda u: np.round(cubic(u, a), 10) + 5e-11, [0.9], f_tol=1e-2)[0])


def on_nodes(a: float) -> float:
    mesh, start = np.linspace(0, 1, 5), np.ones((1, 5))
    found = integrate.solve_bvp(lambda x, y: -a * y, lambda p, q: np.array([p[0] - 1]), mesh, start, tol=1e-2)
    return float(found.sol(1.0)[0])


def iterated(a: Any) -> Any:
    u = 1.0
    while True:
        v = u - 0.1 * (u**3 + a * u - 2)
        if abs(v - u) < 1e-4:
            return v
        u = v


def decayed(a: Any) -> Any:
    """A time that grows by as much with each smaller bound, beside a part that hides that."""
    left, total = 1.0, 0.0
    while left > 1e-2:
        left, total = left * 0.5, total + a**2
    return 1000 + total


def limit(f: Callable[[Any], Any], slope: Callable[[float], float]) -> float:
    """Return the detection limit of a right claim; infinity where none is known."""
    check = dc.check_derivative(f, slope, X)
    assert check.verdict in (dc.Verdict.AGREES, dc.Verdict.UNRESOLVED)
    return check.detection_limit if check.verdict is dc.Verdict.AGREES else np.inf


def test_how_tight_tolerances_are_tells_how_sharp_a_check_is() -> None:
    assert limit(bracketed, root_slope) < 1e-10
    with changed(allowances.TIGHTEST, 1e-6):
        assert limit(bracketed, root_slope) > 1e-7


def test_looser_ones_are_asked_for_where_rounding_keeps_a_solver_from_the_tightest() -> None:
    assert limit(coarse, root_slope) < 1e-6
    with changed(allowances.TIGHT_ENOUGH, 1e-13):
        assert limit(coarse, root_slope) > 1e-5


def test_a_tolerance_that_takes_too_long_is_passed_over() -> None:
    assert limit(bracketed, root_slope) < 1e-10
    with changed(allowances.TIGHTENED_RUNS, 10**9):
        assert limit(bracketed, root_slope) > 1e-7


def test_a_solver_is_given_the_steps_that_it_needs() -> None:
    assert limit(on_nodes, lambda a: -np.exp(-a)) < 1e-7
    with changed(allowances.SOLVER_STEPS, 10):
        assert limit(on_nodes, lambda a: -np.exp(-a)) > 1e-5


def test_loops_are_run_with_several_tolerances() -> None:
    own = OwnLoops(iterated, 0)
    assert own.read(X) == 1e-4
    assert len(own.factors(X) or []) > 1
    with changed(allowances.LOOP_STEP, 2.0**-20):
        assert own.factors(X) == []


def test_loops_are_run_down_to_rounding() -> None:
    own = OwnLoops(iterated, 0)
    own.read(X)
    truth = float(np.roots([1, 0, X, -2])[-1].real)
    for least, parts in ((allowances.LOOP_LEAST.value, 1e-10), (2.0**-33, 1e-6)):
        with changed(allowances.LOOP_LEAST, least):
            factor, part = (own.factors(X) or [])[0]
            assert parts * 1e-3 < part < parts
            assert abs(own.value(X, factor) / truth - 1) <= part


def test_changes_that_do_not_fall_are_no_errors() -> None:
    own = OwnLoops(decayed, 0)
    own.read(X)
    assert own.factors(X) is None
    with changed(allowances.CONVERGING, 1.5):
        assert own.factors(X)
    # And those of a loop that is linear fall with its tolerance, which must not be asked for more.
    linear = [2.0 ** (-7 * k) for k in range(1, 6)]
    assert np.allclose(left_open(1.0, linear) or [], linear, rtol=2.0**-40, atol=0)
    with changed(allowances.CONVERGING, 2.0**-10):
        assert left_open(1.0, linear) is None


def test_a_loop_that_cannot_be_run_otherwise_is_granted_a_root_of_its_tolerance() -> None:
    def slow(a: Any) -> Any:
        u = 1.0
        while True:
            v = u - 1e-2 * (u**3 + float(a) * u - 2)
            if abs(v - u) < 1e-6:
                np.random.get_state()  # what is not isolated
                return v
            u = v

    assert dc.check_derivative(slow, root_slope, X).verdict is not dc.Verdict.REFUTED
    with changed(allowances.LOOP_POWER, 1.0):
        assert dc.check_derivative(slow, root_slope, X).verdict is dc.Verdict.REFUTED
