"""The command `derivcheck batch`: verdicts on many claims, from a file to a file, taken up where it was ended."""

from __future__ import annotations

import argparse
import contextlib
import errno
import itertools
import json
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from derivcheck.cli.batch_report import Tally, progress
from derivcheck.cli.claim_table import TableRow, read_claims
from derivcheck.cli.options import OPTIONS, Parser, check_folder, whole
from derivcheck.cli.output_file import check_other_file
from derivcheck.cli.results_file import ResultsFile
from derivcheck.ground.errors import InputError
from derivcheck.results.claim_result import ClaimResult
from derivcheck.testing.claim_row import ClaimRow
from derivcheck.testing.many import ENGINES, MEMORY, JudgingOptions, check_jobs, engine_named

DESCRIPTION = """\
Verify many hand-derived derivatives, each in a worker process with a time limit. FILE is CSV, TSV or JSON Lines
(.gz too, and - for standard input), with the columns id, function, variable, claimed, at, params. Results are
JSON Lines, one a claim. Started again with the same command, it goes on where it was ended."""

EPILOG = """\
exit status:
  0  all claims are proved, or agree
  1  a claim is refuted
  2  bad input: one line on standard error says what and where
  3  a claim is unresolved, or cannot be read, and none is refuted"""

RETRIED = ("unresolved", "error")

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}


def _bytes(text: str) -> int:
    found = re.fullmatch(r"\s*(\d{1,15})\s*([KMG]?)(?:i?B)?\s*", text, re.ASCII | re.IGNORECASE)
    if not found or not int(found[1]):
        raise argparse.ArgumentTypeError(f"{text.strip()!r} is no size; write 512M, or 2G")
    return int(found[1]) * _UNITS[found[2].upper()]


BATCH_OPTIONS: dict[str, dict[str, Any]] = {
    "--output": {
        "metavar": "RESULTS",
        "required": True,
        "help": "where results go, as JSON Lines; - for standard output",
    },
    "--jobs": {"metavar": "N", "type": whole(1, 4096), "help": "worker processes (as many as processors)"},
    "--timeout": {**OPTIONS["--timeout"], "default": 10.0, "help": "seconds for a claim (10)"},
    "--memory": {"metavar": "SIZE", "type": _bytes, "default": MEMORY, "help": "memory for a claim (1G), on Linux"},
    "--prove": {"action": "store_true", "help": "try to prove what agrees, which takes SymPy"},
    "--no-cause": {"action": "store_true", "help": "do not look for the mistakes in wrong claims"},
    "--retry": {"choices": RETRIED, "action": "append", "help": "judge claims with this verdict again"},
    "--allow-code": {"action": "store_true", "help": "run functions that claims name as module:function"},
    "--engine": {"choices": ENGINES, "default": "local", "help": "processes here (local), or the workers of Dask"},
    "--engine-address": {"metavar": "ADDRESS", "default": "", "help": "of the Dask scheduler: tcp://HOST:PORT"},
    "--exact-decimals": OPTIONS["--exact-decimals"],
    "--seed": OPTIONS["--seed"],
}


def batch(arguments: Sequence[str]) -> int:
    """Judge the claims of a file, and return the exit status.

    Raises
    ------
    InputError
        An option, or the file as a whole, cannot be used; what is done by then is in the results.
    """
    given, tally = read(arguments), Tally()
    notes: list[str] = []
    try:
        with _explained(given.output):
            _judge(given, tally, notes)
    except BaseException as error:  # Ctrl-C too: what is done by then is told, and the error goes on
        if isinstance(error, KeyboardInterrupt):
            notes.append("the same command goes on from there")
        if tally.verdicts:
            print(f"derivcheck: {tally.summary(_who(given), notes)}", file=sys.stderr)
        raise
    print(f"derivcheck: {tally.summary(_who(given), notes)}", file=sys.stderr)
    return tally.exit_status


def _judge(given: argparse.Namespace, tally: Tally, notes: list[str]) -> None:
    options = JudgingOptions(given.prove, not given.no_cause, given.exact_decimals, given.seed, given.allow_code)
    run = engine_named(given.engine, given.engine_address, given.jobs)
    entries = _begun(read_claims(given.file))
    check_other_file("--output", given.output, given.file)
    with ResultsFile(given.output, frozenset(given.retry or ()), lambda r: tally.add(r, before=True)) as results:
        pending: dict[str, _Pending] = {}
        rows = _to_do(entries, results, _settings(options), pending)
        with progress(tally) as step:
            for result in run(rows, options, timeout=given.timeout, memory=given.memory):
                asked = pending.pop(json.dumps(result.id))
                told = asked.placed(result).to_dict()
                results.write(told, asked.content)
                tally.add(told)
                step()
        if results.unmarked:
            notes.append(
                f"of {results.unmarked:,} results it is not known whether their claims have changed since: "
                f"they are not in {given.output}.marks"
            )


def _begun(entries: Iterator[TableRow]) -> Iterator[TableRow]:
    """Return the same, of which one is read: what cannot be read at all is told before a file of results is made."""
    return itertools.chain(list(itertools.islice(entries, 1)), entries)


@contextlib.contextmanager
def _explained(name: str) -> Iterator[None]:
    """Say in a line what is wrong with the disk or the pipe that results go to."""
    try:
        yield
    except BrokenPipeError:
        raise InputError(f"{name}: who reads the results has closed the pipe") from None
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "give another file with -o")
        raise InputError(f"results cannot be written to {name}: {error.strerror or error}; {hint}") from error
    except sqlite3.Error as error:
        hint = "the same command goes on with another folder in SQLITE_TMPDIR"
        raise InputError(f"the ids cannot be noted in a temporary file: {error}; {hint}") from error


_AGAIN = "make room, and the same command goes on from there"

_HINTS = {errno.ENOSPC: _AGAIN, errno.EFBIG: _AGAIN, getattr(errno, "EDQUOT", errno.ENOSPC): _AGAIN}


def _who(given: argparse.Namespace) -> str:
    if given.engine != "local":
        return f"the workers of {given.engine_address}"
    jobs = check_jobs(given.jobs)
    return f"{jobs} worker{'s' if jobs > 1 else ''}"


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options.

    Raises
    ------
    InputError
        One is unknown, or its value not usable.
    """
    parser = Parser(
        prog="derivcheck batch",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", help="the claims; - for standard input")
    for name, settings in BATCH_OPTIONS.items():
        parser.add_argument(*(["-o"] if name == "--output" else []), name, **settings)
    given = parser.parse_args(arguments)
    check_folder("--output", given.output)
    return given


def _settings(options: JudgingOptions) -> str:
    """Return the options that results depend on; a change of them is a change of every claim."""
    return json.dumps([options.prove, options.causes, options.exact, options.seed])


@dataclass(frozen=True, slots=True)
class _Pending:
    """Where a claim that is being judged stands, and what it says."""

    line: int
    content: str

    def placed(self, result: ClaimResult) -> ClaimResult:
        """Return its result, with the line of what cannot be read."""
        return replace(result, reason=f"line {self.line}: {result.reason}") if result.verdict == "error" else result


def _to_do(
    entries: Iterator[TableRow], results: ResultsFile, settings: str, pending: dict[str, _Pending]
) -> Iterator[ClaimRow | ClaimResult]:
    """Yield the claims that have no result; what was asked is in `pending` until they have."""
    for entry in entries:
        content, row = settings + entry.content, entry.row
        done, again = results.meet(row.id, content, entry.line)
        if again:
            row = ClaimResult(f"line {entry.line}", "error", f"the id {row.id!r} is there before")
            done, again = results.meet(row.id, content, entry.line)
        if not done and not again:
            pending[json.dumps(row.id)] = _Pending(entry.line, content)
            yield row
