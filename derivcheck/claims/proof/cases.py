"""A proof of a claim by cases: piece by piece, for every answer to the comparisons of both formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from derivcheck.claims.claim import Claim
from derivcheck.formula.parser import parse
from derivcheck.formula.pieces import pieces

_LARGEST = 300
"""Operations of formulas that are taken apart; larger ones are not proven."""

_SHOWN = 3


def by_cases(claim: Claim, prove: Callable[[Claim], Any]) -> tuple[bool, str]:
    """Return whether a claim is proven on every piece, and on which pieces, or on which it is not.

    Parameters
    ----------
    prove : callable
        Proves a plain claim.
    """
    if claim.function.size + claim.claimed.size > _LARGEST:
        return False, "no symbolic proof was looked for: the formulas by cases are large"
    proven = []
    for where, (function, claimed) in pieces([claim.function, claim.claimed]):
        # Read back, since a proof in another process takes texts.
        plain = [parse(formula.typed, claim.variables) for formula in (function, claimed)]
        found = prove(replace(claim, function=plain[0], claimed=plain[1], derivatives={}))
        if not found.proved:
            return False, f"no symbolic proof was found for {where}"
        proven.append(f"{where} ({found.domain})" if " with " in found.domain or " except " in found.domain else where)
    if not proven:
        return False, "no symbolic proof was looked for: there are many comparisons"
    more = f" and on {len(proven) - _SHOWN} more pieces" if len(proven) > _SHOWN else ""
    return True, " and where ".join(["", *proven[:_SHOWN]]).removeprefix(" and ") + more
