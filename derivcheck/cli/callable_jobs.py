"""What a command line asks about a callable: a comparison, or the verdict on a gradient, a Jacobian or a Hessian."""

from __future__ import annotations

import functools
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derivcheck.arithmetic.constant import number
from derivcheck.cli.parse_values import NAMELESS, parse_point, parse_steps
from derivcheck.code.load_callable import load, names_callable, refuse_bare_file
from derivcheck.ground.errors import InputError

if TYPE_CHECKING:
    from derivcheck.results import Check, Comparison

_UNUSED = ("wrt", "over", "trace", "dot")
"""Options that are for formulas."""

_HESSIAN = 2


def jobs(target: str, options: Namespace, command: str) -> list[Callable[[], Comparison | Check]]:
    """Return, for each point, what computes its result.

    Raises
    ------
    InputError
        A callable, a point or an option cannot be used.
    """
    _check_options(options)
    function, points = load(target), [_point(text) for text in options.at]
    if not options.claim:
        return [functools.partial(_compare, function, at, options, command) for at in points]
    claimed = _claimed(options.claim[0].strip())
    return [functools.partial(_check, function, claimed, at, options, command) for at in points]


def _check_options(options: Namespace) -> None:
    for name in _UNUSED:
        if getattr(options, name):
            raise InputError(f"--{name.replace('_', '-')} is for formulas, not for a function of Python")
    if not options.at:
        raise InputError("a function of Python needs a point: --at 0.3,0.5, or --at @file.npy")
    if options.claim and len(options.claim) != 1:
        raise InputError("a function of Python goes with one --claim: module:function, file.py:function or @file.npy")
    if options.claim and options.order > _HESSIAN:
        raise InputError("--order of a claimed derivative of a function of Python is 1, or 2 for a Hessian")


def _compare(function: Callable[..., Any], at: Any, options: Namespace, command: str) -> Any:
    from derivcheck.testing.compare import compare

    with progress(function) as counted:
        return compare(counted, at, reproduce=command, **comparing(options), **_slice(options))


def _slice(options: Namespace) -> dict[str, Any]:
    """Return which part of code of an array is compared."""
    indices = {name: _index(f"--{name}", getattr(options, name)) for name in ("component", "entry")}
    return {"along": None if options.along is None else _point(options.along, "--along"), **indices}


def _index(option: str, text: str | None) -> Any:
    """Return a place, or the name of one in a point of several arrays."""
    if text is not None and option == "--component" and text.strip()[:1].isalpha():
        return text
    try:
        return None if text is None else tuple(int(part) for part in text.strip().strip("[]()").split(","))
    except ValueError:
        raise InputError(f"{option} {text!r} is not a whole number, or one for each axis, as 0,1") from None


def comparing(options: Namespace) -> dict[str, Any]:
    """Return the options of a comparison, as `compare` takes them."""
    return {
        "schemes": options.scheme and [name.strip() for name in options.scheme],
        "steps": None if options.steps is None else parse_steps(options.steps),
        "order": options.order,
        "dtype": options.dtype,
        "digits": options.digits,
        "seed": options.seed,
    }


def _claimed(text: str) -> Any:
    refuse_bare_file(text)
    if text.startswith("@"):
        return _array(text, "--claim")
    if not names_callable(text):
        raise InputError(f"--claim {text!r} does not name a function; write module:function or path/file.py:function")
    return load(text)


def _point(text: str, option: str = "--at") -> Any:
    """Return a point: a number, numbers with commas between, in brackets or not, or an array from a file."""
    text = text.strip()
    bracketed = text.startswith("[") and text.endswith("]")
    if bracketed:
        text = text[1:-1].strip()
    if text.startswith("@"):
        return _array(text, option)
    if "," not in text and not bracketed:
        values = parse_point(text)
        if NAMELESS not in values:
            raise InputError(f"{option} {text!r}: a function of Python takes numbers without names, or @file.npy")
        return values[NAMELESS]
    return [number(piece) for piece in text.removesuffix(",").split(",")]


def _array(text: str, option: str) -> Any:
    import numpy as np

    path = Path(text[1:])
    try:
        found = np.load(path, allow_pickle=False)
        return found if isinstance(found, np.ndarray) else dict(found)
    except OSError as error:
        raise InputError(f"{option} {text!r} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise InputError(
            f"{option} {text!r} holds no arrays of numbers as numpy.save or numpy.savez write them"
        ) from error


def _check(function: Callable[..., Any], claimed: object, at: object, options: Namespace, command: str) -> Any:
    from derivcheck.testing import check_arrays

    with progress(function) as counted:
        kind = _kind(counted, at)
        if isinstance(at, float) and callable(claimed) and kind == "gradient":
            return _of_number(counted, claimed, at, options, command)
        kind = "hessian" if options.order == _HESSIAN else kind
        run = getattr(check_arrays, f"check_{kind}")
        return run(counted, claimed, at, bounds=_bounds(options.domain, at), seed=options.seed, reproduce=command)


def _bounds(texts: list[str] | None, at: Any) -> Any:
    """Return the range of every element, or of each named array; an element has no name of its own."""
    from derivcheck.arithmetic.domains import read_domain

    domain = list(read_domain(texts))
    if isinstance(at, dict) and domain and all(domain[0]):
        return {name: (r.low, r.high) for name, r in domain}
    ranges = [r for _, r in domain]
    if len(ranges) > 1:
        raise InputError("of a function of Python --domain is one range, for every element: --domain 0:1")
    return (ranges[0].low, ranges[0].high) if ranges else None


def _of_number(function: Callable[..., Any], claimed: object, at: float, options: Namespace, command: str) -> Any:
    """Check code of one number, which may even be proved."""
    from derivcheck.testing.check import check_derivative

    prove = not options.no_proof
    return check_derivative(
        function,
        claimed,
        at,
        order=options.order,
        seed=options.seed,
        prove=prove,
        domain=options.domain,
        reproduce=command,
    )


def _kind(function: Callable[..., Any], at: object) -> str:
    """Return what the derivative is called: a gradient where the value is one number."""
    import numpy as np

    from derivcheck.gradients.subject import Subject
    from derivcheck.testing.sliced import flat

    call, x, _, _ = flat(function, at)
    return "gradient" if np.ndim(Subject(call).value(x)) == 0 else "jacobian"


@contextmanager
def progress(function: Callable[..., Any]) -> Iterator[Any]:
    """Count the runs of a function on standard error, where a person waits there and tqdm is installed."""
    try:
        from tqdm import tqdm
    except ImportError:
        yield function
        return
    with tqdm(desc="runs of f", unit="", delay=2, leave=False, disable=not sys.stderr.isatty()) as bar:

        @functools.wraps(function)
        def counted(x: object) -> Any:
            bar.update()
            return function(x)

        yield counted
