"""In what notations is a formula written out: the strict one, LaTeX, NumPy code.

In: the nodes of a formula. Out: text. Open `notation.py` first; a notation is a file like `latex.py`.
"""
