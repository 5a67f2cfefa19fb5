"""Feedback for students: it names the slip, and gives no formula away."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import derivcheck as dc
from derivcheck.claims.diagnosis.rules_by_operation import RULES
from derivcheck.results import Finding, Verdict
from derivcheck.results.check import NO_VALUE
from derivcheck.results.feedback import BY_KIND, BY_PLACE, PASSED, UNEXPLAINED, UNRESOLVED

MISSING = "Look at the chain rule again: the derivative of an inner function is missing."

WRONG = {
    ("x^2*sin(x)", "2*x*sin(x) - x^2*cos(x)"): "The second term has the wrong sign.",
    ("sin(x)", "-cos(x)"): "The whole sign is wrong.",
    ("sin(x^2)", "cos(x^2)"): MISSING,
    ("sin(2*x)", "cos(2*x)"): MISSING,
    ("log(x^2 + 1)*x", "log(x^2 + 1) + x/(x^2 + 1)"): MISSING,
    ("log(b*x)", "b/x"): "Look at the chain rule again: the derivative of an inner function stands there too often.",
    ("5^x", "5^x"): "Look up the rule for an exponential function.",
    ("x^x", "x*x^(x - 1)"): BY_KIND["power-rule"],
    ("ln(x)/x", "(1-ln(x))/x"): BY_KIND["quotient-rule"],
    ("x^2*sin(x)", "2*x*cos(x)"): BY_KIND["product-rule"],
    ("ln(x + 1)", "1/x + 1"): BY_KIND["parentheses"],
    ("x^2 + 5*x + 7", "2*x + 5 + 7"): f"{BY_KIND['term-extra']} What is the derivative of a constant?",
    ("x^2", "2*x + exp(x)"): BY_KIND["term-extra"],
    ("erf(x)", "1.128379*exp(-x^2)"): BY_KIND["rounded-constant"],
    ("x^2*sin(x)", "x*atan(x)"): UNEXPLAINED,
}


@pytest.mark.parametrize(("function", "claim"), WRONG)
def test_a_wrong_answer_is_told_what_is_wrong(function: str, claim: str) -> None:
    check = dc.check_derivative(function, claim, {"x": 0.7, "b": 3.0} if "b*" in function else 0.7, wrt="x")
    assert check.feedback == WRONG[function, claim]
    assert check.render("feedback") == f"{check.feedback}\n"
    assert check.corrected is None or check.corrected not in check.feedback


def test_no_sentence_has_a_formula() -> None:
    for sentence in (*BY_KIND.values(), *BY_PLACE.values(), *PASSED.values(), UNEXPLAINED, UNRESOLVED):
        assert not re.search(r"[*^=]|\w\(", sentence)
        assert sentence.endswith((".", "?"))


def test_each_wrong_rule_has_a_sentence() -> None:
    assert {rule.kind for rules in RULES.values() for rule in rules} <= {*BY_KIND}


def test_right_and_open_answers() -> None:
    assert dc.check_derivative("x^2", "2*x", 1.0, prove=True).feedback == "Correct."
    assert dc.check_derivative("x^2", "2*x", 1.0).feedback == PASSED[Verdict.AGREES]
    assert replace(dc.check_derivative("abs(x)", "0", 0.0), singular="").feedback == UNRESOLVED


@pytest.mark.parametrize(
    ("function", "claim", "at", "told"),
    [
        ("abs(x)", "0", 0.0, BY_PLACE["singular"]),
        ("max(0, x)", "1", 0.0, BY_PLACE["singular"]),
        ("sign(x)", "0", 0.0, BY_PLACE["singular"]),
        ("sqrt(x^2)", "1", None, BY_PLACE["branch"]),
        ("acos(cos(x))", "1", 1.0, BY_PLACE["branch"]),
        ("asin(x/a)", "1/sqrt(a^2 - x^2)", None, BY_PLACE["positive"]),
        ("x^2*sin(x)", "x*atan(x)", 0.7, UNEXPLAINED),
        ("a + b*x^2", "2*a*x", None, "One letter stands where another one belongs."),
        ("exp(2*x)", "2*x", None, "A letter stands where a function of it belongs."),
        ("sin(2*x)", "2*cos(x)", None, BY_KIND["argument"]),
    ],
)
def test_what_is_known_of_where_it_is_right_is_told(function: str, claim: str, at: float | None, told: str) -> None:
    assert dc.check_derivative(function, claim, at, wrt="x").feedback == told


def test_a_slip_at_a_point_is_told_before_a_value_that_is_missing_elsewhere() -> None:
    check = dc.check_derivative("sin(x)", "-cos(x)", 0.7)
    elsewhere = replace(check, findings=(Finding(NO_VALUE, "no value at x = 2", {"x": 2.0}),))
    assert elsewhere.feedback == check.feedback == "The whole sign is wrong."
    assert replace(elsewhere, components=()).feedback == BY_KIND[NO_VALUE]
    assert replace(check, components=()).feedback == "The whole sign is wrong."


def test_code_has_feedback_too() -> None:
    check = dc.check_gradient(lambda x: (x**2).sum(), lambda x: -2 * x, [1.0, 2.0])
    assert check.feedback == "The whole sign is wrong."


def test_the_answer_is_revealed_only_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    from derivcheck.cli.main import main

    asked = ["sin(x^2)", "--claim", "cos(x^2)", "--at", "0.7", "--format", "feedback"]
    assert main(asked) == 1
    assert capsys.readouterr().out == f"{MISSING}\n"
    assert main([*asked, "--reveal"]) == 1
    assert capsys.readouterr().out.endswith("Right: 2*x*cos(x^2)\n")
    assert main([*asked[:-2], "--reveal"]) == 2
    assert main(["sin(x^2)", "--at", "0.7", "--format", "feedback"]) == 2
