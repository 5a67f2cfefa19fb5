"""Forward mode: dual numbers over NumPy arrays, and the derivatives read off them.

In: NumPy code and directions. Out: tangents. Open `api.py` first, then `dual_array.py`.
"""
