"""What is left of the changes of a value that is computed to ever smaller tolerances."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.ground.allowances import gradients as allowances


def left_open(size: float, changes: Sequence[float]) -> list[float] | None:
    """Return by how much a value may still be off after each of its changes; None where these do not converge.

    Parameters
    ----------
    size : float
        Of the value, beside which its rounding is known.
    changes : sequence of float
        At least two, each by a tolerance that is smaller by the same factor.

    Notes
    -----
    The changes of an iteration that is linear fall with its tolerance, those of a slow series with a root of that,
    and those of a sum that grows with each step, such as a time until something has decayed, do not. How fast they
    fall is seen between the two halves of them, since single ones are irregular. Where they fall to a half or less,
    all that would follow are no more than the last one.

    Examples
    --------
    >>> left_open(1.0, [2.0**-7, 2.0**-14, 2.0**-21, 2.0**-28])[-1] == 2.0**-28
    True
    >>> left_open(1.0, [1.0, 1.0, 1.0, 1.0]) is None
    True
    """
    rounding = allowances.LOOP_LEAST.value * size
    half = (len(changes) + 1) // 2
    early, late = max(changes[:half]) or size, max(changes[half:])
    if late > max(early * allowances.CONVERGING.value**half, rounding):
        return None
    rate = min((late / early) ** (1 / half), allowances.CONVERGING.value)
    found, envelope = [], 0.0
    for change in changes:
        envelope = max(change, envelope * rate)
        found.append(envelope)
    return found
