"""All methods at one point, each inside its own bound."""

from __future__ import annotations

import dataclasses
import json
import math
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from roundings import rounded

from derivcheck.arithmetic import running
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, DomainError, InputError, SchemeError, UnsupportedOperation
from derivcheck.methods.differences.schemes import TABLE
from derivcheck.results import Comparison, Comparisons, Verdict
from derivcheck.testing import compare as testing_compare
from derivcheck.testing.compare import compare

CASES = [
    ("exp(2*x)/(1+sin(x**2))", 0.5),
    ("log(x)", 1e-7),
    ("1e8+sin(x)", 2.0),
    ("sin(x)", 1e9),
    ("(1-cos(x))/x^2", 1e-3),
    ("tanh(x)", 18.0),
    ("abs(x)", 0.001),
    ("max(x, x^2)", 0.999),
    ("sqrt(x)", 1e-12),
    ("cbrt(x)", -8.0),
    ("hypot(x, 3)", 4.0),
    ("erf(x)", 0.4),
    ("sinc(x)", 0.0),
    ("exp(x)", -700.0),
    ("x^2", 1e30),
    ("7", 2.0),
    ("1/sqrt(1-x)", 0.999),
    ("log(log(x))", 1.01),
]
"""Some of the functions that tests/methods/test_bounds.py goes through in full."""


def compared(function: str, at: object, **options: object) -> Comparison:
    found = compare(function, at, **options)  # type: ignore[arg-type]
    assert isinstance(found, Comparison)
    return found


@pytest.mark.parametrize(("function", "x"), CASES, ids=[f"{f} at {x}" for f, x in CASES])
@pytest.mark.parametrize("dtype", ["float64", "float32", "longdouble"])
def test_every_error_is_inside_its_bound(function: str, x: float, dtype: str) -> None:
    schemes = ["forward-1", "backward-2", "central-2", "central-6"]
    if "erf" in function and dtype == "longdouble":
        pytest.skip("SciPy has no such format")
    found = compared(function, x, schemes=schemes, steps=[1e-3], dtype=dtype)
    assert all(e.holds for e in found.estimates if math.isfinite(e.error_bound))
    assert found.verdict in (Verdict.AGREES, Verdict.UNRESOLVED)


def test_too_small_a_bound_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: an analysis that forgets all rounding but that of literals."""
    monkeypatch.setattr(running.Running, "rounding", lambda self, value, units: self.magnitude(value) * 0)
    verdicts = {compared(f, x, steps=[1e-3]).verdict for f, x in CASES}
    assert Verdict.REFUTED in verdicts


def test_what_a_comparison_holds() -> None:
    found = compared("exp(2*x)/(1+sin(x**2))", 0.5)
    assert found.reference.value.startswith("2.66566172940702444834146907915639453")
    methods = [e.method for e in found.estimates]
    assert methods == ["symbolic", "forward-mode", "complex-step", "forward-1", "backward-1", "central-2", "central-4"]
    assert [c.scheme for c in found.curves] == methods[3:]
    plain = found.to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert found == compared("exp(2*x)/(1+sin(x**2))", 0.5)


def test_a_method_that_declines_does_not_lose_the_others() -> None:
    found = compared("abs(x)*x", 2.0, steps=[1e-3])
    declined = [e for e in found.estimates if e.method == "complex-step"]
    assert declined[0].note
    assert math.isnan(declined[0].value)
    assert found.verdict is Verdict.AGREES


def test_partials_come_one_a_block() -> None:
    found = compare("x0^2 + x1^2", {"x0": 3.0, "x1": 4.0}, wrt=("x0", "x1"), schemes=["central-2"], steps=[1e-4])
    assert isinstance(found, Comparisons)
    assert [c.curves[0].points[0].estimate for c in found.components] == [6.00000000000378, 7.999999999999119]


def compared_quickly(function: Any, at: Any, **options: Any) -> Comparison:
    return compared(function, at, **{"schemes": ["central-2"], "steps": [1e-3], **options})


def test_sympy_expressions() -> None:
    x, a = sympy.symbols("x a")
    found = compared_quickly(sympy.sin(x) ** 2 + sympy.Abs(x) ** sympy.Rational(1, 3), 0.3)
    assert found.verdict is Verdict.AGREES
    with_parameter = compared_quickly(a * sympy.exp(x) / sympy.pi, {"x": 0.3, "a": 2.0}, wrt="x")
    # a exp(x) is its own derivative; the reference has 50 digits.
    assert float(with_parameter.reference) == rounded(2 * math.exp(0.3) / math.pi, 6)


def test_expressions_and_their_text_are_the_same() -> None:
    assert compared_quickly(parse("x^2"), 3.0) == compared_quickly("x^2", 3.0)


def test_parameters_are_held_at_their_doubles() -> None:
    found = compared_quickly("a*x^2", {"x": 3.0, "a": 0.1}, wrt="x", digits=30)
    assert found.at == {"a": 0.1, "x": 3.0}
    assert (found.variables, found.wrt) == (("a", "x"), ("x",))
    assert found.reference.value.startswith("0.60000000000000003330669073875")


@pytest.mark.parametrize(
    ("at", "wrt", "name"), [(2.0, None, "x"), ({"t": 2.0}, None, "t"), ({"x": 1.0, "t": 2.0}, "t", "t")]
)
def test_a_constant_has_a_derivative_too(at: Any, wrt: str | None, name: str) -> None:
    found = compared_quickly("7", at, wrt=wrt)
    assert found.wrt == (name,)
    assert found.reference.value == "0.0"
    assert found.verdict is Verdict.AGREES


def test_a_variable_that_is_not_in_the_formula() -> None:
    found = compared_quickly("sin(y)", {"x": 1.0, "y": 2.0}, wrt="x")
    assert (found.reference.value, found.verdict) == ("0.0", Verdict.AGREES)
    assert all(e.value == 0.0 for e in found.estimates)


def test_the_worst_component_speaks_for_all() -> None:
    found = compare("x^2 + exp(y)", {"x": 3.0, "y": 1000.0}, wrt=["x", "y"], schemes=["central-2"], steps=[1e-3])
    assert isinstance(found, Comparisons)
    assert [c.verdict for c in found.components] == [Verdict.AGREES, Verdict.UNRESOLVED]
    assert found.verdict is Verdict.UNRESOLVED
    assert found.reason.startswith("1 of 2 components; d/dy: ")
    one = compare("x^2 + y", {"x": 3.0, "y": 1.0}, wrt=["x"], schemes=["central-2"], steps=[1e-3])
    # One name in a list is still a list.
    assert isinstance(one, Comparisons)
    assert len(one.components) == 1


def test_few_digits_do_not_make_an_error() -> None:
    # (1 - cos x)/x^2 at 1e-8 loses 50 digits; the error is measured against more of them than are shown.
    for digits in (1, 5, 20):
        found = compared_quickly("(1-cos(x))/x^2", 1e-3, digits=digits)
        assert found.verdict is Verdict.AGREES
        assert found.estimates == compared_quickly("(1-cos(x))/x^2", 1e-3).estimates


def test_two_runs_are_identical() -> None:
    first, second = (compared("x^x*sin(x)", 1.3, schemes=["all"], order=2).to_dict() for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def test_all_schemes_at_once_and_each_once() -> None:
    found = compared("x", 1.0, schemes=["central-2", "all", "offsets:-1,0,2", "central-2"], steps=[1e-3])
    names = [c.scheme for c in found.curves]
    assert names == ["central-2", *(n for n in TABLE if n != "central-2"), "offsets:-1,0,2"]


def test_the_radius_is_proven() -> None:
    found = compared_quickly("exp(2*x)/(1+sin(x**2))", 0.5)
    assert found.reference.certified
    assert found.verdict is Verdict.AGREES


def test_what_arb_has_not_is_compared_without_a_proof(not_in_arb: Callable[..., None]) -> None:
    not_in_arb("erf")
    found = compared_quickly("x*erf(x)", 0.5)
    assert not found.reference.certified
    assert found.verdict is Verdict.AGREES
    assert all(e.holds for e in found.estimates)


def test_longdouble_is_measured_in_its_own_format() -> None:
    found = compared_quickly("exp(2*x)", 0.3, dtype="longdouble")
    symbolic = found.estimates[0]
    assert type(symbolic.value) is np.longdouble
    assert abs(symbolic.error) <= symbolic.error_bound <= 8 * float(np.finfo(np.longdouble).eps) * symbolic.value


def test_what_is_not_finite_is_null_with_a_note() -> None:
    found = compared_quickly("exp(x)", 1000.0)
    assert found.verdict is Verdict.UNRESOLVED
    for e in found.estimates:
        assert math.isnan(e.value)
        assert e.error_bound == math.inf
        assert e.note
    plain = found.to_dict()
    assert plain["estimates"][0]["value"] is None
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain


EXTREMES = [1e300, -1e300, 5e-324, -5e-324, 0.0, -0.0, 1e-160, 1.7976931348623157e308]


@pytest.mark.parametrize(
    ("x", "order"), [*((x, 1) for x in EXTREMES), *((x, 3) for x in EXTREMES if math.copysign(1, x) > 0)]
)
def test_the_ends_of_float64(x: float, order: int) -> None:
    """An answer that holds, or a DerivcheckError in one line; never a warning, another exception or a long wait."""
    for function in ("x", "x^2", "-x^3", "1/x", "exp(x)", "sin(x)", "atan(x)", "1e300*x", "x*1e-300", "sinc(x)", "x^x"):
        assert behaves(function, x, order=order)


@pytest.mark.parametrize("dtype", ["float32", "longdouble"])
@pytest.mark.parametrize("function", ["x^2", "1/x", "exp(x)", "log(x)", "hypot(x, 1)", "1e-300*x", "1e300*x", "x^0.5"])
def test_the_ends_of_other_formats(function: str, dtype: str) -> None:
    largest, smallest = (1e38, 1e-40) if dtype == "float32" else (1e300, 1e-300)
    for x in (1e300, largest, smallest, 0.0, -1.0) if dtype == "float32" else (largest, smallest, 0.0, -1.0):
        assert behaves(function, x, dtype=dtype)


@pytest.mark.parametrize(
    "function",
    [
        "x/(1+" * 98 + "x" + ")" * 98,
        "sin(" * 99 + "x" + ")" * 99,
        "x^" * 50 + "x",
        "x" + "/x" * 500,
        "*".join(f"(x+{k})" for k in range(40)),
        "1e1200*x",
        "x/" + "7" * 1200,
        "x^(10^9)",
        "x^(1/1000000007)",
        "exp(exp(exp(x+3)))",
        "abs(log(x))",
        "gamma(3)*max(2, 3)*x",
        "besselj(x, 2)",
        "x+0^0",
    ],
    ids=lambda text: text[:20],
)
def test_strange_formulas(function: str) -> None:
    assert behaves(function, 0.7)


def behaves(function: str, x: float, **options: Any) -> bool:
    began = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = compared(function, x, schemes=["forward-1", "central-4"], **options)
            json.dumps(found.to_dict(), allow_nan=False)
            fine = found.verdict in (Verdict.AGREES, Verdict.UNRESOLVED)
            fine = fine and not any(math.isnan(e.error_bound) for e in found.estimates)
        except DerivcheckError as error:
            fine = "\n" not in str(error) and len(str(error)) < 250
    # Within a few seconds, on a slow machine too.
    return fine and time.process_time() - began < 6


# Formulas of few leaves, so that one example takes milliseconds; with bends, poles and edges.
LEAVES = st.sampled_from(["x", "x", "x", "2", "0.1", "1e-8", "1e8", "pi", "x^2", "(1/3)"])


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from("sin cos tan exp log sqrt abs atan tanh asinh cbrt erf sinc sigmoid log1p expm1".split())
    binary = st.sampled_from("({}+{}) ({}-{}) {}*{} ({})/({}) max({},{}) hypot({},{}) atan2({},{})".split())
    powers = st.sampled_from(["({})^2", "({})^-1", "({})^3", "({})^0.5", "({})^x", "2^({})"])
    return st.one_of(
        st.builds("{}({})".format, names, inner),
        st.builds(str.format, binary, inner, inner),
        st.builds(str.format, powers, inner),
    )


FORMULAS = st.recursive(LEAVES, larger, max_leaves=5)
POINTS = st.one_of(
    st.sampled_from([0.0, 1.0, -1.0, 0.5, 2.0, math.pi, 1e-8, 1e8, -1e-300, 1e300, 1 - 2.0**-53]), st.floats(-10, 10)
)


@example("(x)/(tan((2)/(x)))", 1.367640369143167e-160, 1, "float64")  # tan of a number of 160 digits
@example("2^((x+1e8))", 0.0, 2, "float64")  # of which SymPy makes an integer of 3e7 digits
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FORMULAS, POINTS, st.sampled_from([1, 1, 2]), st.sampled_from(["float64", "float64", "float32"]))
def test_random_formulas_agree_or_are_refused_in_words(function: str, x: float, order: int, dtype: str) -> None:
    assert behaves(function, x, order=order, dtype=dtype, steps=[1e-3, 1e-6])


@pytest.mark.parametrize(
    ("function", "at", "options", "error", "words"),
    [
        ("log(x)", -1.0, {}, DomainError, "log"),
        ("1/x", 0.0, {}, DomainError, "division by zero"),
        ("abs(x)", 0.0, {}, DomainError, "abs"),
        ("asin(x)", 2.0, {}, DomainError, "asin"),
        ("a*x", 1.0, {}, InputError, "give each a value"),
        ("x", 1.0, {"order": 9}, InputError, "1 to 4"),
        ("x", 1.0, {"dtype": "float16"}, InputError, "no dtype"),
        ("x", 1.0, {"schemes": ["centrl-2"]}, SchemeError, "no scheme"),
        ("x", 1.0, {"steps": [0.0]}, InputError, "step"),
        ("x", 1.0, {"steps": []}, InputError, "steps"),
        ("x", 1.0, {"steps": [1e-3, -1.0]}, InputError, "step -1.0 is not a positive float64 number"),
        ("x", 1.0, {"steps": [math.nan]}, InputError, "step nan"),
        ("x", 1.0, {"steps": [math.inf]}, InputError, "step inf"),
        ("x", 1.0, {"steps": [1e-60], "dtype": "float32"}, InputError, "not a positive float32 number"),
        ("x", 1.0, {"steps": [1e60], "dtype": "float32"}, InputError, "not a positive float32 number"),
        ("x", 1.0, {"steps": [1e-3] * 3000}, InputError, "3000 steps"),
        ("x", 1.0, {"digits": 0}, InputError, "digits must be"),
        ("x", 1.0, {"order": 0}, InputError, "1 to 4"),
        ("x*y", {"x": 1.0, "y": 2.0}, {}, InputError, "with respect to which of x, y"),
        ("x*y", {"x": 1.0}, {"wrt": "x"}, InputError, "no value for y"),
        ("x", {"x": math.inf}, {}, InputError, "not a finite number"),
        ("x", 1e39, {"dtype": "float32"}, InputError, "float32"),
        ("atan2(x, -1)", 0.0, {}, DomainError, "jumps"),
        ("besselj(x, 2)", 1.0, {}, UnsupportedOperation, "first argument"),
        ("erf(x)", 1.0, {"dtype": "longdouble"}, UnsupportedOperation, "longdouble"),
        ("x", 1.0, {"wrt": "y"}, InputError, "no variable"),
        ("x", float("nan"), {}, InputError, "not a finite number"),
    ],
)
def test_refusals(function: str, at: float, options: dict[str, object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        compare(function, at, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("order", [1, 2, 4])
def test_a_method_that_declines_violates_nothing(order: int) -> None:
    """As the README has it, for every order."""
    found = compare("exp(2*x)/(1+sin(x^2))", 0.5, order=order, steps=[1e-3])
    assert all(e.holds for e in found.estimates)
    assert all(e.note for e in found.estimates if math.isinf(e.error_bound))
    # A wrong value inside no bound at all is another matter.
    e = found.estimates[0]
    assert not dataclasses.replace(e, error=2 * e.error_bound).holds
    assert not dataclasses.replace(e, error=math.nan).holds


@pytest.mark.parametrize(
    ("formula", "x"), [("log(x)", 1e-300), ("x*log(x)", 1e-300), ("sqrt(x)", 1e-12), ("1/x", 1e-5)]
)
def test_the_default_steps_keep_to_the_domain(formula: str, x: float) -> None:
    found = compare(formula, x, schemes=["central-2"])
    (curve,) = found.curves
    inside = [p for p in curve.points if not p.note]
    assert len(inside) > 0.75 * len(curve.points)
    assert max(p.h for p in inside) > x / 10
    assert all(e.note for e in found.estimates if math.isinf(e.error_bound))


def test_far_from_any_edge_the_default_steps_are_as_ever() -> None:
    (curve,) = compare("exp(x)", 0.5, schemes=["central-2"]).curves
    assert (curve.points[0].h, curve.points[1].h) == (0.1, 10**-1.5)


@pytest.mark.parametrize("formula", ["x*abs(x)", "max(x,0)^3"])
def test_a_bend_with_a_derivative_is_not_called_a_missing_one(formula: str) -> None:
    with pytest.raises(UnsupportedOperation, match=r"two pieces of f join at x = 0, where the derivative is 0"):
        compare(formula, 0.0)


def test_an_edge_with_a_derivative_is_no_bend() -> None:
    with pytest.raises(UnsupportedOperation, match=r"at an edge of its domain, as sqrt at 0") as caught:
        compare("sqrt(x^4)", 0.0)
    assert "where the derivative is 0 from both sides" in str(caught.value)
    assert "pieces" not in str(caught.value)


@pytest.mark.parametrize(
    ("formula", "words"), [("cbrt(x)", "vertical"), ("x^1.5", "edge of the domain"), ("abs(x)", "not differentiable")]
)
def test_without_a_derivative_the_reason_is_true(formula: str, words: str) -> None:
    with pytest.raises(DomainError, match=words):
        compare(formula, 0.0)


def test_a_longdouble_keeps_its_digits() -> None:
    found = compare("exp(2*x)", 0.75, dtype="longdouble", schemes=["central-2"], steps=[1e-3])
    plain = json.loads(json.dumps(found.to_dict()))
    with mpmath.workdps(40):
        truth = 2 * mpmath.exp(mpmath.mpf("1.5"))
        for e in plain["estimates"]:
            assert isinstance(e["value"], str)
            assert abs(mpmath.mpf(e["value"]) - truth) <= e["error_bound"] * 1.01
            assert e["value"] in str(found)
        # Rounded to a double the value is outside the bound of the longdouble.
        first = plain["estimates"][0]
        assert abs(mpmath.mpf(float(first["value"])) - truth) > first["error_bound"]
    assert all(isinstance(e.value, float) for e in compare("exp(x)", 0.7, schemes=["central-2"], steps=[0.1]).estimates)


def test_lambda_is_a_name_like_others() -> None:
    found = compare("lambda*x^2", {"lambda": 2.0, "x": 1.5}, wrt="x")
    assert found.derivative == "2*lambda*x"
    assert all(estimate.holds for estimate in found.estimates)


def test_the_head_names_the_variable_and_the_report_says_what_was_read() -> None:
    found = compare("f(x) = a x^2 sin x", {"a": 2.0, "x": 1.5})
    assert (found.wrt, found.read_as) == (("x",), "a*x^2*sin(x)")
    assert "read as    a*x^2*sin(x)" in str(found)
    assert compare("2x^2", 1.5).read_as == ""


def test_a_formula_loads_nothing_that_runs_code_of_numpy() -> None:
    """Half of the package, which took a third of the time of a comparison to load."""
    program = (
        "import sys, derivcheck as dc\n"
        "dc.compare('x^2', 1.0, schemes=['central-2'], steps=[1e-4])\n"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('derivcheck.')}\n"
        "print(rooms & {'autodiff', 'claims', 'code', 'gradients'}, 'methods' in rooms)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set() True\n"


@pytest.mark.parametrize(
    "text", ["+".join(f"sin({i}*x)" for i in range(501)), "x mod " * 200 + "x", "max(" + "x^2,3*x+" * 200 + "1)"]
)
def test_a_formula_that_would_take_minutes_is_refused_at_once(text: str) -> None:
    with pytest.raises(InputError, match=r"steps, a bend or jump counted as 10, and the limit is 2,000; check a claim"):
        compare(text, 0.5)
    assert parse(text).nodes


@pytest.mark.parametrize(("count", "inner"), [(156, "sin"), (156, "abs"), (1, "abs")])
def test_a_step_that_bends_counts_for_ten(monkeypatch: pytest.MonkeyPatch, count: int, inner: str) -> None:
    """The limit is raised and lowered to both sides of what the formula counts for by hand."""
    read = parse("+".join(f"{inner}(x^2-{i})" for i in range(2, 2 + count)))
    counted = len(read.nodes) + (9 * count if inner == "abs" else 0)
    monkeypatch.setattr(testing_compare, "MAX_COMPARED_STEPS", counted)
    testing_compare._check_size(read)
    monkeypatch.setattr(testing_compare, "MAX_COMPARED_STEPS", counted - 1)
    with pytest.raises(InputError, match=f"{counted:,} steps, a bend or jump counted as 10"):
        testing_compare._check_size(read)


def test_the_limit_is_on_work_not_on_characters() -> None:
    assert compare("+".join(["x"] * 1_900), 0.5, schemes=["central-2"], steps=[1e-4]).derivative == "1900"
