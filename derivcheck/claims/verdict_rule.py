"""The rule that turns numbers into a verdict: for formulas, for code of one number and for arrays.

A witness gives the derivative d with a bound on its error, and a claim c has a bound on its own. The
budget is what both may be off together. A gap c - d beyond the budget refutes the claim. A claim that
is wrong by e has a gap of at least |e| minus the budget, so it is refuted for sure where |e| is more
than twice the budget: that, relative to the size of the derivative, is the detection limit.

Numbers are floats, mpmath's, or arrays: each function works element by element.
"""

from __future__ import annotations

from typing import Any

from derivcheck.ground.allowances import verdict_rule as allowances
from derivcheck.results.verdict import Verdict


def explained(gap: Any, budget: Any) -> Any:
    """Return whether errors explain a gap; NaN is never a pass.

    >>> explained(1.0, 1.0), explained(1.5, 1.0), explained(float("nan"), 1.0)
    (True, False, False)
    """
    return abs(gap) <= budget


def detection_limit(budget: Any, size: Any) -> Any:
    """Return the smallest relative error of a claim that would have been caught.

    Parameters
    ----------
    budget : number or array
        What errors can explain of the gap at the point examined.
    size : number or array
        Of the derivative, no more than it surely is.

    Examples
    --------
    >>> detection_limit(1e-3, 2.0)
    0.001
    """
    return 2 * budget / size


def meaningful(limit: Any) -> Any:
    """Return whether a check with this detection limit says enough to be a pass.

    >>> meaningful(1e-3), meaningful(0.24)
    (True, False)
    """
    return limit < allowances.MEANINGFUL.value


def verdict(wrong: bool, limit: float) -> Verdict:
    """Return the verdict on a claim.

    Parameters
    ----------
    wrong : bool
        Whether errors do not explain a gap, at any of the points.
    limit : float
        The detection limit.

    Examples
    --------
    >>> [str(verdict(*case)) for case in ((True, 1e-9), (False, 1e-9), (False, 0.24))]
    ['refuted', 'agrees', 'unresolved']
    """
    if wrong:
        return Verdict.REFUTED
    return Verdict.AGREES if meaningful(limit) else Verdict.UNRESOLVED
