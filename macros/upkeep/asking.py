"""Asks other sites whether an address works, politely: one request at a time to a host, with a pause in between."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

from macros.refusal import why

AT_ONCE = 8  # hosts
HOPS = 10  # redirects of one address
_NAME = "KennisportaalVrijwilligeInzet-linkcontrole/1.0"
_SAFE = "/%:@!$&'()*+,;=~-._?"
_MARKDOWN = " ()!*'\"<>`"  # signs that mean something in Markdown, or end an address there
_MEANING = {
    401: "vraagt om in te loggen",
    403: "laat een programma niet binnen",
    404: "heeft deze pagina niet",
    410: "heeft deze pagina weggehaald",
    429: "wil minder vragen krijgen",
}


class Answer(NamedTuple):
    """What became of an address."""

    status: int  # the last status that was given; 0 when there was none
    wrong: str = ""  # what is wrong with it, as the end of a Dutch sentence; empty when it works
    moved: str = ""  # where it has moved to for good

    @property
    def is_passing(self) -> bool:
        """Whether it may well be different the next time."""
        return bool(self.wrong) and (self.status == 0 or self.status >= 500)


class _Stay(HTTPRedirectHandler):
    """Leaves redirects to us: we want to know which are permanent, and wait for our turn at the next host."""

    def redirect_request(self, *args: object) -> None:
        return None


class Asker:
    """Asks addresses; keeps to one request at a time for each host, `pause` seconds apart."""

    def __init__(self, *, pause: float = 1.0, timeout: float = 20.0, home: str = "") -> None:
        self._pause, self._timeout = pause, timeout
        self._headers = {"User-Agent": f"{_NAME} (+{home})" if home else _NAME, "Accept": "text/html,*/*;q=0.8"}
        self._turns: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._guard = threading.Lock()

    def ask_all(self, addresses: Iterable[str]) -> dict[str, Answer]:
        """The answer of every address; several hosts at once."""
        hosts: dict[str, list[str]] = {}
        for address in addresses:
            hosts.setdefault(host_of(address), []).append(address)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            groups = pool.map(lambda group: [(address, self.ask(address)) for address in group], hosts.values())
            return {address: answer for group in groups for address, answer in group}

    def ask(self, address: str) -> Answer:
        """The answer of one address: asked a second time when it may have been a passing fault."""
        answer = self._try(address)
        return self._try(address) if answer.is_passing else answer

    def _try(self, address: str) -> Answer:
        """Ask for the headers only; a site that refuses that is asked for the page, unless it wants less of us."""
        opener = build_opener(_Stay, HTTPCookieProcessor())
        answer = self._follow(opener, address, "HEAD")
        return self._follow(opener, address, "GET") if answer.wrong and answer.status != 429 else answer

    def _follow(self, opener: OpenerDirector, address: str, method: str) -> Answer:
        here, moved, for_good, status = address, "", True, 0
        for _ in range(HOPS):
            try:
                status, location = self._request(opener, here, method)
                target = urljoin(here, location)
            except (OSError, http.client.HTTPException, ValueError) as error:
                return Answer(0, _explained(error, _told(here), self._timeout))
            if status not in (301, 302, 303, 307, 308):
                return Answer(status, _meaning(status), moved)
            if not location or not target.startswith(("http://", "https://")):
                return Answer(status, f"verwijst door, maar niet naar een webadres ({status})")
            here = target
            for_good = for_good and status in (301, 308)
            moved = _told(here) if for_good else moved
        return Answer(status, f"verwijst meer dan {HOPS} keer door")

    def _request(self, opener: OpenerDirector, address: str, method: str) -> tuple[int, str]:
        """The status of one request, and where it redirects to."""
        request = Request(_ascii(address), headers=self._headers, method=method)
        host = host_of(address)
        with self._guard:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            time.sleep(max(0.0, self._last.get(host, 0.0) + self._pause - time.monotonic()))
            try:
                with opener.open(request, timeout=self._timeout) as response:
                    return response.status, ""
            except HTTPError as error:
                with error:
                    location = error.headers.get("Location", "")  # its bytes, each as one sign
                    return error.code, location.encode("latin-1").decode("utf-8", "surrogateescape")
            finally:
                self._last[host] = time.monotonic()


def host_of(address: str) -> str:
    """The host of an address, with its port."""
    return address.partition("//")[2].partition("/")[0].rpartition("@")[2].casefold()


def _ascii(address: str) -> str:
    """An address as it travels: other signs than those of English are written in codes."""
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(part, safe=_SAFE, errors="surrogateescape") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _told(address: str) -> str:
    """An address that another site gave, as we can show it: it means nothing in Markdown and to a terminal."""
    plain = {sign for sign in address if sign.isprintable()} - set(_MARKDOWN)
    return "".join(sign if sign in plain else quote(sign, safe="", errors="surrogateescape") for sign in address)


def _meaning(status: int) -> str:
    if 200 <= status < 300:
        return ""
    said = _MEANING.get(status, "heeft een storing" if status >= 500 else "antwoordt niet met een pagina")
    return f"{said} ({status})"


def _explained(error: Exception, address: str, timeout: float) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return f"gaf geen antwoord binnen {timeout:g} seconden"
    if isinstance(reason, socket.gaierror):
        return f"is niet te vinden: de naam {host_of(address)} is onbekend"
    if isinstance(reason, ssl.SSLError):
        return "geeft geen veilige verbinding (kijk het certificaat na)"
    if isinstance(reason, OSError):
        return f"is niet te bereiken ({why(reason) if reason.errno else 'de verbinding brak af'})"
    return "is geen adres dat te vragen is" if isinstance(reason, ValueError) else "geeft een onbegrijpelijk antwoord"
