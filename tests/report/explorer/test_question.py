"""Questions from outside are checked before anything is computed."""

from __future__ import annotations

import json
import math
import shlex
from typing import Any

import pytest

from derivcheck.cli.options import read as read_options
from derivcheck.ground.errors import InputError
from derivcheck.report.explorer.question import ExplorerQuestion, read

WHOLE = {
    "formula": " x^2 ",
    "claim": "2x",
    "at": {"x": 1, "alpha": -0.5},
    "wrt": "x",
    "schemes": ["central-2"],
    "order": 2,
    "dtype": "float32",
}


def test_a_whole_question_is_read() -> None:
    asked = read(json.loads(json.dumps(WHOLE)))
    assert asked == ExplorerQuestion("x^2", "2x", {"x": 1.0, "alpha": -0.5}, "x", ("central-2",), 2, "float32")


def test_the_largest_question_is_read() -> None:
    names = ["x" * 64, *(f"x{i}" for i in range(19))]
    asked = read({**WHOLE, "at": dict.fromkeys(names, 1), "schemes": ["central-2"] * 20, "order": 4})
    assert (len(asked.at), len(asked.schemes), asked.order) == (20, 20, 4)


BAD: list[tuple[Any, str]] = [
    (None, "a JSON object with a formula"),
    ([], "a JSON object with a formula"),
    ({}, "a JSON object with a formula"),
    ({**WHOLE, "path": "/etc/passwd"}, "no part 'path'; known: formula"),
    ({**WHOLE, "formula": 3}, "formula is text"),
    ({**WHOLE, "claim": None}, "claim is text"),
    ({**WHOLE, "at": [1]}, "at is a mapping"),
    ({**WHOLE, "at": {f"x{i}": 1 for i in range(21)}}, "at most 20"),
    ({**WHOLE, "at": {"__import__('os')": 1}}, "is not the name of a variable"),
    ({**WHOLE, "at": {"x" * 65: 1}}, "is not the name of a variable"),
    ({**WHOLE, "at": {"x": "1"}}, "x needs a number"),
    ({**WHOLE, "at": {"x": True}}, "x needs a number"),
    ({**WHOLE, "at": {"x": math.nan}}, "x needs a number"),
    ({**WHOLE, "at": {"x": math.inf}}, "x needs a number"),
    ({**WHOLE, "at": {"x": 10**400}}, "x needs a number"),
    ({**WHOLE, "schemes": "all"}, "schemes is a list"),
    ({**WHOLE, "schemes": ["central-2"] * 21}, "at most 20"),
    ({**WHOLE, "schemes": [None]}, "schemes is text"),
    ({**WHOLE, "order": 5}, "from 1 to 4"),
    ({**WHOLE, "order": True}, "from 1 to 4"),
    ({**WHOLE, "order": 1.0}, "from 1 to 4"),
    ({**WHOLE, "dtype": 64}, "dtype is text"),
]


@pytest.mark.parametrize(("data", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_question_is_refused_in_one_line(data: Any, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        read(data)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "asked",
    [
        ExplorerQuestion("-x^2"),
        ExplorerQuestion("a*x", "a"),
        ExplorerQuestion("sin(x)", order=2, dtype="float32", schemes=("all",)),
    ],
)
def test_the_command_line_asks_the_same(asked: ExplorerQuestion) -> None:
    words = shlex.split(asked.command({"a": 0.1, "x": -1e-7}, "x"))
    assert words[:3] == ["python", "-m", "derivcheck"]
    options = read_options(words[3:])
    assert options.formula.strip() == asked.formula
    assert (options.at, options.wrt) == (["a=0.1,x=-1e-07"], "x")
    assert (options.order or [1]) == [asked.order]
    assert [claim.strip() for claim in options.claim or []] == [asked.claim] * bool(asked.claim)
    if not asked.claim:
        assert (options.dtype or ["float64"]) == [asked.dtype]
        assert tuple(options.scheme or ()) == asked.schemes
