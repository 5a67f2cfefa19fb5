"""Which one number of code of several a comparison is about, as a user says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cut:
    """How `compare` and its like cut one number out of code of several.

    Attributes
    ----------
    along, component, entry
        A direction, an element of the point, an element of what the code returns.
    args, kwargs
        Further arguments of the code.
    """

    along: Any = None
    component: Any = None
    entry: Any = None
    args: Any = ()
    kwargs: Mapping[str, Any] | None = None

    @property
    def is_for_code(self) -> bool:
        """Whether anything is given."""
        parts = (self.along, self.component, self.entry, self.kwargs)
        return any(one is not None for one in parts) or self.args != ()
