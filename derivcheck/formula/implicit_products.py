"""Which products need no sign, and what to say of those that have two readings."""

from __future__ import annotations

from collections.abc import Collection

_TWO_READINGS = "a product without * after {0} has two readings; write {1}"


def implicit_product_fault(last: str, before: str, kind: str, after: str, waiting: Collection[str]) -> str | None:
    """Say why two neighbours are no product, or return None if they are.

    Parameters
    ----------
    last : str
        What the operand before ends with: "number", "name", "pi", "superscript", "root" (√x),
        "group", "call" or "bar" (|x|).
    before, after : str
        The neighbouring tokens as typed.
    kind : str
        Kind of the token after.
    waiting : collection of str
        The operations that bind at least as strongly as a product and wait for the operand before.

    Examples
    --------
    >>> implicit_product_fault("number", "2", "name", "x", ())
    >>> implicit_product_fault("number", "2", "name", "x", ["div"])
    'a product without * after / has two readings; write a/(2*x) or (a/2)*x'
    """
    b, c = _short(before, "b"), _short(after, "c")
    if last == "root":
        return _TWO_READINGS.format("a root sign", f"sqrt({b})*{c} or sqrt({b}*{c})")
    if kind == "number" or last == "bar" or (last, kind) == ("name", "name") or (kind == "|" and last != "number"):
        product = f"{b}*{c}" if (b, c) == (before, after) else "* between them"
        return f"no operator between '{before:.20}' and '{after:.20}'; for a product write {product}"
    if "pow" in waiting and last != "group":
        return _TWO_READINGS.format("an exponent", f"a**({b}*{c}) or a**{b}*{c}")
    if "div" in waiting:
        return _TWO_READINGS.format("/", f"a/({b}*{c}) or (a/{b})*{c}")
    return None


def second_power_fault(last: str) -> str | None:
    """Say why a power may not follow what the operand before it ends with, or return None.

    Examples
    --------
    >>> second_power_fault("superscript")
    'a power of a superscript has two readings; write (x**a)**b or x**(a**b)'
    """
    if last == "superscript":
        return "a power of a superscript has two readings; write (x**a)**b or x**(a**b)"
    if last == "root":
        return "a power after a root sign has two readings; write sqrt(x)**n or sqrt(x**n)"
    return None


def _short(token: str, otherwise: str) -> str:
    return token if token.replace(".", "").isalnum() and len(token) <= 20 else otherwise
