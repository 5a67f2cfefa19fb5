"""Verdicts on the components of a gradient together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from derivcheck.results.check import Check
from derivcheck.results.comparison import Comparison
from derivcheck.results.result import SCHEMA, Result
from derivcheck.results.verdict import Verdict, worst_verdict


@dataclass(frozen=True, slots=True, repr=False)
class Checks(Result):
    """One check for each component of a gradient given by formulas.

    Attributes
    ----------
    components : tuple of Check
        In the order of the variables.
    verdict : Verdict
        The worst of theirs.
    reason : str
        That of the first component which brings it about.
    schema : str
        Of the JSON form.

    Examples
    --------
    >>> from derivcheck import check_derivative
    >>> checks = check_derivative("x*y", ["y", "2*x"], {"x": 2.0, "y": 3.0}, wrt=["x", "y"])
    >>> str(checks.verdict), [str(check.verdict) for check in checks.components]
    ('refuted', ['agrees', 'refuted'])
    """

    components: tuple[Check, ...]
    verdict: Verdict
    reason: str
    schema: str = field(default=SCHEMA)

    def __bool__(self) -> bool:
        """Return whether every component passed."""
        return not self.verdict.exit_status

    def to_dict(self) -> dict[str, Any]:
        """Return the results in JSON types."""
        return {
            "schema": self.schema,
            "components": [check.to_dict() for check in self.components],
            "verdict": str(self.verdict),
            "reason": self.reason,
        }


def joint(components: Sequence[Check] | Sequence[Comparison]) -> tuple[Verdict, str]:
    """Return the verdict on all components together, and the reason of the first that brings it about."""
    verdict = worst_verdict(c.verdict for c in components)
    such = [c for c in components if c.verdict is verdict]
    counted = f"all {len(such)}" if len(such) == len(components) else f"{len(such)} of {len(components)}"
    count = f"{counted} components; " if len(components) > 1 else ""
    return verdict, f"{count}d/d{such[0].wrt[0]}: {such[0].reason}"
