"""Functions behind, or before, a letter with an index: a_ncos(nx), c_1cosx, v_0sin2θ, xlnx_1, and A_0cos^2(ωt)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.formula.names import LOST_EXPONENT

FACTOR = "[^\\W\\d_](?:_?[0-9]+|_[^\\W\\d_])?"
"""A letter, maybe with an index of digits or of one letter."""

FUNCTION_IN_NAME = re.compile("(?:arc)?(?:cosec|sin|cos|tan|cot|sec|csc)h?|ln|log|exp|sqrt|cbrt")
"""A function that people write together with its factors and argument."""

_WITH_NUMBER = re.compile(f"(?:{FUNCTION_IN_NAME.pattern})[0-9]*")
_INDEX = re.compile("[0-9_]")
_FACTORS = re.compile(f"(?:{FACTOR}){{0,3}}")
_PART = re.compile(FACTOR)

# What is the argument as a whole: x, 2x, nx, ωt, x_1; of v_0cosθt nobody can say.
_ARGUMENT = re.compile("([0-9]{0,2})([a-cf-hk-su-wκλω]?)([A-Za-zα-ορ-ωϕ](?:_?[0-9]+|_[^\\W\\d_])?)")
# Asin²(ωt), mgsec²θ; karctanx
_AMPLITUDE = re.compile("([A-Z]|[b-df-hj-np-tv-zA-Zα-ω]{2})(sin|cos|tan|cot|sec|csc|ln)")
_BEFORE_ARC = re.compile(
    "([b-df-hj-zA-Zα-ω])(arc(?:cosec|sin|cos|tan|cot|sec|csc)h?)([0-9]{0,2})([a-cf-hk-su-w]?(?=[xyzt]))([A-Za-zα-ω]?)"
)
_ENDS_IN_FUNCTION = re.compile(f"((?:{FACTOR}){{1,3}}?)({FUNCTION_IN_NAME.pattern})")
_TIMES_VARIABLE = frozenset("xyzt")
_OF_NUMBERS = frozenset({"ln", "sqrt", "cbrt"})

# Before a function these letters may make another: asin, dsin, isin.
_DOUBTFUL = frozenset({"a", "A", "d", "D", "i", "e"})


def behind_letters(name: str, *, powered: bool) -> Sequence[str]:
    """Return the parts of an amplitude before a power of a sine, or of a letter before an arctangent; else nothing.

    Examples
    --------
    >>> behind_letters("Asin", powered=True), behind_letters("karctanx", powered=False)
    (['A', 'sin'], ['k', 'arctan', 'x'])
    """
    if powered and (amplitude := _AMPLITUDE.fullmatch(name)):
        return [*amplitude[1], amplitude[2]]
    if arc := _BEFORE_ARC.fullmatch(name):
        return [part for part in arc.groups() if part]
    return []


def factors_of_function(name: str) -> Sequence[str]:
    """Return what stands before the function that a name ends with, and the function; nothing if it has none.

    Examples
    --------
    >>> factors_of_function("nRsec"), factors_of_function("rate")
    (['n', 'R', 'sec'], [])
    """
    found = _ENDS_IN_FUNCTION.fullmatch(name)
    return [*_PART.findall(found[1]), found[2]] if found else []


def is_glued(name: str) -> bool:
    """Return whether there is a function in a name with an index, which is no index itself, as in v_tan.

    Examples
    --------
    >>> [is_glued(name) for name in ("a_ncos", "c_1cosx", "v_tan", "tan_1", "v_0t", "cosx")]
    [True, True, False, False, False, False]
    """
    first = FUNCTION_IN_NAME.search(name)
    if (
        first is None
        or "log_" in name
        or name.startswith(f"{first[0]}_")
        or not _FACTORS.fullmatch(name, 0, first.start())
    ):
        return False
    return _INDEX.search(_WITH_NUMBER.sub("", name)) is not None


def ends_in_function(name: str) -> bool:
    """Return whether the last function of a name has no argument in it."""
    return [*FUNCTION_IN_NAME.finditer(name)][-1].end() == len(name)


def glued_parts(name: str, *, argued: bool) -> Sequence[str] | None:
    """Return the parts of such a name, or None if nobody can say.

    Parameters
    ----------
    name : str
    argued : bool
        Whether an argument, or a power, follows it.

    Examples
    --------
    >>> glued_parts("a_ncos", argued=True), glued_parts("c_1cosx", argued=False)
    (['a_n', 'cos'], ['c_1', 'cos', 'x'])
    >>> glued_parts("x2sinx", argued=False)
    """
    found = list(FUNCTION_IN_NAME.finditer(name))
    factors = _PART.findall(name[: found[0].start()])
    if (
        (len(factors) == 1 and factors[0] in _DOUBTFUL)
        or "e" in factors
        or any(LOST_EXPONENT.fullmatch(factor) for factor in factors)
    ):
        return None
    for function, following in zip(found, [*found[1:], None], strict=True):
        argument = name[function.end() : following.start() if following else len(name)]
        whole = argument.isdecimal() and function[0] in _OF_NUMBERS
        parts = [argument] if whole else _argument(argument)
        if parts is None or (not parts and (following or not argued)):
            return None
        factors += [function[0], *parts]
    return factors


def _argument(text: str) -> list[str] | None:
    """Return the factors of an argument, none if there is none, or None if it is not clear."""
    if not text:
        return []
    found = _ARGUMENT.fullmatch(text)
    if found is None or LOST_EXPONENT.fullmatch(found[3]) or (found[2] and found[3][0] not in _TIMES_VARIABLE):
        return None
    return [part for part in found.groups() if part]
