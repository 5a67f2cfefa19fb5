"""The usual wrong rules for powers u^n and a^u in which the inner function is mixed up with the outer one.

Those in which a rule of differentiation itself is wrong are in `wrong_rules`.
"""

from __future__ import annotations

from derivcheck.claims.diagnosis.wrong_rules import CHAIN, IT_IS, NO_CHAIN, WrongRule

_OF_ITS_DERIVATIVE = "(a^u)' is not a^(u')" + IT_IS

A_TO_THE_U = (
    WrongRule(0, "chain", "cu", lambda m, v, a, d: m.log(a[0]) * v, NO_CHAIN, CHAIN),
    WrongRule(2, "chain", "cu", lambda m, v, a, d: m.pow(a[0], d[1]), _OF_ITS_DERIVATIVE),
    WrongRule(2, "chain", "cu", lambda m, v, a, d: m.log(a[0]) * m.pow(a[0], d[1]), _OF_ITS_DERIVATIVE),
)

U_TO_THE_N = (
    WrongRule(
        3,
        "chain",
        "uc",
        lambda m, v, a, d: d[0],
        "chain rule: the factor from the power itself is missing, only that from the inner function {u} is there"
        + IT_IS,
        numeric=False,
    ),
    # As of cos^2, whose sign is left in front of the square.
    WrongRule(2, "chain", "uc", lambda m, v, a, d: -m.pow(-d[0], a[1]), "(u^n)' is not (u')^n" + IT_IS),
)
