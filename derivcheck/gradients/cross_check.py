"""A second estimate of the derivative of opaque code, by another method, before a claim is accused.

Nothing is known of such code but its values, so an accusation needs two estimates: at two points, or
by two methods at one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal

import numpy as np

from derivcheck.claims.verdict_rule import explained
from derivcheck.code.constants import is_short
from derivcheck.gradients.case import Case
from derivcheck.gradients.fresh_points import scale_of
from derivcheck.gradients.naming import coordinate
from derivcheck.gradients.subject import attempt
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ORDERS
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.methods.black_box.noise import noise

# Fourth-order central differences (Fornberg 1988, table 1).
_WEIGHTS = ((-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12))
_ROUNDOFF = sum(abs(w) for _, w in _WEIGHTS)

# Powers of two by which steps are smaller where f has no value at the nodes of the usual ones.
_SHRINKING = (6, 12)


def doubt(case: Case, wrong: Sequence[ArrayGap]) -> str:
    """Return why the worst gap is no accusation; empty where it is one.

    Parameters
    ----------
    case : Case
    wrong : sequence of ArrayGap
        Those at points at which an estimate is further from the claim than its errors explain.
    """
    if ORDERS[case.kind] > 1:
        return ""
    c = wrong[0]
    place = c.refuted_places[0]
    claimed, slope, budget = (float(np.ravel(part)[place]) for part in (c.claimed, c.reference, c.budget))
    index = tuple(map(int, np.unravel_index(place, np.shape(c.reference))))
    ((name, x),) = coordinate(case.variable, c.x, index).items()
    row, column = divmod(place, np.size(c.x))
    scale = float(np.ravel(scale_of(np.asarray(c.x, dtype=np.float64)))[column])

    def line(t: float) -> float:
        moved = np.array(c.x, dtype=np.float64)
        moved.reshape(-1)[column] = t
        value = attempt(case.f, moved[()])
        return math.nan if value is None else float(np.ravel(value)[row])

    found = f"at {name} = {x:.10g} the claim is {claimed:.6g}, the derivative {slope:.6g}"
    if slope == 0 and explained(claimed, budget + last_place(line(x)) / scale):
        return f"{found}, but {case.f.name} may have a slope below the last place of its values"
    if len(wrong) > 1 or _disputed(line, x, scale, claimed, c, place):
        return ""
    return f"{found}, but no second estimate confirms that"


def _disputed(line: Callable[[float], float], x: float, scale: float, claimed: float, c: ArrayGap, place: int) -> bool:
    """Return whether central differences too are further from the claim than their errors explain."""
    own = float(np.ravel(c.noise)[place])
    for shrunk in (scale, *(scale * 2.0**-k for k in _SHRINKING)):
        steps = [times * allowances.SECOND_STEP.value * shrunk for times in (4, 2, 1)]
        values = [sum(w * line(x + k * h) for k, w in _WEIGHTS) / h for h in steps]
        # The last change is about fifteen times the truncation that is left.
        error = abs(values[-1] - values[-2]) + _ROUNDOFF * noise(line, x) / steps[-1]
        if math.isfinite(error):
            return not explained(claimed - values[-1], error + own)
    return False


def last_place(value: float) -> float:
    """Return one unit of the last decimal place of a value as it is printed; 0 for one with few binary digits.

    Where f stays the same that may be what its values are rounded to.

    Examples
    --------
    >>> last_place(0.123457), last_place(5.0)
    (1e-06, 0.0)
    """
    return 0.0 if is_short(value) else 10.0 ** int(Decimal(repr(value)).as_tuple().exponent)
