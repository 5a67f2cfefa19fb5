"""The estimators of a derivative, one file each.

Each is a function of a `Target` (and of what else it needs) that returns an `Estimate` whose
error is still NaN: no estimator sees the reference.
"""
