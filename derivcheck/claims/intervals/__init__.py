"""A claim on a whole interval: a proven bound on the gap, or a point that refutes it.

In: a claim and an interval. Out: a `Certificate`. Open `certificate.py` first.
"""
