"""SymPy expressions of formulas, against those that SymPy builds itself."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import numpy as np
import pytest
import sympy
from rows import of_each

from derivcheck.arithmetic.symbolic import WRITTEN_HERE, Symbolic
from derivcheck.elementary import FUNCTIONS, ROWS, TABLE
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import UnsupportedOperation
from derivcheck.ground.timeouts import time_limit

x, y = sympy.symbols("x y", real=True)

FORMULAS = {
    "x": x,
    "3/4": sympy.Rational(3, 4),
    "0.1*x": x / 10,
    "x^2 - 2*x*y + y^2": x**2 - 2 * x * y + y**2,
    "exp(2*x)/(1 + sin(x^2))": sympy.exp(2 * x) / (1 + sympy.sin(x**2)),
    "(x+1)-x": sympy.Integer(1),
    "x^(1/3)": x ** sympy.Rational(1, 3),
    "pi*e": sympy.pi * sympy.E,
    "2^x": 2**x,
    "x^y": x**y,
    "log(x, 2)": sympy.log(x) / sympy.log(2),
    "log2(x) + log10(y)": sympy.log(x) / sympy.log(2) + sympy.log(y) / sympy.log(10),
    "log1p(x) - expm1(x)": sympy.log(1 + x) - sympy.exp(x) + 1,
    "|x|": sympy.Abs(x),
    "max(x, y, 1)": sympy.Max(x, y, 1),
    "min(x, y)": sympy.Min(x, y),
    "atan2(y, x)": sympy.atan2(y, x),
    "hypot(x, y)": sympy.sqrt(x**2 + y**2),
    "cbrt(x)": sympy.sign(x) * sympy.Abs(x) ** sympy.Rational(1, 3),
    "sinc(x)": sympy.sinc(x),
    "erf(x) + erfc(y)": sympy.erf(x) + sympy.erfc(y),
    "gamma(x)/loggamma(y)": sympy.gamma(x) / sympy.loggamma(y),
    "digamma(x)": sympy.digamma(x),
    "besselj(2, x)": sympy.besselj(2, x),
    "lambertw(x)": sympy.LambertW(x),
    "sigmoid(x)": 1 / (1 + sympy.exp(-x)),
    "softplus(x)": sympy.log(1 + sympy.exp(x)),
    "-x^2": -(x**2),
    "2^3^2": sympy.Integer(512),
    "9^-2": sympy.Rational(1, 81),
}


def symbolic(text: str) -> Any:
    m = Symbolic()
    return parse(text).evaluate(m, {"x": m.variable("x"), "y": m.variable("y")})


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas(text: str) -> None:
    assert sympy.simplify(symbolic(text) - FORMULAS[text]) == 0
    assert symbolic(text) != FORMULAS[text] + sympy.Rational(1, 10**30)


@of_each(sorted(set(FUNCTIONS) - WRITTEN_HERE))
def test_every_function_of_a_formula(name: str) -> None:
    """Its value at a point, by SymPy's own evaluation with 40 digits."""
    row = FUNCTIONS[name]
    point = next(p for p in cases.points(row) if all(0.1 < abs(v) < 50 and abs(abs(v) - 1) > 0.1 for v in p))
    m = Symbolic()
    found = getattr(m, row.name)(*[m.exact(np.float64(v)) for v in point])
    truth = cases.value(row, point)
    assert truth is not None
    # SymPy cannot evaluate its own.
    found = found.replace(sympy.erfcinv, lambda u: sympy.erfinv(1 - u))
    # SymPy's evalf guards its digits; two are left to it.
    assert abs(sympy.N(found, 40) - sympy.Float(truth, 60)) <= sympy.Float("1e-38") * (1 + abs(sympy.Float(truth, 60)))


def test_symbols_are_real() -> None:
    assert Symbolic().variable("x").is_real
    assert sympy.diff(symbolic("|x|"), x) == sympy.sign(x)


def test_numbers_are_exact() -> None:
    m = Symbolic()
    assert m.number(Fraction(1, 10)) == sympy.Rational(1, 10)
    assert m.exact(0.1) == sympy.Rational(*(0.1).as_integer_ratio())
    assert m.exact(np.float32(0.1)) == sympy.Rational(*np.float32(0.1).as_integer_ratio())


def test_exact_longdouble() -> None:
    third = np.longdouble(1) / 3
    assert Symbolic().exact(third) == sympy.Rational(*third.as_integer_ratio())


def test_what_sympy_lacks_is_refused() -> None:
    others = {"floor", "ceil", "trunc", "rint"}  # SymPy's own have no derivative
    # In terms of erfi, the incomplete gamma functions, expint; and by a name of our own.
    others |= {"dawson", "erfcx", "log_ndtr", "gammainc", "gammaincc", "E1", *WRITTEN_HERE}
    known = [row.name for row in ROWS if row.sympy or row.definition or row.name in others]
    assert {row.name for row in ROWS if row.names} <= set(known)
    with pytest.raises(UnsupportedOperation, match="symbolic arithmetic has no copysign"):
        _ = Symbolic().copysign
    assert TABLE["copysign"].sympy is None


PATIENCE = 2.0

HOSTILE = [
    "gamma(10^9)",
    "loggamma(10^9)",
    "9^9^9",
    "x^(9^9^9)",
    "(9^9)^9^9",
    "(1 + 1/7)^(10^8)",
    "(1 + pi)^(10^8)",
    "(sqrt(2) + 1)^(10^6)*x",
    "besselj(10^6, 10^6)",
    "digamma(10^9)",
    "erf(10^400)",
    "sin(10^400)",
    "tan(22/7*10^300)",
    "exp(exp(exp(10)))",
    "log(10^1000)",
    "sqrt(10^1000 + 7)",
    "sqrt(2)^(10^7)",
    "cbrt(3^2000 + 2)",
    "lambertw(10^300)",
    "atan2(10^300, 10^-300)",
    "max(exp(exp(10)), x)",
    "(1 + x)^(10^7)",
    "2^(1/(10^8))*x",
    "10^400 - 10^400*x",
    "polygamma_free*gamma(1/2)^200",
    "(x + 1)^1000*(x - 1)^1000",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hangs(text: str) -> None:
    m = Symbolic()
    expression = parse(text)
    started = time.process_time()
    with time_limit(20):
        try:
            found = expression.evaluate(m, {name: m.variable(name) for name in expression.variables})
            derivative = sympy.diff(found, x)
        except UnsupportedOperation as refusal:
            derivative = str(refusal)
    assert derivative is not None
    assert time.process_time() - started < PATIENCE
