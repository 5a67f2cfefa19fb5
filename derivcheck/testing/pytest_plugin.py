"""A plugin for pytest: all derivative assertions in the summary and on a page, and a seed for each test.

It is loaded wherever derivcheck is installed, so it imports nothing heavy until an assertion has run.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from derivcheck.testing import running_test

if TYPE_CHECKING:
    from derivcheck.results import Check, Checks

KEY = "derivcheck"
"""Name of the property of a test's report that holds an assertion; a report of JUnit's kind has it too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("derivcheck", "derivative assertions")
    group.addoption(
        "--derivcheck-report",
        metavar="FILE",
        type=_page,
        help="write all derivative assertions to a page FILE.html: verdict, limit, witness, seconds, seed",
    )
    group.addoption(
        "--derivcheck-seed",
        metavar="N",
        type=int,
        help="give each test a seed of its own, made of N and its name, for fresh points and random directions "
        "(by default all have seed 0)",
    )


def _page(text: str) -> Path:
    path = Path(text)
    if path.suffix != ".html" or not path.absolute().parent.is_dir():
        raise pytest.UsageError(f"--derivcheck-report {text!r}: not a file .html in a folder that exists")
    return path


def pytest_configure(config: pytest.Config) -> None:
    """Watch the assertions of this process, and gather those of all processes."""
    config.pluginmanager.register(_Watcher(config.getoption("derivcheck_seed")))
    config.pluginmanager.register(_Gatherer(config.getoption("derivcheck_report")))


class _Watcher:
    """Keeps what each assertion found in the report of the test that made it."""

    def __init__(self, base: int | None) -> None:
        self.base = base
        self.item: pytest.Item | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.item = item
        running_test.begin(0 if self.base is None else zlib.crc32(f"{self.base}:{item.nodeid}".encode()))
        running_test.OBSERVERS.append(self.keep)
        try:
            return (yield)
        finally:
            running_test.OBSERVERS.remove(self.keep)
            running_test.end()

    def keep(self, kind: str, found: Check | Checks, seconds: float, seed: int) -> None:
        """Enter an assertion, in types that cross processes."""
        assert self.item is not None
        parts: tuple[Any, ...] = getattr(found, "components", ()) if hasattr(found, "schema") else (found,)
        causes = [part.cause.text for part in parts if part.cause]
        self.item.user_properties.append(
            (
                KEY,
                {
                    **{"test": self.item.nodeid, "kind": kind, "function": parts[0].function},
                    **{"verdict": str(found.verdict), "reason": found.reason, "cause": causes[0] if causes else ""},
                    "detection_limit": max(part.detection_limit for part in parts),
                    "witnesses": [*dict.fromkeys(name for part in parts for name in part.witnesses)],
                    **{"seconds": seconds, "seed": seed},
                },
            )
        )


class _Gatherer:
    """Shows the assertions of all tests, also of those that ran in other processes."""

    def __init__(self, page: Path | None) -> None:
        self.page = page
        self.rows: list[dict[str, Any]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.rows += [dict(value) for name, value in report.user_properties if name == KEY]  # type: ignore[call-overload]

    def pytest_terminal_summary(self, terminalreporter: Any, config: pytest.Config) -> None:
        if hasattr(config, "workerinput") or not (self.rows or self.page):
            return
        result = _suite(self.rows)
        terminalreporter.section("derivcheck")
        terminalreporter.write(result.render("text", verbose=config.get_verbosity() > 0))
        if self.page:
            self.page.write_text(result.to_html(), encoding="utf-8")
            terminalreporter.write_line(f"all derivative assertions: {self.page}")


def _suite(rows: list[dict[str, Any]]) -> Any:
    # Here, where assertions have run.
    from derivcheck.results import Verdict, worst_verdict
    from derivcheck.results.suite import Assertion, Suite

    verdicts = {str(verdict): verdict for verdict in Verdict}
    made = tuple(
        Assertion(**{**row, "verdict": verdicts[row["verdict"]], "witnesses": tuple(row["witnesses"])}) for row in rows
    )
    failed = sum(bool(one.verdict.exit_status) for one in made)
    seconds = sum(one.seconds for one in made)
    count = f"{len(made):,} derivative assertion{'' if len(made) == 1 else 's'}"
    verdict = worst_verdict(one.verdict for one in made) if made else Verdict.AGREES
    return Suite(made, verdict, f"{count}, {failed:,} of them failed, in {seconds:.2g} s")
