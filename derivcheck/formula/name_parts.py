"""The parts of a name between its neighbours: ``2xsin``, ``sinx``, ``xe`` before a power, ``Gm₁`` before ``m₂``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from derivcheck.formula.functions_in_names import (
    ANGLE_NUMBER,
    PIECE,
    WITH_NUMBER,
    before_power,
    function_at_end,
    has_angle,
    is_doubtful,
    with_functions,
)
from derivcheck.formula.glued_functions import behind_letters, ends_in_function, glued_parts, is_glued
from derivcheck.formula.indexed_names import indexed_parts
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import USUAL
from derivcheck.formula.spelled_greek import numbered_function
from derivcheck.formula.token_kinds import OPERAND_ENDS, POWERS

# Words that begin like a function.
_WORDS = frozenset({"cost", "sect", "expt", "logy", "logt", "logs", "sink", "tank", "tans", "sins", "cosy"})

# Those that beside their variable are functions of it all the same.
_OF_VARIABLE = frozenset({"cosy", "logy", "logt"})

# Products of a Greek and a Latin letter, beside those of `greek_names`; Δx, δx and dθ are names.
_WITH_GREEK = "[αβγκλωφ]([xyzt]|[A-Z]{1,2})|[A-Za-ce-zħ][α-ωϕ]|ħ[A-Za-z]|(?!.?[δσ])[α-ω]{2}"

# In LaTeX letters side by side are a product; a longer name is a word all the same.
_MOST_LETTERS = 3

# A factor, of which no function follows: kT lnΩ.
_OF_CAPITAL = re.compile("(ln)([A-ZΓΛΞΦΨΩ])")

OPERANDS = frozenset({"name", "number", "pi", "root", "letter", "(", "|"})
"""The kinds of token with which an operand begins that a product without a sign may have behind a name."""

_ARGUED = OPERANDS | POWERS


class Context(NamedTuple):
    """What is known of the names of a formula: the letters, the products, and how it is written."""

    known: set[str]
    singles: set[str]
    letters: set[str]
    alone: set[str]
    products: Mapping[str, Sequence[str]]
    signed: bool
    typeset: bool
    free: bool


def parts_between(before: Token, token: Token, following: Token, context: Context) -> Sequence[str] | None:
    """Return the parts of a name between its neighbours, only itself if it is one, or None if nobody can say."""
    name, known = token.text, context.known
    if before.kind in OPERAND_ENDS and (logarithm := _OF_CAPITAL.fullmatch(name)):
        return logarithm.groups()
    if numbered_function(name):
        return None
    if is_glued(name) and not WITH_NUMBER.fullmatch(name):
        # What follows is an argument where the name ends in the function: c_1cosx y is a product.
        return glued_parts(name, argued=ends_in_function(name) and following.kind in _ARGUED)
    if "_" in name:
        if _is_pair_of_indexed(name, following):  # Gm₁m₂
            return name[0], name[1:]
        called, powered = following.kind in OPERANDS, following.kind in POWERS or following.text == "e"
        typeset, signed = context.typeset, context.signed and not context.typeset
        parts = indexed_parts(
            name, known, context.singles, typeset=typeset, powered=powered, called=called, signed=signed
        )
        # Where products have their signs, only an exponential stands behind an index: A_0e^(-k*t).
        return [name] if signed and not (parts[-1] == "e" and following.kind in POWERS) else parts
    if _is_behind_pi(before, token):
        return name
    if following.kind == "pi" and token.touches(following) and (angle := ANGLE_NUMBER.fullmatch(name)):
        return [part for part in angle.groups() if part]
    exponent = before.kind == "**" and not context.signed and len(name) == 2 and name.isalpha()
    if _is_differential(name, before, following, context.alone) or (exponent and not set(name) <= known):
        return None
    return _parts(name, following, context)


def _is_pair_of_indexed(name: str, following: Token) -> bool:
    """Return whether a factor stands before the first of two names that differ in their index: Gm₁m₂."""
    index = re.fullmatch("[A-Za-z]([A-Za-z]_)[0-9]", name)
    return (
        index is not None and re.fullmatch(f"{index[1]}[0-9]", following.text) is not None and following.kind == "name"
    )


def _is_behind_pi(before: Token, token: Token) -> bool:
    """Return whether a name is the product of letters right behind π, as in sin 2πft."""
    name = token.text
    return (
        before.kind == "pi"
        and before.touches(token)
        and name.isalpha()
        and not PIECE.fullmatch(name)
        and (len(name) == 2 or (len(name) == 3 and name[2] in USUAL))
    )


def _is_differential(name: str, before: Token, following: Token, alone: Collection[str]) -> bool:
    """Return whether a name may be what is left of an integral: x^2 dx."""
    ends = following.kind == "end" and before.kind in (*OPERANDS, ")", "superscript") and before.kind != "("
    variable = name[-1] in alone or (before.kind == "number" and name[-1] in USUAL)
    return ends and len(name) == 2 and name[0] == "d" and variable


def _parts(name: str, following: Token, context: Context) -> Sequence[str] | None:
    """Return the parts of a name, only itself if it is one, or None if nobody can say."""
    known, singles, letters, typeset = context.known, context.singles, context.letters, context.typeset
    if name in _WORDS and not (name in _OF_VARIABLE and name[-1] in context.alone):
        return None
    if set(name) <= {*letters, "e"} and set(name) != {"e"}:
        return name
    if parts := behind_letters(name, powered=following.kind in POWERS):
        return parts
    if PIECE.fullmatch(name, name[0] == "a") and is_doubtful(name):
        return None
    if WITH_NUMBER.fullmatch(name):
        return with_functions(name, known) or None
    if parts := with_functions(name, known):
        return parts
    if (following.kind in POWERS or (following.kind == "(" and name[-1] != "e")) and (
        parts := before_power(name, known)
    ):
        return parts
    if (function := function_at_end(name, known)) and (following.kind in OPERANDS or following.kind in POWERS):
        return [*name[: -len(function)], function]
    if re.fullmatch(_WITH_GREEK, name):
        return name
    if 2 <= len(name) <= _MOST_LETTERS and set(name) <= singles:
        # In e^(-a(r-re)) the e of re is an index to most.
        index = name[-1] == "e" and following.kind not in POWERS
        return None if index else name
    # Where the caller named variables, one that is missing is told by the name as typed.
    if context.free and set(name) <= USUAL and 2 <= len(name) == len(set(name)):
        return name
    if name[0] in "\u0394\u03b4":
        return [name]
    if name[:2] == "pi" and name[2:] in known:
        return ["pi", name[2:]]
    if name.endswith("e") and following.kind in POWERS and (len(name) == 2 or set(name[:-1]) <= known):
        return name if typeset or set(name[:-1]) <= known else None
    if typeset and name.isalpha() and len(name) <= _MOST_LETTERS:
        return name
    return None if has_angle(name) else [name]
