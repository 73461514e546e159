"""The redirects once more, for hosts that can answer with a real one (301): before any page is sent.

`_redirects` is read by Netlify and Cloudflare Pages (Netlify lets the pages of `redirects` go first), the other by nginx.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from macros import urls
from macros.exports import Publication
from macros.exports.redirects import moves

FILES = ("_redirects", "nginx-omleidingen.conf")  # for the host, not for readers

_PLAIN_HEAD = "# Oude adressen en waar zij nu zijn, voor Netlify en Cloudflare Pages.\n"
_NGINX_HEAD = """\
# Oude adressen en waar zij nu zijn, voor nginx. Zet in het blok http:
#   map_hash_bucket_size 256;
#   map $uri $kp_omleiding { include /pad/naar/site/nginx-omleidingen.conf; }
# en in het blok server:
#   if ($kp_omleiding) { return 301 $kp_omleiding$is_args$args; }
"""


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    base = urlsplit(publication.site_url).path.rstrip("/")  # the host sees the path under which the site lives
    pairs = sorted((base + urls.path(move.old), base + urls.path(move.new)) for move in moves(publication))
    yield FILES[0], _PLAIN_HEAD + "".join(f"{old} {new} 301\n" for old, new in pairs)
    yield FILES[1], _NGINX_HEAD + "".join(f"{old} {new};\n" for old, new in pairs)
