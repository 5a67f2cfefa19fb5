"""The command line: arguments in, reports out, the verdict as exit status.

Whatever goes wrong ends as one line on standard error. DERIVCHECK_DEBUG=1 shows the traceback too.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import shlex
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from derivcheck.cli.jobs import collecting, compute
from derivcheck.cli.options import read
from derivcheck.cli.variants import by_point, variants
from derivcheck.ground.errors import DerivcheckError, InputError, ParseError
from derivcheck.ground.limits import MAX_LENGTH
from derivcheck.ground.workers import interim
from derivcheck.results import Verdict, worst_verdict

if TYPE_CHECKING:
    from derivcheck.report.plot.plot import Drawable
    from derivcheck.results.traced import Judged, Traced

BAD_INPUT, INTERRUPTED, PIPE_CLOSED = 2, 130, 141

ACCIDENTS: dict[type[Exception], str] = {
    MemoryError: "out of memory; a shorter formula, fewer steps or fewer digits may fit",
    RecursionError: "the formula is too deeply nested; name its parts and differentiate them one by one",
    OSError: "the report cannot be written: {}",
}
"""Messages for what is neither the input's fault nor derivcheck's."""

COMMANDS = {"batch": "derivcheck.cli.batch", "explore": "derivcheck.cli.explore", "page": "derivcheck.cli.page"}
"""What the first word may be instead of a formula: a function of that name in a module, arguments in and status out."""

UNEXPECTED = "unexpected {}: {} (a mistake in derivcheck: please report it; DERIVCHECK_DEBUG=1 shows where)"


def main(argv: Sequence[str] | None = None, command: Callable[[Sequence[str]], int] | None = None) -> int:
    """Run the command line in this process and return its exit status.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments; by default those of the process.
    command : callable, optional
        What runs them; by default `run`.
    """
    _never_fail_to_encode()
    try:
        status = _run_or_help(list(sys.argv[1:] if argv is None else argv), command or run)
        print(end="", flush=True)  # here, where a full disk or a closed pipe can still be reported
        return status
    except BrokenPipeError:
        _abandon_stdout()
        return PIPE_CLOSED
    except KeyboardInterrupt as error:
        complain("interrupted", error)
        return INTERRUPTED
    except Exception as error:  # a command ends with a line and a status, whatever happened
        complain(_message(error), error)
        if isinstance(error, OSError):
            _abandon_stdout()
        return BAD_INPUT


def _run_or_help(arguments: list[str], command: Callable[[Sequence[str]], int]) -> int:
    try:
        return command(arguments)
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)


def run(arguments: Sequence[str]) -> int:
    """Read the arguments, compute, and report; return the exit status of the worst verdict.

    Raises
    ------
    DerivcheckError
        The input cannot be used.
    """
    if arguments and arguments[0] in COMMANDS:
        command_of = getattr(importlib.import_module(COMMANDS[arguments[0]]), arguments[0])
        return int(command_of(arguments[1:]))
    options = read(arguments)
    formula = read_formula(options.formula)
    command = shlex.join(["python", "-m", "derivcheck", *(formula if word == "-" else word for word in arguments)])
    failures: list[DerivcheckError] = []
    results: list[Judged | Traced] = []
    for one in variants(options):
        for result in compute(formula, one, command, failures):
            results.append(result)
            interim(lambda: Computed(results, failures))
    return report(results, options, failures)


class Computed(NamedTuple):
    """What was computed at some of the points, and what failed."""

    results: list[Judged | Traced]
    failures: list[DerivcheckError]


def report(results: Sequence[Judged | Traced], options: Namespace, failures: list[DerivcheckError]) -> int:
    """Show what was computed and what was not, and return the exit status."""
    _show(results, options, failures, varied=len(variants(options)) > 1)
    for failure in failures:
        complain(_message(failure), failure)
    verdict = worst_verdict(result.verdict for result in results).exit_status if results else 0
    # What is refuted stays so, even if the picture of it could not be written.
    return verdict if verdict == Verdict.REFUTED.exit_status or not failures else BAD_INPUT


def read_formula(argument: str) -> str:
    """Return the formula, which a minus sign reads from standard input.

    Raises
    ------
    InputError
        What is there is no text.
    """
    if argument.strip() != "-":
        return argument.strip()
    try:
        # One character more than the limit is enough for the parser to refuse it.
        return sys.stdin.read(MAX_LENGTH + 1).strip()
    except UnicodeDecodeError as error:
        raise InputError(f"the formula on standard input is not {error.encoding} text: {error.reason}") from None


def _show(
    results: Sequence[Judged | Traced], options: Namespace, failures: list[DerivcheckError], varied: bool
) -> None:
    """Print or write the reports, then draw; a failure of one does not lose the other."""
    if results:
        with collecting(failures):
            _write(_render(results, options, varied), options.output)
    for i, shown in enumerate(_pictures(results, varied) if options.plot else []):
        from derivcheck.report.plot import plot

        with collecting(failures):
            plot.save(shown, _numbered(Path(options.plot.strip()), i, len(options.at)))
    for i, result in enumerate(results if options.dot else []):
        from derivcheck.report.plot import graph
        from derivcheck.results.traced import Traced

        if isinstance(result, Traced):
            with collecting(failures):
                graph.save(result.trace, _numbered(Path(options.dot.strip()), i, len(results)))


def _pictures(results: Sequence[Judged | Traced], varied: bool) -> Sequence[Drawable]:
    """Return what each picture shows: a result, or those at a point over one another."""
    from derivcheck.results.traced import bare

    return by_point(results) if varied else [bare(result) for result in results]


def _render(results: Sequence[Judged | Traced], options: Namespace, varied: bool) -> str:
    if options.format == "json" and (varied or len(options.at) > 1):  # one JSON value, whatever the number of results
        return json.dumps({"results": [json.loads(r.render("json")) for r in results]}, indent=2)
    if options.format == "text":
        colour = options.output is None and _in_colour()
        return "\n".join(r.render("text", colour=colour, verbose=options.verbose) for r in results)
    if options.reveal:
        from derivcheck.report.formats import feedback

        return "\n".join(feedback.reveal(r) for r in results)
    return "\n".join(r.render(options.format) for r in results)


def _in_colour() -> bool:
    """Whether standard output is a terminal whose user has not declined colour (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(text: str, output: str | None) -> None:
    text = text.rstrip("\n") + "\n"
    if output is None:
        print(text, end="")
        return
    try:
        Path(output.strip()).write_text(text, encoding="utf-8")
    except OSError as error:
        print(text, end="")  # not lost: it may have taken minutes
        raise InputError(f"--output {output.strip()!r} cannot be written: {_reason(error)}") from error


def _numbered(path: Path, i: int, count: int) -> Path:
    """Return the picture's name, with a number where there is more than one point."""
    return path if count <= 1 else path.with_stem(f"{path.stem}-{i + 1}")


def _message(error: Exception) -> str:
    """Return the one line for the user; for a formula, two more that point into it."""
    if isinstance(error, ParseError) and error.text:
        return f"{_one_line(error)}\n{error.pointer}"
    if isinstance(error, DerivcheckError):
        return _one_line(error)
    for kind, message in ACCIDENTS.items():
        if isinstance(error, kind):
            return message.format(_reason(error))
    return UNEXPECTED.format(type(error).__name__, _one_line(error))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).splitlines())


def _reason(error: Exception) -> str:
    """Return "No such file or directory" rather than the errno with it."""
    return getattr(error, "strerror", None) or _one_line(error)


def complain(message: str, error: BaseException) -> None:
    """Say in one line what went wrong."""
    if os.environ.get("DERIVCHECK_DEBUG") == "1":
        traceback.print_exception(error)
    print(f"derivcheck: error: {message}", file=sys.stderr)


def _never_fail_to_encode() -> None:
    """Let a terminal that knows only ASCII show π as an escape, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _abandon_stdout() -> None:
    """Point standard output nowhere, or the interpreter fails again when it flushes at exit."""
    with suppress(OSError, ValueError):  # no file descriptor: nothing is flushed to one
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
