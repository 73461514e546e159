"""Shows the site that somebody works on in a browser, and tells the pages that are open there when they look different."""

from __future__ import annotations

import contextlib
import http.server
import mimetypes
import os
import posixpath
import re
import socket
import threading
from dataclasses import dataclass
from hashlib import blake2s
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlencode

from macros import policy, urls
from macros.engine.single import Site
from macros.engine.workshop import Workshop
from macros.rules import all_rules

OWN = "/.serve/"  # no file of a site has such a name
SCRIPT = Path(__file__).with_name("volgen.js")
STYLE = Path(__file__).with_name("wrong.css")
_PLACE = re.compile(r"(\S+:\d+:\d+:) (.*)")
_EXPLAINING = (f"{urls.RULES}/", f"{urls.FIELDS}/")  # pages that a message names, which no record changes
# A rule where `problems.report` names it: at the start of a message, and in the lines about where the rules are explained.
_RULE_OF_MESSAGE = re.compile(r"(?<=^fout\[)[a-z0-9-]+(?=\]:)|(?<=^waarschuwing\[)[a-z0-9-]+(?=\]:)")
_RULES_EXPLAINED = re.compile(rf"Uitleg per regel\b.*?/{urls.RULES}/:|\s+https?://\S+/{urls.RULES}/[a-z0-9-]+/$")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HANDED = "KENNISPORTAAL_SOCKET"
_ALIVE = 10  # seconds after which a silent line shows that it is still there
_MISSING = b'<!doctype html><html lang="nl"><title>Niet gevonden</title><h1>Deze pagina is er niet</h1></html>'
_WRONG = """\
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
{policy}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Er klopt iets niet</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<main>
<h1>Er klopt iets niet</h1>
<p>De site is niet veranderd. Deze pagina komt vanzelf terug als dit is opgelost:</p>
<ul>
{lines}</li>
</ul>
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Answer:
    """What a browser gets. `version` changes when the page looks different."""

    status: HTTPStatus
    content: bytes
    type: str
    version: str


class Shown:
    """What there is to see at this moment, and who waits for news of it."""

    def __init__(self, workshop: Workshop, site: Path, site_url: str) -> None:
        self._workshop, self._site, self._root = workshop, site, urls.root_of(site_url)
        self._turn = threading.Condition()
        self._turns = 0

    def tell(self) -> None:
        """Something may look different now."""
        with self._turn:
            self._turns += 1
            self._turn.notify_all()

    def differs(self, path: str, version: str, seen: int) -> tuple[bool, int]:
        """Whether a page is no longer what it was, as soon as there was news after turn `seen`, or after a while."""
        with self._turn:
            self._turn.wait_for(lambda: self._turns != seen, timeout=_ALIVE)
            news, turn = self._turns != seen, self._turns
        return news and self.answer(path).version != version, turn

    def answer(self, path: str) -> Answer:
        """What stands at a path, as a browser asks for it."""
        name = path.removeprefix("/")
        name = f"{name}index.html" if not name or name.endswith("/") else name
        status, content = HTTPStatus.OK, self._content(name)
        wrong = self._workshop.wrong
        if wrong and content is None and name.startswith(_EXPLAINING):
            content = self._on_disk(name)  # of the last build that was good: nothing could be read since
        if wrong and name.endswith("index.html") and not (content and name.startswith(_EXPLAINING)):
            status, content = HTTPStatus.SERVICE_UNAVAILABLE, wrong_page(wrong)
        elif content is None:
            status, name = HTTPStatus.NOT_FOUND, "404.html"
            content = self._on_disk(name) or _MISSING
            if self._root != "/":
                content = content.replace(f'="{self._root}'.encode(), b'="/')
        version = blake2s(content + self._workshop.look.encode(), digest_size=9).hexdigest()
        return Answer(status, content, _type(name), version)

    def is_folder(self, path: str) -> bool:
        """Whether there is a page at a path once it ends in a slash."""
        return not path.endswith("/") and self._content(f"{path.removeprefix('/')}/index.html") is not None

    def _content(self, name: str) -> bytes | None:
        made = self._workshop.file(name)
        if made is None and not Site.makes(name):
            made = self._on_disk(name)
        return made

    def _on_disk(self, name: str) -> bytes | None:
        if name.startswith("/") or ".." in name.split("/") or "\0" in name:
            return None  # outside the site
        try:
            return (self._site / name).read_bytes()
        except OSError:
            return None


def wrong_page(wrong: str) -> bytes:
    """The page in place of one that cannot be made: what is wrong, a line each."""
    lines = []
    for line in wrong.splitlines():
        place = _PLACE.match(line)
        told = _linked(place[2] if place else line)
        lines.append(f"<li><code>{escape(place[1])}</code> {told}" if place else f'<li class="rest">{told}')
    return _WRONG.format(policy=policy.META, style=f"{OWN}{STYLE.name}", lines="</li>\n".join(lines)).encode()


def _linked(told: str) -> str:
    """A line of what is wrong as HTML, with each rule that it names a link to the page about it."""
    if _RULES_EXPLAINED.match(told):
        names = _NAME.finditer(told, told.rfind(f"/{urls.RULES}/") + len(urls.RULES) + 2)
    else:
        names = _RULE_OF_MESSAGE.finditer(told)
    parts, end = [], 0
    for name in names:
        if name[0] in all_rules():
            parts += [escape(told[end : name.start()]), f'<a href="{urls.path(urls.rule(name[0]))}">{name[0]}</a>']
            end = name.end()
    return "".join([*parts, escape(told[end:])])


def _type(name: str) -> str:
    suffix = posixpath.splitext(name)[1]
    kind = policy.TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if suffix in policy.TEXT else kind


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server

    def do_HEAD(self) -> None:  # noqa: N802  (the name the library calls)
        self.do_GET()

    def do_GET(self) -> None:  # noqa: N802
        raw, _, query = self.path.partition("?")
        path, shown = unquote(raw), self.server.shown
        if path == f"{OWN}berichten":
            asked = parse_qs(query)
            self._news(asked.get("pad", ["/"])[0], asked.get("versie", [""])[0])
        elif path in (f"{OWN}{SCRIPT.name}", f"{OWN}{STYLE.name}"):
            own = Path(__file__).with_name(path.removeprefix(OWN))
            self._send(Answer(HTTPStatus.OK, own.read_bytes(), _type(own.name), ""))
        elif (answer := shown.answer(path)).status == HTTPStatus.NOT_FOUND and shown.is_folder(path):
            self._send(Answer(HTTPStatus.MOVED_PERMANENTLY, b"", "text/plain", ""), Location=f"{raw}/")
        else:
            shared = dict([policy.SHARED] if re.search(policy.OPEN, path) else [])
            self._send(_following(answer, path), ETag=f'"{answer.version}"', **shared)

    def _send(self, answer: Answer, **headers: str) -> None:
        same = headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"] and answer.status == HTTPStatus.OK
        content = b"" if same else answer.content
        self.send_response(HTTPStatus.NOT_MODIFIED if same else answer.status)
        fixed = {"Content-Security-Policy": policy.CONTENT_POLICY, **policy.HEADERS, "Cache-Control": policy.ASK}
        for name, value in {**fixed, "Content-Type": answer.type, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _news(self, path: str, version: str) -> None:
        """Keep the line open until the page looks different (server-sent events)."""
        self.send_response(HTTPStatus.OK)
        for name, value in {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"retry: 200\n\n")
        differs, turn = False, -1
        while not differs:
            differs, turn = self.server.shown.differs(path, version, turn)
            self.wfile.write(b"data: anders\n\n" if differs else b":\n\n")

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # the browser went to another page
            super().handle()

    def log_message(self, *args: object) -> None:
        """Say nothing of each request: the terminal is for what is wrong."""


def _following(answer: Answer, path: str) -> Answer:
    """A page with the script that follows it; the files on the disk do without."""
    if not answer.type.startswith("text/html"):
        return answer
    asked = escape(urlencode({"pad": path, "versie": answer.version}))
    script = f'<script type="module" src="{OWN}{SCRIPT.name}?{asked}"></script>\n'
    before, end, after = answer.content.decode().rpartition("</body>")
    content = f"{before}{script}{end}{after}" if end else f"{after}{script}"
    return Answer(answer.status, content.encode(), answer.type, answer.version)


class Server(http.server.ThreadingHTTPServer):
    """Listens on this machine. Raises `OSError` when the address is taken."""

    daemon_threads = True
    shown: Shown

    def __init__(self, address: tuple[str, int]) -> None:
        handed = os.environ.pop(_HANDED, None)
        super().__init__(address, Handler, bind_and_activate=not handed)
        if handed:
            self.socket.close()
            self.socket = socket.socket(fileno=int(handed))
            os.set_inheritable(self.fileno(), False)

    def hand_over(self) -> None:
        """Let the program that takes the place of this one listen on: meanwhile browsers wait, and none is refused."""
        os.set_inheritable(self.fileno(), True)
        os.environ[_HANDED] = str(self.fileno())
