"""Facts that several outlines state in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.report import wording
from derivcheck.report.outline.blocks import Fact
from derivcheck.results import Check, Reference


def read_as(understood: str) -> tuple[Fact, ...]:
    """State what was understood by a formula that was typed in another way than the strict notation."""
    return (Fact("read as", understood, code=True),) if understood else ()


_NO_PROOF = "an estimate; no proof"

ESTIMATED = (_NO_PROOF,)
"""What vouches for a reference that was measured."""


def certainty(reference: Reference, witnesses: Sequence[str] = ()) -> str:
    """Say how far the reference is to be trusted; a witness that is an estimate vouches for it by its bound."""
    if reference.radius is None:
        return "exact"
    # Of what may be zero no digit is certain.
    digits = f"{reference.digits} digit{'' if reference.digits == 1 else 's'}; " if reference.digits else ""
    estimated = next(filter(_estimates, witnesses), "by running error analysis; no proof")
    how = "proven by ball arithmetic" if reference.certified else estimated
    return f"{digits}error at most {reference.radius} ({how})"


def held_against(names: Sequence[str]) -> str:
    """Name the witnesses of a claim, and say of an estimate that it proves nothing.

    >>> held_against(("reverse sweep", "forward mode")), held_against(("adaptive estimate",))
    ('reverse sweep, forward mode', 'adaptive estimate (an estimate; no proof)')
    """
    return ", ".join(f"{name} ({_NO_PROOF})" if _estimates(name) else name for name in names)


def would_have_shown(result: Check) -> str:
    """Say which errors of a claim would have shown: of one that only an estimate has judged, if its bound holds."""
    limit = wording.bound(result.detection_limit)
    error = f"a relative error of {limit}" if result.detection_limit else "any error"
    condition = ", if the error bound of the estimate holds" if any(map(_estimates, result.witnesses)) else ""
    return f"{error} at this point would have shown{condition}"


def _estimates(name: str) -> bool:
    return "estimate" in name
