"""The table of methods: value, error and bound of each."""

from __future__ import annotations

import math
import sys
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction

from derivcheck.ground.outward import exact, upward
from derivcheck.report import wording
from derivcheck.report.outline.blocks import Column, Notes, Paragraph, Row, Table, Tone
from derivcheck.results import Comparison, Estimate

_COLUMNS = (
    Column("method", numeric=False),
    Column("value", numeric=False),
    Column("error"),
    Column("bound"),
    Column("digits"),
    Column("step", spare=True),
    Column("evals", spare=True),
)

# Of any exponent.
_DECIMALS = Context(prec=20, Emin=MIN_EMIN, Emax=MAX_EMAX)

LEGEND = Paragraph("error = value - reference; bound = what the method's own analysis allows; digits = correct ones.")


def table(result: Comparison) -> Table:
    """Tabulate every method with its error beside the bound that must hold."""
    truth = Decimal(result.reference.value)
    # Of an exact reference the radius is far below all errors.
    known = float(result.reference.radius or 0) if result.measured else 0.0
    return Table(_COLUMNS, tuple(_row(estimate, truth, result.dtype, known) for estimate in result.estimates))


def _row(estimate: Estimate, truth: Decimal, dtype: str, known: float) -> Row:
    untold, error = known and estimate.error == 0, _error(estimate, truth)
    shown = wording.significant(estimate.value, dtype)
    cells = (
        estimate.method,
        shown,
        f"< {wording.bound(known)}" if untold else wording.signed(error),
        shown_bound(estimate, dtype),
        wording.correct_digits(known if untold else error, truth, dtype),
        wording.size(estimate.step),
        str(estimate.evaluations),
    )
    return Row(cells, *_mark(estimate))


def shown_bound(estimate: Estimate, dtype: str) -> str:
    """Write a bound on how far what is shown of a value is off: the digits that are left off count too."""
    if math.isinf(estimate.error_bound):
        return "none"
    shown = wording.significant(estimate.value, dtype)
    return upward(exact(estimate.error_bound) + abs(exact(estimate.value) - Fraction(shown)))


def _error(estimate: Estimate, truth: Decimal) -> float | Decimal:
    """Return an error, in decimals where a double does not hold its digits, or not its size."""
    small, large = 0 < abs(estimate.error) < sys.float_info.min, math.isinf(estimate.error)
    if not (small or large) or not math.isfinite(estimate.value):
        return estimate.error
    off = exact(estimate.value) - Fraction(truth)
    return _DECIMALS.divide(Decimal(off.numerator), Decimal(off.denominator))


def _mark(estimate: Estimate) -> tuple[str, Tone]:
    if math.isnan(estimate.value):
        return "", "unsure"  # the cells are empty, and a note says why
    # Without a reference there is no error to hold against the bound.
    within = estimate.holds or math.isnan(estimate.error)
    return ("", "plain") if within else ("outside", "bad")


def notes(result: Comparison) -> tuple[Notes, ...]:
    """Say which errors are outside their bounds, and what the methods themselves remark."""
    outside = [f"{e.method}: the error is outside its bound" for e in result.estimates if _mark(e)[0] == "outside"]
    named: dict[str, list[str]] = {}
    for e in result.estimates:
        if e.note:
            named.setdefault(e.note, []).append(e.method)
    remarks = [f"{', '.join(methods)}: {note}" for note, methods in named.items()]
    return (Notes((*outside, *remarks)),) if outside or remarks else ()
