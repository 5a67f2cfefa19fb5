"""Each accuracy of the library functions is needed: a tenth of it is exceeded at sampled points."""

from __future__ import annotations

from typing import Any

import elementary_cases as cases
import mpmath
import numpy as np
import pytest
from allowance import changed

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.elementary import TABLE
from derivcheck.ground.allowances import elementary as allowances
from derivcheck.ground.allowances.record import Allowance

HARD = {
    "poch": [(37.12947396884289, 0.06435208916899526)],
    "ive": [(0.5, 20.01915916063399)],
    "besselj": [(100.0, 900.0)],
    "besselk": [(100.0, 0.7418227297971927)],
    "airyaiprime": [(2.0568451976826516,)],
    "spence": [(0.5055641023824214,)],
    "dawson": [(0.017106724553252718,)],
    "beta": [(73.11979033685104, -0.1973043931212084)],
    "betainc": [(11.89290221767039, 92.34167076919648, 0.12743396802582138)],
    "gammainc": [(0.5046433543295614, 1.0343872412161172)],
}


def bound_holds(name: str) -> bool:
    """Whether the running bound of a function holds at sampled points."""
    row = TABLE[name]
    drawn = cases.sample(row, 60)
    points = [np.append(column, [point[j] for point in HARD.get(name, [])]) for j, column in enumerate(drawn)]
    with Running(Real()) as m:
        found = m.function(row)(*map(m.exact, points))
    bounds = np.broadcast_to(found.bound, found.value.shape)
    return all(
        _inside(value, cases.value(row, tuple(point), digits=40), bound)
        for *point, value, bound in zip(*points, found.value, bounds, strict=True)
        if bound < np.inf
    )


def _inside(value: Any, truth: Any, bound: Any) -> bool:
    with mpmath.workdps(60):
        return truth is not None and bool(abs(cases.precisely(value) - truth) <= mpmath.mpf(float(bound)))


@pytest.mark.parametrize(
    ("record", "names"),
    [
        (allowances.EXPONENTIAL, ("exp", "sin", "cos")),
        (allowances.LOGARITHM, ("log",)),
        (allowances.POWER, ("pow",)),
        (allowances.LIBRARY, ("tan", "sinh", "expm1", "atan2", "erf")),
        (allowances.LOG_GAMMA, ("loggamma",)),
        (allowances.GAMMA, ("gamma",)),
        (allowances.ROUNDED, ("dawson_slope",)),
        (allowances.ERROR_FUNCTION, ("dawson", "erfi")),
        (allowances.LOG_NORMAL, ("log_ndtr",)),
        (allowances.BETA, ("beta", "betaln")),
        (allowances.INCOMPLETE_GAMMA, ("gammainc", "gammaincc")),
        (allowances.INCOMPLETE_BETA, ("betainc",)),
        (allowances.INTEGRAL, ("expint", "spence")),
        (allowances.AIRY, ("airyai", "airyaiprime")),
        (allowances.MODIFIED_BESSEL, ("besseli", "besselk")),
        (allowances.BESSEL, ("besselj", "bessely")),
        (allowances.RISING, ("poch",)),
        (allowances.SCALED_BESSEL, ("ive",)),
    ],
)
def test_a_tenth_of_it_is_exceeded(record: Allowance[float], names: tuple[str, ...]) -> None:
    assert all(bound_holds(name) for name in names)
    with changed(record, record.value / 10):
        assert not all(bound_holds(name) for name in names)


def test_hypergeometric_values_that_are_further_off_are_not_used() -> None:
    """SciPy's hyp1f1 is off by 177 units in the last place here, and its hyp2f1 by 1e4 and more."""
    near, far = (-2.070993039287168, 2.218377102813002, 3.054960110263849), (3.392, 3.790, 9.859, -2.0566)
    m = Real()
    assert np.isfinite(m.function(TABLE["hyp1f1"])(*map(np.float64, near)))
    assert np.isnan(m.function(TABLE["hyp2f1"])(*map(np.float64, far)))
    with changed(allowances.HYPERGEOMETRIC, 51.2):
        assert np.isnan(m.function(TABLE["hyp1f1"])(*map(np.float64, near)))
