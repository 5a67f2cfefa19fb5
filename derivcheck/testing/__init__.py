"""The front doors: what a user calls to compare methods, check a claim, or assert it in a test suite.

In: functions, claims, points. Out: a `Comparison`, a `Check`, or an AssertionError that carries the report.
Open `check.py` first; `compare.py` is the main job, `assertions.py` is for test suites.
"""

from derivcheck.testing.assertions import assert_derivative, assert_gradient, assert_hessian, assert_jacobian

__all__ = ["assert_derivative", "assert_gradient", "assert_hessian", "assert_jacobian"]
