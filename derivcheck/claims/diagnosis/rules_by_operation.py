"""The usual wrong rules of differentiation by the operation that they are for."""

from __future__ import annotations

from derivcheck.claims.diagnosis.power_rules import A_TO_THE_U, U_TO_THE_N
from derivcheck.claims.diagnosis.special_rules import SPECIAL
from derivcheck.claims.diagnosis.wrong_rules import (
    ABSOLUTE_VALUE,
    ANYWHERE,
    ARCTANGENT,
    CARDINAL_SINE,
    EXPONENTIAL,
    POWER,
    PRODUCT,
    QUOTIENT,
    WrongRule,
    of_function,
)
from derivcheck.elementary import TABLE

RULES: dict[str, tuple[WrongRule, ...]] = {
    **{
        name: (*SPECIAL.get(name, ()), *(of_function(name) if row.arity == 1 else ()), *ANYWHERE)
        for name, row in TABLE.items()
        if row.names and (row.arity == 1 or name in SPECIAL)
    },
    # That exp stands for its own derivative is no mistake.
    "exp": (*EXPONENTIAL, *of_function("exp")[:-1], *ANYWHERE),
    "abs": (*ABSOLUTE_VALUE, *of_function("abs"), *ANYWHERE),
    "mul": (*PRODUCT, *ANYWHERE),
    "div": (*QUOTIENT, *ANYWHERE),
    "pow": (*POWER, *A_TO_THE_U, *U_TO_THE_N, *ANYWHERE),
    "atan2": (*ARCTANGENT, *ANYWHERE),
    "sinc": (*CARDINAL_SINE, *of_function("sinc"), *ANYWHERE),
}
"""The wrong rules for each operation; for the others there are only those of `ANYWHERE`."""

FAMILIES = tuple(dict.fromkeys(rule.family for rules in RULES.values() for rule in rules if rule.family))
"""What may be done wrong throughout."""
