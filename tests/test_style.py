"""Lint and types, as tests, so that one command checks everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

CHECKS = {
    "lint": ("ruff", "check", "--config=pyproject.toml"),
    "types": ("mypy", "--strict", "--config-file=setup.cfg"),
}
PATHS = {"lint": ["derivcheck", "tests", "examples"], "types": ["derivcheck"]}
FAULTS = {"lint": '"""A planted fault."""\n\nimport os\n', "types": 'X: int = "one"\n'}


def check(name: str, *paths: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *CHECKS[name], *paths]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", CHECKS)
def test_the_code_is_clean(name: str) -> None:
    done = check(name, *PATHS[name])
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", CHECKS)
def test_a_planted_fault_is_found(name: str, tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(FAULTS[name], "utf-8")
    done = check(name, str(planted))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "planted.py" in done.stdout
