"""Facts that several outlines state in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.report.outline.blocks import Fact
from derivcheck.results import Reference


def read_as(understood: str) -> tuple[Fact, ...]:
    """State what was understood by a formula that was typed in another way than the strict notation."""
    return (Fact("read as", understood, code=True),) if understood else ()


ESTIMATED = ("an estimate; no proof",)
"""What vouches for a reference that was measured."""


def certainty(reference: Reference, witnesses: Sequence[str] = ()) -> str:
    """Say how far the reference is to be trusted; a witness that is an estimate vouches for it by its bound."""
    if reference.radius is None:
        return f"{reference.digits} digits; exact"
    estimated = next((name for name in witnesses if "estimate" in name), "by running error analysis; no proof")
    how = "proven by ball arithmetic" if reference.certified else estimated
    return f"{reference.digits} digits; error at most {reference.radius} ({how})"
