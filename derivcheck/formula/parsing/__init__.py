"""The parser in pieces: what each kind of token does, before an operand and after one.

In: tokens, with the names in them split. Out: nodes, written to the stack of `operators`, or a question.
Open `reading.py` first: how far a reading has come, on which all the others work; `parser.py` has the tables.
"""
