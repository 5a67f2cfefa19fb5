"""The explorer in a real browser: typing, sliding, choosing, and a page of another origin that tries to ask."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

import derivcheck as dc
from tests.browser.looking import channels, opened, requested

pytest.importorskip("uvicorn")
pytest.importorskip("vl_convert")
pytestmark = pytest.mark.browser

EXAMPLE = "formula=exp(2*x)/(1%2Bsin(x**2))&at=x%3D0.5&scheme=central-2&scheme=forward-1"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of an explorer."""
    command = [sys.executable, "-m", "derivcheck", "explore", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/", served.stdout.readline())
        assert found
        yield found[0]
        served.terminate()


ANSWERED = (
    "const [count, done] = arguments;"
    "const wait = () => Number(document.documentElement.dataset.answers) > count ? done() : setTimeout(wait, 5);"
    "wait();"
)


class Page:
    """The explorer with its first answer shown."""

    def __init__(self, browser: Any, url: str, **look: Any) -> None:
        self.browser = opened(browser, url, **look)
        self.run = browser.execute_script
        self.wait(0)

    def wait(self, answers: int) -> None:
        """Wait until more than so many answers have been shown."""
        self.browser.execute_async_script(ANSWERED, answers)

    def put(self, selector: str, value: str, event: str) -> None:
        """Put a value where a user would, and wait for the answer."""
        before = int(self.run("return document.documentElement.dataset.answers"))
        self.run(
            "const place = document.querySelector(arguments[0]);"
            "if (place.type === 'checkbox') place.checked = !place.checked; else place.value = arguments[1];"
            "place.dispatchEvent(new Event(arguments[2], { bubbles: true }));",
            *(selector, value, event),
        )
        self.wait(before)

    def text(self, selector: str = "#report") -> str:
        return str(self.run("return document.querySelector(arguments[0]).innerText", selector))

    def schemes(self) -> list[str]:
        """Return the schemes that the chart shows."""
        rows = "document.querySelector('.chart').view.data('source_0')"
        return list(self.run(f"return [...new Set({rows}.map((row) => row.scheme))].sort()"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_it_fits_says_nothing_and_asks_only_its_server(browser: Any, server: str, width: int, theme: str) -> None:
    page = Page(browser, f"{server}?{EXAMPLE}", width=width, theme=theme)
    assert browser.get_log("browser") == []
    assert all(url.startswith(server) for url in requested(browser))
    assert page.run("return document.documentElement.scrollWidth") <= width
    ink, paper = (
        page.run(f"return getComputedStyle(document.querySelector('.derivcheck')).{name}")
        for name in ("color", "backgroundColor")
    )
    assert (sum(channels(ink)) < sum(channels(paper))) == (theme == "light")


def test_sliding_shows_the_numbers_of_the_new_point(browser: Any, server: str) -> None:
    page = Page(browser, f"{server}?{EXAMPLE}")
    page.put("#variables input[type=range]", "0.75", "input")
    comparison = dc.compare("exp(2*x)/(1+sin(x**2))", 0.75, schemes=["forward-1", "central-2"])
    assert isinstance(comparison, dc.Comparison)
    assert comparison.reference.value in page.text()
    assert page.text(".verdict") == "AGREES"
    assert page.schemes() == ["central-2", "forward-1"]
    totals = "document.querySelector('.chart').view.data('source_0').map((row) => row.told.total)"
    expected = {repr(point.total) for curve in comparison.curves for point in curve.points}
    assert {*page.run(f"return {totals}")} == expected
    assert page.run("return document.querySelector('#variables .value').value") == "0.75"


def test_schemes_order_and_format_are_chosen(browser: Any, server: str) -> None:
    page = Page(browser, f"{server}?{EXAMPLE}")
    assert browser.title == "exp(2*x)/(1+sin(x**2)) - derivcheck explorer"
    assert page.text("#status").startswith("agrees: each of 5 methods")
    page.put("[name=scheme][value=forward-1]", "", "change")
    page.run("document.querySelector('[name=scheme][value=central-2]').click()")  # the last one stays
    assert page.run("return document.querySelector('[name=scheme][value=central-2]').checked")
    page.put("[name=scheme][value=forward-1]", "", "change")
    page.put("[name=scheme][value=central-4]", "", "change")
    assert page.schemes() == ["central-2", "central-4", "forward-1"]
    page.put("[name=order]", "2", "change")
    page.put("[name=dtype]", "float32", "change")
    comparison = dc.compare("exp(2*x)/(1+sin(x**2))", 0.5, order=2, dtype="float32")
    assert isinstance(comparison, dc.Comparison)
    assert comparison.reference.value in page.text()
    assert "float32" in page.text()


def test_a_claim_is_judged(browser: Any, server: str) -> None:
    page = Page(browser, f"{server}?formula=x%5E2*sin(x)")
    page.put("[name=claim]", "2*x*sin(x) - x^2*cos(x)", "input")
    assert page.text(".verdict") == "REFUTED"
    assert "the second term has the wrong sign" in page.text()


def test_the_address_holds_the_state(browser: Any, server: str) -> None:
    page = Page(browser, f"{server}?formula=a*x%5E3&at=a%3D2&at=x%3D0.5&range=x%3D0:1&wrt=x&order=2&dtype=float32")
    page.put("[name=claim]", "6*a*x", "input")
    page.put("#variables [data-name=x] input[type=range]", "0.25", "input")
    page.put("[name=scheme][value=central-2]", "", "change")
    address = browser.current_url
    state = (
        "const rows = [...document.querySelectorAll('#variables input, #question [name]')];"
        "return rows.map((one) => one.type === 'checkbox' ? one.checked : one.value);"
    )
    before, text = page.run(state), page.text()
    again = Page(browser, address)
    assert again.run(state) == before
    assert again.text() == text
    assert again.run("return document.querySelector('#variables [data-name=x] .end').value") == "0"


def test_bad_input_shows_the_caret_and_dims_what_was_shown(browser: Any, server: str) -> None:
    page = Page(browser, f"{server}?{EXAMPLE}")
    page.put("[name=formula]", "exp(2*x", "input")
    with pytest.raises(dc.ParseError) as refused:
        dc.parse("exp(2*x")
    assert page.text("#fault") == f"{refused.value}\n{refused.value.pointer}"
    assert page.run("return document.querySelector('#report').classList.contains('stale')")
    page.put("[name=formula]", "exp(2*x)", "input")
    assert page.run("return document.querySelector('#fault').hidden")
    assert page.text(".verdict") == "AGREES"


def test_what_was_chosen_in_the_chart_stays(browser: Any, server: str) -> None:
    page = Page(browser, f"{server}?{EXAMPLE}")
    page.run("const view = document.querySelector('.chart').view; view.signal('parts_of', 'central-2').run()")
    page.put("#variables input[type=range]", "0.75", "input")
    assert page.run("return document.querySelector('.chart').view.signal('parts_of')") == "central-2"
    assert browser.get_log("browser") == []


class Elsewhere(BaseHTTPRequestHandler):
    """A page of another origin on this machine."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>elsewhere</title>")

    def log_message(self, *words: Any) -> None: ...


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_port}/"
        other.shutdown()


def test_a_page_of_another_origin_gets_no_answer(browser: Any, server: str, elsewhere: str) -> None:
    Page(browser, server)
    token = browser.execute_script("return window.derivcheckToken")
    asking = (
        "const [url, token, done] = arguments;"
        "const asked = { method: 'POST', headers: { 'X-Derivcheck-Token': token }, body: '{\"formula\": \"x\"}' };"
        "fetch(`${url}answer`, asked).then((reply) => reply.text()).then(done, () => done('refused'));"
    )
    # The planted case: from its own page the same request is answered.
    assert '"x"' in browser.execute_async_script(asking, server, token)
    opened(browser, elsewhere)
    assert browser.execute_async_script(asking, server, token) == "refused"
    reading = "const [url, done] = arguments; fetch(url).then(() => done('read'), () => done('refused'));"
    assert browser.execute_async_script(reading, server) == "refused"
    browser.get_log("browser")
