"""Another value for an allowance, while a test looks at what it decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from derivcheck.ground.allowances.record import Allowance


@contextmanager
def changed(allowance: Allowance[Any], value: float) -> Iterator[None]:
    """Give an allowance another value; what it decides must then come out otherwise."""
    honest = allowance.value
    object.__setattr__(allowance, "value", value)
    try:
        yield
    finally:
        object.__setattr__(allowance, "value", honest)
