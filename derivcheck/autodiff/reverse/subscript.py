"""An index of an array as it is typed."""

from __future__ import annotations

from typing import Any

import numpy as np

_WORDS: dict[Any, str] = {Ellipsis: "...", None: "None"}


def subscript(index: object) -> str:
    """Return an index as it is typed, or "…" for one that is not made of numbers and slices.

    >>> subscript((0, slice(None, -1))), subscript(np.array([1, 2]))
    ('0, :-1', '…')
    """
    if isinstance(index, tuple):
        parts = [subscript(part) for part in index]
        return "…" if "…" in parts else ", ".join(parts) + "," * (len(parts) == 1)
    if isinstance(index, slice):
        ends = ["" if end is None else str(end) for end in (index.start, index.stop, index.step)]
        return ":".join(ends if index.step is not None else ends[:2])
    if isinstance(index, bool) or not isinstance(index, int | np.integer | type(None) | type(Ellipsis)):
        return "…"
    return _WORDS[index] if index in (None, Ellipsis) else str(index)
