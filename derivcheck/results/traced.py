"""A comparison or a check, with the trace of the run at its point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivcheck.results import Check, Checks, Comparison, Comparisons, Result, Verdict
from derivcheck.results.trace import Trace

Judged = Comparison | Comparisons | Check | Checks


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Traced(Result):
    """A result and a trace.

    Attributes
    ----------
    result : Comparison, Comparisons, Check or Checks
    trace : Trace
    listed : bool
        Whether reports list the trace, or it is there for its graph only.
    """

    result: Judged
    trace: Trace
    listed: bool = True

    @property
    def verdict(self) -> Verdict:
        """The verdict of the result."""
        return self.result.verdict

    def to_dict(self) -> dict[str, Any]:
        """Return the result in JSON types, the trace under the key "trace"."""
        found = self.result.to_dict()
        return {**found, "trace": self.trace.to_dict()} if self.listed else found

    def plot(self) -> Any:
        """Return the picture of the result."""
        return self.result.plot()


def bare(result: Judged | Traced) -> Judged:
    """Return a result without its trace."""
    return result.result if isinstance(result, Traced) else result
