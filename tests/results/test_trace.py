"""Traces: the steps of the textbook example, the report, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.reverse.tape import constant_text
from derivcheck.report.outline import trace as outline

EXAMPLE = "exp(2*x)/(1+sin(x^2))"
GOLDEN = Path(__file__).parent / "golden" / "trace.txt"


def example() -> dc.Trace:
    return dc.trace(EXAMPLE, 0.5)


def by_name(found: dc.Trace) -> dict[str, Any]:
    return {step.name: step for step in (*found.inputs, *found.steps)}


# Worked by hand: the derivative of each step by x, and of the result by each step.
STEPS = {
    "z1": ("2*x", lambda x: 2 * x, lambda x: 2.0),
    "z2": ("exp(z1)", lambda x: np.exp(2 * x), lambda x: 2 * np.exp(2 * x)),
    "z3": ("x**2", lambda x: x**2, lambda x: 2 * x),
    "z4": ("sin(z3)", lambda x: np.sin(x**2), lambda x: 2 * x * np.cos(x**2)),
    "z5": ("1 + z4", lambda x: 1 + np.sin(x**2), lambda x: 2 * x * np.cos(x**2)),
    "z6": ("z2/z5", lambda x: np.exp(2 * x) / (1 + np.sin(x**2)), lambda x: 2.66566172940702444834),
}
ULPS = 8 * 2.0**-53  # of the hand-written formulas here, each of a few operations


def test_the_steps_of_the_example() -> None:
    found = example()
    assert [(step.name, step.operation) for step in found.steps] == [(n, o) for n, (o, _, _) in STEPS.items()]
    for step in found.steps:
        _, value, slope = STEPS[step.name]
        assert abs(step.value - value(0.5)) <= step.value_bound + ULPS * abs(step.value)
        assert abs(step.tangent - slope(0.5)) <= step.tangent_bound + ULPS * abs(step.tangent)


def test_an_outer_product_with_a_constant_on_either_side() -> None:
    w, x = np.array([3.0, 4.0, 5.0]), np.array([1.0, 2.0])
    assert dc.trace(lambda w: np.sum(np.outer(x, w)), w).gradient.tolist() == [3.0, 3.0, 3.0]
    assert dc.trace(lambda w: np.sum(np.outer(w, x)), w).gradient.tolist() == [3.0, 3.0, 3.0]


def test_the_adjoints_of_the_example() -> None:
    steps = by_name(example())
    top, bottom = steps["z2"].value, steps["z5"].value
    expected = {"z6": 1.0, "z2": 1 / bottom, "z5": -top / bottom**2, "z4": -top / bottom**2, "z1": top / bottom}
    expected["x"] = 2.66566172940702444834
    for name, adjoint in expected.items():
        assert abs(steps[name].adjoint - adjoint) <= steps[name].adjoint_bound + ULPS * abs(adjoint)
    # At every step: the derivative of the result is slope times adjoint, added up over the users.
    assert steps["x"].used_by == ("z1", "z3")
    assert steps["x"].adjoint == steps["z1"].adjoint * 2 + steps["z3"].adjoint * 2 * 0.5


def test_the_gradient_is_shaped_like_the_point() -> None:
    assert dc.trace("x^2", 3).gradient == 6.0
    assert dc.trace("x^2*y", {"x": 3, "y": 2}).gradient == {"x": 12.0, "y": 9.0}
    assert dc.trace("x^2*y", {"x": 3, "y": 2}, wrt="y").gradient == {"y": 9.0}
    gradient = dc.trace(lambda w: np.sum(w * w), np.ones((2, 3))).gradient
    assert gradient.tolist() == [[2.0] * 3] * 2


def test_a_variable_that_is_not_used_has_a_zero_gradient() -> None:
    found = dc.trace("x^2 + 3", {"x": 1.0, "a": 5.0})
    assert found.gradient == {"x": 2.0, "a": 0.0}
    assert by_name(found)["a"].adjoint == 0


@pytest.mark.parametrize("constant", ["7", "2*pi"])
def test_a_constant_has_no_steps(constant: str) -> None:
    found = dc.trace(constant, {"x": 2.0})
    assert (found.steps, found.gradient, found.consistent) == ((), {"x": 0.0}, True)
    assert dc.trace(lambda x: 7.0, 2.0).gradient == 0.0


def test_a_node_used_twice_gets_both_shares() -> None:
    found = dc.trace("x*x + x", 3.0)
    assert (found.gradient, found.derivative) == (7.0, 7.0)
    assert by_name(found)["z1"].slopes == (3.0, 3.0)


def test_parts_of_an_array_are_named_after_it() -> None:
    found = dc.trace(lambda w: w[0] * w[1] + w[0], [2.0, 3.0])
    assert [step.name for step in found.steps] == ["w[0]", "w[1]", "z1", "z2"]
    assert found.steps[2].operation == "w[0]*w[1]"


def test_texts_of_operations() -> None:
    found = dc.trace(lambda x: (-2.0) ** (x[0] * -2 - 3) * np.pi, [1.0])
    assert [step.operation for step in found.steps] == ["part of x", "x[0]*(-2)", "z1 - 3", "(-2)**z2", "z3*pi"]
    assert constant_text(np.zeros((2, 3))) == "array(2, 3)"


def test_a_kink_is_noted() -> None:
    said = "z1 = abs(x) has a kink or a jump here: its slope is the mean of both sides"
    assert dc.trace("abs(x)*2", 0.0).notes == (said,)
    assert dc.trace("max(x, 1)", 1.0).notes != ()
    assert dc.trace("abs(x)", 1.0).notes == ()


def test_a_value_that_is_not_finite_is_noted_and_never_agrees() -> None:
    found = dc.trace("log(x)", -1.0)
    assert found.notes == ("z1 = log(x) is not finite here",)
    found = dc.trace("sqrt(log(x))", 0.5)
    assert not found.consistent
    assert "accumulation differ by more than rounding" in " ".join(str(found).split())
    assert json.loads(found.render("json"))["value"] is None


def test_no_one_can_change_the_point_afterwards() -> None:
    x = np.array([1.0, 2.0])
    found = dc.trace(lambda v: (v**2).sum(), x)
    x[0] = 100.0
    assert found.gradient.tolist() == [2.0, 4.0]
    assert found.steps[0].value.tolist() == [1.0, 4.0]


def test_formats_of_floats() -> None:
    assert dc.trace("x/3", 1.0, dtype="float32").value == np.float32(1) / np.float32(3)
    found = dc.trace(lambda x: (x * 0.1).sum(), [1.0, 2.0], dtype="float32")
    assert found.gradient.dtype == np.float32
    # The coded 0.1 is the double, which single precision rounds.
    assert found.steps[0].value_bound.min() >= abs(0.1 - float(np.float32(0.1)))


# The report


def masked(text: str) -> str:
    """Numbers to 12 digits, and no bounds: the last digits are those of the libm, or of a sharper analysis."""
    cut = re.sub(r"(\d\.\d{11})\d+", r"\1…", text)
    return re.sub(r" +(?:\S?\d\.\d\de-\d\d|0)(?=\s|,)", "  #", cut)


def test_golden() -> None:
    assert masked(example().render("text", width=100)) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_the_other_formats_have_every_step(format: str) -> None:
    report = example().render(format)
    assert all(f"z{i}" in report for i in range(1, 7))


def test_json_has_every_step() -> None:
    told = json.loads(example().render("json"))
    assert told["schema"] == "derivcheck/1"
    assert [step["name"] for step in told["steps"]] == list(STEPS)
    last = told["steps"][-1]
    assert last["operands"] == ["z2", "z5"]
    assert len(last["slopes"]) == 2
    assert last["tangents"] == {"x": last["tangent"]}
    assert told["gradient"] == told["inputs"][0]["adjoint"]
    assert told["consistent"] is True


def test_json_of_arrays_is_strict() -> None:
    found = dc.trace(lambda x: np.where(x > 0, np.log(x), x).sum(), [1.0, -2.0])
    steps = json.loads(found.render("json"))["steps"]
    assert steps[0]["value"] == [0.0, None]


def test_a_long_trace_is_cut_in_the_middle() -> None:
    found = dc.trace(lambda x: sum(x * i for i in range(200)), 1.0)
    text = str(found)
    assert len(found.steps) > outline.ROWS
    assert "rows in the middle are left out" in text
    assert len(text.splitlines()) < 3 * outline.ROWS


def test_a_report_of_arrays_describes_them() -> None:
    assert "[4] 0 to 9" in str(dc.trace(lambda x: (x**2).sum(), [0.0, 1.0, 2.0, 3.0]))


# What is refused


@pytest.mark.parametrize(
    ("f", "x", "options", "said"),
    [
        ("x*y", 1.0, {}, "the formula has the variables x, y"),
        ("x*y", {"x": 1.0}, {}, "no value for y"),
        ("x", 1.0, {"wrt": "t"}, "no variable 't'; known: x"),
        ("x", 1.0, {"dtype": "float16"}, "no dtype 'float16'"),
        ("x", 1.0, {"direction": 1.0}, "direction is for a callable"),
        ("x", float("nan"), {}, "not a finite number"),
        (np.sin, [1.0, 2.0], {}, "array of shape (2,); trace one component of it, or its sum"),
        (np.sum, [1.0, np.inf], {}, "not finite"),
        (np.sum, [], {}, "no elements"),
        (np.sum, "abc", {}, "a number or an array"),
        (np.sum, [1.0, 2.0], {"direction": [1.0]}, "the direction has shape (1,)"),
        (lambda x: "text", 1.0, {}, "f returned str, not a real number"),
        (lambda x: None, 1.0, {}, "f returned NoneType, not a real number"),
    ],
)
def test_bad_input(f: Any, x: Any, options: dict[str, Any], said: str) -> None:
    with pytest.raises(dc.InputError, match=re.escape(said)):
        dc.trace(f, x, **options)


def test_a_trace_has_no_matplotlib_picture() -> None:
    with pytest.raises(dc.InputError, match="to_dot"):
        example().plot()
