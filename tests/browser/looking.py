"""How pages are looked at."""

from __future__ import annotations

import json
from typing import Any


def opened(browser: Any, url: str, width: int = 1000, theme: str = "light") -> Any:
    """Open a page, and wait for its charts."""
    browser.get("about:blank")
    browser.get_log("performance"), browser.get_log("browser")
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    )
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(url)
    browser.set_script_timeout(20)
    browser.execute_async_script(
        "const done = arguments[0];"
        "const drawn = () => [...document.querySelectorAll('.chart')].every((chart) => chart.view);"
        "const wait = () => drawn() ? done() : setTimeout(wait, 20);"
        "wait();"
    )
    return browser


def requested(browser: Any) -> list[str]:
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    return [url for url in urls if not url.startswith(("data:", "file:"))]


def channels(colour: str) -> list[int]:
    return [int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")[:3]]
