"""A claimed derivative whose last digits are cut off, as an integer format or rounding does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from derivcheck.gradients.slips import Mend
from derivcheck.gradients.verdicts import ArrayGap

_CUTS: dict[str, Callable[[Any], Any]] = {
    "cut off towards 0, as by int() or astype(int)": np.trunc,
    "rounded": np.rint,
    "rounded down": np.floor,
}

_MOST_DECIMALS = 6

_TELLING = 3


def cut_digits(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the derivative for a claim that is the derivative with its last digits cut off, at all points."""
    if np.unique(np.concatenate([np.ravel(c.claimed)[np.ravel(c.claimed) != 0] for c in tried])).size < _TELLING:
        return  # a few numbers are the rounded ones by chance
    tens = [int(np.max(np.abs(c.claimed), initial=0.0) > 1) for c in tried]
    for decimals in range(_MOST_DECIMALS + 1):
        scale = 10.0**decimals
        for how, cut in _CUTS.items():
            # Signs and truth values are whole numbers too.
            if (decimals or all(tens)) and all(_is_cut(c, cut, scale) for c in tried):
                digits = "digits after the point" if not decimals else f"digits after decimal {decimals}"
                yield Mend("cut digits", f"the {digits} are {how}", [c.reference for c in tried], fitted=2)


def _is_cut(c: ArrayGap, cut: Callable[[Any], Any], scale: float) -> bool:
    seen = cut(c.reference * scale) / scale
    return bool(np.all(np.abs(c.claimed - seen) <= 2 * np.spacing(np.abs(seen))))
