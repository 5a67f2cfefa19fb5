"""The Taylor coefficients of f at a point, and which of them are zero."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.rational import Rational
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import DerivcheckError, PrecisionError
from derivcheck.methods.reference import coefficients
from derivcheck.methods.target import Target

_BITS = 256


def taylor_coefficients(target: Target, highest: int) -> list[Bounded]:
    """Return a_0 to a_highest with bounds, each told from zero unless it is zero, or as small as a rounding.

    Raises
    ------
    DomainError
        f has no value, or no derivatives, at the point.
    PrecisionError
        More than `MOST_BITS` would be needed to tell that it has.
    """
    bits = _BITS
    while (found := coefficients(target.function, target.x, highest, bits)) is None:
        _ = target.function(Precise(bits), Precise(bits).exact(target.x))
        bits *= 4
        if bits > allowances.MOST_BITS.value:
            raise PrecisionError(f"no {highest} derivatives could be had with {bits // 4} bits")
    while _lost(found) and bits < allowances.TERM_BITS.value:
        bits *= 4
        found = coefficients(target.function, target.x, highest, bits) or found
    return found


def _lost(found: Sequence[Bounded]) -> bool:
    """Return whether a coefficient that may be zero is one that cancellation has lost: its bound is no rounding."""
    sizes = [abs(c.value) + c.bound for c in found]
    around = [max(sizes[max(k - 2, 0) : k + 3]) for k in range(len(found))]
    return any(c.may_be_zero and c.bound * 2 ** (_BITS // 4) > near for c, near in zip(found, around, strict=True))


def vanishing(target: Target, highest: int) -> frozenset[int]:
    """Return the degrees of the coefficients that are zero in rational arithmetic; none where that does not do."""
    m = Taylor(Rational(), highest)
    try:
        found = m.coefficients(target.function(m, m.variable(m.exact(target.x))))
    except DerivcheckError:
        return frozenset()
    return frozenset(k for k, value in enumerate(found) if not value)
