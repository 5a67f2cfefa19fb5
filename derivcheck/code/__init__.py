"""Python code of one number, used like a formula: run in every arithmetic, or written down as the formula it is.

In: a pair of callables, one of which may be a formula. Out: a verdict with its reason. Open `traceable.py` first.
"""
