"""How a corrected claim is written: as it was typed, unless the derivative of f is shorter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from derivcheck.arithmetic.text.gathered import Gathered
from derivcheck.arithmetic.text.gathered_slopes import GatheredDerivative
from derivcheck.arithmetic.text.gathered_text import GatheredText
from derivcheck.arithmetic.text.gathering import Gathering
from derivcheck.arithmetic.text.style import shared_style
from derivcheck.arithmetic.text.writing import Writing
from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError


def shortest(claim: Claim, corrected: Expression, points: Sequence[Mapping[str, float]]) -> str:
    """Return a corrected claim, in the first of its forms that is no longer than the derivative of f.

    Parameters
    ----------
    claim : Claim
        The claim that is wrong.
    corrected : Expression
        What was found to be right.
    points : sequence of mapping
        Where another form must agree with the derivative too.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> claim = Claim(parse("x^2*sin(x)"), parse("2*x^(2-1)*sin(x) - x^2*cos(x)"), "x")
    >>> print(shortest(claim, parse("2*x^(2-1)*sin(x) + x^2*cos(x)"), [{"x": 0.7}, {"x": 1.9}]))
    2*x*sin(x) + x^2*cos(x)
    """
    try:
        forms = Forms(claim)
        derivative = forms.derivative()
        if len(corrected.typed) <= len(derivative):
            return corrected.typed
        for text in (forms.of(corrected), derivative):
            if len(text) <= len(derivative) and _agrees(claim, text, points):
                return text
    except (DerivcheckError, ArithmeticError):
        pass
    return corrected.typed


class Forms:
    """The derivative of f and the corrected claim, with what is alike gathered."""

    def __init__(self, claim: Claim) -> None:
        self.claim, self.m = claim, Gathering()
        formulas = claim.claimed, claim.function
        e = any(node.operation == "constant" and node.value == "e" for formula in formulas for node in formula.nodes)
        self._texts = GatheredText(self.m, Writing(shared_style(*formulas)), e)

    def of(self, formula: Expression) -> str:
        """Return the text of a formula."""
        return self._texts.of(self._read(formula)).text

    def derivative(self) -> str:
        """Return the text of the derivative of f."""
        derivative, differentiate = self._read(self.claim.function), GatheredDerivative(self.m, self.claim.wrt)
        for _ in range(self.claim.order):
            derivative = differentiate.of(derivative)
        return self._texts.of(derivative).text

    def _read(self, formula: Expression) -> Gathered:
        """Return a formula gathered, its variables in the order in which they stand there, but `wrt` last."""
        names = [str(node.value) for node in formula.nodes if node.operation == "variable"]
        ordered = sorted(names, key=lambda name: name == self.claim.wrt)
        return self.m.lift(formula.evaluate(self.m, {name: self.m.variable(name) for name in ordered}))


def _agrees(claim: Claim, text: str, points: Sequence[Mapping[str, float]]) -> bool:
    mended = replace(claim, claimed=parse(text, claim.variables, program=True))
    return all(gap(mended, point).outcome is GapOutcome.EQUAL for point in points)
