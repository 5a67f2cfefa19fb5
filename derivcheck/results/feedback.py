"""What a student is told about an answer: what is wrong, or to do, without the right answer.

A cause's own sentence often gives the answer away, so feedback has a sentence for each kind of cause. It names
the place where the cause does, and the rule, but writes no formula.
"""

from __future__ import annotations

import re

from derivcheck.results.verdict import Verdict

PASSED = {
    Verdict.PROVED: "Correct.",
    Verdict.AGREES: "Correct, as far as it was tried: it agrees with the derivative wherever they were compared.",
}

UNRESOLVED = (
    "This could not be decided here. Try another point, away from corners, jumps and the edge of the domain, "
    "or a simpler form of the answer."
)

UNDECIDED = "This could not be decided. Write the answer in a simpler form."
"""Of an answer to an exercise, which has no point that could be another one."""

UNEXPLAINED = (
    "This is not the derivative, and none of the slips that were tried explains it. "
    "Differentiate step by step, one rule at a time."
)

_CONSTANT = "A number is off, a factor or an exponent. Do the arithmetic again."

_ON_A_BRANCH = (
    "This is right for some values of the variable and wrong for others: "
    "the function, or the answer, has several pieces. "
    "Look at negative values too, and at where a root, an absolute value or an inverse function changes its sign."
)

BY_KIND = {
    "sign": "The whole sign is wrong.",
    "term-sign": "A sign is wrong.",
    "factor": "The answer is off by a constant factor.",
    "coefficient": _CONSTANT,
    "exponent": "An exponent is wrong. Look at the power rule again, and at the powers that you copied.",
    "term-missing": "A term is missing. Does each part of the function have its share in the answer?",
    "term-extra": "A term does not belong there.",
    "term-doubled": "A term stands there twice.",
    "chain": "Look at the chain rule again: the derivative of an inner function is missing, or stands there too often.",
    "product-rule": "Look at the product rule again: it has two terms, and one factor is differentiated in each.",
    "quotient-rule": "Look at the quotient rule again: the order in the numerator, its sign, and the denominator.",
    "power-rule": "The power rule is for a constant exponent, and an exponential function has a rule of its own.",
    "cofunction": "A function is wrong: a function and its cofunction are easily exchanged.",
    "function": "A function stands where another one belongs. Look up the derivative of each function in your answer.",
    "argument": "The argument of a function is wrong: the outer derivative is taken at the inner function.",
    "value": "The rule has the value of the function in it, and the argument was put in its place.",
    "reciprocal": "Something stands above the fraction bar that belongs below, or the reverse.",
    "factor-missing": "A factor is missing.",
    "factor-extra": "A factor is one too many.",
    "variable": "This is the derivative with respect to another variable.",
    "constant": "A constant was differentiated as if it were a variable. What becomes of a constant factor?",
    "branch": _ON_A_BRANCH,
    "absolute-value": "An absolute value is missing, or one too many: look at negative arguments.",
    "finite-difference": "This is a difference quotient, an approximation. Differentiate by the rules.",
    "order": "This is a derivative of another order than the one that is asked for.",
    "not-differentiated": "A part of the function was copied and not differentiated.",
    "integrated": "This was integrated where it should have been differentiated.",
    "claim-without-value": "The answer has no value at some points where the function has a derivative.",
    "parentheses": "Parentheses are missing: which parts belong together, in a denominator or in an exponent?",
    "rounded-constant": "The idea is right, but a constant was rounded. Write it exactly.",
    "round-off": "The formula is right, but as a program it loses its digits. Write it in another form.",
    "transposed": "Rows and columns are exchanged.",
    "permuted": "The components are right but in the wrong order.",
    "never written": "Some components are 0 that should not be: were they ever computed?",
    "zero": "The answer is 0, but the function is not constant.",
    "nan": "Some components are no numbers.",
    "parameter": "The derivative was taken with respect to a function of the variable, not the variable itself.",
    "length": "The direction is right, but not the length.",
    "axis": "Something is summed over another axis than it should be.",
    "mask": "The derivative is 0 in some places, and the claim does not know that.",
    "overwritten": "Something is overwritten that should be added up.",
    "index": "An index is off.",
    "name": "One quantity stands where another one belongs.",
    "missing term": "A simple term is missing, such as that of a penalty.",
    "extra term": "There is a simple term too many, such as that of a penalty.",
}
"""A sentence for each kind of cause; for another kind there is `UNEXPLAINED`."""

BY_PLACE = {
    "singular": "The function does not have this derivative at this point, so no answer is right or wrong here. "
    "Try another point.",
    "branch": _ON_A_BRANCH,
    "positive": "This is right where some of the letters are positive, and wrong where they are negative. "
    "Say which values are meant, or look at negative ones too.",
}
"""A sentence for what is known of where an answer is right, or cannot be, if no cause is."""

_LETTERS = re.compile(r"\w+ belongs where \w+ stands")
_CALL = re.compile(r"\w+\(.*\) belongs where [A-Za-z_]\w* stands")

_PLACE = re.compile(r"the (\w+) term has the wrong sign")
_CONSTANT_TERM = re.compile(r"the term [\d./]+ does not belong there")

_INNER = r".*: the (factor .* from the inner function|derivative of the inner function) .*"
_CHAIN = "Look at the chain rule again: the derivative of an inner function"

BY_TEXT = (
    ("argument", _LETTERS, "One letter stands where another one belongs."),
    ("argument", _CALL, "A letter stands where a function of it belongs."),
    ("chain", re.compile(_INNER + "is missing"), f"{_CHAIN} is missing."),
    ("chain", re.compile(_INNER + "is one too many"), f"{_CHAIN} stands there too often."),
    ("term-extra", re.compile("the function does not depend on"), "What is the derivative of a constant?"),
    ("power-rule", re.compile("the logarithm of the base is missing"), "Look up the rule for an exponential function."),
)
"""Kind and text of a cause, and a sentence that says more than that of the kind alone."""


def feedback(verdict: Verdict, kind: str, text: str, where: str = "") -> str:
    """Return one or two sentences for a student.

    Parameters
    ----------
    verdict : Verdict
    kind, text : str
        Of the cause; "" where none is known.
    where : str
        A name of `BY_PLACE`, or "".

    Examples
    --------
    >>> feedback(Verdict.REFUTED, "term-sign", "the second term has the wrong sign")
    'The second term has the wrong sign.'
    >>> feedback(Verdict.REFUTED, "chain", "the factor 2*x from the inner function x^2 is missing").split(":")[0]
    'Look at the chain rule again'
    """
    if verdict in PASSED:
        return PASSED[verdict]
    if verdict is Verdict.UNRESOLVED:
        return BY_PLACE.get(where, UNRESOLVED)
    if found := next((said for known, row, said in BY_TEXT if known == kind and row.match(text)), ""):
        return found
    if place := _PLACE.match(text):
        return f"The {place[1]} term has the wrong sign."
    if _CONSTANT_TERM.match(text):
        return f"{BY_KIND[kind]} What is the derivative of a constant?"
    return BY_KIND.get(kind) or BY_PLACE.get(where, UNEXPLAINED)
