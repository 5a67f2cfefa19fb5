"""Code with a loop that stops at a tolerance is judged beside the same code with a smaller one."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.own_loops import OwnLoops
from derivcheck.ground.allowances import gradients as allowances
from tests.allowance import changed
from tests.gradients.test_stopping import root_slope

TOLERANCE = 1e-4
A, B = np.array([[4.0, 1, 0], [1, 5, 2], [0, 2, 6]]), np.array([1.0, 2, 3])


def newton_to(tolerance: float) -> Callable[[Any], Any]:
    def newton(a: Any) -> Any:
        u, d = 1.0, 1.0
        while abs(d) > tolerance:
            d = (u**3 + a * u - 2) / (3 * u * u + a)
            u -= d
        return u

    return newton


newton, newton_close = newton_to(1e-2), newton_to(1e-6)


def bisected(a: float) -> float:
    low, high = 0.0, 2.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (low, middle) if middle**3 + a * middle > 2 else (middle, high)
    return (low + high) / 2


def iterated(a: Any, tolerance: float = 1e-4) -> Any:
    u = 1.0
    for _ in range(5000):
        v = u - 0.05 * (u**3 + a * u - 2)
        if abs(v - u) < tolerance:
            return v
        u = v
    return u


def forever(a: float) -> float:
    u = 1.0
    while True:
        d = (u**3 + a * u - 2) / (3 * u * u + a)
        u -= d
        if math.fabs(d) < TOLERANCE:
            break
    return u


def summed(a: Any) -> Any:
    total, term, n = 0.0, 1.0, 0
    while abs(term) > 1e-3 and n < 100:
        total, n = total + term, n + 1
        term = term * a / n
    return total


def jacobi(a: Any) -> Any:
    x, shifted = np.zeros(3), A + a * np.eye(3)
    d = np.diag(shifted)
    for _ in range(1000):
        new = (B - (shifted - np.diag(d)) @ x) / d
        if np.linalg.norm(new - x) < 1e-4:
            break
        x = new
    return np.sum(new)


def jacobi_slope(a: float) -> float:
    shifted = A + a * np.eye(3)
    return float(-np.sum(np.linalg.solve(shifted, np.linalg.solve(shifted, B))))


def halved(f: Any, low: float, high: float, tolerance: float) -> Any:
    """Integrate by Simpson's rule, over halves where that changes the result."""
    middle = (low + high) / 2
    ends = [f(low), f((low + middle) / 2), f(middle), f((middle + high) / 2), f(high)]
    whole = (high - low) / 6 * (ends[0] + 4 * ends[2] + ends[4])
    parts = (high - low) / 12 * (ends[0] + 4 * ends[1] + 2 * ends[2] + 4 * ends[3] + ends[4])
    if abs(parts - whole) < tolerance:
        return parts
    return halved(f, low, middle, tolerance / 2) + halved(f, middle, high, tolerance / 2)


def heron(a: Any) -> Any:
    x = a
    while abs(x * x - a) > 1e-6:
        x = (x + a / x) / 2
    return x


def integral(a: float) -> float:
    return float(halved(lambda t: math.exp(-float(a) * t), 0.0, 1.0, 1e-3))


def integral_slope(a: float) -> float:
    return (math.exp(-a) * (1 + a) - 1) / a**2


def flagged(a: Any) -> Any:
    u, done = 1.0, False
    while not done:
        v = u - 0.1 * (u**3 + a * u - 2)
        done = abs(v - u) < 1e-4
        u = v
    return u


def close(a: Any) -> Any:
    u = np.ones(2)
    while True:
        v = u - 0.1 * (u**3 + a * u - 2)
        if np.allclose(u, v, rtol=1e-4, atol=1e-8):
            return np.sum(v) / 2
        u = v


def relative(a: Any) -> Any:
    u = 1.0
    for _ in range(1000):
        v = u - 0.1 * (u**3 + a * u - 2)
        if abs(v - u) <= 1e-5 * abs(v):
            break
        u = v
    return v


def listed(a: Any) -> Any:
    u, errors = 1.0, [1.0]
    while errors[-1] > 1e-5:
        v = u - 0.1 * (u**3 + a * u - 2)
        errors.append(abs(v - u))
        u = v
    return u


def told(a: Any) -> Any:
    u = 1.0
    try:
        while abs(u**3 + a * u - 2) > 1e-4:
            u = u - 0.1 * (u**3 + a * u - 2)
            print(end="")
    except OverflowError:
        return math.nan
    return u


CASES: dict[str, tuple[Callable[[Any], Any], Callable[[float], float]]] = {
    "newton": (newton, root_slope),
    "newton, close": (newton_close, root_slope),
    "bisection": (bisected, root_slope),
    "fixed point": (iterated, root_slope),
    "break": (forever, root_slope),
    "series": (summed, math.exp),
    "linear system": (jacobi, jacobi_slope),
    "recursion": (integral, integral_slope),
    "quadratic": (heron, lambda a: 0.5 / math.sqrt(a)),
    "flag": (flagged, root_slope),
    "allclose": (close, root_slope),
    "relative": (relative, root_slope),
    "list": (listed, root_slope),
    "print": (told, root_slope),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_right_agrees_and_what_is_off_by_more_than_the_limit_is_refuted(name: str) -> None:
    f, slope = CASES[name]
    check = dc.check_derivative(f, slope, 1.3)
    assert check.verdict is dc.Verdict.AGREES
    assert check.detection_limit < 1e-5
    by = 1 + 10 * check.detection_limit
    wrong = dc.check_derivative(f, lambda a: by * slope(a), 1.3)
    # Where two tight tolerances differ by as much, that is told.
    assert wrong.verdict is not dc.Verdict.AGREES or wrong.detection_limit >= by - 1
    assert dc.check_derivative(f, lambda a: (1 + 1e-4) * slope(a), 1.3).verdict is dc.Verdict.REFUTED


def test_the_tolerance_is_told() -> None:
    check = dc.check_derivative(newton, root_slope, 1.3)
    assert (
        "newton has a loop that stops at a tolerance, 0.01: the claim is judged to what that leaves" in check.warnings
    )


def test_of_arrays_and_with_a_claim_that_stops_too() -> None:
    def f(p: Any) -> Any:
        return iterated(p[0]) * p[1]

    def claim(p: Any) -> Any:
        u = iterated(p[0])
        return np.array([-u / (3 * u * u + p[0]) * p[1], u])

    x = np.array([1.3, 2.0])
    assert dc.check_gradient(f, claim, x).verdict is dc.Verdict.AGREES
    assert dc.check_gradient(f, lambda p: claim(p) * [1.01, 1], x).verdict is dc.Verdict.REFUTED


def thresholded(a: Any) -> Any:
    """Code with comparisons that stop nothing, or of what is no tolerance."""
    total, k = 0.0, 0
    while k < 3:
        if abs(a - k) < 1e-3:
            total = total + 5 * a
        total, k = total + a**k, k + 1
    return total if total > 1e-3 else 0.0


def test_comparisons_that_stop_no_loop_are_left_as_they_are() -> None:
    assert OwnLoops(thresholded, 0).read(1.3) == 0.0
    assert OwnLoops(math.sin, 0).read(1.3) == 0.0
    assert OwnLoops(iterated, 0).read(1.3) == 1e-4
    assert dc.check_derivative(thresholded, lambda a: 1 + 2 * a, 1.3).verdict is dc.Verdict.AGREES
    assert dc.check_derivative(thresholded, lambda a: 1 + 2.02 * a, 1.3).verdict is dc.Verdict.REFUTED


def test_what_a_loop_is_to_stop_at_is_no_tolerance() -> None:
    """The time until something has decayed grows with each smaller bound."""

    def time(a: Any) -> Any:
        left, total = 1.0, 0.0
        while left > 1e-2:
            left, total = left * 0.5, total + a**2
        return total

    own = OwnLoops(time, 0)
    assert own.read(1.3) == 1e-2
    assert own.factors(1.3) is None
    assert dc.check_derivative(time, lambda a: 14 * a, 1.3).verdict is dc.Verdict.AGREES
    for wrong in (14.01, 28, 15):
        assert dc.check_derivative(time, lambda a, wrong=wrong: wrong * a, 1.3).verdict is dc.Verdict.REFUTED


def test_nor_where_the_rest_of_the_value_hides_that() -> None:
    def late(a: Any) -> Any:
        left, total = 1.0, 0.0
        while left > 1e-2:
            left, total = left * 0.5, total + a**2
        return 1000 + total

    assert dc.check_derivative(late, lambda a: 14 * a, 1.3).verdict is dc.Verdict.AGREES
    for wrong in (14.001, 28):
        assert dc.check_derivative(late, lambda a, wrong=wrong: wrong * a, 1.3).verdict is dc.Verdict.REFUTED


def test_a_loop_that_has_run_to_its_last_count_has_not_come_to_its_tolerance() -> None:
    def few(a: Any) -> Any:
        u = 1.0
        for _ in range(40):
            v = u - 0.05 * (u**3 + a * u - 2)
            if abs(v - u) < 1e-2:
                break
            u = v
        return u

    own = OwnLoops(few, 0)
    assert own.read(1.3) == 1e-2
    assert all(factor > 1e-4 for factor, _ in own.factors(1.3) or [])


def test_a_tolerance_below_rounding_ends() -> None:
    def never(a: Any) -> Any:
        u, d = 1e9, 1.0
        while abs(d) > 1e-3:
            d = u - a * 1e9
            u = u - 0.3 * d + 1e-5
        return u

    with changed(allowances.LOOP_SECONDS, 0.05):
        own = OwnLoops(never, 0)
        assert own.read(1.3) == 1e-3
        assert len(own.factors(1.3) or []) < 6
        with pytest.raises(ValueError, match="no value with a smaller tolerance"):
            own.value(1.3, 1e-30)


def test_what_cannot_be_run_isolated_is_judged_to_the_tolerance_that_is_written() -> None:
    seen: list[float] = []

    def logged(a: Any, tolerance: float = 1e-5) -> Any:
        u = 1.0
        while abs(u**3 + a * u - 2) > tolerance:
            u = u - 0.1 * (u**3 + a * u - 2)
            np.random.get_state()
        return u

    def kept(a: Any) -> Any:
        u = 1.0
        while abs(u**3 + a * u - 2) > LOOSE:
            u = u - 0.1 * (u**3 + a * u - 2)
            np.random.get_state()
        seen.append(0.0)
        return u

    assert OwnLoops(logged, 0).read(1.3) == 1e-5
    assert OwnLoops(kept, 0).read(1.3) == LOOSE
    assert dc.check_derivative(logged, root_slope, 1.3).verdict is not dc.Verdict.REFUTED
    assert dc.check_derivative(logged, lambda a: -root_slope(a), 1.3).verdict is dc.Verdict.REFUTED


LOOSE = 1e-3


def test_a_name_that_is_not_bound_yet_stops_no_check() -> None:
    """What is no plain function keeps the code from being isolated, so that its tolerance is read from its text."""

    def heron_beside(connection: Any) -> Any:
        def root(a: float) -> float:
            if a < 0:
                return later
            u = float(len(connection))
            while abs(u * u - a) > 1e-2:
                u = (u + a / u) / 2
            return u

        if connection is None:
            later = 1.0
        return root

    f = heron_beside(memoryview(b"1"))
    assert dc.check_derivative(f, lambda a: 0.5 / math.sqrt(a), 1.3).verdict is not dc.Verdict.REFUTED
    assert dc.check_derivative(f, lambda a: -0.5 / math.sqrt(a), 1.3).verdict is dc.Verdict.REFUTED
