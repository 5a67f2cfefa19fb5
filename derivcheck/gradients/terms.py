"""Terms of a penalty that a claim lacks, has too much of, or has beside a wrong factor; and factors that fit numbers.

Each rule yields mended claims, as the rules of `causes` do, which gathers and confirms them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from derivcheck.gradients.factors import factor_text, rounded
from derivcheck.gradients.naming import listed
from derivcheck.gradients.slips import Mend, ever_wrong
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.allowances import gradients as allowances


def missing_term(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Try to add a multiple of a simple term: that of a penalty on the variable, or a constant."""
    for text, term in _TERMS.items():
        if np.shape(tried[0].reference) != np.shape(term(tried[0].x)):
            continue
        terms = [term(c.x) for c in tried]
        for wrong in (np.ones(np.shape(terms[0]), dtype=bool), ever_wrong(tried)):
            if not np.any(wrong):
                continue
            rests = [(c.reference - c.claimed)[wrong] for c in tried]
            weight = fitted_factor(tried, [t[wrong] for t in terms], rests)
            if weight is None:
                continue
            mended = [np.where(wrong, c.claimed + weight * t, c.claimed) for c, t in zip(tried, terms, strict=True)]
            sign = "missing" if weight > 0 else "extra"
            shown = text.format(weight=f"{abs(weight):.6g}", x=name)
            elsewhere = any(np.any(t[~wrong] != 0) for t in terms)
            where = f"in {listed(wrong, name)}, " if elsewhere else ""
            said = f"{where}a term {shown} is {'missing' if weight > 0 else 'too much'}"
            yield Mend(f"{sign} term", said, mended, fitted=2)


_TERMS: dict[str, Callable[[Any], Any]] = {
    "{weight}": lambda x: np.ones(np.shape(x)),
    "{weight} {x} (of a penalty {x}^2)": lambda x: np.asarray(x, dtype=float),
    "{weight} sign({x}) (of a penalty |{x}|)": lambda x: np.sign(np.asarray(x, dtype=float)),
}


def beside_penalty(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim with a factor in all but a term of a penalty: a mean for a sum, or the reverse."""
    if np.shape(tried[0].reference) != np.shape(tried[0].x):
        return
    parts = [np.stack([np.ravel(c.claimed), np.ravel(np.asarray(c.x, dtype=float))], axis=1) for c in tried]
    whole = np.concatenate([np.ravel(c.reference) for c in tried])
    matrix = np.concatenate(parts)
    if len(matrix) < 4 or not np.all(np.isfinite(matrix)) or np.linalg.matrix_rank(matrix) < 2:
        return
    (share, rest), *_ = np.linalg.lstsq(matrix, whole, rcond=None)
    if not np.isfinite(share) or abs(share) < np.finfo(float).eps:
        return
    if (share := rounded(float(share))) == 1:
        return
    if abs(share) * np.max(np.abs(matrix[:, 0])) < allowances.SLACK.value * np.max(np.abs(whole)):
        return  # the term is all of the derivative, and the claim has no part in it
    weight = float(rest) / (1 - share)
    mended = [share * c.claimed + float(rest) * np.asarray(c.x, dtype=float) for c in tried]
    said = f"but for a term {weight:.6g} {name} (of a penalty {name}^2), {factor_text(1 / share, 1)}"
    yield Mend("factor", said, mended, fitted=4)


def fitted_factor(tried: Sequence[ArrayGap], parts: Sequence[Any], wholes: Sequence[Any]) -> float | None:
    """Return the number that makes `parts` into `wholes`, by least squares, or None."""
    below = sum(float(np.sum(np.square(p, dtype=float))) for p in parts)
    above = sum(float(np.sum(np.multiply(p, w, dtype=float))) for p, w in zip(parts, wholes, strict=True))
    ratio = above / below if below else math.nan
    return rounded(ratio) if math.isfinite(ratio) and ratio else None
