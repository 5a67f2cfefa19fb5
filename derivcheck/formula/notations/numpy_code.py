"""NumPy code: ``np.exp(2*x)/(1 + np.sin(x**2))``."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Sequence
from typing import Any

from derivcheck.elementary import TABLE, Elementary
from derivcheck.formula.nodes import Node
from derivcheck.formula.notations.notation import ATOM, POWER, SIGN, Notation, Text, comparison, written
from derivcheck.formula.notations.strict import OPERATORS
from derivcheck.ground.errors import UnsupportedOperation


def numpy_code(nodes: Sequence[Node]) -> str:
    r"""Return a formula as an expression of NumPy (`np`) and, for special functions, `scipy.special`.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> numpy_code(parse("e^x sec(x) + erf(2x)").nodes)
    'np.e**x*(1/np.cos(x)) + scipy.special.erf(2*x)'
    >>> numpy_code(parse(r"\lambda x").nodes)
    'lambda_*x'
    """
    return written(nodes, _NUMPY)[-1].text


class _Operand(Text):
    """A text with Python's operators, for definitions of functions that NumPy lacks."""

    __slots__ = ()

    def __add__(self, other: Any) -> _Operand:
        return _operand("add", self, other)

    def __radd__(self, other: Any) -> _Operand:
        return _operand("add", other, self)

    def __sub__(self, other: Any) -> _Operand:
        return _operand("sub", self, other)

    def __rsub__(self, other: Any) -> _Operand:
        return _operand("sub", other, self)

    def __mul__(self, other: Any) -> _Operand:
        return _operand("mul", self, other)

    def __rmul__(self, other: Any) -> _Operand:
        return _operand("mul", other, self)

    def __truediv__(self, other: Any) -> _Operand:
        return _operand("div", self, other)

    def __rtruediv__(self, other: Any) -> _Operand:
        return _operand("div", other, self)

    def __pow__(self, other: Any) -> _Operand:
        return _operand("pow", self, other)

    def __neg__(self) -> _Operand:
        return _operand("neg", self)


class _Functions:
    """The functions of a definition, each of which writes itself."""

    pi = _Operand("np.pi")

    def number(self, value: int) -> _Operand:
        return _copied(_lifted(value))

    def __getattr__(self, name: str) -> Callable[..., _Operand]:
        return lambda *arguments: _copied(_call(name, [_lifted(a) for a in arguments]))


def _lifted(x: Any) -> Text:
    return x if isinstance(x, Text) else Text(str(x), SIGN if x < 0 else ATOM)


def _copied(text: Text) -> _Operand:
    return _Operand(text.text, text.binding)


def _operand(operation: str, *operands: Any) -> _Operand:
    return _copied(_OPERATORS[operation](*map(_lifted, operands)))


_OWN = {"softplus": "np.logaddexp(0, {})", "lambertw": "scipy.special.lambertw({}).real"}
"""Where the plain name or the definition would overflow, or is complex."""


def _call(operation: str, arguments: Sequence[Text]) -> Text:
    if operation in _OWN:
        return Text(_OWN[operation].format(arguments[0].text))
    row = TABLE[operation]
    if library := _library_name(row):
        return Text(f"{library}({', '.join(a.text for a in arguments)}){_which(row)}")
    if row.definition is None:
        raise UnsupportedOperation(f"neither NumPy nor SciPy has {operation}")
    return _lifted(row.definition(_Functions(), *map(_copied, arguments)))


def _library_name(row: Elementary) -> str | None:
    if row.numpy is not None:
        return f"np.{row.numpy}"
    return row.scipy and f"scipy.special.{row.scipy}"


def _which(row: Elementary) -> str:
    """Return what picks the function among the results of SciPy's."""
    return "" if row.output is None else f"[{row.output}]"


def _name(kind: str, name: str) -> Text:
    # A word of Python such as lambda is written as Python's own style guide has it.
    return Text(f"np.{name}" if kind == "constant" else f"{name}_" if keyword.iskeyword(name) else name)


def _by_cases(left: Text, right: Text, a: Text, b: Text) -> Text:
    return Text(f"np.where({comparison(left, right)}, {a.text}, {b.text})")


def _raised(a: Text, b: Text) -> Text:
    return Text(f"{a.at_least(ATOM)}**{b.at_least(SIGN)}", POWER)


_OPERATORS: dict[str, Callable[..., Text]] = {**OPERATORS, "pow": _raised}

# Its constants have a prefix, and so no variable's name.
_NUMPY = Notation(_OPERATORS, _call, _name, _by_cases, {})
