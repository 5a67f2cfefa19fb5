"""Checks of derivatives given as Python code, in tables of right, wrong and missing derivatives."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from code_cases import KINKS, ONLY_FAR, RIGHT, WRONG

import derivcheck as dc
from derivcheck.arithmetic.running import Running
from derivcheck.ground.errors import InputError
from derivcheck.methods.black_box import adaptive

pytestmark = pytest.mark.usefixtures("blind")

Code = Callable[[Any], Any]


def opaque(code: Code) -> Code:
    """The same code, for floats only."""
    return lambda x: float(np.asarray(code(np.float64(float(x)))).reshape(-1)[0])


def as_it_is(code: Code) -> Code:
    return code


MODES = [as_it_is, opaque]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", RIGHT)
def test_right_derivatives_agree(name: str, mode: Callable[[Code], Code]) -> None:
    f, g, x = RIGHT[name]
    check = dc.check_derivative(mode(f), mode(g), x)
    assert check.verdict is dc.Verdict.AGREES, check.reason
    assert check.detection_limit < 1e-5
    assert check.witnesses


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", WRONG)
def test_wrong_derivatives_are_refuted(name: str, mode: Callable[[Code], Code]) -> None:
    f, g, x = WRONG[name]
    check = dc.check_derivative(mode(f), mode(g), x)
    unseen = mode is opaque and name in ONLY_FAR
    assert check.verdict is (dc.Verdict.AGREES if unseen else dc.Verdict.REFUTED), check.reason
    if not unseen:
        assert abs(check.components[0].gap) > check.components[0].budget


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", KINKS)
def test_kinks_are_recognised(name: str, mode: Callable[[Code], Code]) -> None:
    f, g, x, (left, right) = KINKS[name]
    check = dc.check_derivative(mode(f), mode(g), x)
    assert check.verdict is dc.Verdict.UNRESOLVED, check.reason
    assert f"(left {left:.6g}, right {right:.6g})" in check.reason
    claimed = float(np.asarray(g(np.float64(x))))
    inside = min(left, right) <= claimed <= max(left, right)
    assert ("gradient" in check.reason) == inside


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [1e-2, 1e-4, 1e-6, 1e-7])
def test_no_claim_passes_that_is_off_by_more_than_the_limit(size: float, mode: Callable[[Code], Code]) -> None:
    for f, g, x in RIGHT.values():
        check = dc.check_derivative(mode(f), mode(lambda t, g=g: g(t) * (1 + size)), x)
        passed = check.verdict is dc.Verdict.AGREES
        assert not passed or check.detection_limit >= size or float(np.asarray(g(np.float64(x)))) == 0


CAUSES = {
    "sign": ("sign", "the sign of the whole claim is wrong"),
    "factor 2": ("factor", "1/2"),
    "degrees": ("factor", "180/pi, as if for degrees instead of radians"),
    "log base": ("factor", "log(10)"),
    "square root": ("factor", "times 2"),
    "zero": ("zero", "0"),
    "offset": ("extra term", "a term 0.001 is too much"),
    "small term forgotten": ("missing term", "a term 0.0001 is missing"),
}


@pytest.mark.parametrize("name", CAUSES)
def test_the_cause_is_named_for_opaque_code(name: str) -> None:
    f, g, x = WRONG[name]
    cause = dc.check_derivative(opaque(f), opaque(g), x).cause
    assert cause is not None
    assert cause.kind == CAUSES[name][0]
    assert CAUSES[name][1] in cause.text


def test_code_without_branches_has_the_causes_of_formulas() -> None:
    check = dc.check_derivative(lambda x: np.sin(2 * x) + x**2, lambda x: np.cos(2 * x) + 2 * x, 0.4)
    assert check.cause is not None
    assert check.cause.kind == "chain"
    assert check.corrected == "2*cos(2*x) + 2*x"
    assert check.witnesses[0] == "symbolic-trace"


def newton(a: Any) -> Any:
    x = a
    for _ in range(5):
        x = (x + a / x) / 2
    return x


@pytest.mark.parametrize("at", [2.0, np.array([2.0])])
def test_a_claim_that_is_right_to_the_last_bit_agrees_as_a_number_and_as_an_array(at: Any) -> None:
    check = dc.check_gradient(lambda a: np.sum(newton(a)), lambda a: 0.5 / np.sqrt(a), at)
    assert check.verdict is dc.Verdict.AGREES
    assert (
        dc.check_gradient(lambda a: np.sum(newton(a)), lambda a: 0.5001 / np.sqrt(a), at).verdict is dc.Verdict.REFUTED
    )


def test_where_far_away_the_code_is_another_function_is_told() -> None:
    check = dc.check_derivative(newton, lambda a: 0.5 / np.sqrt(a), 2.0)
    assert check.verdict is dc.Verdict.AGREES
    assert check.detection_limit >= 2.0**-52
    assert "farther away the claim is another" in check.warnings[0]


def test_code_of_many_steps_is_judged_by_its_values() -> None:
    def steps_of_euler(x: Any) -> Any:
        y = x
        for _ in range(20_000):
            y = y - 1e-5 * y
        return y

    check = dc.check_derivative(steps_of_euler, lambda x: math.exp(20_000 * math.log1p(-1e-5)), 0.7)
    assert check.verdict is dc.Verdict.AGREES
    assert check.witnesses == ("high precision", "forward mode")


def test_witnesses_are_named_and_hold_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    check = dc.check_derivative(np.tanh, lambda x: 1 / np.cosh(x) ** 2, 0.4)
    assert check.witnesses[0] == "symbolic-trace"
    assert check.witnesses[-1] == "forward-mode (float64)"
    assert check.warnings == ()
    monkeypatch.setattr(Running, "bound", lambda self, x: 0.0)  # a bound that cannot hold
    check = dc.check_derivative(np.tanh, lambda x: 1 / np.cosh(x) ** 2, 0.4)
    assert "forward-mode (float64)" not in check.witnesses
    assert "error bound" in check.warnings[0]


def test_code_can_be_proved() -> None:
    check = dc.check_derivative(lambda x: np.sin(0.1 * x) ** 2, lambda x: 0.1 * np.sin(0.2 * x), 0.4, prove=True)
    assert check.verdict is dc.Verdict.PROVED


def test_rounded_constants_do_not_refute_and_wrong_ones_do() -> None:
    f = lambda x: np.sin(2**0.5 * x)  # noqa: E731
    assert dc.check_derivative(f, lambda x: 2**0.5 * np.cos(2**0.5 * x), 0.6).verdict is dc.Verdict.AGREES
    off = math.nextafter(2**0.5, 2)
    check = dc.check_derivative(f, lambda x: off * np.cos(off * x), 0.6)
    assert check.verdict is dc.Verdict.AGREES
    assert check.detection_limit > 2e-16
    assert dc.check_derivative(f, lambda x: 1.41421 * np.cos(1.41421 * x), 0.6).verdict is dc.Verdict.REFUTED


def test_text_and_code_may_be_mixed() -> None:
    assert dc.check_derivative("sin(t)", np.cos, 0.3).verdict is dc.Verdict.AGREES
    assert dc.check_derivative(np.sin, "cos(t)", {"t": 0.3}).at == {"t": 0.3}
    assert dc.check_derivative(np.sin, "-cos(t)", 0.3).verdict is dc.Verdict.REFUTED
    assert dc.check_derivative(math.sin, "cos(t)", 0.3).verdict is dc.Verdict.AGREES
    assert dc.check_derivative("sin(t)", math.sin, 0.3).verdict is dc.Verdict.REFUTED


def test_code_may_return_value_and_derivative() -> None:
    check = dc.check_derivative(lambda x: (np.sin(x), np.cos(x)), True, 0.3)
    assert check.verdict is dc.Verdict.AGREES
    assert check.claimed == "<lambda>[1]"
    assert dc.check_derivative(lambda x: (math.sin(x), -math.cos(x)), True, 0.3).verdict is dc.Verdict.REFUTED


def test_without_a_point_code_is_tried_where_it_is_defined() -> None:
    assert dc.check_derivative(lambda x: np.log(-x), lambda x: 1 / x).verdict is dc.Verdict.AGREES
    with pytest.raises(InputError, match="point"):
        dc.check_derivative(math.sin, math.cos)


def test_higher_orders() -> None:
    assert dc.check_derivative(np.sin, lambda x: -np.sin(x), 0.3, order=2).verdict is dc.Verdict.AGREES
    assert dc.check_derivative(np.sin, lambda x: np.sin(x), 0.3, order=2).verdict is dc.Verdict.REFUTED
    assert dc.check_derivative(math.exp, math.exp, 0.3, order=2).verdict is dc.Verdict.AGREES


@pytest.mark.parametrize("mode", MODES)
def test_nan_is_never_a_pass(mode: Callable[[Code], Code]) -> None:
    missing = dc.check_derivative(mode(np.sin), mode(lambda x: x * np.nan), 0.3)
    assert missing.verdict is dc.Verdict.REFUTED
    assert missing.cause is not None
    assert missing.cause.kind == "nan"
    assert dc.check_derivative(mode(np.log), mode(lambda x: 1 / x), -0.3).verdict is dc.Verdict.UNRESOLVED
    assert dc.check_derivative(mode(np.log), mode(lambda x: 1 / x), 0.0).verdict is dc.Verdict.UNRESOLVED


def test_code_that_is_not_deterministic_is_named() -> None:
    rng = np.random.default_rng(0)
    check = dc.check_derivative(lambda x: np.sin(x) + rng.normal(), np.cos, 0.3)
    assert check.verdict is dc.Verdict.UNRESOLVED
    assert check.cause is not None
    assert check.cause.kind == "non-deterministic"


def test_noise_in_f_widens_the_limit_and_is_no_reason_to_refute() -> None:
    rng = np.random.default_rng(0)
    for size in (1e-12, 1e-8, 1e-4):
        check = dc.check_derivative(lambda x, s=size: math.sin(x) * (1 + s * rng.normal()), math.cos, 0.3)
        assert check.verdict is not dc.Verdict.REFUTED


def test_a_slope_below_what_f_is_rounded_to_is_not_refuted() -> None:
    def f(x: Any) -> float:
        return round(1e-8 * math.sin(x) + 0.512345, 6)

    assert dc.check_derivative(f, lambda x: 1e-8 * math.cos(x), 0.3).verdict is dc.Verdict.UNRESOLVED
    assert dc.check_derivative(f, math.cos, 0.3).verdict is dc.Verdict.REFUTED
    assert dc.check_derivative(lambda x: 5.0, opaque(lambda x: 2 * x), 1.0).verdict is dc.Verdict.REFUTED


def test_a_wrong_float_program_is_not_hidden_by_high_precision() -> None:
    """Code that does something else with floats than with other numbers is judged by its floats."""

    def claim(x: Any) -> Any:
        return -math.cos(x) if isinstance(x, float) else np.cos(x)

    assert dc.check_derivative(np.sin, claim, 0.3).verdict is dc.Verdict.REFUTED


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (lambda x: np.array([x, x]), "shape"),
        (lambda x: "text", "not real numbers"),
        (lambda x: None, "not a number"),
        (lambda x: [][0], "IndexError"),
    ],
)
def test_what_is_no_claim_is_bad_input(claim: Code, said: str) -> None:
    with pytest.raises(InputError, match=said):
        dc.check_derivative(np.sin, claim, 0.3)


def test_a_point_is_one_number() -> None:
    assert dc.check_derivative(np.sin, np.cos, np.array(0.3)).verdict is dc.Verdict.AGREES
    with pytest.raises(InputError, match="check_gradient"):
        dc.check_derivative(np.sin, np.cos, [0.3, 0.4])
    with pytest.raises(InputError, match="finite"):
        dc.check_derivative(np.sin, np.cos, math.inf)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("claim", [np.cos, np.sin])
def test_reports(claim: Code, mode: Callable[[Code], Code]) -> None:
    check = dc.check_derivative(mode(np.sin), mode(claim), 0.3)
    told = json.loads(json.dumps(check.to_dict()))
    assert told["verdict"] == str(check.verdict)
    assert told["at"] == {"x": 0.3}
    assert told["claim"]["witnesses"]
    assert str(check).startswith(str(check.verdict).upper())
    assert "<html" in check.render("html") or "<" in check._repr_html_()
    told_by_values = mode is opaque and check.verdict is dc.Verdict.REFUTED
    assert (check.law is not None) == told_by_values


def test_a_planted_estimate_is_confirmed_before_anyone_is_accused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An estimate that is wrong at one point alone accuses nobody."""
    honest = adaptive.estimate

    def planted(f: Any, x: float, order: int = 1, **options: Any) -> Any:
        found = honest(f, x, order, **options)
        return dc.Estimate(found.method, 2.0, None, math.nan, 1e-12, 0) if x == 0.3 else found

    monkeypatch.setattr(adaptive, "estimate", planted)
    check = dc.check_derivative(math.sin, math.cos, 0.3)
    assert check.verdict is dc.Verdict.UNRESOLVED
    assert "no second estimate" in check.reason


def test_a_planted_bound_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """With bounds of nothing, right claims would be refuted: the tables above can fail."""
    honest = adaptive.estimate

    def certain(f: Any, x: float, order: int = 1, **options: Any) -> Any:
        found = honest(f, x, order, **options)
        return dc.Estimate(found.method, found.value * (1 + 1e-9), None, math.nan, 0.0, 0)

    monkeypatch.setattr(adaptive, "estimate", certain)
    assert dc.check_derivative(math.sin, math.cos, 0.3).verdict is dc.Verdict.REFUTED


def test_a_zero_derivative_is_measured_by_what_is_next_to_it() -> None:
    check = dc.check_derivative(opaque(lambda x: (x - 1) ** 2), opaque(lambda x: 2 * (x - 1) + 1e-3), 1.0)
    assert check.verdict is dc.Verdict.REFUTED


FACTORS = {
    -1.0: ("sign", "the sign of the whole claim is wrong"),
    2.0: ("factor", "times 2"),
    0.5: ("factor", "times 1/2"),
    3.0: ("factor", "times 3"),
    1 / 3: ("factor", "times 1/3"),
    math.pi: ("factor", "times pi"),
    math.pi / 180: ("factor", "pi/180"),
    180 / math.pi: ("factor", "180/pi"),
    0.1: ("factor", "times 1/10"),
    1 / 7: ("factor", "times 1/7"),
}


@pytest.mark.parametrize("factor", FACTORS)
def test_constant_factors_are_named(factor: float) -> None:
    cause = dc.check_derivative(math.exp, lambda x: factor * math.exp(x), 0.7).cause
    assert cause is not None
    kind, text = FACTORS[factor]
    assert cause.kind == kind
    assert text in cause.text


OF_NO_MULTIPLE = {"product rule": None, "quotient rule": "sign", "function itself": None}
"""The kinds of the causes; the sign in the code of the quotient rule is named."""


@pytest.mark.parametrize("name", OF_NO_MULTIPLE)
def test_no_constant_is_read_into_a_claim_that_is_no_multiple(name: str) -> None:
    f, g, x = WRONG[name]
    cause = dc.check_derivative(opaque(f), opaque(g), x).cause
    assert (cause and cause.kind) == OF_NO_MULTIPLE[name]


@pytest.mark.parametrize("claimed", [2.0, 7.0, 1.0, 0.0])
def test_code_that_jumps_at_the_point_has_no_derivative_there(claimed: float) -> None:
    def apart(x: float) -> float:
        return 7 * x if x == 0.5 else x * x

    def step(x: float) -> float:
        return 0.0 if x < 0.5 else 1.0

    for f in (apart, step):
        check = dc.check_derivative(f, lambda x: claimed, 0.5)
        assert check.verdict is dc.Verdict.UNRESOLVED
        assert check.reason == f"{f.__name__} jumps at x = 0.5: it has no derivative there"
        assert check.reference is None
        assert all(math.isnan(c.reference) for c in check.components)
