"""The server from its start to Ctrl-C, as a command that a user runs."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from typing import Any

import pytest

from derivcheck.ground.errors import MissingExtraError
from derivcheck.report.explorer.serving import serve

pytest.importorskip("uvicorn")
pytest.importorskip("vl_convert")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
def test_it_answers_a_formula_and_ends_at_ctrl_c_with_its_process() -> None:
    command = [sys.executable, "-m", "derivcheck", "explore", "x^2", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout
            said = served.stdout.readline()
            url = re.search(r"http://127\.0\.0\.1:\d+/", said)[0]  # type: ignore[index]
            assert f"{url}?formula=x%5E2" in said
            with urllib.request.urlopen(url) as page:
                token = re.search(r'derivcheckToken = "([^"]+)"', page.read().decode())[1]  # type: ignore[index]
            replies = (asked(url, token, {"formula": "x^2", "at": {"x": 3}}) for _ in range(9))
            # A busy machine may take longer than an answer may while everything is loaded.
            assert next(reply for reply in replies if not reply["faults"])["at"] == {"x": 3}
            served.send_signal(signal.SIGINT)
            # The pipes end only when no process that inherited them is left.
            _, complaints = served.communicate(timeout=30)
            assert (served.returncode, complaints) == (0, "")
        finally:
            served.kill()


def asked(url: str, token: str, question: Any) -> Any:
    headers = {"Origin": url.removesuffix("/"), "X-Derivcheck-Token": token}
    request = urllib.request.Request(f"{url}answer", json.dumps(question).encode(), headers)
    with urllib.request.urlopen(request) as reply:
        return json.loads(reply.read())


@pytest.mark.parametrize("library", ["starlette.applications", "uvicorn"])
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.delitem(sys.modules, "derivcheck.report.explorer.server", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setattr("derivcheck.report.explorer.serving.ExplorerWorker", Silent)
    with pytest.raises(MissingExtraError, match=r"sympy-derivcheck\[explore\]"):
        serve(browser=False)


class Silent:
    """In the place of a process."""

    def __init__(self, task: str) -> None: ...

    def ask(self, question: Any) -> None: ...

    def close(self) -> None: ...
