"""Result types: frozen, without arithmetic."""

from derivcheck.model.check import Cause, Certificate, Check, Checks, Component, joint
from derivcheck.model.comparison import BestStep, Comparison, Comparisons, CurvePoint, ErrorCurve
from derivcheck.model.estimate import Estimate, Reference
from derivcheck.model.result import SCHEMA, Result
from derivcheck.model.verdict import Verdict, worst_verdict

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
    "Reference",
    "Result",
    "Verdict",
    "joint",
    "worst_verdict",
]
