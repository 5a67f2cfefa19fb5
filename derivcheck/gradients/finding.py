"""What an examination found: a verdict with what it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from derivcheck.gradients.along import Directional
from derivcheck.gradients.kinks import Sides
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.results import Cause, Verdict


@dataclass(frozen=True)
class ArrayFinding:
    """A verdict with what it rests on; an empty `reason` is written from the rest."""

    verdict: Verdict
    reason: str
    tried: tuple[ArrayGap, ...] = ()
    shown: ArrayGap | None = None
    cause: Cause | None = None
    limit: float = math.nan
    sides: Sides | None = None
    directional: Directional | None = None
    witnesses: tuple[str, ...] = ()
