"""What the site asks of browsers and servers: the headers of every answer, and how long an answer may be kept.

The only place where this is said. Pages carry what matters most themselves (`META`), so that it holds on a host where
nobody can set a header too; `exports/headers_for_hosts.py` writes it for servers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros import urls

# No script or style stands in a page, so nothing needs a hash: a script or style that gets into one does not run.
_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # Pagefind searches with WebAssembly
    "style-src": "'self'",
    "img-src": "'self' data:",  # the signs in Material's style sheet
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",  # what a reader asked to keep for offline
    "form-action": "'self'",
    "base-uri": "'none'",
}
CONTENT_POLICY = "; ".join(f"{name} {sources}" for name, sources in _SOURCES.items())
FRAMED_NOWHERE = "frame-ancestors 'none'"  # a browser reads this only in a header
UNFRAMED = f"{CONTENT_POLICY}; {FRAMED_NOWHERE}"
REFERRER = "same-origin"  # another site is not told where a reader comes from


def meta(policy: str) -> str:
    """A policy as a page carries it in its head, before anything that it loads."""
    about = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f'{about}\n<meta name="referrer" content="{REFERRER}">\n'


META = meta(CONTENT_POLICY)


def for_forms(api: Iterable[str], pictures: Iterable[str] = ()) -> str:
    """The policy of the page with the forms (Decap CMS), that talks to the Git host at the addresses in `api`.

    That program makes its styles while it runs, and code too, to check its own settings; no other page allows that.
    """
    sources = {
        **_SOURCES,
        "script-src": "'self' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": " ".join(["'self' data: blob:", *pictures]),
        "connect-src": " ".join(["'self' blob:", *api]),
    }
    return "; ".join(f"{name} {sources}" for name, sources in sources.items())


_NEVER = ("camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")
HEADERS = {
    "Referrer-Policy": REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NEVER),
}

# A file whose name holds a hash of its content can be kept for ever; of all others a browser asks whether they changed.
HASHED = ("assets/stylesheets", "pagefind/fragment", "pagefind/index")
KEEP = "public, max-age=31536000, immutable"
ASK = "no-cache"

CARD = rf"/{urls.CARD}/(index\.html)?$"  # the pages that other sites may show in a frame, as a pattern

# Programs on other sites may read the open data in a browser, and nothing else: no page.
SHARED = ("Access-Control-Allow-Origin", "*")
OPEN_FOLDERS = ("api", "schema")
OPEN_FILES = ("feed.xml", urls.CALENDAR, "index.md")
OPEN = rf"/(({'|'.join(OPEN_FOLDERS)})/v1/.+|{'|'.join(map(re.escape, OPEN_FILES))})$"  # as a pattern

# What servers do not know by themselves, by the end of the name.
TYPES = {
    ".webmanifest": "application/manifest+json",
    ".ics": "text/calendar",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".jsonld": "application/ld+json",
    ".sqlite": "application/vnd.sqlite3",
}
TEXT = (".css", ".csv", ".html", ".ics", ".js", ".json", ".jsonld", ".md", ".svg", ".txt", ".webmanifest", ".xml")  # in UTF-8
