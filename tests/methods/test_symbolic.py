"""The symbolic derivative: the oracle for its value is mpmath, for its form the textbook."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from mpmath import mpf
from witnesses import target

from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import PrecisionError, UnsupportedOperation
from derivcheck.methods import symbolic
from derivcheck.methods.target import Function
from derivcheck.results import Estimate


def estimate(formula: str, x: float, order: int = 1, dtype: str = "float64") -> Estimate:
    t = target(formula, x, order, dtype)
    return symbolic.estimate(t, symbolic.differentiate(t.function, order))


@pytest.mark.parametrize(
    ("formula", "order", "derivative"),
    [
        ("x^3", 1, "3*x**2"),
        ("x^3", 3, "6"),
        ("sin(x)", 2, "-sin(x)"),
        ("a*x^2", 1, "2*a*x"),
        ("0.1*x", 1, "1/10"),
        ("abs(x)", 1, "sign(x)"),
        # SymPy's own |log(x)| might be that of a complex number.
        ("abs(log(x))", 1, "sign(log(x))/x"),
        ("abs(log(x))", 2, "-sign(log(x))/x**2"),
        ("abs(asin(x))", 1, "sign(asin(x))/sqrt(1 - x**2)"),
        ("7", 1, "0"),
    ],
)
def test_it_is_that_of_the_textbook(formula: str, order: int, derivative: str) -> None:
    assert str(symbolic.differentiate(target(formula, 1.0).function, order)) == derivative


CASES: list[tuple[str, float, int, Callable[[Any], Any]]] = [
    ("exp(2*x)", 0.3, 1, lambda x: 2 * mpmath.exp(2 * x)),
    ("exp(2*x)", 0.3, 4, lambda x: 16 * mpmath.exp(2 * x)),
    ("abs(x)*x", -0.5, 1, lambda x: -2 * x),
    ("sign(x)*x", -0.5, 1, lambda x: mpf(-1)),
    ("max(x, x^2)", 1.5, 1, lambda x: 2 * x),
    ("abs(sqrt(x)-1)", 0.5, 1, lambda x: -1 / (2 * mpmath.sqrt(x))),
    ("abs(besselj(0, x))", 3.0, 1, lambda x: mpmath.besselj(1, x)),
    ("min(x, x^2)", 1.5, 1, lambda x: mpf(1)),
    ("cbrt(x)", -8.0, 1, lambda x: mpf(1) / 12),
    ("log(x, 3)", 2.0, 1, lambda x: 1 / (x * mpmath.log(3))),
    ("hypot(x, 3)", 4.0, 1, lambda x: x / mpmath.sqrt(x * x + 9)),
    ("atan2(x, 2)", 1.0, 1, lambda x: 2 / (x * x + 4)),
    ("erf(x)", 0.5, 1, lambda x: 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-x * x)),
    ("gamma(x)", 2.5, 1, lambda x: mpmath.gamma(x) * mpmath.digamma(x)),
    ("lambertw(x)", 1.0, 1, lambda x: mpmath.lambertw(x) / (x * (1 + mpmath.lambertw(x)))),
    ("besselj(0, x)", 1.0, 1, lambda x: -mpmath.besselj(1, x)),
    ("sinc(x)", 2.0, 1, lambda x: mpmath.cos(x) / x - mpmath.sin(x) / x**2),
    # NumPy's sinc is that of pi x.
    ("sinc(x)^2", 2.0, 1, lambda x: 2 * mpmath.sinc(x) * (mpmath.cos(x) / x - mpmath.sin(x) / x**2)),
    ("max(x, x^2)^2", 1.5, 1, lambda x: 4 * x**3),
    ("sigmoid(x)", -2.0, 1, lambda x: mpmath.exp(-x) / (1 + mpmath.exp(-x)) ** 2),
    ("softplus(x)", 3.0, 1, lambda x: 1 / (1 + mpmath.exp(-x))),
    ("pi*x^e", 1.7, 1, lambda x: mpmath.pi * mpmath.e * x ** (mpmath.e - 1)),
    ("asec(x)", 1.5, 1, lambda x: 1 / (x * mpmath.sqrt(x * x - 1))),
]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(("formula", "x", "order", "derivative"), CASES, ids=[f"{f} at {x:g}" for f, x, *_ in CASES])
def test_the_error_is_inside_the_bound(
    formula: str, x: float, order: int, derivative: Callable[[Any], Any], dtype: str
) -> None:
    found = estimate(formula, x, order, dtype)
    with mpmath.workdps(40):
        truth = derivative(mpf(float(np.dtype(dtype).type(x))))
        assert abs(mpf(float(found.value)) - truth) <= found.error_bound
        # No worse than a thousand roundings: SciPy's Bessel functions are granted 512 units.
        assert found.error_bound <= 4096 * float(np.finfo(dtype).eps) * abs(truth)


def test_an_integer_too_long_to_be_written_is_refused_in_words() -> None:
    with pytest.raises(PrecisionError, match="too long to be written"):
        estimate("2^(x+1e8)", 0.0, 2)


@pytest.mark.parametrize("dtype", ["float64", "float32", "longdouble"])
@pytest.mark.parametrize(
    ("formula", "digits"), [("x/10", "0.1"), ("1.00000000000000000001*x", "1.00000000000000000001")]
)
def test_a_literal_that_is_rounded_brings_its_error(formula: str, digits: str, dtype: str) -> None:
    found = estimate(formula, 1.0, dtype=dtype)
    with mpmath.workdps(40):
        high = float(found.value)
        value = mpf(high) + mpf(float(found.value - type(found.value)(high)))
        off = abs(value - mpf(digits))
        assert 0 < off <= found.error_bound


def test_jumps_are_left_out_where_they_are_not() -> None:
    derivative = symbolic.differentiate(target("sign(x)+max(x, 1)", 2.0).function, 1)
    assert not derivative.expression.has(sympy.DiracDelta, sympy.Heaviside)
    assert estimate("sign(x)+max(x, 1)", 2.0).value == 1.0


def test_it_says_what_it_took() -> None:
    found = estimate("sin(x)", 0.5)
    assert (found.method, found.step, found.evaluations) == ("symbolic", None, 0)


def test_a_formula_too_large_is_left_to_the_others() -> None:
    formula = "x"
    while (t := target(formula, 0.5)).function.expression.size <= allowances.SYMBOLIC_SIZE.value:
        formula = f"sin({formula})*({formula})"
    with pytest.raises(PrecisionError, match="too many for a symbolic derivative"):
        symbolic.differentiate(t.function, 1)


def test_one_that_is_too_deep_too() -> None:
    fraction = "x/(1+" * 98 + "x" + ")" * 98
    with pytest.raises(PrecisionError, match="nested too deeply"):
        estimate(fraction, 0.5)


def test_one_that_takes_too_long_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowances, "SYMBOLIC_SECONDS", replace(allowances.SYMBOLIC_SECONDS, value=0.05))
    nested = "x"
    for _ in range(40):
        nested = f"sin(exp({nested}))"
    began = time.process_time()
    with pytest.raises(PrecisionError, match="within"):
        symbolic.differentiate(target(nested, 0.5).function, 4)
    # One operation of SymPy is finished first.
    assert time.process_time() - began < 2.0


def test_huge_constant_powers_are_refused() -> None:
    with pytest.raises(UnsupportedOperation, match="too large"):
        symbolic.differentiate(target("2^(10^6)*x", 0.5).function, 1)


def test_what_is_not_finite_has_no_bound() -> None:
    assert estimate("exp(x)", 1000.0).error_bound == np.inf


def test_a_derivative_that_sympy_does_not_know_is_refused() -> None:
    with pytest.raises(UnsupportedOperation, match="SymPy knows no derivative"):
        symbolic.differentiate(target("besselj(x, 2)", 0.5).function, 1)


def test_lambdify_does_not_import_scipy() -> None:
    code = (
        "import sys; from derivcheck.testing.compare import compare; compare('exp(2*x)*abs(x)', 0.5, steps=[1e-3]);"
        "assert 'sympy' in sys.modules; assert 'scipy' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("formula", "derivative", "constant"),
    [("x^2*e", "2*e*x", "e"), ("e*x + exp(1)*x^2", "e + 2*exp(1)*x", "exp(1)"), ("E*exp(1)*x", "e*E", "e")],
)
def test_eulers_number_is_told_from_variables(formula: str, derivative: str, constant: str) -> None:
    names = [name for name in ("e", "E") if name != constant and name in formula.replace("exp", "")]
    text = symbolic.differentiate(Function(parse(formula, names), "x", {}), 1).text
    assert text == derivative
    assert {*parse(text, names).variables} >= {*names} - {"x"}
