"""What the page is told is what the front doors say."""

from __future__ import annotations

import html
import json

import pytest

import derivcheck as dc
from derivcheck.report.explorer.answer import answer


def test_the_report_has_the_derivative_the_curves_the_best_steps_and_the_verdict() -> None:
    told = answer({"formula": "exp(2*x)/(1+sin(x**2))", "at": {"x": 0.5}, "schemes": ["central-2"]})
    comparison = dc.compare("exp(2*x)/(1+sin(x**2))", 0.5, schemes=["central-2"])
    assert isinstance(comparison, dc.Comparison)
    assert json.loads(json.dumps(told)) == told
    assert told["faults"] == []
    page = html.unescape(told["html"])
    assert comparison.derivative in page
    assert str(comparison.reference.value) in page
    assert 'class="verdict good">agrees' in page
    assert page.count('class="chart"') == 1
    assert "<button>best h</button>" in page
    assert "python -m derivcheck 'exp(2*x)/(1+sin(x**2))' --at x=0.5 --scheme central-2" in page


def test_a_claim_is_judged_and_stands_first() -> None:
    told = answer({"formula": "x**2*sin(x)", "claim": "2*x*sin(x) - x**2*cos(x)", "at": {"x": 1}})
    page = html.unescape(told["html"])
    assert 'class="verdict bad">refuted' in page
    assert "the second term has the wrong sign" in page
    assert page.index("The claim") < page.index("Error against the step")


def test_variables_without_a_value_stand_at_one() -> None:
    told = answer({"formula": "a*t^2", "at": {"a": 3}})
    assert (told["variables"], told["at"], told["wrt"]) == (["a", "t"], {"a": 3.0, "t": 1.0}, "a")
    assert answer({"formula": "a*t^2", "wrt": "t"})["wrt"] == "t"
    assert answer({"formula": "a*x^2", "wrt": "gone"})["wrt"] == "x"
    assert answer({"formula": "7"})["variables"] == ["x"]


@pytest.mark.parametrize("text", ["sin(x", "2 +", "__import__('os').system('true')", "x; y", ""])
def test_what_is_no_formula_is_pointed_at(text: str) -> None:
    with pytest.raises(dc.ParseError) as refused:
        dc.parse(text)
    (fault,) = answer({"formula": text})["faults"]
    assert fault["message"] == str(refused.value)
    assert fault["pointer"] == (refused.value.pointer if text else "")


def test_a_bad_claim_does_not_lose_the_comparison() -> None:
    told = answer({"formula": "x^2", "claim": "2*y", "at": {"x": 1}})
    assert len(told["faults"]) == 1
    assert "y" in told["faults"][0]["message"]
    assert "Error against the step" in told["html"]


def test_without_a_derivative_the_variables_are_told_so_that_x_can_be_moved_on() -> None:
    told = answer({"formula": "log(x)", "at": {"x": -1}})
    assert told["variables"] == ["x"]
    assert told["html"] == ""
    assert told["faults"]


def test_markup_in_a_formula_stays_text() -> None:
    told = answer({"formula": "<img src=x onerror=alert(1)>"})
    assert "<img" not in told.get("html", "")
    assert told["faults"]
