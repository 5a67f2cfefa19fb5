"""One or two sentences on each claim for whoever made it, without the right answer: `derivcheck.results.feedback`."""

from __future__ import annotations

from derivcheck.results import Check, Checks, Result


def render(result: Result) -> str:
    """Return a line for each claim; where there is none, a line that says so."""
    return "".join(f"{_head(result, check)}{check.feedback}\n" for check in _checks(result)) or NO_CLAIM


def reveal(result: Result) -> str:
    """Return the same with the cause and the corrected claim."""
    lines = []
    for check in _checks(result):
        known = (f"Cause: {check.cause.text}." if check.cause else "", check.corrected and f"Right: {check.corrected}")
        lines += [f"{_head(result, check)}{check.feedback}", *filter(None, known)]
    return "".join(f"{line}\n" for line in lines) or NO_CLAIM


NO_CLAIM = "Feedback is on a claimed derivative, and nothing is claimed here.\n"


def _head(result: Result, check: Check) -> str:
    return f"d/d{check.wrt[0]}: " if isinstance(result, Checks) else ""


def _checks(result: Result) -> tuple[Check, ...]:
    if isinstance(result, Checks):
        return result.components
    return (result,) if isinstance(result, Check) else ()
