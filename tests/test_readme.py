"""The outputs that the README and the tutorial show are those of the program."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from derivcheck import cli

ROOT = Path(__file__).parent.parent
PAGES = [(ROOT / page).read_text("utf-8") for page in ("README.md", "examples/TUTORIAL.md")]

OUTPUTS = [re.findall(r"<!-- output: (.*?) -->\n```text\n(.*?)```", page, re.DOTALL) for page in PAGES]
SHOWN = [output for page in OUTPUTS for output in page]

ELSEWHERE = "…"  # lines left out


def masked(line: str) -> str:
    """A line without what the last bit of a libm decides: the figures of errors, values past their 8th digit."""
    line = re.sub(r"[+-]?\d\.\d\de[+-]\d+", "#", line)
    line = re.sub(r"(\d\.\d{8})\d+", r"\1", line)
    return re.sub(r"\s+", " ", line).strip()


def is_measured(line: str) -> bool:
    """Whether a line lists versions, or what was measured in floating point, where a libm may round otherwise."""
    return bool(re.search(r"<- best|^(best step|predicted|slopes|Made with)", line.strip())) or line.count("e-") > 2


@pytest.mark.parametrize(("arguments", "shown"), SHOWN, ids=[arguments for arguments, _ in SHOWN])
def test_the_output_is_that_of_the_program(arguments: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(shlex.split(arguments))
    printed = iter([masked(line) for line in capsys.readouterr().out.splitlines()])
    lines = [line for line in shown.splitlines() if line.strip() and not is_measured(line)]
    for line in lines:
        assert line.strip() == ELSEWHERE or masked(line) in printed, line  # in order: an iterator is used up


def test_the_pages_show_outputs() -> None:
    assert min(map(len, OUTPUTS)) >= 2


def test_the_tutorial_has_ten_steps() -> None:
    assert re.findall(r"^## (\d+)\.", PAGES[1], re.MULTILINE) == [str(n) for n in range(1, 11)]


def test_a_changed_output_would_be_found(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AssertionError):
        test_the_output_is_that_of_the_program("x^2 --claim 2*x --at 1 --no-proof", "REFUTED: wrong\n", capsys)
