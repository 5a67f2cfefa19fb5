"""What is common to all arithmetics: nothing to a positive power, which is 0 and has the derivative 0."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import mpmath
import numpy as np
import pytest

import derivcheck as dc
from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError


def arithmetics() -> dict[str, Arithmetic]:
    fine = Running(Precise(100))
    return {"real": Real(), "precise": Precise(100), "running": Running(Real()), "fine": fine, "ball": Ball(100)}


def plain(x: Any) -> float:
    assert getattr(x, "bound", 0) <= 2.0**-50
    return float(getattr(x, "value", x))


@pytest.mark.parametrize("name", arithmetics())
@pytest.mark.parametrize("x", [2.0, 0.5, 1e-300, 1e300])
def test_nothing_to_a_positive_power_stands_still(name: str, x: float) -> None:
    inner = arithmetics()[name]
    with inner:
        first, second = Dual(inner), Dual(Dual(inner))
        found = parse("0**x").evaluate(first, {"x": first.variable(first.exact(np.float64(x)))})
        assert plain(first.tangent(found)) == 0
        point = second.variable(Dual(inner).variable(inner.exact(np.float64(x))))
        assert plain(parse("0**x + x").evaluate(second, {"x": point}).tangent.primal) == 1
        series = Taylor(inner, 3)
        found = parse("0**x").evaluate(series, {"x": series.variable(series.exact(np.float64(x)))})
        assert [plain(c) for c in series.coefficients(found)] == [0, 0, 0, 0]


def test_other_bases_keep_their_slope() -> None:
    m = Real()
    with mpmath.workdps(30):
        exact = mpmath.log(mpmath.mpf(0.3)) * mpmath.mpf(0.3) ** 2
    # A logarithm, a power and a product.
    with m:
        assert abs(m.logarithmic(0.3, 2.0, 0.3**2) - exact) <= 4 * 2.0**-52 * abs(exact)
        assert np.isnan(m.logarithmic(np.float64(0), np.float64(0), np.float64(np.nan)))
    with pytest.raises(DomainError):
        Precise(100).logarithmic(0, Precise(100).number(-1), 1)


def test_a_trace_and_a_claim() -> None:
    assert dc.trace("0**x", 2.0).gradient == 0
    assert dc.derivative("0**x", 2.0) == 0
    assert dc.check_derivative("0**x", "0", 2.0).verdict.value in ("agrees", "proved")
    assert dc.check_derivative("0**x", "1", 2.0).verdict.value == "refuted"


def test_a_comparison_ends() -> None:
    run = subprocess.run([sys.executable, "-m", "derivcheck", "0**x", "--at", "2"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_a_slope_through_the_logarithm_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: log(0) times 0."""
    monkeypatch.setattr(Real, "logarithmic", lambda self, a, b, y: np.log(a) * y)
    with pytest.raises(AssertionError), np.errstate(all="ignore"):
        test_nothing_to_a_positive_power_stands_still("real", 2.0)
