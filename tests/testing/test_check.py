"""Verdicts on claimed derivatives."""

from __future__ import annotations

import json
import math
import typing
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.ground.errors import InputError, ParseError
from derivcheck.results import Check, Checks, Verdict
from derivcheck.testing.check import check_derivative
from derivcheck.testing.compare import compare

AGREES, REFUTED, UNRESOLVED = Verdict.AGREES, Verdict.REFUTED, Verdict.UNRESOLVED


def check(function: str, claimed: str, at: object = None, **options: object) -> Check:
    found = check_derivative(function, claimed, at, **options)  # type: ignore[arg-type]
    assert isinstance(found, Check)
    return found


RIGHT = [
    ("x**2*sin(x)", "2*x*sin(x) + x**2*cos(x)", 1.3),
    ("exp(2*x)/(1+sin(x**2))", "2*exp(2*x)/(1+sin(x^2)) - 2*x*exp(2*x)*cos(x^2)/(1+sin(x^2))^2", 0.5),
    ("log(x)", "1/x", 1e-7),
    ("1e8+sin(x)", "cos(x)", 2.0),
    ("sin(1e4*x)", "1e4*cos(1e4*x)", 0.3),
    ("sin(x)", "cos(x)", 1e9),
    ("1/x", "-1/x^2", 0.05),
    ("sqrt(x)", "1/(2*sqrt(x))", 1e-12),
    ("asin(x)", "1/sqrt(1-x^2)", 0.999999),
    ("x^x", "x^x*(1+log(x))", 2.5),
    ("abs(x)", "x/abs(x)", -0.001),
    ("atan(x)", "1/(1+x^2)", 1e8),
]

WRONG = [
    ("x^3", "3*x", 1.0),
    ("x^2 + 1e-4*x^2", "2*x", 0.0),
    ("pi*x", "3.1416", 1.0),
    ("-1e-7*cos(x)", "-1e-7*sin(x)", 0.4),
    ("x^2", "2*x + 1e-30*(x - 1)", 1.0),
    ("x + sin(128*pi*x)/(128*pi)", "1", 1.0),
    ("sin(x)^2", "2*sin(x)", 0.0),
    ("exp(-x^2)", "-x*exp(-x^2)", 0.0),
]


@pytest.mark.parametrize(("function", "claimed", "x"), RIGHT, ids=[c[0] for c in RIGHT])
def test_right_claims_agree(function: str, claimed: str, x: float) -> None:
    found = check(function, claimed, x)
    assert found.verdict is AGREES, found.reason
    assert 0 <= found.detection_limit < 2.0**-90
    assert found.certified
    assert found.cause is None
    assert found.law is None


@pytest.mark.parametrize(("function", "claimed", "x"), WRONG, ids=[c[0] for c in WRONG])
def test_wrong_claims_are_refuted_even_where_they_happen_to_be_right(function: str, claimed: str, x: float) -> None:
    found = check(function, claimed, x)
    assert found.verdict is REFUTED, found.reason
    assert math.isnan(found.detection_limit)
    worst = found.components[0]
    assert abs(worst.gap) > worst.budget
    assert worst.verdict is REFUTED


def test_a_coincidence_is_shown_at_a_simple_point() -> None:
    assert check("x^3", "3*x", 1.0).reason == "right at x = 1, wrong at x = 2: the claim is 6, the derivative 12"


def test_a_point_is_found_where_none_is_given() -> None:
    assert check("log(-x)", "1/x").verdict is AGREES
    assert " points tried with x in (0, " in check("sqrt(x^2)", "1").reason
    assert check("log(x - 300)", "1/(x - 300)").verdict in (AGREES, UNRESOLVED)


def test_parameters_are_varied_too() -> None:
    found = check("a*x^2", "a^2*x", {"x": 1.0, "a": 2.0}, wrt="x")
    assert found.verdict is REFUTED
    assert check("a*x^2", "2*a*x", {"x": 1.0, "a": 2.0}, wrt="x").verdict is AGREES


@pytest.mark.parametrize(
    ("function", "claimed", "x", "words"),
    [
        ("abs(x)", "0", 0.0, "not differentiable at x = 0 (left -1, right 1)"),
        ("sqrt(x)", "1/(2*sqrt(x))", 0.0, "edge of the domain"),
        ("1/x", "-1/x^2", 0.0, "grows without limit"),
        ("sign(x)", "0", 0.0, "jumps"),
        ("log(x)", "1/x", -1.0, "no value around x = -1"),
    ],
)
def test_singular_points_are_unresolved(function: str, claimed: str, x: float, words: str) -> None:
    found = check(function, claimed, x)
    assert found.verdict is UNRESOLVED
    assert words in found.reason
    assert found.detection_limit != found.detection_limit  # NaN: nothing was judged


@pytest.mark.parametrize(
    ("function", "claimed", "x"),
    [
        ("sqrt(x^2)", "1", 1.0),
        ("abs(x - 10)", "-1", None),
        ("sqrt((x - 10)^2)", "-1", None),
        ("max(x, 4)", "0", None),
        ("min(x^2, 100)", "2*x", None),
    ],
)
def test_what_is_right_at_the_point_only_is_refuted(function: str, claimed: str, x: float | None) -> None:
    found = check(function, claimed, x)
    assert found.verdict is REFUTED
    assert found.reason.startswith(("right at x = ", "right at all "))


@pytest.mark.parametrize(
    ("function", "claimed", "x"),
    [
        ("x*tanh(x)", "1", 100.0),
        ("sin(x)", "1 - x^2/2", 3e-15),
        ("x^3 + x", "1", 1e-30),
        ("exp(x)", "1 + x + x^2/2", 1e-20),
        ("x^2", "2*x + x^30", 1e-5),
    ],
)
def test_what_is_wrong_by_less_than_can_be_seen_is_not_called_right(function: str, claimed: str, x: float) -> None:
    found = check(function, claimed, x)
    assert found.verdict is REFUTED
    assert found.reason.startswith(f"at x = {x:g} the gap is too small to show, wrong at x = ")


def test_a_corrected_claim_is_right_wherever_the_claim_was() -> None:
    found = check("sqrt(x^2)", "1")
    assert found.cause is not None
    assert "right on one branch" in found.cause.text
    for x in (-2.0, 3.0):
        assert check("sqrt(x^2)", str(found.corrected), x).verdict is AGREES


def test_an_edge_of_the_domain_is_not_judged() -> None:
    assert check("x^1.5", "x", 0.0).verdict in (UNRESOLVED, REFUTED)  # wrong on the one side that there is


def test_two_zeros_are_compared_without_a_relative_error() -> None:
    assert "where both are 0" in check("sin(x)^2 + cos(x)^2", "0", 1.0).reason


def test_an_unstable_claim_agrees_with_a_warning() -> None:
    found = check("tanh(x)", "1 - tanh(x)^2", 15.0)
    assert found.verdict is AGREES
    assert any("loses 12 of 16 digits" in text for text in found.warnings)


def test_a_gradient_is_judged_component_by_component() -> None:
    found = check_derivative("x^2*y", ["2*x*y", "x^3"], {"x": 1.0, "y": 2.0}, wrt=["x", "y"])
    assert isinstance(found, Checks)
    assert [c.verdict for c in found.components] == [AGREES, REFUTED]
    assert found.verdict is REFUTED
    assert found.reason.startswith("1 of 2 components; d/dy: ")


def test_the_dictionary_is_the_contract() -> None:
    plain = check("x^3", "3*x", 1.0).to_dict()
    json.dumps(plain, allow_nan=False)
    asked = "schema function variables wrt order at derivative reference seed versions"
    assert set(asked.split()) | {"estimates", "curves", "claim", "verdict", "reason"} <= set(plain)
    assert {"function", "value", "gap", "budget", "detection_limit", "worst", "cause", "law"} <= set(plain["claim"])
    assert plain["claim"]["worst"] == {"component": [], "name": "", "at": {"x": 2.0}}
    assert (plain["verdict"], plain["claim"]["gap"]) == ("refuted", -6.0)


def test_the_same_seed_gives_the_same_result() -> None:
    assert check("x^3", "3*x", 1.0, seed=5) == check("x^3", "3*x", 1.0, seed=5)


def test_orders() -> None:
    assert check("sin(x)", "-sin(x)", 0.7, order=2).verdict is AGREES
    assert check("sin(x)", "sin(x)", 0.7, order=2).verdict is REFUTED


def test_unusable_requests() -> None:
    with pytest.raises(InputError, match="variables: 1, claims: 2"):
        check_derivative("x", ["1", "2"], 1.0, wrt=["x"])
    with pytest.raises(InputError, match="variables: 2, claims: 1"):
        check_derivative("x*y", "y", {"x": 1, "y": 2}, wrt=["x", "y"])
    with pytest.raises(ParseError):
        check_derivative("sin(x", "cos(x)", 1.0)
    for at in ([1.0, 2.0], "one", 10**400, {"x": None}):
        with pytest.raises(InputError, match=r"is not a number|beyond the range"):
            check_derivative("x^2", "2*x", at)  # type: ignore[arg-type]
    for over in ("0:1", (1,), 3.0, (0, "b")):
        with pytest.raises(InputError, match=r"pair of numbers|is not a number"):
            check_derivative("x^2", "2*x", over=over)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="not list"):
        check_derivative([1], "1", 1.0)
    with pytest.raises(InputError, match="which of a, x"):
        check_derivative("a*x", "a", {"a": 1.0, "x": 1.0})


def test_a_claim_may_have_a_detection_limit_that_holds() -> None:
    right = check("x*exp(x)", "exp(x)*(1+x)", 0.7)
    planted = check("x*exp(x)", f"exp(x)*(1+x)*(1+{2 * right.detection_limit:.20e})", 0.7)
    assert planted.verdict is REFUTED


@pytest.mark.parametrize(("function", "claimed"), [("x^2*erf(x)", "(2*x*erf(x) + 2*x^2*exp(-x^2)/sqrt(pi))")])
def test_what_arb_has_not_is_judged_without_a_proof(
    function: str, claimed: str, not_in_arb: Callable[..., None]
) -> None:
    not_in_arb("erf")
    right, wrong = check(function, claimed, 0.7), check(function, f"{claimed}*(1 + 1e-20)", 0.7)
    assert (right.verdict, wrong.verdict) == (AGREES, REFUTED)
    assert right.reason.endswith("(estimated)")
    for found in (right, wrong):
        assert not found.certified
        assert found.to_dict()["reference"]["certified"] is found.to_dict()["claim"]["certified"] is False


@pytest.mark.usefixtures("blind")
def test_only_what_runs_in_balls_is_certified() -> None:
    def opaque(code: Callable[[float], float]) -> Callable[[float], float]:
        return lambda x: code(float(x))

    open_code = check_derivative(lambda x: x * x, lambda x: 2 * x, 0.7)
    halves = [(opaque(lambda x: x * x), lambda x: 2 * x), (lambda x: x * x, opaque(lambda x: 2 * x))]
    assert open_code.to_dict()["claim"]["certified"] is True
    for function, claimed in halves:
        found = check_derivative(function, claimed, 0.7)
        assert found.verdict is AGREES
        assert found.to_dict()["claim"]["certified"] is False


SEEDED: dict[str, Callable[[Any], Any]] = {
    "derivative": lambda seed: dc.check_derivative("x**2", "2*x", 1.0, seed=seed),
    "derivative of code": lambda seed: dc.check_derivative(lambda x: x * x, lambda x: 2 * x, 1.0, seed=seed),
    "gradient": lambda seed: dc.check_gradient(lambda x: np.sum(x**2), lambda x: 2 * x, np.ones(2), seed=seed),
    "gradient of a number": lambda seed: dc.check_gradient(lambda x: x * x, lambda x: 2 * x, 1.0, seed=seed),
    "jacobian": lambda seed: dc.check_jacobian(lambda x: 2 * x, lambda x: 2 * np.eye(2), np.ones(2), seed=seed),
    "hessian": lambda seed: dc.check_hessian(lambda x: np.sum(x**2), 2 * np.eye(2), np.ones(2), seed=seed),
    "comparison": lambda seed: dc.compare("x**2", 1.0, seed=seed),
}


@pytest.mark.parametrize("name", SEEDED)
@pytest.mark.parametrize("seed", [-1, 1.5, "one", None, np.int64(-3), np.array([1, 2])])
def test_a_seed_that_is_none_is_one_clear_line(name: str, seed: Any) -> None:
    with pytest.raises(dc.InputError) as caught:
        SEEDED[name](seed)
    assert str(caught.value) == f"a seed is a whole number from 0 on, not {seed!r}"


@pytest.mark.parametrize("name", SEEDED)
def test_a_seed_may_be_of_numpy(name: str) -> None:
    assert type(SEEDED[name](np.int64(3)).seed) is int


def test_a_name_that_only_the_claim_has_is_a_product_or_an_error() -> None:
    assert check_derivative("x^2*y", "2xy", wrt="x").verdict is Verdict.AGREES
    assert check_derivative("x^2*y", "2xy", {"x": 1.5, "y": 2.0}, wrt="x").claim_read_as == "2*x*y"
    with pytest.raises(InputError, match="a name 'z' that the function has not"):
        check_derivative("x^2*y", "2xz", wrt="x")
    assert check_derivative("x^2*y", "2x*xz", {"x": 1.5, "xz": 2.0}, wrt="x").verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("function", "kinds"), [(check_derivative, ["Check", "Checks"]), (compare, ["Comparison", "Comparisons"])]
)
def test_one_variable_gives_one_result_also_to_type_checkers(function: Any, kinds: list[str]) -> None:
    assert [overload.__annotations__["return"] for overload in typing.get_overloads(function)] == kinds
