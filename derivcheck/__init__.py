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
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivcheck.array_check import check_gradient, check_hessian, check_jacobian
    from derivcheck.check import check_derivative
    from derivcheck.compare import compare, error_curve
    from derivcheck.errors import (
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
    from derivcheck.estimate import estimate_derivative
    from derivcheck.forward import derivative, gradient, hessian, jacobian, jvp, taylor
    from derivcheck.model import (
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
    from derivcheck.parser import parse
    from derivcheck.trace import Trace
    from derivcheck.tracing import trace

__version__ = "0.1.0"

__all__ = [
    "Cause",
    "Check",
    "Checks",
    "Comparison",
    "Comparisons",
    "Component",
    "DerivcheckError",
    "DerivcheckWarning",
    "DomainError",
    "ErrorCurve",
    "Estimate",
    "InputError",
    "KinkWarning",
    "MissingExtraError",
    "ParseError",
    "PrecisionError",
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
    "compare",
    "derivative",
    "error_curve",
    "estimate_derivative",
    "gradient",
    "hessian",
    "jacobian",
    "jvp",
    "parse",
    "taylor",
    "trace",
]

_HOME = {
    **dict.fromkeys(("derivative", "gradient", "hessian", "jacobian", "jvp", "taylor"), "forward"),
    **dict.fromkeys(("check_gradient", "check_hessian", "check_jacobian"), "array_check"),
    "check_derivative": "check",
    "compare": "compare",
    "error_curve": "compare",
    "estimate_derivative": "estimate",
    "parse": "parser",
    "Trace": "trace",
    "trace": "tracing",
    **dict.fromkeys(("Cause", "Check", "Checks", "Comparison", "Comparisons", "Component"), "model"),
    **dict.fromkeys(("ErrorCurve", "Estimate", "Reference", "Verdict"), "model"),
}
"""The module of each public name; the others are exceptions, in `errors`."""


class _Package(ModuleType):
    """A package whose public names win over submodules of the same name.

    Importing the submodule `derivcheck.compare` would otherwise put it in the place of the
    function `derivcheck.compare`.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME.get(name, 'errors')}"), name)
    globals()[name] = value  # the next use does not come here
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
