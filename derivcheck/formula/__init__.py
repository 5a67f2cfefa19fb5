"""From text to a checked formula, without ever running the text as code.

In: what a user typed, or a SymPy expression. Out: an `Expression`, a program over the rows of `elementary`.
Open `expression.py` first, for what a formula is, then `parser.py`, which goes through the lexer, `parsing`, the
waiting operators and the builder of nodes.
"""
