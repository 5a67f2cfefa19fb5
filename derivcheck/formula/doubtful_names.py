"""Questions on names by what stands beside them: dx/dt, x^TAx, e2x, K^aL^(1-a), σT⁴, and 1 + ahx where x is given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.formula.capital_e import has_energies
from derivcheck.formula.capital_i import logarithm_in
from derivcheck.formula.combinations import chosen
from derivcheck.formula.functions_in_names import logarithm_of_product, run_together
from derivcheck.formula.glued_functions import factors_of_function
from derivcheck.formula.glued_indices import maybe_factors
from derivcheck.formula.letter_names import ABBREVIATION
from derivcheck.formula.lost_powers import lost_behind_letter, without_sign_of_power
from derivcheck.formula.name_questions import (
    TRANSPOSE,
    TRANSPOSE_OUT,
    asked,
    either,
    one_or,
    one_or_letters,
)
from derivcheck.formula.names import ALIKE, CONSTANTS, function_named
from derivcheck.formula.placed_names import PlacedName
from derivcheck.formula.questions import Question
from derivcheck.formula.spelled_greek import ARC_OF_ANGLE, raised_function, spelled_doubt
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES, POWERS

_TRANSPOSED = re.compile("T[A-Z]?[^\\W\\d_]")
_DIFFERENTIAL = re.compile("d[^\\W\\d_]")

# A letter, its index of one letter or of two capitals alike, and a variable; words that are indices.
_INDEXED = re.compile("([^\\W\\d_]_([a-zA-Z]|([A-Z])\\3))([xyztT])")
_BEFORE_INDEXED = re.compile("([a-df-hk-oq-z])([A-Z])([^\\W\\d_]_[^\\W\\d_])")
_INDICES = frozenset({"ox", "at", "nt"})
_ABBREVIATION = re.compile(ABBREVIATION)
_EXTREME = re.compile("(max|min)([0-9])([xyzt])")
_ROOT = re.compile("root([23])([xyzt])")
_ROOTS = {"2": "sqrt", "3": "cbrt"}
_SIBLINGS = re.compile("[A-Z]{2}_[^\\W\\d_]")
_TWICE = re.compile("([A-Z])\\1")
_GIVEN = ", or give %s a value"
_COMPONENTS = frozenset("xyzt")

_OPERANDS = frozenset({"name", "letter", "number"})

# Of which a power may be one of the last letter only: no step, component, deviation or dimensionless number.
_RAISED = re.compile(
    "(?![vp][xyz]$|[dΔδ]|[σμ][xyz]$|[A-Z][a-su-w]$)[^\\W\\d_]{2,3}|Li|(?=.*[α-ω])(?![Δδ])[^\\W\\d_]{4}"
)
# Of two letters, of which others, such as kv, are letters before a power.
_LETTERS = 2
_FUNCTIONS = frozenset({"ln", "lg", "tg"})
_RAISED_GREEK = re.compile("[^\\W\\d_]?[α-γε-ω][A-Z]")


def question(place: PlacedName) -> str | None:
    """Return the question what a name is, whatever its parts, or None if its neighbours raise none."""
    return next((message for ask in _BY_NEIGHBOURS if (message := ask(place))), None)


def question_on_one(place: PlacedName) -> str | None:
    """Return the question whether what would be read as one name is several, or None."""
    return next((message for ask in _OF_ONE if (message := ask(place))), None)


def question_on_last(place: PlacedName, parts: Sequence[str]) -> str | None:
    """Return the question whether the last of the parts of a name, which has an index, is a product: nC_VT."""
    *factors, last = parts
    found = None if place.signed else _INDEXED.fullmatch(last)
    if found is None or last.partition("_")[2] in _INDICES:
        return None
    letter, index, _, variable = found.groups()
    raised = place.at(1).kind in POWERS
    # Components of a tensor, unless a power follows; an index of a word, such as ex, unless x is a variable.
    sure = variable == "t" or raised or (index not in _COMPONENTS and (variable in place.alone or index not in "eo"))
    product = "*".join([*factors, letter, variable])
    return one_or(product, place.name) if sure or len(index) > 1 else None


def _transposed(place: PlacedName) -> str | None:
    """Ask for the transpose in x^TAx."""
    base = place.at(-2)
    exponent = place.at(-1).kind == "**" and base.kind == "name" and base.text not in CONSTANTS
    if not exponent or "T" in place.alone or not _TRANSPOSED.fullmatch(place.name):
        return None
    return Question(TRANSPOSE, place.name, ["*".join(place.name)], TRANSPOSE_OUT)


def _differential(place: PlacedName) -> str | None:
    """Refuse dx/dt, and dx in x^2*dx or dx/x."""
    name = place.name
    if "d" in place.alone or not _DIFFERENTIAL.fullmatch(name):
        return None
    bracketed = place.at(-1).kind == "(" and place.at(1).kind == ")"
    sign = place.at(1 + bracketed)
    if sign.kind == "/":
        divisor = place.at(2 + bracketed)
        other = place.at(3 + bracketed) if divisor.kind == "(" else divisor
        if _DIFFERENTIAL.fullmatch(other.text):
            return f"{name}/{other.text} is a derivative, which is not read; write its value out, or give it a name"
    plain = {"+", "-"}.isdisjoint(token.kind for token in place.tokens)
    ends = sign.kind == "/" or (plain and sign.kind == "end" and place.at(-1).kind == "*")
    return asked(name) if ends and name[1] in place.alone else None


def _in_tower(place: PlacedName) -> str | None:
    """Ask where an exponent ends in K^aL^(1-a)."""
    name = place.name
    if place.at(-1).kind != "**" or place.at(1).kind not in POWERS or not re.fullmatch("[^\\W\\d_]{2}", name):
        return None
    if "e" in name or place.typeset or is_tower_of_factors(place):
        return None
    typed = _with_power(place)
    doubt = f"'{name}' between powers may be one name or a product"
    product = f"{typed[0]}*{typed[1:]}"
    return Question(doubt, typed, [product, f"({product})"], f", or give {name} a value")


def _with_power(place: PlacedName) -> str:
    """Return a name with its exponent, as typed where no white space stands in it."""
    start = place.place
    stop = start + 2 if place.at(1).kind == "superscript" else start + 3 + (place.at(2).kind == "-")
    if place.at(1).kind == "**" and place.at(2).kind == "(":
        stop = max(closing(place.tokens, start + 2), start) + 1
    return "".join(token.text for token in place.tokens[start:stop])


def is_tower_of_factors(place: PlacedName) -> bool:
    """Return whether a factor begins with the second letter to all readers: K^αL^(1-α), x^ay^b; not e^-αx^2."""
    base, name, exponent = place.at(-2), place.name, place.at(2)
    single = len(base.text) == 1 or (len(base.text) == 2 and base.text.isupper() and not place.signed)
    if base.kind not in NAMES or not single or base.text in CONSTANTS or place.at(1).kind not in POWERS:
        return False
    if re.fullmatch("[α-ω][A-Za-z]", name):
        return True
    ends = {base.text[-1], name[-1]}
    alike = any(ends <= letters and name[0] not in letters for letters in ALIKE) or (base.text + name[-1]).isupper()
    raised = exponent.kind in ("name", "(") and place.at(1).kind == "**"
    return alike and raised and re.fullmatch("[a-df-hk-z][A-Za-z]", name) is not None


def _raised(place: PlacedName) -> str | None:
    """Ask whether a power is one of the last letter only: σT⁴, abx², m_0c^2."""
    name = place.name
    elsewhere = function_named(name) and (len(name) > _LETTERS or name.lower() in _FUNCTIONS)
    if elsewhere or place.at(1).kind not in POWERS or place.at(-1).kind == "**":
        return None
    if (place.typeset or not place.signed) and (factors := maybe_factors(name, place.alone)):
        return one_or("*".join(factors), name)
    raised = _RAISED.fullmatch(name) and not place.signed
    if name[-1] == "e" or not (raised or _RAISED_GREEK.fullmatch(name)):
        return None
    return one_or_letters(name) if name[0] == "E" and has_energies(place.tokens) else asked(name)


def _of_functions(place: PlacedName) -> str | None:
    """Ask for functions that run together and are not clear: lnxy, sinxy."""
    typed = _with_power(place) if place.at(1).kind in POWERS else ""
    if typed and (readings := logarithm_of_product(place.name, typed.removeprefix(place.name))):
        return either(typed, *readings)
    return None if place.at(1).kind == "(" else run_together(place.name)


def _glued(place: PlacedName) -> str | None:
    """Ask for a function or an index within a name, if nothing else has told it: nRsec^2x, nN0x."""
    if place.signed:
        return None
    argued = place.at(1).kind in POWERS or place.at(1).kind in _OPERANDS
    parts = factors_of_function(place.name) if argued else ()
    return one_or("*".join(parts), place.name) if parts else None


def _spelled(place: PlacedName) -> str | None:
    """Ask for a Greek letter by its name before a variable, behind a function or arc: gammat, asintheta, costheta^2."""
    if place.at(1).kind in POWERS and not place.in_program:
        typed = _with_power(place)
        if readings := raised_function(place.name, typed.removeprefix(place.name)):
            return Question(f"'{place.name}' before a power has several readings", typed, readings, _GIVEN % place.name)
    if arc := ARC_OF_ANGLE.fullmatch(place.name):
        function, angle = arc.groups()
        return either(place.name, f"a{function}({angle})", f"a*{function}({angle})", given=True)
    product = "" if place.in_program else spelled_doubt(place.name)
    return one_or(product, place.name) if product else None


def _of_extremes(place: PlacedName) -> str | None:
    """Ask for max1x and root3x, whose number may be an argument or part of a name."""
    if root := _ROOT.fullmatch(place.name):
        index, letter = root.groups()
        return either(place.name, f"{_ROOTS[index]}({letter})", f"sqrt({index})*{letter}", given=True)
    found = _EXTREME.fullmatch(place.name)
    if found is None:
        return None
    function, number, letter = found.groups()
    return either(place.name, f"{function}({number}, {letter})", f"{function}{number}*{letter}", given=True)


def _behind_index(place: PlacedName) -> str | None:
    """Ask whether the variable at the end of an index is a factor: k_et, v_xt + x_0, T_ex², V_DDx; not C_ox, k_xy."""
    return question_on_last(place, [place.name])


def _with_index(place: PlacedName) -> str | None:
    """Ask whether factors stand before a letter with an index: kTn_i."""
    found = None if place.signed else _BEFORE_INDEXED.fullmatch(place.name)
    return one_or("*".join(found.groups()), place.name) if found else None


def _abbreviated(place: PlacedName) -> str | None:
    r"""Ask whether two capitals of LaTeX are an abbreviation or two factors: \frac{FV}{1 + r}, MU_x, a*CC."""
    free = {*place.name}.isdisjoint(place.alone)
    if free and (_SIBLINGS.fullmatch(place.name) or (place.typeset and _TWICE.fullmatch(place.name))):
        return one_or("*".join((place.name[0], place.name[1:])), place.name)
    if not place.typeset or not _ABBREVIATION.fullmatch(place.name) or not {*place.name}.isdisjoint(place.alone):
        return None
    doubt = f"'{place.name}' may be one name or {'*'.join(place.name)}"
    readings = [rf"\mathrm{{{place.name}}}", " ".join(place.name)]
    return Question(doubt, place.name, readings, f", or give {place.name} a value")


def _times(place: PlacedName) -> Question | None:
    """Ask for the cross of a product as ASCIIMath has it: x xx y."""
    sides = (place.at(-1), place.tokens[place.place]), (place.tokens[place.place], place.at(1))
    crossed = place.name == "xx" and all(part.kind in _OPERANDS for part in (place.at(-1), place.at(1)))
    if not crossed or any(a.touches(b) for a, b in sides):
        return None
    return Question("'xx' may be the sign of a product or x*x", "xx", ["*", "x*x"])


def _logarithm(place: PlacedName) -> str | None:
    """Ask whether Inx is ln x, unless it is called, or a name of a program's."""
    typed = "In" in place.name and not place.in_program and place.at(1).kind != "("
    return logarithm_in(place.name) if typed else None


_BY_NEIGHBOURS = (
    _abbreviated,
    chosen,
    _logarithm,
    _times,
    _transposed,
    _differential,
    without_sign_of_power,
    _in_tower,
)
_OF_ONE = (
    _of_extremes,
    lost_behind_letter,
    _spelled,
    _of_functions,
    _behind_index,
    _with_index,
    _raised,
    _glued,
)
