"""Result types: frozen, without arithmetic.

In: numbers and sentences. Out: what a user holds, and its JSON types. Open `result.py` first.
"""

from derivcheck.results.certificate import Certificate, Extent
from derivcheck.results.check import Cause, Check, Finding
from derivcheck.results.checks import Checks, joint
from derivcheck.results.comparison import BestStep, Comparison, Comparisons, CurvePoint, ErrorCurve
from derivcheck.results.component import Component
from derivcheck.results.estimate import Estimate, Reference
from derivcheck.results.result import SCHEMA, Result
from derivcheck.results.verdict import Verdict, worst_verdict

__all__ = [
    "SCHEMA",
    "BestStep",
    "Cause",
    "Certificate",
    "Check",
    "Checks",
    "Comparison",
    "Comparisons",
    "Component",
    "CurvePoint",
    "ErrorCurve",
    "Estimate",
    "Extent",
    "Finding",
    "Reference",
    "Result",
    "Verdict",
    "joint",
    "worst_verdict",
]
