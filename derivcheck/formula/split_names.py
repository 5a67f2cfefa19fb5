"""Names written together: ``2xsin(x)``, ``sinx``, ``xe^x``, and ``2xy`` where x and y are known.

A name is taken apart only where its parts are known: variables that the caller named, letters that stand alone
elsewhere in the formula, x, y, z and t, and functions. A name that the caller gave is never taken apart.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.conditions import CASES
from derivcheck.formula.doubtful_names import is_tower_of_factors, question, question_on_last, question_on_one
from derivcheck.formula.functions_in_names import (
    ANGLE_NUMBER,
    OF_OTHER_BOOKS,
    PIECE,
    WITH_NUMBER,
    before_power,
    function_at_end,
    has_angle,
    is_doubtful,
    with_functions,
)
from derivcheck.formula.glued_functions import behind_letters, ends_in_function, glued_parts, is_glued
from derivcheck.formula.glued_indices import products_of_given
from derivcheck.formula.hidden_products import letters_of, products_and_doubts
from derivcheck.formula.indexed_names import indexed_parts
from derivcheck.formula.letters_in_names import bessel_letters
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CIRCULAR, COMPOSED, CONSTANTS, GREEK, USUAL, function_named
from derivcheck.formula.placed_names import PlacedName
from derivcheck.formula.spelled_greek import spelled_products
from derivcheck.formula.token_kinds import OPERAND_ENDS, POWERS
from derivcheck.ground.limits import MAX_NAME_LENGTH

# Words that begin like a function.
_WORDS = frozenset({"cost", "sect", "expt", "logy", "logt", "logs", "sink", "tank", "tans", "sins", "cosy"})

# Products of a Greek and a Latin letter, beside those of `greek_names`; Δx, δx and dθ are names.
_WITH_GREEK = "[αβγκλωφ]([xyzt]|[A-Z]{1,2})|[A-Za-ce-zħ][α-ωϕ]|ħ[A-Za-z]|(?!.?[δσ])[α-ω]{2}"

# In LaTeX letters side by side are a product; a longer name is a word all the same.
_MOST_LETTERS = 3

# Bessel functions in SciPy, but before a power an amplitude and an exponential.
_SCALED = re.compile("[ikIK][01]e")

_SIGNS = frozenset({"*", ".*"})

# A factor, of which no function follows: kT lnΩ.
_OF_CAPITAL = re.compile("(ln)([A-ZΓΛΞΦΨΩ])")

_ARGUED = frozenset({"name", "number", "pi", "root", "letter", "(", "|", *POWERS})

_OPERANDS = frozenset({"name", "number", "pi", "root", "letter", "(", "|"})


def split_names(tokens: Sequence[Token], bound: Collection[str], *, typeset: bool, free: bool = True) -> list[Token]:
    """Return the tokens with such names in parts; what may be meant either way becomes a token of the kind "asked".

    Parameters
    ----------
    tokens : sequence of Token
    bound : collection of str
        Names that the caller gave.
    typeset : bool
        Whether the formula is LaTeX, where letters side by side are a product.
    free : bool
        Whether the caller gave no names.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> [token.text for token in split_names(tokenize("2xsinx"), (), typeset=False)]
    ['2', 'x', 'sin', 'x', '']
    """
    letters = {name for name in bound if len(name) == 1}
    names = {token.text for token in tokens if token.kind == "name"}
    alone = {name for name in names if len(name) == 1}
    # The dots and crosses of print stand in formulas that have other products without a sign.
    signed = typeset or any(token.text in _SIGNS for token in tokens)
    unbound = names.difference(bound)
    whole = {name for name in unbound if len(name) > 1 and _is_composable(name) and not function_named(name)}
    whole |= bessel_letters(tokens, unbound)
    scaled = {name for name in unbound if _SCALED.fullmatch(name)}
    products, hidden = products_and_doubts(
        tokens, whole, whole | scaled, alone, letters, signed=signed, typeset=typeset, free=free
    )
    if not free:
        products = {**products, **products_of_given(whole, bound)}
    if spelled := spelled_products(tokens, whole, alone | letters | USUAL, signed=signed):
        products = {**products, **spelled}
    singles = alone | letters | letters_of(products)
    context = _Context(singles | USUAL, singles, letters, alone, hidden, products, signed, typeset, free)
    written: list[Token] = []
    if "arc" in names and "arc" not in bound:
        tokens = _joined_arcs(tokens)
    around = zip([tokens[-1], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False)
    for i, (before, token, following) in enumerate(around):
        if token.kind == "name" and (token.text in whole or _may_be_split(token.text, following, products, bound)):
            place = PlacedName(tokens, i, context.known, alone | letters, letters, signed, typeset)
            _split(written, before, token, following, context, place)
        else:
            written.append(token)
    return written


class _Context(NamedTuple):
    """What is known of the names of a formula: the letters, the products, and how it is written."""

    known: set[str]
    singles: set[str]
    letters: set[str]
    alone: set[str]
    hidden: set[str]
    products: Mapping[str, Sequence[str]]
    signed: bool
    typeset: bool
    free: bool


# A part that is neither a number nor a name: of x^k2_m nobody can say how far its exponent goes.
_NEITHER = re.compile("[0-9]+[^0-9.]")


def _split(
    written: list[Token], before: Token, token: Token, following: Token, context: _Context, place: PlacedName
) -> None:
    """Write the parts of a name, or what it is if nobody can say which they are."""
    name = token.text
    if message := question(place):
        written.append(token._replace(kind="question", text=message))
        return
    if before.kind == "/" and name[0] == "d" and "d" in context.alone and len(name) == 2:
        written.append(token._replace(kind="fault"))  # d/dx
        return
    if before.kind == "**" and len(name) == 2 and name.isalpha() and len(written) > 1:
        base = written[-2].text
        if (base in CIRCULAR and name[1] in USUAL) or is_tower_of_factors(place):  # sin^nx, x^ay^b
            written += [token._replace(text=name[0]), token._replace(text=name[1], position=token.position + 1)]
            return
        if base == "e" and before.text == "^" and context.signed and not context.typeset:
            written.append(token._replace(kind="asked"))
            return
    parts = context.products.get(name) or _parts_between(before, token, following, context)
    if parts is None or (len(parts) == 1 and name in context.hidden) or any(map(_NEITHER.match, parts)):
        written.append(token._replace(kind="asked"))
        return
    if message := question_on_one(place) if len(parts) == 1 else question_on_last(place, parts):
        written.append(token._replace(kind="question", text=message))
        return
    position = token.position
    for part in parts:
        bracket = part in ("(", ")")
        written.append(Token(part if bracket else "number" if part[0].isdecimal() else "name", part, position))
        position += len(part) * (not bracket)


def _parts_between(before: Token, token: Token, following: Token, context: _Context) -> Sequence[str] | None:
    """Return the parts of a name between its neighbours, only itself if it is one, or None if nobody can say."""
    name, known = token.text, context.known
    if before.kind in OPERAND_ENDS and (logarithm := _OF_CAPITAL.fullmatch(name)):
        return logarithm.groups()
    if is_glued(name) and not WITH_NUMBER.fullmatch(name):
        # What follows is an argument where the name ends in the function: c_1cosx y is a product.
        return glued_parts(name, argued=ends_in_function(name) and following.kind in _ARGUED)
    if "_" in name:
        if _is_pair_of_indexed(name, following):  # Gm₁m₂
            return name[0], name[1:]
        called, powered = following.kind in _OPERANDS, following.kind in POWERS or following.text == "e"
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


def _joined_arcs(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with arc sin as one name, as old books write it."""
    written = list(tokens[:1])
    for token in tokens[1:]:
        before = written[-1]
        if before.kind == token.kind == "name" and before.text == "arc" and function_named(f"arc{token.text}"):
            written[-1] = before._replace(text=f"arc{token.text}")
        else:
            written.append(token)
    return written


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
    ends = following.kind == "end" and before.kind in (*_OPERANDS, ")", "superscript") and before.kind != "("
    variable = name[-1] in alone or (before.kind == "number" and name[-1] in USUAL)
    return ends and len(name) == 2 and name[0] == "d" and variable


def may_be_several(names: Collection[str], bound: Collection[str]) -> bool:
    """Return whether one of the long names may be several: in most formulas none is, and they are done with."""
    return any(name not in FUNCTIONS and name not in CONSTANTS and name not in bound for name in names)


def _may_be_split(name: str, following: Token, products: Collection[str], bound: Collection[str]) -> bool:
    """Return whether the name of a function is a product here, or without its argument may be another name."""
    if name in bound or len(name) == 1:
        return False
    if name in OF_OTHER_BOOKS and following.kind in POWERS:
        return False
    return name in products or (following.kind not in _OPERANDS and _is_composable(name))


def _is_composable(name: str) -> bool:
    """Return whether a name is no word of its own."""
    if name in FUNCTIONS or name in CONSTANTS or name in COMPOSED or name in GREEK or "__" in name:
        return False
    return (
        name != "lg"
        and len(name) <= MAX_NAME_LENGTH
        and name not in CASES
        and (name == "as" or not keyword.iskeyword(name))
    )


def _parts(name: str, following: Token, context: _Context) -> Sequence[str] | None:
    """Return the parts of a name, only itself if it is one, or None if nobody can say."""
    known, singles, letters, typeset = context.known, context.singles, context.letters, context.typeset
    if name in _WORDS:
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
    if (function := function_at_end(name, known)) and (following.kind in _OPERANDS or following.kind in POWERS):
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
