"""Why a claimed derivative of NumPy code is wrong: a table of mistakes, each confirmed at every point tried.

A rule of the table is a way to mend the claim. The mistake is named only if the mended claim is
right in every element at every point at which the claim was tried; a claim that was given as an
array has one point, and so needs more elements than the rule has unknowns.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.elementary.number import Number
from derivcheck.gradients.factors import factor_text, rounded
from derivcheck.gradients.naming import component, element, parts_of, whole_parts
from derivcheck.gradients.rounding import unit_of
from derivcheck.gradients.slips import Mend, beside_penalty, ever_wrong, flipped, other_parameter, region, swapped_axes
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


def _confirmed(tried: Sequence[ArrayGap], mend: Mend) -> bool:
    claims = [np.asarray(claim) for claim in mend.claims]
    if any(claim.shape != np.shape(c.reference) for claim, c in zip(claims, tried, strict=True)):
        return False
    telling = sum(int(np.count_nonzero(c.reference)) for c in tried)
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
        first = _place(np.argwhere(wrong)[0], wrong, name) if np.ndim(wrong) else name
        count = int(np.count_nonzero(wrong))
        text = f"the claim is not a finite number in {count} of {wrong.size} components, first for {first}"
        yield Mend("nan", text, [np.where(wrong, c.reference, c.claimed) for c in tried])


def _whole_sign(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    yield Mend("sign", "the sign of the whole claim is wrong", [-c.claimed for c in tried])


def _transposed(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    if np.ndim(tried[0].reference) >= 2:
        yield Mend("transposed", "the claim is transposed", [c.claimed.T for c in tried])


def _never_written(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    wrong = ever_wrong(tried)
    if np.any(wrong) and all(np.all(c.claimed[wrong] == 0) for c in tried):
        mended = [np.where(wrong, c.reference, c.claimed) for c in tried]
        if not np.ndim(wrong):
            yield Mend("zero", "the claim is 0, as if the function were constant", mended)
        part = region(wrong, name)
        what = (
            f"{part} {'were' if 'elements' in part or 'diagonal and' in part else 'was'}"
            if part
            else _listed(wrong, name)
        )
        yield Mend("never written", f"{what} never written: the claim is 0 there", mended)


def _permuted(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Find a permutation of the wrong components from the values at the first point."""
    wrong = np.flatnonzero(ever_wrong(tried))
    if not 2 <= wrong.size <= allowances.PERMUTED.value:
        return
    first = tried[0]
    claimed, reference = first.claimed.ravel()[wrong], first.reference.ravel()[wrong]
    source = np.empty(wrong.size, dtype=int)
    source[np.argsort(reference, kind="stable")] = np.argsort(claimed, kind="stable")
    mended = []
    for c in tried:
        flat = np.array(c.claimed).ravel()
        flat[wrong] = flat[wrong[source]]
        mended.append(flat.reshape(np.shape(c.claimed)))
    shape = np.shape(first.claimed)
    places = [_place(np.unravel_index(i, shape), first.reference, name) for i in wrong[:2]]
    text = f"{' and '.join(places)} are swapped" if wrong.size == 2 else f"{wrong.size} components are permuted"
    yield Mend("permuted", text, mended)


def _factor(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    ratio = _fitted(tried, [c.claimed for c in tried], [c.reference for c in tried])
    if ratio is not None and ratio != 1:
        whole = [ratio * c.claimed for c in tried]
        yield Mend("factor", factor_text(1 / ratio, _count(tried), _slack(tried)), whole, fitted=1)


def _partial_factor(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Try a sign or a factor in the wrong components only."""
    wrong = ever_wrong(tried)
    if not np.any(wrong) or np.all(wrong):
        return
    flipped = [np.where(wrong, -c.claimed, c.claimed) for c in tried]
    yield Mend("sign", f"the sign is wrong in {_listed(wrong, name, bare=True)}", flipped)
    ratio = _fitted(tried, [c.claimed[wrong] for c in tried], [c.reference[wrong] for c in tried])
    if ratio is not None:
        place = region(wrong, name) or _listed(wrong, name, bare=True)
        text = f"in {place.rstrip(',')}, {factor_text(1 / ratio, 1, _slack(tried))}"
        yield Mend("factor", text, [np.where(wrong, ratio * c.claimed, c.claimed) for c in tried], fitted=1)


def _missing(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Try to add a multiple of a simple term: that of a penalty on the variable, or a constant."""
    for text, term in _TERMS.items():
        if np.shape(tried[0].reference) != np.shape(term(tried[0].x)):
            continue
        terms = [term(c.x) for c in tried]
        for wrong in (np.ones(np.shape(terms[0]), dtype=bool), ever_wrong(tried)):
            if not np.any(wrong):
                continue
            rests = [(c.reference - c.claimed)[wrong] for c in tried]
            weight = _fitted(tried, [t[wrong] for t in terms], rests)
            if weight is None:
                continue
            mended = [np.where(wrong, c.claimed + weight * t, c.claimed) for c, t in zip(tried, terms, strict=True)]
            sign = "missing" if weight > 0 else "extra"
            shown = text.format(weight=f"{abs(weight):.6g}", x=name)
            yield Mend(f"{sign} term", f"a term {shown} is {'missing' if weight > 0 else 'too much'}", mended, fitted=2)


def _parallel(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Try a factor that is another one at each point, as of a vector that was not normalised."""
    ratios = [_fitted([c], [c.claimed], [c.reference]) for c in tried]
    if np.size(tried[0].reference) > 1 and all(ratios):
        text = "the claim points along the derivative, but its length is off by a factor that depends on the point"
        mended = [ratio * c.claimed for ratio, c in zip(ratios, tried, strict=True) if ratio is not None]
        yield Mend("length", text, mended, fitted=len(tried))


_TERMS: dict[str, Callable[[Any], Any]] = {
    "{weight}": lambda x: np.ones(np.shape(x)),
    "{weight} {x} (of a penalty {x}^2)": lambda x: np.asarray(x, dtype=float),
    "{weight} sign({x}) (of a penalty |{x}|)": lambda x: np.sign(np.asarray(x, dtype=float)),
}


def _count(tried: Sequence[ArrayGap]) -> int:
    return tried[0].size or int(np.size(tried[0].x))


def _slack(tried: Sequence[ArrayGap]) -> float:
    """Return how far a fitted factor may be off, relatively: the errors of all numbers over their sizes.

    Of numbers that are noisier than doubles the factor may be a rounded constant of float32 itself.
    """
    sizes = sum(float(np.sum(np.abs(c.reference))) for c in tried)
    errors = sum(float(np.sum(np.where(np.isfinite(c.budget), c.budget, 0.0))) for c in tried)
    slack = errors / sizes if sizes else 0.0
    return slack if slack < allowances.SIMPLE.value else max(slack, float(np.finfo(np.float32).eps))


def _fitted(tried: Sequence[ArrayGap], parts: Sequence[Any], wholes: Sequence[Any]) -> float | None:
    """Return the number that makes `parts` into `wholes`, by least squares, or None."""
    below = sum(float(np.sum(np.square(p, dtype=float))) for p in parts)
    above = sum(float(np.sum(np.multiply(p, w, dtype=float))) for p, w in zip(parts, wholes, strict=True))
    ratio = above / below if below else math.nan
    return rounded(ratio) if math.isfinite(ratio) and ratio else None


def _place(index: Any, whole: ArrayLike, name: str) -> str:
    """Return what a component is called: one of a gradient as the element of the variable is."""
    index = tuple(map(int, index))
    return element(name, index) if len(index) == np.ndim(whole) and not parts_of(name) else component(name, index)


def _listed(wrong: ArrayLike, name: str, bare: bool = False) -> str:
    """Name a few components, or whole parts of a structure; count them where they are many."""
    places = [component(name, tuple(place)) for place in np.argwhere(wrong)[:4]]
    count = int(np.count_nonzero(wrong))
    if not np.ndim(wrong):
        return "the derivative" if bare else "the derivative was"
    if names := whole_parts(wrong, name):
        return " and ".join(names) + ("" if bare else " were" if len(names) > 1 else " was")
    if count == 1:
        return f"component {places[0]}" + ("" if bare else " was")
    if count <= 3:
        return f"components {', '.join(places)}" + ("" if bare else " were")
    return f"{count} components" + ("" if bare else " were")


WHOLE: tuple[Rule, ...] = (_whole_sign, _factor, _missing)
"""Rules that show along directions as well, since they are linear."""

SCALED: tuple[Rule, ...] = (_whole_sign, _factor)
"""Rules that show in combinations of rows too."""

OF_ALL_PARTS: tuple[Rule, ...] = (_nan, _never_written, _whole_sign, _factor, _partial_factor)
"""Rules for parts of a structure together, which lie one after another for no reason."""

OF_MIXED_PARTS: tuple[Rule, ...] = (_missing, beside_penalty, _parallel)
"""Rules for them where no part is explained by itself."""

RULES: tuple[Rule, ...] = (
    *(_nan, _never_written, _whole_sign, _transposed, _factor, _partial_factor, flipped, swapped_axes),
    *(_permuted, other_parameter, _missing, beside_penalty),
    _parallel,
)
"""Every rule, the simplest explanation first."""
