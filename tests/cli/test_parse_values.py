"""Points and steps: oracles are fractions and powers that Python computes exactly."""

from __future__ import annotations

import contextlib
import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roundings import rounded

from derivcheck.arithmetic.constant import number
from derivcheck.cli.parse_values import bind, parse_point, parse_steps
from derivcheck.ground.errors import DerivcheckError, InputError, ParseError
from derivcheck.ground.limits import MAX_STEPS


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5),
        ("-0.5", -0.5),
        (" 1e-320 ", 1e-320),
        ("1/3", 1 / 3),
        ("2^-20", 2.0**-20),
        ("10^22", 1e22),
        ("-pi/4", -0.7853981633974483),
        ("2pi", 6.283185307179586),
        ("sqrt(2)", 1.4142135623730951),
        ("e", 2.718281828459045),
        ("log(8, 2)", 3.0),
        # 1/10 + 2/10 is 3/10 before it is rounded; 0.1 + 0.2 in doubles is not 0.3.
        ("0.1+0.2", 0.3),
    ],
)
def test_numbers_are_rounded_once(text: str, value: float) -> None:
    assert number(text) == value


@given(st.fractions(max_denominator=10**9, min_value=-(10**9), max_value=10**9))
def test_rationals_are_rounded_to_nearest(value: Fraction) -> None:
    assert number(f"({value.numerator})/{value.denominator}") == float(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_read_back(value: float) -> None:
    assert number(repr(value)) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0.5", {"": 0.5}),
        ("x=0.5,a=2", {"x": 0.5, "a": 2.0}),
        (" x = -0.5 , a = pi ", {"x": -0.5, "a": math.pi}),
        ("x=hypot(3, 4),y=1", {"x": 5.0, "y": 1.0}),
        ("α=1", {"α": 1.0}),
    ],
)
def test_points(text: str, values: dict[str, float]) -> None:
    assert parse_point(text) == values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "--at: a value is empty; a number such as 0.5, 1e-3 or pi/4 would work"),
        ("x=", "--at: a value is empty"),
        ("x=1,", "--at: a value is empty"),
        ("nan", "--at 'nan': not a finite double"),
        ("-inf", "--at '-inf': not a finite double"),
        ("1e999", "--at '1e999': not a finite double"),
        ("10^400", "--at '10^400': not a finite double"),
        ("y", "--at 'y': y has no value here; a number such as 0.5"),
        ("1/0", "--at '1/0': "),
        ("sqrt(-1)", "--at 'sqrt(-1)': "),
        ("x=1,x=2", "two values for x"),
        ("1,2", "two values without a name; write x=…,y=…"),
        ("1x=2", "'1x' is not a name; write x=0.5"),
        ("=2", "'' is not a name"),
    ],
)
def test_bad_points_are_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=r".") as refused:
        parse_point(text)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("text", "position"), [("sinn(1)", 0), ("x=2+,y=1", 2), ("(1", 0)])
def test_a_value_that_is_no_formula_is_pointed_at(text: str, position: int) -> None:
    with pytest.raises(ParseError, match=r"^--at '") as refused:
        parse_point(text)
    excerpt, caret = refused.value.pointer.split("\n")
    assert caret.strip() == "^"
    assert caret.index("^") <= len(excerpt)
    assert refused.value.position >= position


def test_bind_names_the_only_variable() -> None:
    assert bind({"": 0.5}, ["t"]) == {"t": 0.5}
    assert bind({"": 0.5}, [], ["t"]) == {"t": 0.5}
    assert bind({"": 0.5}, []) == {"x": 0.5}


def test_bind_allows_what_the_derivative_is_by() -> None:
    assert bind({"x": 1.0, "z": 2.0}, ["x"], ["z"]) == {"x": 1.0, "z": 2.0}
    assert bind({"q": 1.0}, []) == {"q": 1.0}


@pytest.mark.parametrize(
    ("values", "variables", "wrt", "said"),
    [
        ({"": 0.5}, ["a", "x"], [], "--at: which variable is 0.5? give --at a=…,x=…"),
        ({"": 0.5, "a": 1.0}, ["x"], [], "--at: which variable is 0.5? give --at a=…,x=…"),
        ({"x": 0.5}, ["a", "b", "x"], [], "--at: no value for a, b; give --at a=…,b=…,x=…"),
        ({"x": 0.5, "y": 1.0}, ["x"], [], "the formula has no variable y; its variables are x"),
        ({"x": 0.5}, ["x"], ["t"], "the formula has no variable t; its variables are x"),
        ({"x": 0.5}, [], ["t"], "the formula has no variable t; it has none"),
    ],
)
def test_bind_refuses(values: dict[str, float], variables: list[str], wrt: list[str], said: str) -> None:
    with pytest.raises(InputError) as refused:
        bind(values, variables, wrt)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("1e-3,1e-5", (1e-3, 1e-5)),
        ("1e-5,1e-3,1e-5", (1e-3, 1e-5)),
        ("2^-20", (2.0**-20,)),
        ("1e-1:1e-16:16", tuple(float(f"1e-{k}") for k in range(1, 17))),
        ("2^-40:2^-10:31", tuple(2.0**-k for k in range(10, 41))),
        ("1:1/8:4,10e-4", (1.0, 0.5, 0.25, 0.125, 0.001)),
        ("1e-5:1e-5:2", (1e-5,)),
    ],
)
def test_steps(text: str, steps: tuple[float, ...]) -> None:
    assert parse_steps(text) == steps


def test_a_grid_between_decades_has_its_ends_and_a_constant_ratio() -> None:
    steps = parse_steps("1e-1:1e-16:33")
    assert (len(steps), steps[0], steps[-1]) == (33, 1e-1, 1e-16)
    ratios = [after / before for before, after in itertools.pairwise(steps)]
    # 16 ulps: each step is rounded, and a short decimal may be up to 4 ulps away.
    assert ratios == rounded([10 ** (-15 / 32)] * 32, 16)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "--steps: a value is empty"),
        ("0", "--steps '0': a step is a positive number, such as 1e-5 or 2^-20"),
        ("-1e-3", "a step is a positive number"),
        ("nan", "not a finite double"),
        ("1e-1:1e-5", "--steps '1e-1:1e-5': a grid is FIRST:LAST:COUNT, such as 1e-1:1e-16:33"),
        ("1e-1:1e-5:1", f"'1' steps in a grid; a whole number from 2 to {MAX_STEPS} would work"),
        ("1e-1:1e-5:2.5", "'2.5' steps in a grid"),
        ("1e-1:1e-5:" + "9" * 5000, "steps in a grid"),
        ("1e-1:1e-5:1_0", "'1_0' steps in a grid"),
        ("1e-1:0:5", "a step is a positive number"),
        ("1e-1:1e-2:2000,1e-3:1e-4:2000", f"at most {MAX_STEPS} would work"),
        ("h", "--steps 'h': h has no value here"),
    ],
)
def test_bad_steps_are_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_steps(text)
    assert said in str(refused.value)


@given(st.text(alphabet="0123456789.eE+-*/^()=,:xyπ| ", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (parse_point, parse_steps):
        with contextlib.suppress(DerivcheckError):
            assert read(text)
