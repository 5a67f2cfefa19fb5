"""Claims about the derivatives of NumPy code with arrays: gradients, Jacobians, Hessians.

In: a function, a claimed derivative and a point. Out: a `Check` with components. Open `examination.py` first;
`witnesses.py` says what a claim is held against, `causes.py` why it is wrong.
"""
