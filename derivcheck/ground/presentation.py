"""How results are shown: the room `report` enters its functions here, so that results import no report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SHOWN_BY: dict[str, Callable[..., Any]] = {}
"""``render(result, format)``; ``notebook``, ``equation`` and ``figure`` of a result; ``dot`` of a trace."""


def register(**functions: Callable[..., Any]) -> None:
    """Enter functions that show results."""
    SHOWN_BY.update(functions)
