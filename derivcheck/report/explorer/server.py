"""Who may ask: the page of this very server, opened on this machine, and nobody else.

Any page that a browser shows can send requests to 127.0.0.1, and can make a name of its own point
there. So the host must be this one (no other name), a question must come from a page of this origin,
and it must carry the token that only this page knows. See OWASP, "Cross-Site Request Forgery Prevention
Cheat Sheet", and Jackson et al., "Protecting browsers from DNS rebinding attacks", CCS 2007.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from derivcheck.ground.errors import MissingExtraError
from derivcheck.ground.limits import MAX_QUESTION_BYTES
from derivcheck.report.explorer import page

try:
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, JSONResponse, Response
    from starlette.routing import Route
except ImportError as missing:
    raise MissingExtraError("the explorer", "explore") from missing

HOST = "127.0.0.1"
HOSTS = [HOST, "localhost"]
TOKEN = "x-derivcheck-token"

Ask = Callable[[Any], dict[str, Any]]


def application(ask: Ask, token: str = "") -> Starlette:
    """Return the explorer as an ASGI application.

    Parameters
    ----------
    ask : callable
        What answers: JSON types in, JSON types out.
    token : str
        The secret of the page; a random one unless told.

    Returns
    -------
    Starlette
    """
    secret = token or secrets.token_urlsafe(32)
    return Starlette(
        routes=[
            Route("/", _shown(secret)),
            Route("/answer", _answered(ask, secret), methods=["POST"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
    )


Endpoint = Callable[[Request], Awaitable[Response]]


def _shown(token: str) -> Endpoint:
    async def show(request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        return HTMLResponse(page.page(token, nonce), headers=_headers(nonce))

    return show


def _headers(nonce: str) -> dict[str, str]:
    """Return headers that let the page run its own scripts and ask this server, and nothing else."""
    policy = {
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce}'",
        "style-src": "'unsafe-inline'",  # Vega sets styles of elements
        "connect-src": "'self'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _answered(ask: Ask, token: str) -> Endpoint:
    async def answer(request: Request) -> Response:
        if refusal := _refusal(request, token):
            return _refused(refusal, 403)
        body = await _body(request)
        if body is None:
            return _refused(f"a question has at most {MAX_QUESTION_BYTES} bytes", 413)
        try:
            question = json.loads(body)
        except (ValueError, RecursionError):
            return _refused("a question is JSON", 400)
        # In a thread, so that another page is served meanwhile.
        return JSONResponse(await run_in_threadpool(ask, question))

    return answer


def _refusal(request: Request, token: str) -> str:
    """Say why a question is not answered; "" if it is."""
    if request.headers.get("origin") != f"http://{request.headers.get('host')}":
        return "questions come from the page of this server"
    if not secrets.compare_digest(request.headers.get(TOKEN, "").encode(), token.encode()):
        return "the page is one of another run; load it again"
    return ""


async def _body(request: Request) -> bytes | None:
    """Return the body of a request; None if it is too long, without reading on."""
    received = b""
    async for chunk in request.stream():
        received += chunk
        if len(received) > MAX_QUESTION_BYTES:
            return None
    return received


def _refused(message: str, status: int) -> Response:
    return JSONResponse({"faults": [{"message": message, "pointer": ""}]}, status_code=status)
