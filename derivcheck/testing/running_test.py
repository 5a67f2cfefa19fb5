"""What a test runner wants to know of assertions, and what it tells them: the seed of the test that is running."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivcheck.results import Check, Checks

Observer = Callable[[str, "Check | Checks", float, int], Any]

OBSERVERS: list[Observer] = []
"""Called after each assertion with its kind, what was found, the seconds it took, and its seed."""

_SEEDS: list[int] = []


def seed() -> int:
    """Return the seed of an assertion that gives none: that of the running test, or 0."""
    return _SEEDS[-1] if _SEEDS else 0


def begin(seed: int) -> None:
    """Enter a test with a seed of its own."""
    _SEEDS.append(seed)


def end() -> None:
    """Leave it."""
    _SEEDS.pop()
