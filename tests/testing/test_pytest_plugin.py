"""The plugin for pytest: what it shows and writes, which seeds it gives, and what it costs where it is not used."""

from __future__ import annotations

import configparser
import re
import zlib
from pathlib import Path

import pytest

import derivcheck as dc
from derivcheck.report.outline import suite as outline
from derivcheck.results import Verdict
from derivcheck.results.suite import Assertion, Suite
from derivcheck.testing import running_test

SUITE = """
import numpy as np
import pytest
from derivcheck.testing import assert_derivative, assert_gradient

X = np.array([0.3, -0.7])


def test_right():
    assert_derivative("sin(x)", "cos(x)", 0.5)
    assert_gradient(lambda w: np.sum(w**3), lambda w: 3 * w**2, X)


def test_wrong():
    assert_gradient(lambda w: np.sum(w**3), lambda w: 2 * w**2, X, seed=7)


@pytest.fixture
def checked():
    assert_derivative("x*y", ["y", "x"], {"x": 1.0, "y": 2.0}, wrt=["x", "y"])


def test_fixture(checked):
    pass
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> object:
    """Run a suite in a process of its own, with this plugin and no other, however derivcheck is installed."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    def run(*arguments: str, suite: str = SUITE) -> pytest.RunResult:
        pytester.makepyfile(test_suite=suite)
        return pytester.runpytest_subprocess("-p", "derivcheck.testing.pytest_plugin", *arguments)

    return run


def rows(result: pytest.RunResult) -> list[list[str]]:
    """The words of the rows of the table in the summary."""
    words = [line.split() for line in result.outlines]
    first = next(i for i, line in enumerate(words) if line[:2] == ["test", "verdict"])
    return [line for line in words[first + 1 :] if line and "::" in line[0]]


def test_the_summary_lists_every_assertion_and_the_page_too(run: object, pytester: pytest.Pytester) -> None:
    result = run("--derivcheck-report=report.html", "--junit-xml=report.xml")  # type: ignore[operator]
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*= derivcheck =*", "REFUTED: 4 derivative assertions, 1 of them failed, in * s"])
    assert [(row[0], row[1], row[4], row[5]) for row in rows(result)] == [
        ("test_suite.py::test_right", "agrees", "0", "reference"),
        ("test_suite.py::test_right", "agrees", "0", "reverse"),
        ("test_suite.py::test_wrong", "refuted", "7", "reverse"),
        ("test_suite.py::test_fixture", "agrees", "0", "reference"),
    ]
    page = (pytester.path / "report.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("test_suite.py::test_wrong") == 2
    assert "the claim is the derivative times 2/3" in page
    # The first line of the message is what pytest shows of a failure.
    result.stdout.fnmatch_lines(["FAILED test_suite.py::test_wrong - AssertionError: REFUTED: wrong in component *"])
    assert (pytester.path / "report.xml").read_text("utf-8").count('<property name="derivcheck"') == 4


def test_each_test_may_have_a_seed_of_its_own(run: object) -> None:
    result = run("--derivcheck-seed=3", "-v")  # type: ignore[operator]
    names = {row[0]: row[4] for row in rows(result)}
    right, fixture = (f"test_suite.py::test_{name}" for name in ("right", "fixture"))
    assert names[right] == str(zlib.crc32(f"3:{right}".encode()))
    assert names[fixture] == str(zlib.crc32(f"3:{fixture}".encode()))
    # A seed that a test gives stays its own.
    assert names["test_suite.py::test_wrong"] == "7"


def test_assertions_of_other_processes_are_gathered(run: object) -> None:
    pytest.importorskip("xdist")
    result = run("-p", "xdist", "-n", "2")  # type: ignore[operator]
    result.stdout.fnmatch_lines(["REFUTED: 4 derivative assertions, 1 of them failed, in * s"])
    assert len(rows(result)) == 4


def test_a_suite_without_assertions_pays_for_nothing(run: object) -> None:
    suite = """
        import sys

        def test_imports():
            heavy = {"numpy", "sympy", "matplotlib", "scipy", "mpmath", "flint"}
            assert not heavy & set(sys.modules)
        """
    result = run(suite=suite)  # type: ignore[operator]
    result.assert_outcomes(passed=1)
    assert "derivcheck" not in "".join(result.outlines[3:])


@pytest.mark.parametrize("name", ["report.txt", "missing/report.html"])
def test_a_page_that_cannot_be_written_is_told_first(run: object, name: str) -> None:
    result = run(f"--derivcheck-report={name}")  # type: ignore[operator]
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "not a file .html in a folder that exists" in "".join(result.errlines)


def test_the_plugin_is_an_entry_point() -> None:
    read = configparser.ConfigParser()
    read.read(Path(__file__).parents[2] / "setup.cfg", encoding="utf-8")
    name, module = read["options.entry_points"]["pytest11"].strip().split(" = ")
    assert (name, module) == ("derivcheck", "derivcheck.testing.pytest_plugin")
    assert dc.testing.__name__ == module.rpartition(".")[0]


def test_outside_of_a_test_run_the_seed_is_0() -> None:
    outer = running_test.seed()
    running_test.begin(5)
    assert running_test.seed() == 5
    running_test.end()
    assert running_test.seed() == outer


def assertion(i: int, verdict: Verdict = Verdict.AGREES, limit: float = 1e-15) -> Assertion:
    return Assertion(f"t.py::test_{i}", "gradient", "f", verdict, "", "", limit, ("reverse sweep",), 0.01, 0)


def test_a_long_list_is_cut_to_what_failed_and_what_would_have_missed_most() -> None:
    made = [assertion(i, limit=1e-15 * (1 + i)) for i in range(500)]
    made[3] = assertion(3, Verdict.REFUTED, float("nan"))
    result = Suite(tuple(made), Verdict.REFUTED, "500 derivative assertions")
    short, long = str(result), result.to_text(verbose=True)
    listed = [int(n) for n in re.findall(r"test_(\d+)", short)]
    assert listed == [3, *range(500 - outline.ROWS + 1, 500)]
    assert "480 more, which passed with smaller limits" in short
    assert len({*re.findall(r"test_(\d+)", long)}) == 500


@pytest.mark.parametrize(("count", "told"), [(outline.ROWS, ""), (outline.ROWS + 1, "1 more, which passed")])
def test_a_list_that_is_shown_in_full_says_of_no_more(count: int, told: str) -> None:
    text = str(Suite(tuple(map(assertion, range(count))), Verdict.AGREES, f"{count} derivative assertions"))
    assert len({*re.findall(r"test_(\d+)", text)}) == outline.ROWS
    assert told in text if told else " more, which passed" not in text
