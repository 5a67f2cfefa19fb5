"""What `--format json` prints follows the JSON Schema that the package ships."""

from __future__ import annotations

import json
import shlex
from importlib.resources import files

import jsonschema
import pytest

from derivcheck.cli import main

SCHEMA = json.loads((files("derivcheck.report.formats") / "schema.json").read_text("utf-8"))

COMMANDS = (
    "x^2 --at 1 --scheme central-2 --steps 1e-3",
    "x^2 --at 1 --at 2 --scheme central-2 --steps 1e-3",
    "x^2 --at 1 --dtype float64 --dtype float32 --order 1 --order 2 --scheme central-2 --steps 1e-3",
    "x^2 --at 1 --scheme central-2 --steps 1e-3 --trace",
    "x*y --at x=1,y=2 --wrt x,y --scheme central-2 --steps 1e-3",
    "x^2 --claim 3x --at 1",
    "x^2 --claim 2x --over 0:1 --no-proof",
    "x*y --wrt x,y --claim y --claim x --at x=1,y=2 --no-proof",
    "examples/logistic.py:loss --claim examples/logistic.py:forgetful --at 0.3,0.5",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_json_follows_the_schema(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main.main([*shlex.split(command), "--format", "json"])
    assert status in (0, 1)
    jsonschema.validate(json.loads(capsys.readouterr().out), SCHEMA)
