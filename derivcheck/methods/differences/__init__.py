"""Finite differences: stencils, their exact error, and that error against the step.

In: a `Target` and a scheme. Out: an `Estimate` or an `ErrorCurve`. Open `schemes.py` first.
"""
