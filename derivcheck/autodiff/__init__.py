"""NumPy code in other numbers: forward mode, a recorded run for reverse mode, arrays of any arithmetic.

In: a user's function, unmodified, and a point. Out: value and derivatives, with running error bounds where asked.
Open `derivatives.py` first: what `dc.gradient` does; then `reverse/record.py` and `numbers/number_array.py`.
"""
