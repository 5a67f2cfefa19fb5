"""A claim as a row gives it: read, or refused by the name of what is wrong."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import numpy as np
import pytest
import sympy

import derivcheck as dc
from derivcheck.testing.claim_row import ClaimRow, identity, read_row

FULL = {"id": "a", "function": "a*x^2", "variable": "x", "claimed": "2*a*x", "at": "1.5", "params": '{"a": "2"}'}


def test_texts_of_a_table_and_values_of_python_say_the_same() -> None:
    typed = {**FULL, "at": 1.5, "params": {"a": 2}}
    assert read_row(FULL, 1) == read_row(typed, 1) == ClaimRow("a", "a*x^2", "2*a*x", "x", 1.5, {"a": 2.0})


def test_what_may_be_left_out() -> None:
    short = ClaimRow(7, "x^2", "2*x", "", None, {})
    for row in ({"function": "x^2", "claimed": " 2*x "}, ("x^2", "2*x"), ["x^2", "2*x", None]):
        assert read_row(row, 7) == short
    assert read_row({**FULL, "id": "", "at": "", "params": "", "variable": None}, 7).id == 7
    x = sympy.Symbol("x")
    assert read_row((x**2, dc.parse("2x"), 1), 7) == ClaimRow(7, "x**2", "2*x", "", 1.0, {})
    assert read_row(("x", 1), 7).claimed == "1"
    assert read_row({**FULL, "order": "1"}, 1) == read_row(FULL, 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"function": ""}, "'function' is empty"),
        ({"claimed": None}, "'claimed' is empty"),
        ({"function": ["x"]}, "function is a text"),
        ({"claimed": True}, "claimed is a text"),
        ({"at": "here"}, "at 'here' is not a number"),
        ({"order": "2"}, "order '2': claims of a batch are for the first derivative"),
        ({"order": 2}, "give the derivative of one order less as function"),
        ({"at": True}, "at True is not a number"),
        ({"at": [1, "b"]}, "at 'b' is not a number"),
        ({"at": 10**400}, "is not a number"),
        ({"params": "a=2"}, "not a JSON object"),
        ({"params": "[2]"}, "not an object"),
        ({"params": "[" * 10**5}, "not a JSON object"),
        ({"params": {"a": "two"}}, "params: a 'two' is not a number"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(dc.InputError, match=message) as refused:
        read_row({**FULL, **change}, 1)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize("row", [None, 3, "x^2", ("x",), ("x", "1", 2, 3), b"x"])
def test_what_is_no_row_is_refused(row: Any) -> None:
    with pytest.raises(dc.InputError, match=f"a mapping with function and claimed.* not {re.escape(repr(row))}"):
        read_row(row, 1)


@pytest.mark.parametrize("id", [None, "", math.nan, math.inf])
def test_without_an_id_a_row_has_the_one_that_is_given(id: Any) -> None:
    assert identity({"id": id}, 4) == read_row({**FULL, "id": id}, 4).id == 4
    assert identity("no mapping", 4) == 4


@pytest.mark.parametrize(("id", "read"), [(0, 0), (1.5, 1.5), (np.int64(3), 3), (np.float32(2.5), 2.5), ("a", "a")])
def test_an_id_is_a_text_or_a_number_that_json_has(id: Any, read: Any) -> None:
    found = read_row({**FULL, "id": id}, 4).id
    assert (found, type(found)) == (read, type(read))
    assert json.loads(json.dumps(found)) == read


@pytest.mark.parametrize("id", [True, [], {"a": 1}, b"a"])
def test_another_id_is_refused(id: Any) -> None:
    with pytest.raises(dc.InputError, match="neither a text nor a number"):
        read_row({**FULL, "id": id}, 4)
    assert identity({"id": id}, 4) == 4


def test_code_is_told_from_formulas() -> None:
    assert read_row(("math:sin", "cos(x)"), 1).is_code
    assert not read_row(("sin(x)", "cos(x)"), 1).is_code
