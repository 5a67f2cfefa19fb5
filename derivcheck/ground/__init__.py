"""The ground: exceptions, limits on input and on time, allowances, outward rounding: what every room stands on.

In: nothing of derivcheck. Out: exception classes, constants, a deadline. Open `errors.py` first.
"""
