"""Code of several arrays, and code with further arguments, as code of one flat array."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from derivcheck.autodiff.structure import Structure, standing_for
from derivcheck.ground.errors import InputError

Call = Callable[..., Any]


def with_arguments(call: Any, args: Any, kwargs: Mapping[str, Any] | None) -> Any:
    """Return a callable with further arguments, which follow the point as those of scipy.optimize do.

    Examples
    --------
    >>> with_arguments(lambda x, a, *, b: a * x + b, (2.0,), {"b": 1.0})(3.0)
    7.0
    """
    if not callable(call) or (not _tuple(args) and not kwargs):
        return call
    further, named = _tuple(args), dict(kwargs or {})

    def applied(x: Any) -> Any:
        return call(x, *further, **named)

    return standing_for(applied, call)


def _tuple(args: Any) -> tuple[Any, ...]:
    if args is None:
        return ()
    return tuple(args) if isinstance(args, tuple | list) else (args,)


def giving(call: Call, structure: Structure, kind: str) -> Call:
    """Return a callable from a flat array to a flat derivative, for one that takes and returns structures."""

    def given(x: Any) -> Any:
        return flattened(call(structure.unpack(x)), structure, kind)

    return standing_for(given, call)


def giving_both(call: Call, structure: Structure, kind: str) -> Call:
    """Return the same for a callable that returns a pair of value and derivative."""

    def both(x: Any) -> Any:
        found = call(structure.unpack(x))
        if not isinstance(found, tuple | list) or len(found) != 2:
            return found
        return found[0], flattened(found[1], structure, kind)

    return standing_for(both, call)


def flattened(derivative: Any, structure: Structure, kind: str) -> Any:
    """Return a derivative with its elements along one axis, of a Hessian along two.

    Raises
    ------
    StructureError
        It has another structure than the point.
    """
    if kind == "hessian":
        return structure.pack_square(derivative)
    return structure.pack(derivative, () if kind == "gradient" else None)


def pairs(given: Any, structure: Structure) -> Any:
    """Return bounds as a pair for each element, where they are given by part.

    Parameters
    ----------
    given
        A mapping of the names of parts to pairs, in which some may be missing; a sequence of a pair for each part; or
        what is for all elements.

    Raises
    ------
    InputError
        There is no such part.
    """
    if isinstance(given, Mapping):
        names = [part.name for part in structure.parts]
        for name in given:
            if not any(_belongs(part, str(name)) for part in names):
                raise InputError(f"bounds: the point has no part {name!r}; its parts are {_listed(names)}")
        chosen = [next((given[k] for k in given if _belongs(name, str(k))), (None, None)) for name in names]
        return _each(chosen, structure)
    if isinstance(given, Sequence) and len(given) == len(structure.parts) != structure.size and _are_pairs(given):
        return _each(given, structure)
    return given


def _belongs(part: str, name: str) -> bool:
    return part == name or part.startswith((f"{name}.", f"{name}["))


def _are_pairs(given: Sequence[Any]) -> bool:
    return all(hasattr(pair, "__len__") and len(pair) == 2 for pair in given)


def _each(chosen: Sequence[Any], structure: Structure) -> list[Any]:
    return [pair for pair, part in zip(chosen, structure.parts, strict=True) for _ in range(part.size)]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
