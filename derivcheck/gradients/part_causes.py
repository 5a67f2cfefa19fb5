"""Why the claimed gradient of a structure is wrong: of all parts together, or each wrong part by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from derivcheck.gradients import causes
from derivcheck.gradients.naming import Variable, parts_of
from derivcheck.gradients.slips import ever_wrong
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.results import Cause
from derivcheck.results.parts import Part

_MOST_PARTS = 3
"""Wrong parts that are explained one by one: a sentence of more is not read."""


def explain(tried: Sequence[ArrayGap], name: str) -> Cause | None:
    """Return why a claim is wrong; None where no rule explains it.

    Parameters
    ----------
    tried : sequence of ArrayGap
    name : str
        What the code calls its variable, with its parts.
    """
    parts = parts_of(name)
    if not parts or any(np.ndim(c.reference) != 1 for c in tried):
        return causes.find(tried, name)
    found = causes.find(tried, name, causes.OF_ALL_PARTS)
    return found or _by_part(tried, parts) or causes.find(tried, name, causes.OF_MIXED_PARTS)


def _by_part(tried: Sequence[ArrayGap], parts: Sequence[Part]) -> Cause | None:
    wrong = ever_wrong(tried)
    off = [part for part in parts if np.any(wrong[part.start : part.stop])]
    if len(off) > _MOST_PARTS:
        return None
    found = [(part, causes.find([_of(c, part) for c in tried], Variable(part.name))) for part in off]
    kinds = [cause.kind for _, cause in found if cause is not None]
    if len(kinds) < len(found) or not kinds:
        return None
    texts = [f"{part.name}: {cause.text}" for part, cause in found if cause is not None]
    return Cause(kinds[0], "; ".join(texts))


def _of(c: ArrayGap, part: Part) -> ArrayGap:
    """Return the numbers of one part, in its shape."""

    def cut(whole: Any) -> Any:
        return np.reshape(np.broadcast_to(whole, np.shape(c.reference))[part.start : part.stop], part.shape)

    names = ("x", "claimed", "reference", "bound", "noise")
    lost = None if c.lost is None else cut(c.lost)
    return replace(c, lost=lost, **{name: cut(getattr(c, name)) for name in names})
