"""The options of the command line: one table, and the words that argparse needs help with."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from derivcheck import __version__
from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_DIGITS, MAX_ORDER
from derivcheck.report.formats import formats
from derivcheck.report.plot.canvas import ENDINGS
from derivcheck.report.plot.graph import PICTURES, SOURCES, check_ending

DTYPES = ("float64", "float32", "longdouble")

DESCRIPTION = """\
Compare every way to differentiate a formula at a point: symbolic, forward mode,
complex step and finite differences, each with its true error and with an error
bound that does not know the truth; and take apart the error of each finite
difference against its step. With --claim, verify a derivative that someone
derived by hand: the verdict, the reason, a counter-example, the cause."""

EPILOG = """\
examples:
  derivcheck "exp(2*x)/(1+sin(x**2))" --at 0.5
  derivcheck "sin(x)" --at pi/4 --scheme forward-1 --scheme central-2 --plot sine.png
  derivcheck "a*x^2" --at x=0.5,a=2 --wrt x,a --format json
  derivcheck "x**2*sin(x)" --claim "2*x*sin(x) + x**2*cos(x)"
  derivcheck "log(s^2)" --claim "2/s" --domain "s>0"
  derivcheck "x^2*y" --wrt x,y --claim "2*x*y" --claim "x^2" --at x=1,y=2
  derivcheck "exp(2*x)/(1+sin(x**2))" --at 0.5 --trace --dot graph.dot
  derivcheck math:gamma --at 3.3 --plot gamma.png
  derivcheck examples/logistic.py:loss --claim examples/logistic.py:gradient --at 0.3,0.5
  derivcheck "log(x)" --at 1e-7 --order 2 --steps 1e-8:1e-14:13,2^-40
  echo "-x^2" | derivcheck - --at 2

derivcheck explore serves a page to try formulas in; derivcheck explore --help says more.

exit status:
  0  every method behaves as its error budget says; the claim is proved, or agrees
  1  a value is further off than any error in its budget; the claim is refuted
  2  bad input: one line on standard error says what and where, and what would work
  3  unresolved: neither can be said"""


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return a converter of whole numbers in a range, for argparse."""

    def convert(text: str) -> int:
        # Length first: a million digits would take int() seconds, or an exception of its own.
        if not re.fullmatch(r"\s*\d{1,18}\s*", text, re.ASCII) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text.strip()!r} is not a whole number from {low} to {high}")
        return int(text)

    return convert


def seconds(text: str) -> float:
    """Return a time limit, for argparse."""
    try:
        limit = float(text)
    except ValueError:
        limit = 0.0
    if not limit > 0:
        raise argparse.ArgumentTypeError(f"{text.strip()!r} is no number of seconds above 0")
    return limit


OPTIONS: dict[str, dict[str, Any]] = {
    "--at": {
        "metavar": "POINT",
        "action": "append",
        "default": [],
        "help": "where: 0.5, pi/4, or x=0.5,a=2, rounded to the nearest doubles; of module:function "
        "also 0.3,0.5, @file.npy, or @file.npz for a dict of arrays; repeat it for several points",
    },
    "--wrt": {"metavar": "NAME", "help": "the variable to differentiate by; x,y for a block each"},
    "--claim": {
        "metavar": "DEXPR",
        "action": "append",
        "help": "verify a hand-derived derivative; repeat it for each variable of --wrt x,y; "
        "of module:function another function, or its values @file.npy",
    },
    "--over": {
        "metavar": "A:B",
        "action": "append",
        "help": "with --claim: prove it on a whole interval, 0:1, x=0:1 or 0:inf, with a bound on the gap",
    },
    "--domain": {
        "metavar": "RANGE",
        "action": "append",
        "help": "with --claim: the values that are meant, x=0:1, 0:inf, or 's>0'; points, proofs and bounds stay "
        "inside; repeat it for several variables",
    },
    "--no-proof": {"action": "store_true", "help": "with --claim: do not try a symbolic proof, which takes seconds"},
    "--exact-decimals": {
        "action": "store_true",
        "help": "with --claim: 0.333333333333333 is that and not 1/3, as it may be from 15 digits on",
    },
    "--along": {
        "metavar": "V",
        "help": "of code of an array: the direction, as 1,0.5 or @file.npy; a random one without it",
    },
    "--component": {"metavar": "I", "help": "of code of an array, instead of a direction: the element, as 3 or 0,1"},
    "--entry": {"metavar": "I", "help": "of code that returns an array: the entry that is f, as 3 or 0,1"},
    "--order": {
        "metavar": "N",
        "action": "append",
        "type": whole(1, MAX_ORDER),
        "help": "order of the derivative (1); repeat it for several in one picture",
    },
    "--scheme": {
        "metavar": "NAME",
        "action": "append",
        "help": "a finite difference: forward-1, central-2, …, offsets:-1,0,2, or all; repeat it for several",
    },
    "--steps": {
        "metavar": "STEPS",
        "help": "steps of the error curves: a grid 1e-1:1e-16:33 (first:last:count), a list 1e-3,2^-20, or a mix",
    },
    "--dtype": {
        "action": "append",
        "choices": DTYPES,
        "help": "float format that is measured (float64); repeat it for several in one picture",
    },
    "--digits": {"metavar": "N", "type": whole(1, MAX_DIGITS), "default": 50, "help": "digits of the reference (50)"},
    "--format": {"choices": formats(), "default": "text", "help": "form of the report (text)"},
    "--verbose": {"action": "store_true", "help": "the long report: every part of the error at every step"},
    "--reveal": {"action": "store_true", "help": "with --format feedback: the cause and the right answer too"},
    "--output": {"metavar": "FILE", "help": "write the report to a file instead of standard output"},
    "--plot": {
        "metavar": "FILE",
        "help": f"draw the errors against the step, a claim over its interval, or wrong components, as "
        f"{', '.join(ENDINGS)}; FILE-1, FILE-2, … for several points",
    },
    "--trace": {
        "action": "store_true",
        "help": "list every elementary operation with its value, tangent and adjoint",
    },
    "--dot": {
        "metavar": "FILE",
        "help": f"write the graph of the computation for Graphviz ({', '.join(SOURCES)}), or draw it "
        f"({', '.join(PICTURES)})",
    },
    "--timeout": {
        "metavar": "S",
        "type": seconds,
        "default": 30.0,
        "help": "seconds for a verdict, after which what is known is reported (30)",
    },
    "--seed": {"metavar": "N", "type": whole(0, 2**32 - 1), "default": 0, "help": "seed of whatever is random (0)"},
}


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are exceptions: no usage dump, and a full disk is noticed."""

    def _print_message(self, message: str, file: Any = None) -> None:
        print(message, end="", file=file)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise InputError(message)


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options, checked as far as that goes without the formula.

    Words may have a space before or after them.

    Raises
    ------
    InputError
        An option is unknown, or its value not usable.
    SystemExit
        After printing what --help or --version asks for.
    """
    options, left_over = _parser().parse_known_args(_shield(arguments))
    if left_over:
        raise InputError(f"one formula at a time: {left_over[0].strip()!r} is left over; quote a formula with spaces")
    if options.formula is None:
        raise InputError('a formula is missing; for example: derivcheck "sin(x)" --at 0.5 (--help says more)')
    _check_kind(options)
    _check_picture(options.plot)
    check_folder("--output", options.output)
    _check_graph(options)
    return options


def _check_kind(options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if options.reveal and options.format != "feedback":
        raise InputError("--reveal goes with --format feedback; the other formats tell all")
    if options.format == "feedback" and not options.claim:
        raise InputError("--format feedback goes with --claim DEXPR")
    if options.claim:
        for name in ("scheme", "steps", "dtype", "digits", "along", "component", "entry"):
            if getattr(options, name) != OPTIONS[f"--{name}"].get("default"):
                raise InputError(f"--{name} goes with a comparison, not with --claim")
        if options.over and len(options.over) > 1:
            raise InputError("--over is there twice; a claim is proven on one interval at a time")
        return
    if options.over is not None or options.domain or options.no_proof or options.exact_decimals:
        raise InputError("--over, --domain, --no-proof and --exact-decimals go with --claim DEXPR")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="derivcheck",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,  # an abbreviation that works today is ambiguous when an option joins
    )
    what = "the formula, or code as module:function or path/file.py:function; - reads a formula from standard input"
    parser.add_argument("formula", metavar="EXPR", nargs="?", help=what)
    for name, settings in OPTIONS.items():
        parser.add_argument(name, **settings)
    parser.add_argument("--version", action="version", version=f"derivcheck {__version__}")
    return parser


def _shield(arguments: Sequence[str]) -> list[str]:
    """Put a space before formulas and numbers that start with a minus sign.

    argparse takes such a word for an option, but never one that starts with a space.
    """
    shielded: list[str] = []
    for i, word in enumerate(arguments):
        if word == "--":
            return [*shielded, *arguments[i:]]
        plain = not word.startswith("-") or word == "-" or _is_option(word)
        shielded.append(word if plain else f" {word}")
    return shielded


def _is_option(word: str) -> bool:
    known = [*OPTIONS, "--help", "--version"]
    name = word.partition("=")[0]
    if name in (*known, "-h"):
        return True
    if not re.fullmatch(r"--[a-z][a-z-]*", name):
        return False
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
    raise InputError(f"no option {name!r}; {hint} (a formula that starts with -- goes after a space: ' --x')")


def _check_picture(path: str | None) -> None:
    # Before anything is computed: a name that cannot work should not cost the user a wait.
    if path is None:
        return
    if Path(path.strip()).suffix.lower() not in ENDINGS:
        raise InputError(f"--plot {path.strip()!r}: the ending is not one of {', '.join(ENDINGS)}")
    check_folder("--plot", path)


def check_folder(option: str, path: str | None) -> None:
    """Refuse a file in a folder that is not there, before anything is computed.

    Raises
    ------
    InputError
        There is none.
    """
    folder = Path((path or "").strip()).parent
    if path is not None and not folder.is_dir():
        raise InputError(f"{option} {path.strip()!r}: there is no folder {str(folder)!r}")


def _check_graph(options: argparse.Namespace) -> None:
    if options.dot is not None:
        check_ending(Path(options.dot.strip()))
        check_folder("--dot", options.dot)
    if (options.trace or options.dot is not None) and not options.at:
        raise InputError("--trace and --dot show a run at a point; give --at 0.5, or --at x=0.5,a=2")
