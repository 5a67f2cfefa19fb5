"""The sources of the documentation site; ``.ci/run`` builds it, with warnings as errors."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import derivcheck as dc
from derivcheck.cli import batch, explore, options, page
from tests.test_examples import EXAMPLES, NAMES

SITE = EXAMPLES / "site"
PAGES = sorted(path for path in (*SITE.glob("*.rst"), *(SITE / "how").glob("*.rst")))


def test_the_reference_lists_every_public_name() -> None:
    text = (SITE / "api.rst").read_text("utf-8")
    listed = re.findall(r"^   ([A-Za-z_.]+)$", text, re.MULTILINE)
    public = {*dc.__all__, *(f"testing.{name}" for name in dc.testing.__all__)} - {"__version__", "testing"}
    assert sorted(listed) == sorted(public)


def commands() -> list[str]:
    """Return the command lines of derivcheck that the pages show."""
    text = "\n".join(one.read_text("utf-8") for one in PAGES)
    return re.findall(r"^   \$ (?:\S*/)?python -m derivcheck ?(.*)$", text, re.MULTILINE)


READERS = {"batch": batch.read, "explore": explore.read, "page": page.read}


@pytest.mark.parametrize("command", commands())
def test_the_commands_of_the_pages_are_understood(command: str) -> None:
    first, *words = shlex.split(command)
    read = READERS.get(first, options.read)
    words = words if first in READERS else [first, *words]
    assert read(words)
    with pytest.raises(dc.InputError):
        read([*words, "--no-such-option"])


def test_every_page_is_reached_from_the_front_page() -> None:
    def linked(page: Path) -> set[Path]:
        text = page.read_text("utf-8")
        inside = re.findall(r"^   (?:.*<)?([\w/]+)>?$", text.partition(".. toctree::")[2], re.MULTILINE)
        found = {(page.parent / f"{name}.rst").resolve() for name in inside}
        return {page, *(one for name in found if name.exists() for one in linked(name))}

    assert linked(SITE / "index.rst") >= {*PAGES}


@pytest.mark.parametrize("name", NAMES)
def test_every_example_has_the_title_of_its_row_in_the_gallery(name: str) -> None:
    """The built gallery takes what has a title, and nothing else."""
    start, title, line, *_ = (EXAMPLES / f"{name}.py").read_text("utf-8").splitlines()
    assert (start, line) == ('"""', "=" * len(title))
    assert f"### [{title}]({name}.py)" in (EXAMPLES / "README.md").read_text("utf-8")


def test_nothing_that_is_built_is_in_the_sources() -> None:
    ignored = (EXAMPLES.parent / ".gitignore").read_text("utf-8").splitlines()
    assert {"examples/site/gallery/", "examples/site/generated/"} <= {*ignored}
