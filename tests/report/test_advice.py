"""What to do next: sentences that are true of the result they are about."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from cases import example_comparison

import derivcheck as dc
from derivcheck.report.outline.advice import _decide, advice
from derivcheck.report.outline.methods import shown_bound
from derivcheck.results import Comparison, Verdict


def told(result: Any) -> str:
    return " ".join(advice(result))


def compared(**changes: dict[str, Any]) -> Comparison:
    """The example, with other attributes for the methods that are named (`_` for `-`)."""
    result = example_comparison()
    known = {name.replace("_", "-"): change for name, change in changes.items()}
    return replace(result, estimates=tuple(replace(e, **known.get(e.method, {})) for e in result.estimates))


def bound_of(method: str) -> float:
    return next(e.error_bound for e in example_comparison().estimates if e.method == method)


def test_the_handiest_method_is_named_where_several_are_as_sharp() -> None:
    assert bound_of("symbolic") < bound_of("forward-mode") < 3 * bound_of("symbolic")
    assert told(example_comparison()).startswith("Use forward mode: no step to choose, error at most 4.14e-15.")


def test_the_sharpest_is_named_where_the_handiest_is_not_sharp() -> None:
    """Cancellation in the program, none in the simplified derivative."""
    assert told(compared(forward_mode={"error_bound": 1e-9})).startswith("Use the symbolic derivative: ")


@pytest.mark.parametrize("lost", ["forward_mode", "symbolic"])
def test_a_method_without_a_bound_is_not_advised(lost: str) -> None:
    text = told(compared(**{lost: {"error_bound": math.inf, "value": math.nan, "error": math.nan}}))
    assert {"forward_mode": "Use the symbolic", "symbolic": "Use forward mode"}[lost] in text


def test_a_method_outside_its_bound_is_warned_of() -> None:
    wrong = replace(compared(forward_mode={"error": 1e-3}), verdict=Verdict.REFUTED)
    assert told(wrong).startswith("Do not rely on forward-mode here. Use the symbolic derivative: ")


def test_of_the_differences_the_sharpest_and_the_cheapest() -> None:
    text = told(example_comparison())
    assert re.search(r"Of the differences, central-4 with h = 1.00e-03 \(error at most 6.16e-12\)", text)
    assert "or, in 2 evaluations, central-2 with h = 1.00e-05 (at most 3.25e-10)." in text
    only = [e for e in example_comparison().estimates if e.method == "central-2"]
    assert told(replace(example_comparison(), estimates=tuple(only))) == (
        "Use central-2 with h = 1.00e-05 (error at most 3.25e-10)."
    )


def test_an_exact_difference_beats_all_others() -> None:
    assert "Of the differences, forward-1 " in told(compared(forward_1={"error_bound": 0.0, "error": 0.0}))


def test_no_method_is_advised_that_tells_nothing() -> None:
    """exp(-900) times 60 is some 1e-389, which is no float."""
    assert told(dc.compare("exp(-x^2)", 30.0)).startswith("No method is sure of a digit here: ")


def test_what_is_exact_has_no_error_at_all() -> None:
    assert told(compared(forward_mode={"error_bound": 0.0, "error": 0.0})).startswith(
        "Use forward mode: no step to choose, and no error at all."
    )


@pytest.mark.parametrize("arguments", [("log(x)", 1e-300), ("exp(x)", 709.7), ("tanh(x)", 0.3), ("sin(x)", 1e8)])
def test_bounds_are_those_of_the_table(arguments: tuple[str, float]) -> None:
    result = dc.compare(*arguments)
    bounds = {shown_bound(e, result.dtype) for e in result.estimates}
    named = re.findall(r"at most (\d\.\d\de[+-]\d+)", told(result))
    assert len(named) >= 2
    assert set(named) <= bounds


def test_differences_without_a_bound_are_not_passed_over() -> None:
    """No step that moves x is as short as the distance to the pole."""
    assert told(dc.compare("tan(x)", math.pi / 2)).endswith("No difference is sure of a digit here.")


def test_a_gradient_at_a_kink() -> None:
    check = dc.check_gradient(lambda v: np.sum(np.abs(v)), np.sign, np.array([1.0, 0.0]))
    assert told(check) == "Where there is no derivative no claim is right or wrong: choose another point."


def test_a_step_between_those_tried_is_told_where_it_is_better() -> None:
    """At 1e9 only powers of two keep x + h exact, and the steps tried are none."""
    report = " ".join(str(dc.compare("sin(x)", 1e9, schemes=["central-2"])).split())
    assert "- central-2: a smaller error is expected at the predicted h than at every step tried" in report
    assert "than at every step tried" not in str(dc.compare("sin(x)", 1.0, schemes=["central-2"]))


def test_what_has_no_value_is_limited_by_nothing_that_is_known() -> None:
    report = str(dc.compare("exp(x)", 1000.0, schemes=["central-2"]))
    assert re.search(r"^  central-2 +- +- +- +- +-$", report, re.MULTILINE)
    assert "- symbolic, forward-mode, complex-step, central-2: not finite in this float format" in " ".join(
        report.split()
    )


def test_no_method_at_all() -> None:
    assert told(replace(example_comparison(), estimates=())).startswith("Use the reference: ")


CLAIMS = {
    "proved": (("x**2", "2*x", 1.0), "Nothing to mend. In a test suite, derivcheck.testing.assert_derivative"),
    "with a corrected claim": (("x**2", "3*x", 1.0), "Put the corrected formula in the claim's place"),
    "without a cause": (("x**2*sin(x)", "erf(x)+17*x", 1.0), "None of the slips that were tried explains the gap."),
    "a kink": (("abs(x)", "x/abs(x)", 0.0), "Where there is no derivative no claim is right or wrong: choose another"),
    "a jump": (("atan(1/x)", "-1/(1+x^2)", 0.0), "Where there is no derivative no claim is right or wrong: "),
    "an edge": (("sqrt(x)", "1/(2*sqrt(x))", 0.0), "At the edge of its domain f has no derivative from both sides, "),
    "outside": (("log(x)", "1/x", -1.0), "Where f is not defined no claim is right or wrong: choose another point."),
    "unresolved": (("x^2*sin(1/x)", "2*x*sin(1/x) - cos(1/x)", 0.0), "Try another point"),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_verdict_on_a_claim_asks_for_something(name: str) -> None:
    (function, claim, at), start = CLAIMS[name]
    check = dc.check_derivative(function, claim, at, prove=True)
    assert told(check).startswith(start)
    assert told(check) in " ".join(str(check).split())


def test_what_agrees_without_a_proof_is_to_be_bounded() -> None:
    check = dc.check_derivative("exp(x)*sin(x)", "exp(x)*(sin(x)+cos(x))", 0.5, prove=False)
    assert check.verdict is Verdict.AGREES
    assert "For more: --over A:B" in told(check)
    over = dc.check_derivative("exp(x)*sin(x)", "exp(x)*(sin(x)+cos(x))", 0.5, prove=False, over=(0, 1))
    assert over.certificate
    assert told(over).startswith("Nothing to mend. ")


def test_where_it_is_right_alone_is_asked_about_by_a_domain() -> None:
    check = dc.check_derivative("sqrt(x^2*(1-x)^2)", "1-2x", 0.3)
    assert told(check).startswith("If it is meant where it is right, say so: --domain x=0:1 (in Python domain=).")
    assert dc.check_derivative("sqrt(x^2*(1-x)^2)", "1-2x", 0.3, domain="x=0:1")


@pytest.mark.parametrize(
    ("function", "claimed", "advised"),
    [("max(x,a)", "1", "--at a=0.5 --domain x=0.5:"), ("|sin x|", "-cos x", "--domain x=-3.141592653:0 ")],
)
def test_advice_on_a_part_holds_when_it_is_followed(function: str, claimed: str, advised: str) -> None:
    """A parameter keeps its value, and no end is rounded outward."""
    check = dc.check_derivative(function, claimed, wrt="x")
    assert f"If it is meant where it is right, say so: {advised}" in told(check)
    found = check.right_on
    assert found is not None
    (domain,) = re.findall(r"--domain (\S+)", told(check))
    there = dc.check_derivative(function, claimed, dict(found.parameters) or None, wrt="x", domain=domain)
    assert there.verdict is dc.Verdict.AGREES


@pytest.mark.parametrize(
    ("function", "claimed", "advised"),
    [
        (
            "asin(x/a)",
            "1/sqrt(a^2-x^2)",
            "If a is meant to be positive, as a length or a mass is, say so: --domain 'a",
        ),
        ("x", "1", "Nothing to mend"),
    ],
)
def test_letters_that_may_be_lengths_are_to_be_said_so(function: str, claimed: str, advised: str) -> None:
    assert told(dc.check_derivative(function, claimed, wrt="x")).startswith(advised)


def test_what_was_not_ended_in_time_asks_for_more() -> None:
    known = dc.check_derivative("x^2", "2x", 1.0)
    ended = replace(known, verdict=Verdict.UNRESOLVED, reason=f"{known.reason}; nothing more within 30 s")
    assert told(ended).startswith("What was tried agrees, which does not settle it: give more time (--timeout)")


def test_numbers_that_agree_are_not_called_undecided_alone() -> None:
    """Far to the right tanh(x)^2 is 1 to thousands of digits."""
    check = dc.check_derivative("tanh(x)", "1 - tanh(x)^2", 3000.0, prove=False)
    assert check.verdict is Verdict.UNRESOLVED
    assert abs(check.components[0].gap) <= check.components[0].budget
    assert told(check).startswith("Try another point: at this one the numbers agree to within their errors")


def test_gradients() -> None:
    w = np.array([0.3, 0.5])
    right = dc.check_gradient(lambda v: np.sum(v**3), lambda v: 3 * v**2, w)
    doubled = dc.check_gradient(lambda v: np.sum(v**3), lambda v: 6 * v**2, w)
    strange = dc.check_gradient(lambda v: np.sum(v**3), lambda v: np.array([0.1234, np.cosh(v[0] * v[1] + 7)]), w)
    assert told(right).endswith("derivcheck.testing.assert_gradient keeps it so.")
    assert told(doubled) == "Mend the cause that is named above, and check again."
    assert told(strange).startswith("Begin with v[1], the worst component: ")


def test_no_difference_is_advised_that_is_sure_of_nothing() -> None:
    assert "No difference is sure of a digit here." in told(dc.compare("x^x", 1e-300))


def test_of_two_differences_of_one_cost_the_sharper_is_advised() -> None:
    """Their bounds are of one size; central-2 is not the first in the list."""
    result = dc.compare("(1-cos(x))/x^2", 1e-3)
    two = [e for e in result.estimates if e.step is not None and e.evaluations == 2]
    assert f"Of the differences, {min(two, key=lambda e: e.error_bound).method} " in told(result)


@pytest.mark.parametrize(("gap", "close"), [(0.5, True), (-0.5, True), (0.75, False), (-0.75, False)])
def test_numbers_that_agree_to_within_their_errors_are_told_from_others(gap: float, close: bool) -> None:
    component = SimpleNamespace(gap=gap, budget=0.5)
    result: Any = SimpleNamespace(
        certificate=None, singular="", kind="derivative", points=1, witnesses=(), components=(component,)
    )
    assert ("the numbers agree to within their errors" in _decide(result)) == close
