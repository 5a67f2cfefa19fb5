"""Whether a cause explains a claim more briefly than the claim itself is long.

A change that can be pointed to in f, a sign or a number says more than a coincidence does; one that takes as
many symbols as the claim has explains any claim at all (Rissanen, "Modeling by shortest data description", 1978).
"""

from __future__ import annotations

from derivcheck.claims.diagnosis.edits import Edit
from derivcheck.claims.diagnosis.recognition import same
from derivcheck.claims.diagnosis.trial import Trial
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse

_OPERATION_AND_PLACE = 2
"""Symbols that say what is done with a piece, and where."""

_EXCHANGES = frozenset({"cofunction", "function", "argument", "reciprocal", "not-differentiated"})
"""Kinds of edits that put one thing in the place of another."""

_SMALL = frozenset({"sign", "term-sign", "coefficient", "exponent", "factor", "term-extra", "term-missing"})
"""Kinds of edits that leave a claim as it is but for a number or a sign."""


def is_brief(edit: Edit, trial: Trial) -> bool:
    """Return whether an edit takes fewer symbols than the claim has without the piece; a piece of f is pointed to."""
    return not edit.length or 2 * (edit.length + _OPERATION_AND_PLACE) < trial.claim.claimed.size


def cancels(edit: Edit, corrected: Expression, trial: Trial) -> bool:
    """Return whether an edit is a coincidence: what is left of the claim cancels, as cosh(x)/cosh(x) does.

    Parameters
    ----------
    edit : Edit
    corrected : Expression
        The claim with the edit made, simplified.
    trial : Trial
    """
    first, *others = trial.derivatives
    constant = all(same(first, d) for d in others)
    if edit.kind in _EXCHANGES:
        return constant or corrected.size + _OPERATION_AND_PLACE < _expected(edit, trial)
    return constant and edit.kind not in _SMALL and trial.claim.wrt in corrected.variables


def _expected(edit: Edit, trial: Trial) -> int:
    """Return the size that a claim has when something is exchanged in it, and nothing cancels."""
    claimed = trial.claim.claimed
    other = parse(edit.text.text, trial.claim.variables, program=True)
    return claimed.size - claimed.sizes[edit.place.node] + other.size
