"""Truncated Taylor series over any arithmetic: all derivatives up to an order in one run.

In: numbers of another arithmetic. Out: coefficients. Open `taylor.py` first.
"""
