"""The outputs that the README and the tutorial show are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from shown import check

ROOT = Path(__file__).parent.parent
PAGES = [(ROOT / page).read_text("utf-8") for page in ("README.md", "examples/TUTORIAL.md")]

OUTPUTS = [re.findall(r"<!-- output: (.*?) -->\n```text\n(.*?)```", page, re.DOTALL) for page in PAGES]
SHOWN = [output for page in OUTPUTS for output in page]


@pytest.mark.parametrize(("arguments", "shown"), SHOWN, ids=[arguments for arguments, _ in SHOWN])
def test_the_output_is_that_of_the_program(arguments: str, shown: str) -> None:
    check(arguments, shown)


def test_the_pages_show_outputs() -> None:
    assert min(map(len, OUTPUTS)) >= 2


def test_the_tutorial_has_ten_steps() -> None:
    assert re.findall(r"^## (\d+)\.", PAGES[1], re.MULTILINE) == [str(n) for n in range(1, 11)]


# A figure that a page shows, and nonsense in its place.
NONSENSE = [
    ("+6.46e+00   +6.46e+00", "-9.99e+09   +6.46e+00"),  # an error
    ("+2.60e-06", "+2.60e-02"),  # a part of it
    ("+6.74e-04   +6.49e-04", "+6.74e-04   +6.94e-04"),  # truncation
    ("-778.73588306829322", "-778.73598306829322"),  # an estimate
    ("gap             +7.78e+02", "gap             +7.87e+02"),
    ("+7.78e+02", "+7.87e+02"),
    ("relative 1.7e-57", "relative 1.7e-37"),
    ("-778.8007830714049", "-778.8007830724049"),
    ("error at most 4.03e-50", "error at most 4.03e-40"),
    ("+1.68e-16  6.04e-15", "+1.68e-13  6.04e-15"),
    ("9.40e-08     7.7", "9.40e-08     8.7"),
    ("2.47e-10", "2.47e-09"),  # the bound of a method
    ("7.63e-06      2", "7.63e-05      2"),  # its step
    ("with error 2.47e-10", "with error 2.47e-09"),
    ("4690791563945", "4690791563954"),  # certain digits
    ("2.03e-15", "2.03e-12"),
    ("3.16e-06  6.03e-11", "3.16e-02  6.03e-11"),  # the best step of a scheme
    ("h = 9.77e-04 (error", "h = 9.77e-03 (error"),  # the step that is advised,
]


@pytest.mark.parametrize(("figure", "nonsense"), NONSENSE)
def test_a_changed_figure_would_be_found(figure: str, nonsense: str) -> None:
    arguments, shown = next((arguments, shown) for arguments, shown in SHOWN if figure in shown)
    with pytest.raises(AssertionError):
        check(arguments, shown.replace(figure, nonsense, 1))


def test_a_changed_output_would_be_found() -> None:
    with pytest.raises(AssertionError):
        check("x^2 --claim 2*x --at 1 --no-proof", "REFUTED: wrong\n")
