"""One formula, many kinds of number: floats, balls, dual numbers, series, SymPy expressions, text.

In: the namespace that an `Expression` asks for its operations. Out: a value in that kind of number, with its bound.
Open `base.py` first: what every arithmetic offers; then `ball.py` or `dual.py` for two that are used everywhere.
"""
