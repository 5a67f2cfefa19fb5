"""The server on this machine, from its start to Ctrl-C."""

from __future__ import annotations

import contextlib
import importlib
import socket
import threading
import webbrowser
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from derivcheck.ground.errors import InputError, MissingExtraError
from derivcheck.report.explorer.page import EXAMPLE
from derivcheck.report.explorer.worker import ExplorerWorker
from derivcheck.report.page import assets

ANSWERS = "derivcheck.report.explorer.answer:answer"


def serve(formula: str = "", port: int = 0, *, browser: bool = True) -> None:
    """Serve the explorer until it is interrupted.

    Parameters
    ----------
    formula : str
        The formula to begin with.
    port : int
        A port of 127.0.0.1; 0 takes a free one.
    browser : bool
        Whether to open the page in the user's browser.

    Raises
    ------
    InputError
        The port is taken.
    MissingExtraError
    """
    server = importlib.import_module("derivcheck.report.explorer.server")
    assets.libraries()  # what is missing is told now, not to the browser
    with _bound(server.HOST, port) as place, contextlib.closing(ExplorerWorker(ANSWERS)) as worker:
        url = f"http://{server.HOST}:{place.getsockname()[1]}/?{urlencode({'formula': formula or EXAMPLE})}"
        print(f"The explorer is at {url}\nCtrl-C ends it.", flush=True)
        # The first answer loads the libraries, while the browser loads the page.
        threading.Thread(target=worker.ask, args=({"formula": EXAMPLE},), daemon=True).start()
        if browser:
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            _uvicorn(server.application(worker.ask)).run(sockets=[place])


@contextlib.contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    with socket.socket() as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((host, port))
        except OSError as error:
            raise InputError(f"--port {port} of {host} cannot be had: {error.strerror}; 0 takes a free one") from error
        # Browsers that are told the address at once find it listening.
        place.listen()
        yield place


def _uvicorn(application: Any) -> Any:
    try:
        uvicorn = importlib.import_module("uvicorn")
    except ImportError as missing:
        raise MissingExtraError("the explorer", "explore") from missing
    return uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="off", ws="none"))
