"""Real web servers, each an ordinary process on a free port of this machine with the settings that the site brings along.

Gives `HOSTS`, by name a function that serves a folder at an address for the time of a `with`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

NGINX = """\
daemon off;
worker_processes 1;
pid {home}/nginx.pid;
error_log stderr;
events {{ worker_connections 256; }}
http {{
include /etc/nginx/mime.types;
default_type application/octet-stream;
access_log off;
{temporary}
{http}
server {{
root {root};
{server}
}}
}}
"""
APACHE = """\
ServerRoot {home}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {home}/apache.pid
Mutex file:{home}
ErrorLog {home}/apache.log
{modules}
TypesConfig /etc/mime.types
{served}
"""
APACHE_SERVED = """\
DocumentRoot {root}
<Directory {root}>
Options FollowSymLinks
AllowOverride FileInfo
Require all granted
</Directory>
"""
APACHE_MODULES = "alias authz_core authz_host deflate dir filter headers mime mpm_event reqtimeout setenvif"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextlib.contextmanager
def readable_folder() -> Iterator[Path]:
    """A folder that also a server may read that does not run as root; pytest's own folders are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="kp-host-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _process(command: list[str], home: Path, port: int, *, plain_user: bool = True) -> Iterator[None]:
    """A server that runs until the block ends; when it does not come up, what it says is the error."""
    rights = {}
    if plain_user and os.geteuid() == 0:  # Apache refuses to answer as root
        rights = {"user": "www-data", "group": "www-data", "extra_groups": []}
        shutil.chown(home, "www-data", "www-data")
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **rights)
        try:
            _wait(server, port, home)
            yield
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(server: subprocess.Popen, port: int, home: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
            return
        assert server.poll() is None, _said(home)
        time.sleep(0.05)
    raise AssertionError(f"no answer on port {port}: {_said(home)}")


def _said(home: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace") for log in home.glob("*.log"))


def nginx_config(home: Path, root: Path, http: str, server: str) -> str:
    """The settings of a plain nginx with these lines in its blocks `http` and `server`."""
    parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"{part}_temp_path {home}/{part};" for part in parts)
    return NGINX.format(home=home, root=root, http=http, server=server, temporary=temporary)


@contextlib.contextmanager
def nginx(root: Path, site: Path, port: int, *, http: str = "", server: str = "", listen: str = "") -> Iterator[str]:
    """nginx with the two files that the site brings along; with other lines where these are given."""
    http = http or f"include {site}/nginx-http.conf;"
    server = f"{listen or f'listen 127.0.0.1:{port};'}\n{server or f'include {site}/nginx-server.conf;'}"
    with readable_folder() as home:
        (home / "nginx.conf").write_text(nginx_config(home, root, http, server), "utf-8")
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        with _process([program, "-p", str(home), "-e", "stderr", "-c", str(home / "nginx.conf")], home, port):
            yield f"http://127.0.0.1:{port}/"


@contextlib.contextmanager
def apache(root: Path, site: Path, port: int, *, served: str = "") -> Iterator[str]:
    """Apache, which finds `.htaccess` in the site by itself; with other lines about what it serves where these are given."""
    served = served or APACHE_SERVED.format(root=root)
    with readable_folder() as home:
        modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in APACHE_MODULES.split())
        (home / "apache.conf").write_text(APACHE.format(home=home, port=port, served=served, modules=modules), "utf-8")
        program = shutil.which("apache2") or "/usr/sbin/apache2"
        with _process([program, "-D", "FOREGROUND", "-f", str(home / "apache.conf")], home, port):
            yield f"http://127.0.0.1:{port}/"


@contextlib.contextmanager
def python(root: Path, site: Path, port: int) -> Iterator[str]:
    """The server of Python's standard library, which knows nothing of the site."""
    with readable_folder() as home:
        command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(root)]
        with _process(command, home, port, plain_user=False):
            yield f"http://127.0.0.1:{port}/"


HOSTS: dict[str, Callable[..., contextlib.AbstractContextManager[str]]] = {"nginx": nginx, "apache": apache, "python": python}


def is_open(file: str) -> bool:
    """Whether programs on other sites may read a file in a browser."""
    return file.startswith(("api/", "schema/")) or Path(file).name in ("feed.xml", "agenda.ics", "index.md")


def body_of(address: str) -> str:
    """What stands at an address."""
    with urlopen(address, timeout=30) as answer:
        return answer.read().decode()
