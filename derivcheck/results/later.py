"""What a result can be asked for, and computes only then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivcheck.ground.errors import InputError


class Later:
    """A value that is computed when it is first asked for; a copy in another process has none.

    Parameters
    ----------
    compute : callable, or None for a value that is lost

    Examples
    --------
    >>> later = Later(lambda: 6 * 7)
    >>> later.value, later.value
    (42, 42)
    """

    def __init__(self, compute: Callable[[], Any] | None) -> None:
        self._compute = compute
        self._found: list[Any] = []

    @property
    def value(self) -> Any:
        """The value.

        Raises
        ------
        InputError
            What it is computed from, such as the user's code, stayed in another process.
        """
        if self._compute is None:
            raise InputError("this copy of the result is without the code that it is about: ask the original")
        if not self._found:
            self._found.append(self._compute())
        return self._found[0]

    def __reduce__(self) -> tuple[Any, ...]:
        return Later, (None,)


class LaterText(Later):
    """A text that is written when it is first asked for, or when it is sent to another process.

    Examples
    --------
    >>> LaterText(lambda: "2*x") == LaterText(lambda: "2" + "*x")
    True
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LaterText) and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __reduce__(self) -> tuple[Any, ...]:
        return _written, (self.value,)


def _written(text: str) -> LaterText:
    return LaterText(lambda: text)
