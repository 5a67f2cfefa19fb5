"""What Taylor coefficients over balls have in common: where series are cut off, and what is monotonic between ends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from derivcheck.elementary.number import Functions


@contextlib.contextmanager
def series_length(m: Functions, length: int) -> Iterator[None]:
    """Let series of the library be so long: where they are cut off is a global of it."""
    outer = m.flint.ctx.cap
    m.flint.ctx.cap = length
    try:
        yield
    finally:
        m.flint.ctx.cap = outer


def from_ends(coefficients: Callable[[Any], list[Any]], x: Any) -> list[Any]:
    """Return coefficients of which each is monotonic on a ball, by those at its ends.

    Parameters
    ----------
    coefficients : callable
        ``coefficients(end)`` at a point.
    x : arb

    Returns
    -------
    list of arb

    Examples
    --------
    >>> from derivcheck.arithmetic.ball import Ball
    >>> with Ball(64) as m:
    ...     print(from_ends(lambda end: [end * end], m.arb(2, 1))[0].contains(m.arb(8)))
    True
    """
    ends = (coefficients(end) for end in (x.lower(), x.upper()))
    return [low.union(high) for low, high in zip(*ends, strict=True)]
