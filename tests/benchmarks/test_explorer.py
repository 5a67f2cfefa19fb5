"""How long an update of the explorer takes: the answer, and in Chromium what a reader waits for.

Run it by name, on an idle machine: python -m pytest tests/benchmarks/test_explorer.py -s
"""

from __future__ import annotations

import statistics
import time
from typing import Any

import pytest

from derivcheck.report.explorer.answer import answer
from derivcheck.report.explorer.page import EXAMPLE
from tests.browser.conftest import browser as browser
from tests.browser.test_explorer import server as server

RUNS = 21
ANSWER, UPDATE = 0.15, 0.3

MOVED = """
const done = arguments[0], waited = [];
const answers = () => Number(document.documentElement.dataset.answers ?? 0);
const painted = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
const shown = (count) => new Promise((next) => {
  const look = () => (answers() > count ? next() : setTimeout(look, 1));
  look();
});
(async () => {
  await shown(0);
  const slider = document.querySelector("#variables input[type=range]");
  for (let i = 0; i < 21; i++) {
    const start = performance.now(), count = answers();
    slider.value = 0.2 + i / 20;
    slider.dispatchEvent(new Event("input"));
    await shown(count);
    await painted();
    waited.push(performance.now() - start);
  }
  done(waited);
})();
"""


def test_the_answer() -> None:
    answer({"formula": EXAMPLE})
    seconds = []
    for i in range(RUNS):
        start = time.process_time()
        assert answer({"formula": EXAMPLE, "at": {"x": 0.2 + i / 20}})["faults"] == []
        seconds.append(time.process_time() - start)
    median = statistics.median(seconds)
    print(f"\nthe answer: {median * 1e3:.0f} ms of processor time")
    assert median < ANSWER


@pytest.mark.browser
def test_what_a_reader_waits_for(browser: Any, server: str) -> None:
    browser.get(server)
    browser.set_script_timeout(120)
    median = statistics.median(browser.execute_async_script(MOVED)) / 1e3
    print(f"\nan update in Chromium: {median * 1e3:.0f} ms")
    assert median < UPDATE
