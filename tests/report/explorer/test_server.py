"""Who may ask: the page of this server, and nobody else."""

from __future__ import annotations

import asyncio
import importlib
import re
from typing import Any

import pytest

from derivcheck.ground.limits import MAX_QUESTION_BYTES

pytest.importorskip("starlette")
httpx = pytest.importorskip("httpx")
pytest.importorskip("vl_convert")
server = importlib.import_module("derivcheck.report.explorer.server")

ORIGIN = "http://127.0.0.1:8000"
RIGHT = {"origin": ORIGIN, "x-derivcheck-token": "secret"}


def told(question: Any) -> dict[str, Any]:
    return {"said": question}


class Client:
    """Sends requests to the application itself, without a socket."""

    def __init__(self, token: str = "") -> None:
        self.transport = httpx.ASGITransport(server.application(told, token))

    def request(self, method: str, path: str, **options: Any) -> Any:
        async def sent() -> Any:
            async with httpx.AsyncClient(transport=self.transport, base_url=ORIGIN) as client:
                return await client.request(method, path, **options)

        return asyncio.run(sent())

    def get(self, path: str, **options: Any) -> Any:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> Any:
        return self.request("POST", path, **options)


@pytest.fixture(scope="module")
def client() -> Client:
    return Client("secret")


def test_the_page_may_ask(client: Client) -> None:
    assert client.post("/answer", json={"formula": "x"}, headers=RIGHT).json() == {"said": {"formula": "x"}}


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": "https://127.0.0.1:8000"},
        {"x-derivcheck-token": "guess"},
        {"x-derivcheck-token": ""},
        {"x-derivcheck-token": "ſecret".encode()},
    ],
    ids=str,
)
def test_others_may_not(client: Client, changed: Any) -> None:
    refused = client.post("/answer", json={"formula": "x"}, headers={**RIGHT, **changed})
    assert refused.status_code == 403
    assert "said" not in refused.json()
    assert "access-control-allow-origin" not in refused.headers


def test_without_an_origin_or_a_token_nothing_is_answered(client: Client) -> None:
    for name in RIGHT:
        headers = {key: value for key, value in RIGHT.items() if key != name}
        assert client.post("/answer", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "evil.example:8000", ""])
def test_another_name_of_this_machine_gets_neither_page_nor_answer(client: Client, host: str) -> None:
    """A name that an attacker points at 127.0.0.1 would make his page one of this origin."""
    for reply in (
        client.get("/", headers={"host": host}),
        client.post("/answer", json={}, headers={**RIGHT, "host": host, "origin": f"http://{host}"}),
    ):
        assert reply.status_code == 400
        assert "secret" not in reply.text


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(client: Client, body: bytes) -> None:
    refused = client.post("/answer", content=body, headers=RIGHT)
    assert (refused.status_code, refused.json()["faults"][0]["message"]) == (400, "a question is JSON")


def test_a_long_question_is_refused(client: Client) -> None:
    assert client.post("/answer", content=b"1" * (MAX_QUESTION_BYTES + 1), headers=RIGHT).status_code == 413
    assert client.post("/answer", content=b'"' + b"1" * (MAX_QUESTION_BYTES - 2) + b'"', headers=RIGHT).is_success


def test_other_paths_and_methods_are_not_there(client: Client) -> None:
    assert client.get("/answer").status_code == 405
    assert client.get("/../../etc/passwd").status_code == 404


def test_the_page_may_load_nothing_and_be_framed_by_nobody(client: Client) -> None:
    shown = client.get("/?formula=<script>alert(1)</script>")
    policy = shown.headers["content-security-policy"]
    nonces = {*re.findall(r'<script nonce="([^"]+)">', shown.text)}
    assert "alert(1)" not in shown.text
    assert len(nonces) == 1
    assert f"script-src 'nonce-{nonces.pop()}'" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    markup = re.sub(r"(?s)<script.*?</script>|<style.*?</style>", "", shown.text)
    assert re.findall(r'\s(?:src|href|action|style|on\w+)="?([^" >]*)', markup) == ["data:,"]


def test_each_run_has_a_token_of_its_own_and_each_page_a_nonce() -> None:
    pages = [Client().get("/").text for _ in range(2)]
    tokens, nonces = (
        {re.search(pattern, page)[1] for page in pages}  # type: ignore[index]
        for pattern in ('derivcheckToken = "([^"]{40,})"', 'nonce="([^"]{20,})"')
    )
    assert len(tokens) == len(nonces) == 2
