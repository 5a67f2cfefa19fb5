"""How far the rounding of a claim's decimals can move it, to first order: what a gap is beyond is not looked into."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from derivcheck.arithmetic.real import Real
from derivcheck.claims.diagnosis.wrong_rules import slope
from derivcheck.formula.decimals import Decimal
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError


def in_reach(
    claimed: Expression, found: Sequence[Decimal], at: Mapping[str, float], gap: float
) -> dict[Decimal, float]:
    """Return the decimals of a claim whose rounding may explain a gap, alone or together.

    Each with the number that would close the gap to first order, if it were the only one.

    Parameters
    ----------
    claimed : Expression
    found : sequence of Decimal
    at : mapping of str to float
    gap : float
        At the point.

    Examples
    --------
    >>> from derivcheck.formula.decimals import decimals
    >>> from derivcheck.formula.parser import parse
    >>> claimed = parse("2.345*x + 0.333")
    >>> for gap in (1e-3, 1e-1):
    ...     found = in_reach(claimed, decimals(claimed), {"x": 1.0}, gap)
    ...     print({d.text: round(number, 6) for d, number in found.items()})
    {'2.345': 2.344, '0.333': 0.332}
    {}
    """
    try:
        slopes = dict(zip(found, _slopes(claimed, [d.node for d in found], at), strict=True))
    except DerivcheckError:
        return dict.fromkeys(found, math.nan)
    reach = sum(abs(s) * float(d.unit) for d, s in slopes.items()) * allowances.ROUNDED_REACH.value
    # NaN says nothing.
    return {} if abs(gap) > reach else {d: float(d.value) - gap / s for d, s in slopes.items() if s != 0}


def _slopes(claimed: Expression, leaves: Sequence[int], at: Mapping[str, float]) -> list[float]:
    """Return how a claim moves with some of its numbers: one reverse sweep in floating point."""
    nodes = claimed.nodes
    moving = set(leaves)
    for i, node in enumerate(nodes):
        if not moving.isdisjoint(node.arguments):
            moving.add(i)
    with Real() as m:
        values = claimed.evaluate_all(m, {name: m.exact(value) for name, value in at.items()})
        adjoints: dict[int, Any] = {len(nodes) - 1: m.number(1)}
        for i in reversed(range(len(nodes))):
            if i in moving and i in adjoints:
                arguments = [values[k] for k in nodes[i].arguments]
                for j, k in enumerate(nodes[i].arguments):
                    if k in moving:
                        share = adjoints[i] * slope(m, nodes[i].operation, j, arguments, values[i])
                        adjoints[k] = adjoints.get(k, 0) + share
    return [float(adjoints.get(i, 0)) for i in leaves]
