"""NumPy code run on arrays whose elements are numbers of any arithmetic.

In: NumPy code and an arithmetic. Out: its value in that arithmetic. Open `evaluation.py` first, then `number_array.py`.
"""
