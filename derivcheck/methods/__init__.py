"""How a derivative is computed, one file a method, each with a bound on its own error.

In: a `Target`, which is f as a function of one variable. Out: an `Estimate`; no method sees the `Reference`.
Open `target.py` first, then `reference.py` and any method.
"""
