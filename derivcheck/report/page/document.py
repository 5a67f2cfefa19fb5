"""The frame of every page: a document that needs no other file."""

from __future__ import annotations

import html

from derivcheck.report.page import assets


def document(title: str, body: str, style: str = "") -> str:
    """Return an HTML document, in light and dark.

    Examples
    --------
    >>> document("a < b", "<main></main>").splitlines()[:3]
    ['<!DOCTYPE html>', '<html lang="en">', '<head>']
    """
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{html.escape(title)}</title>\n<style>{assets.style()}{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
