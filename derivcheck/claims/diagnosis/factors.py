"""Factors of a product as it was typed: one is struck out where it stands, not divided by."""

from __future__ import annotations

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.recognition import same_values
from derivcheck.claims.diagnosis.trial import Trial, Values


def multiplied(trial: Trial, node: int, values: Values, text: Written) -> Written:
    """Return a node of the claim times a factor, which leaves the denominator if it stands there."""
    struck = _without(trial, node, values, below=True)
    return trial.writer.mul(trial.written[node], text) if struck is None else struck


def divided(trial: Trial, node: int, values: Values, text: Written) -> Written:
    """Return a node of the claim over a factor, which leaves the product if it stands there.

    Parameters
    ----------
    trial : Trial
    node : int
    values : tuple of numbers
        What the factor is worth at each sample.
    text : Written
        The factor.
    """
    struck = struck_out(trial, node, values)
    return trial.writer.div(trial.written[node], text) if struck is None else struck


def struck_out(trial: Trial, node: int, values: Values) -> Written | None:
    """Return a node of the claim without a factor that stands there; None if none of that value does."""
    return _without(trial, node, values, below=False)


def _without(trial: Trial, node: int, values: Values, below: bool) -> Written | None:
    """Return the text of a node with a factor struck out; None if none of that value is typed."""
    if not below and same_values(trial.claimed[node], values):
        return trial.writer.number(1)
    present = trial.claim.claimed.nodes[node]
    if present.operation == "pow":
        return None if below else _lowered(trial, node, values)
    for j, (i, is_below) in enumerate(zip(present.arguments, _SIDES.get(present.operation, ()), strict=False)):
        rest = _without(trial, i, values, below is not is_below)
        if rest is not None:
            texts = [trial.written[k] for k in present.arguments]
            texts[j] = rest
            return _shortened(trial, present.operation, texts)
    return None


_SIDES = {"mul": (False, False), "div": (False, True), "neg": (False,)}
"""Operation: whether what stands in each argument divides."""


def _shortened(trial: Trial, operation: str, texts: list[Written]) -> Written:
    """Return an operation, or one of its arguments as it was typed where the other has become 1."""
    if operation in ("mul", "div") and texts[1].value == 1:
        return texts[0]
    if operation == "mul" and texts[0].value == 1:
        return texts[1]
    return getattr(trial.writer, operation)(*texts)  # type: ignore[no-any-return]


def _lowered(trial: Trial, node: int, values: Values) -> Written | None:
    """Return a power of the factor with the exponent lowered by 1."""
    base, exponent = trial.claim.claimed.nodes[node].arguments
    number = trial.claim.claimed.rationals[exponent]
    if number is None or not same_values(trial.claimed[base], values):
        return None
    return trial.writer.power(trial.written[base], number - 1)
