"""Names written together: ``2xsin(x)``, ``sinx``, ``xe^x``, and ``2xy`` where x and y are known.

A name is taken apart only where its parts are known: variables that the caller named, letters that stand alone
elsewhere in the formula, x, y, z and t, and functions. A name that the caller gave is never taken apart.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Sequence

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.bessel_letters import bessel_letters
from derivcheck.formula.capital_e import has_energies
from derivcheck.formula.conditions import CASES
from derivcheck.formula.doubtful_names import is_tower_of_factors, question, question_on_last, question_on_one
from derivcheck.formula.functions_in_names import (
    OF_OTHER_BOOKS,
)
from derivcheck.formula.glued_indices import products_of_given
from derivcheck.formula.letter_names import is_divisor, may_be_product
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_parts import OPERANDS, Context, parts_between
from derivcheck.formula.name_questions import one_or_letters
from derivcheck.formula.names import CIRCULAR, COMPOSED, CONSTANTS, GREEK, USUAL, function_named
from derivcheck.formula.placed_names import PlacedName
from derivcheck.formula.products_in_names import letters_of, products_in_names
from derivcheck.formula.spelled_greek import spelled_products
from derivcheck.formula.token_kinds import POWERS
from derivcheck.formula.writing_styles import WritingStyle, style_of
from derivcheck.ground.limits import MAX_NAME_LENGTH

# Bessel functions in SciPy, but before a power an amplitude and an exponential.
_SCALED = re.compile("[ikIK][01]e")

_SIGNS = frozenset({"*", ".*"})


def split_names(
    tokens: Sequence[Token], bound: Collection[str], *, typeset: bool, free: bool = True, qualified: bool = False
) -> list[Token]:
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
    qualified : bool
        Whether functions have a library before them.

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
    style = style_of(tokens, qualified=qualified)
    unbound = names.difference(bound)
    whole = {name for name in unbound if len(name) > 1 and _is_composable(name) and not function_named(name)}
    whole |= bessel_letters(tokens, unbound)
    scaled = {name for name in unbound if _SCALED.fullmatch(name)}
    products = products_in_names(tokens, whole, whole | scaled, alone | letters, signed=signed, typeset=typeset)
    if not free:
        products = {**products, **products_of_given(whole, bound)}
    if spelled := spelled_products(tokens, whole, alone | letters | USUAL, signed=signed):
        products = {**products, **spelled}
    singles = alone | letters | letters_of(products)
    context = Context(singles | USUAL, singles, letters, alone, products, signed, typeset, free)
    written: list[Token] = []
    if "arc" in names and "arc" not in bound:
        tokens = _joined_arcs(tokens)
    around = zip([tokens[-1], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False)
    for i, (before, token, following) in enumerate(around):
        if token.kind == "name" and (token.text in whole or _may_be_split(token.text, following, products, bound)):
            place = PlacedName(tokens, i, context.known, alone | letters, letters, signed, typeset, style)
            _split(written, before, token, following, context, place)
        else:
            written.append(token)
    return written


_LETTER = re.compile("[^\\W\\d_][0-9]*")

# A part that is neither a number nor a name: of x^k2_m nobody can say how far its exponent goes.
_NEITHER = re.compile("[0-9]+[^0-9.]")


def _split(
    written: list[Token],
    before: Token,
    token: Token,
    following: Token,
    context: Context,
    place: PlacedName,
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
    parts = _parts(before, token, following, context, place)
    if parts is None or any(map(_NEITHER.match, parts)):
        written.append(token._replace(kind="asked"))
        return
    if message := question_on_one(place) if len(parts) == 1 else question_on_last(place, parts):
        written.append(token._replace(kind="question", text=message))
        return
    if len(parts) == 1 and may_be_product(place):
        letters = name[0] == "d" or (name[0] == "E" and ("E" in context.letters or has_energies(place.tokens)))
        step = token._replace(kind="question", text=one_or_letters(name))
        written.append(step if letters else token._replace(kind="asked"))
        return
    position = token.position
    for part in parts:
        bracket = part in ("(", ")")
        written.append(Token(part if bracket else "number" if part[0].isdecimal() else "name", part, position))
        position += len(part) * (not bracket)


def _parts(before: Token, token: Token, following: Token, context: Context, place: PlacedName) -> Sequence[str] | None:
    """Return the parts of a name, only itself if it is one, or None if nobody can say."""
    name = token.text
    if is_divisor(place):
        return ("(", *name, ")")
    parts = context.products.get(name) or parts_between(before, token, following, context)
    if place.style is WritingStyle.BY_HAND or not parts or len(parts) == 1 or not _are_letters(parts, context):
        return parts
    return (name,) if place.in_program else None


def _are_letters(parts: Sequence[str], context: Context) -> bool:
    """Return whether a name is taken for a product of letters of which some were not given."""
    return all(_LETTER.fullmatch(part) for part in parts) and not context.letters.issuperset(parts)


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


def may_be_several(names: Collection[str], bound: Collection[str]) -> bool:
    """Return whether one of the long names may be several: in most formulas none is, and they are done with."""
    return any(name not in FUNCTIONS and name not in CONSTANTS and name not in bound for name in names)


def _may_be_split(name: str, following: Token, products: Collection[str], bound: Collection[str]) -> bool:
    """Return whether the name of a function is a product here, or without its argument may be another name."""
    if name in bound or len(name) == 1:
        return False
    if name in OF_OTHER_BOOKS and following.kind in POWERS:
        return False
    return name in products or (following.kind not in OPERANDS and _is_composable(name))


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
