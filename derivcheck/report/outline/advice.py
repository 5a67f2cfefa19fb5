"""What to do next, in a sentence or a few: which method to use, or what a verdict on a claim asks for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context

from derivcheck.report import wording
from derivcheck.report.outline.methods import shown_bound
from derivcheck.results import Check, Comparison, Estimate, Verdict

_DIGITS = 10
"""Of the ends of an interval."""

_STEPLESS = {
    "forward-mode": "forward mode",
    "symbolic": "the symbolic derivative",
    "complex-step": "the complex step",
    "adaptive": "the adaptive estimate",
}
"""Methods without a step to choose, the handiest first."""


def advice(result: Comparison | Check) -> tuple[str, ...]:
    """Return what to do next, in sentences."""
    return (_on_claim(result),) if isinstance(result, Check) else _on_methods(result)


def _on_methods(result: Comparison) -> tuple[str, ...]:
    usable = [e for e in result.estimates if _within(e) and math.isfinite(e.error_bound)]
    if not usable:
        return ("Use the reference: no method has an error bound in this float format at this point.",)
    telling = [e for e in usable if e.tells(result.reference)]
    if not telling:
        return ("No method is sure of a digit here: each error bound is as large as the derivative, or larger.",)
    stepless = _sharpest([e for e in telling if e.method in _STEPLESS], tuple(_STEPLESS))
    differences = [e for e in telling if e.method not in _STEPLESS]
    tried = any(e.method not in _STEPLESS for e in result.estimates)
    none = "No difference is sure of a digit here." if tried and not differences else ""
    sentences = (
        _outside(result),
        _stepless(stepless, result.dtype),
        none or _differences(differences, bool(stepless), result.dtype),
    )
    return tuple(filter(None, sentences))


def _outside(result: Comparison) -> str:
    names = ", ".join(e.method for e in result.estimates if not _within(e))
    return f"Do not rely on {names} here." if names else ""


def _within(e: Estimate) -> bool:
    """Return whether an error is inside its bound, or there is no reference to tell."""
    return e.holds or math.isnan(e.error)


def _stepless(best: Estimate | None, dtype: str) -> str:
    if best is None:
        return ""
    return f"Use {_STEPLESS[best.method]}: no step to choose, {_limit(best, dtype)}."


def _limit(e: Estimate, dtype: str) -> str:
    return f"error at most {shown_bound(e, dtype)}" if e.error_bound else "and no error at all"


def _differences(differences: list[Estimate], others: bool, dtype: str) -> str:
    """Name the sharpest difference, and the sharpest of those that take the fewest evaluations."""
    best = _sharpest(differences)
    if best is None:
        return ""
    fewest = min(e.evaluations for e in differences)
    cheap = _sharpest([e for e in differences if e.evaluations == fewest])
    start = "Of the differences, " if others else "Use "
    limit = f"{start}{_named(best)} ({_limit(best, dtype)})"
    if cheap is None or cheap.evaluations == best.evaluations:
        return f"{limit}."
    also = f"{_named(cheap)} (at most {shown_bound(cheap, dtype)})"
    return f"{limit}, or, in {cheap.evaluations} evaluations, {also}."


def _named(e: Estimate) -> str:
    return f"{e.method} with h = {wording.size(e.step)}"


def _sharpest(estimates: Sequence[Estimate], order: Sequence[str] = ()) -> Estimate | None:
    """Return the one of least bound; of several of one size the handiest, or the cheapest, then the sharpest."""
    least = min((e.error_bound for e in estimates), default=0.0)

    def rank(e: Estimate) -> tuple[float, int, int, float]:
        handiest = order.index(e.method) if order else 0
        return _decades(e.error_bound, least), handiest, e.evaluations, e.error_bound

    return min(estimates, key=rank, default=None)


def _decades(bound: float, least: float) -> float:
    """Return by how many powers of ten, rounded, a bound is larger than the least."""
    if bound == least:
        return 0
    return round(math.log10(bound) - math.log10(least)) if least else math.inf


def _on_claim(result: Check) -> str:
    if bare := result.without_value:
        place = wording.point(bare.at)
        name = result.wrt[0]
        return (
            f"Mend the claim so that it has a value at {place} too, or say for which {name} it is meant: "
            f"--domain {name}=A:B (in Python domain={{'{name}': (a, b)}})."
        )
    if result.verdict is Verdict.REFUTED:
        return _narrow(result) or _mend(result)
    if result.verdict is Verdict.UNRESOLVED:
        return _decide(result)
    if result.kind != "derivative":
        return f"Nothing to mend. In a test suite, derivcheck.testing.assert_{result.kind} keeps it so."
    if result.verdict is Verdict.PROVED or result.certificate:
        return "Nothing to mend. In a test suite, derivcheck.testing.assert_derivative keeps it so."
    if not result.variables or len(result.at) > 1 or result.witnesses:
        return "Nothing to mend where it was tried. In a test suite, derivcheck.testing.assert_derivative keeps it so."
    return "Nothing to mend where it was tried. For more: --over A:B (in Python over=(a, b), or prove=True)."


def _narrow(result: Check) -> str:
    """Say how to ask about the part alone on which a claim is right, where no slip is known, or only a sign there."""
    on_a_branch = bool(result.cause and result.right_on and result.cause.kind == "branch")
    if result.cause and not on_a_branch:
        return ""
    if not result.right_on:
        return _positive(result.right_if_positive)
    found, name = result.right_on, result.wrt[0]
    interval = f"{_inward(found.low, ROUND_CEILING)}:{_inward(found.high, ROUND_FLOOR)}"
    held = ",".join(f"{other}={value!r}".removesuffix(".0") for other, value in found.parameters.items())
    fixed, also = (f"--at {held} ", "at= and ") if held else ("", "")
    mended = "Otherwise put the corrected formula in the claim's place, and check again."
    unknown = "Elsewhere none of the slips that were tried explains the gap."
    return (
        f"If it is meant where it is right, say so: {fixed}--domain {name}={interval} (in Python {also}domain=). "
        f"{mended if on_a_branch else unknown}"
    )


def _positive(names: Sequence[str]) -> str:
    """Say how to ask about positive values alone of what may be a length or a mass."""
    if not names:
        return ""
    asked = " ".join(f"--domain '{name}>0'" for name in names)
    python = ", ".join(f"{name}>0" for name in names)
    letters = f"{names[0]} is" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} are"
    return (
        f"If {letters} meant to be positive, as a length or a mass is, say so: {asked} "
        f'(in Python domain="{python}"). Elsewhere none of the slips that were tried explains the gap.'
    )


def _inward(end: float, way: str) -> str:
    """Write an end of an interval with few digits, none of which leads beyond it."""
    return f"{float(Context(prec=_DIGITS, rounding=way).create_decimal_from_float(end)):.{_DIGITS}g}"


def _mend(result: Check) -> str:
    if result.corrected:
        return "Put the corrected formula in the claim's place, if it is what was meant, and check again."
    if result.cause:
        return "Mend the cause that is named above, and check again."
    if result.kind == "derivative":
        return "None of the slips that were tried explains the gap. Derive it once more, and check it term by term."
    worst = next(iter(result.components[0].at), "") if result.components else ""
    start = f"Begin with {worst}, the worst component: " if worst else ""
    return f"{start}none of the slips that were tried explains the gap, so check the code's terms one by one."


_SINGULAR = {
    "edge": "At the edge of its domain f has no derivative from both sides, so no claim is right or wrong there: ",
    "outside": "Where f is not defined no claim is right or wrong: ",
}


def _decide(result: Check) -> str:
    if result.certificate:
        return "Prove it on a shorter interval, or on each side of what stands in the way."
    if result.singular:
        none = "Where there is no derivative no claim is right or wrong: "
        where = "choose a point inside." if result.singular == "edge" else "choose another point."
        return f"{_SINGULAR.get(result.singular, none)}{where}"
    if result.kind == "derivative":
        if result.points > 1 and not result.witnesses:
            return "What was tried agrees, which does not settle it: give more time (--timeout), or a shorter interval."
        if result.components and all(abs(c.gap) <= c.budget for c in result.components):
            return "Try another point: at this one the numbers agree to within their errors, but that is too little."
        return "Try another point: at this one the claim is shown to be neither right nor wrong."
    return "Try another point, or a shorter function: here the claim is shown to be neither right nor wrong."
