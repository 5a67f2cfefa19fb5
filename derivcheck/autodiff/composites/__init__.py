"""The functions of NumPy that are made of others, written once for all arrays that carry derivatives.

In: arrays of any arithmetic. Out: what NumPy's functions return, by its simpler ones. Open `composite.py` first.
"""
