"""The search for a proof as a call in a worker, which ends at its time limit and has a limit on its memory."""

from __future__ import annotations

import functools
import os
from dataclasses import replace

from derivcheck.claims.claim import Claim
from derivcheck.claims.proof.difference import difference
from derivcheck.claims.proof.normal import vanishes
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import InputError
from derivcheck.ground.workers import Pool


def search(claim: Claim) -> bool:
    """Return whether SymPy's derivative minus the claim vanishes; nothing is said where it does not.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> search(Claim(parse("sin(x)^2"), parse("sin(2x)"), "x"))
    True
    """
    return vanishes(difference(claim), allowances.PROOF_TERMS.value, claim.domain)


def search_elsewhere(claim: Claim, seconds: float) -> bool | None:
    """Search in a worker; None where it ends without an answer."""
    try:
        # Without what is known of the function, which holds what cannot be sent.
        bare = replace(claim, derivatives={})
        found: bool | None = _pool(os.getpid()).run(f"{__name__}:search", bare, seconds).value
    except InputError:  # no process can be started
        return None
    return found


@functools.cache
def _pool(process: int) -> Pool:
    """Return the workers of this process; one that is forked from it has its own."""
    modules = (__name__, "sympy")
    return Pool(os.cpu_count() or 1, memory=allowances.PROOF_BYTES.value, preload=modules)
