"""A symbolic proof that a claim is the derivative: a bounded search, limited in time and memory.

SymPy differentiates, and the difference to the claim is written in real functions that are
independent of each other as far as is known (`functions`). Where nothing is left the claim
is proven; where something is left nothing is said. A search that does not end soon in this process
goes on in a worker, which is ended at the time limit and has a limit on its memory.
"""

from __future__ import annotations

import importlib
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.claims.points import inside
from derivcheck.claims.proof.cases import by_cases
from derivcheck.claims.proof.difference import difference
from derivcheck.claims.proof.normal import vanishes
from derivcheck.claims.proof.validity import domain
from derivcheck.claims.proof.worker import search_elsewhere
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.allowances.methods import SYMBOLIC_SIZE
from derivcheck.ground.errors import InputError, PrecisionError
from derivcheck.ground.timeouts import TimeLimitReached, time_limit

# What the search may take in this process, which only decides where it goes on: nearly all proofs are
# found in a tenth of the time.
_QUICK_SECONDS = 1.0
_QUICK_TERMS = 20_000

_LIBRARIES = ("sympy", "sympy.polys.rings")

# In less time than this the search does not get far.
_LEAST_SECONDS = 0.5


@dataclass(frozen=True)
class Proof:
    """Whether a claim is proven, why or why not, and where it holds.

    Attributes
    ----------
    proved : bool
    text : str
    domain : str
        Such as "for all real x with x > 0 (so that log(x) is smooth)"; "" where nothing is proven.
    """

    proved: bool
    text: str
    domain: str = ""


def prove(claim: Claim, *, seconds: float | None = None, agreed: Sequence[Mapping[str, float]] = ()) -> Proof:
    """Try to prove that a claim is the derivative wherever in the domain both are defined.

    Parameters
    ----------
    claim : Claim
    seconds : float, optional
        Time to spend; by default the allowance.
    agreed : sequence of mappings
        Points at which the claim is known to agree with the derivative.

    Raises
    ------
    InputError
        The time is not positive.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> proof = prove(Claim(parse("sin(x)^2"), parse("sin(2x)"), "x"))
    >>> proof.proved, proof.domain
    (True, 'for all real x')
    >>> prove(Claim(parse("x^2/2"), parse("sqrt(x^2)"), "x")).proved
    False
    """
    seconds = allowances.PROOF_SECONDS.value if seconds is None else seconds
    if not seconds > 0:
        raise InputError(f"the time for a proof must be positive, not {seconds!r}")
    start = time.monotonic()
    if claim.function.branching or claim.claimed.branching:
        return _by_cases(claim, seconds, start)
    zero = _here(claim, min(seconds, _QUICK_SECONDS))
    left = seconds - (time.monotonic() - start)
    if zero is None and left >= _LEAST_SECONDS:
        zero = search_elsewhere(claim, left)
    if zero is None:
        return Proof(False, f"no symbolic proof within {seconds:g} s")
    if not zero:
        return Proof(False, "no symbolic proof was found")
    if not _confirmed(claim, agreed):
        return Proof(False, "the claim looks symbolically identical, but no point confirms it")
    return Proof(True, "the derivative minus the claim is identically zero", domain(claim))


def _by_cases(claim: Claim, seconds: float, start: float) -> Proof:
    def plain(piece: Claim) -> Proof:
        return prove(piece, seconds=max(_LEAST_SECONDS, seconds - (time.monotonic() - start)))

    proved, text = by_cases(claim, plain)
    if not proved:
        return Proof(False, text)
    return Proof(True, "the derivative minus the claim is identically zero", text)


def _here(claim: Claim, seconds: float) -> bool | None:
    """Search in this process; None where it takes too much."""
    if claim.function.size + claim.claimed.size > SYMBOLIC_SIZE.value:
        return None
    for library in _LIBRARIES:
        # Not under the limit: an import that is broken off leaves half a module behind.
        importlib.import_module(library)
    try:
        with time_limit(seconds):
            return vanishes(difference(claim), _QUICK_TERMS, claim.domain)
    except (TimeLimitReached, PrecisionError):
        return None
    except Exception:  # SymPy has no one exception for what it cannot do
        return False


def _confirmed(claim: Claim, agreed: Sequence[Mapping[str, float]]) -> bool:
    """Return whether balls, or running error bounds, agree at some points and nowhere disagree.

    It guards against an unsound step in SymPy, and against a domain that is empty.
    """
    agreeing = {at[claim.wrt] for at in agreed}
    for tried, at in enumerate(_points(claim)):
        # At one point alone, x = 1 for sqrt(x - 1) + sqrt(1 - x), there is no derivative to speak of.
        if tried >= allowances.PROOF_POINTS.value and len(agreeing) > 1:
            break
        outcome = gap(claim, at).outcome
        if outcome is GapOutcome.DIFFERENT:
            return False
        if outcome is GapOutcome.EQUAL:
            agreeing.add(at[claim.wrt])
    return len(agreeing) > 1


def _points(claim: Claim) -> Iterator[Mapping[str, float]]:
    """Yield points with the variable below and above zero in turn, the parameters mostly of one sign."""
    rng = random.Random(0)
    for k in range(allowances.MORE_PROOF_POINTS.value):
        mixed = k % 4 > 1
        at = {name: _value(rng) * (rng.choice((-1, 1)) if mixed else 1) for name in claim.variables}
        at[claim.wrt] = abs(at[claim.wrt]) * (-1) ** k
        yield inside(claim, at, rng)


def _value(rng: random.Random) -> float:
    if rng.random() < allowances.WHOLE_NUMBERS.value:
        return float(rng.randint(1, 4))
    return float(f"{10 ** rng.uniform(-1, 0.7):.3g}")
