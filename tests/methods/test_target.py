"""One function of one variable, in any arithmetic."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mpf
from mpmath.libmp import to_rational

from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import InputError
from derivcheck.methods.target import Function, Target


def test_parameters_are_doubles_and_literals_exact() -> None:
    """A parameter 0.1 is the double nearest 0.1; a typed 0.1 is 1/10."""
    m = Precise(200)
    f = Function(parse("a*x"), "x", {"a": 0.1})
    assert Fraction(*to_rational(f(m, m.number(10))._mpf_)) == 10 * Fraction(0.1) != 1
    g = Function(parse("0.1*x"), "x", {})
    assert abs(g(m, m.number(10)) - 1) <= 2 * m.unit


def test_the_same_function_in_several_arithmetics() -> None:
    f = Function(parse("x^2*y"), "x", {"y": 3.0})
    assert f(Real(), np.float64(2.0)) == 12
    assert f(Precise(100), Precise(100).number(2)) == 12
    m = Dual(Real())
    assert m.tangent(f(m, m.variable(np.float64(2.0)))) == 12
    assert f(Real(), np.array([1.0, 2.0])).tolist() == [3.0, 12.0]


def test_the_other_variable() -> None:
    f = Function(parse("x^2*y"), "y", {"x": 3.0})
    assert f(Real(), np.float64(2.0)) == 18


@pytest.mark.parametrize("dtype", ["float64", "float32", "longdouble"])
def test_a_target_is_at_floats_of_the_format(dtype: str) -> None:
    target = Target.of(parse("a*sin(x)"), {"x": 0.1, "a": 0.7}, "x", 2, dtype)
    assert target.order == 2
    assert target.x.dtype == target.real.type == np.dtype(dtype).type
    # 0.1 and 0.7 were doubles already, so longdouble holds them exactly.
    rounded = {"x": 0.1, "a": 0.7} if dtype != "float32" else {"x": float(np.float32(0.1)), "a": float(np.float32(0.7))}
    assert target.at == rounded
    assert list(target.at) == ["a", "x"]
    assert dict(target.function.parameters) == {"a": target.real.type(0.7)}


def test_the_reference_is_taken_at_the_rounded_point() -> None:
    target = Target.of(parse("x - 1/10"), {"x": 0.1}, "x", 1, "float32")
    m = Precise(200)
    off = target.function(m, m.exact(target.x))
    assert abs(off - mpf(float(np.float32(0.1)) - 0.1)) < 2.0**-55
    assert Fraction(float(target.x)) != Fraction(1, 10)


def test_a_point_beyond_the_format_is_refused_without_a_warning() -> None:
    with pytest.raises(InputError, match=r"1e[+]300"):
        Target.of(parse("x"), {"x": 1e300}, "x", 1, "float32")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="no dtype 'half'"):
        Target.of(parse("x"), {"x": 1.0}, "x", 1, "half")
