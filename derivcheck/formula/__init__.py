"""From text to a checked formula, without ever running the text as code.

In: what a user typed, or a SymPy expression. Out: an `Expression`, a program over the rows of `elementary`.
Open `parser.py` first: `parse` goes through the lexer, the waiting operators and the builder of nodes.
"""
