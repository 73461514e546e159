"""Walks over a site as it is served: every link from the home page on, and every file that is said to be there."""

from __future__ import annotations

import functools
import http.client
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.test_site import Page


@dataclass(frozen=True)
class Answer:
    """What a server says to a question for one address."""

    status: int
    headers: dict[str, str]  # names in small letters
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "")


@functools.cache
def page_of(body: bytes) -> Page:
    """What stands on a page; the same one is read once, whatever host it comes from."""
    return Page(body.decode())


@dataclass
class Crawl:
    """A walk over the site at `start`, with what it met: an answer per address, and what is broken."""

    start: str
    answers: dict[str, Answer] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    fragments: set[tuple[str, str, str]] = field(default_factory=set)  # page, the page that it links to, where on it

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection(urlsplit(self.start).netloc, timeout=60)

    def walk(self, files: Iterable[str] = ()) -> Crawl:
        """Follow every link from the home page on, and from `files` (relative to the site), which are asked for too."""
        for file in ["", *files]:
            todo = [self.start + file]
            while todo:
                address = todo.pop()
                if address not in self.answers:
                    todo += self._visit(address)
        self._line.close()
        for page, target, fragment in sorted(self.fragments):
            answer = self.answers[target]
            if answer.status == 200 and fragment not in page_of(answer.body).ids:
                self.broken.append(f"{page} → {target} (geen #{fragment})")
        return self

    def ask(self, address: str, **headers: str) -> Answer:
        """One question; a redirect is an answer like any other."""
        path = urlsplit(address).path or "/"
        try:
            self._line.request("GET", path, headers=headers)
            answer = self._line.getresponse()
        except (http.client.HTTPException, ConnectionError):  # the server ended the line
            self._line.close()
            self._line.request("GET", path, headers=headers)
            answer = self._line.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def _visit(self, address: str) -> list[str]:
        """Ask for an address and note what is broken there; gives the addresses that it leads to."""
        answer = self.answers[address] = self.ask(address)
        if answer.status in (301, 302, 308):
            return [urldefrag(urljoin(address, answer.headers["location"])).url]
        if answer.status != 200:
            self.broken.append(f"{address}: {answer.status}")
        if answer.status != 200 or not answer.type.startswith("text/html"):
            return []
        page, found = page_of(answer.body), []
        for link in page.links + page.loads:
            target, fragment = urldefrag(urljoin(address, link))
            target = target.partition("?")[0]
            if target.startswith(self.start):
                found.append(target)
                if fragment:
                    self.fragments.add((address, target, unquote(fragment)))
            elif urlsplit(target).netloc == urlsplit(self.start).netloc:
                self.broken.append(f"{address} → {target} (buiten de site)")
        return found
