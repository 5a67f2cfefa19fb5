"""The derivative of code that only takes and returns floats, with a bound that holds.

In: a function of one float. Out: an `Estimate` that may decline. Open `adaptive.py` first.
"""
