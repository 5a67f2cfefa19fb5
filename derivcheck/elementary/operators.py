"""Arithmetic."""

from __future__ import annotations

from derivcheck.elementary.row import Elementary, minus_one, one

OPERATORS = (
    Elementary("add", (one, one), numpy="add"),
    Elementary("sub", (one, minus_one), numpy="subtract"),
    Elementary("mul", (lambda m, a, b, y: b, lambda m, a, b, y: a), numpy="multiply"),
    Elementary("div", (lambda m, a, b, y: 1 / b, lambda m, a, b, y: -y / b), numpy="divide"),
    Elementary("neg", (minus_one,), numpy="negative", ulps=0.0),
    Elementary(
        "pow",
        (lambda m, a, b, y: b * m.pow(a, b - 1), lambda m, a, b, y: m.logarithmic(a, b, y)),
        numpy="power",
        ulps=2.0,
    ),
)
