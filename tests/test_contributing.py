"""The map of the code names files that exist, and every room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_layers import LAYERS

ROOT = Path(__file__).parent.parent
MAP = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

PATH = re.compile(r"`((?:derivcheck|tests|examples)/[\w/]*(?:\.\w+)?)`")
SHORT = re.compile(r"`(\w+\.py)`")


def missing(text: str) -> list[str]:
    """Paths that do not exist; a bare file name stands for one in a folder that the same line names."""
    found = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    for line in re.split(r"\n(?=\d+\. |\| |- )", text):
        folders = [ROOT / path if path.endswith("/") else (ROOT / path).parent for path in PATH.findall(line)]
        found += [name for name in SHORT.findall(line) if not any((folder / name).exists() for folder in folders)]
    return [name for name in found if "NAME" not in name and name != "__init__.py"]


@pytest.mark.parametrize("text", [MAP, README], ids=["CONTRIBUTING", "README"])
def test_every_file_that_is_named_exists(text: str) -> None:
    assert missing(text) == []


def test_a_planted_path_is_found() -> None:
    assert missing("| a | `derivcheck/attic/` |\n| b | `derivcheck/cli/main.py`, `optoins.py` |") == [
        "derivcheck/attic/",
        "optoins.py",
    ]


def test_every_room_is_on_the_map_in_its_order() -> None:
    rooms = re.findall(r"^\| `(\w+)/` \|", MAP, re.MULTILINE)
    assert rooms == [line.partition(":")[0] for line in LAYERS]
