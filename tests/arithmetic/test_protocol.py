"""NumPy functions and Python operators on derivcheck's own numbers."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import elementary_cases as cases
import numpy as np
import pytest
from roundings import rounded
from rows import of_each

from derivcheck.arithmetic.dual import Dual, DualNumber
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.protocol import exact_exponent
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.arithmetic.taylor.taylor import Series, Taylor
from derivcheck.elementary import UFUNCS
from derivcheck.ground.errors import UnsupportedOperation

KINDS: dict[str, Callable[[float], Any]] = {
    "dual": lambda x: Dual(Real()).variable(np.float64(x)),
    "running": lambda x: Running(Real()).exact(np.float64(x)),
    "series": lambda x: Taylor(Real(), 2).variable(np.float64(x)),
}


def parts(x: Any) -> list[float]:
    """The numbers that make up a number."""
    if isinstance(x, DualNumber):
        return [float(x.primal), float(x.tangent)]
    if isinstance(x, RunningNumber):
        return [float(x.value)]
    return [float(c) for c in x.coefficients] if isinstance(x, Series) else [float(x)]


@of_each(itertools.product(sorted(UFUNCS), KINDS))
def test_every_ufunc_of_the_table(name: str, kind: str) -> None:
    row = UFUNCS[name]
    *others, x = cases.points(row)[0]
    number = KINDS[kind](x)
    try:
        mine = getattr(number.arithmetic, row.name)
        expected = mine(*others, number)
    except UnsupportedOperation:
        pytest.skip(f"no {name} in {kind} arithmetic")
    found = getattr(np, name)(*others, number)
    assert type(found) is type(expected)
    assert parts(found) == rounded(parts(expected), 16)  # a power may be typed or general
    if isinstance(found, RunningNumber):  # and has four units where a quotient has half of one
        assert expected.bound <= found.bound <= 8 * expected.bound
    with np.errstate(all="ignore"):
        plain = getattr(np, name)(*map(np.float64, [*others, x]))
    # The primal is the float program's own value, to the last bit.
    assert parts(found)[0] == plain


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["i0", "nextafter", "spacing", "logical_not", "gcd", "isfinite", "matmul", "frexp"])
def test_other_functions_are_refused_by_name(name: str, kind: str) -> None:
    function = getattr(np, name)
    if not isinstance(function, np.ufunc):
        pytest.skip("not a ufunc")
    number = KINDS[kind](0.5)
    with pytest.raises(UnsupportedOperation, match=rf"no rule for numpy\.{name}$"):
        function(*[number] * function.nin)


@pytest.mark.parametrize("kind", KINDS)
def test_methods_and_options_of_ufuncs_are_refused(kind: str) -> None:
    number = KINDS[kind](0.5)
    with pytest.raises(UnsupportedOperation, match=r"numpy\.add"):
        np.add.outer(number, number)
    with pytest.raises(UnsupportedOperation, match=r"numpy\.sin"):
        np.sin(number, where=True)


OPERATORS = [operator.add, operator.sub, operator.mul, operator.truediv, operator.pow]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("operation", OPERATORS, ids=lambda f: f.__name__)
def test_operators_and_their_reflections(operation: Callable[[Any, Any], Any], kind: str) -> None:
    number = KINDS[kind](0.5)
    for other in (2, 2.0, np.float64(2.0), np.int64(2), Fraction(2)):
        if isinstance(other, Fraction) and operation is not operator.pow:
            continue  # an exact exponent is the one place for a fraction
        found = parts(operation(number, other))
        assert found[0] == operation(0.5, 2)
        if not isinstance(other, Fraction):
            assert parts(operation(other, number))[0] == operation(2, 0.5)
    assert parts(operation(number, number))[0] == operation(0.5, 0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_unary_operators(kind: str) -> None:
    number = KINDS[kind](-0.5)
    assert parts(-number)[0] == 0.5
    assert (+number) is number
    assert parts(abs(number))[0] == 0.5


def test_a_program_of_numpy_runs_on_all_kinds() -> None:
    def program(x: Any) -> Any:
        return np.exp(2 * x) / (1 + np.sin(np.square(x))) - np.maximum(x, 0.1) ** 3 + np.hypot(x, 1.0)

    plain = program(np.float64(0.7))
    for make in KINDS.values():
        assert parts(program(make(0.7)))[0] == plain
    slope = program(KINDS["dual"](0.7)).tangent
    assert abs(program(KINDS["series"](0.7)).coefficients[1] - slope) <= 32 * 2.0**-52 * abs(slope)


def test_the_higher_arithmetic_takes_the_lower_ones_numbers() -> None:
    r = Running(Real())
    m = Dual(r)
    number, dual = r.exact(np.float64(2.0)), m.variable(r.exact(np.float64(0.5)))
    for found in (number * dual, dual * number, number + dual, number - dual, number / dual, number**dual):
        assert isinstance(found, DualNumber)
        assert isinstance(found.tangent, RunningNumber)


@pytest.mark.parametrize(
    ("exponent", "exact"),
    [
        (3, Fraction(3)),
        (0.1, Fraction(0.1)),
        (np.float32(0.1), Fraction(float(np.float32(0.1)))),
        (np.int8(-2), Fraction(-2)),
        (Fraction(1, 3), Fraction(1, 3)),
        (float("nan"), None),
        (float("inf"), None),
        ("2", None),
        (1j, None),
        (Precise(100).exact(0.5), None),
    ],
)
def test_exact_exponent(exponent: Any, exact: Fraction | None) -> None:
    assert exact_exponent(exponent) == exact
