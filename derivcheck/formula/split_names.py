"""Names written together: ``2xsin(x)``, ``sinx``, ``xe^x``, and ``2xy`` where x and y are known.

A name is taken apart only where its parts are known: variables that the caller named, letters that stand alone
elsewhere in the formula, x, y, z and t, and functions. A name that the caller gave is never taken apart.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Sequence

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.conditions import CASES
from derivcheck.formula.indexed_names import indexed_parts
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import COMPOSED, CONSTANTS, GREEK, USUAL, arity, function_named
from derivcheck.ground.limits import MAX_NAME_LENGTH

# What stands behind the name of a function without parentheses: sinx, sin2x, cosθ.
_ARGUMENT = "[0-9]*[A-Za-z\u03b1-\u03bf\u03c1-\u03c9]"
_LETTERS = {*"xyztuvw", *map(chr, range(0x3B1, 0x3CA))}

# Functions that people write so; of the others (gammax) nobody can say.
_WRITTEN_TOGETHER = sorted(
    (
        name
        for name in FUNCTIONS
        if arity(name) == 1 and re.fullmatch("(a|arc|ar)?(sin|cos|tan|cot|sec|csc)h?|ln|log|exp|sqrt|cbrt|erf", name)
    ),
    key=len,
    reverse=True,
)
_WRITTEN_TOGETHER += ["arctg", "ctg", "tg"]
_PIECE = re.compile(rf"({'|'.join(_WRITTEN_TOGETHER)})({_ARGUMENT})|(ln|sqrt|cbrt)([0-9]+)")

# Here a number is the argument to some, and an exponent or a base to others: sin2, log5.
_WITH_NUMBER = re.compile(rf"({'|'.join(_WRITTEN_TOGETHER)})[0-9]+")

# Words that begin like a function.
_WORDS = frozenset({"cost", "sect", "expt", "logy", "logt", "logs", "sink", "tank", "tans", "sins", "cosy"})

# Greek letters before whose product with a variable nobody writes a sign; Δx, δx, σx and μx are names.
_GREEK_TIMES_LATIN = "[αβγκλωφ][xyzt]"

# In LaTeX letters side by side are a product; a longer name is a word all the same.
_MOST_LETTERS = 3

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
    signed = typeset or any(token.kind == "*" for token in tokens)
    unbound = names.difference(bound)
    hidden = _hidden(unbound, alone, letters) | (_unsigned(unbound) if free and not signed else set())
    singles = alone | letters
    hidden |= _with_known_end(unbound, singles)
    known = singles | USUAL
    written: list[Token] = []
    if "arc" in names and "arc" not in bound:
        tokens = _joined_arcs(tokens)
    for before, token, following in zip([tokens[-1], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False):
        name = token.text
        if token.kind != "name" or len(name) == 1 or not _may_be_split(name, following, bound):
            written.append(token)
            continue
        if before.kind == "/" and name[0] == "d" and "d" in alone and len(name) == 2:
            written.append(token._replace(kind="fault"))  # d/dx
            continue
        if "_" in name:
            called, powered = following.kind in _OPERANDS, following.kind in _POWERS
            indexed = indexed_parts(name, known, singles, typeset=typeset, powered=powered, called=called)
            parts: Sequence[str] | None = indexed
        elif _is_behind_pi(before, token):
            parts = name
        elif _is_differential(name, before, following, alone) or (
            before.kind == "**" and not signed and len(name) == 2 and name.isalpha() and not set(name) <= known
        ):
            parts = None
        else:
            parts = _parts(name, following, known, singles, letters, typeset, free)
        if parts is None or (len(parts) == 1 and name in hidden):
            written.append(token._replace(kind="asked"))
            continue
        position = token.position
        for part in parts:
            written.append(Token("number" if part[0].isdecimal() else "name", part, position))
            position += len(part)
    return written


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
    adjacent = before.kind == "pi" and before.position + len(before.text) == token.position
    return adjacent and name.isalpha() and (len(name) == 2 or (len(name) == 3 and name[2] in USUAL))


def _is_differential(name: str, before: Token, following: Token, alone: Collection[str]) -> bool:
    """Return whether a name may be what is left of an integral: x^2 dx."""
    ends = following.kind == "end" and before.kind in (*_OPERANDS, ")", "superscript") and before.kind != "("
    return ends and len(name) == 2 and name[0] == "d" and name[1] in alone


def has_names_to_split(tokens: Sequence[Token], bound: Collection[str]) -> bool:
    """Return whether there is a name that may be several: most formulas have none, and are done with."""
    names = {token[1] for token in tokens if token[0] == "name"}
    return any(len(name) > 1 and name not in FUNCTIONS and name not in CONSTANTS for name in names.difference(bound))


def _may_be_split(name: str, following: Token, bound: Collection[str]) -> bool:
    if name in bound or name in FUNCTIONS or name in CONSTANTS or name in COMPOSED or name in GREEK or "__" in name:
        return False
    if name == "lg" or len(name) > MAX_NAME_LENGTH or name in CASES or keyword.iskeyword(name):
        return False
    return not (following.kind in _OPERANDS and function_named(name))


def _hidden(names: Collection[str], alone: Collection[str], letters: Collection[str]) -> set[str]:
    """Return the names of two letters that may be products of a variable which stands nowhere alone: ax^2 + bx."""
    pairs = {name for name in names if len(name) == 2 and name.isalpha()}
    ends = [pair[1] for pair in pairs]
    missing = {end for end in ends if end in letters or (end in USUAL and ends.count(end) > 1)}.difference(alone)
    # n x^(n-1) without its space: n stands alone, and x is the usual variable.
    usual = USUAL.difference(alone)
    return {pair for pair in pairs if pair[1] in missing or (pair[0] in alone and pair[1] in usual)}


def _with_known_end(names: Collection[str], singles: Collection[str]) -> set[str]:
    """Return the names of two letters that end in a variable of the formula, and may be products: a*x^2 + bx.

    A step such as dx is a name, and so are components: vx beside vy.
    """
    pairs = {name for name in names if re.fullmatch("[A-Za-ce-z][A-DF-Za-df-z]", name)}
    others = {pair[0] for pair in pairs if f"{pair[0]}x" in pairs and f"{pair[0]}y" in pairs}
    return {pair for pair in pairs if pair[1] in singles and pair[0] not in others}


def _unsigned(names: Collection[str]) -> set[str]:
    """Return the names that may be products in a formula without signs of products: mx + b, but not vx^2 + vy^2."""
    pairs = {name for name in names if re.fullmatch("[a-ce-z][xyzt]", name)}
    firsts = [pair[0] for pair in pairs]
    numbered = {name for name in names if _SEVERAL_NUMBERED.fullmatch(name)}
    return numbered | {pair for pair in pairs if firsts.count(pair[0]) == 1}


def _parts(
    name: str,
    following: Token,
    known: set[str],
    singles: set[str],
    letters: set[str],
    typeset: bool,
    free: bool,
) -> Sequence[str] | None:
    """Return the parts of a name, only itself if it is one, or None if nobody can say."""
    if name in _WORDS:
        return None
    if set(name) <= {*letters, "e"} and set(name) != {"e"}:
        return name
    if _PIECE.fullmatch(name, name[0] == "a") and _is_doubtful(name):
        return None
    if _WITH_NUMBER.fullmatch(name):
        return _with_functions(name, known) or None
    if parts := _with_functions(name, known):
        return parts
    if (function := _function_at_end(name, known)) and (following.kind in _OPERANDS or following.kind in _POWERS):
        return [*name[: -len(function)], function]
    if re.fullmatch(_GREEK_TIMES_LATIN, name) or (2 <= len(name) <= _MOST_LETTERS and set(name) <= singles):
        return name
    # Where the caller named variables, one that is missing is told by the name as typed.
    if free and set(name) <= USUAL and 2 <= len(name) == len(set(name)):
        return name
    if name[0] in "\u0394\u03b4":
        return [name]
    if name[:2] == "pi" and name[2:] in known:
        return ["pi", name[2:]]
    if name.endswith("e") and following.kind in _POWERS and (len(name) == 2 or set(name[:-1]) <= known):
        return name if typeset or set(name[:-1]) <= known else None
    if typeset and name.isalpha() and len(name) <= _MOST_LETTERS:
        return name
    return [name]


_POWERS = frozenset({"**", "superscript"})

# A logarithm to base 10 or 2, or of a multiple.
_DECIMAL = re.compile(r"log(2|10)([^\W\d])")

_SEVERAL_NUMBERED = re.compile("[A-Za-z][0-9]+[A-Za-z][A-Za-z0-9]*")


def _is_doubtful(name: str) -> bool:
    """Return whether a name may be a times a sine or an arcsine, a logarithm of 2x or to base 2."""
    return (name[0] == "a" and not name.startswith(("arc", "ar"))) or (name[:3] == "log" and name[3:4].isdecimal())


def _with_functions(name: str, known: set[str]) -> list[str]:
    """Return the parts of letters, then functions each with an argument, such as 2xsinxcosx; none if it is not so."""
    first = _PIECE.search(name)
    if first is None or not set(name[: first.start()]) <= {*known, "e"}:
        return []
    parts, place = [*name[: first.start()]], first.start()
    while piece := _PIECE.match(name, place):
        function, argument = filter(None, piece.groups())
        letter = argument[-1:].strip("0123456789")
        if letter and letter not in known and letter not in _LETTERS:
            return []
        parts += [function, *filter(None, (argument[: len(argument) - len(letter)], letter))]
        place = piece.end()
    return parts if place == len(name) else []


def _function_at_end(name: str, known: set[str]) -> str:
    """Return the function that a name ends with, after letters that are known, or ""."""
    ends = (name[i:] for i in range(1, len(name) - 1) if set(name[:i]) <= {*known, "e"})
    return next((end for end in ends if end in FUNCTIONS), "")


def asked(name: str) -> str:
    """Return the question what a name means.

    Examples
    --------
    >>> asked("cost")
    "'cost' may be one name or cos(t); write cos(t), or give cost a value"
    """
    if name[0] == "d" and len(name) == 2:
        return (
            f"'{name}' may be a differential or a product; leave it out, or write d*{name[1]}, or give {name} a value"
        )
    if name.endswith("e"):
        return f"'{name}' may be one name or a product; write {name[:-1]}*e, or give {name} a value"
    if _SEVERAL_NUMBERED.fullmatch(name):
        product = "*".join(re.findall("[A-Za-z][0-9]*", name))
        return f"'{name}' may be one name or {product}; write {product}, or give {name} a value"
    if len(name) == 2:
        return f"'{name}' may be one name or {name[0]}*{name[1]}; write {name[0]}*{name[1]}, or give {name} a value"
    if name[0] == "a" and (piece := _PIECE.fullmatch(name, 1)):
        function, argument = filter(None, piece.groups())
        return f"'{name}' has two readings; write a{function}({argument}) or a*{function}({argument})"
    if logarithm := _DECIMAL.fullmatch(name):
        base, letter = logarithm.groups()
        return f"'{name}' has two readings; write log{base}({letter}) or log({base}*{letter}), or give {name} a value"
    end = next((i for i, character in enumerate(name) if character.isdecimal()), 3)
    function, argument = name[:end], name[end:]
    base = f", or log(x, {argument}) for that base" if function == "log" and argument.isdecimal() else ""
    meant = f"write {function}({argument}){base}, or give {name} a value"
    return f"'{name}' may be one name or {function}({argument}); {meant}"
