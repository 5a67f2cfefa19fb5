"""The command ``page``: the results on many claims, as one page to sort and to filter."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from derivcheck.cli.claim_table import read_claims
from derivcheck.cli.options import Parser, check_folder
from derivcheck.cli.output_file import check_other_file
from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_PAGE_ROWS
from derivcheck.report.page.claims import VERDICTS, claims_page
from derivcheck.testing.claim_row import ClaimRow

DESCRIPTION = """\
Write a page of the results on many claims, which needs no other file: sorted by a click on a heading, filtered by
verdict and by words, all of a claim told by a click on its row. RESULTS is JSON Lines, one result a line, with
the keys id, verdict and reason, and others where they are known, as derivcheck batch writes it; - is standard input."""

STANDARD_INPUT = "-"


def page(arguments: Sequence[str]) -> int:
    """Write the page, and return the exit status.

    Raises
    ------
    InputError
        An option, or the file, cannot be used.
    """
    options = read(arguments)
    output = Path(options.output.strip())
    check_other_file("--output", options.output, options.results, options.claims or "")
    title = "claims" if options.results == STANDARD_INPUT else Path(options.results).name
    formulas = {} if options.claims is None else _formulas(options.claims)
    shown = ({**formulas.get(json.dumps(result["id"]), {}), **result} for result in results(options.results))
    text = claims_page(shown, title)
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise InputError(f"--output {str(output)!r} cannot be written: {error.strerror}") from error
    return 0


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options.

    Raises
    ------
    InputError
        One is unknown, or its value not usable.
    """
    options = _parser().parse_args(arguments)
    check_folder("--output", options.output)
    return options


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="derivcheck page", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("results", metavar="RESULTS", help="the results; - for standard input")
    parser.add_argument(
        "--claims", metavar="FILE", help="the claims that batch was given, whose formulas are shown too"
    )
    parser.add_argument("--output", "-o", metavar="FILE", required=True, help="where the page goes")
    return parser


def _formulas(name: str) -> dict[str, dict[str, str]]:
    """Return function and claim by the id, as JSON; what batch cannot read has none."""
    rows = (entry.row for entry in itertools.islice(read_claims(name), MAX_PAGE_ROWS))
    claims = (row for row in rows if isinstance(row, ClaimRow))
    return {json.dumps(row.id): {"function": row.function, "claimed": row.claimed} for row in claims}


def results(name: str) -> Iterator[dict[str, Any]]:
    """Yield the results of a file; a last line that is not whole, as a run that was ended leaves it, is left out.

    Raises
    ------
    InputError
        The file cannot be read, or a line is no result, or there are too many.
    """
    if name == STANDARD_INPUT and sys.stdin is None:
        raise InputError("standard input is closed; give a file")
    with ExitStack() as stack:
        try:
            file = sys.stdin.buffer if name == STANDARD_INPUT else stack.enter_context(Path(name).open("rb"))
            for number, line in enumerate(file, 1):
                if number > MAX_PAGE_ROWS:
                    raise InputError(f"a page has at most {MAX_PAGE_ROWS:,} claims; give some, as of one verdict")
                if line.strip() and (found := _result(line, f"{name}, line {number}")):
                    yield found
        except OSError as error:
            raise InputError(f"{name!r} cannot be read: {error.strerror}") from error


def _result(line: bytes, place: str) -> dict[str, Any] | None:
    try:
        told = json.loads(line, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        if not line.endswith(b"\n"):
            return None
        told = None
    if not isinstance(told, dict) or told.get("verdict") not in VERDICTS or not {"id", "reason"} <= {*told}:
        raise InputError(f"{place}, is no result: an object with id, verdict ({', '.join(VERDICTS)}) and reason")
    return told
