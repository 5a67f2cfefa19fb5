"""The text of a SymPy expression, which is read back as the same: SymPy's own has E for Euler's number."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Collection
from typing import Any

from derivcheck.formula.notations.clear_names import clear_names


def symbol_names(expression: Any) -> frozenset[str]:
    """Return the names of the variables."""
    return frozenset(map(str, getattr(expression, "free_symbols", ())))


def sympy_text(expression: Any, variables: Collection[str]) -> str:
    """Return the text; Euler's number is e, but exp(1) where a variable has that name.

    Examples
    --------
    >>> from sympy import E, Symbol
    >>> sympy_text(E*Symbol("x"), {"x"}), sympy_text(E*Symbol("e"), {"e"})
    ('e*x', 'exp(1)*e')
    """
    return clear_names(str(_printer("exp(1)" if "e" in variables else "e").doprint(expression)))


@functools.cache
def _printer(euler: str) -> Any:
    base = importlib.import_module("sympy.printing.str").StrPrinter
    return type("Printer", (base,), {"_print_Exp1": lambda self, e: euler})()
