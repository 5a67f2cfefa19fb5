"""Check derivatives with error budgets instead of tolerances.

>>> import derivcheck as dc
>>> print(dc.parse("2x^2 + 1"))
2x^2 + 1

Names only: each is imported from its module when it is first used, so that
``import derivcheck`` brings neither SymPy nor NumPy.
"""

from __future__ import annotations

import importlib
import sys
from types import FunctionType
from typing import TYPE_CHECKING, Any

from derivcheck.ground.front_door import front_door

if TYPE_CHECKING:
    from derivcheck import testing as testing
    from derivcheck.autodiff.derivatives import derivative, gradient, hessian, jacobian, jvp, taylor
    from derivcheck.autodiff.reverse.record import trace
    from derivcheck.formula.parser import parse
    from derivcheck.ground.errors import (
        DerivcheckError,
        DerivcheckWarning,
        DomainError,
        InputError,
        KinkWarning,
        MissingExtraError,
        ParseError,
        PrecisionError,
        SchemeError,
        UnsupportedOperation,
    )
    from derivcheck.methods.estimate import estimate_derivative
    from derivcheck.report.plot.overlay import plot_error_curves
    from derivcheck.results import (
        Cause,
        Check,
        Checks,
        Comparison,
        Comparisons,
        Component,
        ErrorCurve,
        Estimate,
        Reference,
        Verdict,
    )
    from derivcheck.results.claim_result import ClaimResult
    from derivcheck.results.error_map import ErrorMap
    from derivcheck.results.grade import Grade
    from derivcheck.results.recommendation import Recommendation
    from derivcheck.results.trace import Trace
    from derivcheck.testing.check import check_derivative
    from derivcheck.testing.check_arrays import check_gradient, check_hessian, check_jacobian
    from derivcheck.testing.compare import compare, error_curve
    from derivcheck.testing.error_map import error_map
    from derivcheck.testing.grader import Grader
    from derivcheck.testing.many import check_many
    from derivcheck.testing.recommend import recommend

__version__ = "0.1.0"

__all__ = [
    "Cause",
    "Check",
    "Checks",
    "ClaimResult",
    "Comparison",
    "Comparisons",
    "Component",
    "DerivcheckError",
    "DerivcheckWarning",
    "DomainError",
    "ErrorCurve",
    "ErrorMap",
    "Estimate",
    "Grade",
    "Grader",
    "InputError",
    "KinkWarning",
    "MissingExtraError",
    "ParseError",
    "PrecisionError",
    "Recommendation",
    "Reference",
    "SchemeError",
    "Trace",
    "UnsupportedOperation",
    "Verdict",
    "__version__",
    "check_derivative",
    "check_gradient",
    "check_hessian",
    "check_jacobian",
    "check_many",
    "compare",
    "derivative",
    "error_curve",
    "error_map",
    "estimate_derivative",
    "gradient",
    "hessian",
    "jacobian",
    "jvp",
    "parse",
    "plot_error_curves",
    "recommend",
    "taylor",
    "testing",
    "trace",
]

_HOME = {
    **dict.fromkeys(("derivative", "gradient", "hessian", "jacobian", "jvp", "taylor"), "autodiff.derivatives"),
    "check_derivative": "testing.check",
    **dict.fromkeys(("check_gradient", "check_hessian", "check_jacobian"), "testing.check_arrays"),
    **dict.fromkeys(("compare", "error_curve"), "testing.compare"),
    "check_many": "testing.many",
    "Grade": "results.grade",
    "Grader": "testing.grader",
    "ClaimResult": "results.claim_result",
    "recommend": "testing.recommend",
    "error_map": "testing.error_map",
    "ErrorMap": "results.error_map",
    "Recommendation": "results.recommendation",
    "estimate_derivative": "methods.estimate",
    "parse": "formula.parser",
    "plot_error_curves": "report.plot.overlay",
    "Trace": "results.trace",
    "trace": "autodiff.reverse.record",
    **dict.fromkeys(("Cause", "Check", "Checks", "Comparison", "Comparisons", "Component"), "results"),
    **dict.fromkeys(("ErrorCurve", "Estimate", "Reference", "Verdict"), "results"),
}
"""The module of each public name; the others are exceptions, in `ground.errors`."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "testing":
        return importlib.import_module("derivcheck.testing")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME.get(name, 'ground.errors')}"), name)
    value = front_door(value) if isinstance(value, FunctionType) else value
    globals()[name] = value  # the next use does not come here
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


importlib.import_module("derivcheck.report")  # so that results know how they are shown

# `from derivcheck.errors import ParseError` is what users write; the module stands in the lowest room.
errors = sys.modules[f"{__name__}.errors"] = importlib.import_module("derivcheck.ground.errors")
