"""A site of somebody else: a real web server on this machine that answers as a test wants."""

from __future__ import annotations

import contextlib
import http.server
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

os.environ["no_proxy"] = "*"  # it is on this machine, whatever stands between this machine and the world

Answer = tuple | Callable[[http.server.BaseHTTPRequestHandler], "tuple | None"]


@dataclass
class Outside:
    """The server: its address, without a slash at the end, and what it was asked."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)  # method and path
    times: list[float] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0  # the most requests that were under way at one moment
    busy: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)


@contextlib.contextmanager
def answering(answers: dict[str, Answer]) -> Iterator[Outside]:
    """Serve: a path answers with a status and, for a redirect, the place to go; with what a function returns, or
    nothing at all where that is None. Other paths answer 200."""
    outside = Outside()

    class Handler(http.server.BaseHTTPRequestHandler):
        def respond(self) -> None:
            with outside.guard:
                outside.asked.append((self.command, self.path))
                outside.times.append(time.monotonic())
                outside.agents.add(self.headers["User-Agent"])
                outside.busy += 1
                outside.at_once = max(outside.at_once, outside.busy)
            answer = answers.get(self.path, (200,))
            answer = answer(self) if callable(answer) else answer
            with outside.guard:
                outside.busy -= 1
            if answer:
                status, *place = answer
                self.send_response(int(status))
                if place:
                    self.send_header("Location", place[0])
                self.send_header("Content-Length", "0")
                self.end_headers()

        do_HEAD = do_GET = respond  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    outside.address = f"http://127.0.0.1:{server.server_port}"
    yield outside
    server.shutdown()
    server.server_close()
