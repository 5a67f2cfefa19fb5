"""Why a claimed derivative of NumPy code is wrong: a table of mistakes, each confirmed at every point tried.

A rule of the table is a way to mend the claim. The mistake is named only if the mended claim is
right in every element at every point at which the claim was tried; a claim that was given as an
array has one point, and so needs more elements than the rule has unknowns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.elementary.number import Number
from derivcheck.gradients.cut_digits import cut_digits
from derivcheck.gradients.factors import factor_text, is_simple
from derivcheck.gradients.naming import listed, place_of
from derivcheck.gradients.orders import (
    column_by_column,
    flipped,
    permuted,
    reordered,
    shifted,
    swapped_axes,
    transposed,
)
from derivcheck.gradients.regions import region
from derivcheck.gradients.rounding import unit_of
from derivcheck.gradients.slips import Mend, ever_wrong, kept, missing_chain, other_parameter, unmasked
from derivcheck.gradients.terms import beside_penalty, fitted_factor, missing_term
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.results import Cause

Rule = Callable[[Sequence[ArrayGap], str], "Iterator[Mend]"]


def find(tried: Sequence[ArrayGap], name: str, rules: Sequence[Rule] = ()) -> Cause | None:
    """Return the first rule of the table that explains the claim at all points; None for none.

    Parameters
    ----------
    tried : sequence of ArrayGap
    name : str
        What the code calls its variable.
    rules : sequence of functions
        All by default; WHOLE for numbers along directions.
    """
    usable = [c for c in tried if np.all(c.known)]
    if not usable:
        return None
    for rule in rules or RULES:
        with np.errstate(all="ignore"):
            for mend in rule(usable, name):
                if _confirmed(usable, mend):
                    return Cause(mend.kind, mend.text)
    return None


def confirmed(tried: Sequence[ArrayGap], mend: Mend | None) -> Cause | None:
    """Return a mistake as a cause, if its mended claim is right at all points."""
    usable = [c for c in tried if np.all(c.known)]
    if mend is None or len(usable) < len(tried) or not _confirmed(usable, mend):
        return None
    return Cause(mend.kind, mend.text)


def nearly_right(tried: Sequence[ArrayGap]) -> bool:
    """Return whether a claim is as near to the derivative as finite differences are."""
    here = tried[0]
    size = float(np.max(np.abs(here.reference), initial=0.0))
    return bool(float(np.max(np.abs(here.gap), initial=0.0)) <= allowances.DIFFERENCE_GAP.value * size)


def _confirmed(tried: Sequence[ArrayGap], mend: Mend) -> bool:
    claims = [np.asarray(claim) for claim in mend.claims]
    if any(claim.shape != np.shape(c.reference) for claim, c in zip(claims, tried, strict=True)):
        return False
    telling = sum(int(np.count_nonzero(c.refuted)) for c in tried)
    if telling <= mend.fitted or all(_close(c.claimed, c) for c in tried):
        return False  # what is as close as a mended claim must be would be mended by anything
    return all(_close(claim, c) for claim, c in zip(claims, tried, strict=True)) and _better(claims, tried)


def _better(claims: Sequence[Number], tried: Sequence[ArrayGap]) -> bool:
    """Return whether at least half of what was wrong is gone: a transposed symmetric matrix is mended by nothing."""
    before = after = 0.0
    for claim, c in zip(claims, tried, strict=True):
        wrong = c.refuted & np.isfinite(c.gap)
        before += float(np.sum(np.abs(c.gap), where=wrong))
        after += float(np.sum(np.abs(claim - c.reference), where=wrong))
    return 2 * after <= before


def _close(claim: ArrayLike, c: ArrayGap) -> bool:
    # A fitted number brings the claim's noise along, so does a part that was cancelled.
    widest = np.abs(claim) / np.maximum(np.abs(c.claimed), np.finfo(float).tiny)
    factor = np.where(np.isfinite(widest), np.maximum(1, np.minimum(widest, allowances.MENDED_GROWTH.value)), 1)
    noise = np.where(np.isfinite(c.noise), c.noise, 0)
    rounding = allowances.MENDED_UNITS.value * unit_of(0.0) * np.abs(claim)
    budget = 2 * (c.bound + factor * (noise + rounding))
    near = np.abs(claim - c.reference) <= budget + float(np.max(noise, initial=0))
    return bool(np.all(np.isfinite(claim) & near))


def _nan(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    wrong = np.any([~np.isfinite(c.claimed) for c in tried], axis=0)
    if np.any(wrong):
        first = place_of(np.argwhere(wrong)[0], wrong, name) if np.ndim(wrong) else name
        count = int(np.count_nonzero(wrong))
        text = f"the claim is not a finite number in {count} of {wrong.size} components, first for {first}"
        yield Mend("nan", text, [np.where(wrong, c.reference, c.claimed) for c in tried])


def _whole_sign(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    yield Mend("sign", "the sign of the whole claim is wrong", [-c.claimed for c in tried])


def _never_written(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    wrong = ever_wrong(tried)
    if np.any(wrong) and all(np.all(c.claimed[wrong] == 0) for c in tried):
        mended = [np.where(wrong, c.reference, c.claimed) for c in tried]
        if not np.ndim(wrong):
            yield Mend("zero", "the claim is 0, as if the function were constant", mended)
        if not any(np.any(c.claimed) for c in tried):
            yield Mend("never written", "no component was ever written: the claim is 0", mended)
        part = region(wrong, name, _told(tried)) or listed(wrong, name)
        yield Mend("never written", f"{part} {_verb(part)} never written: the claim is 0 there", mended)


def _told(tried: Sequence[ArrayGap]) -> Any:
    """Return where the derivative is not 0 at one of the points at least."""
    return np.any([c.reference != 0 for c in tried], axis=0)


def _verb(part: str) -> str:
    plural = (
        part[:1].isdigit() or part.startswith("components") or any(w in part for w in ("elements", " and ", "rows"))
    )
    return "were" if plural and not part.startswith("the block") else "was"


def _factor(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    ratio = fitted_factor(tried, [c.claimed for c in tried], [c.reference for c in tried])
    if ratio is not None and ratio != 1:
        whole = [ratio * c.claimed for c in tried]
        yield Mend("factor", factor_text(1 / ratio, _count(tried), _slack(tried)), whole, fitted=1)


def _partial_factor(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Try a sign or a factor in the wrong components only."""
    wrong = ever_wrong(tried)
    if not np.any(wrong) or np.all(wrong):
        return
    flipped = [np.where(wrong, -c.claimed, c.claimed) for c in tried]
    yield Mend(
        "sign", f"the sign is wrong in {region(wrong, name, _told(tried)).rstrip(',') or listed(wrong, name)}", flipped
    )
    ratio = fitted_factor(tried, [c.claimed[wrong] for c in tried], [c.reference[wrong] for c in tried])
    if ratio is not None:
        place = region(wrong, name, _told(tried)) or listed(wrong, name)
        text = f"in {place.rstrip(',')}, {factor_text(1 / ratio, 1, _slack(tried))}"
        yield Mend(
            "factor", text, [np.where(wrong, ratio * c.claimed, c.claimed) for c in tried], fitted=_fitted_by(ratio)
        )


def _parallel(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Try a factor that is another one at each point, as of a vector that was not normalised."""
    ratios = [fitted_factor([c], [c.claimed], [c.reference]) for c in tried]
    if np.size(tried[0].reference) > 1 and all(ratios):
        text = "the claim points along the derivative, but its length is off by a factor that depends on the point"
        mended = [ratio * c.claimed for ratio, c in zip(ratios, tried, strict=True) if ratio is not None]
        yield Mend("length", text, mended, fitted=len(tried))


def _partial_length(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Try, in a row of a Hessian with its column, a factor that is another one at each point."""
    wrong = ever_wrong(tried)
    place = region(wrong, name, _told(tried)) if np.ndim(wrong) == 2 else ""
    if "and column" not in place or place.startswith("the block"):
        return
    ratios = [fitted_factor([c], [c.claimed[wrong]], [c.reference[wrong]]) for c in tried]
    if all(ratios):
        text = f"{place} are off by a factor that depends on the point, as of a parameter that is a function of another"
        mended = [
            np.where(wrong, r * c.claimed, c.claimed) for r, c in zip(ratios, tried, strict=True) if r is not None
        ]
        yield Mend("length", text, mended, fitted=len(tried))


def _count(tried: Sequence[ArrayGap]) -> int:
    return tried[0].size or int(np.size(tried[0].x))


def _fitted_by(ratio: float) -> int:
    """Return how many numbers a factor takes from the claim: none where it is one that people write."""
    return 0 if is_simple(1 / ratio) else 1


def _slack(tried: Sequence[ArrayGap]) -> float:
    """Return how far a fitted factor may be off, relatively: the errors of all numbers over their sizes.

    Of numbers that are noisier than doubles the factor may be a rounded constant of float32 itself.
    """
    sizes = sum(float(np.sum(np.abs(c.reference))) for c in tried)
    errors = sum(float(np.sum(np.where(np.isfinite(c.budget), c.budget, 0.0))) for c in tried)
    slack = errors / sizes if sizes else 0.0
    return slack if slack < allowances.SIMPLE.value else max(slack, float(np.finfo(np.float32).eps))


WHOLE: tuple[Rule, ...] = (_whole_sign, _factor, missing_term)
"""Rules that show along directions as well, since they are linear."""

SCALED: tuple[Rule, ...] = (_whole_sign, _factor)
"""Rules that show in combinations of rows too."""

VAGUE = ("length", "factor")
"""Kinds of causes that something else may be behind: a finite difference of exp is a multiple of its derivative."""

OF_ALL_PARTS: tuple[Rule, ...] = (_nan, _never_written, _whole_sign, cut_digits, _factor, _partial_factor, unmasked)
"""Rules for parts of a structure together, which lie one after another for no reason."""

OF_MIXED_PARTS: tuple[Rule, ...] = (missing_term, beside_penalty, _parallel)
"""Rules for them where no part is explained by itself."""

RULES: tuple[Rule, ...] = (
    *(_nan, _never_written, kept, _whole_sign, transposed, cut_digits, _factor, _partial_factor, unmasked, flipped),
    *(
        swapped_axes,
        shifted,
        reordered,
        column_by_column,
        permuted,
        other_parameter,
        missing_chain,
        missing_term,
        beside_penalty,
    ),
    *(_partial_length, _parallel),
)
"""Every rule, the simplest explanation first."""
