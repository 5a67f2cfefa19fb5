"""The JSON Schema that the package ships: every kind of JSON output follows it, and it knows no key too few."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable
from dataclasses import fields, replace
from importlib.resources import files
from typing import Any

import jsonschema
import numpy as np
import pytest
from cases import example_comparison, example_comparisons

import derivcheck as dc
from derivcheck import results
from derivcheck.results import SCHEMA, trace
from derivcheck.results.suite import Assertion, Suite
from derivcheck.results.traced import Traced

KNOWN = json.loads((files("derivcheck.report.formats") / "schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(KNOWN)


def longdouble() -> Any:
    return dc.compare("exp(x)", 0.5, schemes=["central-2"], steps=[1e-3], dtype="longdouble")


def lost() -> Any:
    """No method has a value, and a step leaves the domain."""
    result = example_comparison()
    nothing = {"value": math.nan, "error": math.nan, "error_bound": math.inf, "note": "none"}
    return replace(result, estimates=tuple(replace(e, **nothing) for e in result.estimates))


def refuted_gradient() -> Any:
    return dc.check_gradient(lambda w: np.sum(w**2), lambda w: 3 * w, np.array([1.0, 2.0]))


SHOWN = Assertion("t.py::test", "gradient", "f", results.Verdict.REFUTED, "wrong", "", math.nan, ("sweep",), 0.1, 0)

RESULTS: dict[str, Callable[[], Any]] = {
    "comparison": example_comparison,
    "a comparison without values": lost,
    "comparison in longdouble": longdouble,
    "comparison of code": lambda: dc.compare(math.exp, 0.5, schemes=["central-2"], steps=[1e-3]),
    "map of errors": lambda: dc.error_map(np.prod, [[1.0, 2.0], [3.0, 4.0]]),
    "recommendation": lambda: dc.recommend("sin(x)", 1.0),
    "comparison along a direction": lambda: dc.compare(np.prod, [1.0, 2.0], schemes=["central-2"], steps=[1e-3]),
    "comparison in another notation": lambda: dc.compare("x sin x", 0.5, schemes=["offsets:-1/2,1/2"], steps=[1e-3]),
    "comparisons": example_comparisons,
    "curve": lambda: example_comparison().curves[0],
    "curve with notes": lambda: dc.error_curve("log(x)", 0.5, steps=[1.0, 1e-3]),
    "proved": lambda: dc.check_derivative("x^2", "2x", 1.0, prove=True),
    "refuted": lambda: dc.check_derivative("x^2*sin(x)", "2*x*cos(x)", 1.0),
    "unresolved": lambda: dc.check_derivative("abs(x)", "x/abs(x)", 0.0),
    "a domain and findings": lambda: dc.check_derivative("cbrt(x^2)", "2/3*x^(-1/3)", domain={"x": (-1, math.inf)}),
    "over an interval": lambda: dc.check_derivative("sin(x)", "cos(x)", over=(0, 1)),
    "wrong over an interval": lambda: dc.check_derivative("sin(x)", "sin(x)", over=(0, 1)),
    "checks": lambda: dc.check_derivative("x*y", ["y", "y"], {"x": 1.0, "y": 2.0}, wrt=["x", "y"]),
    "code": lambda: dc.check_derivative(np.tanh, lambda x: 1 - np.tanh(x) ** 2, 0.5),
    "opaque code": lambda: dc.check_derivative(lambda x: math.exp(x), lambda x: 2 * math.exp(x), 0.5),
    "gradient": lambda: dc.check_gradient(lambda w: np.sum(w**2), lambda w: 2 * w, np.array([1.0, 2.0])),
    "refuted gradient": refuted_gradient,
    "jacobian": lambda: dc.check_jacobian(lambda w: w**2, lambda w: np.diag(2 * w), np.array([1.0, 2.0])),
    "large gradient": lambda: dc.check_gradient(lambda w: np.sum(w**2), lambda w: 2 * w, np.ones(3000)),
    "suite": lambda: Suite((SHOWN,), results.Verdict.REFUTED, "1 derivative assertion"),
    "trace": lambda: dc.trace("exp(2*x)/(1+sin(x**2))", 0.5),
    "trace of arrays": lambda: dc.trace(lambda w: np.sum(w**2), np.array([1.0, 2.0])),
    "trace with infinities": lambda: dc.trace("log(x)", 0.0),
    "traced": lambda: Traced(example_comparison(), dc.trace("x^2", 0.5)),
    "traced gradient": lambda: Traced(example_comparisons(), dc.trace("x*y", {"x": 1.0, "y": 2.0})),
}


def faults(plain: Any) -> list[str]:
    """What the closest of the kinds has against it."""
    return [str(jsonschema.exceptions.best_match([error])) for error in VALIDATOR.iter_errors(plain)]


def as_json(result: Any) -> Any:
    return json.loads(result.render("json"))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(KNOWN)
    assert KNOWN["title"] == KNOWN["$defs"]["Schema"]["const"] == SCHEMA


@pytest.mark.parametrize("name", RESULTS)
def test_what_is_printed_follows_the_schema(name: str) -> None:
    assert faults(as_json(RESULTS[name]())) == []


def test_several_results_follow_the_schema() -> None:
    assert faults({"results": [as_json(example_comparison()), as_json(refuted_gradient())]}) == []


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all objects in a JSON value."""
    if isinstance(value, list):
        return [found for i, item in enumerate(value[:1]) for found in places(item, (*path, i))]
    if not isinstance(value, dict):
        return []
    return [path, *(found for key, item in value.items() for found in places(item, (*path, key)))]


FREE = {"at", "versions", "tangents", "tangent_bounds", "gradient", "counterexample", "window", "domain"}
"""Objects whose keys are names of variables or libraries."""


@pytest.mark.parametrize("name", ["comparison", "wrong over an interval", "refuted gradient", "checks", "traced"])
def test_a_new_key_and_a_lost_one_are_noticed_at_every_place(name: str) -> None:
    plain = as_json(RESULTS[name]())
    for path in [path for path in places(plain) if not FREE & {*path}]:
        for fault in ("one more", "one less"):
            changed = copy.deepcopy(plain)
            inner = changed
            for key in path:
                inner = inner[key]
            if fault == "one more":
                inner["surprise"] = 1
            else:
                inner.pop(next(key for key in inner if key not in {"trace", "schema"}))
            assert faults(changed), (path, fault)


ALSO = {
    "Comparison": {"trace"},
    "Comparisons": {"trace"},
    "ErrorCurve": {"schema"},
    "Step": {"tangent"},
}
"""Keys beside the attributes of a class."""


@pytest.mark.parametrize(
    "kind",
    [
        *(results.BestStep, results.Cause, results.Certificate, results.Comparison, results.Comparisons),
        *(results.Extent, results.Finding),
        *(results.CurvePoint, results.ErrorCurve, results.Estimate, results.Reference, trace.Agreement, trace.Step),
        *(Assertion, Suite),
    ],
)
def test_a_class_and_its_definition_have_the_same_keys(kind: Any) -> None:
    """A new attribute goes into `properties` and `required` of the definition that is named for its class."""
    known = KNOWN["$defs"][kind.__name__]
    names = {f.name for f in fields(kind)}
    assert {*known["properties"]} == names | ALSO.get(kind.__name__, set())
    assert names - {"schema"} <= {*known["required"]}


def test_every_object_is_closed() -> None:
    objects = {name: d for name, d in KNOWN["$defs"].items() if d.get("type") == "object"}
    open_ones = {name for name, d in objects.items() if d["additionalProperties"] is not False}
    assert open_ones == {"Point", "Versions", "Numbers"}
    assert all({*d["required"]} <= {*d["properties"]} for name, d in objects.items() if name not in open_ones)
