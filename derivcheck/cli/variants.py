"""A command line that names several orders or float formats, as one command for each."""

from __future__ import annotations

import itertools
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from derivcheck.ground.errors import InputError

if TYPE_CHECKING:
    from derivcheck.results import Comparison, Comparisons
    from derivcheck.results.traced import Judged, Traced

DEFAULTS: Mapping[str, Any] = {"order": 1, "dtype": "float64"}
"""Options that may be repeated, with what they are where they are not given."""


def variants(options: Namespace) -> list[Namespace]:
    """Return the options once for each combination of orders and float formats.

    Raises
    ------
    InputError
        A claim is about one order, and a value is there twice.
    """
    values = {name: getattr(options, name) or [default] for name, default in DEFAULTS.items()}
    for name, given in values.items():
        if len({*given}) < len(given):
            raise InputError(f"--{name} {given[-1]} is there twice")
        if options.claim and len(given) > 1:
            raise InputError(f"--{name} is there {len(given)} times; a claim is about one order and one float format")
    combined = itertools.product(*values.values())
    return [Namespace(**{**vars(options), **dict(zip(values, one, strict=True))}) for one in combined]


def by_point(results: Sequence[Judged | Traced]) -> list[Mapping[str, Comparison | Comparisons]]:
    """Return the comparisons at each point by what they differ in, such as "order 2, float32"."""
    from derivcheck.results import Comparison, Comparisons
    from derivcheck.results.traced import bare

    compared = [one for one in map(bare, results) if isinstance(one, Comparison | Comparisons)]
    parts = [one.components[0] if isinstance(one, Comparisons) else one for one in compared]
    orders, formats = ({getattr(part, name) for part in parts} for name in DEFAULTS)
    places: dict[tuple[tuple[str, float], ...], dict[str, Comparison | Comparisons]] = {}
    for one, part in zip(compared, parts, strict=True):
        told = [f"order {part.order}"] * (len(orders) > 1) + [part.dtype] * (len(formats) > 1)
        places.setdefault(tuple(part.at.items()), {})[", ".join(told)] = one
    return list(places.values())
