"""What the metadata and the README promise, read as pip and CI read it."""

from __future__ import annotations

import configparser
import os
import re
import shlex
from pathlib import Path

import pytest

import derivcheck

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def setup() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", "utf-8")
    return parser


def requirements(text: str) -> set[str]:
    return {re.split(r"[<>=\[]", line)[0] for line in text.split()}


def test_names_and_version(setup: configparser.ConfigParser) -> None:
    assert setup["metadata"]["name"] == "sympy-derivcheck"
    assert setup["metadata"]["version"] == "attr: derivcheck.__version__"
    assert f"## {derivcheck.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_only_four_packages_are_required(setup: configparser.ConfigParser) -> None:
    assert requirements(setup["options"]["install_requires"]) == {"sympy", "numpy", "mpmath", "python-flint"}


def test_all_is_every_extra(setup: configparser.ConfigParser) -> None:
    """Except `docs` and `wild`, which nobody needs who uses or tests the package."""
    extras = setup["options.extras_require"]
    everything = extras["all"].strip().removeprefix("sympy-derivcheck[").removesuffix("]").split(",")
    assert everything == sorted(set(extras) - {"all", "docs", "wild"})


def test_the_package_says_that_it_is_typed(setup: configparser.ConfigParser) -> None:
    assert "py.typed" in setup["options.package_data"]["derivcheck"]
    assert (ROOT / "derivcheck" / "py.typed").exists()


def test_every_folder_of_code_is_a_package() -> None:
    # setuptools finds packages by their __init__.py; a folder without one would not be installed.
    folders = {path.parent for path in (ROOT / "derivcheck").rglob("*.py")}
    assert all((folder / "__init__.py").exists() for folder in folders)


def blocks() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[list[str]]:
    return [shlex.split(line, comments=True) for line in block.splitlines() if line.strip()]


def test_the_first_two_blocks_are_the_set_up_commands() -> None:
    main_job, tests = (commands(block) for block in blocks()[:2])
    assert main_job[0][1:3] == tests[0][1:3] == ["-m", "venv"]
    assert main_job[1][-2:] == ["install", ".[plot]"]
    assert main_job[2][1:6] == ["-m", "derivcheck", "exp(2*x)/(1+sin(x**2))", "--at", "0.5"]
    assert "--plot" in main_job[2]
    assert tests[1][-2:] == ["install", ".[all]"]
    assert tests[2][1:3] == ["-m", "pytest"]


def test_ci_runs_those_blocks() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "README.md" in script.read_text("utf-8")


def test_benchmarks_are_opt_in(setup: configparser.ConfigParser) -> None:
    assert "benchmarks" in setup["tool:pytest"]["norecursedirs"].split()
