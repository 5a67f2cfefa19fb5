"""Everything exported has a numpydoc docstring: each parameter, value, error and attribute, and an example."""

from __future__ import annotations

import dataclasses
import inspect

import pytest
from numpydoc.docscrape import FunctionDoc, NumpyDocString
from numpydoc.validate import validate

import derivcheck as dc

PUBLIC = [name for name in dc.__all__ if name not in ("testing", "__version__")]
FUNCTIONS = [name for name in PUBLIC if inspect.isfunction(getattr(dc, name))]
RESULTS = [name for name in PUBLIC if dataclasses.is_dataclass(getattr(dc, name))]
ASSERTIONS = [f"testing.{name}" for name in dc.testing.__all__]

DEMANDED = {
    "GL08": "a docstring",
    "PR01": "every parameter",
    "PR02": "no parameter that is none",
    "PR03": "parameters in their order",
    "PR04": "the type of each parameter",
    "PR07": "what each parameter is",
    "RT01": "what is returned",
    "RT03": "what the value is",
    "EX01": "an example",
    "SS01": "a summary",
}
"""Rules of numpydoc's own validation: the rest of them is style, which ruff looks after."""


@pytest.mark.parametrize("name", [*FUNCTIONS, *ASSERTIONS])
def test_functions_are_documented(name: str) -> None:
    errors = [f"{code}: {text}" for code, text in validate(f"derivcheck.{name}")["errors"] if code in DEMANDED]
    assert not errors


@pytest.mark.parametrize("name", FUNCTIONS)
def test_errors_of_functions_have_reasons(name: str) -> None:
    reasons = [error.desc for error in FunctionDoc(getattr(dc, name))["Raises"]]
    assert reasons
    assert all(reasons)


@pytest.mark.parametrize("name", RESULTS)
def test_results_document_their_attributes(name: str) -> None:
    result = getattr(dc, name)
    read = NumpyDocString(inspect.cleandoc(result.__doc__))
    documented = {one.strip() for entry in read["Attributes"] for one in entry.name.split(",")}
    assert {field.name for field in dataclasses.fields(result)} <= documented
    assert read["Examples"]


def test_a_parameter_without_a_description_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    planted = dc.compare.__doc__.replace("        Digits of the reference.\n", "")
    monkeypatch.setattr(dc.compare, "__doc__", planted)
    assert "PR07" in {code for code, _ in validate("derivcheck.compare")["errors"]}
